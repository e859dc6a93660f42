"""A file of the program's to read: the log, or reports of errors; to be copied, shown in its folder, deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.base.theme import SPACE
from gui.desktop import desktop
from gui.widgets.controls import label_button, name_control, text_button, text_label


class ReadingDialog(QDialog):
    """Shows a text that lies in `files`, under a sentence that says what it is."""

    def __init__(self, name: str, title: str, sentence: str, text: str, files: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self._files = files
        about = text_label("reading_about", sentence)
        about.setWordWrap(True)
        self._text = self._make_text(text, title)
        self._foot = QHBoxLayout()
        self._add("reading_copy_button", self.tr("Copy all"), self._copy)
        self._add("reading_folder_button", self.tr("Show in folder"), self._show_in_folder)
        self._foot.addStretch(1)
        self._close = text_button("reading_close_button", primary=True)
        label_button(self._close, self.tr("Close"))
        self._close.clicked.connect(self.accept)
        self._close.setDefault(True)
        self._foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.l)
        column.addWidget(about)
        column.addWidget(self._text, 1)
        column.addLayout(self._foot)
        self.resize(720, 520)
        self._close.setFocus()

    def _make_text(self, text: str, title: str) -> QPlainTextEdit:
        shown = QPlainTextEdit(text)
        shown.setObjectName("reading_text")
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        name_control(shown, title)
        shown.setToolTip("")
        return shown

    def _add(self, name: str, text: str, do: Callable[[], object]) -> None:
        button = text_button(name)
        label_button(button, text)
        button.clicked.connect(do)
        self._foot.addWidget(button)

    def begin_at_the_end(self) -> None:
        """What is newest stands there."""
        self._text.moveCursor(QTextCursor.MoveOperation.End)

    def can_delete(self) -> None:
        """Add a button that deletes the files."""
        delete = text_button("reading_delete_button")
        label_button(delete, self.tr("Delete"))
        delete.clicked.connect(self._delete)
        self._foot.insertWidget(2, delete)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())

    @Slot()
    def _show_in_folder(self) -> None:
        desktop.show_in_file_manager(*map(str, self._files))

    @Slot()
    def _delete(self) -> None:
        for file in self._files:
            file.unlink(missing_ok=True)
        self.accept()
