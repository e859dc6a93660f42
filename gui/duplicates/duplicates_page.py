"""The Duplicates page: connects groups and their photos with the library, with what is marked, and with the trash."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.duplicates.groups import Group, Kind
from core.duplicates.review import Review
from gui.base.texts import number
from gui.duplicates.differing import Told
from gui.duplicates.duplicates_bar import LookBar, TickBar
from gui.duplicates.group_list import GroupList
from gui.duplicates.group_pane import GroupPane, line
from gui.duplicates.looking import Looking
from gui.duplicates.untouched import Untouched
from gui.duplicates.words import summed_up
from gui.gallery.page_pictures import PagePictures
from gui.gallery.place import Place
from gui.pages.page import Hint, Page, Parts
from gui.visits.history import Visit
from gui.widgets.controls import beside, framed, text_label

_HINT = "duplicates"
_LIST_SIDE = 60  # px, of the pictures in the list


class DuplicatesPage(Page):
    """While it is seen the gallery holds the photos of the group, hidden: what keys, menus and the large view do with
    the photo where the keyboard is goes through it. What may be thrown away then is what the groups allow."""

    name = "duplicates"
    icon = "duplicates"
    keys = ("Ctrl+4",)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._theme = parts.theme
        self._library = parts.library
        self._preferences = parts.preferences
        self._marking = parts.marking
        self._seen = parts.seen
        self._detail = parts.detail
        self._review = Review(untouched=frozenset(parts.library.untouched))
        self._build(parts)
        self._looking = Looking(parts, self)
        self._told = Told(parts.pictures, parts.work, self)
        self._untouched = Untouched(self._bar.untouched, parts.library, parts.preferences, self)
        self._connect()

    def _build(self, parts: Parts) -> None:
        self._bar = LookBar(parts.theme, parts.preferences.now.same_garment)
        self._ticks = TickBar()
        self._middle = QStackedWidget()
        self._pictures = PagePictures(parts.loader, self._middle)
        self._list = GroupList(parts.theme, self._pictures)
        self._pane = GroupPane(parts.theme, self._pictures)
        self._empty = text_label("duplicates_empty", centred=True)
        self._middle.addWidget(beside(self._list, line(), self._pane, growing=self._pane))
        self._middle.addWidget(self._empty)
        self._whole = framed(self._bar, self._middle, self._ticks, growing=self._middle)
        self._whole.setObjectName("duplicates_page")

    def _connect(self) -> None:
        bar, pane, looking = self._bar, self._pane, self._looking
        looking.changed.connect(self._on_groups)
        looking.progressed.connect(self._say)
        looking.failed.connect(self.said)
        self._told.changed.connect(self._show_differences)
        for changed in (self._library.settled, self._library.listed, self._library.reported):
            changed.connect(self._on_library)
        self._marking.changed.connect(self._on_marked)
        self._detail.closed.connect(self._on_detail_closed)
        bar.kind_chosen.connect(self._on_kind)
        bar.cancelled.connect(looking.cancel)
        bar.continued.connect(looking.go_on)
        self._untouched.changed.connect(self._on_untouched)
        self._list.chosen.connect(self._on_chosen)
        self._list.entered.connect(pane.take_focus)
        self._list.focused.connect(self._on_list)
        self._list.seen.connect(self._want_pictures)
        pane.laid_out.connect(self._want_pictures)
        pane.ticked.connect(lambda path: self._tick(self._review.toggled(path)))
        pane.previewed.connect(self._gallery.previewed)
        pane.denied.connect(self._on_denied)
        pane.entered.connect(self._on_entered)
        pane.menu_wanted.connect(self._on_menu)
        pane.more_wanted.connect(lambda: self._show_group(self._list.current))
        pane.left.connect(self._list.setFocus)
        pane.best_wanted.connect(self._tick_group)
        pane.differences_toggled.connect(self._show_differences)
        self._ticks.best_wanted.connect(self._tick_all)
        self._ticks.cleared.connect(lambda: self._tick(self._review.without_ticks()))
        self._ticks.thrown.connect(lambda: self._marking.throw(self._review.order))

    def title(self) -> str:
        return self.tr("Duplicates")

    def summary(self) -> str:
        return self.tr("Photos that are there twice, or show the same garment")

    @property
    def groups(self) -> tuple[Group, ...]:
        """Those that are seen."""
        return self._review.groups

    @property
    def settled(self) -> bool:
        """Whether all that there is to see is seen."""
        cards, looking = self._pane.cards, self._looking
        return looking.settled and looking.groups == self.groups and all(card.picture.has_picture for card in cards)

    # --- page ---

    @property
    def in_place(self) -> QWidget | None:
        return self._whole

    @property
    def _active(self) -> bool:
        return self._seen.now.page == self.name

    def place(self) -> Place:
        group = self._list.current
        return Place(0, self._gallery.current_path() or (None if group is None else group.best.path))

    def take_focus(self) -> None:
        """To the photo where it was, or to the groups."""
        (self._pane.picture_of(self._gallery.current_path() or "") or self._list).setFocus()

    def zoom(self, larger: bool) -> bool:
        """Its pictures are as large as there is room."""
        return True

    def show(self, visit: Visit) -> None:
        self._looking.want()
        self._list.go_to(visit.place.current)
        self._show_group(self._list.current)
        self._guard()
        self._say()

    def leave(self) -> None:
        self._marking.plan = None

    def window_resized(self) -> None:
        self._list.fit(self._gallery.window().width())

    def toggle_side(self) -> None:
        self._list.setVisible(not self._list.isVisible())

    def hint(self) -> Hint | None:
        sentence = self.tr(
            "Nothing is deleted by itself: tick what may go. It is moved to the trash and can be brought back."
        )
        return Hint(_HINT, sentence) if self._review.groups else None

    # --- what is looked through ---

    @Slot()
    def _on_library(self, _report: object = None) -> None:
        if self._active:
            self._pictures.doubt()
            self._looking.want()

    @Slot()
    def _on_marked(self) -> None:
        if self._active:
            self._looking.narrow()

    @Slot()
    def _on_groups(self) -> None:
        self._take(self._review.now(self._looking.groups, frozenset(self._library.untouched)))
        self._say()

    @Slot(bool)
    def _on_kind(self, same_garment: bool) -> None:
        self._preferences.change(same_garment=same_garment)
        self._looking.go_on()

    @Slot()
    def _say(self) -> None:
        """How far the looking is, and what came of it."""
        looking, groups = self._looking, self._review.groups
        if looking.running:
            self._bar.show_running(looking.done, looking.of)
        else:
            self._bar.show_idle(summed_up(self._review) if groups else ("",), stopped=looking.stopped)
        self._empty.setText(self._why_empty())
        self._middle.setCurrentIndex(0 if groups else 1)

    def _why_empty(self) -> str:
        looking = self._looking
        if looking.running:
            return self.tr("Looking for duplicates…")
        if looking.stopped:
            return self.tr("The search for duplicates was stopped.")
        if looking.waiting or not looking.looked:
            return self.tr("The photos are still being read. Then duplicates are looked for by themselves.")
        photos = number(len(self._library.photos))
        return self.tr("No duplicates: none of the {n} photos is there twice.").format(n=photos)

    # --- what is seen and ticked ---

    def _take(self, review: Review) -> None:
        self._review = review
        self._list.show_review(review)
        self._pane.show_group(self._list.current, review)
        self._ticks.show_review(review)
        self._guard()

    def _tick(self, review: Review) -> None:
        self.learned.emit(_HINT)
        self._take(review)

    def _guard(self) -> None:
        if self._active:
            self._marking.plan = self._review.plan

    @Slot()
    def _tick_group(self) -> None:
        group = self._list.current
        if group is not None:
            self._tick(self._review.with_all_but_best([group]))

    @Slot()
    def _tick_all(self) -> None:
        pictures = [group for group in self._review.groups if group.kind is Kind.PICTURE]
        self._tick(self._review.with_all_but_best(pictures))

    @Slot(object)
    def _on_chosen(self, group: Group | None) -> None:
        other = group is None or self._pane.group is None or group.paths != self._pane.group.paths
        self._show_group(group)
        if other:
            self._told.look_at(group)
        self._show_differences()

    def _show_group(self, group: Group | None) -> None:
        self._pane.show_group(group, self._review)
        if self._active:
            self._hold(None)
        self._want_pictures()

    @Slot()
    def _show_differences(self) -> None:
        self._pane.show_differences(self._told.found, self._pane.differences.isChecked())

    @Slot()
    def _want_pictures(self) -> None:
        if self._active:
            ratio = self._list.devicePixelRatioF()
            small = [(copy.path, _LIST_SIDE * ratio) for group in self._list.in_sight() for copy in group.photos[:3]]
            large = dict(self._pane.wanted())
            self._pictures.want([*large.items(), *((path, side) for path, side in small if path not in large)])

    # --- one photo ---

    def _hold(self, path: str | None) -> None:
        """What keys and menus mean: this photo, or none."""
        group = self._list.current
        self._gallery.clearSelection()
        self._gallery.show_photos(() if group is None else [copy.path for copy in group.photos], Place(0, path))

    @Slot(object)
    def _on_entered(self, path: str) -> None:
        if self._gallery.current_path() != path:
            self._hold(path)

    @Slot()
    def _on_list(self) -> None:
        """The keyboard is with the groups: keys that do something to a photo mean none."""
        if self._gallery.current_path() is not None:
            self._hold(None)

    @Slot(object)
    def _on_detail_closed(self, path: str) -> None:
        """The keyboard goes back to the photo that was seen large."""
        if self._active:
            self._gallery.mark(path)

    @Slot(object, QPoint)
    def _on_menu(self, path: str, where: QPoint) -> None:
        self._gallery.menu_wanted.emit(path, where)

    @Slot(object)
    def _on_denied(self, path: str) -> None:
        group = self._list.current
        if group is not None:
            others = [copy.path for copy in group.photos if copy.path != path]
            self._marking.differences.part(path, others)

    @Slot()
    def _on_untouched(self) -> None:
        """Something may be deleted no more, or again."""
        self._take(self._review.now(self._review.groups, frozenset(self._library.untouched)))
