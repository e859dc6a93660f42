"""What is searched with: a photo, a part of one, or several good and bad examples."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core import sentences
from core.catalog import Catalog
from core.features import INSTANCE_LENGTH, ROOTS, Part, part
from core.images import RGB, UnreadableImage, content_hash, load_rgb, read_file
from core.model import INPUT_SIDE, Extractor
from core.views import query_views

UNLIKE = 0.5  # how far negative examples push, as a share of the way from them to the positive ones


@dataclass(frozen=True)
class Box:
    """A part of an upright photo in its own pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Query:
    """The features to search with, (width,) float32, and the embeddings of further views, (views, D)."""

    row: NDArray[np.float32]
    views: NDArray[np.float32]

    def part(self, name: Part) -> NDArray[np.float32]:
        """The columns of one part, see core.features."""
        columns: NDArray[np.float32] = part(self.row[np.newaxis], name)[0]
        return columns


def stored_query(row: NDArray[np.float32]) -> Query:
    """A query with the features of a photo of the collection."""
    look = part(row[np.newaxis], "look")
    return Query(row, np.zeros((0, look.shape[1]), np.float32))


def make_query(source: str | bytes, extractor: Extractor, catalog: Catalog, box: Box | None = None) -> Query:
    """A query with an image file, or with the bytes of one; from the catalog where that content is known.

    With `box` only that part of the photo counts. Raises UnreadableImage, CatalogError, ModelError.
    """
    data = source if isinstance(source, bytes) else read_file(source)[0]
    if box is not None:
        return _computed(_cut(load_rgb(data), box), extractor)
    stored = catalog.features(content_hash(data), extractor.model_id)
    if stored is not None:
        return stored_query(stored.astype(np.float32))
    return _computed(load_rgb(data, INPUT_SIDE), extractor)


def _computed(rgb: RGB, extractor: Extractor) -> Query:
    row = extractor.features(rgb).astype(np.float32)
    looks, kinds = extractor.looks_and_kinds(query_views(rgb))
    own = part(row[np.newaxis], "kind")[0]  # of the centre square; a view into row
    own[:] = (own + kinds[0]) / 2  # with that of the whole photo
    return Query(row, looks)


def _cut(rgb: RGB, box: Box) -> RGB:
    height, width = rgb.shape[:2]
    left, top = max(box.left, 0), max(box.top, 0)
    part = rgb[top : max(box.top + box.height, 0), left : max(box.left + box.width, 0)]
    if part.shape[0] < 8 or part.shape[1] < 8:
        raise UnreadableImage(sentences.BOX_OUTSIDE.format(width=width, height=height))
    return np.ascontiguousarray(part)


def combine(likes: Sequence[Query], unlikes: Sequence[Query] = ()) -> Query:
    """One query from several good and bad examples: the mean of the good ones, moved away from that of the bad ones.

    Rocchio's relevance feedback (1971) on each aspect's vector and on the kinds' probabilities.
    """
    if len(likes) == 1 and not unlikes:
        return likes[0]
    row = np.mean([query.row for query in likes], axis=0)
    if unlikes:
        row += UNLIKE * (row - np.mean([query.row for query in unlikes], axis=0))
    kind, look = part(row[np.newaxis], "kind")[0], part(row[np.newaxis], "look")[0]  # views into row
    kind[:] = np.maximum(kind, 0) / np.maximum(kind, 0).sum()
    instance, roots = look[:-ROOTS], look[-ROOTS:]  # again of the lengths that those of photos have
    instance *= INSTANCE_LENGTH / max(float(np.linalg.norm(instance)), 1e-6)
    roots[:] = np.sqrt(kind * (1 - INSTANCE_LENGTH**2))
    return stored_query(row)


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
