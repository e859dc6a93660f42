"""Suggestions, kind by kind: a heading and below it a line of cards; arrows walk over them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.outfits.suggesting import Outfit, Suggestion
from gui.base.keys import command
from gui.base.texts import kind_label
from gui.base.theme import SPACE, TYPE, Theme, font
from gui.gallery.place import Place
from gui.gallery.thumbnails import PixmapCache, ThumbnailLoader, Wanted, side_for
from gui.outfits.card import ASPECT, Card
from gui.widgets.controls import ScrollColumn, text_label

_LEAST, _MOST = 96, 300  # px, width of a card
_SHARE = 0.75  # of the size of photos in the gallery: several kinds are to be seen at once
_SETTLE_MS = 15  # scrolling asks for thumbnails once a frame, not once an event


class _Section(QWidget):
    """The suggestions of one kind, as many as fit on a line. Its cards are kept for the next garment: to make a hundred
    takes a while."""

    def __init__(self, kind: str, make: Callable[[], Card], show: Callable[[Card, Suggestion], object]) -> None:
        super().__init__()
        self.setObjectName(f"outfit_kind_{kind}")
        self._make = make
        self._show = show
        self._found: tuple[Suggestion, ...] = ()
        self._all: list[Card] = []
        self._fitting = 0
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE.s)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE.m)
        column.setSpacing(SPACE.xs)
        column.addWidget(text_label("section_title", kind_label(kind)))
        column.addLayout(self._row)

    @property
    def cards(self) -> list[Card]:
        """Those that are seen."""
        return self._all[: min(self._fitting, len(self._found))]

    def show_suggestions(self, found: tuple[Suggestion, ...], columns: int, width: int) -> None:
        """The first of them, in so many columns of a width in px."""
        self._found, self._fitting = found, columns
        while len(self._all) < min(columns, len(found)):
            card = self._make()
            self._row.insertWidget(len(self._all), card)
            self._all.append(card)
        for card, one in zip(self._all, found[:columns], strict=False):
            card.set_width(width)
            self._show(card, one)
        for card in self._all:
            card.setVisible(card in self.cards)
        self.setVisible(bool(found))

    def fit(self, columns: int, width: int) -> None:
        """There is room for more, or for less."""
        self.show_suggestions(self._found, columns, width)


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

    def __init__(self, theme: Theme, loader: ThumbnailLoader, width: int) -> None:
        content = QWidget()
        content.setObjectName("outfit_board_content")
        super().__init__(content)
        self._content = content
        self.setObjectName("outfit_board")
        self.setAccessibleName(self.tr("What goes with the garment"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._loader = loader
        self._name_of: Callable[[str], str] = str
        self._line = QFontMetrics(font(TYPE.caption)).lineSpacing()
        self._pixmaps = PixmapCache()
        self._width = 0
        self._worn: tuple[str, ...] = ()
        self._current: Card | None = None
        self._sections: dict[str, _Section] = {}
        self._shown: list[_Section] = []
        self._empty = text_label("outfit_board_empty", centred=True)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(SPACE.l, SPACE.s, 0, SPACE.l)
        self._column.setSpacing(0)
        self._column.addWidget(self._empty, 1)
        self._column.addStretch(0)
        self._others: tuple[str, ...] = ()
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._want_thumbnails)
        self._restored: int | None = None  # a place of the layout that is still growing
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_grown)
        loader.loaded.connect(self._on_loaded)
        loader.same.connect(self._pixmaps.trust)
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
        found = dict(outfit.kinds) if outfit is not None else {}
        for kind in found:
            if kind not in self._sections:
                self._sections[kind] = _Section(kind, self._make_card, self._show_card)
        for kind, section in self._sections.items():
            self._column.removeWidget(section)
            section.show_suggestions(found.get(kind, ()), *self._fitting())
        self._shown = [self._sections[kind] for kind in found]
        for at, section in enumerate(self._shown):
            self._column.insertWidget(at, section)
        self._empty.setText(message if not found else "")
        self._empty.setVisible(not found)
        self._column.setStretch(self._column.count() - 1, 1 if found else 0)
        self._make_current(next(iter(self.cards), None))
        if had_keyboard:
            (self._current or self).setFocus()
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
        card.show_pixmap(self._pixmaps.get(one.path))

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
        wanted = self._next(Qt.Key(event.key())) if name in ("move", "ends") else None
        if wanted is None:
            super().keyPressEvent(event)
            return
        self._make_current(wanted)
        wanted.setFocus()
        self.ensureWidgetVisible(wanted, SPACE.s, SPACE.xl)
        event.accept()

    def _next(self, key: Qt.Key) -> Card | None:
        """The card to which a key leads; the same one at an end."""
        cards, current = self.cards, self._current
        if current is None or not cards:
            return None
        at = cards.index(current)
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return cards[0 if key == Qt.Key.Key_Home else -1]
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return cards[max(0, min(at + (1 if key == Qt.Key.Key_Right else -1), len(cards) - 1))]
        left = self._at(current).x()
        line = self._on_the_line(current, key == Qt.Key.Key_Down)
        return min(line, key=lambda one: abs(self._at(one).x() - left), default=current)

    def _on_the_line(self, card: Card, below: bool) -> list[Card]:
        """The cards of the next line below, or above."""
        top = self._at(card).y()
        others = [one for one in self.cards if (self._at(one).y() > top) is below and self._at(one).y() != top]
        line = (min if below else max)((self._at(one).y() for one in others), default=top)
        return [one for one in others if self._at(one).y() == line]

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
        self._pixmaps.doubt()
        self._settle.start()

    def want_thumbnails_of(self, *paths: str) -> None:
        """Others of the page."""
        self._others = paths
        self._settle.start()

    def pixmap(self, path: str) -> QPixmap | None:
        return self._pixmaps.get(path)

    @Slot()
    def _want_thumbnails(self) -> None:
        """What is in sight comes first."""
        if not self.isVisible():
            return
        seen = QRect(QPoint(0, self.verticalScrollBar().value()), self.viewport().size())
        cards = sorted(self.cards, key=lambda card: not seen.intersects(QRect(self._at(card), card.size())))
        side, held = side_for(ASPECT * max(self._fitting()[1], 176) * self.devicePixelRatioF()), self._pixmaps
        paths = dict.fromkeys((*self._others, *(card.path for card in cards)))
        self._loader.want([Wanted(one, side, held.version(one, side)) for one in paths if not held.has(one, side)])

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, side: int, image: QImage, version: str) -> None:
        if not self.isVisible():
            return
        self._pixmaps.put(path, side, QPixmap.fromImage(image), version)
        for card in self.cards:
            if card.path == path:
                card.show_pixmap(self._pixmaps.get(path))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
