"""Draws the icons of every system anew from the one SVG: PNG for Linux, .ico for Windows, .icns for macOS.

python packaging/icons/make-icons.py [DIRECTORY]
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SVG = HERE.parents[1] / "resources" / "icons" / "twinset.svg"
LINUX = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)  # px, as the hicolor theme has them
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)  # px; for 100 to 200 % of the usual places
MACOS = (16, 32, 64, 128, 256, 512, 1024)
MACOS_SHARE = 0.86  # macOS leaves room around its icons, for the shadow


def drawn(side: int, share: float = 1.0) -> Image.Image:
    """The icon as RGBA of side x side pixels; the drawing takes this share of either side, in the middle."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = (1 - share) * side / 2
    QSvgRenderer(str(SVG)).render(painter, QRectF(room, room, share * side, share * side))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # which the stubs forget
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def write(target: Path) -> None:
    """All of them into a folder, under the names that the installers look for."""
    for side in LINUX:
        file = target / "hicolor" / f"{side}x{side}" / "apps" / "twinset.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        drawn(side).save(file, optimize=True)
    vector = target / "hicolor" / "scalable" / "apps" / "twinset.svg"
    vector.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SVG, vector)
    *smaller, largest = map(drawn, WINDOWS)
    largest.save(target / "twinset.ico", sizes=[(side, side) for side in WINDOWS], append_images=smaller)
    *smaller, largest = (drawn(side, MACOS_SHARE) for side in MACOS)
    largest.save(target / "twinset.icns", append_images=smaller)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
