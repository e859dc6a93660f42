"""Lines of text with the fonts of the window, which know every script and sign that the system has a font for."""

from __future__ import annotations

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter


class WindowLetters:
    """A `core.sharing.lettering.Letter`, made in the thread of the window and called in any."""

    def __init__(self, font: QFont) -> None:
        self._family = font.families()

    def __call__(self, text: str, size: float, width: int) -> Image.Image:
        font = QFont(self._family)
        font.setPixelSize(max(1, round(size)))
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        across = max(1, min(width, round(metrics.horizontalAdvance(text)) + 2))
        image = QImage(across, max(1, round(metrics.height())), QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(QPointF(0, metrics.ascent()), text)
        painter.end()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return Image.fromarray(rows[:, :across].copy())
