"""What hands do with the pieces of a board, by whatever they do it: select, move, scale, raise; shown at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPointF, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent

from core.wardrobe.boards import Board, Pin
from core.wardrobe.identity import Identity
from gui.base.theme import Theme
from gui.base.work import Work
from gui.boards.board_canvas import BoardCanvas
from gui.boards.pictures import CutOut
from gui.boards.pieces import Piece, is_covered, moved, nearest, scaled, towards
from gui.gallery.thumbnails import ThumbnailLoader

_REST_MS = 400  # after the last of several keys or turns of the wheel, which are one change
_STEP = 0.05  # board units


class BoardHands(BoardCanvas):
    """Signals:
    changed: what makes of the board, in which each photo has its pin, the one that the user wants.
    picked: other pieces are selected. went: the path where the keyboard is now.
    """

    changed = Signal(object)
    picked = Signal()
    went = Signal(object)

    def __init__(
        self,
        theme: Theme,
        loader: ThumbnailLoader,
        cut_out: CutOut,
        work: Work,
        caption: Callable[[str], str],
    ) -> None:
        """`caption`: what a photo is called."""
        super().__init__(theme, loader, cut_out, work)
        self._caption = caption
        self._loose = dict[Identity, Pin]()  # moved or scaled, and not kept yet
        self._rising: frozenset[Identity] = frozenset()  # to lie on top of the others from then on
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self.finish)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """What is in somebody's hand stays there."""
        there = (replace(one, pin=self._loose.get(one.photo, one.pin)) for one in pieces)
        super().show_pieces(sorted(there, key=lambda one: one.photo in self._rising))

    # --- selecting ---

    def select(self, photos: Collection[Identity], current: Identity | None = None) -> None:
        """These and no others; `current`: where the keyboard is then."""
        chosen = frozenset(photos)
        self._make_current(current or self._current)
        if chosen != self._selected:
            self._selected = chosen
            self.picked.emit()
        self.update()

    def toggle(self, piece: Piece) -> None:
        self.select(self._selected ^ {piece.photo}, piece.photo)

    def select_all(self) -> None:
        self.select([piece.photo for piece in self._pieces])

    def release(self) -> None:
        """Select nothing."""
        self.select(())

    def select_path(self, path: str, *, go: bool = False) -> None:
        """A photo, if it is there; `go`: and bring it into sight."""
        if (piece := next((one for one in self._pieces if one.path == path), None)) is not None:
            if go:
                self._go_to(piece)
            else:
                self.select([piece.photo], piece.photo)

    def walk(self, across: int, down: int) -> None:
        """To the next piece in a direction, which is selected then."""
        if (here := self.current) is None:
            found = nearest(self._pieces, QPointF(self._sight.x, self._sight.y))
        else:
            others = [piece for piece in self._pieces if piece is not here]
            found = towards(others, QPointF(here.pin.x, here.pin.y), across, down)
        if found is not None:
            self._go_to(found)

    def _go_to(self, piece: Piece) -> None:
        self.select([piece.photo], piece.photo)
        sight = self._sight.showing(piece.box)
        if sight != self._sight:
            self._go(sight)

    def _make_current(self, photo: Identity | None) -> None:
        """Where the keyboard is, and what a screen reader says of it."""
        before, self._current = self._current, photo
        piece = self.current
        if piece is not None and photo != before:
            self.went.emit(piece.path)
        said = "" if piece is None else self._caption(piece.path)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # --- moving, scaling, raising ---

    def hold(self, pieces: Sequence[Piece]) -> None:
        """Show these in the place of those of the same photos; `finish` keeps it."""
        new = {piece.photo: piece for piece in pieces}
        before = self._around([piece for piece in self._pieces if piece.photo in new])
        self._pieces = tuple(new.get(piece.photo, piece) for piece in self._pieces)
        self._loose |= {photo: piece.pin for photo, piece in new.items()}
        self._fits, self._sought = False, None  # what moves away would move all others otherwise
        self.update(before.united(self._around(pieces)))
        if not self._settle.isActive():
            self._settle.start()

    def put_back(self, pieces: Sequence[Piece]) -> None:
        """Where they were, which is no change."""
        self.hold(pieces)
        for piece in pieces:
            self._loose.pop(piece.photo, None)
        self._rising = frozenset()

    def raise_selected(self) -> None:
        """Above all others, as they lie; `finish` keeps it."""
        if self._pieces[len(self._pieces) - len(self._selected) :] != self.selected:
            self._rising = self._selected
            self._pieces = tuple(sorted(self._pieces, key=lambda one: one.photo in self._rising))
            self.update(self._around(self.selected))

    def uncover_selected(self) -> None:
        """Raise it where something lies on it: elsewhere nobody would see that."""
        if any(is_covered(self._pieces, piece) for piece in self.selected):
            self.raise_selected()

    def nudge(self, across: int, down: int, steps: int = 1) -> None:
        """What is selected, a little; several in a row are one change."""
        by = QPointF(across, down) * (_STEP * steps)
        self.hold(moved(self.selected, by))
        self._rest.start()

    def scale_by(self, factor: float) -> None:
        """What is selected, each about its own middle; several in a row are one change."""
        self.hold([one for piece in self.selected for one in scaled([piece], factor, piece.box.center())])
        self._rest.start()

    @Slot()
    def finish(self) -> None:
        """Nothing is in anybody's hand any more: what was done is a change."""
        self._rest.stop()
        pins, rising = tuple(self._loose.values()), self._rising
        self._loose, self._rising = {}, frozenset()
        if pins or rising:
            self.changed.emit(partial(_changed, pins=pins, rising=rising))

    def to_front(self) -> None:
        """What is selected, above all others."""
        self.finish()
        if photos := self._selected:
            self.changed.emit(partial(_changed, pins=(), rising=photos))

    def to_back(self) -> None:
        self.finish()
        if photos := self._selected:
            self.changed.emit(partial(_lowered, lowered=photos))

    def show_bare(self, bare: bool) -> None:
        """What is selected, without its background or with it."""
        self.finish()
        pins = tuple(replace(piece.pin, bare=bare) for piece in self.selected)
        if pins:
            self.changed.emit(partial(_changed, pins=pins, rising=frozenset()))

    @property
    def is_bare(self) -> bool:
        """Whether all that is selected is shown without its background."""
        return bool(self.selected) and all(piece.pin.bare for piece in self.selected)


def _changed(board: Board, pins: Sequence[Pin], rising: frozenset[Identity]) -> Board:
    return (board.raised(rising) if rising else board).moved(pins)


def _lowered(board: Board, lowered: frozenset[Identity]) -> Board:
    return replace(board, pins=tuple(sorted(board.pins, key=lambda pin: pin.photo not in lowered)))
