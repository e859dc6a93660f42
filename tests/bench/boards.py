"""How long a frame of a board takes while one of its photos is dragged among all the others.

    python -m tests.bench.boards [--photos 500] [--frames 240] [--size 1280x860] [--scale 1]

Lays photos out in a grid, off-screen, and drags by real events of the mouse: one photo, twenty that are selected, and
the ground. Each on the whole board, where all photos are in sight, and near, where a few fill the window. All
thumbnails are there already. The times are from the mouse's movement until it is painted: `median` and `worst` by the
clock, `cpu` by the processor's own time, which other programs do not change. The goal is 16 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import core  # noqa: F401  before Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from gui.boards.board_view import BoardView

GOAL_MS = 16.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=500)
    parser.add_argument("--frames", type=int, default=240)
    parser.add_argument("--size", default="1280x860")
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    late = False
    print(f"{options.photos} photos, {options.size}, a goal of {GOAL_MS:.0f} ms a frame")
    for name, clock, cpu in measure(options.photos, options.frames, options.size):
        own = statistics.mean(cpu)
        print(
            f"{name:22} median {statistics.median(clock):5.1f}  worst {max(clock):5.1f}"
            f"  cpu {own:5.1f}, worst {max(cpu):5.1f} ms"
            f"  {1000 / max(own, 0.01):6.0f} frames/s"
        )
        late |= statistics.median(clock) > GOAL_MS
    return int(late)


def measure(photos: int, frames: int, size: str) -> Iterator[tuple[str, list[float], list[float]]]:
    """What is dragged, and what each frame took, ms, by the clock and the processor."""
    from PySide6.QtCore import QPointF

    from gui.gallery.place import Spot

    view = shown_board(photos, size)
    middle = view.pieces[photos // 2]
    for depth, spot in (("whole board", None), ("near", Spot(middle.pin.x, middle.pin.y, 240.0))):
        for what, count in (("one", 1), ("twenty", 20), ("the ground", 0)):
            view.look_at(spot)
            chosen = view.pieces[photos // 2 : photos // 2 + count]
            view.select([piece.photo for piece in chosen])
            view.repaint()
            view.repaint()  # what was drawn roughly is finished
            start = QPointF(view.frame_of(chosen[0]).center()) if chosen else QPointF(3, 3)
            yield f"{depth}, {what}", *drag(view, start, frames)
    view.close()


def drag(view: BoardView, start: QPointF, frames: int) -> tuple[list[float], list[float]]:
    """In circles."""
    import math

    from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    left, none, plain = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier

    def send(kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
        held = none if kind == QEvent.Type.MouseButtonRelease else left
        event = QMouseEvent(kind, at, view.mapToGlobal(at), button, held, plain)
        QCoreApplication.sendEvent(view, event)

    clock, cpu = list[float](), list[float]()
    send(QEvent.Type.MouseButtonPress, start, left)
    for frame in range(frames):
        turn = frame / 12
        at = start + QPointF(math.cos(turn), math.sin(turn)) * (30 + frame / 2)
        begun, own = time.perf_counter(), time.process_time()
        send(QEvent.Type.MouseMove, at, none)
        QCoreApplication.processEvents()  # paints what is to be painted anew
        clock.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - own) * 1000)
    send(QEvent.Type.MouseButtonRelease, start, left)
    return clock, cpu


def shown_board(photos: int, size: str) -> BoardView:
    """In a window of its own, with all its thumbnails."""
    from PySide6.QtGui import QColor, QImage
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    from core.base.settings import Appearance
    from core.photos.thumbnail_store import ThumbnailStore
    from core.wardrobe.boards import Board
    from core.wardrobe.identity import Identity
    from core.workers.pictures import Pictures
    from gui.base.theme import Theme
    from gui.base.work import Work
    from gui.boards.board_view import BoardView
    from gui.boards.pieces import Piece
    from gui.gallery.thumbnails import ThumbnailLoader
    from gui.window.app import create_application

    shown_board.kept = create_application(["twinset"]), (owner := QWidget())  # type: ignore[attr-defined]
    pictures = Pictures(lambda: 60.0)
    loader = ThumbnailLoader(ThumbnailStore(Path(tempfile.gettempdir()) / "none"), pictures)
    theme = Theme(Appearance.LIGHT, owner)
    view = BoardView(theme, loader, lambda _path, _cancelled: None, Work(), str, lambda _: False)  # type: ignore[arg-type,return-value]
    view.resize(*map(int, size.split("x")))
    view.show()
    QTest.qWaitForWindowExposed(view)
    ids = [Identity(number.to_bytes(16, "big")) for number in range(photos)]
    aspects = [0.6 + number % 7 / 10 for number in range(photos)]
    pins = Board().laid_out(ids, aspects).pins
    view.show_pieces([Piece(pin, f"/{at}.jpg", aspects[at]) for at, pin in enumerate(pins)])
    view._want()
    for at in range(photos):
        image = QImage(round(160 * min(1, aspects[at])), round(160 / max(1, aspects[at])), QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(at * 37 % 360, 120, 200))
        view.pictures.take(f"/{at}.jpg", 160, image, "1")
    return view


if __name__ == "__main__":
    sys.exit(main())
