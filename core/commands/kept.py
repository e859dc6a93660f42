"""What the user made, for the commands that tell of it or change it, and which files show its photos."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePath

from core.base.console import say
from core.base.paths import Paths
from core.base.sentences import printable
from core.catalog.catalog import Catalog
from core.commands.session import RunError
from core.wardrobe.collected import Collection, Collections
from core.wardrobe.copies import change_wardrobe, known_wardrobe
from core.wardrobe.identity import Identity
from core.wardrobe.marks import Marks
from core.wardrobe.whereabouts import Whereabouts


def marks_of(paths: Paths) -> Marks:
    """What the user made; says so where not all of it can be read."""
    kept = known_wardrobe(paths)
    if kept.problem:
        say(str(kept.problem))
    return kept.marks


def change(paths: Paths, make: Callable[[Marks], Marks]) -> Marks:
    """Exchange it for what `make` makes of it, on disk when this returns. Raises RunError."""
    kept = change_wardrobe(paths, make)
    if kept.problem:
        raise RunError(str(kept.problem))
    return kept.marks


def board_named(collections: Collections, name: str) -> Collection:
    """Raises RunError where there is none, or photos cannot be put on it by hand."""
    board = collections.named(name)
    if board is None:
        raise RunError(f"There is no board {printable(name)}; `twinset board list` lists all.")
    check_by_hand(board)
    return board


def check_by_hand(board: Collection) -> None:
    """Raises RunError for a collection of what passes filters, which is no board."""
    if board.rule is not None:
        raise RunError(f"{printable(board.name)} holds what passes its filters, so it is no board.")


def whereabouts(paths: Paths, photos: Iterable[Identity] | None = None) -> Whereabouts:
    """The files that show these photos, or all files, wherever they were read."""
    if not (paths.catalog / "catalog.sqlite3").exists():
        return Whereabouts()
    with Catalog(paths.catalog) as catalog:
        folders = sorted({PurePath(path).anchor for path in catalog.remaining((), ())})
        if photos is None:
            listing = catalog.listing(folders)
            return Whereabouts(listing.paths, listing.contents, listing.pixels)
        wanted = tuple(photos)
        pixels = [one.pixels for one in wanted if one.pixels]
        return Whereabouts(*catalog.known_by(folders, [one.content for one in wanted], pixels))
