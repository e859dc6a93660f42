"""The page "Goes with": connects garment, rules and suggestions with what is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Slot
from PySide6.QtWidgets import QWidget

from core.outfits.harmony import Rule
from gui.base.texts import file_name
from gui.gallery.page_pictures import PagePictures
from gui.gallery.place import Place
from gui.outfits.board import Board
from gui.outfits.card import wear_text
from gui.outfits.garment_panel import GarmentPanel
from gui.outfits.invitation import Invitation
from gui.outfits.rule_bar import RuleBar
from gui.outfits.suiting import Suited, Suiting
from gui.pages.page import Hint, Page, Parts
from gui.visits.history import Visit
from gui.visits.outfit_look import OutfitLook
from gui.widgets.menus import Action

translate = QCoreApplication.translate

_HINT = "outfits"


class OutfitsPage(Page):
    """Shows what goes with a garment. While it is seen the gallery holds the garment and what is suggested, hidden:
    what keys and the large view do with the photo where the keyboard is goes through it."""

    name = "outfits"
    icon = "outfit"
    keys = ("Ctrl+7",)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._library = parts.library
        self._preferences = parts.preferences
        self._seen = parts.seen
        self._detail = parts.detail
        self._marking = parts.marking
        pictures = PagePictures(parts.loader, self)
        self._board = Board(parts.theme, pictures, parts.gallery.size_of_photos)
        self._panel = GarmentPanel(parts.theme, parts.marking.kinds, pictures)
        self._rules = RuleBar()
        self._invitation = Invitation(parts.theme)
        self._suiting = Suiting(parts.library, parts.work, self)
        self._suited: Suited | None = None  # what is drawn
        self._pending: Place | None = None  # where the next answer is to be shown
        self.above, self.beside = (self._rules,), (self._panel,)
        self._connect()
        self.leave()

    def _connect(self) -> None:
        board, panel = self._board, self._panel
        for changed in (self._library.searchable, self._library.listed, self._library.reported):
            changed.connect(self._on_library)
        self._gallery.zoomed.connect(board.set_width)
        self._detail.closed.connect(self._on_detail_closed)
        self._seen.changed.connect(self._on_changed)
        self._suiting.found.connect(self._on_found)
        self._suiting.failed.connect(self.said)
        self._invitation.browse_wanted.connect(self._seen.show_all)
        self._rules.chosen.connect(self._on_rules)
        board.asked.connect(self.ask)
        board.worn_toggled.connect(self._toggle_worn)
        board.went.connect(self._gallery.mark)
        panel.worn_removed.connect(self._toggle_worn)
        panel.keep_wanted.connect(self._offer_collections)
        for part in (board, panel):
            part.previewed.connect(self._gallery.previewed)
            part.menu_wanted.connect(self._gallery.menu_wanted)

    def title(self) -> str:
        return self.tr("Goes with")

    def summary(self) -> str:
        return self.tr("What goes with a garment")

    def heading(self) -> str:
        garment = self._look.garment
        if garment is None:
            return self.summary()
        return self.tr("What goes with {name}").format(name=file_name(garment))

    # --- page ---

    @property
    def widget(self) -> QWidget | None:
        """The invitation while there is no garment."""
        return self._invitation if self._look.garment is None else None

    @property
    def in_place(self) -> QWidget | None:
        return self._board

    @property
    def _look(self) -> OutfitLook:
        return self._seen.now.outfit

    @property
    def _active(self) -> bool:
        return self._seen.now.page == self.name

    def place(self) -> Place:
        return self._board.place()

    def show(self, visit: Visit) -> None:
        self._pending = visit.place
        self._show_around(visit.outfit)
        self._want()

    def leave(self) -> None:
        self._rules.hide()
        self._panel.hide()

    def _show_around(self, look: OutfitLook) -> None:
        self._rules.setVisible(look.garment is not None)
        self._panel.setVisible(look.garment is not None and self._preferences.now.query_panel)
        self._rules.show_rules(look.rules)
        self._panel.show_worn(look.worn)
        self._board.show_worn(look.worn)
        self._board.want_pictures_of(*filter(None, (look.garment,)), *look.worn)

    def toggle_side(self) -> None:
        wanted = not self._preferences.now.query_panel
        self._preferences.change(query_panel=wanted)
        self._panel.setVisible(wanted and self._look.garment is not None)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"goes_with": self._ask_of_current}

    def actions(self, path: str) -> list[Action]:
        """What can be done with a photo of the library."""
        if path not in self._library.photos or len(self._gallery.chosen_with(path)) > 1:
            return []
        entries: list[Action] = []
        look = self._look
        if self._active:
            entries.append(("action_compare", self.tr("Look closer"), partial(self._detail.open_at, path, None)))
        if self._active and look.garment is not None and path != look.garment:
            entries.append(("action_wear", wear_text(path in look.worn), partial(self._toggle_worn, path)))
        if not self._active or path != look.garment:
            entries.append(("action_goes_with", self.tr("What goes with this?"), partial(self.ask, path)))
        return entries

    def hint(self) -> Hint | None:
        if self._suited is None or self._suited.outfit is None or not self._suited.outfit.kinds:
            return None
        sentence = translate(
            "hints",
            "Below each photo stands why it goes with the garment. Click one to go on with it, or + to take it along.",
        )
        return Hint(_HINT, sentence)

    # --- what is asked ---

    @Slot(object)
    def ask(self, path: str) -> None:
        """What goes with a photo? By the same rules as before, and without what was taken to another one."""
        look = OutfitLook(path, self._look.rules if self._active else frozenset())
        if self._active and look.garment == self._look.garment:
            return
        if self._active:
            self.learned.emit(_HINT)
        self._detail.close_panel()
        self._seen.go(replace(self._seen.now, page=self.name, found=None, place=Place(), outfit=look))

    def _ask_of_current(self) -> None:
        """Of the photo that is seen large, or where the keyboard is."""
        path = self._detail.path if self._detail.isVisible() else self._gallery.current_path()
        if path is None or path not in self._library.photos:
            self.said.emit(self.tr("Go to one of your photos first."))
        else:
            self.ask(path)

    def _want(self) -> None:
        look = self._look
        if look.garment is None:
            self._gallery.show_photos(())
            return
        self._suiting.want(look.garment, look.rules)
        if self._suiting.busy and (self._suited is None or self._suited.garment != look.garment):
            self._panel.show_garment(look.garment, self._library.query_of(look.garment), None)

    @Slot()
    def _on_library(self, _report: object = None) -> None:
        """More photos, or other kinds."""
        if self._active:
            self._board.renew()
            self._want()

    @Slot(Visit, Visit)
    def _on_changed(self, before: Visit, visit: Visit) -> None:
        if self._active and visit.outfit != before.outfit:
            self._show_around(visit.outfit)
            if visit.outfit.rules != before.outfit.rules:
                self._want()

    @Slot(object)
    def _on_found(self, suited: Suited) -> None:
        """The keyboard stays where it is unless another step is seen."""
        look = self._look
        if not self._active or (suited.garment, suited.rules) != (look.garment, look.rules):
            return
        place, self._pending = self._pending or self.place(), None
        suited, before = suited.among(self._library.photos), self._suited
        news = before is None or before.query is not suited.query or before.searcher is not suited.searcher
        if news or self._gallery.photos.paths != _paths(suited):
            self._draw(suited, look)
        self._board.go_to(place)
        self._gallery.mark(self._board.current or suited.garment)

    def _draw(self, suited: Suited, look: OutfitLook) -> None:
        self._suited = suited
        self._gallery.clearSelection()
        self._gallery.show_photos(_paths(suited), Place(0, suited.garment))
        self._panel.show_garment(suited.garment, suited.query, suited.outfit)
        self._board.show_outfit(suited.outfit, look.worn, self._message(suited), suited.name)

    def _message(self, suited: Suited) -> str:
        """Why nothing is suggested."""
        if suited.garment not in self._library.photos:
            return self.tr("This photo is not among those of your folders any more.")
        if suited.outfit is None:
            return self.tr("This photo has not been read yet. Suggestions come by themselves then.")
        if suited.rules:
            return self.tr("Nothing goes with it by this rule.")
        return self.tr("None of your photos goes with it.")

    # --- what the user does ---

    @Slot(object)
    def _on_rules(self, rules: frozenset[Rule]) -> None:
        self._seen.go(replace(self._seen.now, outfit=replace(self._look, rules=rules), place=Place()))

    @Slot(object)
    def _toggle_worn(self, path: str) -> None:
        look = self._look
        others = tuple(one for one in look.worn if one != path)
        self._seen.replace(outfit=replace(look, worn=others if path in look.worn else (*others, path)))

    @Slot(QPoint)
    def _offer_collections(self, where: QPoint) -> None:
        if (garment := self._look.garment) is not None:
            self._marking.collecting.menu(self._panel, [garment, *self._look.worn]).popup(where)

    @Slot(object)
    def _on_detail_closed(self, path: str) -> None:
        if self._active:
            self._board.mark(path)


def _paths(suited: Suited) -> tuple[str, ...]:
    """The garment first."""
    return (suited.garment, *(() if suited.outfit is None else (one.path for one in suited.outfit.suggestions)))
