"""A folder's vectors and rankings as .npz files that numpy opens anywhere; no pickled arrays."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.catalog import Collection
from core.features import part
from core.ranking import Method, Ranker


def write_features(file: Path, collection: Collection, model_id: str) -> None:
    """Write `paths` (N,) str, `vectors` (N, D) float32 and `model_id` () str. Raises OSError."""
    with open(file, "wb") as stream:
        np.savez(
            stream, paths=_strings(collection), vectors=part(collection.vectors, "look"), model_id=np.array(model_id)
        )


def write_rankings(file: Path, collection: Collection, top: int, method: Method, on_row: Callable[[], None]) -> None:
    """Write for each photo its `top` nearest, itself first: `paths` (N,) str, `indices` (N, top) int32 into paths,
    `distances` (N, top) float32. Raises OSError.

    The two tables grow in files beside the result, so that memory stays small for any number of photos.
    """
    ranker = Ranker(part(collection.vectors, "look"), method)
    shape = (len(collection.paths), min(top or len(collection.paths), len(collection.paths)))
    with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".rankings-") as folder:
        indices = np.lib.format.open_memmap(Path(folder) / "indices.npy", "w+", np.int32, shape)
        distances = np.lib.format.open_memmap(Path(folder) / "distances.npy", "w+", np.float32, shape)
        for number, rows, found in ranker.rankings(shape[1]):
            indices[number], distances[number] = rows, found
            on_row()
        with open(file, "wb") as stream:
            np.savez(stream, paths=_strings(collection), indices=indices, distances=distances)
        del indices, distances  # Windows cannot delete a file that is still mapped


def _strings(collection: Collection) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    return np.array(collection.paths, dtype=np.str_)
