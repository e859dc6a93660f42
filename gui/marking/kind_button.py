"""Shows what a photo counts as, and lets the user say otherwise."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton

from gui.base.texts import kind_label
from gui.base.theme import Theme
from gui.marking.kinds import Kinds, Told
from gui.widgets.controls import name_control

translate = QCoreApplication.translate

_LEAST = 80  # px


class KindButton(QToolButton):
    """A photo's kind in words; a click opens the menu of all kinds."""

    ALIGNMENT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute  # its own direction would turn it round

    def __init__(self, theme: Theme, kinds: Kinds, name: str, shortcut: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", True)
        self._kinds = kinds
        self._path = ""
        self._otherwise = ""
        self._shortcut = shortcut
        self._words = ""  # in full; where there is no room for them they are shortened
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.set_icon(self, "down", "muted")
        name_control(self, translate("KindButton", "Kind"))
        self.clicked.connect(self.open_menu)
        kinds.changed.connect(self._tell)

    def show_photo(self, path: str, otherwise: str = "") -> None:
        """Of a photo that the user can say nothing of, such as a part of one, `otherwise` is told."""
        self._path, self._otherwise = path, otherwise
        self._tell()

    @Slot()
    def _tell(self) -> None:
        told = self._kinds.told(self._path) or (Told(self._otherwise) if self._otherwise else None)
        can_change = self._kinds.can_change(self._path)
        self.setVisible(told is not None)
        self.setEnabled(can_change)
        if told is None:
            return
        looks, said = translate("KindButton", "Looks like: {kind}"), translate("KindButton", "You said: {kind}")
        text = (said if told.by_user else looks).format(kind=kind_label(told.kind))
        self._words = text
        self._fit()
        self.updateGeometry()
        name_control(self, text, self._shortcut if can_change else "")
        if not can_change:
            self.setToolTip(translate("KindButton", "Only whole photos of your folders can be given a kind."))

    def sizeHint(self) -> QSize:
        """Of all words."""
        hint, shown = super().sizeHint(), self.text().replace("&&", "&")
        more = self.fontMetrics().horizontalAdvance(self._words) - self.fontMetrics().horizontalAdvance(shown)
        return QSize(hint.width() + more, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lacking, words, metrics = self.sizeHint().width() - self.width(), self._words, self.fontMetrics()
        if lacking > 0 and self.isVisible():
            room = metrics.horizontalAdvance(words) - lacking
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.setText(words.replace("&", "&&"))

    @Slot()
    def open_menu(self) -> None:
        """Below the button, or above where there is no room."""
        if self._path and self.isEnabled():
            self._kinds.menu(self, [self._path]).popup(self.mapToGlobal(QPoint(0, self.height())))
