"""The words of the commands about what the user made: boards, and facts of garments."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.commands.common_words import add_json, command, wants_json
from core.commands.options import BoardOptions, FactsOptions
from core.commands.words import file_named, picture_size

_SIZE = 4000


def add_board(group: Any) -> None:
    """`board` and what can be done with one."""
    text = "list, show, fill, export and import boards: collections made by hand"
    board = group.add_parser("board", help=text, description=text.capitalize() + ".")
    deeds = board.add_subparsers(metavar="DEED", required=True)

    add_json(command(deeds, "list", _list, "list all boards"))

    show = command(deeds, "show", _show, "show the note of a board, its photos and where they lie")
    show.add_argument("name", metavar="NAME")
    add_json(show)

    add = command(deeds, "add", _add, "put photos on a board, which is made if it is not there")
    add.add_argument("name", metavar="NAME")
    add.add_argument("photos", metavar="PHOTO", nargs="+")
    add_json(add)

    export = command(deeds, "export", _export, "copy the photos of a board and its plan, or draw it as a picture")
    export.add_argument("name", metavar="NAME")
    target = "a folder, which is made, or a picture: .png, .jpg, .jpeg, .pdf"
    export.add_argument("target", metavar="TARGET", type=Path, help=target)
    size = f"pixels of the longer side of a picture (default {_SIZE})"
    export.add_argument("--size", type=picture_size, default=_SIZE, metavar="N", help=size)

    taken = command(deeds, "import", _import, "make a board of a folder that was exported")
    taken.add_argument("folder", metavar="FOLDER")
    add_json(taken)


def add_facts(group: Any) -> None:
    """`facts`, which leave as a table and come as one."""
    text = "write and read facts of garments (name, brand, price, days worn and others) as a table"
    facts = group.add_parser("facts", help=text, description=text.capitalize() + ".")
    deeds = facts.add_subparsers(metavar="DEED", required=True)

    export = command(deeds, "export", _export_facts, "write a table of all photos that have facts")
    export.add_argument("file", metavar="FILE.csv", type=file_named((".csv",)))
    export.add_argument("--all", action="store_true", help="also photos without, to be filled in")

    taken = command(deeds, "import", _import_facts, "take over the facts in a table, by paths or names of files")
    taken.add_argument("file", metavar="FILE.csv", type=Path)
    add_json(taken)


def _list(given: argparse.Namespace) -> int:
    from core.commands.board_command import list_boards

    return list_boards(BoardOptions(home=given.home, json=wants_json(given)))


def _show(given: argparse.Namespace) -> int:
    from core.commands.board_command import show_board

    return show_board(BoardOptions(home=given.home, json=wants_json(given), name=given.name))


def _add(given: argparse.Namespace) -> int:
    from core.commands.board_command import add_to_board

    photos = tuple(given.photos)
    return add_to_board(BoardOptions(home=given.home, json=wants_json(given), name=given.name, photos=photos))


def _export(given: argparse.Namespace) -> int:
    from core.commands.board_ways import export

    return export(BoardOptions(home=given.home, name=given.name, target=given.target, size=given.size))


def _import(given: argparse.Namespace) -> int:
    from core.commands.board_ways import take_in

    return take_in(BoardOptions(home=given.home, json=wants_json(given), target=Path(given.folder)))


def _export_facts(given: argparse.Namespace) -> int:
    from core.commands.facts_command import export_facts

    return export_facts(FactsOptions(home=given.home, file=given.file, every=given.all))


def _import_facts(given: argparse.Namespace) -> int:
    from core.commands.facts_command import import_facts

    return import_facts(FactsOptions(home=given.home, file=given.file, json=wants_json(given)))
