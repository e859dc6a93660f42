"""What Twinset is, which version, under which licence, and whose work is in it."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from core.base.paths import RESOURCES
from core.base.version import version
from gui.base.theme import SPACE, app_icon
from gui.widgets.controls import label_button, name_control, text_button, text_label

_PACKAGE = "twinset"


class AboutDialog(QDialog):
    """A few words and the NOTICE file."""

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
        text = QPlainTextEdit(notice_text())
        text.setObjectName("notice_file")
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        name_control(text, self.tr("Whose work is in Twinset"))
        text.setToolTip("")
        return text

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


def notice_text() -> str:
    """The NOTICE file: beside the resources in a checkout, with the package's metadata where it is installed."""
    try:
        return (RESOURCES.parent / "NOTICE").read_text("utf-8")
    except OSError:
        pass
    try:
        return metadata.distribution(_PACKAGE).read_text("licenses/NOTICE") or ""
    except metadata.PackageNotFoundError:
        return ""
