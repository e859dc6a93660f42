"""What there is to index, told apart from what is away: a drive that is not mounted, a folder that was moved."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from core.base import sentences
from core.catalog.catalog import Catalog
from core.catalog.folders import counted, emptied
from core.photos.scanning import NoPhotos, Scan, Skipped


@dataclass(frozen=True)
class Sight:
    """What a scan found, and the folders that are there but `away`: suddenly without one of their many photos.

    nothing: why there is nothing to index, where photos were known and are neither there nor away.
    """

    scan: Scan
    away: frozenset[str] = frozenset()
    nothing: NoPhotos | None = None


def scan_and_compare(
    catalog: Catalog, folders: Sequence[str], scan: Callable[[], Scan], accept_empty: Collection[str] = ()
) -> Sight:
    """Scan folders, given as absolute paths, and compare with what is known.

    Those of `accept_empty` may well have lost all their photos. Raises what `scan` does; NoPhotos only if no photo was
    known either.
    """
    nothing = None
    try:
        found = scan()
    except NoPhotos as error:
        if not catalog.paths(folders):
            raise
        found, nothing = Scan(), error
    bare = [folder for folder, count in counted(found.paths, folders).items() if not count]
    away = emptied(folders, catalog.paths(bare), found.paths) if bare else frozenset[str]()
    away = away.difference(map(os.path.abspath, accept_empty))
    return Sight(found, away, None if away else nothing)


def gathered(failed: Sequence[Skipped]) -> tuple[Skipped, ...]:
    """Failures as a person wants to read them: one for each folder that has gone, in place of all its photos."""
    skipped: dict[str, Skipped] = {}
    tops: dict[str, str] = {}
    for one in failed:
        if one.reason == sentences.GONE:
            folder = os.path.dirname(one.path)
            if folder not in tops:
                tops[folder] = _gone_top(folder)
            if top := tops[folder]:
                skipped.setdefault(top, Skipped(top, sentences.FOLDER_GONE))
                continue
        skipped[one.path] = one
    return tuple(skipped.values())


def _gone_top(folder: str) -> str:
    """The outermost folder on the way to this one that is not there; empty if all are."""
    top = ""
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        top, folder = folder, os.path.dirname(folder)
    return top
