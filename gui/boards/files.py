"""Boards as files: a folder of copies, a picture, a document; and back from a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, QStandardPaths, Signal

from core.looks.cutting import Marker
from core.photos.images import Decode
from core.sharing.board_folder import Exported, Imported, export_board, import_board
from core.sharing.board_picture import Piece as Drawn
from core.sharing.board_picture import aspects_of, draw_board, place_of
from core.sharing.places import written
from core.sharing.saving import save_whole
from core.wardrobe.collected import Collection
from gui.base.texts import file_name
from gui.boards.pieces import USUAL, Known, bounds, laid_out
from gui.boards.showing import Showing
from gui.pages.making import Maker
from gui.pages.page import Parts

if TYPE_CHECKING:
    from PIL import Image

_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')  # what some system does not take in the name of a file
_UNIT = 480  # px for a board unit of a picture, where there is room
_LONGEST = 4800  # px of the longer side of a picture


class BoardFiles(QObject):
    """Signals:
    said: a sentence.
    """

    said = Signal(str)

    def __init__(self, showing: Showing, parts: Parts) -> None:
        super().__init__(showing)
        self._showing = showing
        self._extractor = parts.library.extractor
        self._library = parts.library
        self._making = parts.making
        self._folder = ""  # where the last thing was saved

    @property
    def free(self) -> bool:
        """Whether something can be made now; says so if not."""
        return self._making.free

    def proposed(self, name: str) -> str:
        """A place for a file of this name, or for a folder."""
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return os.path.join(self._folder or usual, _NO_NAME.sub(" ", name).strip())

    # --- pictures ---

    def draw(self, one: Collection) -> Callable[[Decode, Callable[[], object]], Image.Image]:
        """What draws a board as one picture, for a thread of its own."""
        return partial(_draw, one, self._showing.known, self._extractor.mask)

    def save(self, one: Collection, file: str) -> None:
        """As a picture, or as a document."""
        self._folder = os.path.dirname(file)
        draw, name = self.draw(one), file_name(file)
        photos, folders = self._showing.known.paths(one), self._library.folders

        def make(maker: Maker) -> None:
            with written(Path(file), photos, folders) as target:
                save_whole(draw(maker.decode, maker.count), one.name, target)

        saved = self.tr("Saved as {name}").format(name=name)
        self._making.run(self._saving(name), len(photos), make, lambda _: self.said.emit(saved))

    def _saving(self, name: str) -> str:
        return self.tr("Saving {name}…").format(name=name)

    # --- folders ---

    def export(self, one: Collection, place: str) -> None:
        """Into a new folder there, of the name of the board."""
        self._folder = place
        name = _NO_NAME.sub(" ", one.name).strip(" .") or "Twinset"
        folder = _free(os.path.join(place, name))
        where = self._showing.known.where

        self._making.run(
            self._saving(file_name(folder)),
            len(one.photos),
            lambda maker: export_board(one, where, folder, maker.step),
            partial(self._on_exported, folder),
        )

    def _on_exported(self, folder: str, made: Exported) -> None:
        told = self.tr("{name} is saved, with copies of %Ln photos.", "", len(made.copied.copies))
        sentence = told.format(name=file_name(folder))
        if left := made.copied.left + made.absent:
            sentence += " " + self.tr("%Ln photos could not be copied.", "", left)
        self.said.emit(sentence)

    def bring_in(self, folder: str, add: Callable[[Collection], object]) -> None:
        """The board of a folder; `add` keeps it."""
        self._folder = os.path.dirname(folder)
        where, key = self._showing.known.where, uuid4().hex

        def done(found: Imported) -> None:
            add(found.board)
            if found.missing:
                self.said.emit(self._missing(len(found.missing), folder))

        sentence = self.tr("Reading {name}…").format(name=file_name(folder))
        self._making.run(sentence, 0, lambda _: import_board(folder, where, key), done)

    def _missing(self, count: int, folder: str) -> str:
        words = self.tr(
            "%Ln of its photos are not in your folders. Add the folder {name}, and they lie there.", "", count
        )
        return words.format(name=file_name(folder))


def _free(folder: str) -> str:
    """This one, or the first of a row of names that is not there yet."""
    names = (folder, *(f"{folder} ({number})" for number in range(2, 1000)))
    return next((name for name in names if not os.path.lexists(name)), folder)


def _draw(one: Collection, known: Known, mark: Marker, decode: Decode, step: Callable[[], object]) -> Image.Image:
    paths = known.paths(one)
    aspects = dict(zip(paths, aspects_of(paths, decode, bool), strict=True))
    _, laid = laid_out(one, known, lambda path: aspects.get(path, USUAL))
    pieces = [Drawn(piece.path, piece.pin, piece.aspect) for piece in laid]
    box = bounds(laid)
    longer = round(min(max(box.width(), box.height(), 1.0) * _UNIT, _LONGEST))
    return draw_board(pieces, place_of(pieces, longer), decode, mark, step)
