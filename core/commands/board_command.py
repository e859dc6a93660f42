"""Boards: which there are, what one holds, and photos put on one."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from uuid import uuid4

from core.base.console import FAILED, OK, say
from core.base.paths import Paths
from core.base.sentences import printable
from core.commands.kept import board_named, change, check_by_hand, marks_of, whereabouts
from core.commands.options import BoardOptions
from core.commands.session import RunError
from core.photos.images import UnreadableImage, content_hash, decode
from core.photos.photo_files import read_file
from core.sharing.board_folder import pin_record
from core.wardrobe.boards import Pin
from core.wardrobe.collected import Collection, Collections
from core.wardrobe.identity import Identity, without_copies
from core.wardrobe.whereabouts import Whereabouts, settled

_LOOKED_AT = 64  # px at which a photo is read to see that it is one


def list_boards(options: BoardOptions) -> int:
    """List all, in the order in which they were made."""
    paths = Paths.choose(options.home)
    boards = [one for one in marks_of(paths).collections.all if one.rule is None]
    if options.json:
        where = whereabouts(paths, [photo for one in boards for photo in one.photos])
        print(json.dumps({"boards": [_listed(settled(one, where), where) for one in boards]}))
        return OK
    for one in boards:
        print(f"{len(without_copies(one.photos)):7,}  {printable(one.name)}")
    if not boards:
        print("There is no board; `twinset board add` makes one.")
    return OK


def _listed(one: Collection, where: Whereabouts) -> dict[str, object]:
    cover = _cover(one, where)
    return {"name": one.name, "photos": len(one.photos), "note": one.board.note, "cover": cover}


def _cover(one: Collection, where: Whereabouts) -> str | None:
    """The file that stands for it."""
    covers = one.photos[:1] if one.board.cover is None else (one.board.cover,)
    return next(map(where.path, covers), None)


def show_board(options: BoardOptions) -> int:
    """Show one."""
    paths = Paths.choose(options.home)
    kept = board_named(marks_of(paths).collections, options.name)
    where = whereabouts(paths, kept.photos)
    board = settled(kept, where)
    if options.json:
        print(json.dumps({**_listed(board, where), "photos": [_record(board, photo, where) for photo in board.photos]}))
        return OK
    for line in board.board.note.splitlines():
        print(printable(line))
    for photo in board.photos:
        path = where.path(photo)
        print(f"{_place(board.board.pin(photo)):32}  {'in no folder' if path is None else printable(path)}")
    return OK


def _record(board: Collection, photo: Identity, where: Whereabouts) -> dict[str, object]:
    pin = board.board.pin(photo)
    known_by = {"content": photo.content.hex(), "pixels": photo.pixels.hex()}
    return {"path": where.path(photo), **known_by, "pin": None if pin is None else pin_record(board.board, pin)}


def _place(pin: Pin | None) -> str:
    if pin is None:
        return "not laid yet"
    return f"{pin.x:.2f}, {pin.y:.2f}, scale {pin.scale:.2f}{', bare' if pin.bare else ''}"


def add_to_board(options: BoardOptions) -> int:
    """Put photos on one, which is made if it is not there."""
    paths = Paths.choose(options.home)
    name = " ".join(options.name.split())
    if not name:
        raise RunError("The name of a board has letters; give it one.")
    found = _photos(options.photos, paths)
    if not found:
        return FAILED
    new = Collection(uuid4().hex, name)

    def put_on(collections: Collections) -> Collections:
        there = collections.named(name)
        if there is None:
            collections, there = collections.with_one(new), new
        check_by_hand(there)
        return collections.changed(there.key, lambda board: board.with_photos(found))

    board = change(paths, lambda marks: marks.with_collections(put_on)).collections.named(name) or new
    photos = len(without_copies(board.photos))
    if options.json:
        print(json.dumps({"name": name, "photos": photos}))
    else:
        print(f"{printable(name)} holds {photos:,} photo{'' if photos == 1 else 's'}.")
    return OK if len(found) == len(options.photos) else FAILED


def _photos(files: Sequence[str], paths: Paths) -> list[Identity]:
    """What the photos in these files are known by; says which cannot be read."""
    read = [one for one in map(_read, files) if one is not None]
    where = whereabouts(paths, read)
    return [where.identity(one) or one for one in read]


def _read(file: str) -> Identity | None:
    path = os.path.abspath(file)
    try:
        data = read_file(path)[0]
        decode(data, _LOOKED_AT, _LOOKED_AT)
        return Identity(content_hash(data))
    except UnreadableImage as error:
        say(f"{file}: {error}")
        return None
