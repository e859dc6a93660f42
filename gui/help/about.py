"""What Twinset is, which version, under which licence, and whose work is in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from core.base.parts import legal_text, parts
from core.base.version import version
from gui.base.theme import SPACE, app_icon
from gui.widgets.controls import label_button, name_control, text_button, text_label


class AboutDialog(QDialog):
    """A few words, the NOTICE file, and what the program is made of."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle(self.tr("About Twinset"))
        self._picture = QLabel()
        self._picture.setPixmap(app_icon().pixmap(QSize(72, 72), self.devicePixelRatio()))
        self._notice = self._make_notice()
        self._close = text_button("about_close_button", primary=True)
        label_button(self._close, self.tr("Close"))
        self._close.clicked.connect(self.accept)
        self._close.setDefault(True)
        self._lay_out()
        self.resize(560, 460)
        self._close.setFocus()

    def _make_notice(self) -> QPlainTextEdit:
        text = QPlainTextEdit(f"{legal_text('NOTICE')}\n{self._parts()}")
        text.setObjectName("notice_file")
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        name_control(text, self.tr("Whose work is in Twinset"))
        text.setToolTip("")
        return text

    def _parts(self) -> str:
        """Packages with versions and licences, one a line."""
        lines = [f"{part.name} {part.version}: {part.licence}" for part in parts()]
        return "\n".join([self.tr("What runs here, and its licences:"), *lines])

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(text_label("display", "Twinset"))
        words.addWidget(_wrapped("about_version", self.tr("Version {version}").format(version=version())))
        words.addWidget(_wrapped("hint", self.tr("Free software under the Apache License 2.0")))
        words.addWidget(_wrapped("about_promise", self.tr("Your photos never leave this computer.")))
        head = QHBoxLayout()
        head.setSpacing(SPACE.xl)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.l)
        column.addLayout(head)
        column.addWidget(self._notice, 1)
        column.addLayout(foot)


def _wrapped(name: str, text: str) -> QLabel:
    label = text_label(name, text)
    label.setWordWrap(True)
    return label
