"""All that the program keeps, removed when its user asks for that. Photos stay, and so do others' files beside ours."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from core.base.paths import Paths
from core.base.settings import load_settings
from core.photos.thumbnail_store import ThumbnailStore
from core.sample.sample import file_name, garments


def kept_by_us(paths: Paths) -> list[Path]:
    """The files and folders that the program has made and that are there, thumbnails in a folder of the user's choice
    and the drawn sample among them. Languages that the user added are not."""
    return [place for place in _places(paths) if os.path.lexists(place)]


def remove_all(paths: Paths) -> list[Path]:
    """Remove them for good, and the folders that are empty then; no window may be open. Returns what was removed.

    Raises OSError where something cannot be removed; the rest is removed by the next call.
    """
    there = kept_by_us(paths)
    stores = _thumbnails(paths)
    for place in there:
        if place in stores:
            ThumbnailStore(place).clear()
            _remove_empty(place, *place.glob("*"))
        elif place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    paths.window_lock.unlink(missing_ok=True)
    _remove_empty(paths.sample, paths.cache, paths.config, paths.data)
    return there


def _places(paths: Paths) -> Iterator[Path]:
    yield from (paths.catalog, paths.catalog.with_name(f"{paths.catalog.name}.lock"), paths.copies, paths.reports)
    yield from paths.data.glob(f"{paths.catalog.name}-damaged-*")
    for file in (paths.wardrobe, paths.marks, paths.settings):  # with copies, those that were set aside, SQLite's logs
        yield from sorted(file.parent.glob(f"{file.stem}*{file.suffix}*"))
    yield from sorted(paths.log.parent.glob(f"{paths.log.name}*"))
    yield from (paths.stacks, paths.maps, *sorted(paths.browsed.parent.glob(f"*{paths.browsed.name}*")))
    yield from _thumbnails(paths)
    yield from (paths.sample / file_name(garment) for garment in garments())


def _thumbnails(paths: Paths) -> list[Path]:
    places = paths.thumbnails, paths.thumbnails_in(load_settings(paths.settings).cache_folder)
    return list(dict.fromkeys(places))


def _remove_empty(*folders: Path) -> None:
    """Those within others first."""
    for folder in sorted(folders, key=lambda one: -len(one.parts)):
        with contextlib.suppress(OSError):
            folder.rmdir()
