"""The strip above results: what was searched for, in how many photos, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from gui.controls import ElidedLabel, label_button, name_control, text_button
from gui.gallery_delegate import draw_rounded
from gui.jobs import Found
from gui.texts import count, number
from gui.theme import SPACE, Theme
from gui.thumbnails import image_from

TOPS = (10, 20, 50, 100, 500)  # how many results may be asked for


class Preview(QFrame):
    """A small rounded picture."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setFixedSize(size)
        self._pixmap = QPixmap()

    def show_pixmap(self, pixmap: QPixmap) -> None:
        self._pixmap = pixmap
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._pixmap.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        draw_rounded(painter, QRect(0, 0, self.width(), self.height()), self._pixmap)
        painter.end()


class QueryStrip(QFrame):
    """Shows a Found; says when the user wants all photos back or another number of results."""

    closed = Signal()
    top_chosen = Signal(int)

    def __init__(self, theme: Theme, top: int) -> None:
        super().__init__()
        self.setObjectName("query_strip")
        self._preview = Preview(QSize(60, 75))
        self._title = ElidedLabel("query_title")
        self._subtitle = ElidedLabel("query_subtitle")
        self._shown = top
        self._top = self._make_top(top)
        theme.set_icon(self._top, "down", "muted")
        self._close = text_button("all_photos_button")
        theme.set_icon(self._close, "all")
        self._lay_out()
        self._close.clicked.connect(self.closed)
        self._top.menu().triggered.connect(self._on_top)
        self._name_all()
        for button in (self._top, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _make_top(self, top: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName("top_button")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        menu = QMenu(button)
        group = QActionGroup(menu)
        for value in sorted({*TOPS, top}):
            action = menu.addAction(number(value))
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(value == top)
            group.addAction(action)
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l + SPACE.s, SPACE.m, SPACE.m, SPACE.m)
        row.setSpacing(SPACE.l)
        row.addWidget(self._preview)
        row.addLayout(words, 1)
        row.addWidget(self._top)
        row.addWidget(self._close)

    def _name_all(self) -> None:
        label_button(self._close, self.tr("Back to all photos"), self.tr("Esc"))
        self._label_top(self._shown)
        self._preview.setAccessibleName(self.tr("The photo that was searched for"))

    def show_found(self, found: Found, total: int) -> None:
        """Tell about an answer; `total` photos will be searchable when indexing is done."""
        self._title.say(self.tr("Most similar to {name}").format(name=found.question.name))
        self._subtitle.say(self._summary(found, total))
        pixmap = QPixmap() if found.picture is None else QPixmap.fromImage(image_from(found.picture))
        self._preview.show_pixmap(pixmap)

    def _summary(self, found: Found, total: int) -> str:
        shown = count(len(found.matches), self.tr("1 photo, nearest first"), self.tr("{n} photos, nearest first"))
        partly = found.searched < total
        place = self.tr("searched {n} of {total} so far") if partly else self.tr("searched {n}")
        return f"{shown} · {place.format(n=number(found.searched), total=number(total))}"

    def _label_top(self, top: int) -> None:
        self._top.setText(self.tr("Nearest {n}").format(n=number(top)))
        name_control(self._top, self.tr("Number of results: {n}").format(n=number(top)))

    @Slot(QAction)
    def _on_top(self, action: QAction) -> None:
        self._shown = action.data()
        self._label_top(self._shown)
        self.top_chosen.emit(self._shown)
