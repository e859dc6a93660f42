"""The bar at the bottom: how many photos there are, what indexing is doing, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from core.indexing.indexing import Progress
from gui.base.texts import decimal, duration, number, photos
from gui.base.theme import SPACE, Theme
from gui.widgets.controls import ElidedLabel, label_button, text_button, text_label


class StatusBar(QFrame):
    """Shows; the window acts on the signals."""

    pause_toggled = Signal()
    cancelled = Signal()
    continued = Signal()
    failures_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("status")
        self._theme = theme
        self._sparing = False
        self._progress_shown: Progress | None = None  # while indexing and not paused
        self._total = text_label("total_label")
        self._progress = ElidedLabel("progress_label")
        self._progress.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bar = QProgressBar()
        self._bar.setObjectName("progress_bar")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._pause = text_button("pause_button")
        self._cancel = text_button("cancel_button")
        self._continue = text_button("continue_button")
        self._failures = text_button("failures_link", link=True)
        self._lay_out()
        self._connect()
        self._name_all()
        self.show_idle()
        for button in self.findChildren(QPushButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.s)
        row.addWidget(self._total)
        row.addWidget(self._failures)
        row.addWidget(self._progress, 1)
        for widget in (self._bar, self._pause, self._cancel, self._continue):
            row.addWidget(widget)
        self._failures.hide()

    def _connect(self) -> None:
        self._pause.clicked.connect(self.pause_toggled)
        self._cancel.clicked.connect(self.cancelled)
        self._continue.clicked.connect(self.continued)
        self._failures.clicked.connect(self.failures_wanted)

    def _name_all(self) -> None:
        self._bar.setAccessibleName(self.tr("Indexing progress"))
        label_button(self._cancel, self.tr("Cancel"))
        label_button(self._continue, self.tr("Continue"))
        self._theme.set_icon(self._cancel, "cancel")
        self._theme.set_icon(self._continue, "resume")
        self._show_paused(False)

    # --- what is shown ---

    def show_total(self, total: int) -> None:
        self._total.setText(photos(total) if total else "")

    def show_failures(self, failed: int) -> None:
        """The link to the list of photos that could not be read."""
        label_button(self._failures, self.tr("%Ln photos could not be read", "", failed))
        self._failures.setVisible(failed > 0)

    def show_scanning(self) -> None:
        self._bar.setRange(0, 0)  # while hidden: shown, it would repaint the whole window at once
        self._show_controls(running=True)
        self._progress.say(self.tr("Looking for photos…"))

    @Slot(int)
    def show_looked(self, folders: int) -> None:
        """How many folders were looked into so far."""
        self._progress.say(self.tr("Looking for photos: %Ln folders", "", folders))

    @Slot(int, int)
    def show_checking(self, done: int, total: int) -> None:
        """How many photos were compared with what was read of them; 0 of 0 before the first one."""
        self._show_controls(running=True)
        self._pause.hide()
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        begun = self.tr("Checking photos: {n} of {total}").format(n=number(done), total=number(total))
        self._progress.say(begun if total else self.tr("Checking photos…"))

    @Slot(int, int)
    def show_dating(self, done: int, total: int) -> None:
        """Of how many photos it was looked up when they were taken."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        begun = self.tr("Looking for when photos were taken: {n} of {total}")
        self._progress.say(begun.format(n=number(done), total=number(total)), self.tr("Looking for dates…"))

    @Slot(Progress)
    def show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._progress_shown = progress
        done, rate, left = self._parts(progress)
        saving = self.tr("saving power") if self._sparing else ""
        choices = ((done, rate, left, saving), (done, left, saving), (done, saving), (done,))
        self._progress.say(*(" · ".join(filter(None, parts)) for parts in choices))

    @Slot(bool)
    def show_sparing(self, sparing: bool) -> None:
        """Why it takes longer than it might."""
        self._sparing = sparing
        if self._progress_shown is not None:
            self.show_progress(self._progress_shown)

    def _parts(self, progress: Progress) -> tuple[str, str, str]:
        """How far, how fast, how long to go; the last two are empty while unknown."""
        done = self.tr("{n} of {total}").format(n=number(progress.done), total=number(progress.total))
        speed = left = ""
        if progress.images_per_second > 0:
            rate = decimal(progress.images_per_second, 0 if progress.images_per_second >= 10 else 1)
            speed = self.tr("{rate} photos/s").format(rate=rate)
        if progress.seconds_left is not None and progress.done < progress.total:
            left = self.tr("{time} left").format(time=duration(progress.seconds_left))
        return done, speed, left

    @Slot(bool)
    def show_paused(self, paused: bool) -> None:
        self._show_paused(paused)
        if paused:
            self._progress_shown = None
            done = self.tr("{n} of {total}").format(n=number(self._bar.value()), total=number(self._bar.maximum()))
            self._progress.say(self.tr("Paused at {done}").format(done=done))

    def _show_paused(self, paused: bool) -> None:
        label_button(self._pause, self.tr("Resume") if paused else self.tr("Pause"))
        self._theme.set_icon(self._pause, "resume" if paused else "pause")

    def show_stopped(self, sentence: str = "") -> None:
        """Indexing ended early; what is done stays usable, and it can go on."""
        self._show_controls(running=False)
        self._continue.show()
        done = self.tr("Stopped. What has been read so far can be searched.")
        self._progress.say(sentence or done)

    def show_idle(self) -> None:
        self._show_controls(running=False)
        self._progress.say("")

    def _show_controls(self, running: bool) -> None:
        self._progress_shown = None
        self._show_paused(False)
        self._continue.hide()
        for widget in (self._bar, self._pause, self._cancel):
            widget.setVisible(running)
