"""The Boards page: connects the list of boards, its bar and the board with what is kept and with what is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Slot
from PySide6.QtWidgets import QWidget

from core.wardrobe.boards import Board
from core.wardrobe.collected import Collection
from gui.boards.changing import Changing
from gui.boards.deeds import Deeds
from gui.boards.entries import BoardEntries
from gui.boards.files import BoardFiles
from gui.boards.gallery_keys import GalleryKeys
from gui.boards.pieces import pinned_at
from gui.boards.showing import Showing
from gui.gallery.place import Place
from gui.pages.page import Hint, Page, Parts, Shown
from gui.visits.history import Visit
from gui.widgets.controls import framed
from gui.widgets.menus import Action

translate = QCoreApplication.translate

_HINT = "boards"


class BoardsPage(Page):
    """Shows one board, its photos where the user has put them, or as a list. While it is seen the gallery holds them
    too, hidden or as the list: what keys, menus and the large view do with photos goes through it."""

    name = "boards"
    icon = "board"
    keys = ("Ctrl+5",)
    where = "board"
    takes_drops = True

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._seen = parts.seen
        self._detail = parts.detail
        self._collecting = parts.marking.collecting
        self._library = parts.library
        self._preferences = parts.preferences
        self._changing = Changing(parts.marking, self)
        self._showing = Showing(parts, self._changing, self)
        self._view, self._panel = self._showing.view, self._showing.panel
        self._whole = framed(self._view, growing=self._view)
        self._whole.setObjectName("boards_page")
        self._whole.setFocusProxy(self._view)
        self.above, self.beside = (self._showing.bar,), (self._panel,)
        self._keys = GalleryKeys(parts.gallery, lambda: self._active and self._listed, self)
        self._files = BoardFiles(self._showing, parts)
        self._deeds = Deeds(self._collecting, self._files, self)
        self._entries = BoardEntries(self._view, self._changing, self._collecting, self)
        parts.marking.changed.connect(self._refresh)
        self._connect()
        self._view.searched.connect(parts.asking.search_path)
        self._view.previewed.connect(parts.gallery.previewed)
        self._view.menu_wanted.connect(parts.gallery.menu_wanted)
        parts.detail.closed.connect(self._on_detail_closed)

    def _connect(self) -> None:
        view, bar, panel, empty = self._view, self._showing.bar, self._panel, self._showing.empty
        self._showing.stale.connect(self._refresh)
        self._collecting.made.connect(self._open)
        self._seen.changed.connect(self._on_changed)
        view.changed.connect(self._on_laid)
        view.dropped.connect(self._on_dropped)
        view.carried.connect(self._on_carried)
        bar.menu_wanted.connect(lambda where: self._deeds.menu(self._showing.key, bar).popup(where))
        bar.listed.connect(self._show_listed)
        for wanted, do in (
            *((bar.bare_wanted, view.show_bare), (bar.raised, view.to_front), (bar.lowered, view.to_back)),
            *((bar.zoomed_in, view.zoom_in), (bar.zoomed_out, view.zoom_out), (bar.fitted, view.show_all)),
        ):
            wanted.connect(do)
        bar.taken_out.connect(self._take_out)
        for commanded in (view.commanded, self._keys.commanded):
            commanded.connect(self._on_command)
        for new_wanted in (panel.new_wanted, empty.new_wanted):
            new_wanted.connect(self._collecting.ask_for_empty)
        for import_wanted in (panel.import_wanted, empty.import_wanted):
            import_wanted.connect(self._deeds.bring_in)
        empty.browse_wanted.connect(self._seen.show_all)
        panel.note.written.connect(lambda text: self._changing.write(self._showing.key, text))
        panel.list.opened.connect(self._open)
        panel.list.menu_wanted.connect(lambda key, where: self._deeds.menu(key, panel).popup(where))
        panel.list.rename_wanted.connect(self._deeds.rename)
        panel.list.delete_wanted.connect(self._deeds.delete)
        panel.list.dropped.connect(self._on_dropped_on)
        self._files.said.connect(self.said)

    def title(self) -> str:
        return self.tr("Boards")

    def summary(self) -> str:
        return self.tr("Outfits, packing lists and other boards, laid out by hand")

    def heading(self) -> str:
        """The name of the board."""
        return self.summary() if self._board is None else self._board.name

    def shown(self) -> Shown | None:
        """What lies on the board, or is selected there; a list is the gallery's."""
        one = self._board
        if self._listed or one is None:
            return None
        chosen = self._showing.chosen
        return Shown(chosen or self._showing.known.paths(one), bool(chosen), self._files.draw(one), "board")

    # --- page ---

    @property
    def in_place(self) -> QWidget | None:
        """The board; the gallery where its photos are seen as a list."""
        return None if self._listed else self._whole

    @property
    def _active(self) -> bool:
        return self._seen.now.page == self.name

    @property
    def _board(self) -> Collection | None:
        return self._changing.get(self._seen.now.board.key)

    @property
    def _listed(self) -> bool:
        return self._seen.now.board.listed

    def place(self) -> Place:
        if self._listed:
            return replace(self._gallery.place(), spot=self._view.spot)
        current = self._view.current
        return Place(0, None if current is None else current.path, self._view.spot)

    def zoom(self, larger: bool) -> bool:
        if not self._listed:
            (self._view.zoom_in if larger else self._view.zoom_out)()
        return not self._listed

    def show(self, visit: Visit) -> None:
        self._finish()
        self._show_around()
        self._panel.list.ask_for_covers()
        self._showing.listed = visit.board.listed
        self._showing.fill(self._board, visit.place)
        self._refresh()
        self._view.look_at(visit.place.spot)
        if visit.place.current is not None and not self._listed:
            self._view.select_path(visit.place.current)

    def leave(self) -> None:
        self._finish()
        self._show_around()

    def keep(self) -> None:
        """The next start shows the board that was seen last."""
        self._finish()
        left = self._seen.left(self.name).board
        self._preferences.change(board=left.key, board_listed=left.listed)

    def _finish(self) -> None:
        """What is in somebody's hand, or is being written, is a change."""
        self._view.finish()
        self._panel.note.finish()

    def window_resized(self) -> None:
        self._show_around()

    def toggle_side(self) -> None:
        self._preferences.change(sidebar=self._panel.toggle())

    def _show_around(self) -> None:
        self._showing.settle(self._active, self._preferences.now.sidebar, self._board)

    @Slot(Visit, Visit)
    def _on_changed(self, _before: Visit, _visit: Visit) -> None:
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Show what is kept."""
        one = self._board
        if not self._active:
            return
        self._show_around()
        if self._listed and (one is None or not one.photos):
            self._seen.replace(board=replace(self._seen.now.board, listed=False))  # there it says how to begin
        else:
            self._showing.show(one, self._listed)

    def hint(self) -> Hint | None:
        if not self._view.pieces or self._listed:
            return None
        sentence = translate(
            "hints",
            "Drag photos about, and pull a corner to scale them. A double click finds similar ones.",
        )
        return Hint(_HINT, sentence)

    # --- what the user does with a board ---

    @Slot(str)
    def _open(self, key: str) -> None:
        look = replace(self._seen.now.board, key=key)
        if self._active and self._showing.key == key:
            self._seen.replace(board=look)
        else:
            self._finish()
            self._seen.go(replace(self._seen.left(self.name), board=look, place=Place()))
        (self._gallery if self._listed else self._view).setFocus()

    @Slot(bool)
    def _show_listed(self, listed: bool) -> None:
        now = self._seen.now
        if listed != now.board.listed:
            self._finish()
            look = replace(now.board, key=self._showing.key, listed=listed)
            self._seen.go(replace(now, board=look, place=replace(self.place(), scroll=0)))

    @Slot(object)
    def _on_laid(self, change: Callable[[Board], Board]) -> None:
        self.learned.emit(_HINT)
        self._changing.lay(self._showing.key, self._showing.laid, change)
        self._refresh()  # as it was, where it cannot be kept

    @Slot(str)
    def _on_command(self, name: str) -> None:
        if name == "listed":
            self._show_listed(not self._listed)
        elif name == "bare":
            self._view.show_bare(not self._view.is_bare)
        elif name == "take_out":
            self._take_out()

    @Slot()
    def _take_out(self) -> None:
        one, paths = self._board, self._showing.chosen
        if one is not None and paths:
            self._collecting.take_out(paths, one.name)

    # --- photos ---

    @Slot(tuple, QPointF)
    def _on_dropped(self, paths: tuple[str, ...], at: QPointF) -> None:
        """On the board."""
        if (one := self._board) is not None:
            there, laid = [path for path in paths if path in self._library.photos], self._showing.laid
            self._collecting.put_in(there, one.name, lambda new: laid.moved(pinned_at(new, at)).pins)

    @Slot(str, tuple)
    def _on_dropped_on(self, key: str, paths: tuple[str, ...]) -> None:
        """On a board of the list; without a key beside them."""
        if key and (one := self._changing.get(key)) is not None:
            self._collecting.put_in(paths, one.name)
        else:
            self._collecting.ask_for_new(paths)

    @Slot(QPoint)
    def _on_carried(self, where: QPoint) -> None:
        """Out of the board, maybe onto another one of the list."""
        key = self._panel.list.key_at(where)
        if key is not None and key != self._showing.key:
            self._on_dropped_on(key, tuple(self._showing.chosen))

    @Slot(object)
    def _on_detail_closed(self, path: str) -> None:
        """The one that was seen large last."""
        if self._active and not self._listed:
            self._view.select_path(path, go=True)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"board": self._choose_board}

    @Slot()
    def _choose_board(self) -> None:
        """For all selected photos, over the one where the keyboard is."""
        if paths := self._gallery.chosen_paths():
            on_board = self._active and not self._listed
            where = self._view.middle_of(self._view.current) if on_board else self._gallery.middle_of_current()
            self.take(paths, where)

    def take(self, paths: Sequence[str], where: QPoint) -> None:
        self._collecting.menu(self._gallery, paths).popup(where)

    def actions(self, path: str) -> list[Action]:
        one = self._board
        if not self._active or one is None:
            return []
        look = ("action_compare", self.tr("Look closer"), partial(self._detail.open_at, path, None))
        paths = self._gallery.chosen_with(path)
        laid = [] if self._listed else self._entries.of_selected()
        return [*([look] if len(paths) == 1 else []), *laid, *self._entries.of(one, paths, self._showing.known)]
