"""The list of all keys, as they lie on the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.base.keys import Key, KeyGroup, bound, key_groups
from gui.base.theme import SPACE
from gui.widgets.controls import label_button, text_button, text_label

translate = QCoreApplication.translate

_COLUMNS = ((0, 2), (1, 3, 7), (4, 5, 6))  # which sections stand in which column ...
_FEW_COLUMNS = ((0, 4), (1, 2, 3, 5, 6, 7))  # ... and on a narrow screen
_NARROW = 880  # px
_WIDTH = 980  # px
_ARROWS = {Qt.Key.Key_Left: "←", Qt.Key.Key_Right: "→", Qt.Key.Key_Up: "↑", Qt.Key.Key_Down: "↓"}
_NATIVE = QKeySequence.SequenceFormat.NativeText


class KeysDialog(QDialog):
    """Shows every key that does something in the window, in sections."""

    def __init__(self, pages: Sequence[Key], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setWindowTitle(self.tr("All keys"))
        self._pages = pages
        self._bound = bound(parent)
        room = parent.screen().availableSize()
        self._columns = _COLUMNS if room.width() >= _NARROW else _FEW_COLUMNS
        self._close = text_button("keys_close_button", primary=True)
        label_button(self._close, self.tr("Close"))
        self._close.clicked.connect(self.accept)
        QShortcut("?", self).activated.connect(self.accept)
        self._lay_out()
        height = self._content.sizeHint().height() + self._close.sizeHint().height() + SPACE.xxl
        self.resize(min(_WIDTH, room.width() - SPACE.xl), min(height, room.height() - SPACE.xxl))

    def _lay_out(self) -> None:
        content = self._content = QWidget()
        content.setObjectName("keys_content")
        row = QHBoxLayout(content)
        row.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.s)
        row.setSpacing(SPACE.xl)
        table = key_groups(self._pages)
        for chosen in self._columns:
            row.addLayout(self._column([table[at] for at in chosen]), 1)
        area = QScrollArea()
        area.setObjectName("keys_area")
        area.setAccessibleName(self.tr("All keys"))
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE.xl, SPACE.s, SPACE.xl, SPACE.l)
        foot.addStretch(1)
        foot.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(foot)

    def _column(self, chosen: Sequence[KeyGroup]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(1)
        for section in chosen:
            column.addWidget(text_label("section_title", section.title))
            column.addSpacing(SPACE.xs)
            for key in section.keys:
                if key.where != "window" or key.name in self._bound:
                    column.addWidget(_row(key))
            column.addSpacing(SPACE.l)
        column.addStretch(1)
        return column


def _row(key: Key) -> QWidget:
    """What a key does to the left, the key itself to the right."""
    row, text = QWidget(), text_label("key_text", key.text)
    text.setWordWrap(True)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACE.s)
    line.addWidget(text, 1)
    line.addWidget(_caps(key), 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _caps(key: Key) -> QWidget:
    """The keys as caps; those that are held with every one of them stand once, in front."""
    wanted = [QKeySequence(one)[0] for one in key.keys]  # type: ignore[index]  # which the stubs forget
    names = [QKeySequence(one).toString(_NATIVE) for one in key.keys]
    held = _parts(names[0])[:-1]
    signs = {**_ARROWS, Qt.Key.Key_PageUp: translate("keys", "PgUp"), Qt.Key.Key_PageDown: translate("keys", "PgDn")}
    last = [signs.get(one.key(), _parts(name)[-1]) for one, name in zip(wanted, names, strict=True)]
    box = QWidget()
    box.setAccessibleName(f"{', '.join(names)}: {key.text}")
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(2)
    for text in (*held, *last):
        line.addWidget(_cap(text))
    return box


def _cap(text: str) -> QLabel:
    cap = text_label("key_cap", text)
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return cap


def _parts(name: str) -> list[str]:
    """ "Ctrl++" as Ctrl and +."""
    return name.split("+") if not name.endswith("+") else [one for one in name.split("+") if one] + ["+"]
