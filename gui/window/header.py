"""The bar on top: back and forward, ways in, thumbnail size, menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSlider, QToolButton, QWidget

from gui.base.keys import named, native
from gui.base.theme import SPACE, Theme
from gui.gallery.gallery import MAX_SIZE, MIN_SIZE
from gui.pages.page import Page
from gui.widgets.controls import icon_button, label_button, name_control, show_words
from gui.window.page_switch import PageSwitch

_BOTH, _WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonTextOnly
_ICONS = Qt.ToolButtonStyle.ToolButtonIconOnly
# What a narrower window goes without, step by step: the words of the ways in, the slider between its buttons, the words
# of Share, the pictures of the pages, these buttons, the words of those pages that are not seen, and only where nothing
# else helps that of the one that is.
_STEPS = (
    (True, True, True, True, (_BOTH, _BOTH)),
    (False, True, True, True, (_BOTH, _BOTH)),
    (False, True, False, True, (_BOTH, _BOTH)),
    (False, False, False, True, (_BOTH, _BOTH)),
    (False, False, False, True, (_WORDS, _WORDS)),
    (False, False, False, False, (_WORDS, _WORDS)),
    (False, False, False, True, (_ICONS, _BOTH)),
    (False, False, False, False, (_ICONS, _BOTH)),
    (False, False, False, False, (_ICONS, _ICONS)),
)


class Header(QFrame):
    """Buttons only; the window decides what they do."""

    back = Signal()
    forward = Signal()
    choose_folder = Signal()
    open_photo = Signal()
    zoomed = Signal(int)
    page_chosen = Signal(str)
    sidebar_toggled = Signal()

    def __init__(self, theme: Theme, menu: QMenu, share: QMenu, pages: Sequence[Page], field: QWidget) -> None:
        """`share`: the menu of all ways out. `field`: in which to describe what one looks for."""
        super().__init__()
        self.setObjectName("header")
        self._zooms = True
        sided = [one for one in pages if one.has_side]
        self._with_side = {one.name for one in sided}.union(*(one.around for one in sided))
        self._sidebar = icon_button(theme, "sidebar_button", "sidebar")
        self._back = icon_button(theme, "back_button", "back")
        self._forward = icon_button(theme, "forward_button", "forward")
        self._switch = PageSwitch(theme, pages)
        self._folder = self._wide_button(theme, "choose_folder_button", "folder")
        self._photo = self._wide_button(theme, "open_photo_button", "photo")
        self._smaller = icon_button(theme, "zoom_out_button", "small")
        self._larger = icon_button(theme, "zoom_in_button", "large")
        self._slider = self._make_slider()
        self._share = self._wide_button(theme, "share_button", "share")
        self._menu_button = icon_button(theme, "menu_button", "menu")
        for button, opened in ((self._share, share), (self._menu_button, menu)):
            button.setMenu(opened)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._field = field
        self._lay_out(field)
        field.installEventFilter(self)
        self._connect()
        self._name_all()
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the photos

    def _wide_button(self, theme: Theme, name: str, icon: str) -> QToolButton:
        button = icon_button(theme, name, icon)
        button.setProperty("icon_only", False)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName("zoom_slider")
        slider.setRange(MIN_SIZE, MAX_SIZE)
        slider.setSingleStep(16)
        slider.setPageStep(48)
        slider.setFixedWidth(120)
        return slider

    def _lay_out(self, field: QWidget) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.xs)
        for widget in (self._sidebar, self._back, self._forward):
            row.addWidget(widget)
        row.addSpacing(SPACE.s)
        row.addWidget(self._switch)
        row.addSpacing(SPACE.s)
        row.addWidget(self._folder)
        row.addWidget(self._photo)
        row.addSpacing(SPACE.s)
        row.addWidget(field, 2)
        row.addStretch(1)
        row.addWidget(self._smaller)
        row.addWidget(self._slider)
        row.addWidget(self._larger)
        row.addSpacing(SPACE.m)
        row.addWidget(self._share)
        row.addWidget(self._menu_button)

    def _connect(self) -> None:
        self._sidebar.clicked.connect(self.sidebar_toggled)
        self._back.clicked.connect(self.back)
        self._forward.clicked.connect(self.forward)
        self._folder.clicked.connect(self.choose_folder)
        self._photo.clicked.connect(self.open_photo)
        self._slider.valueChanged.connect(self.zoomed)
        self._switch.chosen.connect(self.page_chosen)
        self._smaller.clicked.connect(self.zoom_out)
        self._larger.clicked.connect(self.zoom_in)

    def _name_all(self) -> None:
        name_control(self._sidebar, self.tr("Show or hide the filters"), native(named("side")))
        name_control(self._back, self.tr("Back"), native(named("back")))
        name_control(self._forward, self.tr("Forward"), native(named("forward")))
        label_button(self._folder, self.tr("Choose folder"), native(named("choose_folder")))
        label_button(self._photo, self.tr("Open photo"), native(named("open_photo")))
        label_button(self._share, self.tr("Share"))
        name_control(self._smaller, self.tr("Smaller thumbnails"), native(named("smaller")))
        name_control(self._larger, self.tr("Larger thumbnails"), native(named("larger")))
        name_control(self._slider, self.tr("Thumbnail size"))
        name_control(self._menu_button, self.tr("Menu"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._fit(event.size().width())
        super().resizeEvent(event)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """The field comes with the first photos, and takes room."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit(self.width())
        return super().eventFilter(field, event)

    def _fit(self, width: int) -> None:
        for words, share, slider, zoom, pages in _STEPS:
            show_words(words, self._folder, self._photo)
            show_words(share, self._share)
            self._slider.setVisible(slider and self._zooms)
            for button in (self._smaller, self._larger):
                button.setVisible(zoom and self._zooms)
            self._switch.show_as(*pages)
            self._row.invalidate()
            if self._row.sizeHint().width() - self._slack() <= width:
                return

    def _slack(self) -> int:
        """What the field needs less than it would like, px: it gives way before words do."""
        field = self._field
        return max(0, field.sizeHint().width() - field.minimumWidth()) if field.isVisibleTo(self) else 0

    @Slot(int)
    def show_size(self, size: int) -> None:
        """Follow a zoom that was made elsewhere."""
        self._slider.setValue(size)

    def show_page(self, page: str, *, zooms: bool) -> None:
        """`zooms`: whether the size of its photos is chosen here."""
        self._switch.show_page(page)
        self._sidebar.setEnabled(page in self._with_side)
        self._zooms = zooms
        self._fit(self.width())

    def show_ways(self, back: bool, forward: bool) -> None:
        self._back.setEnabled(back)
        self._forward.setEnabled(forward)

    @Slot()
    def zoom_out(self) -> None:
        self._slider.setValue(self._slider.value() - 48)

    @Slot()
    def zoom_in(self) -> None:
        self._slider.setValue(self._slider.value() + 48)
