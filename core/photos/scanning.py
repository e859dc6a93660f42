"""Finding image files in folders."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from core.base import sentences
from core.base.sentences import Sentence, TwinsetError, printable
from core.photos.kinds_of_files import is_image_content, is_image_name, says_nothing
from core.photos.photo_files import ImageFile, image_file, os_reason, vanished_or

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


@dataclass(frozen=True)
class Skipped:
    """A file that could not be used, and why."""

    path: str
    reason: Sentence


@dataclass(frozen=True)
class Scan:
    """What folders hold: image files by path, and the places that could not be looked at."""

    files: tuple[ImageFile, ...]
    skipped: tuple[Skipped, ...]


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
    files: list[ImageFile] = []
    skipped: dict[str, Skipped] = {}
    for found, passed_over in walk:
        files += found
        skipped.update((one.path, one) for one in passed_over)
    if not files and not skipped:
        sentence = sentences.ONLY_LINKS if walk.linked else sentences.NO_PHOTOS
        raise NoPhotos(sentence.filled(folders=", ".join(map(printable, folders))))
    if len(folders) > 1:
        files = list({file.path: file for file in files}.values())
    return Scan(_by_path(files)[:limit], tuple(skipped[path] for path in sorted(skipped)))


def _by_path(files: list[ImageFile]) -> tuple[ImageFile, ...]:
    """In the order of their paths' bytes."""
    if all(file.path.isascii() for file in files):  # then the order of letters is the same
        files.sort(key=attrgetter("path"))
    else:
        files.sort(key=lambda file: os.fsencode(file.path))
    return tuple(files)


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
_Found = tuple[list[ImageFile], list[Skipped]]
_Identity = tuple[int, int]  # device and number of a folder: the same by whatever path it is reached


@dataclass
class _Walk:
    """Goes through folders and what lies in them; yields for each its image files and what could not be looked at."""

    folders: Sequence[str]
    cancelled: Callable[[], bool]
    on_folder: Callable[[int], object]
    linked: bool = False  # whether there was a link to a folder
    _seen: int = 0
    _tops: dict[_Identity, str] = field(default_factory=dict)  # still to do
    _done: set[_Identity] = field(default_factory=set)

    def __iter__(self) -> Iterator[_Found]:
        tops = [os.path.abspath(folder) for folder in self.folders]
        for top in sorted(tops, key=lambda top: os.path.realpath(top) != top):  # its own name rather than a link's
            try:
                self._tops.setdefault(_identity(top), top)
            except OSError as error:
                yield [], [Skipped(top, sentences.BROKEN_FOLDER.filled(why=os_reason(error)))]
        several = len(self._tops) > 1
        while self._tops:
            identity = next(iter(self._tops))
            yield from self._below(self._tops.pop(identity), identity, several)

    def _below(self, top: str, identity: _Identity, several: bool) -> Iterator[_Found]:
        self._done.add(identity)
        pending = [top]
        while pending:
            folder = pending.pop()
            try:
                listed = self._listed(folder)
            except OSError as error:
                yield [], [Skipped(folder, sentences.BROKEN_FOLDER.filled(why=os_reason(error)))]
                continue
            files: list[os.DirEntry[str]] = []
            for entry in listed:
                if not _is_folder(entry):
                    files.append(entry)
                elif not is_left_out(entry.path) and not (several and self._is_another_top(entry)):
                    pending.append(entry.path)
            yield self._images(files)

    def _images(self, entries: Sequence[os.DirEntry[str]]) -> _Found:
        """A million files pass here: as few calls for each as can be."""
        found: list[ImageFile] = []
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
                found.append(image_file(entry.path, status))
            elif not stat.S_ISDIR(status.st_mode):  # a link to a folder named like an image
                skipped.append(Skipped(entry.path, sentences.NO_FILE))
        return found, skipped

    def _listed(self, folder: str) -> list[os.DirEntry[str]]:
        if self.cancelled():
            raise ScanCancelled
        self._seen += 1
        self.on_folder(self._seen)
        cancelled = self.cancelled
        listed: list[os.DirEntry[str]] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if not len(listed) % _ASK_EVERY and cancelled():
                    raise ScanCancelled
                listed.append(entry)
        return sorted(listed, key=attrgetter("name"))  # so that little is left to sort in the end

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


def _identity(folder: str) -> _Identity:
    status = os.stat(folder)
    return status.st_dev, status.st_ino


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
