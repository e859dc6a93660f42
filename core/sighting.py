"""What there is to index, told apart from what is away: a drive that is not mounted, a folder that was moved."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from core import sentences
from core.catalog import Catalog
from core.folders import counted, emptied
from core.images import NoPhotos, Scan, Skipped


@dataclass(frozen=True)
class Sight:
    """What a scan found, and the folders that are there but `away`: suddenly without one of their many photos."""

    scan: Scan
    away: frozenset[str] = frozenset()


def look(
    catalog: Catalog, folders: Sequence[str], scan: Callable[[], Scan], accept_empty: Collection[str] = ()
) -> Sight:
    """Scan folders and compare with what is known; those of `accept_empty` may well have lost all their photos.

    Raises what `scan` does; NoPhotos only if no photo was known either.
    """
    folders = [os.path.abspath(folder) for folder in folders]
    try:
        found = scan()
    except NoPhotos:
        if not catalog.paths(folders):
            raise
        found = Scan((), ())
    paths = [file.path for file in found.files]
    bare = [folder for folder, count in counted(paths, folders).items() if not count]
    away = emptied(folders, catalog.paths(bare), paths) if bare else frozenset[str]()
    return Sight(found, away.difference(map(os.path.abspath, accept_empty)))


def gathered(failed: Sequence[Skipped]) -> tuple[Skipped, ...]:
    """Failures as a person wants to read them: one for each folder that has gone, in place of all its photos."""
    told: dict[str, Skipped] = {}
    tops: dict[str, str] = {}
    for one in failed:
        if one.reason == sentences.GONE:
            folder = os.path.dirname(one.path)
            if folder not in tops:
                tops[folder] = _gone_top(folder)
            if top := tops[folder]:
                told.setdefault(top, Skipped(top, sentences.FOLDER_GONE))
                continue
        told[one.path] = one
    return tuple(told.values())


def _gone_top(folder: str) -> str:
    """The outermost folder on the way to this one that is not there; empty if all are."""
    top = ""
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        top, folder = folder, os.path.dirname(folder)
    return top
