"""The photos of one group side by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.duplicates.groups import Copy, Group, Kind
from core.duplicates.review import Review
from gui.base.theme import SPACE, Theme
from gui.duplicates.copy_card import CopyCard, CopyPicture
from gui.duplicates.differing import Differing
from gui.duplicates.words import kind_text, photos_text
from gui.gallery.page_pictures import PagePictures
from gui.widgets.controls import ElidedLabel, ScrollColumn, label_button, tab_through, text_button

_NARROW, _WIDE = 240, 460  # px of a card
_LEAST_PICTURE = 200  # px high
_ASPECT = 1.3  # of a picture: height for its width, at most
_AT_ONCE = 24  # cards; more come when they are asked for


class GroupPane(QWidget):
    """Signals: those of a CopyCard, and
    best_wanted: all of this group but the best one are to be ticked. differences_toggled: what differs is to be seen.
    more_wanted: of many photos more are to be shown. left: the keyboard is to go back to the groups.
    laid_out: pictures have other sizes.
    """

    ticked = Signal(object)
    previewed = Signal(object)
    denied = Signal(object)
    entered = Signal(object)
    menu_wanted = Signal(object, QPoint)
    best_wanted = Signal()
    differences_toggled = Signal()
    more_wanted = Signal()
    left = Signal()
    laid_out = Signal()

    def __init__(self, theme: Theme, pictures: PagePictures) -> None:
        super().__init__()
        self.setObjectName("duplicate_group")
        self._theme = theme
        self._pictures = pictures
        self.group: Group | None = None
        self.cards: list[CopyCard] = []
        self._shown = _AT_ONCE
        self._title = ElidedLabel("duplicate_title")
        self.differences = text_button("duplicate_differences")
        self.differences.setCheckable(True)
        self._best = text_button("duplicate_best")
        self._more = text_button("duplicate_more")
        self._content = QWidget()
        self._content.setObjectName("duplicate_content")
        self._grid = QGridLayout(self._content)
        self._area = ScrollColumn(self._content)
        self._area.setObjectName("duplicate_area")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, 0)
        bar.setSpacing(SPACE.s)
        bar.addWidget(self._title, 1)
        bar.addWidget(self.differences)
        bar.addWidget(self._best)
        self._grid.setContentsMargins(SPACE.l, SPACE.s, SPACE.xs, SPACE.l)
        self._grid.setSpacing(SPACE.m)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._area, 1)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignCenter)

    def _connect(self) -> None:
        label_button(self.differences, self.tr("Show what differs"))
        label_button(self._best, self.tr("Tick all but the best"))
        self._show_more(0)
        self.differences.clicked.connect(self.differences_toggled)
        self._best.clicked.connect(self.best_wanted)
        self._more.clicked.connect(self._on_more)
        self._pictures.came.connect(self._on_came)
        self._area.viewport().installEventFilter(self)

    @property
    def _copies(self) -> tuple[Copy, ...]:
        """Those that have a card, the best one first: the others are seen beside it."""
        photos = () if self.group is None else self.group.photos
        return tuple(sorted(photos, key=lambda copy: not copy.keep))[: self._shown]

    # --- what is shown ---

    def show_group(self, group: Group | None, review: Review) -> None:
        """A group as it is now; where its photos are the same as before the keyboard stays where it is."""
        before, self.group = self.group, group
        if group is None:
            self._remove_cards()
            return
        if before is None or group.kind is not before.kind or not group.paths & before.paths:
            self._shown = _AT_ONCE
            self._area.verticalScrollBar().setValue(0)
        self._title.say(f"{kind_text(group.kind)} · {photos_text(len(group.photos))}", photos_text(len(group.photos)))
        self.differences.setVisible(group.kind is Kind.PICTURE)
        copies = self._copies
        if [card.path for card in self.cards] != [copy.path for copy in copies]:
            self._make_cards()
        for card, copy in zip(self.cards, copies, strict=True):
            card.show_copy(copy)
        self._show_more(len(group.photos) - len(copies))
        self.show_ticks(review)

    def show_ticks(self, review: Review) -> None:
        for card in self.cards:
            card.show_tick(card.path in review.ticked, review.refusal(card.path))

    def show_differences(self, differing: Differing, wanted: bool) -> None:
        """What was done to each photo, and, where it is wanted, a picture of it."""
        images: Mapping[str, QImage] = differing.images if wanted else {}
        for card in self.cards:
            card.show_changes(differing.changes.get(card.path, ()))
            card.picture.show_difference(images.get(card.path))

    def wanted(self) -> list[tuple[str, float]]:
        """The pictures that are to be got, with their sides in device pixels."""
        ratio = self.devicePixelRatioF()
        return [(card.path, max(card.picture.width(), card.picture.height()) * ratio) for card in self.cards]

    def take_focus(self) -> None:
        """Give the keyboard to the first photo."""
        if self.cards:
            self.cards[0].picture.setFocus(Qt.FocusReason.TabFocusReason)

    def picture_of(self, path: str) -> CopyPicture | None:
        return next((card.picture for card in self.cards if card.path == path), None)

    def _step(self, path: str, by: int) -> None:
        """From photo to photo, and from the first one back to the groups."""
        at = [card.path for card in self.cards].index(path) + by
        if at < 0:
            self.left.emit()
        elif at < len(self.cards):
            self.cards[at].picture.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self.cards[at])

    def _make_cards(self) -> None:
        focused = next((card.path for card in self.cards if card.picture.hasFocus()), None)
        self._remove_cards()
        for copy in self._copies:
            card = CopyCard(self._theme, copy)
            for of_card, own in (
                (card.ticked, self.ticked),
                (card.previewed, self.previewed),
                (card.denied, self.denied),
                (card.entered, self.entered),
                (card.menu_wanted, self.menu_wanted),
            ):
                of_card.connect(own)
            card.picture.stepped.connect(partial(self._step, copy.path))
            card.picture.show_pixmap(self._pictures.get(copy.path))
            self.cards.append(card)
        self._place_cards()
        of_cards = (control for card in self.cards for control in (card.picture, card.tick, card.deny))
        tab_through((self._best, *of_cards, self._more))
        for card in self.cards:
            if card.path == focused:
                card.picture.setFocus()

    def _remove_cards(self) -> None:
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _show_more(self, hidden: int) -> None:
        label_button(self._more, self.tr("Show %Ln more", "", hidden))
        self._more.setVisible(hidden > 0)

    @Slot()
    def _on_more(self) -> None:
        self._shown += _AT_ONCE
        self.more_wanted.emit()

    @Slot(object)
    def _on_came(self, path: str) -> None:
        for card in self.cards:
            if card.path == path:
                card.picture.show_pixmap(self._pictures.get(path))

    # --- where it lies ---

    def _place_cards(self) -> None:
        """As many beside each other as there is room for, and all of the first row in sight."""
        margins = self._grid.contentsMargins()
        room = self._area.viewport().width() - margins.left() - margins.right()
        columns = max(1, min(len(self.cards), (room + SPACE.m) // (_NARROW + SPACE.m)))
        width = max(1, min(_WIDE, (room - (columns - 1) * SPACE.m) // columns))
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
            card.setFixedWidth(width)
            words = card.height_of_words()
            in_sight = self._area.viewport().height() - margins.top() - margins.bottom() - words
            card.picture.setFixedHeight(max(_LEAST_PICTURE, min(round(width * _ASPECT), in_sight)))
        for column in range(self._grid.columnCount() + 1):
            self._grid.setColumnStretch(column, 0)
        self._grid.setColumnStretch(columns, 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def sizeHint(self) -> QSize:
        return QSize(600, 400)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The room of the photos is another one."""
        if event.type() == QEvent.Type.Resize:
            self._place_cards()
            self.laid_out.emit()
        return super().eventFilter(watched, event)


def line() -> QFrame:
    """Between the groups and their photos."""
    frame = QFrame()
    frame.setObjectName("duplicate_line")
    frame.setFixedWidth(1)
    return frame
