"""The page: cards under each other, which scroll. Each piece of them leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.browse.facets import COLOUR, KIND, PATTERN
from core.browse.shelf import Choice
from core.mirror.counts import Count
from core.mirror.mirror import Alike, Mirror
from core.mirror.worn import Told, Worn
from core.wardrobe.facts import Facts
from gui.base.colour_names import colour_text
from gui.base.texts import file_name, kind_label, number, pattern_text, photos
from gui.base.theme import SPACE, Theme
from gui.gallery.thumbnails import ThumbnailLoader
from gui.mirror.bars import BarRow, ColourStrip, LegendPiece
from gui.mirror.cards import Card, FactsCard, Numbers, SideBySide
from gui.mirror.fact_texts import FactTexts
from gui.mirror.pictures import MirrorPictures
from gui.mirror.tiles import PHOTO, GroupTile, PhotoTile
from gui.mirror.walk import Piece, Walk
from gui.mirror.words import Amounts, garment_words
from gui.widgets.controls import ScrollColumn, label_button, name_control, text_button, text_label

_WIDEST = 1120  # px
_FIRST_GROUPS = 12  # until all are asked for
_MOST_TOLD = 24  # photos of which facts are shown
_MARGIN = 24  # px around what is scrolled into sight


class MirrorView(ScrollColumn):
    """Signals:
    chosen: a Choice of what Browse filters by. opened: photos, those of a group. searched, previewed: a photo.
    menu_wanted: also where, in global coordinates. went: the photo where the keyboard is now, None for none.
    """

    chosen = Signal(Choice)
    opened = Signal(tuple)
    searched = Signal(object)
    previewed = Signal(object)
    menu_wanted = Signal(object, QPoint)
    went = Signal(object)

    def __init__(self, theme: Theme, loader: ThumbnailLoader) -> None:
        content = QWidget()
        super().__init__(content)
        self.setObjectName("mirror_view")
        content.setObjectName("mirror_content")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Wardrobe"))
        self._theme = theme
        self._amounts = Amounts(self)
        self.pictures = MirrorPictures(theme, loader, self)
        self._mirror = Mirror()
        self._all_groups = False
        self._last: Piece | None = None  # where the keyboard was last
        self._comes_back: Piece | None = None  # to where the keyboard comes back
        self._empty = text_label("mirror_empty", centred=True)
        self._numbers = Numbers(4)
        self._strip = ColourStrip(theme)
        name_control(self._strip, self.tr("Main colours"))
        self._strip.setToolTip("")
        self._legend = Walk("mirror_legend", partial(LegendPiece, theme), SPACE.xs)
        self._kinds = Walk("mirror_kinds", partial(BarRow, theme), 0, column=True)
        self._patterns = Walk("mirror_patterns", partial(BarRow, theme), 0, column=True)
        self._ten, self._one_offs = (self._photo_walk(name) for name in ("mirror_ten", "mirror_one_offs"))
        self._groups = Walk("mirror_groups", partial(GroupTile, theme, self.pictures), SPACE.m)
        self._unworn, self._costs = (self._photo_walk(name) for name in ("mirror_unworn", "mirror_costs"))
        self._fact_texts = FactTexts(self)
        self.facts = FactsCard()
        self._more = text_button("mirror_more_button")
        self._cards = self._make_cards()
        self._lay_out(content)
        self._connect()
        self.show_mirror(self._mirror)
        self.show_worn(Worn())

    def _photo_walk(self, name: str) -> Walk[PhotoTile]:
        return Walk(name, partial(PhotoTile, self._theme, self.pictures), SPACE.s)

    def _make_cards(self) -> tuple[Card, ...]:
        return (
            Card("mirror_colours_card", self.tr("Colours"), self._strip, self._legend),
            Card("mirror_kinds_card", self.tr("Kinds"), self._kinds),
            Card("mirror_patterns_card", self.tr("Patterns"), self._patterns),
            Card("mirror_ten_card", self.tr("Photos that stand for all"), self._ten),
            Card("mirror_groups_card", self.tr("Nearly identical"), self._groups, self._more),
            Card("mirror_one_offs_card", self.tr("Like no other"), self._one_offs),
            Card("mirror_unworn_card", self.tr("Not worn for a year"), self._unworn),
            Card("mirror_costs_card", self.tr("Cost per wear"), self._costs),
        )

    def _lay_out(self, content: QWidget) -> None:
        colours, kinds, patterns, ten, groups, one_offs, unworn, costs = self._cards
        for card in (kinds, patterns):
            card.column.addStretch(1)
        groups.column.setAlignment(self._more, Qt.AlignmentFlag.AlignLeft)
        one_offs.say(self.tr("The garments that look least like any other one."))
        self._inner = QWidget()
        self._inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        side = SideBySide(kinds, patterns, self.facts)
        for widget in (self._empty, self._numbers, colours, side, ten, groups, one_offs, unworn, costs):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout(content)
        row.setContentsMargins(SPACE.xl, SPACE.l, SPACE.m, SPACE.xl)
        row.addStretch(1)
        row.addWidget(self._inner, 1000)
        row.addStretch(1)

    def _connect(self) -> None:
        for walk in self._walks():
            walk.went.connect(self._on_went)
            walk.previewed.connect(self.previewed)
            walk.menu_wanted.connect(self.menu_wanted)
        self._strip.chosen.connect(lambda name: self.chosen.emit(Choice(COLOUR.name, name)))
        self._more.clicked.connect(self._on_more)
        self.pictures.came.connect(self._on_came)

    def _walks(self) -> tuple[Walk[Piece], ...]:
        walks = self._legend, self._kinds, self._patterns, self._ten, self._groups, self._one_offs
        return (*walks, self._unworn, self._costs)  # type: ignore[return-value]

    # --- what is shown ---

    def show_mirror(self, found: Mirror) -> None:
        self._mirror = found
        there = found.garments > 0
        wanted = there, there, there, found.ten, found.alike, found.one_offs
        for card, wants in zip((*self._cards[: len(wanted)], self.facts), (*wanted, there), strict=True):
            card.setVisible(bool(wants))
        self._empty.setVisible(not there)
        self._numbers.setVisible(there)
        self._show_numbers(found)
        self._show_colours(found)
        self._show_bars(self._kinds, KIND.name, found.kinds)
        self._show_bars(self._patterns, PATTERN.name, found.patterns)
        self._show_ten(found)
        self._show_groups(found.alike)
        self._show_one_offs(found)
        self.want()
        self._tell_where()

    def show_worn(self, worn: Worn) -> None:
        """What was added to photos."""
        self.facts.show_told(worn.told, self._fact_texts.told(worn.told))
        for card, told in zip(self._cards[-2:], (worn.unworn, worn.costs), strict=True):
            card.setVisible(bool(told))
        self._show_told(self._unworn, "unworn", worn.unworn[:_MOST_TOLD], self._fact_texts.unworn)
        self._show_told(self._costs, "cost", worn.costs[:_MOST_TOLD], self._fact_texts.cost)
        self.want()
        self._tell_where()

    def _show_told(
        self, walk: Walk[PhotoTile], name: str, told: Sequence[Told], line_of: Callable[[Facts], str]
    ) -> None:
        for at, (tile, one) in enumerate(zip(walk.show_pieces(len(told)), told, strict=True)):
            called, line = one.facts.name or file_name(one.path), line_of(one.facts)
            tile.show_photo(one.path, (called,), line)
            self._show_photo(tile, f"{name}_{at}", one.path, f"{called}, {line}")

    def say(self, sentence: str) -> None:
        """In place of all."""
        self._empty.setText(sentence)

    def _show_numbers(self, found: Mirror) -> None:
        told = [one for one in found.kinds if one.name != "unsure"]
        on = self.tr("garments on {photos}").format(photos=photos(found.photos))
        self._numbers.show_numbers(
            (number(found.garments), on),
            (number(len(told)), self.tr("kinds")),
            (number(len(found.colours)), self.tr("colours")),
            (number(len(found.alike)), self.tr("groups nearly identical")),
        )

    def _show_colours(self, found: Mirror) -> None:
        texts = [self._counted(colour_text(one.name), one) for one in found.colours]
        self._strip.show_colours(found.colours, texts)
        pieces = self._legend.show_pieces(len(found.colours))
        for piece, one, text in zip(pieces, found.colours, texts, strict=True):
            piece.show_colour(one, _large(colour_text(one.name)))
            self._lead(piece, f"colour_bar_{one.name}", text, Choice(COLOUR.name, one.name))
        self._cards[0].say(self._amounts.left_out(found.left_out) if found.left_out else "")

    def _show_bars(self, walk: Walk[BarRow], facet: str, counts: Sequence[Count]) -> None:
        most = max((one.garments for one in counts), default=1)
        label = kind_label if facet == KIND.name else pattern_text
        rows = walk.show_pieces(len(counts))
        for row, one in zip(rows, counts, strict=True):
            row.show_count(label(one.name), one.garments, one.garments / most, one.tones)
            self._lead(row, f"{facet}_bar_{one.name}", self._counted(label(one.name), one), Choice(facet, one.name))
        for row in rows:
            row.names_width = max(one.name_width for one in rows)

    def _counted(self, name: str, one: Count) -> str:
        return self.tr("{name}: {garments}, {percent} %").format(
            name=_large(name), garments=self._amounts.garments(one.garments), percent=number(round(100 * one.share))
        )

    def _lead(self, piece: Piece, name: str, text: str, choice: Choice) -> None:
        """To Browse, filtered."""
        piece.setObjectName(name)
        name_control(piece, text)
        piece.leads_to = partial(self.chosen.emit, choice)

    def _show_ten(self, found: Mirror) -> None:
        percent = number(round(100 * found.cover))
        self._cards[3].say(
            self.tr("{percent} % of all garments are of a similar style to one of these.").format(percent=percent)
        )
        for at, (tile, one) in enumerate(zip(self._ten.show_pieces(len(found.ten)), found.ten, strict=True)):
            line, words = self._amounts.stands_for(one.stands_for), garment_words(one.garment)
            tile.show_photo(one.garment.path, words, line)
            self._show_photo(tile, f"ten_{at}", one.garment.path, f"{words[0]}, {line}")

    def _show_one_offs(self, found: Mirror) -> None:
        tiles = self._one_offs.show_pieces(len(found.one_offs))
        for at, (tile, one) in enumerate(zip(tiles, found.one_offs, strict=True)):
            words = garment_words(one.garment)
            tile.show_photo(one.garment.path, words, "")
            self._show_photo(tile, f"one_off_{at}", one.garment.path, words[0])

    def _show_photo(self, tile: Piece, name: str, path: str, text: str) -> None:
        tile.setObjectName(name)
        name_control(tile, text)
        tile.leads_to = partial(self.searched.emit, path)

    def _show_groups(self, groups: Sequence[Alike]) -> None:
        shown = groups if self._all_groups else groups[:_FIRST_GROUPS]
        for at, (tile, group) in enumerate(zip(self._groups.show_pieces(len(shown)), shown, strict=True)):
            words = garment_words(group.garments[0])
            tile.show_group([one.path for one in group.garments], words)
            tile.setObjectName(f"group_{at}")
            name_control(tile, f"{self._amounts.alike(len(group.garments))}: {words[0]}")
            tile.leads_to = partial(self.opened.emit, group.photos)
        self._more.setVisible(len(groups) > len(shown))
        label_button(self._more, self.tr("Show all {n} groups").format(n=number(len(groups))))

    @Slot()
    def _on_more(self) -> None:
        first = len(self._groups.pieces)
        self._all_groups = True
        self._show_groups(self._mirror.alike)
        self.want()
        if first < len(self._groups.pieces):
            self._groups.pieces[first].setFocus()

    # --- photos ---

    def _photo_pieces(self) -> Iterator[PhotoTile | GroupTile]:
        yield from self._ten.pieces
        yield from self._groups.pieces
        yield from self._one_offs.pieces
        yield from self._unworn.pieces
        yield from self._costs.pieces

    @property
    def paths(self) -> tuple[str, ...]:
        """The photos that can be reached, each once."""
        return tuple(dict.fromkeys(piece.path for piece in self._photo_pieces()))

    def want(self) -> None:
        """Ask for the thumbnails."""
        if self.isVisible():
            groups = (path for tile in self._groups.pieces for path in tile.paths)
            wanted = dict.fromkeys((*(tile.path for tile in self._ten.pieces), *groups, *self.paths))
            self.pictures.want(tuple(wanted), PHOTO.height() * self.devicePixelRatioF())

    @Slot(object)
    def _on_came(self, path: str) -> None:
        for piece in self._photo_pieces():
            if piece.path == path or (isinstance(piece, GroupTile) and path in piece.paths):
                piece.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.want()

    # --- keyboard ---

    @property
    def current(self) -> str | None:
        """The photo where the keyboard is."""
        return next((piece.path for piece in self._photo_pieces() if piece.hasFocus()), None)

    def come_back_to(self, path: str | None) -> None:
        """Once the keyboard is here again: to the piece where it was, if that is one of this photo, None for none."""
        last = self._last
        if last is not None and last.isVisibleTo(self) and last.path == (path or ""):
            self._comes_back = last
        else:
            self._comes_back = next((piece for piece in self._photo_pieces() if piece.path == path), None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        piece, self._comes_back = self._comes_back, None
        if piece is not None:
            piece.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QWidget)
    def _on_went(self, piece: QWidget) -> None:
        assert isinstance(piece, Piece)
        self._last = piece
        self.ensureWidgetVisible(piece, _MARGIN, _MARGIN)
        self._strip.let_stand_out(piece.name if isinstance(piece, LegendPiece) else "")
        self._tell_where()

    def _tell_where(self) -> None:
        self.went.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if (end := ends.get(Qt.Key(event.key()))) is not None:
            bar.setValue(end)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.verticalScrollBar().setSingleStep(max(20, self.height() // 12))


def _large(text: str) -> str:
    """As it stands alone."""
    return text[:1].upper() + text[1:]
