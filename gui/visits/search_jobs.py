"""Search as jobs: from a question to its answer, and from an answer to the photos shown."""

from __future__ import annotations

from functools import partial

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.looks.model import Extractor
from core.search.answer import answer, rank
from core.search.found import Answer, Found
from core.search.query import QueryMaker
from core.search.question import Question, Tuning
from core.search.search import Searcher
from core.workers.pictures import Pictures
from gui.base.jobs import Job


class SearchJob(Job):
    """Answers one question; its value is an Answer. `known`: an older answer to the same question."""

    def __init__(
        self,
        paths: Paths,
        extractor: Extractor,
        pictures: Pictures,
        searcher: Searcher,
        question: Question,
        tuning: Tuning,
        known: Found | None = None,
    ) -> None:
        super().__init__()
        decode = partial(pictures.decode, cancelled=self.is_cancelled)
        self._maker = QueryMaker(extractor, partial(Catalog, paths.catalog), decode, keeps_pictures=True)
        self._searcher = searcher
        self._question = question
        self._tuning = tuning
        self._known = known

    def work(self) -> Answer:
        return answer(self._searcher, self._maker, self._question, self._tuning, self._known)


class RankJob(Job):
    """Ranks an answer anew; its value is an Answer."""

    def __init__(self, found: Found, tuning: Tuning) -> None:
        super().__init__()
        self._found = found
        self._tuning = tuning

    def work(self) -> Answer:
        return rank(self._found, self._tuning)
