"""Sheets of photos: a title, the query and a grid with words and names, always on white, to keep or print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from core.base.sentences import TwinsetError
from core.photos.images import Decode, UnreadableImage, decode
from core.sharing.fitted import Fitted, all_fitting
from core.sharing.layout import Layout, Measures, measures
from core.sharing.lettering import Letter, letter
from core.sharing.shared import Item, Shared

_PAPER, _INK, _QUIET = "#ffffff", "#1c1b1a", "#77736d"


def _nothing() -> None:
    """Nobody follows."""


@dataclass(frozen=True)
class Hands:
    """What draws. `tell`: an error as the reader knows it. `step` is called before each photo, and may raise."""

    decode: Decode = decode
    letter: Letter = letter
    tell: Callable[[TwinsetError], str] = str
    step: Callable[[], object] = _nothing


_OWN = Hands()


def draw_pages(shared: Shared, layout: Layout, hands: Hands = _OWN) -> Iterator[Image.Image]:
    """One picture after the other, until all photos are on one."""
    for page in range(layout.pages_of(len(shared.items))):
        yield draw_page(shared, layout, measures(shared, layout, page), page, hands)


def draw_page(shared: Shared, layout: Layout, on: Measures, page: int = 0, hands: Hands = _OWN) -> Image.Image:
    """One page, of the given measures."""
    sheet = Image.new("RGB", (on.width, on.height), _PAPER)
    _Drawing(sheet, on, hands).block(shared, layout, page)
    return sheet


def draw_below_one_another(blocks: Sequence[Shared], layout: Layout, hands: Hands = _OWN) -> Image.Image:
    """Several answers on one picture, each whole."""
    each = [measures(block, layout) for block in blocks]
    sheet = Image.new("RGB", (each[0].width, sheet_height(each)), _PAPER)
    top = 0
    for block, on in zip(blocks, each, strict=True):
        _Drawing(sheet, on, hands, top).block(block, layout, 0)
        top += on.block
    return sheet


def sheet_height(blocks: Sequence[Measures]) -> int:
    """Pixels of a picture of these answers below one another."""
    return sum(on.block for on in blocks) + blocks[0].margin


@dataclass(frozen=True)
class _Drawing:
    """Draws on a sheet, from so far below its top."""

    sheet: Image.Image
    on: Measures
    hands: Hands
    above: int = 0

    def block(self, shared: Shared, layout: Layout, page: int) -> None:
        self._title(shared, layout, page)
        first = page * layout.per_page
        items = shared.items[first : first + (layout.per_page or len(shared.items))]
        query = shared.query if self.on.head else None
        sources = (item.source for item in (*([] if query is None else [query]), *items))
        photos = all_fitting(sources, *self.on.cell, self.hands.decode)
        if query is not None:
            self._photo(photos, (self.on.margin, self.on.top + self.on.title))
        for place, item in enumerate(items):
            corner = self.on.corner(place)
            self._photo(photos, corner)
            self._words(item, layout, corner)

    def _title(self, shared: Shared, layout: Layout, page: int) -> None:
        on, pages = self.on, layout.pages_of(len(shared.items))
        if not shared.title:
            return
        size, right = 22 * on.unit, on.width - on.margin
        if pages > 1:
            number = self.hands.letter(f"{page + 1} / {pages}", 14 * on.unit, on.width // 4)
            right -= number.width
            self._ink(number, (right, on.top + round(24 * on.unit)), _QUIET)
        room = max(1, right - on.margin - on.gap)
        self._ink(self.hands.letter(shared.title, size, room), (on.margin, on.top + round(16 * on.unit)), _INK)

    def _photo(self, photos: Iterator[Fitted], corner: tuple[int, int]) -> None:
        """The next one."""
        self.hands.step()
        (left, top), (width, height) = corner, self.on.cell
        photo = next(photos)
        if isinstance(photo, UnreadableImage):
            self._reason(self.hands.tell(photo), corner)
            return
        place = (left + (width - photo.width) // 2, self.above + top + (height - photo.height) // 2)
        self.sheet.paste(photo, place)

    def _reason(self, reason: str, corner: tuple[int, int]) -> None:
        """An empty frame that says why."""
        (left, top), (width, height), inset = corner, self.on.cell, self.on.gap // 2
        below = self.above + top
        ImageDraw.Draw(self.sheet).rectangle((left, below, left + width, below + height), outline=_QUIET)
        line = self.hands.letter(reason, self.on.letters(13), max(1, width - 2 * inset))
        self._ink(line, (left + inset, top + inset), _QUIET)

    def _words(self, item: Item, layout: Layout, corner: tuple[int, int]) -> None:
        (left, top), (width, height) = corner, self.on.cell
        lines = [(item.words, 14, _INK)] if layout.words else []
        lines += [(item.name, 13, _QUIET)] if layout.names else []
        top += height + round(4 * self.on.unit)
        for text, size, colour in lines:
            if text:
                self._ink(self.hands.letter(text, self.on.letters(size), width), (left, top), colour)
            top += round(18 * self.on.unit)

    def _ink(self, mask: Image.Image, corner: tuple[int, int], colour: str) -> None:
        left, top = corner
        self.sheet.paste(colour, (left, self.above + top), mask)
