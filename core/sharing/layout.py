"""How a sheet is laid out: its grid and what stands on it, and where everything comes to lie, in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from core.base.paper import Size
from core.sharing.shared import Shared

DPI = 300  # of what is printed
SCREEN_DPI = 120  # of pages that are not as large as any paper
MOST_PAGES = 200  # of one file
_UNITS_PER_INCH = 120  # of paper, so that the smallest letters are 8 points high
_WIDTH = 1296  # units of a picture: five cells of 240, and 16 around each
_GAP, _TITLE, _LINE, _MARGIN = 16, 56, 18, 48  # units
_UPRIGHT = 4 / 3  # height of a cell on paper, in its widths: photos of clothes are mostly upright


_PIXELS = {Size.SCREEN: _WIDTH, Size.LARGE: 3 * _WIDTH}


@dataclass(frozen=True)
class Layout:
    """`rows` and `columns` of a page; `rows` of 0: as many as are needed, on a picture as high as that takes."""

    rows: int = 2
    columns: int = 5
    size: Size = Size.SCREEN
    words: bool = True
    names: bool = True
    query: bool = True

    @property
    def per_page(self) -> int:
        """Photos of a page; 0: all."""
        return self.rows * self.columns

    def pages_of(self, photos: int) -> int:
        """How many pages so many photos take."""
        return max(1, math.ceil(photos / self.per_page)) if self.per_page else 1


@dataclass(frozen=True)
class Measures:
    """Where everything lies on one page, in pixels. `rows` are those of this page, `full` those of a full one."""

    layout: Layout
    rows: int
    full: int
    titled: bool
    query: bool
    first: bool = True  # the query stands on the first page only
    scale: float = 1.0  # of a preview

    @cached_property
    def unit(self) -> float:
        """Pixels of what is one pixel on a picture 1,296 wide."""
        return self.width / _WIDTH if not self.layout.size.is_paper else self.scale * DPI / _UNITS_PER_INCH

    @cached_property
    def width(self) -> int:
        """Of the page."""
        size = self.layout.size
        return round(self.scale * (DPI * size.inches[0] if size.is_paper else _PIXELS[size]))

    @property
    def gap(self) -> int:
        """Between photos."""
        return round(_GAP * self.unit)

    @property
    def margin(self) -> int:
        """Around all."""
        return round((_MARGIN if self.layout.size.is_paper else _GAP) * self.unit)

    @property
    def title(self) -> int:
        """Height of the title; of a picture without one the margin above it."""
        if self.titled:
            return round(_TITLE * self.unit)
        return 0 if self.layout.size.is_paper else self.margin

    @property
    def caption(self) -> int:
        """Height of what stands below a photo."""
        lines = self.layout.words + self.layout.names
        return round((_LINE * lines + 4) * self.unit) if lines else 0

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height of a photo's place."""
        columns = self.layout.columns
        width = (self.width - 2 * self.margin - (columns - 1) * self.gap) // columns
        if not self.layout.size.is_paper:
            return max(1, width), max(1, width)
        free = self._paper_height - 2 * self.margin - self.title - self.full * (self.caption + self.gap)
        height = (free - self.gap) // (self.full + self.query)
        return max(1, width), max(1, min(height, round(_UPRIGHT * width)))

    @property
    def _paper_height(self) -> int:
        return round(self.scale * DPI * self.layout.size.inches[1])

    @property
    def head(self) -> int:
        """Height of the query's place, none where it is not shown."""
        return self.cell[1] + self.gap if self.query and self.first else 0

    @property
    def height(self) -> int:
        """Of the page; a picture is as high as its rows, with the margin below them."""
        if self.layout.size.is_paper:
            return self._paper_height
        return self.block + self.margin

    @property
    def block(self) -> int:
        """Height of title, query and rows of a picture, which may stand above others."""
        return self.title + self.head + self.rows * (self.cell[1] + self.caption + self.gap)

    @property
    def top(self) -> int:
        """Where the title begins."""
        return self.margin if self.layout.size.is_paper else 0

    def corner(self, place: int) -> tuple[int, int]:
        """Left and top of the photo at this place of the page."""
        row, column = divmod(place, self.layout.columns)
        width, height = self.cell
        left = self.margin + column * (width + self.gap)
        return left, self.top + self.title + self.head + row * (height + self.caption + self.gap)

    def letters(self, units: float) -> float:
        """The height of letters, smaller below narrow photos."""
        return max(1.0, min(units * self.unit, self.cell[0] / 9))


def measures(shared: Shared, layout: Layout, page: int = 0, scale: float = 1.0) -> Measures:
    """Of one page of what is shared."""
    photos = len(shared.items) if not layout.per_page else max(0, len(shared.items) - page * layout.per_page)
    here = math.ceil(min(photos, layout.per_page or photos) / layout.columns)
    full = math.ceil(min(len(shared.items), layout.per_page or photos) / layout.columns)
    query = layout.query and shared.query is not None
    return Measures(layout, max(1, here), max(1, full), bool(shared.title), query, page == 0, scale)


def scaled_to(shared: Shared, layout: Layout, width: int, height: int) -> Measures:
    """The first page, as large as fits into so many pixels."""
    whole = measures(shared, layout)
    scale = min(width / whole.width, height / whole.height, 1.0)
    return replace(whole, scale=scale)


def first_page(shared: Shared, layout: Layout) -> Shared:
    """What of it a single picture shows."""
    return replace(shared, items=shared.items[: layout.per_page]) if layout.per_page else shared
