"""Forgets folders for good: what the program knows of their photos leaves every file that it keeps."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.base.paths import Paths
from core.base.settings import load_settings
from core.catalog.catalog import Catalog
from core.photos.thumbnail_store import ThumbnailStore


@dataclass(frozen=True)
class Forgotten:
    """What was removed: photos that were known, rows of features, files of thumbnails, lines of the log."""

    photos: int = 0
    vectors: int = 0
    thumbnails: int = 0
    log_lines: int = 0


def forget_folders(
    paths: Paths, folders: Sequence[str], keep: Sequence[str] = (), *, cancelled: Callable[[], bool] = bool
) -> Forgotten:
    """Remove what is known of photos under `folders` but not under `keep`; the photos themselves are not touched.

    Paths, features (their bytes on disk are overwritten), thumbnails, the view and the stacks that the next start
    would show, lines of the log, and damaged catalogs that were set aside. What photos elsewhere share with them
    stays. Favourites stay too: they are hashes of contents, name no file, and belong to the user. So does the folder's
    name among the libraries of the settings (and in damaged settings that were set aside); whoever forgets a library
    takes it out there.
    What a kill or `cancelled` leaves over, the next call removes. Raises CatalogError, OSError.
    """
    folders = [os.path.abspath(folder) for folder in folders]
    with Catalog(paths.catalog) as catalog:
        thumbnails = _forget_thumbnails(paths, catalog.remaining(folders, keep), cancelled)
        _forget_views(paths)
        _forget_damaged_catalogs(paths)
        lines = sum(_forget_lines(file, folders) for file in _logs(paths.log))
        # At the end: as long as the catalog knows the photos, all of this can be done again.
        erased = catalog.erase(folders, keep, cancelled)
    return Forgotten(erased.files, erased.features, thumbnails, lines)


def _forget_thumbnails(paths: Paths, remaining: Sequence[str], cancelled: Callable[[], bool]) -> int:
    """All but those of the photos that remain: a thumbnail is named by a hash of its photo's path."""
    places = {paths.thumbnails, paths.thumbnails_in(load_settings(paths.settings).cache_folder)}
    return sum(ThumbnailStore(place).remove_gone(remaining, cancelled).files for place in places)


def _forget_views(paths: Paths) -> None:
    """They are only remembered to be quicker."""
    for file in paths.browsed.parent.glob(f"*{paths.browsed.name}*"):
        if file.is_file():
            file.unlink()
    # Not what a window that runs is writing there: the stacks and maps of what it still shows, which name nobody.
    for file in (*paths.stacks.glob("*.npy"), *paths.maps.glob("*.npz")):
        file.unlink(missing_ok=True)


def _forget_damaged_catalogs(paths: Paths) -> None:
    for place in paths.catalog.parent.glob(f"{paths.catalog.name}-damaged-*"):
        shutil.rmtree(place)


def _logs(log: Path) -> list[Path]:
    """The log and those that it replaced."""
    return [file for file in log.parent.glob(f"{log.name}*") if file.is_file()]


def _forget_lines(file: Path, folders: Sequence[str]) -> int:
    """Remove the lines that name a folder; returns how many. In place: a window that runs goes on writing there."""
    with _unwritten(), open(file, "r+b") as stream:
        lines = stream.read().splitlines(keepends=True)
        left = [line for line in lines if not any(name in line for name in _spellings(folders))]
        if len(left) < len(lines):
            stream.seek(0)
            stream.writelines(left)
            stream.truncate()
            stream.flush()
            os.fsync(stream.fileno())
    return len(lines) - len(left)


def _spellings(folders: Sequence[str]) -> set[bytes]:
    """Folders as they stand in the log: as they are, or as Python shows them in messages of errors."""
    texts = [text for folder in folders for text in (folder, repr(folder)[1:-1], ascii(folder)[1:-1])]
    return {text.encode("utf-8", "replace") for text in texts} | {os.fsencode(folder) for folder in folders}


@contextlib.contextmanager
def _unwritten() -> Iterator[None]:
    """Nothing is logged by this process meanwhile."""
    with contextlib.ExitStack() as held:
        for handler in logging.getLogger().handlers:
            handler.acquire()
            held.callback(handler.release)
        yield
