"""Where the user is: asks queries, remembers answers, goes back and forward among them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from core.model import Extractor
from core.paths import Paths
from gui.gallery import GalleryView
from gui.history import History, Visit
from gui.jobs import Found, JobQueue, Question, SearchJob
from gui.library import Library
from gui.preferences import Preferences
from gui.texts import file_name


class Navigator(QObject):
    """Turns queries into visits.

    Signals:
        moved: another Visit is to be shown. refused: a sentence why a query has no answer.
    """

    moved = Signal(object)
    refused = Signal(str)

    def __init__(
        self, paths: Paths, extractor: Extractor, preferences: Preferences, library: Library, gallery: GalleryView
    ) -> None:
        super().__init__(gallery)
        self._paths = paths
        self._extractor = extractor
        self._preferences = preferences
        self._library = library
        self._gallery = gallery
        self._history = History()
        self._asked: Question | None = None  # not yet answered
        self._jobs = JobQueue(self)
        self._jobs.succeeded.connect(self._on_found)
        self._jobs.failed.connect(self._on_failed)
        library.searchable.connect(self.refresh)

    @property
    def history(self) -> History:
        return self._history

    @property
    def current(self) -> Visit:
        return self._history.current

    # --- asking ---

    @Slot(object)
    def search_path(self, path: str) -> None:
        """Search with an image file, of the library or not."""
        self.ask(Question(path, file_name(path), in_library=path in self._library.photos))

    @Slot(object)
    def search_image(self, image: bytes | QImage) -> None:
        """Search with an image that has no file."""
        self.ask(Question(image, self.tr("your picture")))

    def ask(self, question: Question) -> None:
        """Answer a query as soon as the library can be searched; a newer one replaces it."""
        self._asked = question
        if not self._library.folders:
            self.refused.emit(
                self.tr("First choose the folder with your clothes; then this photo is looked for in it.")
            )
        elif self._library.searcher is not None:
            top = self._preferences.now.top
            self._jobs.submit(SearchJob(self._paths, self._extractor, self._library.searcher, question, top))

    @Slot(int)
    def choose_top(self, top: int) -> None:
        """Answer with so many photos from now on."""
        self._preferences.change(top=top)
        if self.current.found is not None:
            self.ask(self.current.found.question)

    @Slot()
    def refresh(self) -> None:
        """Ask again when other photos can be searched now than when the shown answer was found."""
        found, searcher = self.current.found, self._library.searcher
        if self._asked is not None:
            self.ask(self._asked)
        elif found and searcher and found.searcher() is not searcher:
            self.ask(found.question)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self._asked = None
        history = self._history.remember(self._gallery.place())
        shown = history.current
        if shown.found is not None and shown.found.question == found.question:
            history = history.update(Visit(found, shown.place))
        else:
            history = history.visit(Visit(found))
        self._history = history
        self.moved.emit(history.current)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._asked = None
        self.refused.emit(sentence)

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
        if self.current.found is not None:
            history = self._history.remember(self._gallery.place())
            self._go(history.visit(Visit(place=history.last_place_of_all())))

    def _go(self, history: History) -> None:
        """Move in the history; a search under way is no longer wanted."""
        self._jobs.drop()
        self._asked = None
        self._history = history
        self.moved.emit(history.current)
        self.refresh()

    def shut_down(self) -> None:
        self._jobs.drop()
        self._jobs.wait()
