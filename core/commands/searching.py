"""One search of the command line: over all photos of its folders, with photos, parts of them, examples or words."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import replace

from core.base.console import say
from core.base.sentences import printable
from core.commands.options import Search
from core.commands.session import Session
from core.looks.features import kind_names
from core.photos.images import UnreadableImage
from core.search.answer import answer
from core.search.found import Answer, Found
from core.search.query import Box, QueryMaker, UnreadableExample, path_among
from core.search.question import Question
from core.search.search import Searcher
from core.search.worded import Fitting
from core.words.understanding import Understood


def is_kind(wanted: str, session: Session) -> bool:
    """Before the work: whether the network tells this kind of garment, empty for any, from others. Says so if not."""
    kinds = kind_names(session.extractor.spec)
    if wanted and wanted not in kinds:
        say(f"--kind {printable(wanted)}: the kinds are {', '.join(kinds)}.")
    return not wanted or wanted in kinds


class Searching:
    """One search, over all photos of its folders."""

    def __init__(self, session: Session, search: Search) -> None:
        collection, words = session.collection(search.folders), session.words(search.folders)
        self.searcher = Searcher(collection, session.extractor.spec, search.method, words)
        self._session = session
        self._search = search
        self._maker = QueryMaker(session.extractor, lambda: contextlib.nullcontext(session.catalog))

    @property
    def most(self) -> int:
        """How many matches a query gets at most."""
        tuning = self._search.tuning
        mask = self.searcher.traits.mask([tuning.kind] if tuning.kind else [], tuning.colour)
        return min(tuning.top, len(self.searcher.collection.paths) if mask is None else int(mask.sum()))

    def ask(self, image: str, box: Box | None = None) -> Answer:
        """Answer with an image file, or with a part of it."""
        question = self._question(image)
        if box is None:
            return self._answer(question)
        own, kinds = self._session.query(image, box), self.searcher.kinds
        own = kinds.seen(own)
        return self._answer(replace(question, turns=0), Found(question, own, own, words=kinds.words))

    def ask_with(self, likes: Sequence[str], unlikes: Sequence[str]) -> Answer:
        """Answer with several examples, as they lie."""
        first, *others = likes
        more, less = (tuple(map(self._path, images)) for images in (others, unlikes))
        try:
            return self._answer(replace(self._question(first), likes=more, unlikes=less, turns=0))
        except UnreadableExample as error:  # named as it was written
            written = next((image for image in (*others, *unlikes) if self._path(image) == error.name), error.name)
            raise UnreadableExample(written, error.sentence) from error

    def fitting(self, words: Understood) -> tuple[Fitting, ...]:
        """Answer with words alone."""
        tuning = self._search.tuning
        mask = self.searcher.traits.mask([tuning.kind] if tuning.kind else [], tuning.colour)
        return self.searcher.worded.best(words, tuning.top, mask)

    def _question(self, image: str) -> Question:
        path = self._path(image)
        return Question(path, image, in_library=self.searcher.query(path) is not None)

    def _path(self, image: str) -> str:
        """The name that the photo has among those that are searched, or its own."""
        path = os.path.abspath(image)
        among = path_among(self._search.folders, path)
        return among if self.searcher.query(among) is not None else path

    def _answer(self, question: Question, known: Found | None = None) -> Answer:
        try:
            return answer(self.searcher, self._maker, question, self._search.tuning, known)
        except UnreadableExample:
            raise  # it says which
        except UnreadableImage as error:
            raise UnreadableExample(question.name, error.sentence) from error
