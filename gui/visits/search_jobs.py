"""Search in the background: from a question to its answer, and from an answer to the photos shown."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.looks.colours import parse_colour
from core.looks.model import INPUT_SIDE, Extractor
from core.photos.images import RGB, UnreadableImage, fitted
from core.search.folding import fold
from core.search.query import Query, Shares, combine, cut, in_pixels, make_query, query_of
from core.search.search import LOOK_ONLY, Match, Searcher
from core.search.turns import ask, turned, turned_queries
from core.workers.pictures import Pictures
from gui.base.core_texts import told
from gui.base.pictures import image_bytes
from gui.base.texts import file_name
from gui.visits.questions import Distances, Found, Question, Shown, Tuning

PICTURE_SIDE = 512  # px of the query as it is kept with its answer
_SMALLEST_SHARE = 1e-3  # of a photo's side; of a smaller part all pixels are wanted too


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer and what is shown of it."""

    found: Found
    tuning: Tuning
    shown: Shown


def search(
    paths: Paths,
    extractor: Extractor,
    pictures: Pictures,
    searcher: Searcher,
    question: Question,
    tuning: Tuning,
    known: Found | None = None,
    cancelled: Callable[[], bool] = bool,
) -> Answer:
    """Answer a question. `known`: an older answer to it. Raises UnreadableImage, CatalogError, ModelError, Stopped."""
    return _Search(paths, extractor, pictures, searcher, question, tuning, known, cancelled).answer()


class _Search:
    """One question on its way to its answer."""

    def __init__(
        self,
        paths: Paths,
        extractor: Extractor,
        pictures: Pictures,
        searcher: Searcher,
        question: Question,
        tuning: Tuning,
        known: Found | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._decode = partial(pictures.decode, cancelled=cancelled)
        self._paths = paths
        self._extractor = extractor
        self._searcher = searcher
        self._question = question
        self._tuning = tuning
        self._known = known

    def answer(self) -> Answer:
        known = replace(self._known or self._found(), searched=len(self._searcher.collection.paths))
        found = self._in_turns(known) if self._question.is_foreign else self._as_it_is(known)
        return Answer(found, self._tuning, ranked(found, self._tuning))

    def _as_it_is(self, known: Found) -> Found:
        asked = ask(self._searcher, known.query)
        nearest = asked.nearest.label if asked.nearest and self._question.wants_verdict else ""
        return replace(known, nearest=nearest, distances=Distances(self._searcher, asked.distances))

    def _in_turns(self, known: Found) -> Found:
        """As a photo from outside lies, or in another turn where only so something comes close to it."""
        turns = known.in_turns or (known.query,)

        def others() -> tuple[Query, ...]:
            nonlocal turns
            if self._question.turns is None and len(turns) == 1:
                source = _readable(known.question.source)
                with contextlib.suppress(UnreadableImage):  # gone since it was asked with
                    turns = (*turns, *turned_queries(source, self._extractor, self._decode))
            return turns[1:]

        asked = ask(self._searcher, turns[0], others)
        turned_by = asked.turns if self._question.turns is None else known.turns
        return replace(
            known,
            query=asked.query,
            own=asked.query,
            picture=None if known.picture is None else turned(known.picture, turned_by - known.turns),
            nearest=asked.nearest.label if asked.nearest else "",
            distances=Distances(self._searcher, asked.distances),
            turns=turned_by,
            in_turns=turns if len(turns) > 1 else (),
        )

    def _found(self) -> Found:
        source = _readable(self._question.source)
        asked = replace(self._question, source=source)  # a bitmap is kept encoded, which is smaller
        with _naming(asked.name if asked.likes else ""):
            own, picture = self._own_query(source)
        query = combine([own, *map(self._example, asked.likes)], [*map(self._example, asked.unlikes)])
        return Found(asked, query, own, 0, picture, turns=asked.turns or 0)

    def _own_query(self, source: str | bytes) -> tuple[Query, RGB | None]:
        """The photo, or its part, to search with, and a picture of the whole; a part is decoded once."""
        asked = self._question
        if asked.box is not None:
            picture = self._decode(source, _side_for(asked.box))
            rgb = turned(picture.rgb, asked.turns or 0)
            small = turned(fitted(picture, PICTURE_SIDE).rgb, asked.turns or 0)
            return query_of(cut(rgb, in_pixels(asked.box, rgb)), self._extractor), small
        if asked.turns:
            own = query_of(turned(self._decode(source, INPUT_SIDE).rgb, asked.turns), self._extractor)
        else:
            own = self._searcher.query(asked.path or "") or self._made(source)
        try:
            return own, turned(self._decode(source, PICTURE_SIDE, PICTURE_SIDE).rgb, asked.turns or 0)
        except UnreadableImage:
            return own, None

    def _example(self, path: str) -> Query:
        with _naming(file_name(path)):
            return self._searcher.query(path) or self._made(path)

    def _made(self, source: str | bytes) -> Query:
        with Catalog(self._paths.catalog) as catalog:
            return make_query(source, self._extractor, catalog, decode=self._decode)


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
    used = () if asked.is_foreign else (asked.path or "", *asked.likes, *asked.unlikes)
    weights = tuning.weights or LOOK_ONLY

    def nearest(wanted: int) -> tuple[Match, ...]:
        return searcher.rank(found.query, distances.values, wanted, weights, mask=mask, exclude=used)

    return fold(searcher, nearest, k, itself) if tuning.fold else (nearest(k), 0)


def _mask(found: Found, searcher: Searcher, tuning: Tuning) -> NDArray[np.bool_] | None:
    masks = []
    if tuning.same_kind and found.is_sure:
        masks.append(searcher.of_kind(found.kind))
    if tuning.colour:
        masks.append(searcher.of_colour(parse_colour(tuning.colour)))
    return np.logical_and.reduce(masks) if masks else None


@contextlib.contextmanager
def _naming(name: str) -> Iterator[None]:
    """Say which one of several photos cannot be read."""
    try:
        yield
    except UnreadableImage as error:
        raise UnreadableImage(f"{name}: {told(error)}" if name else str(error)) from error


def _readable(source: str | bytes | QImage) -> str | bytes:
    return image_bytes(source) if isinstance(source, QImage) else source


def _side_for(box: Shares) -> int:
    """How many pixels the short side of a photo needs so that its part has twice as many as the network sees."""
    return max(PICTURE_SIDE, math.ceil(2 * INPUT_SIDE / max(min(box[2:]), _SMALLEST_SHARE)))
