"""The Browse page: connects sidebar, chips and gallery with how the photos are browsed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Slot

from core.base.settings import Sort
from core.browse.remembered import Remembered
from core.browse.shelf import Browsing, Shelf, View
from core.browse.shelving import Arranged
from gui.browse.arranger import Arranger
from gui.browse.browse_bar import BrowseBar
from gui.browse.entries import Entries
from gui.browse.last_view import LastView
from gui.browse.shelving import Shelving
from gui.browse.sidebar import Sidebar
from gui.browse.steps import Steps
from gui.gallery.cell_marks import Away, Marked
from gui.gallery.place import Place
from gui.library.folder_care import FolderCare
from gui.library.library import Library
from gui.marking.marking import Marking
from gui.pages.page import Hint, Page, Parts
from gui.visits.history import Visit
from gui.widgets.menus import Action

translate = QCoreApplication.translate

_HINT = "browse"


class BrowsePage(Page):
    """Shows all photos of the library as the user wants to see them."""

    name = "browse"
    icon = "all"
    keys = ("Ctrl+1",)
    tells_total = True
    around = frozenset({"map"})

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._library = parts.library
        self._gallery = parts.gallery
        self._detail = parts.detail
        self._preferences = parts.preferences
        self._marking = parts.marking
        self._care = parts.care
        self._seen = parts.seen
        self._asking = parts.asking
        kinds = parts.library.extractor.spec.kinds
        self._sidebar = Sidebar(parts.theme, kinds)
        self._bar = BrowseBar(parts.theme)
        self.above, self.beside = (self._bar,), (self._sidebar,)
        self._view: View | None = None
        self._viewed: Browsing | None = None  # what `_view` shows
        self._remembered: Remembered | None = None  # until there is a view
        self._pending: Place | None = None  # where the next view is to be shown; None: where the user is then
        self._last = LastView(parts.paths, kinds, parts.work, self)
        self._arranger = Arranger(parts.paths, parts.library, parts.work, self)
        self._shelves = Shelving(self._sidebar, self._marking, parts, self)
        self._connect()

    def _connect(self) -> None:
        sidebar, bar, library = self._sidebar, self._bar, self._library
        self._entries = Entries(self._marking, self)
        self._steps = Steps(self, bar, self._shelves, self._seen, self._marking.undos)
        _connect_libraries(sidebar, library, self._marking, self._care)
        library.listed.connect(self._on_listed)
        library.folders_changed.connect(self._on_folders)
        self._arranger.knows.connect(self._marking.know)
        for signal in (self._arranger.shelved, self._arranger.grouped, self._marking.changed):
            signal.connect(self._tell_holdings)
        changes = self._arranger.shelved, self._arranger.grouped, self._arranger.unsettled, self._marking.changed
        for signal in changes:
            signal.connect(self._arrange)
        self._marking.changed.connect(self._show_browsing)  # a collection may have come or gone
        self._seen.moved.connect(self._on_moved)
        self._seen.changed.connect(self._on_changed)
        self._last.read.connect(self._on_remembered)
        self._arranger.arranged.connect(self._on_view)
        self._arranger.shelved.connect(self._gallery.renew_thumbnails)
        self._arranger.waiting.connect(bar.show_sorting)
        self._arranger.failed.connect(self.said)
        sidebar.toggled.connect(self._steps.toggle_filter)
        sidebar.add_wanted.connect(self.folder_wanted)
        bar.order_wanted.connect(self._arranger.order_anew)
        self._gallery.favoured.connect(lambda path: self._on_hearts([path]))
        self._gallery.stack_toggled.connect(self.toggle_stack)

    def title(self) -> str:
        return self.tr("Browse")

    def summary(self) -> str:
        return self.tr("All photos")

    def heading(self) -> str:
        """What the photos are filtered and ordered by."""
        return self._bar.told(self._seen.now.browsing) or self.summary()

    # --- page ---

    @property
    def _active(self) -> bool:
        return self._seen.now.page == self.name

    @property
    def _filters(self) -> bool:
        """Whether the photos seen are those that pass the filters, in the gallery or on another page."""
        return self._active or self._seen.now.page in self.around

    def show(self, visit: Visit) -> None:
        """Fill the gallery with what was browsed then; where that must be worked out, with what there is meanwhile."""
        self._show_around()
        fits = self._viewed == visit.browsing
        if fits or self._gallery.photos.shows_matches:
            seen = self._view or self._remembered
            self._gallery.show_photos(seen.paths if seen is not None else self._library.photos, _at(visit.place))
        self._show_marked()
        self._pending = None if fits or self._viewed is None else visit.place  # the first view comes to the user
        if not fits or self._arranger.busy:  # what is on its way was wanted for something else
            self._arrange()

    def leave(self) -> None:
        """The gallery shows something else now."""
        self._show_around()
        self._show_marked()
        if self._filters and self._viewed != self._seen.now.browsing:
            self._arrange()  # for the counts

    def _show_around(self) -> None:
        self._bar.setVisible(self._filters)
        self._bar.show_orders(self._active)
        self._show_sidebar()

    def commands(self) -> dict[str, Callable[[], object]]:
        return {
            "favourite": self.favour_selected,
            "stack": self._gallery.toggle_current_stack,
            "trash": self.throw_selected,
            "undo": self._marking.undos.undo,
            "redo": self._marking.undos.redo,
        }

    def actions(self, path: str) -> list[Action]:
        """What can be done with any photo."""
        view, paths = self._view, self._gallery.chosen_with(path)
        entries = [self._entries.heart(paths, view is not None and view.favourites.issuperset(paths), self._on_hearts)]
        if self._active and len(paths) == 1:
            entries.insert(0, ("action_compare", self.tr("Look closer"), partial(self._detail.open_at, path, None)))
        if self._active and view is not None and (path in view.stacks or path in view.laid_out):
            text = self.tr("Fold this stack") if path in view.laid_out else self.tr("Lay out this stack")
            entries.append(("action_stack", text, partial(self.toggle_stack, path)))
        if self._filters:
            entries += self._shelves.actions(paths)
        if path in self._library.photos:
            entries.append(self._entries.trash(paths))
        return entries

    def hint(self) -> Hint | None:
        return _hint() if self._library.photos else None

    @Slot(Visit)
    def _on_moved(self, visit: Visit) -> None:
        if visit.found is not None:
            self.learned.emit(_HINT)
        elif visit.page == self.name:
            browsing = visit.browsing
            usual = self._preferences.now.sort if browsing.sort == Sort.COLLECTED else browsing.sort
            self._preferences.change(sort=usual, reverse=browsing.reverse, stacks=browsing.stacks)
        self._show_browsing()

    def toggle_side(self) -> None:
        self._preferences.change(sidebar=self._sidebar.toggle())

    def window_resized(self) -> None:
        self._show_sidebar()

    def _show_sidebar(self) -> None:
        self._sidebar.settle(self._filters, self._preferences.now.sidebar)

    # --- what is shown ---

    @Slot()
    def _on_listed(self) -> None:
        if self._remembered is None and self._view is None:
            self._fill(self._library.photos)
        self._arranger.reshelve()

    def _fill(self, paths: Sequence[str]) -> None:
        """Show photos in place of those that are shown, unless the gallery shows something else."""
        if self._active:
            self._gallery.show_photos(paths, self._gallery.place())
            self._show_marked()

    @Slot(Remembered)
    def _on_remembered(self, remembered: Remembered) -> None:
        """What was seen last, until it is known what there is now."""
        self._asking.last = self._asking.last or remembered.asked
        if self._view is not None or remembered.is_nothing or remembered.folders != self._library.folders:
            return
        if not self._seen.can_go_back:  # else the user has been quicker
            self._seen.replace(browsing=remembered.browsing)
        if remembered.paths and self._seen.now.browsing == remembered.browsing:
            self._remembered = remembered
            self._fill(remembered.paths)

    @Slot()
    def _on_folders(self) -> None:
        folders = self._library.folders
        self._sidebar.show_folders(folders, self._library.offline, self._library.emptied)
        self._bar.show_folders(folders)
        self._seen.replace(browsing=self._seen.now.browsing.within(folders))
        self._show_browsing()  # folders have new rows
        self._arranger.reshelve()

    @Slot(Visit, Visit)
    def _on_changed(self, before: Visit, visit: Visit) -> None:
        if visit.browsing != before.browsing:
            self._show_browsing()
            self._arrange()

    @Slot()
    def _show_browsing(self) -> None:
        """The controls follow what is seen and not the clicks on them: their photos may come later, or never."""
        browsing = self._seen.now.browsing.within(self._library.folders)
        self._sidebar.show_chosen(browsing.filters)
        self._bar.show_browsing(browsing, self._shelves.has_order(browsing))

    @Slot()
    def _arrange(self) -> None:
        """Work out anew what is to be seen."""
        self._arranger.arrange(self._seen.now.browsing.within(self._library.folders), self._marking.marks)

    @Slot(Arranged)
    def _on_view(self, arranged: Arranged) -> None:
        view, wish = arranged.view, arranged.wish
        if wish.browsing != self._seen.now.browsing.within(self._library.folders):
            return  # it has moved on
        changed = self._view is None or view.paths != self._gallery.photos.paths
        self._view, self._viewed, self._remembered = view, self._seen.now.browsing, None
        self._marking.keeping.learn(arranged.news)
        self._sidebar.show_counts(view.counts, view.present)
        self._bar.show_total(view.total, len(wish.shelf.paths))
        self._bar.show_order(arranged.order.old)
        pending, self._pending = self._pending, None
        if self._active and (changed or pending is not None):
            self._gallery.show_photos(view.paths, self._gallery.place() if pending is None else _at(pending))
        self._show_marked()
        self._tell_empty(bool(wish.browsing.filters or wish.browsing.chosen))

    def _tell_empty(self, filtered: bool) -> None:
        """Why no photo is seen, and the way out."""
        words = (self.tr("No photo passes all filters."), self.tr("Clear filters")) if filtered else ("", "")
        self._gallery.say_when_empty(*words, self._steps.clear_filters)

    def _show_marked(self) -> None:
        """Hearts belong to results too, which have stacks of their own."""
        marked = _marked(Away(self._library.folders, self._library.offline), self._arranger.shelf, self._view)
        self._gallery.show_marked(_stacked(marked, self._view or self._remembered) if self._active else marked)

    # --- order, stacks ---

    @Slot(object)
    def toggle_stack(self, path: str) -> None:
        """Lay a stack out, or fold it again; `path` is any of its photos in sight."""
        view, browsing = self._view, self._seen.now.browsing
        if view is None or not self._active:
            return
        if path in view.laid_out:
            self._seen.replace(browsing=replace(browsing, laid_out=browsing.laid_out - view.stack_of(path)))
        elif path in view.stacks:
            self._seen.replace(browsing=replace(browsing, laid_out=browsing.laid_out | {path}))

    @Slot()
    def _tell_holdings(self) -> None:
        """Searches go by them too."""
        if self._arranger.shelf is not None:
            self._asking.know(self._arranger.shelf.holdings(self._arranger.stacks, self._marking.marks))

    # --- marks ---

    @Slot()
    def favour_selected(self) -> None:
        self._on_hearts(self._gallery.chosen_paths())

    def _on_hearts(self, paths: Sequence[str]) -> None:
        self._marking.hearts.toggle(paths, self._arranger.shelf)

    @Slot()
    def throw_selected(self) -> None:
        self._marking.throw(self._gallery.chosen_paths())

    def keep(self) -> None:
        """Keep the view for the next start, unless stacks are laid out in it or it is of what was chosen on the map."""
        if self._view is None or self._viewed is None or self._viewed.chosen:
            return
        if not self._view.laid_out:
            viewed = self._viewed.within(self._library.folders)
            seen = self._view.paths, self._view.stacks
            self._last.keep(Remembered(self._library.folders, viewed, *seen, self._asking.last))


def _connect_libraries(sidebar: Sidebar, library: Library, marking: Marking, care: FolderCare) -> None:
    """What can be done about each folder of the library."""
    sidebar.remove_wanted.connect(marking.remove_folder)
    sidebar.rescan_wanted.connect(library.update)
    sidebar.accept_wanted.connect(library.accept_gone)
    sidebar.check_wanted.connect(care.check)
    sidebar.forget_wanted.connect(care.forget)


def _hint() -> Hint:
    sentence = translate(
        "hints", "Click a photo to find what looks like it. Or drop any other one here, even from your browser."
    )
    return Hint(_HINT, sentence)


def _marked(away: Away, shelf: Shelf | None, view: View | None) -> Marked:
    """What any photo may be marked with, as far as it is known."""
    marked = Marked(away=away, incomplete=shelf.incomplete if shelf is not None else frozenset())
    return marked if view is None else replace(marked, favourites=view.favourites)


def _stacked(marked: Marked, seen: View | Remembered | None) -> Marked:
    """With the numbers of stacks, and with what is laid out."""
    if seen is None:
        return marked
    return replace(marked, stacks=seen.stacks, laid_out=seen.laid_out if isinstance(seen, View) else frozenset())


def _at(place: Place) -> Place | None:
    """None for the beginning, from where the keyboard starts anew."""
    return None if place == Place() else place
