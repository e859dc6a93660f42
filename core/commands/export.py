"""A folder's vectors and rankings as .npz files that numpy opens anywhere; no pickled arrays."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import numpy as np

from core.base.files import write_whole
from core.catalog.catalog import Collection
from core.looks.features import columns
from core.looks.model import Extractor
from core.looks.spec import ModelSpec
from core.search.ranking import Method, Ranker


def write_features(file: Path, collection: Collection, extractor: Extractor) -> None:
    """Write `paths` (N,) str, `vectors` (N, D) float32 and `model_id` () str. Raises OSError.

    Where photos have several rows of features, `vectors` (Q, D) are all of them, `photos` (Q,) int64 whose each is, and
    `boxes` (Q, 4) float32 what of the photo it was made of: left, top, width, height as shares.
    """

    def write(stream: BinaryIO) -> None:
        looks = collection.stored.columns(columns("look", extractor.spec)).in_order(collection.rows)[:]
        named = {"paths": _strings(collection), "vectors": looks, "model_id": np.array(extractor.model_id)}
        if collection.starts is not None and collection.boxes is not None:
            _, photos = collection.places(np.arange(len(collection.paths)))
            named |= {"photos": photos, "boxes": collection.boxes}
        np.savez(stream, **named)  # type: ignore[arg-type]  # numpy's own hint takes the arrays for its last argument

    write_whole(file, write, private=False)


def write_rankings(
    file: Path, collection: Collection, spec: ModelSpec, top: int, method: Method, on_row: Callable[[], None]
) -> None:
    """Write for each photo its `top` nearest, itself first: `paths` (N,) str, `indices` (N, top) int32 into paths,
    `distances` (N, top) float32. Of a photo with several rows of features the first counts. Raises OSError.

    The two tables grow in files beside the result, so that memory stays small for any number of photos.
    """
    ranker = Ranker(collection.vectors.columns(columns("look", spec))[:], method)
    shape = (len(collection.paths), min(top or len(collection.paths), len(collection.paths)))
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".rankings-") as folder:
        files = Path(folder) / "indices", Path(folder) / "distances"
        with open(files[0], "wb") as rows_to, open(files[1], "wb") as distances_to:
            for _, rows, found in ranker.rankings(shape[1]):  # in order
                rows_to.write(rows.astype(np.int32).tobytes())
                distances_to.write(found.astype(np.float32).tobytes())
                on_row()
        write_whole(file, lambda stream: _join(stream, collection, files, shape), private=False)


def _join(stream: BinaryIO, collection: Collection, files: tuple[Path, Path], shape: tuple[int, int]) -> None:
    # Mapped only now: a disk that gets full while a mapped file is written would end the process.
    indices = np.memmap(files[0], np.int32, "r", shape=shape)
    distances = np.memmap(files[1], np.float32, "r", shape=shape)
    np.savez(stream, paths=_strings(collection), indices=indices, distances=distances)


def _strings(collection: Collection) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    return np.array(collection.paths, dtype=np.str_)
