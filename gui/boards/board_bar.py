"""The bar over a board: its name with what can be done with it, the two ways to look at it, its pieces, and zoom."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QToolButton

from gui.base.keys import named, native
from gui.base.texts import number, photos, plain_tip
from gui.base.theme import SPACE, Theme
from gui.widgets.controls import ElidedLabel, icon_button, label_button, name_control, show_words

_LONGEST, _SHORT = 24, 10  # signs of a name that are shown, also in a narrow window


class BoardBar(QFrame):
    """Shows; the page acts on the signals.

    Signals:
        menu_wanted: of the board, and where, in global coordinates. listed: whether its photos are wanted as a list.
        bare_wanted: whether what is selected is to be shown without its background. raised, lowered: the same.
        taken_out: the same is to leave the board. zoomed_in, zoomed_out, fitted.
    """

    menu_wanted = Signal(QPoint)
    listed = Signal(bool)
    bare_wanted = Signal(bool)
    raised = Signal()
    lowered = Signal()
    taken_out = Signal()
    zoomed_in = Signal()
    zoomed_out = Signal()
    fitted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("board_bar")
        self._whole_name = ""
        self._name = self._worded(theme, "board_menu_button", "down")
        self._free = self._worded(theme, "board_free_button", "board", checkable=True)
        self._list = self._worded(theme, "board_list_button", "all", checkable=True)
        self._bare = self._worded(theme, "board_bare_button", "cutout", checkable=True)
        self._raise = self._worded(theme, "board_front_button", "front")
        self._lower = self._worded(theme, "board_back_button", "rear")
        self._take_out = self._worded(theme, "board_take_out_button", "cancel")
        self._count = ElidedLabel("board_count")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._out = icon_button(theme, "board_zoom_out_button", "less")
        self._fit = icon_button(theme, "board_fit_button", "fit")
        self._in = icon_button(theme, "board_zoom_in_button", "more")
        self._lay_out()
        self._connect()
        self._name_all()
        for button in self.findChildren(QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the photos

    @staticmethod
    def _worded(theme: Theme, name: str, icon: str, *, checkable: bool = False) -> QToolButton:
        button = icon_button(theme, name, icon)
        button.setProperty("icon_only", False)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(checkable)
        return button

    def _lay_out(self) -> None:
        segments = self._segments = QFrame()
        segments.setObjectName("board_ways")
        segments.setProperty("segments", True)
        inner = QHBoxLayout(segments)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.setSpacing(2)
        self._ways = QButtonGroup(self)
        for button in (self._free, self._list):
            inner.addWidget(button)
            self._ways.addButton(button)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.xs)
        for widget in (self._name, segments, self._bare, self._raise, self._lower, self._take_out):
            row.addWidget(widget)
        row.addWidget(self._count, 1)
        row.addSpacing(SPACE.s)
        for widget in (self._out, self._fit, self._in):
            row.addWidget(widget)

    def _connect(self) -> None:
        self._name.clicked.connect(self._on_menu)
        self._ways.buttonClicked.connect(self._on_way)
        self._bare.clicked.connect(self.bare_wanted)
        self._raise.clicked.connect(self.raised)
        self._lower.clicked.connect(self.lowered)
        self._take_out.clicked.connect(self.taken_out)
        self._out.clicked.connect(self.zoomed_out)
        self._fit.clicked.connect(self.fitted)
        self._in.clicked.connect(self.zoomed_in)

    def _name_all(self) -> None:
        name_control(self._name, self.tr("All that can be done with a board"))
        label_button(self._free, self.tr("Board"), _key("listed"))
        label_button(self._list, self.tr("List"), _key("listed"))
        label_button(self._bare, self.tr("Cut out"))
        name_control(self._bare, self.tr("Without its background, or with it"), _key("bare"))
        label_button(self._raise, self.tr("To the front"), _key("front"))
        label_button(self._lower, self.tr("To the back"), _key("back"))
        label_button(self._take_out, self.tr("Take off"))
        name_control(self._take_out, self.tr("Take off the board; the photo stays"), _key("take_out"))
        name_control(self._in, self.tr("Nearer"), native(named("larger")))
        name_control(self._out, self.tr("Farther away"), native(named("smaller")))
        name_control(self._fit, self.tr("The whole board"), _key("fit"))

    # --- what is shown ---

    def show_board(self, name: str, seen: int, away: int) -> None:
        """`seen`: how many photos are there, `away`: how many are not, because their drive or file is away."""
        self._whole_name = name
        self._name.setToolTip(plain_tip(name))
        self._name.setAccessibleName(self.tr("Board {name}: all that can be done").format(name=name))
        told = photos(seen)
        all_told = (self.tr("{photos}, {n} not here").format(photos=told, n=number(away)),) if away else ()
        self._count.say(*all_told, told, number(seen))
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance(number(seen)) + SPACE.xs)
        self._fit_in()

    def show_way(self, listed: bool) -> None:
        (self._list if listed else self._free).setChecked(True)
        for button in (self._bare, self._raise, self._lower, self._out, self._fit, self._in):
            button.setVisible(not listed)
        self._fit_in()

    def show_selected(self, count: int, bare: bool) -> None:
        for button in (self._bare, self._raise, self._lower, self._take_out):
            button.setEnabled(count > 0)
        self._bare.setChecked(bare)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_in()

    def _fit_in(self) -> None:
        """A narrow window goes without the words of what has an icon."""
        worded = self._free, self._list, self._bare, self._raise, self._lower, self._take_out
        for longest in (_LONGEST, _SHORT):
            self._name.setText(_shortened(self._whole_name, longest))
            for shown in range(len(worded), -1, -1):
                show_words(True, *worded[:shown])
                show_words(False, *worded[shown:])
                self._segments.updateGeometry()  # whose size would be told by what it was before
                self._row.invalidate()
                if self._row.sizeHint().width() <= self.width():
                    return

    # --- what the user wants ---

    @Slot()
    def _on_menu(self) -> None:
        self.menu_wanted.emit(self._name.mapToGlobal(QPoint(0, self._name.height())))

    @Slot(object)
    def _on_way(self, button: object) -> None:
        self.listed.emit(button is self._list)


def _shortened(name: str, longest: int) -> str:
    """For a button, where & is a sign of its own."""
    return (name if len(name) <= longest else f"{name[: longest - 1]}…").replace("&", "&&")


def _key(name: str) -> str:
    return native(named(name, "board"))
