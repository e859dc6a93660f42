"""The page: cards under each other, which scroll. Each piece of them leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.browse.facets import KIND, PATTERN
from core.browse.shelf import Choice
from core.looks.features import UNSURE
from core.mirror.mirror import Mirror
from core.mirror.worn import Told, Worn
from core.wardrobe.facts import Facts
from gui.base.texts import file_name, kind_label, number, pattern_text, photos
from gui.base.theme import SPACE, Theme
from gui.gallery.thumbnails import ThumbnailLoader
from gui.mirror.bars import LegendPiece
from gui.mirror.cards import FactsCard, Numbers, SideBySide
from gui.mirror.fact_texts import FactTexts
from gui.mirror.pictures import MirrorPictures
from gui.mirror.sections import BarsCard, Captioned, ColoursCard, GroupsCard, PhotosCard
from gui.mirror.tiles import PHOTO, GroupTile
from gui.mirror.walk import Piece, Walk
from gui.mirror.words import Amounts, garment_words
from gui.widgets.controls import ScrollColumn, text_label

_WIDEST = 1120  # px
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
        self._amounts, self._fact_texts = Amounts(self), FactTexts(self)
        self.pictures = MirrorPictures(theme, loader, self)
        self._mirror = Mirror()
        self._last: Piece | None = None  # where the keyboard was last
        self._comes_back: Piece | None = None  # to where the keyboard comes back
        self._empty = text_label("mirror_empty", centred=True)
        self._numbers = Numbers(4)
        self._make_cards(theme)
        self._lay_out(content)
        self._connect()
        self.show_mirror(self._mirror)
        self.show_worn(Worn())

    def _make_cards(self, theme: Theme) -> None:
        shows = theme, self.pictures
        about = self.tr("The garments that look least like any other one.")
        self._colours = ColoursCard(theme, self.tr("Colours"))
        self._kinds = BarsCard(theme, KIND.name, self.tr("Kinds"), kind_label)
        self._patterns = BarsCard(theme, PATTERN.name, self.tr("Patterns"), pattern_text)
        self.facts = FactsCard()
        self._ten = PhotosCard(*shows, "ten", self.tr("Photos that stand for all"))
        self._groups = GroupsCard(*shows, self.tr("Nearly identical"))
        self._one_offs = PhotosCard(*shows, "one_off", self.tr("Like no other"), about)
        self._unworn = PhotosCard(*shows, "unworn", self.tr("Not worn for a year"))
        self._costs = PhotosCard(*shows, "cost", self.tr("Cost per wear"))

    def _lay_out(self, content: QWidget) -> None:
        for bars in (self._kinds, self._patterns):
            bars.column.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        side = SideBySide(self._kinds, self._patterns, self.facts)
        below = self._ten, self._groups, self._one_offs, self._unworn, self._costs
        for widget in (self._empty, self._numbers, self._colours, side, *below):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout(content)
        row.setContentsMargins(SPACE.xl, SPACE.l, SPACE.m, SPACE.xl)
        row.addStretch(1)
        row.addWidget(inner, 1000)
        row.addStretch(1)

    def _connect(self) -> None:
        for walk in self._walks():
            walk.went.connect(self._on_went)
            walk.previewed.connect(self.previewed)
            walk.menu_wanted.connect(self.menu_wanted)
        for filters in (self._colours, self._kinds, self._patterns):
            filters.chosen.connect(self.chosen)
        for shown in (self._ten, self._one_offs, self._unworn, self._costs):
            shown.searched.connect(self.searched)
        self._groups.opened.connect(self.opened)
        self._groups.grown.connect(self.want)
        self.pictures.came.connect(self._on_came)

    def _walks(self) -> tuple[Walk[Any], ...]:
        with_bars = self._colours.walk, self._kinds.walk, self._patterns.walk
        return *with_bars, *self._photo_walks()

    def _photo_walks(self) -> tuple[Walk[Any], ...]:
        return tuple(one.walk for one in (self._ten, self._groups, self._one_offs, self._unworn, self._costs))

    # --- what is shown ---

    def show_mirror(self, found: Mirror) -> None:
        self._mirror = found
        there = found.garments > 0
        self._empty.setVisible(not there)
        for widget in (self._numbers, self._colours, self._kinds, self._patterns, self.facts):
            widget.setVisible(there)
        self._show_numbers(found)
        self._colours.show_colours(found.colours, found.left_out)
        self._kinds.show_counts(found.kinds)
        self._patterns.show_counts(found.patterns)
        percent = number(round(100 * found.cover))
        cover = self.tr("{percent} % of all garments are of a similar style to one of these.").format(percent=percent)
        self._ten.say(cover)
        self._ten.show_photos(
            [
                Captioned(one.garment.path, garment_words(one.garment), (self._amounts.stands_for(one.stands_for),))
                for one in found.ten
            ]
        )
        self._groups.show_groups(found.alike)
        self._one_offs.show_photos([Captioned(one.garment.path, garment_words(one.garment)) for one in found.one_offs])
        self.want()
        self._tell_where()

    def _show_numbers(self, found: Mirror) -> None:
        kinds = sum(one.name != UNSURE for one in found.kinds)
        self._numbers.show_numbers(
            (number(found.garments), self.tr("garments on {photos}").format(photos=photos(found.photos))),
            (number(kinds), self.tr("kinds")),
            (number(len(found.colours)), self.tr("colours")),
            (number(len(found.alike)), self.tr("groups nearly identical")),
        )

    def show_worn(self, worn: Worn) -> None:
        """What was added to photos."""
        self.facts.show_told(worn.told, self._fact_texts.told(worn.told))
        self._unworn.show_photos(_captioned(worn.unworn, self._fact_texts.unworn_lines))
        self._costs.show_photos(_captioned(worn.costs, lambda facts: (self._fact_texts.cost(facts),)))
        self.want()
        self._tell_where()

    def say(self, sentence: str) -> None:
        """In place of all."""
        self._empty.setText(sentence)

    # --- photos ---

    def _photo_pieces(self) -> Iterator[Piece]:
        for walk in self._photo_walks():
            yield from walk.pieces

    @property
    def paths(self) -> tuple[str, ...]:
        """The photos that can be reached, each once."""
        return tuple(dict.fromkeys(piece.path for piece in self._photo_pieces()))

    @Slot()
    def want(self) -> None:
        """Ask for the thumbnails."""
        if self.isVisible():
            wanted = [path for piece in self._photo_pieces() for path in _drawn(piece)]
            height = PHOTO.height() * self.devicePixelRatioF()
            self.pictures.want((path, height) for path in wanted)

    @Slot(object)
    def _on_came(self, path: str) -> None:
        for piece in self._photo_pieces():
            if path in _drawn(piece):
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
        self._colours.strip.let_stand_out(piece.name if isinstance(piece, LegendPiece) else "")
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


def _captioned(told: Sequence[Told], lines: Callable[[Facts], Sequence[str]]) -> list[Captioned]:
    """Photos by the names that they were given, or those of their files."""
    shown = told[:_MOST_TOLD]
    return [Captioned(one.path, (one.facts.name or file_name(one.path),), lines(one.facts)) for one in shown]


def _drawn(piece: Piece) -> Sequence[str]:
    """The photos on it."""
    return piece.paths if isinstance(piece, GroupTile) else (piece.path,)
