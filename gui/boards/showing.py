"""What the Boards page shows: list, bar, note and board, and the same photos in the gallery, all of one board."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.wardrobe.boards import Board
from core.wardrobe.collected import Collection
from gui.base.texts import file_name
from gui.boards.board_bar import BoardBar
from gui.boards.board_list import Row
from gui.boards.board_panel import BoardPanel
from gui.boards.board_view import BoardView
from gui.boards.changing import Changing
from gui.boards.cutting import cutter
from gui.boards.empty_board import EmptyBoard
from gui.boards.pieces import USUAL, Known, Piece, laid_out
from gui.gallery.place import Place
from gui.pages.page import Parts

_SETTLE_MS = 300  # pieces that nobody has laid yet are laid anew, once more is known of their shapes


class Showing(QObject):
    """Draws the board that is seen; the page acts on what its widgets say.

    Attributes:
        panel, bar, view, empty: its widgets. key: of the board that is shown, empty for none. laid: it, with a pin for
        each of its photos. known: where photos are. listed: whether they are seen in the gallery.

    Signals:
        stale: what is shown may be drawn otherwise.
    """

    stale = Signal()

    def __init__(self, parts: Parts, changing: Changing, parent: QObject) -> None:
        super().__init__(parent)
        self._gallery = parts.gallery
        self._marking = parts.marking
        self._changing = changing
        self._names_of = parts.gallery.photos.names_of
        self.panel = BoardPanel(parts.theme, parts.loader)
        self.bar = BoardBar(parts.theme)
        cut_out, photos = cutter(parts.pictures, parts.library.extractor), parts.library
        self.view = BoardView(
            parts.theme,
            parts.loader,
            cut_out,
            parts.work,
            self._caption,
            lambda paths: bool(self.key) and any(path in photos.photos for path in paths),
        )
        self.empty = EmptyBoard(parts.theme, self.view)
        self.key, self.laid, self.known, self.listed = "", Board(), Known(), False
        self._aspects = dict[str, float]()
        self._laid_of: Collection | None = None  # of which `laid` and `_pieces` are
        self._pieces: tuple[Piece, ...] = ()
        self._rows = dict[str, tuple[Collection, Row]]()  # by keys
        self._active = False
        self._filling = False  # the gallery is being filled, or what is selected in it is
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self.stale)
        self.view.pictures.shaped.connect(self._on_shaped)
        self.view.picked.connect(self._on_picked)
        self.view.went.connect(self._gallery.mark)
        self._gallery.selected.connect(self._on_selected)
        self._marking.knew.connect(self._on_known)
        for widget in (self.bar, self.panel):
            widget.hide()

    def _caption(self, path: str) -> str:
        return ", ".join(dict.fromkeys((self._names_of(path)[0], file_name(path))))

    # --- drawing ---

    def settle(self, active: bool, wanted: bool, one: Collection | None) -> None:
        """Whether the page is seen, and the panel `wanted`."""
        self._active = active
        self.bar.setVisible(active and one is not None)
        self.panel.settle(active, wanted)

    def show(self, one: Collection | None, listed: bool) -> None:
        """This board, or how to begin where there is none."""
        self.listed = listed
        self.panel.list.show_rows([self._row(board) for board in self._changing.boards])
        self.panel.show_note(None if one is None else one.board.note)
        self.empty.show_state(one is not None, one is not None and bool(one.photos))
        if one is None:
            self.key, self.laid, self._laid_of = "", Board(), None
            self.view.show_pieces(())
            if self._gallery.photos.paths:
                self.fill(None, Place())
        else:
            self._show_board(one)

    def _show_board(self, one: Collection) -> None:
        if one.key != self.key:
            self.key = one.key
            self.panel.list.show_key(one.key)
            self.view.select(())
        self._lay_out(one)
        self.view.setAccessibleName(self.tr("Board {name}").format(name=one.name))
        if self._pieces != self.view.pieces:
            self.view.show_pieces(self._pieces)
        self.bar.show_board(one.name, len(self._pieces), len(self.laid.pins) - len(self._pieces))
        self.bar.show_way(self.listed)
        if list(self._gallery.photos.paths) != self.known.paths(one):
            self.fill(one, self._gallery.place())
        self._show_selected()

    def _lay_out(self, one: Collection) -> None:
        """Where all lies, unless nothing of that has changed: a board may hold very many photos."""
        if one is not self._laid_of:
            self._laid_of = one
            self.laid, self._pieces = laid_out(one, self.known, lambda path: self._aspects.get(path, USUAL))

    def fill(self, one: Collection | None, place: Place) -> None:
        """The gallery, with the photos of a board."""
        self._quietly(lambda: self._gallery.show_photos([] if one is None else self.known.paths(one), place))
        self._gallery.say_when_empty("")
        self._on_picked()

    def _row(self, one: Collection) -> Row:
        before = self._rows.get(one.key)
        if before is None or before[0] is not one:
            paths = self.known.paths(one)
            cover = self.known.path(one.board.cover) if one.board.cover is not None else None
            before = self._rows[one.key] = one, Row(one.key, one.name, len(paths), cover or next(iter(paths), None))
        return before[1]

    @Slot()
    def _on_known(self) -> None:
        self.known = Known(self._marking.shelf)
        self._laid_of = None
        self._rows.clear()
        self.view.pictures.doubt()
        self.panel.list.renew()
        self.stale.emit()

    @Slot(object, float)
    def _on_shaped(self, path: str, aspect: float) -> None:
        if self._aspects.get(path) != aspect:
            self._aspects[path] = aspect
            self._laid_of = None
            if not self._settle.isActive():
                self._settle.start()

    # --- selecting ---

    @property
    def chosen(self) -> list[str]:
        """The photos that are meant, by their paths."""
        return self._gallery.chosen_paths() if self.listed else [piece.path for piece in self.view.selected]

    @Slot()
    def _on_picked(self) -> None:
        """What is selected on the board is so in the gallery, with its menu and its bar."""
        if self._active and not self.listed and not self._filling:
            self._quietly(lambda: self._gallery.select([piece.path for piece in self.view.selected]))
        self._show_selected()

    @Slot(int)
    def _on_selected(self, count: int) -> None:
        """In the gallery."""
        if self._active and not self._filling:
            if not count and not self.listed:
                self.view.release()
            self._show_selected()

    def _show_selected(self) -> None:
        self.bar.show_selected(len(self.chosen), self.view.is_bare)

    def _quietly(self, do: Callable[[], object]) -> None:
        before, self._filling = self._filling, True
        do()
        self._filling = before
