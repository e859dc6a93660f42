"""The cards whose pieces lead somewhere: colours, bars, photos, groups of nearly identical garments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot

from core.browse.facets import COLOUR
from core.browse.shelf import Choice
from core.mirror.counts import ColourCount, Count
from core.mirror.mirror import Alike
from gui.base.colour_names import colour_text
from gui.base.texts import number
from gui.base.theme import SPACE, Theme
from gui.mirror.bars import BarRow, ColourStrip, LegendPiece
from gui.mirror.cards import Card
from gui.mirror.pictures import MirrorPictures
from gui.mirror.tiles import GroupTile, PhotoTile
from gui.mirror.walk import Piece, Walk
from gui.mirror.words import Amounts, garment_words, large
from gui.widgets.controls import label_button, name_control, text_button

translate = QCoreApplication.translate

_FIRST_GROUPS = 12  # until all are asked for


class ColoursCard(Card):
    """All main colours as a strip, with a legend.

    Signals:
        chosen: a Choice of what Browse filters by.
    """

    chosen = Signal(Choice)

    def __init__(self, theme: Theme, title: str) -> None:
        strip, walk = ColourStrip(theme), Walk("mirror_legend", partial(LegendPiece, theme), SPACE.xs)
        super().__init__("mirror_colours_card", title, strip, walk)
        self.strip, self.walk = strip, walk
        self._amounts = Amounts(self)
        name_control(self.strip, translate("MirrorView", "Main colours"))
        self.strip.setToolTip("")
        self.strip.chosen.connect(self._on_chosen)

    def show_colours(self, colours: Sequence[ColourCount], left_out: int) -> None:
        """`left_out`: photos that show no garment."""
        texts = [self._amounts.counted(colour_text(one.name), one) for one in colours]
        self.strip.show_colours(colours, texts)
        for piece, one, text in zip(self.walk.show_pieces(len(colours)), colours, texts, strict=True):
            piece.show_colour(one, large(colour_text(one.name)))
            _lead(piece, f"colour_bar_{one.name}", text, partial(self._on_chosen, one.name))
        self.say(self._amounts.left_out(left_out) if left_out else "")

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        self.chosen.emit(Choice(COLOUR.name, name))


class BarsCard(Card):
    """A bar for each name of a facet.

    Signals:
        chosen: a Choice of what Browse filters by.
    """

    chosen = Signal(Choice)

    def __init__(self, theme: Theme, facet: str, title: str, label: Callable[[str], str]) -> None:
        """`label`: one of the names in the user's language."""
        walk = Walk(f"mirror_{facet}s", partial(BarRow, theme), 0, column=True)
        super().__init__(f"mirror_{facet}s_card", title, walk)
        self.walk = walk
        self._amounts = Amounts(self)
        self._facet = facet
        self._label = label

    def show_counts(self, counts: Sequence[Count]) -> None:
        most = max((one.garments for one in counts), default=1)
        rows = self.walk.show_pieces(len(counts))
        for row, one in zip(rows, counts, strict=True):
            row.show_count(self._label(one.name), one.garments, one.garments / most, one.tones)
            text = self._amounts.counted(self._label(one.name), one)
            _lead(row, f"{self._facet}_bar_{one.name}", text, partial(self.chosen.emit, Choice(self._facet, one.name)))
        for row in rows:
            row.names_width = max(one.name_width for one in rows)


class Captioned(NamedTuple):
    """A photo with what it shows, in words and shorter, and a line about it, and shorter."""

    path: str
    texts: Sequence[str]
    lines: Sequence[str] = ()


class PhotosCard(Card):
    """Some photos.

    Signals:
        searched: a photo was clicked.
    """

    searched = Signal(object)

    def __init__(self, theme: Theme, pictures: MirrorPictures, name: str, title: str, about: str = "") -> None:
        walk = Walk(f"mirror_{name}", partial(PhotoTile, theme, pictures), SPACE.s)
        super().__init__(f"mirror_{name}_card", title, walk, about=about)
        self.walk = walk
        self._name = name

    def show_photos(self, photos: Sequence[Captioned]) -> None:
        """Nothing is to be seen of it where there are none."""
        for at, (tile, one) in enumerate(zip(self.walk.show_pieces(len(photos)), photos, strict=True)):
            tile.show_photo(one.path, one.texts, one.lines)
            text = ", ".join((one.texts[0], *one.lines[:1]))
            _lead(tile, f"{self._name}_{at}", text, partial(self.searched.emit, one.path))
        self.setVisible(bool(photos))


class GroupsCard(Card):
    """Groups of nearly identical garments, at first the largest ones.

    Signals:
        opened: the photos of a group that was clicked. grown: all groups are shown now.
    """

    opened = Signal(tuple)
    grown = Signal()

    def __init__(self, theme: Theme, pictures: MirrorPictures, title: str) -> None:
        walk, more = (
            Walk("mirror_groups", partial(GroupTile, theme, pictures), SPACE.m),
            text_button("mirror_more_button"),
        )
        super().__init__("mirror_groups_card", title, walk, more)
        self.walk, self._more = walk, more
        self.column.setAlignment(self._more, Qt.AlignmentFlag.AlignLeft)
        self._amounts = Amounts(self)
        self._groups: Sequence[Alike] = ()
        self._all = False
        self._more.clicked.connect(self._on_more)

    def show_groups(self, groups: Sequence[Alike]) -> None:
        """Nothing is to be seen of it where there are none."""
        self._groups = groups
        shown = groups if self._all else groups[:_FIRST_GROUPS]
        for at, (tile, group) in enumerate(zip(self.walk.show_pieces(len(shown)), shown, strict=True)):
            words = garment_words(group.garments[0])
            tile.show_group([one.path for one in group.garments], words)
            text = f"{self._amounts.alike(len(group.garments))}: {words[0]}"
            _lead(tile, f"group_{at}", text, partial(self.opened.emit, group.photos))
        self._more.setVisible(len(groups) > len(shown))
        label_button(self._more, translate("MirrorView", "Show all {n} groups").format(n=number(len(groups))))
        self.setVisible(bool(groups))

    @Slot()
    def _on_more(self) -> None:
        first = len(self.walk.pieces)
        self._all = True
        self.show_groups(self._groups)
        self.grown.emit()
        if first < len(self.walk.pieces):
            self.walk.pieces[first].setFocus()


def _lead(piece: Piece, name: str, text: str, leads_to: Callable[[], object]) -> None:
    """Name a piece, and say where a click leads."""
    piece.setObjectName(name)
    name_control(piece, text)
    piece.leads_to = leads_to
