"""Pixels of core as pictures of Qt, and the other way round."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter


def image_from(rgb: NDArray[np.uint8]) -> QImage:
    """A QImage of its own from (h, w, 3) uint8."""
    height, width = rgb.shape[:2]
    # bytesPerLine is given because Qt would assume rows padded to 4 bytes; the copy because Qt would share the memory.
    return QImage(np.ascontiguousarray(rgb).data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def image_bytes(image: QImage) -> bytes:
    """The image as an uncompressed file, on white; for a worker, because a large one takes a while."""
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(0xFFFFFFFF)
    painter = QPainter(flat)
    image.setDevicePixelRatio(1)
    painter.drawImage(0, 0, image)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"bmp").write(flat)
    return bytes(data.data())
