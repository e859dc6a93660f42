"""Facts as a table for spreadsheets, out and in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from core.base import sentences
from core.base.files import write_whole
from core.base.sentences import TwinsetError
from core.photos.images import UnreadableImage
from core.photos.photo_files import read_file
from core.search.holdings import Holdings
from core.sharing.facts_table import Found, facts_as_csv, find_photos, listed, read_facts
from core.sharing.places import is_photo
from core.wardrobe.marks import Marks
from core.wardrobe.whereabouts import Whereabouts
from gui.base.core_texts import reason, translated
from gui.base.jobs import Series
from gui.base.texts import file_name
from gui.base.work import Work
from gui.marking.marking import Marking
from gui.visits.asking import Asking

_REMARKS = 2  # that are told; a table may have very many


class Tables(QObject):
    """Asks where, and does it in the background.

    Signals:
        said: a sentence.
    """

    said = Signal(str)

    def __init__(self, marking: Marking, asking: Asking, work: Work, window: Callable[[], QWidget]) -> None:
        super().__init__(marking)
        self._marking = marking
        self._asking = asking
        self._window = window
        self._place = os.path.expanduser("~")
        self._series = Series(work, self)

    @Slot()
    def save(self) -> None:
        """All facts, in a table."""
        start = os.path.join(self._place, self.tr("wardrobe") + ".csv")
        kinds = self.tr("Table") + " (*.csv)"
        chosen, _ = QFileDialog.getSaveFileName(self._window(), self.tr("Save the facts as a table"), start, kinds)
        if chosen:
            file = chosen if chosen.lower().endswith(".csv") else f"{chosen}.csv"
            self._place = os.path.dirname(file)
            marks, where = self._marking.marks, _where(self._asking.holdings)
            self._series.run(lambda: _save(Path(file), marks, where), done=self._on_saved, failed=self.said.emit)

    @Slot()
    def open(self) -> None:
        """What a table says."""
        kinds = self.tr("Table") + " (*.csv *.tsv *.txt)"
        title = self.tr("Take over facts from a table")
        chosen, _ = QFileDialog.getOpenFileName(self._window(), title, self._place, kinds)
        if chosen:
            self._place = os.path.dirname(chosen)
            where = _where(self._asking.holdings)
            self._series.run(lambda: _read(chosen, where), done=self._on_read, failed=self.said.emit)

    def _on_saved(self, file: Path) -> None:
        self.said.emit(self.tr("The facts are in {name}.").format(name=file_name(str(file))))

    def _on_read(self, found: Found) -> None:
        if found.rows:
            self._marking.wearing.take_over(found.rows, found.into)
        if found.remarks:
            told = [translated(one) for one in found.remarks[:_REMARKS]]
            rest = len(found.remarks) - len(told)
            more = [self.tr("%Ln further rows could not be used.", "", rest)] if rest else []
            self.said.emit(" ".join((*told, *more)))
        elif not found.rows:
            self.said.emit(self.tr("There is no photo of yours in this table."))


def _where(holdings: Holdings) -> Whereabouts:
    """Of the photos that have been read."""
    read = [row for row, content in enumerate(holdings.contents) if content is not None]
    contents = [content for content in holdings.contents if content is not None]
    return Whereabouts([holdings.paths[row] for row in read], contents, [holdings.pixels[row] for row in read])


def _save(file: Path, marks: Marks, where: Whereabouts) -> Path:
    """Raises TwinsetError."""
    if is_photo(file, tuple(where.paths), ()):
        raise TwinsetError(sentences.OVER_PHOTO.filled(file=file))
    try:
        write_whole(file, facts_as_csv(listed(marks, where)[0]), private=False)
    except OSError as error:
        why = reason(error.strerror or type(error).__name__)
        raise TwinsetError(sentences.NOT_WRITTEN.filled(file=file, why=why)) from error
    return file


def _read(file: str, where: Whereabouts) -> Found:
    """Raises TwinsetError."""
    try:
        data = read_file(file)[0]
    except UnreadableImage as error:
        raise TwinsetError(error.sentence) from error
    return find_photos(read_facts(data, file), where)
