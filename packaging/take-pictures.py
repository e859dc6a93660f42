"""Takes the pictures of the README and the user's guide anew: the real window with the sample wardrobe.

    python packaging/take-pictures.py [DIRECTORY]

Uses the display there is, else none (off-screen); nothing of the user's is read or written.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageOps  # noqa: E402

from core.base.paths import RESOURCES, Paths  # noqa: E402
from core.base.settings import Appearance, Settings, save_settings  # noqa: E402
from core.commands import cli as _first  # noqa: E402, F401  # before Qt, see main.py
from core.sample.sample import write_sample  # noqa: E402

# isort: split
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSize, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from gui.map.map_view import MapView  # noqa: E402
from gui.widgets.controls import ElidedLabel  # noqa: E402
from gui.widgets.filter_buttons import FilterRow  # noqa: E402
from gui.window.app import create_application, open_window  # noqa: E402
from gui.window.main_window import MainWindow  # noqa: E402

SIZE = QSize(1180, 800)
QUALITY = 90  # of WebP: letters stay sharp, and no picture is larger than 200 kB
PATIENCE = 120.0  # s
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Photographer:
    """Acts in the window as a user does, and takes pictures of it."""

    def __init__(self, window: MainWindow, wardrobe: Sequence[Path], target: Path) -> None:
        self.window = window
        self.wardrobe = wardrobe
        self.target = target

    def wait(self, condition: Callable[[], object]) -> None:
        until = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > until:
                raise TimeoutError("the window does not come to show what was asked for")
            QApplication.processEvents()
            time.sleep(0.005)
        self.settle()

    def settle(self, seconds: float = 0.5) -> None:
        """Until nothing moves any more."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            QTest.qWait(20)  # keeps Python for itself meanwhile: threads go on in between only

    def wait_for_thumbnails(self) -> None:
        gallery = self.window._gallery
        paths = gallery.photos.paths
        first, last = gallery._visible_rows()
        self.wait(lambda: all(gallery._pixmaps.get(path) is not None for path in paths[first : last + 1]))

    def take(self, name: str) -> None:
        """Save what the window shows, without notices, which go away by themselves."""
        self.widget("notice").hide()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.window.grab().save(buffer, "PNG")
        file = self.target / f"{name}.webp"
        with Image.open(io.BytesIO(bytes(data.data()))) as picture:
            picture.convert("RGB").save(file, quality=QUALITY, method=6)
        print(f"{file}: {file.stat().st_size / 1000:.0f} kB")

    def widget(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert found is not None
        return found

    @property
    def title(self) -> str:
        """What the strip over the results says."""
        label = self.window.findChild(ElidedLabel, "query_title")
        return label.text() if label is not None else ""

    def shows(self, name: str) -> bool:
        return self.widget(name).isVisible()

    def search(self, path: Path) -> None:
        self.window.ways_in.take_start([str(path)])
        self.wait(lambda: path.name in self.title and self.shows("query_strip"))
        self.wait_for_thumbnails()

    # --- the pictures, in the order in which they can be taken ---

    def empty(self) -> None:
        self.settle()
        self.take("empty")

    def indexing(self) -> None:
        seen: list[int] = []
        self.window._library.run.progressed.connect(lambda progress: seen.append(progress.done))
        self.window.ways_in.take_start([str(self.wardrobe[0].parent)])
        self.wait(lambda: seen and seen[-1] >= 8)
        self.take("indexing")

    def gallery(self) -> None:
        self.wait(lambda: self._of_known_kind() == len(self.wardrobe))
        self.wait_for_thumbnails()
        self.take("gallery")

    def _of_known_kind(self) -> int:
        """How many photos the sidebar has counted among its kinds."""
        buttons = (one for one in self.window.findChildren(FilterRow) if one.choice.facet == "kind")
        return sum(int(one.accessibleName().rpartition(", ")[2].split()[0]) for one in buttons)

    def results(self) -> None:
        self.search(next(path for path in self.wardrobe if path.name == "navy-dotted-dress.jpg"))
        self.take("results")

    def detail(self) -> None:
        QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Right)
        QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Space)
        self.wait(lambda: self.shows("detail_panel"))
        QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_W)
        self.wait(lambda: self.window._detail._reasons is not None)
        self.take("detail")
        QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Escape)

    def own(self) -> None:
        """A picture as a shop might have it: the other way round, cut a little closer."""
        with Image.open(next(path for path in self.wardrobe if "shirt" in path.name)) as photo:
            wide, high = photo.size
            cut = photo.crop((wide // 20, high // 20, wide - wide // 20, high - high // 20))
            file = self.wardrobe[0].parent.parent / "shirt from a shop.jpg"
            ImageOps.mirror(cut).save(file, quality=90)
        self.search(file)
        self.take("own")

    def box(self) -> None:
        """A whole outfit, and a box around one part of it."""
        names = ("white-shirt", "navy-striped-shorts")
        parts = [Image.open(next(path for path in self.wardrobe if path.stem == name)) for name in names]
        outfit = Image.new("RGB", (parts[0].width, sum(part.height for part in parts)), "white")
        outfit.paste(parts[0], (0, 0))
        outfit.paste(parts[1], (0, parts[0].height))
        file = self.wardrobe[0].parent.parent / "outfit.jpg"
        outfit.save(file, quality=90)
        self.search(file)
        self._drag(self.widget("query_picture"), (0.3, 0.55), (0.7, 0.97))
        self.wait(lambda: "part of" in self.title)
        self.wait_for_thumbnails()
        self.take("box")

    def map(self) -> None:
        QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        view = self.window.findChild(MapView)
        assert view is not None
        self.wait(lambda: view.isVisible() and view.scene.paths and view.scene.settled)
        self.settle(8)  # pictures come as they are read
        self.take("map")

    def _drag(self, widget: QWidget, start: tuple[float, float], end: tuple[float, float]) -> None:
        handle = self.window.windowHandle()
        places = [QPoint(round(x * widget.width()), round(y * widget.height())) for x, y in (start, end)]
        first, last = (widget.mapTo(self.window, place) for place in places)
        QTest.mousePress(handle, LEFT, PLAIN, first)
        QTest.mouseMove(handle, (first + last) / 2)
        QTest.mouseMove(handle, last)
        QTest.mouseRelease(handle, LEFT, PLAIN, last)


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        paths = Paths.choose(home)
        seen = ("browse", "results", "detail")
        save_settings(paths.settings, Settings(theme=Appearance.LIGHT, language="en", threads=1, hints_seen=seen))
        wardrobe = write_sample(paths.sample)
        app = create_application(sys.argv[:1])
        with open_window(paths) as window:
            window.resize(SIZE)
            photographer = Photographer(window, wardrobe, target)
            try:
                for name in ("empty", "indexing", "gallery", "map", "results", "detail", "own", "box"):
                    getattr(photographer, name)()
            finally:
                window.close()
        app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else RESOURCES / "guide")
