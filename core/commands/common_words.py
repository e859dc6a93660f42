"""What several commands take, and how one is added."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any

from core.commands.words import file_named


def command(group: Any, name: str, function: Callable[[Any], int], text: str) -> argparse.ArgumentParser:
    """A command that calls `function` with what was given; `text` is its help."""
    parser: argparse.ArgumentParser = group.add_parser(name, help=text, description=text.capitalize() + ".")
    parser.set_defaults(command=function)
    parser.add_argument("--home", metavar="DIR", help="keep all files of the program here (also: $TWINSET_HOME)")
    return parser


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option --json."""
    parser.add_argument("--json", action="store_true", help="print JSON; the default where stdout is no terminal")


def wants_json(given: argparse.Namespace) -> bool:
    """Whether JSON is printed."""
    return bool(given.json) or not sys.stdout.isatty()


def add_output(parser: argparse.ArgumentParser, endings: Sequence[str]) -> None:
    """The option --output, a file with one of these endings."""
    what = f"where to write the result: {', '.join(endings)}"
    parser.add_argument(
        "-o", "--output", type=file_named(endings), required=True, metavar="FILE" + endings[0], help=what
    )
