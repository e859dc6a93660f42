"""The Browse page: connects sidebar, chips and gallery with how the photos are browsed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Slot

from core.base.settings import Sort
from core.browse.remembered import Remembered
from core.browse.shelf import Browsing, Choice, Filters, Shelf, View
from core.browse.shelving import Arranged
from gui.browse.arranger import Arranger
from gui.browse.browse_bar import BrowseBar
from gui.browse.last_view import LastView
from gui.browse.sidebar import Sidebar
from gui.gallery.cell_marks import Away, Marked
from gui.gallery.place import Place
from gui.marking.undo import Change
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
        self._connect()

    def _connect(self) -> None:
        sidebar, bar, library = self._sidebar, self._bar, self._library
        library.listed.connect(self._on_listed)
        library.folders_changed.connect(self._on_folders)
        self._arranger.knows.connect(self._marking.know)
        for signal in (self._arranger.shelved, self._arranger.grouped, self._marking.changed):
            signal.connect(self._tell_holdings)
        for signal in (self._arranger.shelved, self._arranger.grouped, self._marking.changed):
            signal.connect(self._arrange)
        self._seen.moved.connect(self._on_moved)
        self._seen.changed.connect(self._on_changed)
        self._last.read.connect(self._on_remembered)
        self._arranger.arranged.connect(self._on_view)
        self._arranger.shelved.connect(self._gallery.renew_thumbnails)
        self._arranger.waiting.connect(bar.show_sorting)
        self._arranger.failed.connect(self.said)
        sidebar.toggled.connect(self.toggle_filter)
        sidebar.add_wanted.connect(self.folder_wanted)
        sidebar.remove_wanted.connect(self._marking.remove_folder)
        sidebar.rescan_wanted.connect(library.update)
        sidebar.accept_wanted.connect(library.accept_gone)
        sidebar.check_wanted.connect(self._care.check)
        sidebar.forget_wanted.connect(self._care.forget)
        bar.removed.connect(self.toggle_filter)
        bar.cleared.connect(self.clear_filters)
        bar.sorted_by.connect(self._on_sorted)
        bar.stacks_toggled.connect(self._on_stacks)
        self._gallery.favoured.connect(self._on_heart)
        self._gallery.stack_toggled.connect(self.toggle_stack)

    def title(self) -> str:
        return self.tr("Browse")

    def summary(self) -> str:
        return self.tr("All photos")

    # --- page ---

    @property
    def _active(self) -> bool:
        return self._seen.now.page == self.name

    def show(self, visit: Visit) -> None:
        """Fill the gallery with what was browsed then; where that must be worked out, with what there is meanwhile."""
        self._bar.show()
        self._show_sidebar()
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
        self._bar.hide()
        self._sidebar.hide()
        self._show_marked()

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
        view = self._view
        loved = view is not None and path in view.favourites
        heart = self.tr("Remove from favourites") if loved else self.tr("Add to favourites")
        entries: list[Action] = [("action_favourite", heart, partial(self._on_heart, path))]
        if self._active:
            entries.insert(0, ("action_compare", self.tr("Look closer"), partial(self._detail.open_at, path, None)))
        if self._active and view is not None and (path in view.stacks or path in view.laid_out):
            text = self.tr("Fold this stack") if path in view.laid_out else self.tr("Lay out this stack")
            entries.append(("action_stack", text, partial(self.toggle_stack, path)))
        if path in self._library.photos:
            entries.append(("action_trash", self.tr("Move to the trash"), partial(self._marking.throw, [path])))
        return entries

    def hint(self) -> Hint | None:
        if not self._library.photos:
            return None
        sentence = translate(
            "hints", "Click a photo to find what looks like it. Or drop any other one here, even from your browser."
        )
        return Hint(_HINT, sentence)

    @Slot(Visit)
    def _on_moved(self, visit: Visit) -> None:
        if visit.found is not None:
            self.learned.emit(_HINT)
        elif visit.page == self.name:
            self._preferences.change(sort=visit.browsing.sort, stacks=visit.browsing.stacks)
        self._show_browsing()

    def toggle_side(self) -> None:
        self._preferences.change(sidebar=self._sidebar.toggle())

    def window_resized(self) -> None:
        self._show_sidebar()

    def _show_sidebar(self) -> None:
        self._sidebar.settle(self._active, self._preferences.now.sidebar)

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
        if self._view is not None or not remembered.paths or remembered.folders != self._library.folders:
            return
        if not self._seen.can_go_back:  # else the user has been quicker
            self._seen.replace(browsing=remembered.browsing)
        if self._seen.now.browsing == remembered.browsing:
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

    def _show_browsing(self) -> None:
        """The controls follow what is seen and not the clicks on them: their photos may come later, or never."""
        browsing = self._seen.now.browsing.within(self._library.folders)
        self._sidebar.show_chosen(browsing.filters)
        self._bar.show_browsing(browsing)

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
        pending, self._pending = self._pending, None
        if self._active and (changed or pending is not None):
            self._gallery.show_photos(view.paths, self._gallery.place() if pending is None else _at(pending))
        self._show_marked()
        self._gallery.say_when_empty(self.tr("No photo passes all filters.") if wish.browsing.filters else "")

    def _show_marked(self) -> None:
        """Hearts belong to results too, which have stacks of their own."""
        marked = _marked(Away(self._library.folders, self._library.offline), self._arranger.shelf, self._view)
        self._gallery.show_marked(_stacked(marked, self._view or self._remembered) if self._active else marked)

    # --- filters, order, stacks ---

    @Slot(Choice)
    def toggle_filter(self, choice: Choice) -> None:
        self._filter_by(self._seen.now.browsing.filters ^ {choice})

    @Slot()
    def clear_filters(self) -> None:
        back, again = partial(self._filter_by, self._seen.now.browsing.filters), partial(self._filter_by, frozenset())
        self._filter_by(frozenset())
        sentence = self.tr("All filters are off.")
        self._marking.undos.add(Change(self.tr("The filters are back."), back, sentence, again), sentence)

    def _filter_by(self, filters: Filters) -> None:
        self._browse(replace(self._seen.now.browsing, filters=filters), Place())

    @Slot(str)
    def _on_sorted(self, sort: str) -> None:
        """Another order takes the place of that by words."""
        self._browse(replace(self._seen.now.browsing, sort=Sort(sort), words=None), Place())

    @Slot(bool)
    def _on_stacks(self, wanted: bool) -> None:
        self._browse(replace(self._seen.now.browsing, stacks=wanted, laid_out=frozenset()), self._gallery.place())

    def _browse(self, browsing: Browsing, place: Place) -> None:
        """One step on, which the way back takes back; none where nothing is to be seen otherwise."""
        if browsing != self._seen.now.browsing:
            self._seen.go(replace(self._seen.now, page=self.name, browsing=browsing, place=place))

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

    @Slot(object)
    def _on_heart(self, path: str) -> None:
        self._marking.hearts.toggle([path], self._arranger.shelf)

    @Slot()
    def favour_selected(self) -> None:
        self._marking.hearts.toggle(self._gallery.chosen_paths(), self._arranger.shelf)

    @Slot()
    def throw_selected(self) -> None:
        self._marking.throw(self._gallery.chosen_paths())

    def keep(self) -> None:
        """Keep the view for the next start, unless stacks are laid out in it."""
        if self._view is not None and self._viewed is not None and not self._view.laid_out:
            viewed = self._viewed.within(self._library.folders)
            self._last.keep(Remembered(self._library.folders, viewed, self._view.paths, self._view.stacks))


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
