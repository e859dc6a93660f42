"""Where the window opens and how large: as it was left, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QWidget

_USUAL = QSize(1180, 800)
_LEAST = QSize(640, 480)
_SHARE = 0.9  # of what the screen has free, at most
_EDGE = 4  # px of a frame at the left, the right and below; how wide it is, is known only once it is there


def place_window(window: QWidget, stored: str) -> None:
    """Give a window that is not shown yet the geometry `stored` when it was closed, in base64.

    Where there is none, or one that does not suit the screens of today (Qt refuses what was stored at another scale),
    the window has its usual size and lies in the middle.
    """
    known = window.restoreGeometry(QByteArray.fromBase64(stored.encode("ascii", "ignore")))
    screen = (QGuiApplication.screenAt(window.geometry().center()) if known else None) or window.screen()
    free = screen.availableGeometry()
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    room = free.adjusted(_EDGE, title, -_EDGE, -_EDGE)
    window.setMinimumSize(_LEAST.boundedTo(room.size()))
    if not known:
        window.setGeometry(_middle(free, _USUAL.boundedTo(free.size() * _SHARE).expandedTo(window.minimumSize())))
    elif not window.isMaximized() and not window.isFullScreen():
        window.setGeometry(_within(room, window.geometry()))


def _middle(free: QRect, size: QSize) -> QRect:
    place = QRect(free.topLeft(), size)
    place.moveCenter(free.center())
    return place


def _within(room: QRect, wanted: QRect) -> QRect:
    """No larger than the room, and where it was wanted as far as all of it is in sight there."""
    place = QRect(wanted.topLeft(), wanted.size().boundedTo(room.size()))
    place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width() + 1)))
    place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height() + 1)))
    return place
