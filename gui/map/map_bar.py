"""The bar over the map: its layout, its colours, the lasso, how far it is laid out, and zoom."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QMenu, QProgressBar, QToolButton

from core.base.settings import Colouring
from gui.base.texts import number
from gui.base.theme import SPACE, Theme
from gui.visits.map_look import MapLook
from gui.widgets.controls import ElidedLabel, icon_button, label_button, name_control, show_words, text_button


class MapBar(QFrame):
    """Shows; the page acts on the signals.

    Signals:
        looked: a MapLook that is wanted. lasso_toggled: whether a drag is to draw a lasso.
        zoomed_in, zoomed_out, fitted. cancelled, continued: the laying out. browse_wanted: what was chosen, in Browse.
    """

    looked = Signal(MapLook)
    lasso_toggled = Signal(bool)
    zoomed_in = Signal()
    zoomed_out = Signal()
    fitted = Signal()
    cancelled = Signal()
    continued = Signal()
    browse_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("map_bar")
        self._theme = theme
        self._look = MapLook()
        self._loose = self._worded("map_loose_button", "loose")
        self._grid = self._worded("map_tidy_button", "all")
        self._colours = self._worded("map_colours_button", "colour")
        self._lasso = self._worded("map_lasso_button", "lasso")
        self._status = ElidedLabel("map_status")
        self._status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._progress = QProgressBar()
        self._progress.setObjectName("map_progress")
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(90)
        self._cancel = text_button("map_cancel_button")
        self._continue = text_button("map_continue_button")
        self._browse = text_button("map_browse_button", primary=True)
        self._out = icon_button(theme, "map_zoom_out_button", "less")
        self._fit = icon_button(theme, "map_fit_button", "fit")
        self._in = icon_button(theme, "map_zoom_in_button", "more")
        self._actions = self._make_menu()
        self._lay_out()
        self._connect()
        self._name_all()
        for button in self.findChildren(QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the photos
        self.show_idle()
        self.show_chosen(0)
        self.show_look(MapLook())

    def _worded(self, name: str, icon: str) -> QToolButton:
        button = icon_button(self._theme, name, icon)
        button.setProperty("icon_only", False)
        button.setCheckable(name != "map_colours_button")
        return button

    def _make_menu(self) -> dict[Colouring, QAction]:
        texts = {
            Colouring.COLOUR: self.tr("Main colour"),
            Colouring.KIND: self.tr("Kind"),
            Colouring.FOLDER: self.tr("Folder"),
            Colouring.DATE: self.tr("Date"),
        }
        menu = QMenu(self._colours)
        menu.setObjectName("map_colours_menu")
        group, made = QActionGroup(menu), dict[Colouring, QAction]()
        for one, text in texts.items():
            action = made[one] = menu.addAction(text)
            action.setObjectName(f"map_colour_{one}")
            action.setData(one)
            action.setCheckable(True)
            group.addAction(action)
        self._colours.setMenu(menu)
        self._colours.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _lay_out(self) -> None:
        segments = QFrame()
        segments.setObjectName("map_layouts")
        segments.setProperty("segments", True)
        inner = QHBoxLayout(segments)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.setSpacing(2)
        self._layouts = QButtonGroup(self)
        for button in (self._loose, self._grid):
            inner.addWidget(button)
            self._layouts.addButton(button)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.xs)
        for widget in (segments, self._colours, self._lasso):
            row.addWidget(widget)
        row.addWidget(self._browse)
        row.addWidget(self._status, 1)
        row.addWidget(self._progress)
        row.addWidget(self._cancel)
        row.addWidget(self._continue)
        row.addSpacing(SPACE.s)
        for widget in (self._out, self._fit, self._in):
            row.addWidget(widget)

    def _connect(self) -> None:
        self._layouts.buttonClicked.connect(self._on_layout)
        self._colours.menu().triggered.connect(self._on_colouring)
        self._lasso.clicked.connect(self.lasso_toggled)
        self._browse.clicked.connect(self.browse_wanted)
        self._cancel.clicked.connect(self.cancelled)
        self._continue.clicked.connect(self.continued)
        self._out.clicked.connect(self.zoomed_out)
        self._fit.clicked.connect(self.fitted)
        self._in.clicked.connect(self.zoomed_in)

    def _name_all(self) -> None:
        label_button(self._loose, self.tr("Loose"), "T")
        label_button(self._grid, self.tr("Grid"), "T")
        label_button(self._lasso, self.tr("Lasso"), "L")
        name_control(self._lasso, self.tr("Draw around photos to choose them"), "L")
        name_control(self._in, self.tr("Larger"), "+")
        name_control(self._out, self.tr("Smaller"), "-")
        name_control(self._fit, self.tr("The whole map"), "0")
        label_button(self._cancel, self.tr("Cancel"))
        label_button(self._continue, self.tr("Continue"))
        self._progress.setAccessibleName(self.tr("The map is being laid out"))
        self._progress.setRange(0, 0)

    # --- what is shown ---

    def show_look(self, look: MapLook) -> None:
        self._look = look
        (self._grid if look.tidy else self._loose).setChecked(True)
        action = self._actions[look.colouring]
        action.setChecked(True)
        label_button(self._colours, action.text())
        name_control(self._colours, self.tr("Colours tell: {what}").format(what=action.text()))
        self._fit_in()

    def show_lasso(self, on: bool) -> None:
        self._lasso.setChecked(on)

    def show_chosen(self, count: int) -> None:
        """How many photos were chosen on the map."""
        label_button(self._browse, self.tr("Show {n} in Browse").format(n=number(count)))
        self._browse.setVisible(count > 0)
        self._fit_in()

    def show_running(self) -> None:
        self._show(self.tr("The map is being laid out…"), running=True)

    def show_stopped(self) -> None:
        self._show(self.tr("Stopped."), stopped=True)

    def show_idle(self) -> None:
        self._show("")

    def _show(self, words: str, *, running: bool = False, stopped: bool = False) -> None:
        self._status.say(words)
        self._progress.setVisible(running)
        self._cancel.setVisible(running)
        self._continue.setVisible(stopped)
        self._fit_in()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_in()

    def _fit_in(self) -> None:
        """A narrow window goes without the words of what has an icon."""
        worded = self._loose, self._grid, self._colours, self._lasso
        for shown in range(len(worded), -1, -1):
            show_words(True, *worded[:shown])
            show_words(False, *worded[shown:])
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                return

    # --- what the user wants ---

    @Slot(object)
    def _on_layout(self, button: object) -> None:
        self.looked.emit(replace(self._look, tidy=button is self._grid))

    @Slot(QAction)
    def _on_colouring(self, action: QAction) -> None:
        self.looked.emit(replace(self._look, colouring=Colouring(action.data())))
