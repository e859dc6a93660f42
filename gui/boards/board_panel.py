"""The left of the Boards page: the list of boards with what makes new ones, and the note of the one that is seen."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from gui.base.theme import SPACE, Theme
from gui.boards.board_list import BoardList
from gui.gallery.thumbnails import ThumbnailLoader
from gui.widgets.controls import icon_button, name_control, text_label

_WIDTH = 248  # px
_NARROW = 820  # px; a narrower window hides the panel
_NOTE_HEIGHT = 96  # px
_REST_MS = 600  # after the last letter of a note that is kept as one change


class NoteField(QPlainTextEdit):
    """Signals:
    written: the text, once the user rests or goes elsewhere.
    """

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("board_note")
        self.setTabChangesFocus(True)
        self.setFixedHeight(_NOTE_HEIGHT)
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("What it is for, what is still missing…"))
        self._kept = ""
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self.finish)
        self.textChanged.connect(self._rest.start)

    def show_note(self, text: str) -> None:
        """As it is kept; what is being written stays while that is the same."""
        if text != self._kept:
            self._kept = text
            self.setPlainText(text)
            self._rest.stop()

    @Slot()
    def finish(self) -> None:
        self._rest.stop()
        if (text := self.toPlainText()) != self._kept:
            self._kept = text
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finish()


class BoardPanel(QFrame):
    """Signals:
    new_wanted, import_wanted.
    """

    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, theme: Theme, loader: ThumbnailLoader) -> None:
        super().__init__()
        self.setObjectName("board_panel")
        self.setAccessibleName(self.tr("Boards"))
        self.setFixedWidth(_WIDTH)
        self._narrow_shown = False  # also in a narrow window, because the user wants it so
        self.list = BoardList(theme, loader)
        self.note = NoteField()
        self._note_title = text_label("section_title", self.tr("Note"))
        self._note_title.setBuddy(self.note)
        self._add = icon_button(theme, "new_board_button", "add")
        self._import = icon_button(theme, "import_board_button", "folder")
        name_control(self._add, self.tr("New board"))
        name_control(self._import, self.tr("Import a board from a folder"))
        self._add.clicked.connect(self.new_wanted)
        self._import.clicked.connect(self.import_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE.l, SPACE.m, SPACE.s, SPACE.xs)
        head.setSpacing(0)
        head.addWidget(text_label("section_title", self.tr("Boards")), 1)
        head.addWidget(self._import)
        head.addWidget(self._add)
        below = QVBoxLayout()
        below.setContentsMargins(SPACE.l, SPACE.s, SPACE.m, SPACE.m)
        below.setSpacing(SPACE.xs)
        below.addWidget(self._note_title)
        below.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(below)

    def show_note(self, text: str | None) -> None:
        """None: no board is seen."""
        for widget in (self._note_title, self.note):
            widget.setVisible(text is not None)
        if text is not None:
            self.note.show_note(text)

    # --- whether it is there ---

    def settle(self, active: bool, wanted: bool) -> None:
        """In a narrow window the board needs the room; its button brings the panel back there too."""
        self._narrow_shown = self._narrow_shown and self._is_narrow()
        self.setVisible(active and (self._narrow_shown if self._is_narrow() else wanted))

    def toggle(self) -> bool:
        """Show or hide it; returns whether it is wanted where there is room."""
        shown = not self.isVisible()
        self._narrow_shown = shown and self._is_narrow()
        self.setVisible(shown)
        return shown

    def _is_narrow(self) -> bool:
        return self.window().width() < _NARROW
