"""The colour that results must have: one of the query's own, one picked from it, or any other."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.base.colour_names import colour_name
from gui.base.theme import SPACE, Theme
from gui.widgets.controls import ElidedLabel, icon_button, name_control
from gui.widgets.swatches import Swatch, SwatchBoard


class ColourFilter(QWidget):
    """A row of swatches.

    Signals:
        chosen: "#rrggbb", or empty for any colour. picking: whether the user wants to pick one from the photo.
    """

    chosen = Signal(str)
    picking = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("colour_filter")
        self._theme = theme
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self._words = ElidedLabel("caption")
        self._dropper = icon_button(theme, "dropper_button", "dropper")
        self._dropper.setCheckable(True)
        self._more = icon_button(theme, "colours_button", "colour")
        self._clear = icon_button(theme, "clear_colour_button", "cancel")
        self._board = SwatchBoard(theme, self)
        self._lay_out()
        name_control(self._dropper, self.tr("Pick a colour from the photo"))
        name_control(self._more, self.tr("Choose another colour"))
        name_control(self._clear, self.tr("Any colour"))
        self._dropper.toggled.connect(self.picking)
        self._more.clicked.connect(self._open_board)
        self._clear.clicked.connect(self._on_cleared)
        self._board.chosen.connect(self.chosen)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE.xs)
        line.addLayout(self._row)
        line.addStretch(1)
        for button in (self._clear, self._dropper, self._more):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._words)

    def show_colours(self, own: tuple[str, ...], chosen: str) -> None:
        """The query's own colours, and which colour the results must have."""
        wanted = own if not chosen or chosen in own else (*own, chosen)
        if wanted != tuple(one.colour for one in self._swatches()):
            self._fill(wanted)
        for swatch in self._swatches():
            swatch.setChecked(swatch.colour == chosen)
        name = colour_name(chosen) if chosen else ""
        self._words.say(self.tr("Only photos with {colour}").format(colour=name) if chosen else self.tr("Any colour"))
        self._clear.setVisible(bool(chosen))

    def end_picking(self) -> None:
        self._dropper.setChecked(False)

    def _swatches(self) -> list[Swatch]:
        items = (self._row.itemAt(at) for at in range(self._row.count()))
        return [widget for item in items if item is not None and isinstance(widget := item.widget(), Swatch)]

    def _fill(self, colours: tuple[str, ...]) -> None:
        for swatch in self._swatches():
            self._row.removeWidget(swatch)
            swatch.hide()
            swatch.deleteLater()
        for colour in colours:
            swatch = Swatch(self._theme, colour)
            swatch.clicked.connect(self._on_clicked)
            self._row.addWidget(swatch)

    @Slot()
    def _on_clicked(self) -> None:
        swatch = self.sender()
        assert isinstance(swatch, Swatch)
        self.chosen.emit(swatch.colour if swatch.isChecked() else "")

    @Slot()
    def _on_cleared(self) -> None:
        self.chosen.emit("")

    @Slot()
    def _open_board(self) -> None:
        self._board.open_at(self._more.mapToGlobal(QPoint(0, self._more.height())))
