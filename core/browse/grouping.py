"""The groups of all photos of a collection: found, and kept on disk between runs."""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.base.files import write_whole
from core.base.paths import Paths
from core.base.vectors import Vectors
from core.browse.groups import same_garment
from core.looks.features import columns
from core.search.search import Searcher
from core.search.stacks import Groups

log = logging.getLogger(__name__)

_HASHED = 8192  # photos at a time


def find_groups(paths: Paths, searcher: Searcher, cancelled: Callable[[], bool] = bool) -> Groups:
    """Photos of the same garment: those kept of these very photos, or else found, and kept unless it was `cancelled`.

    A disk that cannot be written costs only time at the next start.
    """
    file = _file(paths, searcher)
    groups = _read(file)
    if groups is None:
        groups = garments(searcher, cancelled)
        if not cancelled():
            _keep(file, groups)
    return groups


def garments(searcher: Searcher, cancelled: Callable[[], bool] = bool) -> Groups:
    """Photos of the same garment, found anew."""
    main = columns("swatches", searcher.spec).start
    colours = searcher.collection.vectors.columns(slice(main, main + 3))[:]
    return same_garment(_looks(searcher), colours, searcher.labels.same, cancelled)


def kept_groups(paths: Paths, searcher: Searcher) -> Groups | None:
    """What an earlier `find_groups` kept of these very photos."""
    return _read(_file(paths, searcher))


def _file(paths: Paths, searcher: Searcher) -> Path:
    looks = _looks(searcher)
    hashed = hashlib.blake2b(digest_size=12, salt=f"1 {searcher.labels.same:.6g}".encode()[:16])
    for start in range(0, len(looks), _HASHED):
        hashed.update(np.ascontiguousarray(looks[start : start + _HASHED]).data)
    return paths.stacks / f"{hashed.hexdigest()}.npy"


def _looks(searcher: Searcher) -> Vectors:
    return searcher.collection.vectors.columns(columns("look", searcher.spec))


def _read(file: Path) -> Groups | None:
    with contextlib.suppress(OSError, ValueError, EOFError):
        groups: Groups = np.load(file, allow_pickle=False)
        return groups
    return None


def _keep(file: Path, groups: Groups) -> None:
    """And forget older ones."""
    try:
        for old in file.parent.glob("*.npy"):
            old.unlink(missing_ok=True)
        write_whole(file, lambda stream: np.save(stream, groups, allow_pickle=False))
    except OSError:
        log.exception("The stacks could not be kept")
