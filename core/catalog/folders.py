"""The user's folders: which photos belong to which of them, also where one lies inside another.

A scan enters no link and no hidden or skipped folder. So a folder inside another one may well have to be listed beside
it; a photo then belongs to the innermost listed folder that holds it.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.photos.scanning import is_left_out

_PIECE = 2**16
MOST_INNER = 500  # folders within the library that are shown
FEW = 20  # photos; that so many of a folder are gone at once is believed


class Under:
    """Tells whether a path lies in a folder."""

    def __init__(self, folder: str) -> None:
        self._prefix = os.path.join(folder, "")

    def __call__(self, path: str) -> bool:
        """Whether this path does; the folder itself does not."""
        return path.startswith(self._prefix)


def reaches(outer: str, inner: str) -> bool:
    """Whether a scan of one folder comes through another; both are real paths, so there is no link between them."""
    if outer != inner and not Under(outer)(inner):
        return False
    while inner != outer:
        if is_left_out(inner):
            return False
        inner = os.path.dirname(inner)
    return True


def with_folder(folders: tuple[str, ...], folder: str, away: Collection[str] = ()) -> tuple[str, ...]:
    """`folders` and `folder`, without those whose photos come with another one, whatever link leads to them.

    Of those that are `away` no link is followed: a drive asleep takes long to answer.
    """
    real = {one: one if one in away else os.path.realpath(one) for one in (*folders, folder)}
    if any(reaches(real[one], real[folder]) for one in folders):
        return folders
    return (*(one for one in folders if not reaches(real[folder], real[one])), folder)


def holder(path: str, folders: Collection[str]) -> str | None:
    """The folder that a path belongs to: the innermost one."""
    return max((folder for folder in folders if Under(folder)(path)), key=len, default=None)


def own_ranges(folders: Collection[str]) -> Iterator[tuple[str, bytes, bytes]]:
    """Where the photos that belong to each folder stand among paths in the order of their bytes.

    Yields, in that order, a folder, the first path of a range and the first one behind it, fs-encoded; a folder with
    others inside has several ranges.
    """
    around: list[tuple[bytes, str]] = []  # the folders that hold the present one, and that one itself
    at = b""
    for prefix, folder in sorted((os.fsencode(os.path.join(folder, "")), folder) for folder in set(folders)):
        while around and not prefix.startswith(around[-1][0]):
            left, name = around.pop()
            yield name, at, _behind(left)
            at = _behind(left)
        if around:
            yield around[-1][1], at, prefix
        at = prefix
        around.append((prefix, folder))
    while around:
        left, name = around.pop()
        yield name, at, _behind(left)
        at = _behind(left)


def _behind(prefix: bytes) -> bytes:
    """What comes after all paths that begin like this."""
    return prefix[:-1] + bytes([prefix[-1] + 1])


def between(paths: Sequence[str], first: bytes, behind: bytes) -> slice:
    """Where a range stands among paths sorted by their bytes."""
    start = bisect_left(paths, first, key=os.fsencode)
    return slice(start, bisect_left(paths, behind, start, key=os.fsencode))


def range_of(folder: str) -> tuple[bytes, bytes]:
    """The first path in a folder and the first one behind it, fs-encoded."""
    prefix = os.fsencode(os.path.join(folder, ""))
    return prefix, _behind(prefix)


def inner_folders(paths: Sequence[str], folders: Collection[str]) -> tuple[str, ...]:
    """The folders within `folders` that hold some of the paths, sorted; of more than can be looked through, the upper
    ones."""
    lowest = {os.path.dirname(path) for path in paths}
    found: set[str] = set()
    for folder in lowest:
        while folder not in found and holder(folder, folders) is not None:
            found.add(folder)
            folder = os.path.dirname(folder)
    by_depth = sorted(found - {*folders}, key=lambda folder: (folder.count(os.sep), folder))
    return tuple(sorted(by_depth[:MOST_INNER], key=os.fsencode))


def place(path: str, among: Sequence[str]) -> int:
    """Where a path stands among paths sorted by their bytes; -1 where it does not."""
    if path.isascii():  # then letters compare as bytes do, whatever the others hold: a tenth of the time
        at = bisect_left(among, path)
    else:
        try:
            at = bisect_left(among, os.fsencode(path), key=os.fsencode)
        except UnicodeEncodeError:  # no name of a file
            return -1
    return at if at < len(among) and among[at] == path else -1


def same_paths(paths: Sequence[str], others: Sequence[str]) -> bool:
    """Whether both are the same, in pieces: a million at a stretch would keep Python from the window."""
    pieces = (slice(at, at + _PIECE) for at in range(0, len(paths), _PIECE))
    return len(paths) == len(others) and all(paths[piece] == others[piece] for piece in pieces)


def counted(paths: Sequence[str], folders: Collection[str]) -> dict[str, int]:
    """How many of the sorted paths belong to each folder."""
    counts = dict.fromkeys(folders, 0)
    for folder, first, behind in own_ranges(folders):
        found = between(paths, first, behind)
        counts[folder] += found.stop - found.start
    return counts


def emptied(folders: Collection[str], known: Sequence[str], found: Sequence[str]) -> frozenset[str]:
    """The folders of whose many `known` photos not one was `found`, nor any other; both are sorted paths.

    A drive that is not mounted leaves an empty folder behind. Nobody clears out a whole collection as often as that.
    """
    before, now = counted(known, folders), counted(found, folders)
    return frozenset(folder for folder in folders if before[folder] > FEW and not now[folder])


def short_names(folders: Collection[str]) -> dict[str, str]:
    """As much of the end of each path as tells it from the others: mostly the folder's own name."""
    parts = {folder: Path(folder).parts for folder in folders}
    return {folder: _short_name(own, [one for one in parts.values() if one != own]) for folder, own in parts.items()}


def _short_name(own: tuple[str, ...], others: Sequence[tuple[str, ...]]) -> str:
    lengths = range(1, len(own) + 1)
    length = next((n for n in lengths if all(one[-n:] != own[-n:] for one in others)), len(own))
    return os.path.join(*own[-length:])


@dataclass(frozen=True)
class Listed:
    """Which photos there are, as sorted paths.

    stored: what the catalog knew when it was last read; scanned: what the last scan found, in the folders `of`;
    hidden: photos that the user has thrown away since.
    """

    stored: tuple[str, ...] = ()
    scanned: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    def photos(self, folders: tuple[str, ...], offline: frozenset[str]) -> tuple[str, ...]:
        """What the scan found; of folders that it could not scan, or not yet, what is stored."""
        unseen = offline | frozenset(folders).difference(self.of)
        as_scanned = folders == self.of and not unseen
        paths = self.scanned if as_scanned else self._merged(folders, unseen)
        return tuple(path for path in paths if path not in self.hidden) if self.hidden else paths

    def _merged(self, folders: tuple[str, ...], unseen: frozenset[str]) -> tuple[str, ...]:
        """The scanned photos of some folders and the stored ones of those unseen; each once, sorted.

        What was found in a folder that has left the list came from there alone, and goes with it; a folder around it
        that was not scanned yet may hold it all the same.
        """
        paths: list[str] = []
        for folder, first, behind in own_ranges({*folders, *self.of}):
            listed = folder if folder in folders else holder(folder, folders)
            if listed in unseen:
                paths.extend(self.stored[between(self.stored, first, behind)])
            elif listed == folder:
                paths.extend(self.scanned[between(self.scanned, first, behind)])
        return tuple(paths)
