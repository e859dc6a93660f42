"""One photo of a group: its picture, what its file is worth, and what can be done with it."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from core.base.sentences import Sentence, printable
from core.duplicates.changes import Change
from core.duplicates.groups import Copy
from gui.base.core_texts import translated
from gui.base.texts import file_name, plain_tip
from gui.base.theme import RADIUS, SPACE, Theme
from gui.duplicates.words import change_text, facts_text
from gui.widgets.controls import ElidedLabel, label_button, name_control, text_button, text_label
from gui.widgets.tick_box import TickBox


class CopyPicture(QAbstractButton):
    """All of the photo, as large as there is room, or what differs in it.

    Signals:
        entered: the keyboard is here. stepped: it is to go so many photos on.
    """

    entered = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("copy_picture")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self._difference: QPixmap | None = None

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def show_pixmap(self, pixmap: QPixmap | None) -> None:
        self._pixmap = pixmap
        self.update()

    def show_difference(self, image: QImage | None) -> None:
        self._difference = None if image is None else QPixmap.fromImage(image)
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._pixmap is not None

    @property
    def shows_difference(self) -> bool:
        return self._difference is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, shown = self._theme.colours, self._difference or self._pixmap
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.tile))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        if shown is not None and shown.isNull():
            self._draw_unreadable(painter)
        elif shown is not None:
            painter.drawPixmap(_inside(self.rect().adjusted(4, 4, -4, -4), shown), shown, QRectF(shown.rect()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _draw_unreadable(self, painter: QPainter) -> None:
        side, middle = 40, self.rect().center()
        icon = self._theme.pixmap("unreadable", QSize(side, side), self.devicePixelRatioF(), self._theme.colours.muted)
        painter.drawPixmap(middle.x() - side // 2, middle.y() - side // 2, icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class CopyCard(QFrame):
    """Signals, all with the path:
    ticked: it is to be deleted, or not. previewed: it is to be seen large. denied: it is not the same as the others.
    entered: the keyboard is on it. menu_wanted: also where, in global coordinates.
    """

    ticked = Signal(object)
    previewed = Signal(object)
    denied = Signal(object)
    entered = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, copy: Copy) -> None:
        super().__init__()
        self.setObjectName("copy_card")
        self.setProperty("card", True)
        self.path = copy.path
        self._copy = copy
        self.picture = CopyPicture(theme)
        self._name, self._folder = ElidedLabel("copy_name"), ElidedLabel("copy_folder")
        self._facts, self._why, self._changes = (ElidedLabel(f"copy_{one}") for one in ("facts", "why", "changes"))
        self._best = text_label("copy_best", self.tr("Best"))
        self.tick = TickBox(theme, "copy_tick")
        self.deny = text_button("copy_deny")
        self.deny.setProperty("quiet", True)
        for label in (self._folder, self._facts, self._why, self._changes):
            label.setProperty("faded", True)
        self._lay_out()
        self._connect()
        self.show_copy(copy)
        self.show_changes(())

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(SPACE.s)
        title.addWidget(self._name, 1)
        title.addWidget(self._best)
        deeds = QHBoxLayout()
        deeds.setSpacing(SPACE.s)
        deeds.addWidget(self.tick, 1)
        deeds.addWidget(self.deny)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
        column.setSpacing(2)
        column.addWidget(self.picture)
        column.addSpacing(SPACE.xs)
        column.addLayout(title)
        for label in (self._folder, self._facts, self._why, self._changes):
            column.addWidget(label)
        column.addLayout(deeds)

    def _connect(self) -> None:
        self.picture.clicked.connect(lambda: self.previewed.emit(self.path))
        self.picture.entered.connect(lambda: self.entered.emit(self.path))
        self.tick.clicked.connect(self._on_tick)
        self.deny.clicked.connect(lambda: self.denied.emit(self.path))
        for control in (self.tick, self.deny):
            control.installEventFilter(self)

    def show_copy(self, copy: Copy) -> None:
        """What its file is worth, and what is thought of it now."""
        self._copy, name = copy, file_name(copy.path)
        self._name.say(name)
        self._folder.say(printable(os.path.dirname(copy.path)), printable(os.path.basename(os.path.dirname(copy.path))))
        self._facts.say(facts_text(copy.facts))
        self._why.say(translated(copy.why))
        self._best.setVisible(copy.keep)
        name_control(self.picture, ", ".join((name, facts_text(copy.facts), translated(copy.why))))
        label_button(self.tick, self.tr("Trash"))
        label_button(self.deny, self.tr("Not the same"))
        self.tick.setAccessibleName(self.tr("Move {name} to the trash").format(name=name))
        self.deny.setAccessibleName(self.tr("{name} is not the same").format(name=name))

    def show_tick(self, ticked: bool, refusal: Sentence | None) -> None:
        """Whether it is ticked, and why it cannot be."""
        self.tick.setChecked(ticked)
        self.tick.setEnabled(refusal is None)
        self.tick.setToolTip(plain_tip(self.tick.accessibleName() if refusal is None else translated(refusal)))
        self.setProperty("ticked", ticked)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """What was done to it, beside the best one."""
        self._changes.say(", ".join(map(change_text, changes)))

    def height_of_words(self) -> int:
        """px, of all but the picture."""
        return self.sizeHint().height() - self.picture.sizeHint().height()

    @Slot()
    def _on_tick(self) -> None:
        self.ticked.emit(self.path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever of the card has the keyboard: the keys of the window mean this photo."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.path)
        return super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.entered.emit(self.path)
        self.menu_wanted.emit(self.path, event.globalPos())


def _inside(frame: QRect, pixmap: QPixmap) -> QRectF:
    """The largest place for all of a picture."""
    size = pixmap.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(QPoint(), size)
    place.moveCenter(frame.center())
    return QRectF(place)
