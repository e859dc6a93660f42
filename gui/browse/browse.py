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
from gui.browse.browse_bar import ON_MAP, BrowseBar
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
        self._connect()

    def _connect(self) -> None:
        sidebar, bar, library = self._sidebar, self._bar, self._library
        library.listed.connect(self._on_listed)
        library.folders_changed.connect(self._on_folders)
        self._arranger.knows.connect(self._marking.kinds.know)
        for signal in (self._arranger.shelved, self._arranger.grouped):
            signal.connect(self._tell_stacks)
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
        entries: list[Action] = [("action_favourite", self._heart_text(paths), partial(self._on_hearts, paths))]
        if self._active and len(paths) == 1:
            entries.insert(0, ("action_compare", self.tr("Look closer"), partial(self._detail.open_at, path, None)))
        if self._active and view is not None and (path in view.stacks or path in view.laid_out):
            text = self.tr("Fold this stack") if path in view.laid_out else self.tr("Lay out this stack")
            entries.append(("action_stack", text, partial(self.toggle_stack, path)))
        if path in self._library.photos:
            several = self.tr("Move %Ln photos to the trash", "", len(paths))
            text = self.tr("Move to the trash") if len(paths) == 1 else several
            entries.append(("action_trash", text, partial(self._marking.throw, paths)))
        return entries

    def _heart_text(self, paths: Sequence[str]) -> str:
        """What the heart would do with photos: take theirs away where all have one."""
        loved = self._view is not None and self._view.favourites.issuperset(paths)
        if len(paths) > 1:
            off = self.tr("Remove %Ln photos from favourites", "", len(paths))
            return off if loved else self.tr("Add %Ln photos to favourites", "", len(paths))
        return self.tr("Remove from favourites") if loved else self.tr("Add to favourites")

    def hint(self) -> Hint | None:
        return _hint() if self._library.photos else None

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
        filtered = bool(wish.browsing.filters or wish.browsing.chosen)
        self._gallery.say_when_empty(self.tr("No photo passes all filters.") if filtered else "")

    def _show_marked(self) -> None:
        """Hearts belong to results too, which have stacks of their own."""
        marked = _marked(Away(self._library.folders, self._library.offline), self._arranger.shelf, self._view)
        self._gallery.show_marked(_stacked(marked, self._view or self._remembered) if self._active else marked)

    # --- filters, order, stacks ---

    @Slot(Choice)
    def toggle_filter(self, choice: Choice) -> None:
        browsing = self._seen.now.browsing
        if choice.facet == ON_MAP:
            self._browse(replace(browsing, chosen=frozenset()), Place())
        else:
            self._filter_by(browsing.filters ^ {choice})

    @Slot()
    def clear_filters(self) -> None:
        before = self._seen.now.browsing
        back = partial(self._filter_by, before.filters, before.chosen)
        again = partial(self._filter_by, frozenset(), frozenset())
        again()
        sentence = self.tr("All filters are off.")
        self._marking.undos.add(Change(self.tr("The filters are back."), back, sentence, again), sentence)

    def _filter_by(self, filters: Filters, chosen: frozenset[str] | None = None) -> None:
        """`chosen`: on the map; None: as before."""
        now = self._seen.now.browsing
        self._browse(replace(now, filters=filters, chosen=now.chosen if chosen is None else chosen), Place())

    @Slot(str)
    def _on_sorted(self, sort: str) -> None:
        """Another order takes the place of that by words."""
        self._browse(replace(self._seen.now.browsing, sort=Sort(sort), words=None), Place())

    @Slot(bool)
    def _on_stacks(self, wanted: bool) -> None:
        self._browse(replace(self._seen.now.browsing, stacks=wanted, laid_out=frozenset()), self._gallery.place())

    def _browse(self, browsing: Browsing, place: Place) -> None:
        """One step on, which the way back takes back; none where nothing is to be seen otherwise."""
        now = self._seen.now
        if browsing == now.browsing:
            return
        if self._active or not self._filters:
            self._seen.go(replace(now, page=self.name, browsing=browsing, place=place))
        else:
            self._seen.go(replace(now, browsing=browsing, place=self._seen.place()))

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
    def _tell_stacks(self) -> None:
        """Results are folded by them too."""
        self._asking.know_stacks(self._arranger.stacks)

    # --- marks ---

    @Slot(object)
    def _on_heart(self, path: str) -> None:
        self._on_hearts([path])

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
            self._last.keep(Remembered(self._library.folders, viewed, self._view.paths, self._view.stacks))


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
