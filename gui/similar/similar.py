"""The Similar page: connects the query panel, the strip and the gallery with what is asked and seen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice, takewhile

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from core.search.question import Tuning
from core.search.turns import CLOSE
from gui.gallery.place import Place
from gui.marking.undo import Change
from gui.pages.page import Hint, Page, Parts
from gui.similar.invitation import Invitation
from gui.similar.query_panel import QueryPanel
from gui.similar.query_strip import QueryStrip
from gui.visits.history import Visit
from gui.widgets.menus import Action

translate = QCoreApplication.translate

_EMPHASISED = 3  # of the nearest at most, when the question is whether the user owns a thing already
_HINT = "results"


class SimilarPage(Page):
    """Owns the widgets around the results."""

    name = "similar"
    icon = "similar"
    keys = ("Ctrl+2",)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._preferences = parts.preferences
        self._library = parts.library
        self._seen = parts.seen
        self._asking = parts.asking
        self._gallery = parts.gallery
        self._detail = parts.detail
        self._undos = parts.marking.undos
        self._differences = parts.marking.differences
        self._strip = QueryStrip(parts.theme, parts.loader, parts.preferences.now.top, parts.gallery.photos.names_of)
        self._panel = QueryPanel(parts.theme, parts.loader, parts.marking.kinds)
        self._invitation = Invitation(parts.theme)
        self.above, self.beside = (self._strip,), (self._panel,)
        self._connect()
        self.leave()

    def _connect(self) -> None:
        asking, panel = self._asking, self._panel
        self._strip.closed.connect(self._seen.show_all)
        self._strip.top_chosen.connect(asking.choose_top)
        self._strip.denied.connect(self._deny)
        self._strip.looked_at.connect(self._look_at)
        self._invitation.open_photo.connect(self.photo_wanted)
        self._invitation.last_wanted.connect(asking.ask_last)
        panel.turned.connect(asking.turn)
        panel.boxed.connect(asking.search_part)
        panel.example_removed.connect(asking.forget_example)
        panel.tuned.connect(asking.tune)
        panel.reset.connect(self._on_reset)
        self._gallery.liked.connect(asking.like)
        self._gallery.unliked.connect(asking.unlike)
        self._detail.liked.connect(asking.like)
        self._detail.unliked.connect(asking.unlike)
        self._gallery.stack_toggled.connect(self._on_stack)
        for used in (self._gallery.liked, self._gallery.unliked, panel.tuned, panel.boxed):
            used.connect(self._on_used)
        self._seen.changed.connect(self._on_changed)
        for changed in (self._library.listed, self._library.reported):
            changed.connect(self._tell_found)

    def title(self) -> str:
        return self.tr("Similar")

    def summary(self) -> str:
        return self.tr("Similar photos")

    def heading(self) -> str:
        return self._strip.title or self.summary()

    # --- what is shown ---

    @property
    def widget(self) -> QWidget | None:
        """The invitation to search while there is no answer."""
        return self._invitation if self._seen.now.found is None else None

    def show(self, visit: Visit) -> None:
        self._gallery.show_matches(visit.shown, None if visit.place == Place() else visit.place)
        self._show_around(visit)

    def leave(self) -> None:
        self._strip.hide()
        self._panel.hide()

    @Slot(Visit, Visit)
    def _on_changed(self, before: Visit, visit: Visit) -> None:
        """The answer is fresher or ranked anew, and the user stays where they are. A mere wish moves the controls."""
        if visit.page != self.name or visit.found is None:
            return
        if visit.shown != before.shown:
            self._gallery.show_matches(visit.shown, self._gallery.place())
        if visit.shown != before.shown or visit.found is not before.found:
            self._show_around(visit)
        else:
            self._panel.show_visit(visit)
            self._strip.show_top(visit.tuning.top)

    def _show_around(self, visit: Visit) -> None:
        last = self._asking.last
        self._invitation.show_last("" if last is None else last.name)
        if visit.found is not None:
            self._gallery.emphasise(_close(visit) if visit.found.nearest else 0)
            self._panel.show_visit(visit)
        self._tell_found()
        self._show_panel(self._preferences.now.query_panel)

    @Slot()
    def _tell_found(self) -> None:
        """Say in how many of how many photos was searched."""
        self._strip.show_visit(self._seen.now, self._library.expected)

    @Slot(Tuning)
    def _on_reset(self, before: Tuning) -> None:
        sentence = self.tr("Only the look counts now.")
        back, again = partial(self._mix, before.shares), partial(self._mix, Tuning().shares)
        self._undos.add(Change(self.tr("The sliders are back."), back, sentence, again), sentence)

    def _mix(self, shares: tuple[float, ...]) -> None:
        self._asking.tune(replace(self._seen.now.tuning, shares=shares))

    def toggle_side(self) -> None:
        wanted = not self._preferences.now.query_panel
        self._preferences.change(query_panel=wanted)
        self._show_panel(wanted)

    def _show_panel(self, wanted: bool) -> None:
        """The query panel and the strip stand beside and above results only."""
        found = self._seen.now.found is not None
        self._strip.setVisible(found)
        self._strip.stand_in(not wanted)
        self._panel.setVisible(found and wanted)

    # --- photos ---

    @Slot(object)
    def _deny(self, path: str) -> None:
        """Not the same garment, or maybe the same again."""
        if (found := self._seen.now.found) is not None:
            self._differences.toggle(found, path)

    @Slot(object)
    def _look_at(self, path: str) -> None:
        """Large, beside the photo that was asked with."""
        self._detail.open_at(path, self._seen.now.found)

    @Slot(object)
    def _on_stack(self, path: str) -> None:
        if self._seen.now.page == self.name:
            self._asking.toggle_stack(path)

    def actions(self, path: str) -> list[Action]:
        """What can be done with a result."""
        found, shown = self._seen.now.found, self._seen.now.shown
        if found is None or len(self._gallery.chosen_with(path)) > 1:
            return []
        stack: list[Action] = []
        if path in shown.stacks or path in shown.laid_out:
            text = self.tr("Fold this stack") if path in shown.laid_out else self.tr("Lay out this stack")
            stack = [("action_stack", text, partial(self._asking.toggle_stack, path))]
        told = self._differences.are_told(found, path)
        text = self.tr("Maybe the same after all") if told else self.tr("Not the same garment")
        apart: list[Action] = [("action_apart", text, partial(self._deny, path))]
        return [
            *stack,
            ("action_more", self.tr("More like this"), partial(self._asking.like, path)),
            ("action_less", self.tr("Less like this"), partial(self._asking.unlike, path)),
            ("action_compare", self.tr("Compare with the query"), partial(self._detail.open_at, path, found)),
            *(apart if self._differences.can_tell(found, path) else []),
        ]

    # --- hints ---

    def hint(self) -> Hint | None:
        if self._seen.now.found is None:
            return None
        sentence = translate(
            "hints",
            "Say what counts with the sliders, draw a box to search with a part of the photo, or press + and − on a "
            "result for more or less like it.",
        )
        return Hint(_HINT, sentence)

    @Slot()
    def _on_used(self) -> None:
        if self._seen.now.found is not None:
            self.learned.emit(_HINT)


def _close(visit: Visit) -> int:
    """How many of the nearest are close enough to stand out."""
    alike = (match.label in CLOSE and match.path not in visit.shown.different for match in visit.shown.matches)
    return sum(takewhile(bool, islice(alike, _EMPHASISED)))
