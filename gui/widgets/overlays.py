"""What lies over the window for a moment: the drop target and short notices."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.base.theme import RADIUS, SPACE, TYPE, Theme, font
from gui.widgets.controls import label_button, text_button, text_label

_NOTICE_MS = 7000
_NOTICE_WIDTH = 560  # px


class DropOverlay(QWidget):
    """Shown while something that can be dropped is over the window."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop_overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._window = parent
        self._sentence = ""
        parent.installEventFilter(self)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        self._sentence = sentence
        self.setAccessibleName(sentence)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(colours.accent_soft)
        veil.setAlpha(232)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine))
        edge = SPACE.l
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), RADIUS, RADIUS)
        painter.setPen(QColor(colours.text))
        painter.setFont(font(TYPE.display))
        place = self.rect().adjusted(3 * edge, 3 * edge, -3 * edge, -3 * edge)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)
        painter.end()


class Notice(QFrame):
    """One sentence near the bottom of the window; goes away by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._label = text_label("notice_text")
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._window = parent
        self._button = text_button("notice_button")
        self._button.setText(self.tr("Undo"))
        self._do: Callable[[], object] | None = None
        self._remark = ""
        self._below: QWidget | None = None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        row.setSpacing(SPACE.l)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self._button.clicked.connect(self._on_button)
        self._timer = QTimer(self, interval=_NOTICE_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def stay_above(self, widget: QWidget) -> None:
        """Cover this one no more than the edge of the window, while it is shown."""
        self._below = widget

    @Slot(str)
    def say(self, sentence: str) -> None:
        self.offer(sentence, "", None)

    @Slot(str)
    def remark(self, sentence: str) -> None:
        """Say something that the next sentence, should it come meanwhile, does not replace but precede."""
        self.say(sentence)
        self._remark = sentence

    def offer(self, sentence: str, text: str, do: Callable[[], object] | None) -> None:
        """Say something, with a button for what may be wanted next."""
        self._do = do
        if self._remark and self.isVisible():
            sentence = f"{sentence} {self._remark}"
        self._remark = ""
        label_button(self._button, text)
        self._button.setVisible(do is not None)
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        self._settle()
        self.raise_()
        self.show()
        self._timer.start()

    @Slot()
    def _on_button(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()

    def _settle(self) -> None:
        room = self._window.rect()
        text = self._label.fontMetrics().horizontalAdvance(self._label.text())
        if self._do is not None:
            text += self._button.sizeHint().width() + SPACE.l
        width = min(_NOTICE_WIDTH, room.width() - 2 * SPACE.xl, text + 2 * SPACE.l + SPACE.s)
        height = self._row.heightForWidth(width)
        ends = room.height() - SPACE.xxl - SPACE.xl
        if self._below is not None and self._below.isVisible():
            ends -= self._below.sizeHint().height()
        self.setGeometry((room.width() - width) // 2, ends - height, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return False
