"""Beside the suggestions: the garment, what is known of it, and what was taken to it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from core.looks.patterns import pattern_word
from core.outfits.suggesting import Outfit
from core.search.query import Query
from gui.base.garment_texts import garment_texts
from gui.base.keys import named, native
from gui.base.texts import file_name, pattern_label, plain_tip
from gui.base.theme import SPACE, Theme
from gui.detail.lines import PaletteLines
from gui.gallery.page_pictures import PagePictures
from gui.marking.kind_button import KindButton
from gui.marking.kinds import Kinds
from gui.outfits.reason_texts import reason_text
from gui.outfits.thumb import Thumb
from gui.widgets.controls import ScrollColumn, label_button, name_control, text_button, text_label
from gui.widgets.flow import FlowLayout

WIDTH = 248  # px
_PICTURE = QSize(176, 216)
_SHARE = 0.28  # of the panel's height, at most
_SMALL = QSize(56, 68)
_MOST = 24  # of what is worn together


class GarmentPanel(QFrame):
    """Signals:
    previewed: a path. menu_wanted: a path, and where. worn_removed: a path. keep_wanted: where a menu may open.
    """

    previewed = Signal(object)
    menu_wanted = Signal(object, QPoint)
    worn_removed = Signal(object)
    keep_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, kinds: Kinds, pictures: PagePictures) -> None:
        super().__init__()
        self.setObjectName("outfit_panel")
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._pictures = pictures
        pictures.came.connect(self._on_picture)
        self._picture = Thumb(theme, "outfit_garment", _PICTURE)
        name_control(self._picture, self.tr("Garment"))
        self._picture.asked.connect(self.previewed)
        self._picture.commanded.connect(lambda _name, path: self.previewed.emit(path))
        self._picture.menu_wanted.connect(self.menu_wanted)
        self._title = text_label("outfit_title")
        self._title.setWordWrap(True)
        self._kind = KindButton(theme, kinds, "outfit_kind_button", native(named("kind")))
        self._colours = PaletteLines(theme, "outfit_palette")
        self._pattern = text_label("outfit_pattern")
        self._notes = text_label("outfit_note")
        self._notes.setWordWrap(True)
        self._worn_title = text_label("section_title", self.tr("Taken to it"))
        self._worn = QWidget()
        self._worn.setObjectName("outfit_worn")
        self._keep = text_button("outfit_keep_button", primary=True)
        theme.set_icon(self._keep, "collection", "on_accent")
        label_button(self._keep, self.tr("Keep together…"))
        self._keep.setToolTip(plain_tip(self.tr("Put the garment and what was taken to it into a collection")))
        self._keep.clicked.connect(self._on_keep)
        self._lay_out()

    def _lay_out(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._worn.setSizePolicy(policy)
        self._flow = FlowLayout(self._worn, SPACE.xs)
        content = QWidget()
        content.setObjectName("outfit_panel_content")
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE.m, SPACE.m, 0, SPACE.l)
        column.setSpacing(SPACE.s)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._kind, 0, KindButton.ALIGNMENT)
        column.addWidget(self._colours)
        column.addWidget(self._pattern)
        column.addWidget(self._notes)
        column.addSpacing(SPACE.s)
        for widget in (self._worn_title, self._worn, self._keep):
            column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollColumn(content))

    # --- what is shown ---

    def show_garment(self, path: str, query: Query | None, outfit: Outfit | None) -> None:
        """None for one that has not been read yet, or is on its way."""
        self._picture.path = path
        self._picture.show_pixmap(self._pictures.get(path))
        name_control(self._picture, self.tr("{name}, seen large").format(name=file_name(path)))
        texts = garment_texts(outfit.garment) if outfit is not None else ()
        self._title.setText(texts[0] if texts else file_name(path))
        self._kind.show_photo(path)
        self._colours.show_colours_of(query)
        pattern = None if query is None else pattern_word(query.part("words"))
        self._pattern.setText("" if pattern is None else pattern_label(pattern))
        self._pattern.setVisible(pattern is not None)
        notes = "\n".join(map(reason_text, outfit.notes)) if outfit is not None else ""
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))

    def show_worn(self, worn: tuple[str, ...]) -> None:
        """What was taken to it."""
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for path in worn[:_MOST]:
            thumb = Thumb(self._theme, "outfit_worn_photo", _SMALL)
            thumb.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            thumb.path = path
            thumb.show_pixmap(self._pictures.get(path))
            name_control(thumb, self.tr("Take {name} away again").format(name=file_name(path)))
            thumb.asked.connect(self.worn_removed)
            thumb.menu_wanted.connect(self.menu_wanted)
            self._flow.addWidget(thumb)
        for widget in (self._worn_title, self._worn, self._keep):
            widget.setVisible(bool(worn))
        self._worn.updateGeometry()

    @Slot(object)
    def _on_picture(self, path: str) -> None:
        for thumb in self.findChildren(Thumb):
            if thumb.path == path:
                thumb.show_pixmap(self._pictures.get(path))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the picture is smaller, so that what was taken to the garment is in sight."""
        super().resizeEvent(event)
        height = max(_PICTURE.height() // 2, min(_PICTURE.height(), round(_SHARE * self.height())))
        self._picture.setFixedSize(_PICTURE.scaled(_PICTURE.width(), height, Qt.AspectRatioMode.KeepAspectRatio))

    def _on_keep(self) -> None:
        self.keep_wanted.emit(self._keep.mapToGlobal(QPoint(0, self._keep.height())))
