"""Beside the photos of the detail panel: how far they are apart, their colours, and the facts about the file."""

from __future__ import annotations

import os

from PySide6.QtCore import QDateTime, QLocale, Qt, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout, QWidget

from core.base.sentences import printable
from core.looks.patterns import pattern_word
from core.search.query import Query
from core.search.search import Match
from gui.base.keys import named, native
from gui.base.texts import file_name, kind_label, number, pattern_label, size
from gui.base.theme import SPACE, Theme
from gui.detail.likeness import Likeness
from gui.detail.lines import WIDTH, PaletteLines
from gui.detail.loading import Facts
from gui.marking.kind_button import KindButton
from gui.marking.kinds import Kinds
from gui.widgets.controls import ScrollColumn, text_label
from gui.widgets.tab_order import tab_as_laid_out


class DetailFacts(QFrame):
    """A column that scrolls when it is too long for the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("detail_facts")
        self.setFixedWidth(WIDTH)
        self._how_far = text_label("section_title", self.tr("How alike"))
        self._likeness = Likeness(theme)
        self._of_query = text_label("section_title", self.tr("Colours of the query"))
        self._query_colours = PaletteLines(theme, "query_palette")
        self._theme = theme
        self._kind: KindButton | None = None
        self._kinds: Kinds | None = None
        self._path = ""
        self._finer = text_label("photo_finer")
        self._of_photo = text_label("section_title", self.tr("Its colours"))
        self._colours = PaletteLines(theme, "photo_palette")
        self._pattern_title = text_label("section_title", self.tr("Its pattern"))
        self._pattern = text_label("photo_pattern")
        self._file = QFormLayout()
        self._values = [self._add_fact(title) for title in self._titles()]
        self._lay_out()

    def _titles(self) -> tuple[str, ...]:
        about = self.tr("Name"), self.tr("Folder"), self.tr("Taken"), self.tr("Pixels"), self.tr("Size")
        return (*about, self.tr("Changed"), self.tr("Incomplete"))

    def _add_fact(self, title: str) -> QLabel:
        value = text_label("fact")
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        self._file.addRow(text_label("caption", title), value)
        return value

    def _lay_out(self) -> None:
        self._file.setContentsMargins(0, 0, 0, 0)
        self._file.setHorizontalSpacing(SPACE.s)
        self._file.setVerticalSpacing(SPACE.xs)
        self._file.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        content = self._content = QWidget()
        content.setObjectName("detail_facts_content")
        column = self._column = QVBoxLayout(content)
        column.setContentsMargins(SPACE.m, SPACE.m, 0, SPACE.m)
        column.setSpacing(SPACE.s)
        colours = (self._of_query, self._query_colours, self._of_photo, self._colours)
        likeness = self._how_far, self._likeness
        for part in (self._finer, *likeness, *colours, self._pattern_title, self._pattern):
            column.addWidget(part)
        column.addWidget(text_label("section_title", self.tr("The file")))
        column.addLayout(self._file)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollColumn(content))

    def tell_kinds(self, kinds: Kinds) -> None:
        """Above all else."""
        self._kind = KindButton(self._theme, kinds, "detail_kind_button", native(named("kind")))
        self._column.insertWidget(0, self._kind, 0, KindButton.ALIGNMENT)
        tab_as_laid_out(self._content)
        self._kinds = kinds
        kinds.changed.connect(self._tell_finer)

    @Slot()
    def _tell_finer(self) -> None:
        """Below the kind, where more is told than that."""
        finer = self._kinds.finer(self._path) if self._kinds is not None else ""
        self._finer.setText(self.tr("More exactly: {kind}").format(kind=kind_label(finer)) if finer else "")
        self._finer.setVisible(bool(finer))

    def open_kinds(self) -> None:
        if self._kind is not None:
            self._kind.open_menu()

    def _lack(self, missing: float) -> str:
        percent = number(max(1, round(100 * missing)))
        return self.tr("About {n} % of the picture is missing from the file.").format(n=percent)

    def show_match(self, match: Match | None, query: Query | None, photo: Query | None) -> None:
        """Of a photo that is no match only its own colours and pattern are told, the latter where it is likely."""
        if match is not None:
            self._likeness.show_match(match, query, photo)
        for widget in (self._how_far, self._likeness):
            widget.setVisible(match is not None)
        self._query_colours.show_colours_of(query if match is not None else None)
        self._of_query.setVisible(match is not None and query is not None)
        self._colours.show_colours_of(photo)
        self._of_photo.setVisible(photo is not None)
        pattern = None if photo is None else pattern_word(photo.part("words"))
        self._pattern.setText(pattern_label(pattern) if pattern is not None else "")
        for widget in (self._pattern_title, self._pattern):
            widget.setVisible(pattern is not None)

    def show_facts(self, path: str, facts: Facts | None) -> None:
        if self._kind is not None:
            self._kind.show_photo(path)
        self._path = path
        self._tell_finer()
        texts = [_breakable(file_name(path)), _breakable(printable(os.path.dirname(path))), "", "", "", "", ""]
        if facts is not None:
            texts[2] = "" if facts.taken is None else _when(facts.taken)
            texts[3] = f"{number(facts.pixels.width())} × {number(facts.pixels.height())}"
            texts[4] = size(facts.size)
            texts[5] = _when(int(facts.changed))
            texts[6] = self._lack(facts.missing) if facts.missing > 0 else ""
        for seldom in (2, 6):
            self._file.setRowVisible(self._values[seldom], bool(texts[seldom]))
        for value, text in zip(self._values, texts, strict=True):
            value.setText(text)


def _when(seconds: int) -> str:
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(seconds), QLocale.FormatType.ShortFormat)


def _breakable(text: str) -> str:
    """With places where a long name may break."""
    for sign in "/-_.":
        text = text.replace(sign, sign + "\N{ZERO WIDTH SPACE}")
    return text
