"""Beside the results: the query photo with its box, the examples, the sliders and the filters."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.search.found import Found
from core.search.question import Question, Tuning
from gui.base.colour_names import named_colours
from gui.base.pictures import image_from
from gui.base.texts import kind_label
from gui.base.theme import SPACE, Theme
from gui.gallery.thumbnails import ThumbnailLoader
from gui.marking.kind_button import KindButton
from gui.marking.kinds import Kinds
from gui.similar.colour_filter import ColourFilter
from gui.similar.examples import Examples
from gui.similar.mixer import Mixer
from gui.similar.query_picture import QueryPicture
from gui.visits.history import Visit
from gui.widgets.controls import ScrollColumn, icon_button, label_button, name_control, text_button, text_label
from gui.widgets.tab_order import tab_as_laid_out
from gui.widgets.tick_box import TickBox

WIDTH = 296  # px
_PICTURE_SHARE = 0.42  # of the panel's height, at most


class QueryPanel(QFrame):
    """Follows the visit shown; says what the user changes.

    Signals:
        boxed: Shares of the photo or None. turned: by a quarter. example_removed: its path. tuned: a Tuning.
        reset: the Tuning before.
    """

    turned = Signal()
    boxed = Signal(object)
    example_removed = Signal(object)
    tuned = Signal(Tuning)
    reset = Signal(Tuning)

    def __init__(self, theme: Theme, loader: ThumbnailLoader, kinds: Kinds) -> None:
        super().__init__()
        self.setObjectName("query_panel")
        self.setFixedWidth(WIDTH)
        self._tuning = Tuning()
        self._showing: tuple[object, ...] = ()
        self._picture = QueryPicture(theme)
        self._kind = KindButton(theme, kinds, "query_kind_button")
        self._hint = text_label("caption")
        self._hint.setWordWrap(True)
        self._hint.ensurePolished()
        self._hint.setFixedHeight(2 * self._hint.fontMetrics().lineSpacing())  # else the sliders would jump with a box
        self._draw = text_button("box_button")
        self._clear = text_button("clear_box_button")
        self._turn = icon_button(theme, "turn_button", "turn")
        theme.set_icon(self._draw, "box")
        theme.set_icon(self._clear, "cancel")
        self._examples = Examples(theme, loader)
        self._mixer = Mixer()
        self._reset = text_button("reset_mixer_button")
        self._same_kind = TickBox(theme, "same_kind_box")
        self._stacks = TickBox(theme, "stacks_box")
        self._include = TickBox(theme, "include_box")
        self._colour = ColourFilter(theme)
        self._name_all()
        self._lay_out()
        self._connect()

    # --- putting together ---

    def _lay_out(self) -> None:
        content = self._content = QWidget()
        content.setObjectName("query_panel_content")
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE.m, SPACE.m, 0, SPACE.l)
        column.setSpacing(SPACE.s)
        column.addWidget(self._picture)
        column.addWidget(self._kind, 0, KindButton.ALIGNMENT)
        column.addLayout(_row(self._draw, self._clear, None, self._turn))
        column.addWidget(self._hint)
        column.addWidget(self._examples)
        column.addSpacing(SPACE.s)
        column.addLayout(_row(_section(self.tr("What counts")), None, self._reset))
        column.addWidget(self._mixer)
        column.addSpacing(SPACE.s)
        column.addWidget(_section(self.tr("Show only")))
        column.addWidget(self._same_kind)
        column.addWidget(self._colour)
        column.addSpacing(SPACE.s)
        column.addWidget(_section(self.tr("Results")))
        column.addWidget(self._stacks)
        column.addWidget(self._include)
        column.addStretch(1)
        self._scroll = ScrollColumn(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _connect(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        self._picture.boxed.connect(self.boxed)
        self._picture.picked.connect(self._on_colour)
        self._picture.picking_ended.connect(self._colour.end_picking)
        self._turn.clicked.connect(self._on_turn)
        self._draw.clicked.connect(self._picture.begin_box)
        self._clear.clicked.connect(self._picture.clear_box)
        self._examples.removed.connect(self.example_removed)
        self._mixer.changed.connect(self._on_mixed)
        self._reset.clicked.connect(self._on_reset)
        self._same_kind.toggled.connect(self._on_same_kind)
        self._stacks.toggled.connect(self._on_stacks)
        self._include.toggled.connect(self._on_include)
        self._colour.chosen.connect(self._on_colour)
        self._colour.picking.connect(self._picture.pick_colour)

    def _name_all(self) -> None:
        self.setAccessibleName(self.tr("Query"))
        name_control(self._picture, self.tr("The photo that was searched for"))
        keys = self.tr(
            "Draw a box with the mouse. Or press Enter, move the box with the arrows, resize it with Shift and the "
            "arrows, remove it with Delete."
        )
        self._picture.setAccessibleDescription(keys)
        self._picture.setToolTip("")
        label_button(self._draw, self.tr("Search a part"))
        self._draw.setToolTip(keys)
        label_button(self._clear, self.tr("Whole photo"))
        name_control(self._turn, self.tr("Turn the photo by a quarter"))
        label_button(self._reset, self.tr("Reset"))
        self._reset.setToolTip(self.tr("Only the look counts"))
        label_button(self._stacks, self.tr("One photo of each garment"))
        self._stacks.setToolTip(self.tr("Photos of the same garment lie on one stack; its number opens it"))
        label_button(self._include, self.tr("Include this photo"))
        self._include.setToolTip(self.tr("The photo itself is the first of its results"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_picture()

    def _fit_picture(self) -> None:
        """Examples take their room from the picture, so that the sliders stay where they are."""
        taken = 0 if self._examples.isHidden() else self._examples.height_in(self._picture.width()) + SPACE.s
        self._picture.set_room(round(_PICTURE_SHARE * self.height()), taken)

    # --- what is shown ---

    def show_visit(self, visit: Visit) -> None:
        """Follow what is seen; the answer may not have caught up with the controls."""
        found, tuning = visit.found, visit.tuning
        if found is None:
            return
        self._tuning = tuning
        self._mixer.show_shares(tuning.shares)
        self._show_kind(found)
        _check(self._stacks, tuning.stacks)
        _check(self._include, tuning.own == "leads")
        self._include.setEnabled(_can_lead(found.question))
        self._colour.show_colours(tuple(one[0] for one in named_colours(found.own)), tuning.colour)
        self._show_question(found)
        tab_as_laid_out(self._content)

    def _show_question(self, found: Found) -> None:
        """Only when it is another one: a box under the mouse must not be lost to a fresher answer."""
        asked = found.question
        showing = (found.settled, found.picture is None)
        if showing == self._showing or (self._picture.is_being_drawn and self._same_photo(found.settled)):
            return
        self._showing = showing
        self._picture.show_photo(QImage() if found.picture is None else image_from(found.picture), asked.box)
        self._examples.show_examples(asked.likes, asked.unlikes)
        self._fit_picture()
        self._draw.setVisible(asked.box is None)
        draw = self.tr("Draw a box on one garment to search with only that.")
        self._hint.setText(draw if asked.box is None else self.tr("Move the box, or pull its edges."))
        self._clear.setVisible(asked.box is not None)

    def _same_photo(self, asked: Question) -> bool:
        before = self._showing[0] if self._showing else None
        return isinstance(before, Question) and (before.source, before.turns) == (asked.source, asked.turns)

    def _show_kind(self, found: Found) -> None:
        asked, kind = found.question, kind_label(found.kind)
        whole = asked.in_library and asked.box is None  # else it is of what was asked with alone
        self._kind.show_photo((asked.path or "") if whole else "", found.kind)
        self._same_kind.setEnabled(found.is_sure)
        sure, unsure = self.tr("Same kind only: {kind}"), self.tr("Same kind only (kind not sure)")
        label_button(self._same_kind, sure.format(kind=kind) if found.is_sure else unsure)
        _check(self._same_kind, self._tuning.same_kind and found.is_sure)

    # --- what the user changes ---

    @Slot()
    def _on_turn(self) -> None:
        self._picture.settle()
        self.turned.emit()

    def _tune(self, tuning: Tuning) -> None:
        self._tuning = tuning
        self.tuned.emit(tuning)

    @Slot(tuple)
    def _on_mixed(self, shares: tuple[float, ...]) -> None:
        self._tune(replace(self._tuning, shares=shares))

    @Slot()
    def _on_reset(self) -> None:
        before = self._tuning
        self._mixer.show_shares(Tuning().shares)
        self._on_mixed(Tuning().shares)
        if before.shares != Tuning().shares:
            self.reset.emit(before)

    @Slot(bool)
    def _on_same_kind(self, wanted: bool) -> None:
        self._tune(replace(self._tuning, same_kind=wanted))

    @Slot(bool)
    def _on_stacks(self, wanted: bool) -> None:
        self._tune(replace(self._tuning, stacks=wanted, laid_out=frozenset()))

    @Slot(bool)
    def _on_include(self, wanted: bool) -> None:
        self._tune(replace(self._tuning, own="leads" if wanted else "left out"))

    @Slot(str)
    def _on_colour(self, colour: str) -> None:
        self._tune(replace(self._tuning, colour=colour))

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What the keyboard reaches is scrolled into sight."""
        if now is not None and self._scroll.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, SPACE.l)


def _can_lead(asked: Question) -> bool:
    """Whether the photo could be the first of its results: one of the library, asked with alone."""
    return asked.in_library and not asked.likes and not asked.unlikes


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(SPACE.s)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row


def _section(text: str) -> QLabel:
    return text_label("section_title", text)


def _check(box: QCheckBox, checked: bool) -> None:
    box.blockSignals(True)
    box.setChecked(checked)
    box.blockSignals(False)
