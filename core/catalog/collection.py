"""The searchable photos of some folders as one value: what is known of their looks, and which rows are whose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.base.vectors import RowNumbers, Stored, Vectors, kept
from core.catalog.folders import place

Boxes = NDArray[np.float32]  # (n, 4): left, top, width and height of parts of a photo, as shares of its sides
_Number = TypeVar("_Number", bound=np.generic)

WHOLE = (0.0, 0.0, 1.0, 1.0)  # the box of a row that was made of the whole photo


@dataclass(frozen=True)
class Held:
    """The rows of one shard that are in memory: their numbers in the catalog, ascending, and the rows, (n, D).

    `batches` tells which batches they lie in, with their checksums: a catalog that was made anew may number other rows
    like these.
    """

    rows: RowNumbers
    vectors: Stored
    batches: bytes


@dataclass(frozen=True, eq=False)
class Collection:
    """N photos, sorted by path, and the rows of features that they have: mostly one each, of the whole photo.

    `stored` (R, D) holds each row once: photos with the same content share it. `rows` (Q,) are those of the photos, in
    their order. Where some have several, `starts` (N,) says where in `rows` those of each photo begin, and `boxes`
    (Q, 4) what each was made of. `held` are the rows by their shards, to read no more than what is new the next time.
    """

    paths: tuple[str, ...]
    stored: Vectors
    rows: RowNumbers
    starts: RowNumbers | None = None
    boxes: Boxes | None = None
    held: dict[int, Held] = field(default_factory=dict)

    @classmethod
    def of(cls, paths: Sequence[str], vectors: Stored) -> Collection:
        """Photos with one row each, (N, D), of their own."""
        return cls(tuple(paths), Vectors.of(vectors), np.arange(len(paths)))

    @cached_property
    def first(self) -> RowNumbers:
        """The first row of each photo among the stored ones, (N,)."""
        return self.rows if self.starts is None else self.rows[self.starts]

    @property
    def vectors(self) -> Vectors:
        """The first row of each photo, (N, D)."""
        return self.stored.in_order(self.first)

    def photo(self, path: str) -> int:
        """The place of a photo; -1 where it is not there."""
        return place(path, self.paths)

    @cached_property
    def _is_plain(self) -> bool:
        """Whether row i is that of photo i."""
        return np.array_equal(self.rows, np.arange(len(self.stored)))

    def over_photos(self, values: NDArray[_Number], reduce: np.ufunc) -> NDArray[_Number]:
        """Values (R,) of the stored rows as values (N,) of photos, reduced where a photo has several."""
        of_rows = values if self._is_plain else values[self.rows]
        if self.starts is None:
            return of_rows
        reduced: NDArray[_Number] = reduce.reduceat(of_rows, self.starts)
        return reduced

    def places(self, photos: RowNumbers) -> tuple[RowNumbers, RowNumbers]:
        """The places in `rows` of all rows of some photos, (n,), and whose each is: the place among `photos`, (n,)."""
        if self.starts is None:
            return photos, np.arange(len(photos))
        ends = np.append(self.starts[1:], len(self.rows))
        counts = ends[photos] - self.starts[photos]
        owners = np.repeat(np.arange(len(photos)), counts)
        within = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.starts[photos][owners] + within, owners

    def box(self, at: int) -> tuple[float, float, float, float] | None:
        """What of the photo the row at a place in `rows` was made of; None for the whole."""
        if self.boxes is None:
            return None
        left, top, width, height = self.boxes[at].tolist()
        return None if (left, top, width, height) == WHOLE else (left, top, width, height)


@dataclass(frozen=True)
class Named:
    """The rows of some photos as the catalog numbers them: see `Collection`."""

    rows: RowNumbers
    starts: RowNumbers | None = None
    boxes: Boxes | None = None

    @classmethod
    def of(cls, first: RowNumbers, boxes: Mapping[int, Boxes]) -> Named:
        """From the first row of each photo, (N,), and the boxes of those with several rows by their first."""
        if not boxes or not np.isin(first, list(boxes)).any():
            return cls(first)
        whole = np.array([WHOLE], np.float32)
        of_photos = [boxes.get(row, whole) for row in first.tolist()]
        counts = [len(one) for one in of_photos]
        rows = [np.arange(row, row + count) for row, count in zip(first.tolist(), counts, strict=True)]
        return cls(np.concatenate(rows), np.cumsum([0, *counts[:-1]]), np.concatenate(of_photos))

    def only(self, photos: NDArray[np.bool_]) -> Named:
        """Without those where `photos` (N,) does not hold."""
        if self.starts is None or self.boxes is None:
            return Named(self.rows[photos])
        counts = np.diff(np.append(self.starts, len(self.rows)))
        kept = np.repeat(photos, counts)
        return Named(self.rows[kept], np.cumsum([0, *counts[photos][:-1]]), self.boxes[kept])

    def are_among(self, rows: RowNumbers) -> NDArray[np.bool_]:
        """Of which photos all rows are among these, (N,)."""
        there: NDArray[np.bool_] = np.isin(self.rows, rows)
        return there if self.starts is None else np.logical_and.reduceat(there, self.starts)


def collected(paths: tuple[str, ...], named: Named, there: RowNumbers, held: dict[int, Held]) -> Collection:
    """The photos of which every row is `there`, ascending; these are `held`, by shards."""
    photos = named.are_among(there) if len(paths) else np.zeros(0, bool)
    if not photos.all():
        paths = tuple(path for path, one in zip(paths, photos.tolist(), strict=True) if one)
        named = named.only(photos) if paths else Named(np.zeros(0, np.int64))
    if not held:
        return Collection.of((), np.zeros((0, 0), np.float32))
    shards = sorted(held)
    stored, pieces = kept([held[shard].vectors for shard in shards])
    held = {shard: replace(held[shard], vectors=piece) for shard, piece in zip(shards, pieces, strict=True)}
    return Collection(paths, stored, np.searchsorted(there, named.rows), named.starts, named.boxes, held)
