"""The Map page: connects the map and its bar with the library, with what is seen, and with what is asked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from core.looks.features import kind_name
from core.looks.spec import ModelSpec
from core.map.map_picture import draw_map_picture, size_for
from core.map.regions import Region
from gui.base.texts import kind_label
from gui.gallery.place import Place, Spot
from gui.map.choosing import Choosing
from gui.map.colouring import coloured
from gui.map.laying import Laying
from gui.map.map_bar import MapBar
from gui.map.map_sight import Joined
from gui.map.map_view import MapView
from gui.map.scene import Scene
from gui.pages.page import Hint, Page, Parts, Shown
from gui.visits.history import Visit
from gui.visits.map_look import MapLook, as_settings
from gui.widgets.controls import framed
from gui.widgets.menus import Action

translate = QCoreApplication.translate

_HINT = "map"


class MapPage(Page):
    """Shows all photos laid out by their looks. While it is seen the gallery holds them too, hidden: what keys and the
    large view do with the photo where the keyboard is goes through it."""

    name = "map"
    icon = "map"
    keys = ("Ctrl+3",)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._theme = parts.theme
        self._library = parts.library
        self._preferences = parts.preferences
        self._seen = parts.seen
        self._asking = parts.asking
        self._detail = parts.detail
        self._marking = parts.marking
        self._spec = parts.library.extractor.spec
        self._view = MapView(parts.theme, parts.loader, self._spec, parts.gallery.photos.names_of)
        self._bar = MapBar(parts.theme)
        self._whole = framed(self._bar, self._view, growing=self._view)
        self._whole.setObjectName("map_page")
        self.focused = self._view
        self._laying = Laying(parts.paths, parts.library, parts.work, self)
        self._choosing = Choosing(self._view, parts.library, parts.marking, parts.seen)
        self._sought: str | None = None  # to be brought into the middle once it is on the map
        self._followed: Spot | None = None  # what was in sight when it was brought there last
        self._colours_of: tuple[object, ...] = ()
        self._connect()

    def _connect(self) -> None:
        view, bar, laying = self._view, self._bar, self._laying
        laying.changed.connect(self._on_scene)
        laying.progressed.connect(self._show_progress)
        laying.failed.connect(self.said)
        for changed in (self._library.searchable, self._library.listed, self._library.reported):
            changed.connect(self._on_library)
        self._marking.changed.connect(self._filter)
        self._seen.changed.connect(self._on_changed)
        self._theme.changed.connect(self._show_colours)
        self._detail.closed.connect(self._on_detail_closed)
        bar.looked.connect(self._on_looked)
        bar.lasso_toggled.connect(self._set_lasso)
        bar.zoomed_in.connect(view.zoom_in)
        bar.zoomed_out.connect(view.zoom_out)
        bar.fitted.connect(view.show_all)
        bar.cancelled.connect(laying.cancel)
        bar.continued.connect(laying.go_on)
        bar.browse_wanted.connect(self._seen.show_all)
        view.searched.connect(self._on_searched)
        view.previewed.connect(self._gallery.previewed)
        view.menu_wanted.connect(self._gallery.menu_wanted)
        view.went.connect(self._gallery.mark)
        view.toggled.connect(self._choosing.toggle)
        view.enclosed.connect(self._choosing.enclose)
        view.released.connect(self._choosing.release)
        self._choosing.ended.connect(self._on_chosen)
        self._choosing.said.connect(self.said)
        view.commanded.connect(self._on_command)

    def title(self) -> str:
        return self.tr("Map")

    def summary(self) -> str:
        return self.tr("All photos on a map, alike beside alike")

    # --- page ---

    @property
    def in_place(self) -> QWidget | None:
        return self._whole

    @property
    def _active(self) -> bool:
        return self._seen.now.page == self.name

    def shown(self) -> Shown | None:
        """What passes the filters, or was chosen."""
        return _shown(self._view.scene, self._seen.now)

    def place(self) -> Place:
        return Place(0, self._view.current, self._view.spot)

    def zoom(self, larger: bool) -> bool:
        (self._view.zoom_in if larger else self._view.zoom_out)()
        return True

    def show(self, visit: Visit) -> None:
        self._laying.want()
        self._gallery.show_photos(self._view.scene.paths, Place(0, visit.place.current))
        self._draw(visit, passing=True)
        self._go_to(visit.place)
        self._filter()
        self._say()

    def leave(self) -> None:
        self._set_lasso(False)

    def keep(self) -> None:
        """The next start shows it as it was left."""
        left = self._seen.left(self.name)
        self._preferences.change(**as_settings(left.map, left.place.spot or Spot()))

    def _go_to(self, place: Place) -> None:
        self._sought = self._followed = None
        self._view.walks = False
        self._view.make_current(place.current)
        if place.spot is not None:
            self._view.look_at(place.spot)
        elif place.current is None:
            self._view.look_at(Spot())
        else:
            self._sought = place.current
            self._seek()

    def _seek(self) -> None:
        """While the map settles the photo moves, and what is in sight with it, until the user moves it."""
        sought, scene = self._sought, self._view.scene
        if sought is None or sought not in scene.rows:
            return
        if self._followed is not None and self._view.spot != self._followed:
            self._sought = None
            return
        self._view.go_to(sought)
        self._gallery.mark(sought)
        self._followed = self._view.spot
        if scene.settled:
            self._sought = None

    @Slot(Visit, Visit)
    def _on_changed(self, before: Visit, visit: Visit) -> None:
        if self._active:
            self._draw(visit, passing=True)
            self._filter()

    def _draw(self, visit: Visit, *, passing: bool) -> None:
        """`passing`: from one layout to the other the photos are seen to move."""
        self._view.show_layout(visit.map.tidy, passing)
        self._view.holds = bool(visit.browsing.chosen)
        self._bar.show_look(visit.map)
        self._bar.show_chosen(len(visit.browsing.chosen))
        self._view.show_joined(_joined(visit))
        self._show_colours()

    # --- what is laid out ---

    @Slot()
    def _on_library(self, _report: object = None) -> None:
        if self._active:
            self._laying.want()
            self._view.renew()
            self._say()

    @Slot(Scene)
    def _on_scene(self, scene: Scene) -> None:
        other = scene.paths != self._view.scene.paths
        self._view.show_scene(scene, (_texts(scene.names[0], self._spec), _texts(scene.names[1], self._spec)))
        if self._active:
            self._show_colours()
            if other:
                self._gallery.show_photos(scene.paths, Place(0, self._view.current))
            self._seek()
            self._say()

    @Slot()
    def _show_colours(self) -> None:
        told, by = self._view.scene.told, self._seen.now.map.colouring
        wanted = told, by, self._theme.colours
        if told is None:
            return
        if wanted != self._colours_of:
            self._colours_of = wanted
            self._colours = coloured(told, by, self._spec, self._theme.colours)
        self._view.show_colours(self._colours)

    @Slot()
    def _filter(self) -> None:
        if self._active:
            browsing = self._seen.now.browsing.within(self._library.folders)
            self._laying.wish(browsing, self._marking.marks)

    @Slot()
    def _show_progress(self) -> None:
        unfinished = not self._view.scene.settled or not self._view.scene.paths
        if self._laying.running and unfinished:
            self._bar.show_running()
        elif self._laying.stopped:
            self._bar.show_stopped()
        else:
            self._bar.show_idle()

    def _say(self) -> None:
        """Why there is no map."""
        self._show_progress()
        few = self.tr("A map takes at least eight photos that have been read. It appears here by itself.")
        soon = self.tr("The map is being laid out…")
        self._view.say(soon if self._laying.enough else few)

    # --- what the user does ---

    @Slot(object)
    def _on_searched(self, path: str) -> None:
        """The photo that was asked with leads back to its answer."""
        now = self._seen.now
        if now.found is not None and now.found.question.path == path:
            self._seen.go(replace(now, page="similar", place=Place()))
        else:
            self._asking.search_path(path)

    @Slot(MapLook)
    def _on_looked(self, look: MapLook) -> None:
        self.learned.emit(_HINT)
        if look != self._seen.now.map:
            self._seen.go(replace(self._seen.now, map=look, place=self.place()))

    @Slot(str)
    def _on_command(self, name: str) -> None:
        look = self._seen.now.map
        if name == "tidy":
            self._on_looked(replace(look, tidy=not look.tidy))
        elif name == "lasso":
            self._set_lasso(not self._view.lasso)

    @Slot(bool)
    def _set_lasso(self, on: bool) -> None:
        self._view.lasso = on
        self._view.show_cursor()
        self._bar.show_lasso(on)

    @Slot()
    def _on_chosen(self) -> None:
        self._set_lasso(False)
        self.learned.emit(_HINT)

    @Slot(object)
    def _on_detail_closed(self, path: str) -> None:
        if self._active:
            self._view.make_current(path)

    # --- photos ---

    def actions(self, path: str) -> list[Action]:
        """What can be done with a photo of the library."""
        entries: list[Action] = []
        if self._active and self._seen.now.found is None:
            entries.append(("action_compare", self.tr("Look closer"), partial(self._detail.open_at, path, None)))
        if self._active:
            chosen = path in self._seen.now.browsing.chosen
            text = self.tr("Choose no longer") if chosen else self.tr("Choose")
            entries.append(("action_choose", text, partial(self._choosing.toggle, path)))
        if path in self._library.photos:
            entries.append(("action_map", self.tr("Show on the map"), partial(self._show_photo, path)))
        return entries

    def _show_photo(self, path: str) -> None:
        left = self._seen.left(self.name)
        self._seen.go(replace(self._seen.now, page=self.name, place=Place(0, path), map=left.map))
        if self._laying.enough and not self._laying.running and path not in self._view.scene.rows:
            self.said.emit(self.tr("This photo has not been read yet. It will come to the map then."))

    def hint(self) -> Hint | None:
        if not self._view.scene.paths:
            return None
        sentence = translate(
            "hints",
            "Drag to move, turn the wheel to come nearer. Shift and drag chooses photos; a click finds similar ones.",
        )
        return Hint(_HINT, sentence)


def _joined(visit: Visit) -> Joined:
    if visit.found is None:
        return Joined()
    found = tuple(match.path for match in visit.shown.matches[:10])
    return Joined(visit.found.question.path if visit.found.question.in_library else None, found)


def _texts(names: tuple[Region, ...], spec: ModelSpec) -> tuple[str, ...]:
    return tuple(kind_label(kind_name(region.kind, spec)) for region in names)


def _shown(scene: Scene, visit: Visit) -> Shown:
    seen = scene.laid.only(scene.passes)
    draw = partial(draw_map_picture, seen, size_for(len(seen.paths)), visit.map.tidy)
    return Shown(seen.paths, bool(visit.browsing.chosen), draw)
