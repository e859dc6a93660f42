"""One photo large, over the gallery: beside the query, with what makes them alike, and the facts about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.looks.model import Extractor
from core.search.found import Found
from core.search.query import Query
from core.search.search import Match
from core.workers.pictures import Pictures
from gui.base.jobs import JobQueue
from gui.base.keys import command
from gui.base.pictures import image_from
from gui.base.texts import file_name, number
from gui.base.theme import SPACE, Theme
from gui.base.work import Work
from gui.detail.deeds import Deeds
from gui.detail.detail_bar import DetailBar
from gui.detail.detail_facts import DetailFacts
from gui.detail.edges import Edges
from gui.detail.loading import Large, explain, load_large
from gui.detail.photo_pane import PhotoPane, Zoom
from gui.gallery.gallery_model import GalleryModel
from gui.marking.marking import Marking

QueryOf = Callable[[str], Query | None]  # a query with a photo, by its path

_ZOOM = 1.3  # by a key
_PAN = 0.15  # of what is in sight, by a key
_PANS = {
    Qt.Key.Key_Left: (-_PAN, 0.0),
    Qt.Key.Key_Right: (_PAN, 0.0),
    Qt.Key.Key_Up: (0.0, -_PAN),
    Qt.Key.Key_Down: (0.0, _PAN),
}


class DetailPanel(QFrame):
    """Covers `covered`. Keys: arrows go to the neighbours, Shift+arrows pan, + - 0 zoom, X swaps, W explains.

    Signals:
        opened. closed: the path last seen. refused: a sentence. compared: the user swapped, or asked why.
        liked, unliked: a path, the user wants more or less like it.
    """

    liked = Signal(object)
    unliked = Signal(object)
    opened = Signal()
    closed = Signal(object)
    compared = Signal()
    refused = Signal(str)

    def __init__(
        self,
        theme: Theme,
        extractor: Extractor,
        pictures: Pictures,
        photos: GalleryModel,
        work: Work,
        covered: QWidget,
        query_of: QueryOf,
    ) -> None:
        super().__init__(covered)
        self.setObjectName("detail_panel")
        self.setAccessibleName(self.tr("Photo"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._extractor = extractor
        self._pictures = pictures
        self._photos = photos
        self._covered = covered
        self._query_of = query_of
        self._found: Found | None = None
        self._path = ""
        self._match: Match | None = None
        self._query_image: QImage | None = None  # large; the same for all matches of one answer
        self._photo_image = QImage()
        self._reasons: tuple[str, QImage, QImage] | None = None  # path, and the explanation of query and match
        self._deeds: Deeds | None = None
        self._loading = JobQueue(work, self)
        self._explaining = JobQueue(work, self)
        self._build()
        self._connect()
        covered.installEventFilter(self)
        self.hide()

    # --- putting together ---

    def _build(self) -> None:
        self._bar = DetailBar(self._theme)
        self._query_pane = PhotoPane(self._theme, "query_pane")
        self._photo_pane = PhotoPane(self._theme, "photo_pane")
        self._facts = DetailFacts(self._theme)
        seen = QWidget()
        panes = QHBoxLayout(seen)
        self._edges = Edges(self._theme, seen)
        panes.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
        panes.setSpacing(0)
        panes.addWidget(self._query_pane, 1)
        panes.addWidget(self._photo_pane, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(seen, 1)
        middle.addWidget(self._facts)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        self._edges.previous.clicked.connect(self.show_previous)
        self._edges.next.clicked.connect(self.show_next)
        self._bar.swap.toggled.connect(self._paint_panes)
        self._bar.why.toggled.connect(self._on_why)
        self._bar.swap.clicked.connect(self.compared)
        self._bar.why.clicked.connect(self.compared)
        self._bar.fit.clicked.connect(self._show_all)
        self._bar.close_button.clicked.connect(self.close_panel)
        self._query_pane.zoomed.connect(self._photo_pane.show_zoom)
        self._photo_pane.zoomed.connect(self._query_pane.show_zoom)

    def tell_marks(self, marking: Marking, hearts: Callable[[object], object]) -> None:
        """What is marked, and let the user say otherwise; `hearts` gives a photo one, or takes it."""
        self._facts.tell_kinds(marking.kinds)
        self._deeds = Deeds(self._bar, marking, hearts, self)
        self._deeds.liked.connect(self.liked)
        self._deeds.unliked.connect(self.unliked)

    def set_hint(self, hint: QWidget) -> None:
        """Something above the photos."""
        self._column.insertWidget(1, hint)

    # --- what is shown ---

    @property
    def path(self) -> str:
        """Of the photo that is seen, or was seen last."""
        return self._path

    def open_at(self, path: str, found: Found | None) -> None:
        """Show a photo, mostly one of the gallery, whose others lie before and after it, else they lie after it; beside
        the query when there is an answer."""
        if not _answer_the_same(found, self._found):
            self._query_image = self._reasons = None
        self._found = None if found is None else replace(found, distances=None)  # which are large, and soon stale
        self._bar.swap.setChecked(False)
        row = self._photos.index_of(path).row()
        self._show(path, row, self._photos.match_at(row) or _named(found, path))
        self._show_all()
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def follow(self, found: Found | None) -> None:
        """Another answer is shown below; stay only over a fresher one to the same question."""
        if not _answer_the_same(found, self._found) and (found is not None or self._found is not None):
            self.close_panel()

    def _show(self, path: str, row: int, match: Match | None) -> None:
        """`row`: where the photo is in the gallery, below zero for nowhere."""
        self._path, self._match, self._photo_image = path, match, QImage()
        self._bar.title.say(*self._titles(row))
        self._edges.show_ways(row > 0, row + 1 < self._photos.rowCount())
        beside = self._found is not None
        for widget in (self._query_pane, self._bar.swap, self._bar.why, self._bar.more, self._bar.less):
            widget.setVisible(beside)
        self._facts.show_match(self._match, self._own(), self._query_of(self._path))
        self._facts.show_facts(path, None)
        self._paint_panes()
        if self._deeds is not None:
            self._deeds.show_photo(path, self._found)
        question = self._found.settled if self._found else None
        what = self._pictures, path, question, self._query_image
        self._loading.run(lambda job: load_large(*what, job.cancelled), done=self._on_loaded, failed=self.refused.emit)
        self._explain()

    def _titles(self, row: int) -> tuple[str, ...]:
        """In full and shorter."""
        if row < 0:
            return (file_name(self._path),)
        place = self.tr("{n} of {total}").format(n=number(row + 1), total=number(self._photos.rowCount()))
        if self._match is None:
            return (f"{file_name(self._path)} · {place}", place)
        label, name = self._photos.label_at(row), self._photos.names_of(self._path)[0]
        return (f"{label} · {name} · {place}", f"{label} · {place}", label)

    def _own(self) -> Query | None:
        return None if self._found is None else self._found.own

    @Slot()
    def _paint_panes(self) -> None:
        """Swapped, the match lies where the query was, so that the eye can flip between them."""
        why = self._reasons if self._bar.why.isChecked() and self._reasons and self._reasons[0] == self._path else None
        overlay = why[2] if why else None
        self._photo_pane.show_photo(self._photo_image, file_name(self._path), overlay)
        if self._found is None:
            return
        if self._bar.swap.isChecked():
            self._query_pane.show_photo(self._photo_image, file_name(self._path), overlay)
        else:
            name = self.tr("Query: {name}").format(name=self._found.question.name)
            self._query_pane.show_photo(self._query_picture(), name, why[1] if why else None)

    def _query_picture(self) -> QImage:
        if self._query_image is not None:
            return self._query_image
        small = self._found.picture if self._found and self._found.question.box is None else None
        return QImage() if small is None else image_from(small)

    def _on_loaded(self, large: Large) -> None:
        self._photo_image = large.photo
        self._query_image = large.query if self._found is not None else None
        self._facts.show_facts(large.path, large.facts)
        self._paint_panes()
        if large.reason:
            self.refused.emit(large.reason)

    # --- why it matched ---

    @Slot(bool)
    def _on_why(self, _wanted: bool) -> None:
        self._explain()
        self._paint_panes()

    def _explain(self) -> None:
        known = self._reasons is not None and self._reasons[0] == self._path
        if self._bar.why.isChecked() and self._found is not None and not known:
            part = None if self._match is None else self._match.box
            what = self._pictures, self._extractor, self._found.settled, self._path, part
            done, failed = partial(self._on_explained, self._path), self._on_not_explained
            self._explaining.run(lambda job: explain(*what, job.cancelled), done=done, failed=failed)

    def _on_explained(self, path: str, reasons: tuple[QImage, QImage]) -> None:
        self._reasons = (path, *reasons)
        self._paint_panes()

    def _on_not_explained(self, sentence: str) -> None:
        self._bar.why.setChecked(False)
        self.refused.emit(sentence)

    # --- going ---

    @Slot()
    def show_next(self) -> None:
        self._step(1)

    @Slot()
    def show_previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        row = self._photos.index_of(self._path).row() + by
        path = self._photos.path_at(row)
        if path is not None:
            self._show(path, row, self._photos.match_at(row))

    @Slot()
    def _show_all(self) -> None:
        self._photo_pane.choose(Zoom())

    @Slot()
    def close_panel(self) -> None:
        if self.isVisible():
            self._loading.drop()
            self._explaining.drop()
            self.hide()
            self.closed.emit(self._path)

    # --- keys ---

    def event(self, event: QEvent) -> bool:
        """Takes its keys before the shortcuts of the window do, which mean something else by them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and command(event, "detail"):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, edges, name = self._bar, self._edges, command(event, "detail")
        buttons = {"previous": edges.previous, "next": edges.next, "swap": bar.swap, "why": bar.why, "fit": bar.fit}
        button = (buttons | {"close": bar.close_button}).get(name or "")
        if name == "pan":
            self._photo_pane.pan_by(*_PANS[Qt.Key(event.key())])
        elif name == "kind":
            self._facts.open_kinds()
        elif name in ("zoom_in", "zoom_out"):
            self._photo_pane.zoom_by(_ZOOM if name == "zoom_in" else 1 / _ZOOM)
        elif button is None:
            super().keyPressEvent(event)
        elif button.isVisible():
            button.click()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The keyboard stays in the panel: what it covers cannot be seen."""
        before = QApplication.focusWidget()
        moved = super().focusNextPrevChild(forward)
        if not self._holds(QApplication.focusWidget()):
            (self if before is not self else self._bar.close_button).setFocus(Qt.FocusReason.TabFocusReason)
        return moved

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is self or (widget is not None and self.isAncestorOf(widget))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return False


def _named(found: Found | None, path: str) -> Match | None:
    """The match of an answer that is no result, since filters leave it out."""
    closest = None if found is None else found.closest
    return closest if closest is not None and closest.path == path else None


def _answer_the_same(one: Found | None, other: Found | None) -> bool:
    """Whether both answer the same question, with the photo in the same turn."""
    return one is not None and other is not None and (one.question, one.turns) == (other.question, other.turns)
