"""The window: puts the parts together and connects them."""

from __future__ import annotations

import os
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget

from core.base.paths import Paths
from core.browse.shelf import Browsing
from core.looks.model import Extractor
from core.photos.thumbnail_store import ThumbnailStore
from core.workers.pictures import Pictures
from gui.base.core_texts import translated
from gui.base.jobs import JobQueue
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
from gui.library.captions import Captions
from gui.library.folder_care import FolderCare
from gui.library.folders import draw_sample
from gui.library.library import Library
from gui.marking.marking import Marking
from gui.pages.page import Page, Parts
from gui.settings.upkeep import Upkeep
from gui.visits.asking import Asking, first_tuning
from gui.visits.history import Visit
from gui.visits.seen import Seen
from gui.widgets.controls import beside, framed
from gui.widgets.menus import MainMenu, photo_menu
from gui.widgets.overlays import Notice
from gui.window.empty_page import EmptyPage
from gui.window.header import Header
from gui.window.pages import PAGES
from gui.window.run_status import RunStatus
from gui.window.status_bar import StatusBar
from gui.window.words_bar import WordsBar


class MainWindow(QMainWindow):
    """The application's window. `start` is a folder to add or a photo to search with. Raises ModelError."""

    def __init__(self, paths: Paths, start: str | None = None) -> None:
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
        self._help = Help(self, self._theme, self._menu.help, [page.key() for page in self._pages])
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
        first = Visit(browsing=Browsing(sort=now.sort, stacks=now.stacks), tuning=first_tuning(now))
        self._captions = Captions(library)
        gallery.photos.names_of = self._captions.of
        self._seen = Seen(first, gallery.place, self)
        self._asking = Asking(paths, extractor, pictures, self._preferences, library, self._seen, work)
        self._care = FolderCare(paths, library, work, self)
        self._marking = Marking(paths, library, work, self)
        self._stack = QStackedWidget()
        self._detail = DetailPanel(theme, extractor, pictures, gallery.photos, work, self._stack, library.query_of)
        self._detail.tell_marks(self._marking, gallery.favoured.emit)
        rest = gallery, self._detail, self._marking, self._seen, self._asking
        parts = Parts(paths, theme, self._preferences, work, library, self._care, loader, *rest)
        self._pages = tuple(page(parts) for page in PAGES)
        self._upkeep = Upkeep(self, parts)
        self._drawing = JobQueue(work, self)
        self._menu = MainMenu(theme, now.language, languages(paths), self)
        self._words = WordsBar(extractor.spec.kinds, self._seen, self._asking)
        self._header = Header(theme, self._menu, self._pages, self._words.field)
        self._empty = EmptyPage(theme)
        self._hints = Hints(self._preferences, self)
        self._status = StatusBar(theme)
        self._lay_out()
        self.ways_in = WaysIn(theme, self, self._content)
        self._notice = Notice(self._content)
        self._actions = PhotoActions(gallery, self._notice)

    def _lay_out(self) -> None:
        above = (widget for page in self._pages for widget in page.above)
        beside_them = (widget for page in self._pages for widget in page.beside)
        photos = framed(self._words, *above, self._gallery, growing=self._gallery)
        self._photos = beside(*beside_them, photos, growing=photos)
        self._stack.setObjectName("pages")
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._photos)
        for widget in filter(None, (page.widget for page in self._pages)):
            self._stack.addWidget(widget)
        self._content = framed(self._header, self._hints.bar, self._stack, self._status, growing=self._stack)
        self.setCentralWidget(self._content)
        self.setWindowTitle("Twinset")
        self.setMinimumSize(640, 480)
        self.resize(1180, 800)
        self.restoreGeometry(QByteArray.fromBase64(self._preferences.now.geometry.encode("ascii", "ignore")))

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
        self._words.left.connect(self._gallery.setFocus)
        self._detail.closed.connect(self._on_detail_closed)
        self._empty.choose_folder.connect(self.ways_in.choose_folder)
        self._empty.try_sample.connect(self._draw_sample)
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
        for said in (*says, self._care.said):
            said.connect(notice.say)
        for offered in (self._care.offered, marking.keeping.offered):
            offered.connect(notice.offer)
        marking.undos.undoable.connect(lambda sentence, undo: notice.offer(sentence, self.tr("Undo"), undo))
        self.ways_in.folder_given.connect(library.add)
        self.ways_in.photos_given.connect(self._asking.search_paths)
        self.ways_in.image_given.connect(self._asking.search_image)
        self.ways_in.left_out.connect(notice.remark)
        self._upkeep.check_wanted.connect(self._care.check_all)
        self._upkeep.sparing.connect(self._status.show_sparing)

    def _bind_keys(self) -> None:
        own = {"escape": self._escape, "side": self._toggle_side, "copy": self._actions.copy_chosen}
        own["kind"] = self._choose_kind
        zoom = {"larger": self._header.zoom_in, "smaller": self._header.zoom_out}
        ways = {"back": self._seen.back, "forward": self._seen.forward, "words": self._words.take_focus}
        bind(self, {**ways, **self.ways_in.keys(), **zoom, **own})
        for page in self._pages:
            bind(self, page.commands())

    def _open(self, start: str | None) -> None:
        if sentence := self._preferences.problem or self._preferences.said:
            self._notice.say(translated(sentence))
        self._header.show_size(self._gallery.size_of_photos)
        self._show(self._seen.now)
        self._loader.start()
        if start and os.path.isdir(start):
            self._library.add(start)
            return
        self._library.open()
        if start:
            self._asking.search_path(os.path.abspath(start))

    # --- what is shown ---

    @property
    def _page(self) -> Page:
        return next(page for page in self._pages if page.name == self._seen.now.page)

    @Slot(Visit)
    def _show(self, visit: Visit) -> None:
        """Show a step at the place where it was left."""
        for page in self._pages:
            if page is not self._page:
                page.leave()
        self._page.show(visit)
        self._detail.follow(visit.found)
        self._header.show_page(visit.page)
        self._header.show_ways(self._seen.can_go_back, self._seen.can_go_forward)
        self._show_page()

    @Slot()
    def _escape(self) -> None:
        if self._detail.isVisible():
            self._detail.close_panel()
        else:
            self._seen.show_all()

    @Slot()
    def _toggle_side(self) -> None:
        self._page.toggle_side()

    @Slot()
    def _show_page(self) -> None:
        known = bool(self._library.folders)
        wanted = (self._page.widget or self._photos) if known else self._empty
        turned = wanted is not self._stack.currentWidget()
        if self._stack.indexOf(wanted) < 0:
            self._stack.addWidget(wanted)
        self._stack.setCurrentWidget(wanted)
        self._menu.show_folders(self._library.folders)
        self._status.show_total(len(self._library.photos))
        self._status.setVisible(known)
        self._words.field.setVisible(known)
        if turned or self.focusWidget() is None or not self.focusWidget().isVisible():
            (self._gallery if wanted is self._photos else wanted).setFocus()

    @Slot(object)
    def _open_detail(self, path: str) -> None:
        """One photo large; beside the query when there is an answer."""
        self._detail.open_at(path, self._seen.now.found)

    @Slot(object)
    def _on_detail_closed(self, path: str) -> None:
        self._gallery.go_to(path)
        self._gallery.setFocus()

    # --- doing ---

    @Slot()
    def _rescan(self, retry: bool = False) -> None:
        self._pictures.try_again()
        self._gallery.forget_thumbnails()
        self._library.update(retry)

    @Slot()
    def _draw_sample(self) -> None:
        self._notice.say(self.tr("Drawing the sample wardrobe…"))
        folder = self._paths.sample
        self._drawing.run(lambda _: draw_sample(folder), done=self._library.add, failed=self._notice.say)

    @Slot(object, QPoint)
    def _show_photo_menu(self, path: str, where: QPoint) -> None:
        search = ("action_search", self.tr("Find similar photos"), partial(self._asking.search_path, path))
        pages = sorted(self._pages, key=lambda page: page is not self._page)  # what fits this page comes first
        of_pages = [action for page in pages for action in page.actions(path)]
        menu = photo_menu(self, [search, *of_pages, *self._actions.of(path)])
        self._add_kinds(menu, path)
        menu.popup(where)

    @Slot()
    def _choose_kind(self) -> None:
        """For all selected photos, over the one where the keyboard is."""
        if paths := self._gallery.chosen_paths():
            self._marking.kinds.menu(self._gallery, paths).popup(self._gallery.middle_of_current())

    def _add_kinds(self, menu: QMenu, path: str) -> None:
        """For all selected photos, if this is one of them."""
        selected = self._gallery.selected_paths()
        paths = selected if path in selected else [path]
        if any(map(self._marking.kinds.can_change, paths)):
            kinds = self._marking.kinds.menu(menu, paths, self._marking.kinds.menu_title(paths))
            last = menu.findChild(QAction, "action_open")
            assert isinstance(last, QAction)
            menu.insertMenu(last, kinds)

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
