"""The command line's words: which commands there are and what they take. Progress goes to stderr, results to stdout."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from core.base import console
from core.base.console import FAILED, fault, say, why
from core.base.paths import BadHome, Paths
from core.catalog.catalog import CatalogError
from core.commands.parser import Parser
from core.commands.session import RunError
from core.commands.sheet import TooTall
from core.looks.colours import Lab, parse_colour
from core.looks.features import ASPECTS, KINDS, UNSURE, Aspect
from core.looks.model import ModelError
from core.photos.images import BadFolder, UnreadableImage
from core.search.query import Box
from core.search.ranking import METHODS
from core.workers.process import Process


def run(arguments: Sequence[str], worker: Process | None = None) -> int:
    """Run one command, given as its words; returns the exit code: 0, 1 for a failed run, 2 for wrong usage.

    `worker`: a process that was started already; who started it ends it.
    """
    options = _parser().parse_args(arguments, argparse.Namespace(worker=worker))
    try:
        with console.on_interruption(console.stop):
            return int(options.command(options))
    except BrokenPipeError:
        raise  # the reader, `head` for instance, has seen enough
    except (RunError, TooTall, BadHome, BadFolder, CatalogError, ModelError, UnreadableImage) as error:
        say(str(error))
    except OSError as error:
        say(f"{error.filename or 'The result'} cannot be written ({why(error)}).")
    except MemoryError:
        say("There is not enough memory for this; close other programs or ask for less.")
    except Exception as error:
        if console.interrupted():
            raise console.Stopped from None  # a library met the interruption and made something else of it
        say(fault(error, Paths.choose(options.home).log))
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = Parser("twinset", description="Find similar clothes in your own photos.")
    group = parser.add_subparsers(metavar="COMMAND", required=True)

    index = _command(group, "index", _index, "compute the features of all photos in folders")
    index.add_argument("folders", metavar="FOLDER", nargs="+")
    index.add_argument("--limit", type=_positive, metavar="N", help="only the first N photos")
    index.add_argument("--really-gone", action="store_true", help="believe it when all photos of a folder are gone")
    index.add_argument("--again", action="store_true", help="read again what could not be read before")
    _add_json(index)

    similar = _command(group, "similar", _late("similar"), "list the photos most similar to some photo")
    similar.add_argument("images", metavar="IMAGE", nargs="*")
    _add_search(similar)
    _add_ways(similar)
    similar.add_argument("--exclude-self", action="store_true", help="leave the query itself out of its matches")
    _add_json(similar)

    sheet = _command(group, "sheet", _late("sheet"), "draw the matches of photos as a picture, two rows of five each")
    sheet.add_argument("images", metavar="IMAGE", nargs="*")
    _add_search(sheet)
    sheet.add_argument("--random", type=_positive, metavar="N", default=0, help="also for N photos picked at random")
    sheet.add_argument("--seed", type=int, help="makes --random pick the same photos again")
    _add_output(sheet, (".jpg", ".jpeg", ".png"))

    explain = _command(group, "explain", _late("explain"), "draw which places of two photos agree, and list how far")
    explain.add_argument("query", metavar="QUERY")
    explain.add_argument("match", metavar="MATCH")
    explain.add_argument("--in", dest="folders", metavar="FOLDER", action="append", default=[], help=_SPREAD)
    _add_output(explain, (".png", ".jpg", ".jpeg"))
    _add_json(explain)

    rankings = _command(group, "rankings", _late("rankings"), "rank all photos of folders by similarity to each other")
    rankings.add_argument("folders", metavar="FOLDER", nargs="+")
    rankings.add_argument("--top", type=_natural, default=1000, metavar="N", help="how many (default 1000; 0: all)")
    rankings.add_argument("--method", choices=METHODS, default="auto")
    _add_output(rankings, (".npz",))

    features = _command(group, "features", _late("features"), "write the features of all photos in folders")
    features.add_argument("folders", metavar="FOLDER", nargs="+")
    _add_output(features, (".npz",))

    verify = _command(group, "verify", _care("verify"), "compare photos and features with what was indexed")
    verify.add_argument("folders", metavar="FOLDER", nargs="+")
    _add_json(verify)

    forget = _command(group, "forget", _care("forget"), "remove all that is known of folders, but no photo")
    forget.add_argument("folders", metavar="FOLDER", nargs="+")
    _add_json(forget)
    return parser


# Each command loads only what it needs, once it is known which one it is.


def _index(options: argparse.Namespace) -> int:
    from core.commands import index_command

    return index_command.index(options)


def _late(name: str) -> Callable[[argparse.Namespace], int]:
    def command(options: argparse.Namespace) -> int:
        from core.commands import commands

        return int(getattr(commands, name)(options))

    return command


def _care(name: str) -> Callable[[argparse.Namespace], int]:
    def command(options: argparse.Namespace) -> int:
        from core.commands import care_commands

        return int(getattr(care_commands, name)(options))

    return command


_LEAST_WEIGHT, _MOST_WEIGHT = 1e-6, 1e6  # beyond, shares would vanish or overflow as float32
_METHOD = "auto: other kinds of garment fall behind (default); brute, kdtree: plain L2, both the same matches"
_SPREAD = "the folder whose spread the distances are given in"


def _command(group: Any, name: str, function: Callable[[Any], int], text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = group.add_parser(name, help=text, description=text.capitalize() + ".")
    parser.set_defaults(command=function)
    parser.add_argument("--home", metavar="DIR", help="keep all files of the program here (also: $TWINSET_HOME)")
    return parser


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--in", dest="folders", metavar="FOLDER", action="append", required=True)
    parser.add_argument("--top", type=_positive, default=10, metavar="N", help="how many matches (default 10)")
    parser.add_argument("--method", choices=METHODS, default="auto", help=_METHOD)
    parser.add_argument(
        "--weights", type=_weights, default={"look": 1.0}, metavar="look=1,colour=0.5,...", help="how much each counts"
    )
    parser.add_argument("--kind", choices=(*KINDS, UNSURE), help="only photos of this kind of garment")
    parser.add_argument("--hide-duplicates", action="store_true", help="of several photos of one item only the nearest")
    parser.add_argument("--colour", type=_colour, metavar="#RRGGBB", help="only photos of this colour")


def _add_ways(parser: argparse.ArgumentParser) -> None:
    """Ways to ask other than with whole photos."""
    parser.add_argument("--box", type=_box, metavar="X,Y,W,H", help="search with this part of the photo, in its pixels")
    parser.add_argument("--like", nargs="+", metavar="IMAGE", default=[], help="one query from several good examples")
    parser.add_argument("--unlike", nargs="+", metavar="IMAGE", default=[], help="... and away from these")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON; the default where stdout is no terminal")


def _add_output(parser: argparse.ArgumentParser, endings: Sequence[str]) -> None:
    def output(text: str) -> Path:
        if Path(text).suffix.lower() not in endings:
            raise argparse.ArgumentTypeError(f"{text} must end in {' or '.join(endings)}")
        return Path(text)

    parser.add_argument("-o", "--output", type=output, required=True, metavar="FILE" + endings[0])


def _positive(text: str) -> int:
    number = _natural(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _natural(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not a whole number")
    return int(text)


def _weights(text: str) -> dict[Aspect, float]:
    given = dict(pair.partition("=")[::2] for pair in text.split(","))
    weights: dict[Aspect, float] = {}
    for aspect in ASPECTS:
        try:
            weights[aspect] = float(given.pop(aspect, 0))
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text}: {aspect} needs a number") from None
    if given:
        raise argparse.ArgumentTypeError(f"{', '.join(given)}: the aspects are {', '.join(ASPECTS)}")
    used = [weight for weight in weights.values() if weight != 0]
    if not used or not all(_LEAST_WEIGHT <= weight <= _MOST_WEIGHT for weight in used):
        raise argparse.ArgumentTypeError(
            f"a weight is 0 or from {_LEAST_WEIGHT:f} to {_MOST_WEIGHT:,.0f}, and one of them is more than 0"
        )
    return weights


def _colour(text: str) -> Lab:
    try:
        return parse_colour(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _box(text: str) -> Box:
    try:
        left, top, width, height = map(int, text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not of the form X,Y,W,H") from None
    if min(left, top) < 0 or min(width, height) < 1:
        raise argparse.ArgumentTypeError("a box starts inside the photo and is at least one pixel wide and high")
    return Box(left, top, width, height)
