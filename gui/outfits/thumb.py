"""A photo as a button: alone in the panel, and with its reason below as a suggestion."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.base.keys import command
from gui.base.theme import RADIUS, SPACE, Theme
from gui.widgets.tiles import draw_rounded

_RING = 2.5  # px


class Thumb(QAbstractButton):
    """Shows what its owner gives it, an empty tile until then.

    Signals, with its path:
        asked: a click, or Enter. commanded: the name of a key as well. menu_wanted: where as well, in global
        coordinates.
    """

    asked = Signal(object)
    commanded = Signal(str, object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, name: str, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFixedSize(size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.path = ""
        self.theme = theme
        self._pixmap: QPixmap | None = None
        self.clicked.connect(lambda: self.asked.emit(self.path))

    def show_pixmap(self, pixmap: QPixmap | None) -> None:
        """A null one for a photo that cannot be read; None for one that is on its way."""
        self._pixmap = pixmap
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._pixmap is not None and not self._pixmap.isNull()

    @property
    def is_marked(self) -> bool:
        """Whether a ring tells that it was chosen."""
        return False

    def frame(self) -> QRect:
        """Where the picture lies, within room for a ring."""
        return self.rect().adjusted(SPACE.xs, SPACE.xs, -SPACE.xs, -SPACE.xs)

    def draw_more(self, painter: QPainter, frame: QRect) -> None:
        """Nothing, by default."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, frame = QPainter(self), self.frame()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.colours.tile))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        if self._pixmap is not None and self._pixmap.isNull():
            self._draw_unreadable(painter, frame)
        elif self._pixmap is not None:
            draw_rounded(painter, frame, self._pixmap)
        self._draw_ring(painter, frame)
        self.draw_more(painter, frame)
        painter.end()

    def _draw_unreadable(self, painter: QPainter, frame: QRect) -> None:
        side = min(40, frame.width() // 2)
        icon = self.theme.pixmap(
            "unreadable", QSize(side, side), painter.device().devicePixelRatioF(), self.theme.colours.muted
        )
        painter.drawPixmap(frame.center() - QPoint(side // 2, side // 2), icon)

    def _draw_ring(self, painter: QPainter, frame: QRect) -> None:
        """As in the gallery: for what is chosen, a thinner one for the keyboard's place, a hairline under the mouse."""
        colours = self.theme.colours
        width = _RING if self.is_marked else _RING / 2 if self.hasFocus() else 1.0 if self.underMouse() else 0.0
        if width:
            strong = self.is_marked or self.hasFocus()
            painter.setPen(QPen(QColor(colours.accent if strong else colours.muted), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            out = 1 + width / 2
            painter.drawRoundedRect(QRectF(frame).adjusted(-out, -out, out, out), RADIUS + out, RADIUS + out)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space looks closer here; for other buttons it is a click."""
        name = command(event, "outfits")
        if name == "ask":
            self.asked.emit(self.path)
        elif name in ("compare", "wear"):
            self.commanded.emit(name, self.path)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()  # the window goes back and forward
        else:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        where = self.mapToGlobal(self.frame().center()) if by_key else event.globalPos()
        self.menu_wanted.emit(self.path, where)
