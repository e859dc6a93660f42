"""What each command is asked for: the words of the command line, read and checked, as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `index` loads nothing that searches
    from core.search.query import Box
    from core.search.question import Tuning
    from core.search.ranking import Method
    from core.sharing.layout import Layout
    from core.workers.process import Process


@dataclass(frozen=True)
class IndexOptions:
    """`worker`: a process that was started already. `json` here and below: whether JSON is printed."""

    home: str | None
    folders: tuple[str, ...]
    limit: int | None
    really_gone: bool
    again: bool
    json: bool
    worker: Process | None


@dataclass(frozen=True)
class CareOptions:
    """Of `verify` and `forget`; `others`: whether the features of other networks are forgotten; `everything`: whether
    all that the program keeps is removed, which `sure` confirms."""

    home: str | None
    folders: tuple[str, ...]
    json: bool
    others: bool = False
    everything: bool = False
    sure: bool = False


@dataclass(frozen=True)
class Search:
    """Which folders are searched, and how."""

    folders: tuple[str, ...]
    method: Method
    tuning: Tuning


@dataclass(frozen=True)
class SimilarOptions:
    """`box`: the part of each of the images that counts. `words`: what to look for, None for nothing.

    `html`, `csv`: the page and the table to write in place of what is printed.
    """

    home: str | None
    images: tuple[str, ...]
    search: Search
    box: Box | None
    likes: tuple[str, ...]
    unlikes: tuple[str, ...]
    words: str | None
    json: bool
    html: Path | None = None
    csv: Path | None = None


@dataclass(frozen=True)
class SheetOptions:
    """`random`: how many photos more are picked, with the `seed`. `layout`: how each answer is drawn."""

    home: str | None
    images: tuple[str, ...]
    search: Search
    random: int
    seed: int | None
    output: Path
    layout: Layout


@dataclass(frozen=True)
class ExplainOptions:
    """`folders`: those whose spread the distances are given in; none: that of the training photos."""

    home: str | None
    query: str
    match: str
    folders: tuple[str, ...]
    output: Path
    json: bool


@dataclass(frozen=True)
class RankingsOptions:
    """`top`: 0 for all."""

    home: str | None
    folders: tuple[str, ...]
    top: int
    method: Method
    output: Path


@dataclass(frozen=True)
class FeaturesOptions:
    """What `features` is to write, and where."""

    home: str | None
    folders: tuple[str, ...]
    output: Path


@dataclass(frozen=True)
class MapOptions:
    """`grid`: whether photos lie in cells. `size`: pixels of the longer side. `limit`: how many photos, None for all.
    `json`: the file for the places, "-" for stdout, None for none."""

    home: str | None
    folders: tuple[str, ...]
    output: Path
    grid: bool
    size: int
    limit: int | None
    json: Path | None


@dataclass(frozen=True)
class DuplicatesOptions:
    """`same_garment`: whether photos of one garment are looked for too."""

    home: str | None
    folders: tuple[str, ...]
    same_garment: bool
    json: bool


@dataclass(frozen=True)
class MirrorOptions:
    """Whose folders are looked through."""

    home: str | None
    folders: tuple[str, ...]
    json: bool


@dataclass(frozen=True)
class DescribeOptions:
    """`csv`: the table to write; None: lines of JSON are printed."""

    home: str | None
    folders: tuple[str, ...]
    csv: Path | None


@dataclass(frozen=True)
class GoesWithOptions:
    """`top`: of each kind."""

    home: str | None
    photo: str
    folders: tuple[str, ...]
    top: int
    json: bool


@dataclass(frozen=True)
class BoardOptions:
    """`name`: of the board. `photos` are put on it. `target`: the folder or picture to export to, or the folder to
    import; `size`: pixels of the longer side of a picture."""

    home: str | None
    json: bool = False
    name: str = ""
    photos: tuple[str, ...] = ()
    target: Path = Path()
    size: int = 0


@dataclass(frozen=True)
class FactsOptions:
    """`file`: the table. `every`: whether photos without facts stand in it too."""

    home: str | None
    file: Path
    every: bool = False
    json: bool = False
