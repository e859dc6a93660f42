"""The Browse page: connects library, sidebar, chips and gallery, and keeps what is filtered, sorted and stacked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

from core.base.paths import Paths
from core.base.settings import Sort
from core.browse.remembered import Remembered
from core.browse.shelf import Choice, Filters, View
from gui.base.preferences import Preferences
from gui.base.theme import Theme
from gui.base.work import Work
from gui.browse.arranger import Arranger, Look
from gui.browse.browse_jobs import Arranged
from gui.browse.chips import BrowseBar
from gui.browse.folder_care import FolderCare
from gui.browse.last_view import LastView
from gui.browse.sidebar import Sidebar
from gui.gallery.cell_marks import Away, Marked
from gui.gallery.gallery import GalleryView, Place
from gui.library.library import Library
from gui.marking.marking import Marking
from gui.marking.undo import Change
from gui.widgets.menus import Action
from gui.widgets.overlays import Notice


class Browse(QObject):
    """Shows all photos of the library as the user wants to see them.

    Attributes:
        sidebar, bar: the widgets to the left of the gallery and above it.
        marking: favourites, trash and undo. care: what is done about whole folders.
    """

    def __init__(
        self,
        paths: Paths,
        theme: Theme,
        library: Library,
        gallery: GalleryView,
        preferences: Preferences,
        work: Work,
    ) -> None:
        super().__init__(gallery)
        self._library = library
        self._gallery = gallery
        self._preferences = preferences
        self.sidebar = Sidebar(theme)
        self.bar = BrowseBar(theme, self._sort, preferences.now.stacks)
        self.marking = Marking(paths, library, work, self)
        self._active = True
        self._filters: Filters = frozenset()
        self._expanded: frozenset[str] = frozenset()
        self._view: View | None = None
        self._shown: Remembered | None = None  # until there is a view
        self._wish = ""  # what the view shows
        self._keep_place = True  # when the next view comes
        self.care = FolderCare(paths, library, self.sidebar, work, self)
        self._last = LastView(paths, work, self)
        self._arranger = Arranger(paths, library, work, self)
        self._connect()

    def _connect(self) -> None:
        self._library.listed.connect(self._on_listed)
        self._library.folders_changed.connect(self._on_folders)
        for signal in (self._arranger.shelved, self._arranger.grouped, self.marking.changed):
            signal.connect(self._on_changed)
        self._last.read.connect(self._on_remembered)
        self._arranger.arranged.connect(self._on_view)
        self._arranger.changed.connect(self._gallery.renew_thumbnails)
        self._arranger.waiting.connect(self.bar.show_sorting)
        self.sidebar.toggled.connect(self.toggle_filter)
        self.bar.removed.connect(self.toggle_filter)
        self.bar.cleared.connect(self.clear_filters)
        self.bar.sorted_by.connect(self._on_sorted)
        self.bar.stacks_toggled.connect(self._on_stacks)
        self._gallery.favoured.connect(self._on_heart)
        self.sidebar.remove_wanted.connect(self.marking.remove_folder)
        self._gallery.stack_toggled.connect(self.toggle_stack)

    # --- page ---

    def show(self, place: Place | None) -> None:
        """Fill the gallery with what is browsed, at the place where it was left."""
        self._active = True
        self.bar.show()
        self._show_sidebar()
        view = self._view or self._shown
        self._gallery.show_photos(view.paths if view is not None else self._library.photos, place)
        self._show_marked()

    def leave(self) -> None:
        """The gallery shows something else now."""
        self._active = False
        self.bar.hide()
        self.sidebar.hide()
        self._show_marked()  # results have ranks where stacks have their numbers

    def attach(self, window: QWidget, notice: Notice) -> None:
        """Say what is to be said in this window, and look for new photos when the user comes back to it."""
        window.installEventFilter(self)
        self._arranger.failed.connect(notice.say)
        self.marking.said.connect(notice.say)
        self.marking.hearts.offered.connect(notice.offer)
        self.care.offered.connect(notice.offer)
        self.care.said.connect(notice.say)
        self.marking.undos.undoable.connect(lambda sentence, undo: notice.offer(sentence, self.tr("Undo"), undo))

    def keys(self) -> dict[str, Callable[[], object]]:
        """What keys do anywhere in the window, by their names in gui.base.keys."""
        return {
            "favourite": self.favour_selected,
            "stack": self.toggle_current_stack,
            "trash": self.throw_selected,
            "undo": self.marking.undos.undo,
            "redo": self.marking.undos.redo,
        }

    def actions(self, path: str) -> list[Action]:
        """Entries for the menu of a photo: object name, text, what to do."""
        view = self._view
        loved = view is not None and path in view.favourites
        heart = self.tr("Remove from favourites") if loved else self.tr("Add to favourites")
        entries: list[Action] = [("action_favourite", heart, partial(self._on_heart, path))]
        if self._active and view is not None and (path in view.stacks or path in view.laid_out):
            text = self.tr("Fold this stack") if path in view.laid_out else self.tr("Lay out this stack")
            entries.append(("action_stack", text, partial(self.toggle_stack, path)))
        if path in self._library.photos:
            entries.append(("action_trash", self.tr("Move to the trash"), partial(self.marking.throw, [path])))
        return entries

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._library.look_again()
        elif event.type() == QEvent.Type.Resize:
            self._show_sidebar()
        return False

    @Slot()
    def toggle_sidebar(self) -> None:
        self._preferences.change(sidebar=self.sidebar.toggle())

    def _show_sidebar(self) -> None:
        self.sidebar.settle(self._active, self._preferences.now.sidebar)

    # --- what is shown ---

    @property
    def _sort(self) -> Sort:
        return self._preferences.now.sort

    @Slot()
    def _on_listed(self) -> None:
        if self._shown is None and self._view is None:
            self._fill(self._library.photos)
        self._arranger.reshelve()

    def _fill(self, paths: Sequence[str]) -> None:
        """Show photos in place of those that are shown, unless the gallery shows something else."""
        if self._active:
            self._gallery.show_photos(paths, self._gallery.place())
            self._show_marked()

    @Slot(object)
    def _on_remembered(self, remembered: Remembered) -> None:
        """What was seen last, until it is known what there is now."""
        if self._view is None and remembered.paths and remembered.wish == self._wish_now():
            self._shown = remembered
            self._fill(remembered.paths)

    def _wish_now(self) -> str:
        return repr((self._library.folders, self._sort.value, self._preferences.now.stacks))

    @Slot()
    def _on_folders(self) -> None:
        folders, offline = self._library.folders, self._library.offline
        self._filters = frozenset(one for one in self._filters if one.facet != "folder" or one.name in folders)
        self.sidebar.show_folders(folders, offline, self._library.emptied)
        self.bar.show_folders(folders)
        self._arranger.reshelve()

    @Slot()
    def _on_changed(self) -> None:
        self._review(keep_place=True)

    def _review(self, *, keep_place: bool) -> None:
        """Work out anew what is to be seen."""
        self._keep_place = keep_place and (self._keep_place or not self._arranger.busy)
        now = self._preferences.now
        self._arranger.arrange(Look(self._filters, self._sort, self.marking.marks, now.stacks, self._expanded))

    @Slot(object)
    def _on_view(self, arranged: Arranged) -> None:
        view, wish = arranged.view, arranged.wish
        changed = self._view is None or view.paths != self._gallery.photos.paths
        self._view, self._shown, self._wish = view, None, self._wish_now()
        self.marking.hearts.learn(list(filter(None, map(wish.shelf.identity, view.favourites))))
        self.sidebar.show_counts(view.counts, view.present, wish.filters)
        self.bar.show_filters(wish.filters)
        self.bar.show_total(view.total, len(wish.shelf.paths))
        if self._active and changed:
            self._gallery.show_photos(view.paths, self._gallery.place() if self._keep_place else None)
        self._keep_place = True
        self._show_marked()
        self._gallery.say_when_empty(self.tr("No photo passes all filters.") if wish.filters else "")

    def _show_marked(self) -> None:
        """Hearts belong to results too, stacks only to the photos browsed."""
        away, shelf = Away(self._library.folders, self._library.offline), self._arranger.shelf
        marked = Marked(away=away, incomplete=shelf.incomplete if shelf is not None else frozenset())
        if self._view is not None:
            marked = replace(marked, favourites=self._view.favourites)
        if self._active and (seen := self._view or self._shown) is not None:
            marked = replace(marked, stacks=seen.stacks)
        if self._active and self._view is not None:
            marked = replace(marked, laid_out=self._view.laid_out)
        self._gallery.show_marked(marked)

    # --- filters, order, stacks ---

    @Slot(object)
    def toggle_filter(self, choice: Choice) -> None:
        self._filters = self._filters ^ {choice}
        self._review(keep_place=False)

    @Slot()
    def clear_filters(self) -> None:
        back, again = partial(self._filter_by, self._filters), partial(self._filter_by, frozenset())
        self._filter_by(frozenset())
        sentence = self.tr("All filters are off.")
        self.marking.undos.add(Change(self.tr("The filters are back."), back, sentence, again), sentence)

    def _filter_by(self, filters: Filters) -> None:
        self._filters = filters
        self._review(keep_place=False)

    @Slot(str)
    def _on_sorted(self, sort: str) -> None:
        self._preferences.change(sort=Sort(sort))
        self._review(keep_place=False)

    @Slot(bool)
    def _on_stacks(self, wanted: bool) -> None:
        self._preferences.change(stacks=wanted)
        self._expanded = frozenset()
        self._review(keep_place=True)

    @Slot(object)
    def toggle_stack(self, path: str) -> None:
        """Lay a stack out, or fold it again; `path` is any of its photos in sight."""
        if self._view is None or not self._active:
            return
        if path in self._view.laid_out:
            self._expanded = self._expanded - self._view.stack_of(path)
        elif path in self._view.stacks:
            self._expanded = self._expanded | {path}
        self._review(keep_place=True)

    @Slot()
    def toggle_current_stack(self) -> None:
        path = self._gallery.current_path()
        if path is not None:
            self.toggle_stack(path)

    # --- marks ---

    @Slot(object)
    def _on_heart(self, path: str) -> None:
        self.marking.hearts.toggle([path], self._arranger.shelf)

    @Slot()
    def favour_selected(self) -> None:
        self.marking.hearts.toggle(self.selected(), self._arranger.shelf)

    @Slot()
    def throw_selected(self) -> None:
        self.marking.throw(self.selected())

    def selected(self) -> list[str]:
        """The selected photos, or the one where the keyboard is."""
        current = self._gallery.current_path()
        return self._gallery.selected_paths() or ([current] if current else [])

    def keep(self) -> None:
        self._last.keep(self._wish, None if self._filters else self._view)
