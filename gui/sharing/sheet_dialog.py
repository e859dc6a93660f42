"""How a sheet is to look: its title, grid, size and format beside a live preview."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.base.paper import MOST_COLUMNS, MOST_ROWS, Format, Size
from core.base.sentences import printable
from core.sharing.layout import MOST_PAGES, Layout
from gui.base.texts import number
from gui.base.theme import SPACE, Theme
from gui.sharing.sheet_preview import SheetPreview
from gui.sharing.what import Snapshot
from gui.widgets.controls import ScrollColumn, label_button, name_control, text_button, text_label
from gui.widgets.fields import ComboBox, Segments, SpinBox
from gui.widgets.tick_box import TickBox

_PANEL = 300  # px


class SheetDialog(QDialog):
    """Asks how photos are drawn, to be saved or printed.

    Signals:
        wanted: a title, a Layout and a Format.
    """

    wanted = Signal(str, object, object)

    def __init__(
        self,
        theme: Theme,
        preview: SheetPreview,
        snapshot: Snapshot,
        layout: Layout,
        file_format: Format | None,
        parent: QWidget,
    ) -> None:
        """`layout`, `file_format`: what holds at first; without a format it is printed."""
        super().__init__(parent)
        self.setObjectName("sheet_dialog")
        printed = self._printed = file_format is None
        self.setWindowTitle(self.tr("Print") if printed else self.tr("Save as picture"))
        self._theme = theme
        self._snapshot = snapshot
        self._layout = layout
        self._format = file_format or Format.PNG
        self._preview = preview
        self._title = self._make_title()
        self._size = self._make_sizes()
        self._rows = self._make_number("sheet_rows", self.tr("Rows"), layout.rows, MOST_ROWS)
        self._columns = self._make_number("sheet_columns", self.tr("Columns"), layout.columns, MOST_COLUMNS)
        self._ticks = self._make_ticks()
        self._formats = Segments("sheet_format", tuple(Format), ("PNG", "JPEG", "PDF"), self._format)
        self._told = text_label("hint")
        self._told.setObjectName("sheet_told")
        self._told.setWordWrap(True)
        self._cancel = text_button("sheet_cancel_button")
        self._go = text_button("sheet_go_button", primary=True)
        self._go.setDefault(True)
        self._lay_out()
        self._connect()
        self._on_changed()

    # --- putting together ---

    def _make_title(self) -> QLineEdit:
        field = QLineEdit(self._snapshot.title)
        field.setObjectName("sheet_title")
        field.setMaxLength(200)
        field.setCursorPosition(0)  # of a long one the beginning is seen
        name_control(field, self.tr("Title"))
        return field

    def _make_sizes(self) -> ComboBox:
        box = ComboBox(self._theme, "sheet_size")
        texts = {
            Size.SCREEN: self.tr("For screens"),
            Size.LARGE: self.tr("For screens, large"),
            Size.A4: self.tr("A4 upright"),
            Size.A4_ACROSS: self.tr("A4 across"),
            Size.A3_ACROSS: self.tr("A3 across"),
            Size.LETTER: self.tr("Letter upright"),
            Size.LETTER_ACROSS: self.tr("Letter across"),
        }
        for size, text in texts.items():
            if size.is_paper or not self._printed:
                box.addItem(text, size)
        box.setCurrentIndex(box.findData(self._layout.size))
        name_control(box, self.tr("Size"))
        return box

    def _make_number(self, name: str, text: str, value: int, most: int) -> SpinBox:
        box = SpinBox(self._theme, name, 1, most)
        box.setValue(value)
        name_control(box, text)
        return box

    def _make_ticks(self) -> dict[str, TickBox]:
        texts = {
            "words": self._words_text(),
            "names": self.tr("Names of files"),
            "query": self.tr("The photo asked with"),
        }
        ticks = {}
        for name, text in texts.items():
            ticks[name] = tick = TickBox(self._theme, f"sheet_{name}")
            label_button(tick, text)
            tick.setChecked(getattr(self._layout, name))
        ticks["query"].setVisible(self._snapshot.is_answer)
        return ticks

    def _words_text(self) -> str:
        return self.tr("How similar they are") if self._snapshot.is_answer else self.tr("What they show")

    def _lay_out(self) -> None:
        column = QVBoxLayout(content := QWidget())
        content.setObjectName("sheet_content")
        column.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.l)
        column.setSpacing(SPACE.s)
        for text, control in (
            (self.tr("Title"), self._title),
            (self.tr("Size"), self._size),
            (self.tr("Rows"), self._rows),
            (self.tr("Columns"), self._columns),
        ):
            self._add(column, text, control)
        column.addSpacing(SPACE.s)
        for tick in self._ticks.values():
            column.addWidget(tick)
        if not self._printed:
            column.addSpacing(SPACE.s)
            self._add(column, self.tr("Format"), self._formats)
        column.addSpacing(SPACE.s)
        column.addWidget(self._told)
        column.addStretch(1)
        area = ScrollColumn(content)
        area.setObjectName("sheet_area")
        area.setFixedWidth(_PANEL)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self._preview, 1)
        both.addWidget(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(both, 1)
        whole.addWidget(self._buttons())
        self.setMinimumSize(600, 380)
        self.resize(940, 640)

    def _add(self, column: QVBoxLayout, text: str, control: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE.m)
        line.addWidget(text_label("row_title", text))
        line.addWidget(control, 1 if control is self._title else 0, Qt.AlignmentFlag.AlignVCenter)
        if control is not self._title:
            line.insertStretch(1, 1)
        column.addLayout(line)

    def _buttons(self) -> QFrame:
        label_button(self._cancel, self.tr("Cancel"), "Esc")
        label_button(self._go, self.tr("Print…") if self._printed else self.tr("Save…"))
        frame = QFrame()
        frame.setObjectName("settings_buttons")
        line = QHBoxLayout(frame)
        line.setContentsMargins(SPACE.xl, SPACE.m, SPACE.xl, SPACE.m)
        line.setSpacing(SPACE.s)
        line.addStretch(1)
        line.addWidget(self._cancel)
        line.addWidget(self._go)
        return frame

    def _connect(self) -> None:
        self._title.textChanged.connect(self._on_changed)
        self._size.currentIndexChanged.connect(self._on_changed)
        for box in (self._rows, self._columns):
            box.valueChanged.connect(self._on_changed)
        for tick in self._ticks.values():
            tick.toggled.connect(self._on_changed)
        self._formats.chosen.connect(self._on_format)
        self._cancel.clicked.connect(self.reject)
        self._go.clicked.connect(self._on_go)
        self.finished.connect(self._preview.stop)

    # --- choosing ---

    @property
    def _chosen(self) -> Layout:
        ticked = {name: tick.isChecked() for name, tick in self._ticks.items()}
        grid = replace(self._layout, rows=self._rows.value(), columns=self._columns.value())
        return replace(grid, size=Size(self._size.currentData()), **ticked)

    @Slot()
    def _on_changed(self) -> None:
        layout = self._chosen
        self._preview.show_sheet(self._snapshot, printable(self._title.text()), layout, self._in_pages)
        self._told.setText(self._sentence(layout))
        pages = layout.pages_of(len(self._snapshot.paths))
        self._go.setEnabled(not self._in_pages or pages <= MOST_PAGES)

    @property
    def _in_pages(self) -> bool:
        return self._printed or self._format is Format.PDF

    def _sentence(self, layout: Layout) -> str:
        """What of the photos gets on it."""
        photos, pages = len(self._snapshot.paths), layout.pages_of(len(self._snapshot.paths))
        if not self._in_pages:
            if pages == 1:
                return ""
            sentence = self.tr("The first {n} of {total} photos. A PDF file holds all of them, on several pages.")
            return sentence.format(n=number(layout.per_page), total=number(photos))
        if pages > MOST_PAGES:
            sentence = self.tr("These would be {pages} pages, {most} at most are made. Put more photos on a page.")
            return sentence.format(pages=number(pages), most=number(MOST_PAGES))
        return self.tr("%Ln pages", "", pages)

    @Slot(str)
    def _on_format(self, name: str) -> None:
        self._format = Format(name)
        self._on_changed()

    @Slot()
    def _on_go(self) -> None:
        title, layout, file_format = printable(self._title.text()), self._chosen, self._format
        self.accept()
        self.wanted.emit(title, layout, file_format)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preview.stop()
        super().closeEvent(event)
