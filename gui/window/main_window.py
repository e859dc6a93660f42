"""The window: puts the parts together and connects them."""

from __future__ import annotations

import os
from functools import partial

from PySide6.QtCore import QByteArray, QPoint, Qt, Slot
from PySide6.QtGui import QCloseEvent, QMouseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from core.base.paths import Paths
from core.indexing.indexing import IndexReport
from core.looks.model import Extractor
from core.photos.images import Skipped
from core.photos.thumbnail_store import ThumbnailStore
from core.workers.pictures import Pictures
from gui.base.core_texts import told
from gui.base.jobs import JobQueue, SampleJob
from gui.base.keys import bind
from gui.base.language import languages, reopen_in
from gui.base.preferences import Preferences
from gui.base.theme import Theme
from gui.base.work import Work
from gui.browse.browse import Browse
from gui.desktop.photo_actions import PhotoActions
from gui.desktop.ways_in import WaysIn
from gui.gallery.gallery import GalleryView, Place
from gui.gallery.thumbnails import ThumbnailLoader
from gui.help.help import Help
from gui.help.hints import Hints
from gui.library.library import Library
from gui.settings.upkeep import Upkeep
from gui.similar.similar import SimilarPage
from gui.visits.history import Visit
from gui.visits.navigator import Navigator
from gui.widgets.controls import beside, framed
from gui.widgets.menus import MainMenu, photo_menu
from gui.widgets.overlays import Notice
from gui.window.dialogs import FailuresDialog
from gui.window.empty_page import EmptyPage
from gui.window.header import Header
from gui.window.status_bar import StatusBar


class MainWindow(QMainWindow):
    """The application's window. `start` is a folder to add or a photo to search with. Raises ModelError."""

    def __init__(self, paths: Paths, start: str | None = None) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self._paths = paths
        self._failed: tuple[Skipped, ...] = ()
        self._work = Work()
        self._preferences = Preferences(paths.settings, self._work, self)
        self._theme = Theme(self._preferences.now.theme, self)
        self._build()
        self._connect_controls()
        self._connect_work()
        self._bind_keys()
        self._help = Help(self, self._theme, self._menu.help)
        self._help.hints_wanted.connect(self._hints.show_again)
        self._hints.watch(self._library, self._navigator, self._gallery, self._similar)
        self._open(start)

    # --- putting together ---

    def _build(self) -> None:
        now, paths, work = self._preferences.now, self._paths, self._work
        extractor = self._extractor = Extractor()
        pictures = self._pictures = Pictures(lambda: self._preferences.now.patience_seconds)
        work.at_last(pictures.end)
        self._loader = ThumbnailLoader(ThumbnailStore(paths.thumbnails_in(now.cache_folder)), pictures, self)
        work.take_in(self._loader)
        self._library = Library(paths, extractor, self._preferences, work, self)
        self._drawing = JobQueue(work, self)
        self._menu = MainMenu(self._theme, now.language, languages(paths), self)
        self._header = Header(self._theme, self._menu)
        self._gallery = GalleryView(self._theme, self._loader, now.thumbnail_size)
        self._browse = Browse(paths, self._theme, self._library, self._gallery, self._preferences, work)
        self._navigator = Navigator(paths, extractor, pictures, self._preferences, self._library, self._gallery, work)
        undos, hearts = self._browse.marking.undos, self._browse.marking.hearts
        looks = (self._theme, self._loader, self._preferences)
        self._similar = SimilarPage(*looks, self._library, self._navigator, self._gallery, undos)
        self._upkeep = Upkeep(self, paths, *looks, self._library, self._gallery, hearts, work)
        self._empty = EmptyPage(self._theme)
        self._hints = Hints(self._preferences, self)
        self._status = StatusBar(self._theme)
        self._lay_out()
        self.ways_in = WaysIn(self._theme, self._work, self, self._content)
        self._notice = Notice(self._content)
        self._actions = PhotoActions(self._gallery, self._notice)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.setObjectName("pages")
        self._pages.addWidget(self._empty)
        photos = framed(self._browse.bar, self._similar.strip, self._hints.bar, self._gallery, growing=self._gallery)
        self._pages.addWidget(beside(self._browse.sidebar, self._similar.panel, photos, growing=photos))
        self._pages.addWidget(self._similar.invitation)
        self._content = framed(self._header, self._pages, self._status, growing=self._pages)
        self._similar.cover(self._pages, self._extractor, self._pictures, self._work)
        self.setCentralWidget(self._content)
        self.setWindowTitle("Twinset")
        self.setMinimumSize(640, 480)
        self.resize(1180, 800)
        self.restoreGeometry(QByteArray.fromBase64(self._preferences.now.geometry.encode("ascii", "ignore")))

    def _connect_controls(self) -> None:
        self._header.back.connect(self._navigator.back)
        self._header.forward.connect(self._navigator.forward)
        self._header.choose_folder.connect(self.ways_in.choose_folder)
        self._header.open_photo.connect(self.ways_in.choose_photo)
        self._header.page_chosen.connect(self._navigator.show_page)
        self._header.zoomed.connect(self._gallery.set_size)
        self._gallery.zoomed.connect(self._header.show_size)
        self._gallery.searched.connect(self._navigator.search_path)
        self._gallery.opened.connect(self._actions.open)
        self._gallery.menu_wanted.connect(self._show_photo_menu)
        self._similar.invitation.open_photo.connect(self.ways_in.choose_photo)
        self._header.sidebar_toggled.connect(self._toggle_side)
        self._browse.sidebar.add_wanted.connect(self.ways_in.choose_folder)
        self._empty.choose_folder.connect(self.ways_in.choose_folder)
        self._empty.try_sample.connect(self._draw_sample)
        self._menu.rescan.connect(self._rescan)
        self._menu.removed.connect(self._browse.marking.remove_folder)
        self._menu.theme_chosen.connect(self._upkeep.choose_theme)
        self._menu.settings_wanted.connect(self._upkeep.open_settings)
        self._menu.language_chosen.connect(partial(reopen_in, self, self._preferences))
        self._menu.quit.connect(self.close)

    def _connect_work(self) -> None:
        self._library.listed.connect(self._on_listed)
        self._library.started.connect(self._on_started)
        self._library.run.looked.connect(self._status.show_looked)
        self._library.run.progressed.connect(self._status.show_progress)
        self._library.run.paused.connect(self._status.show_paused)
        self._library.noted.connect(self._on_noted)
        self._library.reported.connect(self._on_reported)
        self._library.stopped.connect(self._on_stopped)
        self._navigator.moved.connect(self._show)
        for refused in (self._library.refused, self._navigator.refused, self._similar.refused, self.ways_in.refused):
            refused.connect(self._notice.say)
        self._browse.attach(self, self._notice)
        self.ways_in.folder_given.connect(self._library.add)
        self.ways_in.photos_given.connect(self._navigator.search_paths)
        self.ways_in.image_given.connect(self._navigator.search_image)
        self.ways_in.left_out.connect(self._notice.remark)
        self._status.pause_toggled.connect(self._library.run.toggle_pause)
        self._status.cancelled.connect(self._library.run.cancel)
        self._status.cancelled.connect(self._browse.care.cancel)
        self._browse.care.checking.connect(self._status.show_checking)
        self._browse.care.checked.connect(self._status.show_idle)
        self._upkeep.check_wanted.connect(self._browse.care.check_all)
        self._status.continued.connect(self._library.update)
        self._status.failures_wanted.connect(self._show_failures)
        self._drawing.succeeded.connect(self._library.add)
        self._drawing.failed.connect(self._notice.say)
        self._upkeep.sparing.connect(self._status.show_sparing)

    def _bind_keys(self) -> None:
        own = {"escape": self._escape, "side": self._toggle_side, "copy": self._actions.copy_chosen}
        zoom = {"larger": self._header.zoom_in, "smaller": self._header.zoom_out}
        bind(self, {**self._browse.keys(), **self._navigator.keys(), **self.ways_in.keys(), **zoom, **own})

    def _open(self, start: str | None) -> None:
        if sentence := self._preferences.problem or self._preferences.said:
            self._notice.say(told(sentence))
        self._header.show_size(self._gallery.size_of_photos)
        self._show(self._navigator.current)
        self._loader.start()
        if start and os.path.isdir(start):
            self._library.add(start)
            return
        self._library.open()
        if start:
            self._navigator.search_path(os.path.abspath(start))

    # --- what is shown ---

    @Slot(object)
    def _show(self, visit: Visit) -> None:
        """Show a visit at the place where it was left."""
        place = None if visit.place == Place() else visit.place
        if visit.page == "browse":
            self._browse.show(place)
        else:
            self._browse.leave()
            self._gallery.show_matches(visit.shown.matches, place)
        self._header.show_page(visit.page)
        self._header.show_ways(self._navigator.history.can_go_back, self._navigator.history.can_go_forward)
        self._similar.show(visit)
        self._show_page()

    @Slot()
    def _escape(self) -> None:
        if not self._similar.close_detail():
            self._navigator.show_all()

    @Slot()
    def _toggle_side(self) -> None:
        """What stands beside the photos: filters beside all of them, the query beside results."""
        if self._navigator.current.page == "browse":
            self._browse.toggle_sidebar()
        else:
            self._similar.toggle_panel()

    def _show_page(self) -> None:
        known = bool(self._library.folders)
        page = (2 if self._similar.invites else 1) if known else 0
        turned = page != self._pages.currentIndex()
        self._pages.setCurrentIndex(page)
        self._menu.show_folders(self._library.folders)
        self._status.show_total(len(self._library.photos))
        self._status.setVisible(known)
        if turned or self.focusWidget() is None or not self.focusWidget().isVisible():
            (self._empty, self._gallery, self._similar.invitation)[page].setFocus()

    @Slot()
    def _on_listed(self) -> None:
        self._similar.tell_found()
        self._show_page()

    @Slot()
    def _on_started(self) -> None:
        self._show_page()
        self._status.show_scanning()

    @Slot(object)
    def _on_noted(self, failed: tuple[Skipped, ...]) -> None:
        self._failed = failed
        self._status.show_failures(len(failed))

    @Slot(object)
    def _on_reported(self, report: IndexReport) -> None:
        self._on_noted(report.failed)
        self._status.show_idle()
        self._similar.tell_found()

    @Slot(str)
    def _on_stopped(self, sentence: str) -> None:
        self._show_page()
        if self._library.folders:
            self._status.show_stopped(sentence)
        else:
            self._status.show_idle()

    # --- doing ---

    @Slot()
    def _rescan(self, retry: bool = False) -> None:
        self._pictures.try_again()
        self._gallery.forget_thumbnails()
        self._library.update(retry)

    @Slot()
    def _draw_sample(self) -> None:
        self._notice.say(self.tr("Drawing the sample wardrobe…"))
        self._drawing.submit(SampleJob(self._paths))

    @Slot()
    def _show_failures(self) -> None:
        dialog = FailuresDialog(self._failed, self)
        dialog.retried.connect(partial(self._rescan, retry=True))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(object, QPoint)
    def _show_photo_menu(self, path: str, where: QPoint) -> None:
        menu = photo_menu(
            self,
            [
                ("action_search", self.tr("Find similar photos"), partial(self._navigator.search_path, path)),
                *self._similar.actions(path),
                *self._browse.actions(path),
                *self._actions.of(path),
            ],
        )
        menu.popup(where)

    # --- events ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self._navigator.back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self._navigator.forward()
        else:
            super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what the next start shows, and end all work."""
        self.hide()  # at once: the photos under way may take a moment
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._preferences.change(geometry=geometry, thumbnail_size=self._gallery.size_of_photos)
        self._browse.keep()
        self._work.end()
        event.accept()
