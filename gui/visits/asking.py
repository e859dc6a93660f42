"""Asks questions and tunes answers, in the background."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from core.base.paths import Paths
from core.base.settings import Settings
from core.catalog.catalog import Catalog
from core.looks.model import Extractor
from core.search.answer import answer, rank
from core.search.found import Answer, Found
from core.search.holdings import Holdings
from core.search.query import QueryMaker, Shares
from core.search.question import Own, Question, Tuning
from core.workers.pictures import Pictures
from gui.base.jobs import JobQueue
from gui.base.pictures import image_bytes
from gui.base.preferences import Preferences
from gui.base.texts import file_name
from gui.base.work import Work
from gui.gallery.place import Place
from gui.library.library import Library
from gui.visits.history import Visit
from gui.visits.seen import Seen


def first_tuning(settings: Settings) -> Tuning:
    """How the first answer is ranked, as the user left it."""
    own: Own = "leads" if settings.include_query else "left out"
    return Tuning(top=settings.top, own=own, stacks=settings.fold_results)


class Asking(QObject):
    """Turns questions into answers, which it hands to what is seen.

    Attributes:
        last: the question with a file that was answered last, maybe before the program was started.

    Signals:
        refused: a sentence why a question has no answer. offered: the same, the words of a button, and what it does.
    """

    refused = Signal(str)
    offered = Signal(str, str, object)
    last: Question | None = None

    def __init__(
        self,
        paths: Paths,
        extractor: Extractor,
        pictures: Pictures,
        preferences: Preferences,
        library: Library,
        seen: Seen,
        work: Work,
    ) -> None:
        super().__init__(seen)
        self._paths = paths
        self._extractor = extractor
        self._pictures = pictures
        self._preferences = preferences
        self._library = library
        self._seen = seen
        self._asked: Question | None = None  # not yet answered
        self._holdings = Holdings()
        self._encoding = JobQueue(work, self)  # of a bitmap to ask with, as a large one takes a while
        self._searching = JobQueue(work, self)
        self._ranking = JobQueue(work, self)
        self._ranking.idle.connect(self._rank)
        library.searchable.connect(self._on_searchable)
        seen.moved.connect(self._on_moved)

    @property
    def question(self) -> Question | None:
        """What is being asked, or what the answer shown belongs to, to ask on from there."""
        found = self._seen.now.found
        return self._asked or (found.settled if found else None)

    # --- asking ---

    @Slot(object)
    def search_path(self, path: str) -> None:
        """Search with an image file, of the library or not."""
        self.search_paths((path,))

    @Slot(tuple)
    def search_paths(self, paths: tuple[str, ...]) -> None:
        """Search with what several image files have in common."""
        first, *others = dict.fromkeys(paths)
        in_library = first in self._library.photos
        self.ask(Question(first, file_name(first), in_library, likes=tuple(others)))

    @Slot()
    def ask_last(self) -> None:
        """Go back to what was asked last."""
        if self.last is not None:
            self.ask(self.last)

    @Slot(object)
    def search_image(self, image: bytes | QImage) -> None:
        """Search with an image that has no file, given as the bytes of one or as a bitmap."""
        if isinstance(image, QImage):
            self._forget_wish()
            self._encoding.run(lambda _: image_bytes(image), done=self.search_image, failed=self.refused.emit)
        else:
            self.ask(Question(image, self.tr("your picture")))

    @Slot(object)
    def search_part(self, box: Shares | None) -> None:
        """Ask again with only a part of the photo, or with all of it."""
        if self.question is not None:
            self.ask(replace(self.question, box=box))

    @Slot()
    def turn(self) -> None:
        """Ask again with the photo turned by a quarter clockwise."""
        if self.question is not None:
            self.ask(self.question.turned())

    @Slot(object)
    def like(self, path: str) -> None:
        """Ask again for more like this photo; a page without a question asks with it."""
        self._ask_for(self.question.liking(path)) if self.question else self.search_path(path)

    @Slot(object)
    def unlike(self, path: str) -> None:
        if self.question is not None:
            self._ask_for(self.question.unliking(path))

    @Slot(object)
    def forget_example(self, path: str) -> None:
        if self.question is not None:
            self._ask_for(self.question.without(path))

    def _ask_for(self, question: Question) -> None:
        """The photo asked with is no example of itself."""
        self.ask(question.without(question.path) if question.path else question)

    def ask(self, question: Question) -> None:
        """Answer a question as soon as the library can be searched; a newer one replaces it."""
        self._encoding.drop()
        self._search(question)

    def _search(self, question: Question) -> None:
        self._asked = question
        if not self._library.folders:
            self._ask_for_folder(question)
        elif self._library.searcher is not None:
            searcher, tuning, known = self._library.searcher, self._tuning_for(question), self._known(question)
            holdings = self._holdings
            self._searching.run(
                lambda job: answer(searcher, self._maker(job.cancelled), question, tuning, known, holdings),
                done=self._on_answer,
                failed=self._on_failed,
            )

    def _ask_for_folder(self, question: Question) -> None:
        """The question waits for one; that of the photo is at hand, as when it is the first thing ever opened."""
        sentence = self.tr("First choose the folder with your clothes; then this photo is looked for in it.")
        if question.path is None:
            self.refused.emit(sentence)
        else:
            add = partial(self._library.add, os.path.dirname(question.path))
            self.offered.emit(sentence, self.tr("Search the folder it is in"), add)

    def _maker(self, cancelled: Callable[[], bool]) -> QueryMaker:
        decode = partial(self._pictures.decode, cancelled=cancelled)
        return QueryMaker(self._extractor, partial(Catalog, self._paths.catalog), decode, keeps_pictures=True)

    def _known(self, question: Question) -> Found | None:
        """The answer shown, if it saves computing the question's features again."""
        found = self._seen.now.found
        same = found is not None and found.question == question
        return found if same and (question.box or question.turns or not question.in_library) else None

    def _tuning_for(self, question: Question) -> Tuning:
        """Sliders and filters stay from search to search; a wish for a colour, or in words, belongs to one photo. So do
        the stacks that are laid out."""
        found = self._seen.now.found
        same_photo = found is None or found.question.source == question.source
        tuning = self._seen.now.tuning
        return tuning if same_photo else replace(tuning, colour="", words=None, laid_out=frozenset())

    @Slot()
    def _on_searchable(self) -> None:
        self._seen.forget_distances()
        self.refresh()

    @property
    def holdings(self) -> Holdings:
        """What is known of the photos besides their looks."""
        return self._holdings

    def know(self, holdings: Holdings) -> None:
        """What is known of the photos from now on."""
        before, self._holdings, now = self._holdings, holdings, self._seen.now
        folds = now.tuning.stacks and holdings.stacks is not before.stacks
        asked = self.question  # an answer under way would come from what was known before
        asks = asked is not None and asked.wants_verdict and holdings.contents != before.contents
        if folds or asks or holdings.apart != before.apart:
            self._on_searchable()

    @Slot()
    def refresh(self) -> None:
        """Ask again when the shown answer is older than what can be searched now."""
        found = self._seen.now.found
        if self._asked is not None:
            self._search(self._asked)
        elif found is not None and found.distances is None:
            self._search(found.question)

    def _on_answer(self, given: Answer) -> None:
        """A fresher answer to the question that is seen takes its place; any other is one step on."""
        self._asked = None
        if given.found.question.path is not None:
            self.last = given.found.settled
        self._ranking.drop()
        now = self._seen.now
        if now.found is not None and now.found.question == given.found.question:
            self._seen.replace(found=given.found, ranked=given.tuning, shown=given.shown)
            self._rank()
        else:
            visit = replace(now, page="similar", found=given.found, shown=given.shown, place=Place())
            self._seen.go(replace(visit, tuning=given.tuning, ranked=given.tuning))

    def _on_failed(self, sentence: str) -> None:
        self._asked = None
        self.refused.emit(sentence)

    @Slot(Visit)
    def _on_moved(self, _visit: Visit) -> None:
        self._forget_wish()
        self._ranking.drop()
        self.refresh()
        self._rank()

    def _forget_wish(self) -> None:
        """A search under way is no longer wanted: there is a newer wish."""
        self._encoding.drop()
        self._searching.drop()
        self._asked = None

    # --- tuning ---

    @Slot(Tuning)
    def tune(self, tuning: Tuning) -> None:
        """Rank the answer anew; while the ranking runs, only the newest wish waits."""
        leads = tuning.own == "leads"
        self._preferences.change(top=tuning.top, include_query=leads, fold_results=tuning.stacks)
        self._seen.replace(tuning=tuning)
        self._rank()

    @Slot()
    def _rank(self) -> None:
        now = self._seen.now
        if now.found is None or now.found.distances is None or self._ranking.busy:
            return
        if now.ranked != now.tuning:
            found, tuning = now.found, now.tuning
            self._ranking.run(lambda _: rank(found, tuning), done=self._on_ranked, failed=self._on_rank_failed)

    def _on_ranked(self, ranked: Answer) -> None:
        if self._seen.now.found is ranked.found:
            self._seen.replace(ranked=ranked.tuning, shown=ranked.shown)

    def _on_rank_failed(self, sentence: str) -> None:
        self._seen.replace(tuning=self._seen.now.ranked)
        self.refused.emit(sentence)

    @Slot(object)
    def toggle_stack(self, path: str) -> None:
        """Lay a stack among the results out, or fold it again; `path` is any of its photos in sight."""
        now = self._seen.now
        if path in now.shown.laid_out and self._holdings.stacks is not None:
            mates = self._holdings.stacks.of(path)
            self.tune(replace(now.tuning, laid_out=now.tuning.laid_out - mates))
        elif path in now.shown.stacks:
            self.tune(replace(now.tuning, laid_out=now.tuning.laid_out | {path}))

    @Slot(int)
    def choose_top(self, top: int) -> None:
        """Answer with so many photos from now on."""
        self.tune(replace(self._seen.now.tuning, top=top))
