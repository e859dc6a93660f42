"""A board as a folder: copies of its photos and one file, `board.json`, from which another Twinset makes it again.

{
  "format": "twinset board", "version": 1, "name": "Summer", "note": "For the sea",
  "photos": [
    {
      "file": "hat.jpg",            its copy in the folder; null where there was none
      "content": "0123…",           hash of the bytes of that copy: blake2b of 16 bytes
      "pixels": "4567…",            hash of its decoded pixels; empty where it is not known
      "cover": true,                of one at most; without one the first photo stands for the board
      "pin": {                      null for a photo that nobody has laid yet
        "x": 0.5, "y": 1.25,        its middle; where it is 1 wide at scale 1, and y grows downwards
        "scale": 1.0, "bare": false, "layer": 0      without its background; from the bottom up
      }
    }
  ]
}
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.base import sentences
from core.base.console import why
from core.base.files import write_whole
from core.base.sentences import TwinsetError, printable
from core.photos.images import content_hash
from core.photos.photo_files import UnreadableImage, read_file
from core.sharing.copying import Copied, NoCopies, copy_photos
from core.wardrobe.boards import Board, Pin
from core.wardrobe.collected import Collection
from core.wardrobe.identity import Identity, are_copies, without_copies
from core.wardrobe.whereabouts import Whereabouts, known_as, settled

NAME = "board.json"
_FORMAT, _VERSION = "twinset board", 1
_MOST_BYTES = 2**26  # of that file; a photo takes 300
_LONGEST = 80  # signs of a name, as the window has it

Files = Mapping[Identity, str]  # the names of copies in the folder


class NoBoard(TwinsetError):
    """The folder holds no board that can be read."""


@dataclass(frozen=True)
class Exported:
    """`copied`: what became of the photos' files. `absent`: of how many photos no file is known."""

    copied: Copied
    absent: int = 0


def export_board(board: Collection, where: Whereabouts, folder: str, step: Callable[[int], object]) -> Exported:
    """Make a folder of copies of a board's photos, and `board.json`. `step` is told how many are copied, before each;
    what it raises ends the work.

    Raises NoCopies; nothing is left then, nor after `step` raised. Nothing that was there before is written over.
    """
    board = settled(board, where)
    paths = {photo: path for photo in board.photos if (path := where.path(photo)) is not None}
    try:
        os.mkdir(folder)
    except FileExistsError as error:
        raise NoCopies(sentences.IS_THERE.filled(place=folder)) from error
    except OSError as error:
        raise NoCopies(sentences.NO_NEW_FOLDER.filled(folder=folder, why=why(error))) from error
    try:
        copied = copy_photos(list(paths.values()), folder, step)
        copies = dict(zip(copied.sources, copied.copies, strict=True))
        made = {photo: copies[path] for photo, path in paths.items() if path in copies}
        now = {photo: _as_copied(made[photo], photo) if photo in made else photo for photo in board.photos}
        names = {now[photo]: os.path.basename(copy) for photo, copy in made.items()}
        write_whole(Path(folder, NAME), board_text(known_as(board, now), names), private=False)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise NoCopies(sentences.NO_NEW_FOLDER.filled(folder=folder, why=why(error))) from error
        raise
    return Exported(copied, len(board.photos) - len(paths))


def _as_copied(copy: str, photo: Identity) -> Identity:
    """What the photo in a copy is known by: its file may have changed since it was read."""
    try:
        content = content_hash(read_file(copy)[0])
    except UnreadableImage:  # grown too large for us
        return photo
    return photo if content == photo.content else Identity(content)


def board_text(board: Collection, names: Files) -> bytes:
    """`board.json` of a board; `names` are those of the copies that are in the folder."""
    photos = []
    for photo in board.photos:
        pin = board.board.pin(photo)
        is_cover = board.board.cover is not None and are_copies(board.board.cover, photo)
        photos.append(
            {
                "file": names.get(photo),
                "content": photo.content.hex(),
                "pixels": photo.pixels.hex(),
                **({"cover": True} if is_cover else {}),
                "pin": None if pin is None else pin_record(board.board, pin),
            }
        )
    told = {"format": _FORMAT, "version": _VERSION, "name": board.name, "note": board.board.note, "photos": photos}
    return json.dumps(told, indent=1).encode("ascii") + b"\n"


def pin_record(board: Board, pin: Pin) -> dict[str, object]:
    """Where a piece lies, as JSON knows it."""
    return {"x": pin.x, "y": pin.y, "scale": pin.scale, "bare": pin.bare, "layer": board.layer(pin.photo)}


def read_board(folder: str) -> tuple[Collection, Files]:
    """The board that was exported into a folder, without a key, and the names of its photos there. Raises NoBoard."""
    file = Path(folder, NAME)
    try:
        with file.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise NoBoard(sentences.NO_BOARD.filled(folder=folder, why=why(error))) from error
    try:
        return board_in(data)
    except _Newer as error:
        raise NoBoard(sentences.NEWER_BOARD.filled(file=file)) from error
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise NoBoard(sentences.DAMAGED_BOARD.filled(file=file)) from error


class _Newer(Exception):
    """A later version of the format."""


def board_in(data: bytes) -> tuple[Collection, Files]:
    """What `board_text` made. Raises ValueError, TypeError, KeyError, OverflowError, RecursionError for what no board
    was written as."""
    told = json.loads(data) if len(data) <= _MOST_BYTES else None
    if told is None or told["format"] != _FORMAT:
        raise ValueError
    if _whole(told["version"]) > _VERSION:
        raise _Newer
    if not isinstance(told["photos"], list):
        raise TypeError
    names, layers, covers = dict[Identity, str](), list[tuple[int, Pin]](), list[Identity]()
    photos = [_photo_in(one) for one in told["photos"]]
    for photo, one in zip(photos, told["photos"], strict=True):
        if one["file"] is not None:
            names[photo] = _file_name(one["file"])
        if one["pin"] is not None:
            layers.append((_whole(one["pin"]["layer"]), _pin_in(photo, one["pin"])))
        if one.get("cover"):
            covers.append(photo)
    pins = tuple(pin for _, pin in sorted(layers, key=lambda layer: layer[0]))
    board = Board(_text(told["note"]), covers[0] if covers else None).moved(pins)
    name = printable(" ".join(_text(told["name"]).split()))[:_LONGEST]
    if not name:
        raise ValueError
    return Collection("", name, without_copies(photos), board=board), names


def _photo_in(one: Any) -> Identity:
    content, pixels = bytes.fromhex(one["content"]), bytes.fromhex(one["pixels"])
    if not content:
        raise ValueError
    return Identity(content, pixels)


def _pin_in(photo: Identity, told: Any) -> Pin:
    x, y, scale = (float(told[name]) for name in ("x", "y", "scale"))
    if not isinstance(told["bare"], bool):
        raise TypeError
    return Pin(photo, x, y, scale, told["bare"])


def _file_name(told: Any) -> str:
    """Of a file in the folder itself: nothing leads out of it."""
    if told != os.path.basename(_text(told)) or told in ("", os.curdir, os.pardir):
        raise ValueError
    return str(told)


def _whole(told: Any) -> int:
    if not isinstance(told, int):
        raise TypeError
    return told


def _text(told: Any) -> str:
    if not isinstance(told, str):
        raise TypeError
    return told


@dataclass(frozen=True)
class Imported:
    """A `board` as it is to be kept, and the copies of those of its photos that are in no folder of the user."""

    board: Collection
    missing: tuple[str, ...] = ()


def import_board(folder: str, where: Whereabouts, key: str) -> Imported:
    """The board in a folder, with photos known as those of the user are. Those that are not there belong to it all the
    same: they are seen on it as soon as their copies are added. Raises NoBoard."""
    board, names = read_board(folder)
    missing = [names[photo] for photo in board.photos if photo in names and where.identity(photo) is None]
    known = settled(board, where)
    note = known.board.note.encode("utf-8", "replace").decode()  # what is no text cannot be kept
    taken = replace(known, key=key, board=replace(known.board, note=note))
    return Imported(taken, tuple(os.path.join(folder, name) for name in missing))
