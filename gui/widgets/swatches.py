"""Colours to click on: round buttons, and a board with all colours that have a name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QFrame, QGridLayout, QVBoxLayout, QWidget

from core.looks.colours import NAMES
from gui.base.colour_names import colour_name, colour_text
from gui.base.theme import SPACE, Theme
from gui.widgets.controls import label_button, name_control, text_button

_SIDE = 26  # px
_COLUMNS = 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
}


class Swatch(QAbstractButton):
    """A colour; checked it wears a ring and a tick, so that the colour alone says nothing."""

    def __init__(self, theme: Theme, colour: str, name: str = "") -> None:
        super().__init__()
        self.setObjectName("swatch")
        self.setFixedSize(_SIDE, _SIDE)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.colour = colour
        self._theme = theme
        name_control(self, name or colour_name(colour))

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        edge = QColor(colours.text)
        edge.setAlpha(60)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(QColor(self.colour))
        painter.drawEllipse(disc)
        if self.isChecked():
            self._draw_tick(painter)
        if self.isChecked() or self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            strong = self.isChecked() or self.hasFocus()
            painter.setPen(QPen(QColor(colours.accent if strong else colours.muted), 2 if strong else 1))
            painter.drawEllipse(disc.adjusted(-3, -3, 3, 3))
        painter.end()

    def _draw_tick(self, painter: QPainter) -> None:
        dark = QColor(self.colour).lightnessF() > 0.55
        painter.setPen(QPen(QColor("black" if dark else "white"), 2))
        middle = QPoint(self.width() // 2, self.height() // 2)
        painter.drawPolyline([middle + QPoint(-4, 0), middle + QPoint(-1, 3), middle + QPoint(4, -3)])


class SwatchBoard(QFrame):
    """A popup with the named colours; arrows walk over it.

    Signals:
        chosen: "#rrggbb".
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("swatch_board")
        self.setAccessibleName(self.tr("Colours"))
        self._swatches = [Swatch(theme, colour, colour_text(name)) for name, colour in NAMES.items()]
        grid = QGridLayout()
        grid.setSpacing(2)
        for at, swatch in enumerate(self._swatches):
            grid.addWidget(swatch, at // _COLUMNS, at % _COLUMNS)
            swatch.setCheckable(False)
            swatch.clicked.connect(self._on_clicked)
        self._other = text_button("other_colour_button")
        label_button(self._other, self.tr("Another colour…"))
        self._other.clicked.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        column.setSpacing(SPACE.s)
        column.addLayout(grid)
        column.addWidget(self._other)

    def open_at(self, place: QPoint) -> None:
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = min(place.x(), room.right() - self.width())
        self.move(left, min(place.y(), room.bottom() - self.height()))
        self.show()
        self._swatches[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, focused = _STEPS.get(Qt.Key(event.key())), self.focusWidget()
        if step is not None and isinstance(focused, Swatch):
            at = self._swatches.index(focused) + step
            (self._swatches[max(at, 0)] if at < len(self._swatches) else self._other).setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        elif event.key() == Qt.Key.Key_Up and focused is self._other:
            self._swatches[-1].setFocus()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_clicked(self) -> None:
        swatch = self.sender()
        assert isinstance(swatch, Swatch)
        self.close()
        self.chosen.emit(swatch.colour)

    @Slot()
    def _ask(self) -> None:
        self.close()
        dialog = QColorDialog(self.parentWidget())
        dialog.setObjectName("colour_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(self._on_selected)
        dialog.open()

    @Slot(QColor)
    def _on_selected(self, colour: QColor) -> None:
        self.chosen.emit(colour.name())
