"""What stands on a board on which nothing lies yet, and in the place of boards while there are none."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.base.theme import SPACE, Theme
from gui.widgets.controls import label_button, text_button, text_label


class EmptyBoard(QFrame):
    """Tells how to begin.

    Signals:
        new_wanted, import_wanted: a board. browse_wanted: the photos, to choose some.
    """

    new_wanted = Signal()
    import_wanted = Signal()
    browse_wanted = Signal()

    def __init__(self, theme: Theme, over: QWidget) -> None:
        """Stands in the middle of this widget."""
        super().__init__(over)
        self.setObjectName("empty_board")
        picture = QLabel()
        theme.set_picture(picture, "board", QSize(72, 72))
        self._title = text_label("display", centred=True)
        self._words = text_label("hint", centred=True)
        self._new = text_button("empty_new_board_button", primary=True, large=True)
        self._browse = text_button("empty_browse_button", primary=True, large=True)
        self._import = text_button("empty_import_button", large=True)
        label_button(self._new, self.tr("New board"))
        label_button(self._browse, self.tr("Choose photos"))
        label_button(self._import, self.tr("Import a board…"))
        self._new.clicked.connect(self.new_wanted)
        self._browse.clicked.connect(self.browse_wanted)
        self._import.clicked.connect(self.import_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE.l)
        column.addStretch(2)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._words)
        for button in (self._new, self._browse, self._import):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        around = QVBoxLayout(over)
        around.addWidget(self)
        self.show_state(False, False)

    def show_state(self, any_board: bool, filled: bool) -> None:
        """Whether there is a board, and whether it holds photos."""
        self.setVisible(not filled)
        self._new.setVisible(not any_board)
        self._import.setVisible(not any_board)
        self._browse.setVisible(any_board)
        if any_board:
            self._title.setText(self.tr("Nothing lies here yet"))
            self._words.setText(
                self.tr("Select photos in Browse and press B, or drop some on this board from your file manager.")
            )
        else:
            self._title.setText(self.tr("Lay clothes out as on a cork board"))
            self._words.setText(
                self.tr("An outfit, a suitcase, what is to be given away: give it a name and put photos on it.")
            )
