"""Ways out of the program for a board, and the way back: a folder of copies, and a picture."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from tqdm import tqdm

from core.base import sentences
from core.base.console import FAILED, OK, Stopped, on_interruption, say
from core.base.paths import Paths
from core.base.sentences import printable
from core.base.settings import load_settings
from core.commands.kept import board_named, change, marks_of, whereabouts
from core.commands.options import BoardOptions
from core.commands.results import check_place, print_path, written
from core.commands.session import RunError
from core.looks.model import Extractor
from core.sharing.board_folder import export_board, import_board
from core.sharing.board_picture import Piece, aspects_of, draw_board, place_of
from core.sharing.picture_files import ENDINGS, check_size, format_of
from core.sharing.saving import save_whole
from core.wardrobe.collected import Collection, Collections
from core.wardrobe.whereabouts import Whereabouts, settled
from core.workers.pictures import Pictures


def export(options: BoardOptions) -> int:
    """As a folder, or as a picture where the target is named like one; never over what is there."""
    if os.path.lexists(options.target):
        raise RunError(str(sentences.IS_THERE.filled(place=options.target)))
    paths = Paths.choose(options.home)
    kept = board_named(marks_of(paths).collections, options.name)
    where = whereabouts(paths, kept.photos)
    board = settled(kept, where)
    if options.target.suffix.lower() in ENDINGS:
        _draw(board, where, options, load_settings(paths.settings).patience_seconds)
        print_path(options.target)
        return OK
    return _copy(board, where, options.target)


def _copy(board: Collection, where: Whereabouts, folder: Path) -> int:
    photos = len(board.photos)
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True

    with on_interruption(stop), tqdm(total=photos, unit="photo", desc="Copying") as bar:

        def step(done: int) -> None:
            if stopped:
                raise Stopped
            bar.update(done - bar.n)

        done = export_board(board, where, str(folder.absolute()), step)
        bar.update(len(done.copied.copies) - bar.n)
    print_path(folder)
    if done.absent:
        say(f"No file is known of {done.absent:,} of {photos:,} photos; they are not among the copies.")
    if done.copied.left:
        first = f"{done.copied.first_left} ({done.copied.why})"
        say(f"{done.copied.left:,} of {photos:,} photos could not be read; the first is {first}.")
    return FAILED if done.absent or done.copied.left else OK


def _draw(board: Collection, where: Whereabouts, options: BoardOptions, patience: float) -> None:
    output, photos = options.target, board.photos
    check_place(output)
    files = [where.path(photo) for photo in photos]
    pictures = Pictures(lambda: patience)
    try:
        with tqdm(total=2 * len(photos), unit="photo", desc="Drawing") as bar:
            aspects = aspects_of(files, pictures.decode, bar.update)
            shapes = dict(zip(photos, aspects, strict=True))
            laid = board.board.laid_out(photos, aspects)
            pieces = [Piece(where.path(pin.photo), pin, shapes[pin.photo]) for pin in laid.pins]
            place = place_of(pieces, options.size)
            check_size(*place.size, format_of(output))
            mark = Extractor().mask if any(piece.pin.bare for piece in pieces) else None
            picture = draw_board(pieces, place, pictures.decode, mark, bar.update)
    finally:
        pictures.end()
    with written(output) as file:
        save_whole(picture, board.name, file)


def take_in(options: BoardOptions) -> int:
    """Make a board of a folder."""
    paths = Paths.choose(options.home)
    folder = str(options.target.absolute())
    taken = import_board(folder, whereabouts(paths), uuid4().hex)

    def with_board(collections: Collections) -> Collections:
        return collections.with_one(replace(taken.board, name=collections.free_name(taken.board.name)))

    kept = change(paths, lambda marks: marks.with_collections(with_board)).collections.get(taken.board.key)
    name = taken.board.name if kept is None else kept.name
    photos = len(taken.board.photos)
    if options.json:
        print(json.dumps({"name": name, "photos": photos, "missing": list(taken.missing)}))
        return OK
    print(f"{printable(name)} holds {photos:,} photo{'' if photos == 1 else 's'}.")
    if taken.missing:
        print("These are in none of your folders; to see them on the board, add the folder with their copies:")
        for path in taken.missing:
            print(f"  {printable(path)}")
    return OK
