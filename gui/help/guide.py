"""The user's guide: one page with pictures, in a window of its own. It opens nothing on the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path
from string import Template

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut, QShowEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from core.base.paths import RESOURCES
from gui.base.keys import Key, native
from gui.base.theme import SPACE, Theme, font
from gui.widgets.controls import name_control, text_button, text_label

GUIDE = RESOURCES / "guide"
_WIDEST = 780  # px of text; longer lines are hard to read
_SETTLE_MS = 120  # after the last resize
_SCALES = (0.7, 2.5)
_PAGES = "<!--pages-->"  # where the guide lists them
_STYLE = Template("""
body { color: $text; }
h1 { font-size: ${h1}pt; font-weight: 600; margin-top: 18px; margin-bottom: 6px; }
h2 { font-size: ${h2}pt; font-weight: 600; margin-top: 34px; margin-bottom: 6px; }
h3 { font-size: ${h3}pt; font-weight: 600; margin-top: 18px; margin-bottom: 4px; }
p, li, td, th { font-size: ${p}pt; line-height: 145%; }
p { margin-top: 6px; margin-bottom: 8px; }
li { margin-bottom: 5px; }
a { color: $accent; text-decoration: none; }
.lead { font-size: ${h3}pt; color: $muted; }
.picture { margin-top: 12px; margin-bottom: 2px; }
.caption { font-size: ${small}pt; color: $muted; margin-top: 2px; margin-bottom: 14px; }
.key { font-weight: 600; }
td, th { padding: 5px 14px 5px 0; text-align: left; }
th { color: $muted; font-weight: 400; }
""")


def guide_file(language: str) -> Path:
    """The guide in a language such as "de", else in English."""
    file = GUIDE / f"guide.{language}.html"
    return file if language.isalpha() and file.is_file() else GUIDE / "guide.en.html"


class GuideText(QTextBrowser):
    """The page. Its pictures are as wide as the text, sharp on every screen."""

    def __init__(self, theme: Theme, file: Path, pages: Sequence[Key]) -> None:
        super().__init__()
        self.setObjectName("guide_text")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(SPACE.l)
        self.setOpenLinks(False)  # only those within the page lead anywhere
        self.anchorClicked.connect(self._on_link)
        self._theme = theme
        self._html = file.read_text("utf-8").replace(_PAGES, "\n".join(map(_row, pages)))
        self._scale = 1.0
        self._guide_shown: tuple[object, ...] = ()
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self.fill)
        theme.changed.connect(self.fill)

    @property
    def _text_width(self) -> int:
        bar = self.verticalScrollBar().sizeHint().width()
        return max(200, min(self.width() - 2 * (bar + 2 * SPACE.l), _WIDEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text in the middle, with a margin of SPACE.l of its own."""
        bar = self.verticalScrollBar().sizeHint().width()
        side = max(SPACE.l, (self.width() - self._text_width) // 2 - SPACE.l)
        self.setViewportMargins(side, 0, max(0, side - bar), 0)
        super().resizeEvent(event)
        self._settle.start()

    @Slot()
    def fill(self) -> None:
        """Lay the page out anew, at the place where the reader is."""
        wanted = (self._text_width, self._scale, self._theme.colours, self.devicePixelRatio())
        if wanted == self._guide_shown:
            return
        self._guide_shown = wanted
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        base = font().pointSizeF() * 1.08 * self._scale
        points = {"h1": 2.0 * base, "h2": 1.45 * base, "h3": 1.15 * base, "p": base, "small": 0.88 * base}
        style = {name: f"{size:.1f}" for name, size in points.items()}
        self.document().setDefaultStyleSheet(_STYLE.substitute({**asdict(self._theme.colours), **style}))
        self.setHtml(self._html)
        bar.setValue(round(share * bar.maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of ours only, scaled to the width of the text."""
        file = QUrl(name).toString()
        if kind != QTextDocument.ResourceType.ImageResource.value or "/" in file:
            return None
        image = QImage(str(GUIDE / file))
        ratio = self.devicePixelRatio()
        wide = min(self._text_width, image.width())
        scaled = image.scaledToWidth(round(wide * ratio), Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        return scaled

    @Slot(QUrl)
    def _on_link(self, link: QUrl) -> None:
        if link.isRelative() and link.hasFragment():
            self.scrollToAnchor(link.fragment())

    def zoom(self, factor: float) -> None:
        """Larger or smaller letters; 0 for those of the beginning."""
        low, high = _SCALES
        self._scale = max(low, min(high, self._scale * factor)) if factor else 1.0
        self.fill()


class GuideWindow(QWidget):
    """The page, and above it a field to search in it.

    `language` is a code such as "de"; `pages` are the keys that lead to the pages of the window.
    """

    def __init__(self, theme: Theme, language: str, pages: Sequence[Key], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("guide_window")
        self.setWindowTitle(self.tr("User's guide"))
        self.resize(QSize(860, 760).boundedTo(parent.screen().availableSize()))
        self._text = GuideText(theme, guide_file(language), pages)
        self._field = QLineEdit()
        self._field.setObjectName("guide_search")
        self._field.setClearButtonEnabled(True)
        self._found = text_label("guide_found")
        self._smaller = text_button("guide_smaller_button")
        self._larger = text_button("guide_larger_button")
        self._lay_out()
        self._name_all()
        self._connect()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("guide_bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.s)
        self._field.setFixedWidth(280)
        row.addWidget(self._field)
        row.addWidget(self._found, 1)
        row.addWidget(self._smaller)
        row.addWidget(self._larger)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._text, 1)

    def _name_all(self) -> None:
        self._field.setPlaceholderText(self.tr("Search in the guide"))
        name_control(self._field, self.tr("Search in the guide"), _native("Ctrl+F"))
        self._smaller.setText("A−")
        self._larger.setText("A+")
        name_control(self._smaller, self.tr("Smaller letters"), _native("Ctrl+-"))
        name_control(self._larger, self.tr("Larger letters"), _native("Ctrl++"))
        self._text.setAccessibleName(self.tr("User's guide"))

    def _connect(self) -> None:
        self._field.textChanged.connect(self._on_typed)
        self._field.returnPressed.connect(self._find_next)
        self._smaller.clicked.connect(self._zoom_out)
        self._larger.clicked.connect(self._zoom_in)
        for keys, do in (
            ("Ctrl+F", self._to_field),
            ("F3", self._find_next),
            ("Ctrl++", self._zoom_in),
            ("Ctrl+=", self._zoom_in),
            ("Ctrl+-", self._zoom_out),
            ("Ctrl+0", self._zoom_reset),
            ("Escape", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)

    def showEvent(self, event: QShowEvent) -> None:
        self._text.fill()
        self._text.setFocus()
        super().showEvent(event)

    # --- searching ---

    @Slot()
    def _to_field(self) -> None:
        self._field.setFocus()
        self._field.selectAll()

    @Slot(str)
    def _on_typed(self, _words: str) -> None:
        """From the place of the last hit on, so that typing on does not jump."""
        cursor = self._text.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._text.setTextCursor(cursor)
        self._find_next()

    @Slot()
    def _find_next(self) -> None:
        words = self._field.text()
        found = not words or self._text.find(words) or self._from_the_top(words)
        self._found.setText("" if found else self.tr("Not found"))

    def _from_the_top(self, words: str) -> bool:
        cursor = self._text.textCursor()
        cursor.setPosition(0)
        self._text.setTextCursor(cursor)
        return self._text.find(words)

    # --- letters ---

    @Slot()
    def _zoom_in(self) -> None:
        self._text.zoom(1.15)

    @Slot()
    def _zoom_out(self) -> None:
        self._text.zoom(1 / 1.15)

    @Slot()
    def _zoom_reset(self) -> None:
        self._text.zoom(0)


def _row(key: Key) -> str:
    """A line of the guide's table of keys."""
    return f'<tr><td><span class="key">{escape(native(key))}</span></td><td>{escape(key.text)}</td></tr>'


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
