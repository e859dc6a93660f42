"""Where the user is: asks questions, tunes and remembers answers, goes back and forward among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from core.base.paths import Paths
from core.looks.model import Extractor
from core.search.found import Answer, Found
from core.search.query import Shares
from core.search.question import Question, Tuning
from core.workers.pictures import Pictures
from gui.base.jobs import JobQueue
from gui.base.preferences import Preferences
from gui.base.texts import file_name
from gui.base.work import Work
from gui.gallery.gallery import GalleryView
from gui.library.library import Library
from gui.visits.history import History, Page, Visit
from gui.visits.search_jobs import RankJob, SearchJob


class Navigator(QObject):
    """Turns questions into visits.

    Signals:
        moved: another Visit is to be shown. tuned: the Visit shown is ranked anew. refused: a sentence why a question
        has no answer.
    """

    moved = Signal(object)
    tuned = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        paths: Paths,
        extractor: Extractor,
        pictures: Pictures,
        preferences: Preferences,
        library: Library,
        gallery: GalleryView,
        work: Work,
    ) -> None:
        super().__init__(gallery)
        self._paths = paths
        self._extractor = extractor
        self._pictures = pictures
        self._preferences = preferences
        self._library = library
        self._gallery = gallery
        self._history = History()
        self._asked: Question | None = None  # not yet answered
        self._tuning = Tuning(top=preferences.now.top)  # as the controls have it; the answer may lag behind
        self._searching = JobQueue(work, self)
        self._searching.succeeded.connect(self._on_answer)
        self._searching.failed.connect(self._on_failed)
        self._ranking = JobQueue(work, self)
        self._ranking.succeeded.connect(self._on_ranked)
        self._ranking.failed.connect(self._on_rank_failed)
        self._ranking.idle.connect(self._rank)
        library.searchable.connect(self._on_searchable)

    @property
    def history(self) -> History:
        return self._history

    @property
    def current(self) -> Visit:
        return self._history.current

    @property
    def question(self) -> Question | None:
        """What is being asked, or what the answer shown belongs to, to ask on from there."""
        found = self.current.found
        return self._asked or (found.settled if found else None)

    # --- asking ---

    @Slot(object)
    def search_path(self, path: str) -> None:
        """Search with an image file, of the library or not."""
        self.search_paths((path,))

    @Slot(object)
    def search_paths(self, paths: tuple[str, ...]) -> None:
        """Search with what several image files have in common."""
        first, *others = dict.fromkeys(paths)
        in_library = first in self._library.photos
        self.ask(Question(first, file_name(first), in_library, likes=tuple(others)))

    @Slot(object)
    def search_image(self, image: bytes) -> None:
        """Search with an image that has no file, given as the bytes of one."""
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
        self._asked = question
        if not self._library.folders:
            self.refused.emit(
                self.tr("First choose the folder with your clothes; then this photo is looked for in it.")
            )
        elif self._library.searcher is not None:
            known, tuning = self._known(question), self._tuning_for(question)
            how = (self._paths, self._extractor, self._pictures, self._library.searcher)
            self._searching.submit(SearchJob(*how, question, tuning, known))

    def _known(self, question: Question) -> Found | None:
        """The answer shown, if it saves computing the question's features again."""
        found = self.current.found
        same = found is not None and found.question == question
        return found if same and (question.box or question.turns or not question.in_library) else None

    def _tuning_for(self, question: Question) -> Tuning:
        """Sliders and filters stay from search to search; a wish for a colour belongs to one photo."""
        found = self.current.found
        same_photo = found is None or found.question.source == question.source
        return self._tuning if same_photo else replace(self._tuning, colour="")

    @Slot()
    def _on_searchable(self) -> None:
        self._history = self._history.lightened()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Ask again when the shown answer is older than what can be searched now."""
        found = self.current.found
        if self._asked is not None:
            self.ask(self._asked)
        elif found is not None and found.distances is None:
            self.ask(found.question)

    @Slot(object)
    def _on_answer(self, answer: Answer) -> None:
        self._asked = None
        self._ranking.drop()
        history = self._history.remember(self._gallery.place())
        visit = Visit("similar", answer.found, answer.tuning, answer.shown)
        shown = history.current.found
        if shown is not None and shown.question == answer.found.question:
            history = history.update(replace(visit, place=history.current.place))
        else:
            self._tuning = answer.tuning
            history = history.visit(visit)
        self._history = history
        self.moved.emit(history.current)
        self._rank()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._asked = None
        self.refused.emit(sentence)

    # --- tuning ---

    @property
    def tuning(self) -> Tuning:
        return self._tuning

    @Slot(object)
    def tune(self, tuning: Tuning) -> None:
        """Rank the answer anew; while the ranking runs, only the newest wish waits."""
        if tuning.top != self._tuning.top:
            self._preferences.change(top=tuning.top)
        self._tuning = tuning
        self._rank()

    @Slot()
    def _rank(self) -> None:
        found = self.current.found
        if found is None or found.distances is None or self._ranking.busy:
            return
        if self.current.tuning != self._tuning:
            self._ranking.submit(RankJob(found, self._tuning))

    @Slot(object)
    def _on_ranked(self, answer: Answer) -> None:
        if self.current.found is answer.found:
            visit = replace(self.current, tuning=answer.tuning, shown=answer.shown)
            self._history = self._history.update(visit)
            self.tuned.emit(visit)

    @Slot(str)
    def _on_rank_failed(self, sentence: str) -> None:
        self._tuning = self.current.tuning
        self.refused.emit(sentence)

    @Slot(int)
    def choose_top(self, top: int) -> None:
        """Answer with so many photos from now on."""
        self.tune(replace(self._tuning, top=top))

    # --- going ---

    @Slot()
    def back(self) -> None:
        if self._history.can_go_back:
            self._go(self._history.remember(self._gallery.place()).back())

    @Slot()
    def forward(self) -> None:
        if self._history.can_go_forward:
            self._go(self._history.remember(self._gallery.place()).forward())

    @Slot()
    def show_all(self) -> None:
        """Back to all photos, at the place where they were left."""
        self.show_page("browse")

    @Slot(str)
    def show_page(self, page: Page) -> None:
        """Go to a page as it was left."""
        if self.current.page != page:
            history = self._history.remember(self._gallery.place())
            self._go(history.visit(history.last_of(page)))

    def _go(self, history: History) -> None:
        """Move in the history; a search under way is no longer wanted."""
        self._searching.drop()
        self._ranking.drop()
        self._asked = None
        self._history = history
        if history.current.found is not None:
            self._tuning = history.current.tuning
        self.moved.emit(history.current)
        self.refresh()

    def keys(self) -> dict[str, Callable[[], object]]:
        """What keys do anywhere in the window, by their names in gui.base.keys."""
        return {"back": self.back, "forward": self.forward}
