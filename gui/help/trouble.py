"""What went wrong: reports that breakdowns left, offered at the next start, and the log."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from core.base import log, reports
from core.base.paths import Paths
from gui.base.jobs import JobQueue
from gui.base.theme import SPACE
from gui.base.work import Work
from gui.help.reading import ReadingDialog
from gui.widgets.controls import label_button, text_button, text_label


class ReportBar(QFrame):
    """A slim strip: there is something to read, to whoever wants to.

    Signals:
        read: the user wants to.
        dismissed: the user does not.
    """

    read = Signal()
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("report_bar")
        self.setProperty("hint_bar", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        sentence = self.tr("Something went wrong the last time; your photos are not affected. A report was kept.")
        self.setAccessibleName(sentence)
        label = text_label("report_bar_text", sentence)
        label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l + SPACE.s, SPACE.xs, SPACE.m, SPACE.xs)
        row.setSpacing(SPACE.m)
        row.addWidget(label, 1)
        for button, signal in (
            (_button("report_read_button", self.tr("Read it")), self.read),
            (_button("report_dismiss_button", self.tr("Not now")), self.dismissed),
        ):
            button.clicked.connect(signal)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()


class Trouble(QObject):
    """Tells once of each report, and shows reports and the log to whoever asks.

    Attributes:
        bar: the strip above the page.
    """

    def __init__(self, paths: Paths, work: Work, window: QWidget) -> None:
        super().__init__(window)
        self._paths = paths
        self._window = window
        self._jobs = JobQueue(work, self)
        self._new: list[Path] = []
        self.bar = ReportBar()
        self.bar.read.connect(self.show_reports)
        self.bar.dismissed.connect(self._put_away)

    def look(self) -> None:
        """Offer the reports that are new, once they are collected."""
        self._jobs.run(lambda _: reports.collect(self._paths.reports), done=self._offer)

    def _offer(self, new: list[Path]) -> None:
        self._new = new
        self.bar.setVisible(bool(new))

    @Slot()
    def _put_away(self) -> None:
        reports.mark_seen(self._new)
        self._offer([])

    @property
    def has_reports(self) -> bool:
        return bool(reports.kept(self._paths.reports))

    @Slot()
    def show_reports(self) -> None:
        """All that are kept, the newest first."""
        self._put_away()
        files = reports.kept(self._paths.reports)
        sentence = self.tr(
            "These reports name no photo and no folder of yours, and Twinset sends them to nobody. They help whoever "
            "mends the program: copy them into a message if you like."
        )
        dialog = self._dialog("reports_dialog", self.tr("Reports of errors"), sentence, reports.read(files), files)
        dialog.can_delete()
        dialog.open()

    @Slot()
    def show_log(self) -> None:
        """Its end, where the newest entries stand."""
        file = self._paths.log
        sentence = self.tr(
            "What went wrong lately. It names photos and folders of yours: read it before you give it to anybody."
        )
        text = log.newest_entries(file) or self.tr("Nothing went wrong lately.")
        dialog = self._dialog("log_dialog", self.tr("Log"), sentence, text, [file])
        dialog.begin_at_the_end()
        dialog.open()

    def _dialog(self, name: str, title: str, sentence: str, text: str, files: list[Path]) -> ReadingDialog:
        dialog = ReadingDialog(name, title, sentence, text, files, self._window)
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def _button(name: str, text: str) -> QPushButton:
    button = text_button(name)
    label_button(button, text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
