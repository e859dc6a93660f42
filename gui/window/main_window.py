"""The window: puts the parts together and connects them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QCloseEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from core.base.paths import Paths
from core.base.settings import Settings
from core.browse.shelf import Browsing
from core.looks.model import Extractor
from core.photos.thumbnail_store import ThumbnailStore
from core.workers.pictures import Pictures
from gui.base.core_texts import translated
from gui.base.keys import bind
from gui.base.language import languages, reopen_in
from gui.base.preferences import Preferences
from gui.base.theme import Theme
from gui.base.work import Work
from gui.desktop.photo_actions import PhotoActions
from gui.desktop.ways_in import WaysIn
from gui.detail.detail_panel import DetailPanel
from gui.gallery.gallery import GalleryView
from gui.gallery.thumbnails import ThumbnailLoader
from gui.help.help import Help
from gui.help.hints import Hints
from gui.help.trouble import Trouble
from gui.library.captions import Captions
from gui.library.folder_care import FolderCare
from gui.library.library import Library
from gui.marking.marking import Marking
from gui.pages.making import Making
from gui.pages.page import Page, Parts
from gui.settings.upkeep import Upkeep
from gui.sharing.sharing import Sharing
from gui.visits.asking import Asking, first_tuning
from gui.visits.board_look import BoardLook
from gui.visits.history import Visit
from gui.visits.map_look import first_look
from gui.visits.seen import Seen
from gui.widgets.controls import beside, framed
from gui.widgets.making_bar import MakingBar
from gui.widgets.menus import MainMenu
from gui.widgets.overlays import Notice
from gui.window.empty_page import EmptyPage
from gui.window.header import Header
from gui.window.pages import PAGES
from gui.window.placement import place_window
from gui.window.run_status import RunStatus
from gui.window.sample import SampleWardrobe
from gui.window.selection import Selection
from gui.window.status_bar import StatusBar
from gui.window.words_bar import WordsBar


class MainWindow(QMainWindow):
    """The application's window. `start` holds what `WaysIn.take` takes: folders, photos, wishes. Raises ModelError."""

    def __init__(self, paths: Paths, start: Sequence[str] = ()) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self._paths = paths
        self._work = Work()
        self._preferences = Preferences(paths.settings, self._work, self)
        self._theme = Theme(self._preferences.now.theme, self)
        self._build()
        self._connect_controls()
        self._connect_pages()
        self._connect_work()
        self._bind_keys()
        self._help = Help(self, self._theme, self._menu.help, [one.key() for one in self._pages], self._trouble)
        self._help.hints_wanted.connect(self._hints.show_again)
        self._hints.watch(self._pages, self._seen, self._library, self._gallery, self._detail)
        self._open(start)

    # --- putting together ---

    def _build(self) -> None:
        now, paths, work, theme, extractor = self._preferences.now, self._paths, self._work, self._theme, Extractor()
        pictures = self._pictures = Pictures(lambda: self._preferences.now.patience_seconds)
        work.at_last(pictures.end)
        loader = self._loader = ThumbnailLoader(ThumbnailStore(paths.thumbnails_in(now.cache_folder)), pictures, self)
        work.take_in(loader)
        library = self._library = Library(paths, extractor, self._preferences, work, self)
        gallery = self._gallery = GalleryView(theme, loader, now.thumbnail_size)
        gallery.photos.names_of = Captions(library).of
        self._seen = Seen(_first(now), lambda: self._page.place(), self)
        self._asking = Asking(paths, extractor, pictures, self._preferences, library, self._seen, work)
        self._care = FolderCare(paths, library, work, self)
        self._marking = Marking(paths, library, work, self)
        self._stack = QStackedWidget()
        self._detail = DetailPanel(theme, extractor, pictures, gallery.photos, work, self._stack, library.query_of)
        self._detail.tell_marks(self._marking, gallery.favoured.emit)
        self._making = Making(MakingBar(theme), pictures, work, self)
        rest = self._making, loader, gallery, self._detail, self._marking, self._seen, self._asking
        parts = Parts(paths, theme, self._preferences, work, library, self._care, pictures, *rest)
        self._pages = tuple(page(parts) for page in PAGES)
        self._upkeep = Upkeep(self, parts)
        self._sample = SampleWardrobe(paths, library, work, self)
        self._menu = MainMenu(theme, now.language, languages(paths), self)
        self._words = WordsBar(extractor.spec.told_kinds, self._seen, self._asking)
        self._sharing = Sharing(self, parts, lambda: self._page, lambda: self._around.heading())
        self._header = Header(theme, self._menu, self._sharing.menu, self._pages, self._words.field)
        self._empty = EmptyPage(theme)
        self._hints = Hints(self._preferences, self)
        self._trouble = Trouble(paths, work, self)
        self._status = StatusBar(theme)
        of_pages = {name: do for page in self._pages for name, do in page.commands().items()}
        self._selection = Selection(parts, self._sharing.menu, of_pages)
        self._lay_out()
        self.ways_in = WaysIn(theme, self, self._content)
        self._notice = Notice(self._content)
        self._notice.stay_above(self._selection.bar)
        self._actions = PhotoActions(gallery, self._notice)

    def _lay_out(self) -> None:
        above = (widget for page in self._pages for widget in page.above)
        beside_them = (widget for page in self._pages for widget in page.beside)
        self._middle = QStackedWidget()
        for widget in (self._gallery, *filter(None, (page.in_place for page in self._pages))):
            self._middle.addWidget(widget)
        photos = framed(self._hints.bar, self._words, *above, self._middle, self._selection.bar, growing=self._middle)
        self._photos = beside(*beside_them, photos, growing=photos)  # these stay where they are when the hint goes
        self._stack.setObjectName("pages")
        for widget in (self._empty, self._photos, *filter(None, (page.widget for page in self._pages))):
            self._stack.addWidget(widget)
        bars = self._making.bar, self._status
        self._content = framed(self._header, self._trouble.bar, self._stack, *bars, growing=self._stack)
        self.setCentralWidget(self._content)
        self.setWindowTitle("Twinset")
        place_window(self, self._preferences.now.geometry)

    def _connect_controls(self) -> None:
        self._header.back.connect(self._seen.back)
        self._header.forward.connect(self._seen.forward)
        self._header.choose_folder.connect(self.ways_in.choose_folder)
        self._header.open_photo.connect(self.ways_in.choose_photo)
        self._header.page_chosen.connect(self._seen.show_page)
        self._header.zoomed.connect(self._gallery.set_size)
        self._header.sidebar_toggled.connect(self._toggle_side)
        self._gallery.zoomed.connect(self._header.show_size)
        self._gallery.searched.connect(self._asking.search_path)
        self._gallery.opened.connect(self._actions.open)
        self._gallery.previewed.connect(self._open_detail)
        self._gallery.menu_wanted.connect(self._show_photo_menu)
        self._words.left.connect(self._go_to_photos)
        self._detail.closed.connect(self._on_detail_closed)
        self._empty.choose_folder.connect(self.ways_in.choose_folder)
        self._empty.try_sample.connect(self._sample.draw)
        self._sample.drawing.connect(self._empty.show_drawing)
        self._menu.rescan.connect(self._rescan)
        self._menu.removed.connect(self._marking.remove_folder)
        self._menu.theme_chosen.connect(self._upkeep.choose_theme)
        self._menu.settings_wanted.connect(self._upkeep.open_settings)
        self._menu.language_chosen.connect(partial(reopen_in, self, self._preferences))
        self._menu.quit.connect(self.close)

    def _connect_pages(self) -> None:
        self._seen.moved.connect(self._show)
        self._seen.changed.connect(self._show_page)
        for page in self._pages:
            page.said.connect(self._notice.say)
            page.folder_wanted.connect(self.ways_in.choose_folder)
            page.photo_wanted.connect(self.ways_in.choose_photo)

    def _connect_work(self) -> None:
        library, notice, marking = self._library, self._notice, self._marking
        for signal in (library.listed, library.started, library.stopped):
            signal.connect(self._show_page)  # before what the status bar says: it is shown or hidden by this
        self._run_status = RunStatus(self._status, library, self._care, self)
        self._run_status.retry_wanted.connect(partial(self._rescan, retry=True))
        says = (library.refused, self._asking.refused, self._detail.refused, self.ways_in.refused, marking.said)
        for said in (*says, self._care.said, self._making.said, self._sharing.said, self._sample.said):
            said.connect(notice.say)
        for offered in (self._asking.offered, self._care.offered, marking.keeping.offered, self._sharing.offered):
            offered.connect(notice.offer)
        marking.undos.undoable.connect(lambda sentence, undo: notice.offer(sentence, self.tr("Undo"), undo))
        marking.undos.redoable.connect(lambda sentence, redo: notice.offer(sentence, self.tr("Redo"), redo))
        self.ways_in.folder_given.connect(library.add)
        self.ways_in.photos_given.connect(self._asking.search_paths)
        self.ways_in.image_given.connect(self._asking.search_image)
        self.ways_in.left_out.connect(notice.remark)
        self._upkeep.check_wanted.connect(self._care.check_all)
        self._upkeep.sparing.connect(self._status.show_sparing)

    def _bind_keys(self) -> None:
        own = {"escape": self._escape, "side": self._toggle_side, "copy": self._actions.copy_chosen}
        own["kind"] = self._selection.choose_kind
        zoom = {"larger": partial(self._zoom, True), "smaller": partial(self._zoom, False)}
        ways = {"back": self._seen.back, "forward": self._seen.forward, "words": self._words.take_focus}
        bind(self, {**ways, **self.ways_in.keys(), **zoom, **own})
        for page in self._pages:
            bind(self, page.commands())

    def _open(self, start: Sequence[str]) -> None:
        if sentence := self._preferences.problem or self._preferences.said:
            self._notice.say(translated(sentence))
        self._header.show_size(self._gallery.size_of_photos)
        self._show(self._seen.now)
        self._loader.start()
        if not any(map(os.path.isdir, start)):  # a folder to add opens the library too
            self._library.open()
        self.ways_in.take(start)
        self._trouble.look()

    # --- what is shown ---

    @property
    def _page(self) -> Page:
        return next(page for page in self._pages if page.name == self._seen.now.page)

    @property
    def _around(self) -> Page:
        """The page whose filters hold: the one that is seen, or the one that stands around it."""
        return next((page for page in self._pages if self._page.name in page.around), self._page)

    @Slot(Visit)
    def _show(self, visit: Visit) -> None:
        """Show a step at the place where it was left."""
        for page in self._pages:
            if page is not self._page:
                page.leave()
        self._page.show(visit)
        self._detail.follow(visit.found)
        self._header.show_page(visit.page, zooms=self._page.in_place is None)
        self._header.show_ways(self._seen.can_go_back, self._seen.can_go_forward)
        self._show_page()

    @Slot()
    def _escape(self) -> None:
        if self._detail.isVisible():
            self._detail.close_panel()
        elif not self._selection.clear():
            self._seen.show_all()

    @Slot()
    def _toggle_side(self) -> None:
        self._around.toggle_side()

    def _zoom(self, larger: bool) -> None:
        if not self._page.zoom(larger):
            (self._header.zoom_in if larger else self._header.zoom_out)()

    @property
    def _photos_seen(self) -> QWidget:
        """The gallery, or what stands in its place."""
        return self._page.in_place or self._gallery

    @Slot()
    def _go_to_photos(self) -> None:
        self._page.take_focus()

    @Slot()
    def _show_page(self) -> None:
        known = bool(self._library.folders)
        wanted = (self._page.widget or self._photos) if known else self._empty
        turned = wanted is not self._stack.currentWidget() or self._photos_seen is not self._middle.currentWidget()
        if self._stack.indexOf(wanted) < 0:
            self._stack.addWidget(wanted)
        self._stack.setCurrentWidget(wanted)
        self._middle.setCurrentWidget(self._photos_seen)
        self._menu.show_folders(self._library.folders)
        self._status.show_total(0 if self._page.tells_total else len(self._library.photos))
        self._status.setVisible(known)
        self._words.field.setVisible(known)
        if turned or self.focusWidget() is None or not self.focusWidget().isVisible():
            (self._page.take_focus if wanted is self._photos else wanted.setFocus)()

    @Slot(object)
    def _open_detail(self, path: str) -> None:
        """One photo large; beside the query when there is an answer."""
        self._detail.open_at(path, self._seen.now.found)

    @Slot(object)
    def _on_detail_closed(self, path: str) -> None:
        if self._page.in_place is None:
            self._gallery.go_to(path)
        self._go_to_photos()

    # --- doing ---

    @Slot()
    def _rescan(self, retry: bool = False) -> None:
        self._pictures.try_again()
        self._gallery.forget_thumbnails()
        self._library.update(retry)

    @Slot(object, QPoint)
    def _show_photo_menu(self, path: str, where: QPoint) -> None:
        pages = sorted(self._pages, key=lambda page: page is not self._page)  # what fits this page comes first
        self._selection.menu(path, pages, self._actions, self).popup(where)

    # --- events ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self._seen.back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self._seen.forward()
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for page in self._pages:
            page.window_resized()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._library.look_again()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what the next start shows, and end all work."""
        self.hide()  # at once: the photos under way may take a moment
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._preferences.change(geometry=geometry, thumbnail_size=self._gallery.size_of_photos)
        for page in self._pages:
            page.keep()
        self._work.end()
        event.accept()


def _first(now: Settings) -> Visit:
    """What is seen at first, as the user left it."""
    browsing = Browsing(sort=now.sort, reverse=now.reverse, stacks=now.stacks)
    return Visit(browsing=browsing, tuning=first_tuning(now), map=first_look(now), board=BoardLook.first(now))
