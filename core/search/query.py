"""What is searched with: a photo, a part of one, or several good and bad examples."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.base import sentences
from core.base.sentences import Sentence, printable
from core.catalog.catalog import Catalog
from core.looks.features import Part, Rows, part
from core.looks.model import Extractor
from core.looks.spec import ModelSpec
from core.looks.views import marked_view, query_views
from core.photos.images import RGB, Decode, Picture, UnreadableImage, content_hash, decode, read_file

UNLIKE = 0.5  # how far negative examples push, as a share of the way from them to the positive ones


class UnreadableExample(UnreadableImage):
    """A photo asked with cannot be read: `name` says which of several, a path or the question's name for it."""

    def __init__(self, name: str, reason: Sentence) -> None:
        super().__init__(reason)
        self.name = name

    def __str__(self) -> str:
        return f"{printable(self.name)}: {self.sentence}"


@dataclass(frozen=True)
class Box:
    """A part of an upright photo in its own pixels."""

    left: int
    top: int
    width: int
    height: int


Shares = tuple[float, float, float, float]  # left, top, width, height of a part of a photo, from 0 to 1


def in_pixels(shares: Shares, rgb: RGB) -> Box:
    """A part of a photo (H, W, 3) in its pixels: its edges rounded, and inside the photo."""
    height, width = rgb.shape[:2]
    left, top, across, down = shares
    columns = [min(max(round(edge * width), 0), width) for edge in (left, left + across)]
    rows = [min(max(round(edge * height), 0), height) for edge in (top, top + down)]
    return Box(columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0])


@dataclass(frozen=True)
class Query:
    """The features to search with, (width,) float32, and the embeddings of further views, (views, D); what
    the numbers mean says `spec`. `told`: whether the user said of which kind it is."""

    row: NDArray[np.float32]
    views: NDArray[np.float32]
    spec: ModelSpec
    told: bool = False

    def part(self, name: Part) -> NDArray[np.float32]:
        """The columns of one part, see core.looks.features."""
        columns: NDArray[np.float32] = part(self.row[np.newaxis], name, self.spec)[0]
        return columns

    def of_kind(self, probabilities: NDArray[np.float32], told: bool) -> Query:
        """The same with other probabilities of kinds, (kinds,)."""
        other = replace(self, row=self.row.copy(), told=told)
        other.part("kind")[:] = probabilities  # a view into the row
        return other


def stored_query(row: NDArray[np.float32], spec: ModelSpec) -> Query:
    """A query with the features of a photo of the collection."""
    return Query(row, np.zeros((0, spec.dimension), np.float32), spec)


def make_query(
    source: str | bytes, extractor: Extractor, catalog: Catalog, box: Box | None = None, decode: Decode = decode
) -> Query:
    """A query with an image file, or with the bytes of one; from the catalog where that content is known.

    With `box` only that part of the photo counts. Raises UnreadableImage, CatalogError, ModelError, what `decode` does.
    """
    data = source if isinstance(source, bytes) else read_file(source)[0]
    if box is not None:
        picture = decode(data)
        return query_of(cut(picture.rgb, _scaled(box, picture)), extractor)
    stored = catalog.features(content_hash(data), extractor.model_id)
    if stored is not None:
        return stored_query(stored.astype(np.float32), extractor.spec)
    return query_of(decode(data, extractor.spec.side).rgb, extractor)


@dataclass(frozen=True, eq=False)
class QueryMaker:
    """What queries are made with: the network, the decoder, and the catalog, opened where a photo may be known to it.

    `keeps_pictures`: whether a picture of what was asked with is wanted beside the answer.
    """

    extractor: Extractor
    catalog: Callable[[], AbstractContextManager[Catalog]]
    decode: Decode = decode
    keeps_pictures: bool = False

    def whole(self, source: str | bytes) -> Query:
        """A query with a whole photo as it is. Raises what `make_query` does."""
        with self.catalog() as catalog:
            return make_query(source, self.extractor, catalog, decode=self.decode)


def _scaled(box: Box, picture: Picture) -> Box:
    """A box of the whole photo in the pixels of its picture, which is a smaller one where the photo is very large."""
    scale = max(picture.rgb.shape[:2]) / max(picture.size)
    return Box(*(round(scale * edge) for edge in (box.left, box.top, box.width, box.height)))


def query_of(rgb: RGB, extractor: Extractor) -> Query:
    """A query with the pixels (H, W, 3) of a photo from outside. Raises ModelError."""
    row, mask = extractor.features_and_mask(rgb)
    views = query_views(rgb, extractor.spec)
    if mask is not None:
        views.append(marked_view(rgb, mask, extractor.spec))
    looks, kinds = extractor.looks_and_kinds(views)
    query = Query(row.astype(np.float32), looks, extractor.spec)
    own = query.part("kind")  # of the centre square; a view into row
    own[:] = (own + kinds[0]) / 2  # with that of the whole photo
    return query


def cut(rgb: RGB, box: Box) -> RGB:
    """A part of a photo, what of it lies inside. Raises UnreadableImage where that is next to nothing."""
    height, width = rgb.shape[:2]
    left, top = max(box.left, 0), max(box.top, 0)
    part = rgb[top : max(box.top + box.height, 0), left : max(box.left + box.width, 0)]
    if part.shape[0] < 8 or part.shape[1] < 8:
        raise UnreadableImage(sentences.BOX_OUTSIDE.filled(width=width, height=height))
    return np.ascontiguousarray(part)


def combine(likes: Sequence[Query], unlikes: Sequence[Query] = ()) -> Query:
    """One query from several good and bad examples: the mean of the good ones, moved away from that of the bad ones.

    Rocchio's relevance feedback (1971) on each aspect's vector and on the kinds' probabilities. A view of a good
    example says where else in its photo the garment may be: each is combined with the other examples as that photo's
    middle is, and stays a view.
    """
    if len(likes) == 1 and not unlikes:
        return likes[0]
    spec = likes[0].spec
    rows = np.stack([query.row for query in likes])
    away = np.mean([query.row for query in unlikes], axis=0) if unlikes else None
    in_views = [_with_view(rows, at, view, spec) for at, one in enumerate(likes) for view in one.views]
    views = [_rocchio(each, away, spec) for each in in_views]
    row = _rocchio(rows, away, spec)
    looks = part(np.stack([row, *views]), "look", spec)[1:]
    return Query(row, np.ascontiguousarray(looks), spec)


def _with_view(rows: Rows, at: int, view: NDArray[np.float32], spec: ModelSpec) -> Rows:
    """The rows of good examples, one of them seen in another of its views: other look, other kinds."""
    rows = rows.copy()
    look, kind = part(rows, "look", spec)[at], part(rows, "kind", spec)[at]  # views into rows
    look[:] = view
    kind[:] = view[spec.instance :] ** 2 / (1 - spec.instance_length**2)
    return rows


def _rocchio(likes: Rows, unlike: NDArray[np.float32] | None, spec: ModelSpec) -> NDArray[np.float32]:
    """The mean of good rows, moved away from the mean of bad ones, (width,)."""
    row: NDArray[np.float32] = likes.mean(axis=0)
    if unlike is not None:
        row += UNLIKE * (row - unlike)
    kind, look = part(row[np.newaxis], "kind", spec)[0], part(row[np.newaxis], "look", spec)[0]  # views into row
    kind[:] = np.maximum(kind, 0) / max(float(np.maximum(kind, 0).sum()), 1e-6)
    instance, roots = look[: spec.instance], look[spec.instance :]  # again of the lengths that those of photos have
    instance *= spec.instance_length / max(float(np.linalg.norm(instance)), 1e-6)
    roots[:] = np.sqrt(kind * (1 - spec.instance_length**2))
    return row


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
