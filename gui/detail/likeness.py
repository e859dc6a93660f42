"""How alike two photos are: in words, in bars that grow with likeness, and on demand in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.looks.features import ASPECTS, Aspect
from core.search.compared import Compared, Trait, compare, likeness
from core.search.described import described_query
from core.search.query import Query
from core.search.search import Match
from gui.base.texts import aspect_label, decimal
from gui.base.theme import SPACE, Theme
from gui.detail.lines import Lines
from gui.widgets.controls import label_button, text_button, text_label

_BAR = 6  # px


class AspectBars(Lines):
    """How alike two photos are by each aspect: an empty bar is two photos picked at random, a full one the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "aspect_bars")
        self._values: Mapping[Aspect, float] = {}

    def show_values(self, by_aspect: Mapping[Aspect, float]) -> None:
        """`by_aspect`: distances."""
        self._values = dict(by_aspect)
        words = (f"{aspect_label(aspect)} {round(100 * likeness(self._values[aspect]))} %" for aspect in ASPECTS)
        self.setAccessibleName(self.tr("How alike: {values}").format(values=", ".join(words)))
        self.setToolTip(self.tr("A full bar is the same, an empty one as different as two photos picked at random"))
        self.set_count(len(ASPECTS))

    def draw_line(self, painter: QPainter, number_: int, place: QRectF) -> None:
        colours, metrics = self._theme.colours, self.fontMetrics()
        aspect = ASPECTS[number_]
        names = max(metrics.horizontalAdvance(aspect_label(one)) for one in ASPECTS) + SPACE.s
        painter.setPen(QColor(colours.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, aspect_label(aspect))
        groove = QRectF(names, place.center().y() - _BAR / 2, place.width() - names, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.pressed))
        painter.drawRoundedRect(groove, _BAR / 2, _BAR / 2)
        groove.setWidth(groove.width() * likeness(self._values[aspect]))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(groove, _BAR / 2, _BAR / 2)


class Likeness(QWidget):
    """Words, bars, and the numbers behind a button."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("likeness")
        self._same, self._different = text_label("same_traits"), text_label("different_traits")
        self._bars = AspectBars(theme)
        self._more = text_button("numbers_button", link=True)
        self._numbers = text_label("match_numbers")
        for label in (self._same, self._different, self._numbers):
            label.setWordWrap(True)
        label_button(self._more, self.tr("Details"))
        self._more.setCheckable(True)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the arrows go on to the next photo
        self._more.toggled.connect(self._show_numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        for part in (self._same, self._different, self._bars):
            column.addWidget(part)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._numbers)
        self._numbers.hide()

    def show_match(self, match: Match, asked: Query | None, found: Query | None) -> None:
        """A match with the photo that was asked with."""
        self._bars.show_values(match.by_aspect)
        known = Compared()
        if asked is not None and found is not None:
            known = compare(match, described_query(asked), described_query(found))
        self._say(self._same, self.tr("Same: {traits}"), known.same)
        self._say(self._different, self.tr("Different: {traits}"), known.different)
        apart = (f"{aspect_label(aspect)} {decimal(match.by_aspect[aspect])}" for aspect in ASPECTS)
        far = self.tr("Distance {distance}").format(distance=decimal(match.distance, 4))
        meaning = self.tr("0 is the same, 1 as different as two photos picked at random.")
        self._numbers.setText("\n".join((far, *apart, meaning)))

    def _say(self, label: QWidget, template: str, traits: Sequence[Trait]) -> None:
        names = {
            Trait.KIND: self.tr("kind"),
            Trait.COLOUR: self.tr("colour"),
            Trait.PATTERN: self.tr("pattern"),
            Trait.SHAPE: self.tr("shape"),
        }
        label.setText(template.format(traits=", ".join(names[trait] for trait in traits)))  # type: ignore[attr-defined]
        label.setVisible(bool(traits))

    @Slot(bool)
    def _show_numbers(self, wanted: bool) -> None:
        self._numbers.setVisible(wanted)
