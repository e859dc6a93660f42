"""Search: a query photo in, the most similar photos of a collection out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.catalog import Catalog, Collection
from core.images import load_rgb, read_file
from core.model import INPUT_SIDE, Extractor, Features
from core.ranking import Method, Ranker


@dataclass(frozen=True)
class Match:
    """A found photo and its L2 distance to the query."""

    path: str
    distance: float


class Searcher:
    """Answers queries about one collection; immutable, for any number of threads."""

    def __init__(self, collection: Collection, method: Method = "auto") -> None:
        self.collection = collection
        self._ranker = Ranker(collection.vectors, method)
        self._rows = {path: row for row, path in enumerate(collection.paths)}

    def vector(self, path: str) -> Features | None:
        """The embedding of a photo of the collection, or None."""
        row = self._rows.get(path)
        return None if row is None else self.collection.vectors[row].astype(np.float16)

    def nearest(
        self, vector: Features, k: int, *, first: str | None = None, exclude: str | None = None
    ) -> tuple[Match, ...]:
        """The k photos nearest to `vector`, nearest first, ties by path.

        `first`, the query's own path, leads among those at the same distance; `exclude` is left out.
        """
        mask = None
        if exclude in self._rows:
            mask = np.ones(len(self._rows), bool)
            mask[self._rows[exclude]] = False
        rows, distances = self._ranker.nearest(vector, k, mask, self._rows.get(first or "", -1))
        found = zip(rows.tolist(), distances.tolist(), strict=True)
        return tuple(Match(self.collection.paths[row], distance) for row, distance in found)


def embed(source: str | bytes, extractor: Extractor, catalog: Catalog) -> Features:
    """The embedding (D,) of an image file or of the bytes of one; from the catalog where that content is known.

    Raises UnreadableImage, CatalogError, ModelError.
    """
    data = source if isinstance(source, bytes) else read_file(source)[0]
    stored = catalog.features(hashlib.blake2b(data, digest_size=16).digest(), extractor.model_id)
    return stored if stored is not None else extractor.features(load_rgb(data, INPUT_SIDE))


def path_among(folders: Sequence[str], path: str) -> str:
    """The name that a scan of `folders` gives to the file at `path` (absolute), should links lead there on either side;
    `path` itself where the file is elsewhere."""
    tops = [os.path.join(os.path.abspath(folder), "") for folder in folders]
    if path.startswith(tuple(tops)):
        return path
    real = os.path.realpath(path)
    for top in tops:
        root = os.path.join(os.path.realpath(top), "")
        if real.startswith(root):
            return top + real[len(root) :]
    return path
