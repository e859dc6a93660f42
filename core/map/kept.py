"""Maps kept on disk, by what their photos show: wherever these lie, the same photos have the same map."""

from __future__ import annotations

import contextlib
import hashlib
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from core.base.files import write_whole
from core.map.features import Identities
from core.map.layout_messages import Laid, Raw

MOST = 12  # maps; each view by filters makes one
_VERSION = 2  # of how maps are made: another one is not taken for the same
_FEWEST_SHARED = 5  # photos, from which on an earlier map says something about another


@dataclass(frozen=True, eq=False)
class _Kept:
    """A map and the identities (N,) of its photos, ascending."""

    identities: Identities
    laid: Laid


class KeptMaps:
    """The maps in a folder; what is damaged is as if it were not there. May be used by several programs at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, identities: Identities) -> Laid | None:
        """The map of exactly these photos, ascending."""
        file = self._file(identities)
        kept = _read(file)
        if kept is None or not np.array_equal(kept.identities, identities):
            return None
        with contextlib.suppress(OSError):
            os.utime(file)  # so that it is not among the oldest
        return kept.laid

    def before(self, identities: Identities) -> Raw:
        """Where these photos, ascending, lie on the map that knows most of them, the smaller and then the newer of such
        maps, (N, 2); not a number where they are not known."""
        nowhere = np.full((len(identities), 2), np.nan, np.float32)
        best, most = nowhere, (_FEWEST_SHARED - 1, 0)
        for file in self._newest_first():
            kept = _read(file)
            if kept is None or not len(kept.identities):
                continue
            places = np.minimum(np.searchsorted(kept.identities, identities), len(kept.identities) - 1)
            known = kept.identities[places] == identities
            found = int(known.sum()), -len(kept.identities)
            if found > most:
                best, most = np.where(known[:, np.newaxis], kept.laid.places[places], nowhere), found
        return best

    def keep(self, identities: Identities, laid: Laid) -> None:
        """Write the map of these photos, and forget the oldest of too many. Raises OSError."""

        def write(stream: BinaryIO) -> None:
            np.savez(
                stream, identities=identities, places=laid.places, cells=laid.cells, grid=np.array(laid.grid, np.int64)
            )

        write_whole(self._file(identities), write, durable=False)
        for file in self._newest_first()[MOST:]:
            file.unlink(missing_ok=True)

    def _file(self, identities: Identities) -> Path:
        photos = hashlib.sha256(identities.astype("<u8").tobytes()).hexdigest()[:32]
        return self._folder / f"{photos}-{_VERSION}.npz"

    def _newest_first(self) -> list[Path]:
        files = []
        for file in self._folder.glob(f"*-{_VERSION}.npz"):
            with contextlib.suppress(OSError):  # another program forgot it just now
                files.append((-file.stat().st_mtime_ns, file))
        return [file for _, file in sorted(files)]


def _read(file: Path) -> _Kept | None:
    """None where there is nothing, or nothing that can be a map."""
    try:
        with open(file, "rb") as stream, np.load(stream, allow_pickle=False) as stored:
            columns, rows = (int(number) for number in stored["grid"])
            laid = Laid(stored["places"], stored["cells"], (columns, rows), True)
            identities = stored["identities"]
    except (OSError, ValueError, KeyError, TypeError, EOFError, MemoryError, zipfile.BadZipFile):
        return None
    return _Kept(identities, laid) if _is_possible(identities, laid) else None


def _is_possible(identities: Identities, laid: Laid) -> bool:
    shape = (len(identities), 2)
    if identities.dtype != np.uint64 or laid.places.shape != shape or laid.cells.shape != shape:
        return False
    if not np.isfinite(laid.places).all() or (np.diff(identities.astype(np.float64)) < 0).any():
        return False
    numbers = laid.cells[:, 0].astype(np.int64) * laid.grid[1] + laid.cells[:, 1]
    inside = (laid.cells >= 0).all() and (laid.cells < np.array(laid.grid)).all()
    return bool(inside) and len(np.unique(numbers)) == len(numbers)
