"""Finding image files in folders."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from core.base import sentences
from core.base.sentences import Sentence, TwinsetError, printable
from core.photos.kinds_of_files import is_image_content, is_image_name, says_nothing
from core.photos.photo_files import ImageFile, in_bounds, os_reason, vanished_or

# Folders of systems, storage boxes and picture programs that hold copies or rubbish, never the photos themselves: by
# their name, or by that of the folder they lie in and theirs. Any case. Names with a dot in front are left out anyway.
LEFT_OUT = (
    # bins
    *("$recycle.bin", "recycler", "recycled", "recycle.bin", "@recycle", "#recycle", "network trash folder"),
    # earlier states of the same files
    *("#snapshot", "~snapshot", "@snapshot", "@recently-snapshot", "@sharesnap"),
    # what systems and storage boxes keep for themselves
    *("@eadir", "@tmp", "system volume information", "found.[0-9][0-9][0-9]", "lost+found", "lost.dir", "__macosx"),
    *("$sysreset", "$windows.~bt", "$windows.~ws", "temporary items"),
    # small copies made by picture programs; in a library of Photos or iPhoto, `originals` and `Masters` are the photos
    *("*.lrdata", "*.lrcat-data", "*.cocatalogdb", "ipod photo cache"),
    *("*.photoslibrary/resources", "*.photoslibrary/database", "*.photoslibrary/private", "*.photoslibrary/scopes"),
    *("*.photoslibrary/external", "*.photoslibrary/thumbnails", "*.photoslibrary/previews"),
    *("*.photolibrary/resources", "*.photolibrary/database", "*.photolibrary/thumbnails", "*.photolibrary/previews"),
    *("*.aplibrary/thumbnails", "*.aplibrary/previews", "iphoto library/data", "iphoto library/data.noindex"),
    *("captureone/cache", "captureone/settings*"),
)
_LEFT_OUT = re.compile("|".join(fnmatch.translate(pattern) for pattern in LEFT_OUT))


def _none() -> NDArray[np.int64]:
    return np.zeros(0, np.int64)


@dataclass(frozen=True)
class Skipped:
    """A file that could not be used, and why."""

    path: str
    reason: Sentence


@dataclass(frozen=True, eq=False)
class Scan:
    """What folders hold: N image files by path, and the places that could not be looked at.

    As columns, `sizes` and `mtimes` (N,) int64 as in ImageFile: to make and to let go of a million objects takes a
    second, and a part of it nothing else gets on.
    """

    paths: tuple[str, ...] = ()
    sizes: NDArray[np.int64] = field(default_factory=_none)
    mtimes: NDArray[np.int64] = field(default_factory=_none)
    skipped: tuple[Skipped, ...] = ()

    def file(self, row: int) -> ImageFile:
        """One of them."""
        return ImageFile(self.paths[row], int(self.sizes[row]), int(self.mtimes[row]))

    @property
    def files(self) -> tuple[ImageFile, ...]:
        """All of them, for those who need few or have time."""
        return tuple(map(ImageFile, self.paths, self.sizes.tolist(), self.mtimes.tolist()))


class BadFolder(TwinsetError):
    """A folder that cannot be searched."""


class NoPhotos(BadFolder):
    """Folders in which there is no image at all."""


class ScanCancelled(Exception):
    """The scan was called off before it was through."""


def scan_folders(
    folders: Sequence[str],
    limit: int | None = None,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    on_folder: Callable[[int], object] = lambda _: None,
) -> Scan:
    """All image files under `folders`, sorted by path, each once; the first `limit` of them when given.

    Images are known by the ending of their name; files whose ending says nothing, by their first bytes. Links to
    folders are not followed, so that a circle cannot trap the scan; what is reached by two of `folders`, one of them a
    link, is looked at once. `cancelled` is asked at each folder and file, `on_folder` gets how many folders were seen.
    Raises BadFolder when a folder does not exist, is no folder or cannot be read; NoPhotos when there is no image in
    any of them; ScanCancelled.
    """
    for folder in folders:
        _check_folder(folder)
    walk = _Walk(folders, cancelled, on_folder)
    runs: list[_Run] = []
    skipped: dict[str, Skipped] = {}
    for found in walk:
        if found.paths:
            runs.append(found)
        skipped.update((one.path, one) for one in found.skipped)
    if not runs and not skipped:
        sentence = sentences.ONLY_LINKS if walk.linked else sentences.NO_PHOTOS
        raise NoPhotos(sentence.filled(folders=", ".join(map(printable, folders))))
    paths, sizes, mtimes = _by_path(runs)
    return Scan(paths[:limit], sizes[:limit], mtimes[:limit], tuple(skipped[path] for path in sorted(skipped)))


def _by_path(runs: list[_Run]) -> tuple[tuple[str, ...], NDArray[np.int64], NDArray[np.int64]]:
    """Paths, sizes and dates in the order of the paths' bytes, each path once."""
    runs.sort(key=lambda run: os.fsencode(run.paths[0]))
    paths = tuple(chain.from_iterable(run.paths for run in runs))
    sizes = np.concatenate([_none(), *(run.sizes for run in runs)])
    mtimes = np.concatenate([_none(), *(run.mtimes for run in runs)])
    if all(os.fsencode(one.paths[-1]) < os.fsencode(next_.paths[0]) for one, next_ in pairwise(runs)):
        return paths, sizes, mtimes
    # What was asked for by several names may come more than once.
    rows = {path: row for row, path in enumerate(paths)}
    order = [rows[path] for path in sorted(rows, key=os.fsencode)]
    return tuple(paths[row] for row in order), sizes[order], mtimes[order]


def _check_folder(folder: str) -> None:
    if not os.path.exists(folder):
        raise BadFolder(sentences.NO_FOLDER.filled(folder=printable(folder)))
    if not os.path.isdir(folder):
        raise BadFolder(sentences.NOT_A_FOLDER.filled(folder=printable(folder)))
    try:
        with os.scandir(folder):
            pass
    except OSError:
        raise BadFolder(sentences.CLOSED_FOLDER.filled(folder=printable(folder))) from None


def is_left_out(folder: str) -> bool:
    """Whether a folder found in another is none with photos of the user: hidden, or one of LEFT_OUT."""
    above, name = os.path.split(folder)
    if name.startswith("."):
        return True
    name = name.casefold()
    return bool(_LEFT_OUT.match(name) or _LEFT_OUT.match(f"{os.path.basename(above).casefold()}/{name}"))


_ASK_EVERY = 32  # entries of a folder, which come by the thousand, whether all is called off
_Entries = list[os.DirEntry[str]]
_Identity = tuple[int, int]  # device and number of a folder: the same by whatever path it is reached


@dataclass
class _Run:
    """Image files that follow each other in the order of their paths, and what could not be looked at among them."""

    paths: list[str] = field(default_factory=list)
    sizes: NDArray[np.int64] = field(default_factory=_none)
    mtimes: NDArray[np.int64] = field(default_factory=_none)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass
class _Walk:
    """Goes through folders and what lies in them, in the order of the paths, so that nothing is left to sort."""

    folders: Sequence[str]
    cancelled: Callable[[], bool]
    on_folder: Callable[[int], object]
    linked: bool = False  # whether there was a link to a folder
    _seen: int = 0
    _tops: dict[_Identity, str] = field(default_factory=dict)  # still to do
    _done: set[_Identity] = field(default_factory=set)

    def __iter__(self) -> Iterator[_Run]:
        tops = [os.path.abspath(folder) for folder in self.folders]
        for top in sorted(tops, key=lambda top: os.path.realpath(top) != top):  # its own name rather than a link's
            try:
                self._tops.setdefault(_identity(top), top)
            except OSError as error:
                yield _broken(top, error)
        several = len(self._tops) > 1
        while self._tops:
            identity = next(iter(self._tops))
            self._done.add(identity)
            yield from self._below(self._tops.pop(identity), several)

    def _below(self, top: str, several: bool) -> Iterator[_Run]:
        ahead: list[_Entries | str] = [top]  # files, and folders to go into, the next one last
        while ahead:
            place = ahead.pop()
            if not isinstance(place, str):
                yield self._images(place)
                continue
            try:
                listed = self._listed(place)
            except OSError as error:
                yield _broken(place, error)
                continue
            ahead += reversed(list(self._parts(listed, several)))

    def _parts(self, listed: _Entries, several: bool) -> Iterator[_Entries | str]:
        """The files of a folder, in pieces between which folders come, in the order of what lies in these."""
        files, folders = [], []
        for entry in listed:
            if not _is_folder(entry):
                files.append(entry)
            elif not is_left_out(entry.path):
                folders.append(entry)
        names = [_order(entry.name) for entry in files] if folders else []
        start = 0
        for folder in sorted(folders, key=lambda folder: _order(folder.name + os.sep)):
            end = bisect_left(names, _order(folder.name + os.sep))
            yield files[start:end]
            start = end
            if not (several and self._is_another_top(folder)):
                yield folder.path
        yield files[start:]

    def _images(self, entries: _Entries) -> _Run:
        """A million files pass here: as few calls for each as can be."""
        paths: list[str] = []
        sizes: list[int] = []
        mtimes: list[int] = []
        skipped: list[Skipped] = []
        cancelled = self.cancelled
        for entry in entries:
            if cancelled():
                raise ScanCancelled
            name = entry.name
            if name[0] == "." or not (is_image_name(name) or self._may_be_image(entry)):
                continue
            try:
                status = entry.stat()
            except OSError as error:
                skipped.append(Skipped(entry.path, vanished_or(error)))
                continue
            if stat.S_ISREG(status.st_mode):
                paths.append(entry.path)
                sizes.append(status.st_size)
                mtimes.append(status.st_mtime_ns)
            elif not stat.S_ISDIR(status.st_mode):  # a link to a folder named like an image
                skipped.append(Skipped(entry.path, sentences.NO_FILE))
        return _Run(paths, np.array(in_bounds(sizes)), np.array(in_bounds(mtimes)), skipped)

    def _listed(self, folder: str) -> _Entries:
        if self.cancelled():
            raise ScanCancelled
        self._seen += 1
        self.on_folder(self._seen)
        cancelled = self.cancelled
        listed: _Entries = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if not len(listed) % _ASK_EVERY and cancelled():
                    raise ScanCancelled
                listed.append(entry)
        is_plain = "".join([entry.name for entry in listed]).isascii()  # then the order of letters is that of bytes
        listed.sort(key=attrgetter("name") if is_plain else lambda entry: _order(entry.name))
        return listed

    def _is_another_top(self, entry: os.DirEntry[str]) -> bool:
        """Whether a folder was walked already as one of those asked for; one that was not yet needs not be any more."""
        known = self._done | self._tops.keys()
        try:
            if not any(entry.inode() == number for _, number in known):
                return False
            identity = _identity(entry.path)
        except OSError:
            return False  # listing it will say why
        self._tops.pop(identity, None)
        return identity in self._done

    def _may_be_image(self, entry: os.DirEntry[str]) -> bool:
        """Of a file that is not named like one."""
        if entry.is_symlink() and os.path.isdir(entry.path):
            self.linked = True
            return False
        return says_nothing(entry.name) and is_image_content(entry.path)


def _broken(folder: str, error: OSError) -> _Run:
    return _Run(skipped=[Skipped(folder, sentences.BROKEN_FOLDER.filled(why=os_reason(error)))])


def _order(name: str) -> bytes:
    """What paths are sorted by: their bytes."""
    return os.fsencode(name)


def _identity(folder: str) -> _Identity:
    status = os.stat(folder)
    return status.st_dev, status.st_ino


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
