"""Search as jobs: from a question to its answer, and from an answer to the photos shown."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from core.catalog import Catalog
from core.colours import parse_colour
from core.features import ASPECTS
from core.images import RGB, UnreadableImage, load_rgb, load_thumbnail
from core.model import Extractor
from core.paths import Paths
from core.query import Box, Query, combine, make_query
from core.search import LOOK_ONLY, Match, Searcher
from gui.core_texts import told
from gui.drops import image_bytes
from gui.jobs import Job
from gui.questions import Distances, Found, Part, Question, Shown, Tuning
from gui.texts import file_name

PICTURE_SIDE = 512  # px of the query as it is kept with its answer
_MORE = 4  # times as many photos are looked at when near duplicates make room


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer and what is shown of it."""

    found: Found
    tuning: Tuning
    shown: Shown


class SearchJob(Job):
    """Answers one question; its value is an Answer. `known`: an older answer to the same question."""

    def __init__(
        self,
        paths: Paths,
        extractor: Extractor,
        searcher: Searcher,
        question: Question,
        tuning: Tuning,
        known: Found | None = None,
    ) -> None:
        super().__init__()
        self._paths = paths
        self._extractor = extractor
        self._searcher = searcher
        self._question = question
        self._tuning = tuning
        self._known = known

    def work(self) -> Answer:
        known = self._known or self._found()
        searched = len(self._searcher.collection.paths)
        values = self._searcher.distances(known.query) if searched else np.zeros((len(ASPECTS), 0), np.float32)
        distances = Distances(self._searcher, values)
        found = replace(known, searched=searched, nearest=self._nearest(known.query), distances=distances)
        return Answer(found, self._tuning, ranked(found, self._tuning))

    def _found(self) -> Found:
        asked = self._question
        source = _readable(asked.source)
        with _naming(asked.name if asked.likes else ""):
            own = self._own_query(source)
        query = combine([own, *map(self._example, asked.likes)], [*map(self._example, asked.unlikes)])
        try:
            picture = load_thumbnail(source, PICTURE_SIDE)
        except UnreadableImage:
            picture = None
        return Found(asked, query, own, 0, picture)

    def _own_query(self, source: str | bytes) -> Query:
        stored = self._searcher.query(self._question.path or "")
        if self._question.box is None and stored is not None:
            return stored
        box = None if self._question.box is None else _in_pixels(self._question.box, load_rgb(source))
        return self._made(source, box)

    def _example(self, path: str) -> Query:
        with _naming(file_name(path)):
            return self._searcher.query(path) or self._made(path)

    def _made(self, source: str | bytes, box: Box | None = None) -> Query:
        with Catalog(self._paths.catalog) as catalog:
            return make_query(source, self._extractor, catalog, box)

    def _nearest(self, query: Query) -> str:
        """What the nearest photo is to one from outside: whether the user owns it already."""
        nothing = not self._searcher.collection.paths
        if nothing or self._question.in_library or self._question.likes or self._question.unlikes:
            return ""
        nearest = self._searcher.nearest(query, 1)
        return nearest[0].label if nearest else ""


class RankJob(Job):
    """Ranks an answer anew; its value is an Answer."""

    def __init__(self, found: Found, tuning: Tuning) -> None:
        super().__init__()
        self._found = found
        self._tuning = tuning

    def work(self) -> Answer:
        return Answer(self._found, self._tuning, ranked(self._found, self._tuning))


def ranked(found: Found, tuning: Tuning) -> Shown:
    """The photos to show. A clicked photo leads its own results, also while it still waits to be indexed."""
    asked, distances = found.question, found.distances
    if distances is None:
        return Shown()
    itself: tuple[Match, ...] = ()
    if asked.in_library and asked.is_plain and asked.path is not None:
        itself = (distances.searcher.itself(asked.path, found.query),)
    if not distances.searcher.collection.paths:
        return Shown(itself)
    nearest, left_out = _nearest(found, distances, tuning, tuning.top - len(itself), itself)
    return Shown((*itself, *nearest), left_out)


def _nearest(
    found: Found, distances: Distances, tuning: Tuning, k: int, itself: tuple[Match, ...]
) -> tuple[tuple[Match, ...], int]:
    asked, searcher = found.question, distances.searcher
    mask = _mask(found, searcher, tuning)
    used = (asked.path or "", *asked.likes, *asked.unlikes)
    wanted = k * _MORE if tuning.fold else k
    weights = tuning.weights or LOOK_ONLY
    matches = searcher.rank(
        found.query, distances.values, wanted, weights, mask=mask, exclude=() if asked.is_foreign else used
    )
    return folded(searcher, itself, matches, k) if tuning.fold else (matches, 0)


def _mask(found: Found, searcher: Searcher, tuning: Tuning) -> NDArray[np.bool_] | None:
    masks = []
    if tuning.same_kind and found.is_sure:
        masks.append(searcher.of_kind(found.kind))
    if tuning.colour:
        masks.append(searcher.of_colour(parse_colour(tuning.colour)))
    return np.logical_and.reduce(masks) if masks else None


def folded(
    searcher: Searcher, shown: tuple[Match, ...], matches: tuple[Match, ...], k: int
) -> tuple[tuple[Match, ...], int]:
    """The first k of `matches` that are not the same item as one before them or one of `shown`; how many were."""
    seen = _Seen(searcher, len(shown) + k)
    for match in shown:
        seen.add(match.path)
    kept: list[Match] = []
    left_out = 0
    for match in matches:
        if seen.has_the_like_of(match.path):
            left_out += 1
        elif len(kept) == k:
            break
        else:
            kept.append(match)
            seen.add(match.path)
    return tuple(kept), left_out


class _Seen:
    """The embeddings of the photos kept so far, in one array that is made once."""

    def __init__(self, searcher: Searcher, most: int) -> None:
        self._searcher = searcher
        self._looks: NDArray[np.float32] | None = None
        self._most = most
        self._count = 0

    def add(self, path: str) -> None:
        query = self._searcher.query(path)
        if query is None:  # a photo that still waits to be indexed
            return
        look = query.part("look")
        if self._looks is None:
            self._looks = np.empty((self._most, len(look)), np.float32)
        self._looks[self._count] = look
        self._count += 1

    def has_the_like_of(self, path: str) -> bool:
        query = self._searcher.query(path)
        if query is None or self._looks is None:
            return False
        apart = self._looks[: self._count] - query.part("look")
        return bool(np.einsum("ij,ij->i", apart, apart).min(initial=np.inf) <= self._searcher.labels.same**2)


@contextlib.contextmanager
def _naming(name: str) -> Iterator[None]:
    """Say which one of several photos cannot be read."""
    try:
        yield
    except UnreadableImage as error:
        raise UnreadableImage(f"{name}: {told(error)}" if name else str(error)) from error


def _readable(source: str | bytes | QImage) -> str | bytes:
    return image_bytes(source) if isinstance(source, QImage) else source


def _in_pixels(box: Part, rgb: RGB) -> Box:
    height, width = rgb.shape[:2]
    left, top, across, down = box
    return Box(round(left * width), round(top * height), round(across * width), round(down * height))
