"""How many pictures a second the map paints while it is panned, and how long other colours stop the window.

    python -m tests.bench.map [--photos 20000] [--frames 120] [--size 1280x860] [--scale 1] [--coloured 100000]

Paints photos in groups, as the layout leaves them, off-screen: dots when far, small pictures when less far, large ones
when near, each in both layouts. All thumbnails are there already, as those of a pan are after a moment. The times are
those of one frame: `median` and `worst` by the clock, `cpu` by the processor's own time, which other programs do not
change; frames per second are those that it allows. The goal is 16 ms.

Then, with more photos, each of the things that colours may tell: what the window's thread does until they are painted,
the most of several times. The goal is 50 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import core  # noqa: F401  before Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from core.looks.spec import ModelSpec
    from gui.base.theme import Theme
    from gui.map.map_view import MapView
    from gui.map.scene import Scene

GOAL_MS = 16.0
STOP_MS = 50.0  # nothing may stop the window for longer
TIMES = 7
STEP = 9  # px a frame
KINDS = 16


@dataclass(frozen=True)
class Depth:
    """What is to be measured: a layout, and how far in, by the height of a picture in px; 0: the whole map."""

    name: str
    tidy: bool
    height: float


DEPTHS = (
    Depth("far", False, 0),
    Depth("mid", False, 40),
    Depth("near", False, 120),
    Depth("grid, far", True, 0),
    Depth("grid, mid", True, 30),
    Depth("grid, near", True, 120),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=20_000)
    parser.add_argument("--frames", type=int, default=120)
    parser.add_argument("--size", default="1280x860")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--coloured", type=int, default=100_000, metavar="PHOTOS")
    options = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    late = False
    print(f"{options.photos} photos, {options.size}, a goal of {GOAL_MS:.0f} ms a frame")
    for depth, pictures, clock, cpu in measure(options.photos, options.frames, options.size):
        median, own = statistics.median(clock), statistics.mean(cpu)
        print(
            f"{depth.name:12} {pictures:5} pictures  median {median:5.1f}  worst {max(clock):5.1f}  cpu {own:5.1f} ms"
            f"  {1000 / max(own, 0.01):6.0f} frames/s"
        )
        late |= own > GOAL_MS
    print(f"{options.coloured} photos in other colours, a goal of {STOP_MS:.0f} ms")
    for name, clock, cpu in recolour(options.coloured, options.size):
        own = statistics.median(cpu)
        print(f"{name:12} median {statistics.median(clock):5.1f}  worst {max(clock):5.1f}  cpu {own:5.1f} ms")
        late |= own > STOP_MS
    return int(late)


def recolour(photos: int, size: str) -> Iterator[tuple[str, list[float], list[float]]]:
    """What each colouring takes, ms, by the clock and the processor: from the user's choice until it is painted."""
    from core.base.settings import Colouring
    from gui.map.colouring import coloured
    from gui.map.scene import Told

    view, spec, theme = shown_map(photos, size)
    told = view.scene.told
    assert isinstance(told, Told)
    for by in Colouring:
        clock, cpu = list[float](), list[float]()
        for _ in range(TIMES):
            begun, own = time.perf_counter(), time.process_time()
            view.show_colours(coloured(told, by, spec, theme.colours))
            view.repaint()
            clock.append((time.perf_counter() - begun) * 1000)
            cpu.append((time.process_time() - own) * 1000)
        yield by.value, clock, cpu
    view.close()


def measure(photos: int, frames: int, size: str) -> Iterator[tuple[Depth, int, list[float], list[float]]]:
    """For each depth how many pictures are in sight, and what each frame took, ms, by the clock and the processor."""
    view, _, _ = shown_map(photos, size)
    for depth in DEPTHS:
        view.show_layout(depth.tidy, passing=False)
        go_in(view, depth)
        yield depth, *pan(view, frames)
    view.close()


@cache
def owner() -> tuple[QApplication, QWidget]:
    """The application, and a window to which the colours belong."""
    from PySide6.QtWidgets import QWidget

    from gui.window.app import create_application

    return create_application(["twinset"]), QWidget()


def shown_map(photos: int, size: str) -> tuple[MapView, ModelSpec, Theme]:
    """A map in a window of its own, in its main colours."""
    from PySide6.QtTest import QTest

    from core.base.settings import Appearance, Colouring
    from core.looks.model import Extractor
    from core.photos.thumbnail_store import ThumbnailStore
    from core.workers.pictures import Pictures
    from gui.base.theme import Theme
    from gui.gallery.thumbnails import ThumbnailLoader
    from gui.map.colouring import coloured
    from gui.map.map_view import MapView

    theme = Theme(Appearance.LIGHT, owner()[1])
    spec = Extractor().spec
    loader = ThumbnailLoader(ThumbnailStore(Path(tempfile.gettempdir()) / "none"), Pictures(lambda: 60.0))
    view = MapView(theme, loader, spec, lambda path: (path,))
    view.resize(*map(int, size.split("x")))
    view.show()
    QTest.qWaitForWindowExposed(view)
    scene = made_up(photos)
    assert scene.told is not None
    names = tuple(tuple(str(region.kind) for region in one) for one in scene.names)
    view.show_scene(scene, (names[0], names[1]))
    view.show_colours(coloured(scene.told, Colouring.COLOUR, spec, theme.colours))
    return view, spec, theme


def made_up(photos: int) -> Scene:
    """Photos in groups of all sizes."""
    from core.map.regions import regions
    from gui.map.depths import ASPECT
    from gui.map.scene import Scene, Told, thinned

    chance = np.random.default_rng(5)
    group = chance.integers(0, 60, photos)
    loose = chance.random((60, 2))[group] * 0.84 + 0.08 + chance.normal(0, 0.02, (photos, 2))
    side = int(np.ceil(np.sqrt(photos)))
    cell = ASPECT / side, 1 / side
    tidy = (np.stack(np.divmod(np.arange(photos), side), axis=1) - (side - 1) / 2) * cell + 0.5
    rgb = chance.integers(0, 256, (photos, 3), np.uint8)
    kinds, whole = group % KINDS, np.ones(photos, bool)
    told = Told(kinds, rgb, whole, np.arange(photos), np.arange(photos), np.zeros(photos, np.int64), ("photos",))
    paths = tuple(f"/photos/{number:06}.jpg" for number in range(photos))
    names = regions(loose.astype(np.float32), kinds), regions(tidy.astype(np.float32), kinds)
    scene = Scene(paths, loose, tidy, cell, np.zeros(photos, np.int16), whole, told, None, True, names)
    return thinned(scene, bool)


def go_in(view: MapView, depth: Depth) -> None:
    """So far that pictures are this high; the middle is a photo of the fullest place."""
    from gui.gallery.place import Spot
    from gui.map.depths import depth_at, height_at

    view.look_at(Spot())
    if not depth.height:
        return
    fit, count = view.camera.scale, len(view.scene.paths)
    scales = fit * 1.05 ** np.arange(1, 200)
    heights = [scale * view.scene.cell[1] if depth.tidy else height_at(depth_at(scale), count) for scale in scales]
    scale = next((scale for scale, height in zip(scales, heights, strict=True) if height >= depth.height), scales[-1])
    x, y = view.scene.places(depth.tidy)[count // 2].tolist()
    view.look_at(Spot(x, y, scale / fit))


def pan(view: MapView, frames: int) -> tuple[int, list[float], list[float]]:
    from gui.gallery.place import Spot

    start, scale = view.spot, view.camera.scale
    steps = [(np.cos(turn) * STEP / scale, np.sin(turn) * STEP / scale) for turn in np.linspace(0, 6.28, frames)]
    spots = [replace_spot(start, moved) for moved in np.cumsum(steps, axis=0).tolist()]
    seen: set[int] = set()
    for spot in spots:
        view.look_at(Spot(*spot))
        seen.update(view.in_sight(view.camera).rows.tolist())
    bring(view, sorted(seen))
    clock, cpu = list[float](), list[float]()
    for spot in (*spots, *spots):
        view.look_at(Spot(*spot))
        begun, own = time.perf_counter(), time.process_time()
        view.repaint()
        clock.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - own) * 1000)
    return len(view.in_sight(view.camera).rows), clock[frames:], cpu[frames:]


def replace_spot(start: tuple[float, float, float], moved: list[float]) -> tuple[float, float, float]:
    """The spot so far away."""
    return start[0] + moved[0], start[1] + moved[1], start[2]


def bring(view: MapView, rows: list[int]) -> None:
    """The thumbnails of these photos, as the loader would bring them."""
    from PySide6.QtGui import QColor, QImage

    view._want()
    image = QImage(128, 160, QImage.Format.Format_RGB32)
    for row in rows:
        image.fill(QColor.fromHsv(row * 37 % 360, 120, 200))
        view._pictures.take(view.scene.paths[row], 160, image, "1")


if __name__ == "__main__":
    sys.exit(main())
