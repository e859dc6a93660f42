"""Suggestions, kind by kind: a heading and below it a line of cards; arrows walk over them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.outfits.suggesting import Outfit, Suggestion
from gui.base.keys import command
from gui.base.theme import SPACE, TYPE, Theme, font
from gui.gallery.page_pictures import PagePictures
from gui.gallery.place import Place
from gui.outfits.card import ASPECT, Card
from gui.outfits.section import Section
from gui.outfits.walking import led_to
from gui.widgets.controls import ScrollColumn, text_label

_LEAST, _MOST = 96, 300  # px, width of a card
_SHARE = 0.75  # of the size of photos in the gallery: several kinds are to be seen at once
_PANEL = 176  # px, the width of the garment's picture in the panel
_AT_ONCE = 16  # cards made in one go
_SETTLE_MS = 15  # scrolling asks for thumbnails once a frame, not once an event


class Board(ScrollColumn):
    """Shows an outfit.

    Signals, each with a path:
        asked: what goes with that is wanted. previewed. menu_wanted: where as well. worn_toggled. went: the keyboard
        is there now.
    """

    asked = Signal(object)
    previewed = Signal(object)
    menu_wanted = Signal(object, QPoint)
    worn_toggled = Signal(object)
    went = Signal(object)

    def __init__(self, theme: Theme, pictures: PagePictures, width: int) -> None:
        content = QWidget()
        content.setObjectName("outfit_board_content")
        super().__init__(content)
        self._content = content
        self.setObjectName("outfit_board")
        self.setAccessibleName(self.tr("What goes with the garment"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._pictures = pictures
        self._name_of: Callable[[str], str] = str
        self._line = QFontMetrics(font(TYPE.caption)).lineSpacing()
        self._width = 0
        self._worn: tuple[str, ...] = ()
        self._current: Card | None = None
        self._sections: dict[str, Section] = {}
        self._shown: list[Section] = []
        self._empty = text_label("outfit_board_empty", centred=True)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(SPACE.l, SPACE.s, 0, SPACE.l)
        self._column.setSpacing(0)
        self._column.addWidget(self._empty, 1)
        self._left_out = text_label("caption")
        self._left_out.setWordWrap(True)
        self._left_out.hide()
        self._column.addWidget(self._left_out)
        self._column.addStretch(0)
        self._others: tuple[str, ...] = ()
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._want_pictures)
        self._waiting: deque[tuple[str, tuple[Suggestion, ...]]] = deque()  # kinds that are not shown yet
        self._more = QTimer(self, interval=0, singleShot=True)
        self._more.timeout.connect(self._fill)
        self._sought: Place | None = None  # whose card is not there yet
        self._restored: int | None = None  # a place of the layout that is still growing
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_grown)
        pictures.came.connect(self._on_picture)
        theme.changed.connect(content.update)
        self.set_width(width)

    # --- what is shown ---

    @property
    def cards(self) -> list[Card]:
        """In their order."""
        return [card for section in self._shown for card in section.cards]

    @property
    def current(self) -> str | None:
        """The path where the keyboard is."""
        return None if self._current is None else self._current.path

    def show_outfit(
        self, outfit: Outfit | None, worn: tuple[str, ...], message: str, name_of: Callable[[str], str]
    ) -> None:
        """`message`: what stands there where nothing is suggested. `name_of`: what a person would call a photo."""
        self._name_of = name_of
        had_keyboard = self._has_keyboard()
        self._worn = worn
        self._waiting, self._shown, self._sought = deque(outfit.kinds if outfit is not None else ()), [], None
        found = {kind for kind, _ in self._waiting}
        for kind, section in self._sections.items():
            self._column.removeWidget(section)
            if kind not in found:
                section.hide()
        self._empty.setText(message if not found else "")
        self._empty.setVisible(not found)
        count = outfit.left_out if outfit is not None and found else 0
        self._left_out.setText(self.tr("%Ln photos are left out, as it is not sure what they show.", "", count))
        self._left_out.setVisible(count > 0)
        self._column.setStretch(self._column.count() - 1, 1 if found else 0)
        self._fill()
        self._make_current(next(iter(self.cards), None))
        if had_keyboard:
            (self._current or self).setFocus()

    @Slot()
    def _fill(self) -> None:
        """Show some more kinds. Cards are made a few at a time, so that the window goes on meanwhile."""
        made, (columns, width) = 0, self._fitting()
        while self._waiting and made < _AT_ONCE:
            kind, found = self._waiting.popleft()
            section = self._sections.get(kind) or Section(kind, self._make_card, self._show_card)
            self._sections[kind] = section
            made += section.lacks(found, columns)
            self._column.insertWidget(len(self._shown), section)
            self._shown.append(section)
            section.show_suggestions(found, columns, width)
        if self._sought is not None:
            self.go_to(self._sought)
        if self._waiting:
            self._more.start()
        self._settle.start()

    def show_worn(self, worn: tuple[str, ...]) -> None:
        self._worn = worn
        for card in self.cards:
            card.show_worn(card.path in worn)

    def _make_card(self) -> Card:
        card = Card(self._theme, self._line)
        card.asked.connect(self.asked)
        card.menu_wanted.connect(self._on_menu)
        card.worn_toggled.connect(self.worn_toggled)
        card.commanded.connect(self._on_command)
        card.pressed.connect(lambda: self._make_current(card))
        return card

    def _show_card(self, card: Card, one: Suggestion) -> None:
        card.show_suggestion(one, self._name_of(one.path), one.path in self._worn)
        card.show_pixmap(self._pictures.get(one.path))

    def set_width(self, width: int) -> None:
        """The least width of a card, px."""
        self._width = max(_LEAST, min(_MOST, round(_SHARE * width)))
        self._fit()

    def _fitting(self) -> tuple[int, int]:
        """How many cards a line holds, and how wide each is, so that they fill it, px."""
        room = self.viewport().width() - SPACE.l
        columns = max(1, (room + SPACE.s) // (self._width + SPACE.s))
        return columns, max(_LEAST, (room + SPACE.s) // columns - SPACE.s)

    def _fit(self) -> None:
        for section in self._shown:
            section.fit(*self._fitting())
        if self._current is not None and self._current not in self.cards:
            self._make_current(next(iter(self.cards), None))
        self._settle.start()

    # --- where the user is ---

    def place(self) -> Place:
        return Place(self.verticalScrollBar().value(), self.current)

    def go_to(self, place: Place) -> None:
        """To a place where the user was."""
        card = next((one for one in self.cards if one.path == place.current), None)
        self._sought = place if card is None and self._waiting else None
        self._make_current(card or next(iter(self.cards), None))
        self._restored = place.scroll
        self.verticalScrollBar().setValue(place.scroll)

    def mark(self, path: str) -> None:
        """Make a suggestion the keyboard's place, and bring it into sight."""
        if (card := next((one for one in self.cards if one.path == path), None)) is not None:
            self._make_current(card)
            self.ensureWidgetVisible(card)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on to the card where it was."""
        super().focusInEvent(event)
        if self._current is not None:
            self._current.setFocus(event.reason())

    def _has_keyboard(self) -> bool:
        focused = self.window().focusWidget()
        return focused is self or isinstance(focused, Card)

    def _make_current(self, card: Card | None) -> None:
        """The Tab key leads to one of them only, as to a list."""
        if self._current is not None:
            self._current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = card
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if card is None else Qt.FocusPolicy.ClickFocus)
        if card is not None:
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.went.emit(card.path)

    @Slot(object, QPoint)
    def _on_menu(self, path: str, where: QPoint) -> None:
        self.mark(path)
        self.menu_wanted.emit(path, where)

    @Slot(str, object)
    def _on_command(self, name: str, path: str) -> None:
        if name == "compare":
            self.previewed.emit(path)
        elif name == "wear":
            self.worn_toggled.emit(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a card leaves: arrows, Home and End; without a card they scroll."""
        name = command(event, "outfits")
        if name not in ("move", "ends") or self._current is None:
            super().keyPressEvent(event)
            return
        wanted = led_to(Qt.Key(event.key()), self._current, self.cards, self._at)
        self._make_current(wanted)
        wanted.setFocus()
        self.ensureWidgetVisible(wanted, SPACE.s, SPACE.xl)
        event.accept()

    def _at(self, card: Card) -> QPoint:
        """Where it lies on the board."""
        return card.mapTo(self._content, QPoint(0, 0))

    @Slot()
    def _on_scrolled(self) -> None:
        self._settle.start()

    @Slot(int, int)
    def _on_grown(self, _low: int, high: int) -> None:
        """The cards are laid out a moment later than they are shown."""
        if self._restored is not None and high >= self._restored:
            self.verticalScrollBar().setValue(self._restored)
            self._restored = None

    # --- thumbnails ---

    def renew(self) -> None:
        """Photos may have changed: those in sight are looked at again."""
        self._pictures.doubt()
        self._settle.start()

    def want_pictures_of(self, *paths: str) -> None:
        """Others of the page."""
        self._others = paths
        self._settle.start()

    @Slot()
    def _want_pictures(self) -> None:
        """What is in sight comes first."""
        if self.isVisible():  # what stands in its place asks for its own
            seen = QRect(QPoint(0, self.verticalScrollBar().value()), self.viewport().size())
            cards = sorted(self.cards, key=lambda card: not seen.intersects(QRect(self._at(card), card.size())))
            height = ASPECT * max(self._fitting()[1], _PANEL) * self.devicePixelRatioF()
            self._pictures.want((path, height) for path in (*self._others, *(card.path for card in cards)))

    @Slot(object)
    def _on_picture(self, path: str) -> None:
        for card in self.cards:
            if card.path == path:
                card.show_pixmap(self._pictures.get(path))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
