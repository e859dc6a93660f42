"""Four sliders: how much look, colour, pattern and shape count."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from core.looks.features import ASPECTS
from gui.base.texts import aspect_label
from gui.base.theme import SPACE
from gui.widgets.controls import name_control, text_label

_STEP, _PAGE = 5, 20


class Slider(QSlider):
    """Left alone by the wheel, which turns the column that it stands in."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Mixer(QWidget):
    """Says `changed` with the percents of core.looks.features.ASPECTS while a slider moves."""

    changed = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mixer")
        self._sliders: list[QSlider] = []
        self._values: list[QLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.s)
        grid.setVerticalSpacing(0)
        for row, aspect in enumerate(ASPECTS):
            self._add_row(grid, row, aspect)

    def _add_row(self, grid: QGridLayout, row: int, aspect: str) -> None:
        slider, value = Slider(Qt.Orientation.Horizontal), text_label("caption")
        slider.setObjectName(f"{aspect}_slider")
        slider.setRange(0, 100)
        slider.setSingleStep(_STEP)
        slider.setPageStep(_PAGE)
        slider.setValue(100 if row == 0 else 0)
        name_control(slider, self._tip(aspect))
        value.setFixedWidth(value.fontMetrics().horizontalAdvance("100 %"))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        slider.valueChanged.connect(self._on_moved)
        for column, widget in enumerate((text_label("aspect_label", aspect_label(aspect)), slider, value)):
            grid.addWidget(widget, row, column)
        self._sliders.append(slider)
        self._values.append(value)
        self._tell_values()

    def _tip(self, aspect: str) -> str:
        return {
            "look": self.tr("How much the whole look counts"),
            "colour": self.tr("How much the colours count"),
            "pattern": self.tr("How much the pattern counts: stripes, dots, checks, plain"),
            "shape": self.tr("How much the outline counts: length, width, sleeves"),
        }[aspect]

    @property
    def shares(self) -> tuple[int, ...]:
        return tuple(slider.value() for slider in self._sliders)

    def show_shares(self, shares: tuple[float, ...]) -> None:
        """Follow what was chosen elsewhere; a slider under the mouse is left alone."""
        for slider, share in zip(self._sliders, shares, strict=True):
            if not slider.isSliderDown():
                slider.blockSignals(True)
                slider.setValue(round(share))
                slider.blockSignals(False)
        self._tell_values()

    @Slot()
    def _on_moved(self) -> None:
        if not any(self.shares):  # something has to count
            slider = self.sender()
            assert isinstance(slider, QSlider)
            slider.setValue(1)
            return
        self._tell_values()
        self.changed.emit(self.shares)

    def _tell_values(self) -> None:
        for slider, value in zip(self._sliders, self._values, strict=True):
            value.setText(f"{slider.value()} %")
