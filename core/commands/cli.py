"""The command line's words: which commands there are and what they take. Progress goes to stderr, results to stdout."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.base import console
from core.base.console import FAILED, fault, say, why
from core.base.paths import BadHome, Paths
from core.base.sentences import TwinsetError
from core.commands.common_words import add_json as _add_json
from core.commands.common_words import add_output as _add_output
from core.commands.common_words import command as _command
from core.commands.common_words import wants_json as _wants_json
from core.commands.options import (
    CareOptions,
    DescribeOptions,
    DuplicatesOptions,
    ExplainOptions,
    FeaturesOptions,
    GoesWithOptions,
    IndexOptions,
    MapOptions,
    MirrorOptions,
    RankingsOptions,
    Search,
    SheetOptions,
    SimilarOptions,
)
from core.commands.parser import Parser
from core.commands.session import RunError
from core.commands.wardrobe_words import add_board, add_facts
from core.commands.words import box, colour, file_named, natural, picture_size, positive, weights
from core.search.ranking import Method
from core.workers.process import Process

if TYPE_CHECKING:
    from core.sharing.layout import Layout

_GARBAGE = 100_000  # new objects before Python looks for cycles; a million photos were looked through for seconds


def run(arguments: Sequence[str], worker: Process | None = None) -> int:
    """Run one command, given as its words; returns the exit code: 0, 1 for a failed run, 2 for wrong usage.

    `worker`: a process that was started already; who started it ends it.
    """
    options = command_parser().parse_args(arguments, argparse.Namespace(worker=worker))
    gc.set_threshold(_GARBAGE)
    try:
        with console.on_interruption(console.stop):
            return int(options.command(options))
    except BrokenPipeError:
        raise  # the reader, `head` for instance, has seen enough
    except (RunError, BadHome, TwinsetError) as error:
        say(str(error))
    except OSError as error:
        say(f"{error.filename or 'The result'} cannot be written ({why(error)}).")
    except MemoryError:
        say("There is not enough memory for this; close other programs or ask for less.")
    except Exception as error:
        if console.interrupted():
            raise console.Stopped from None  # a library met the interruption and made something else of it
        say(fault(error, Paths.choose(options.home)))
    return FAILED


def command_parser() -> argparse.ArgumentParser:
    """The reader of the words of all commands; packaging describes them from it."""
    parser = Parser("twinset", description="Find similar clothes in your own photos.")
    group = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_commands(group)
    _add_map(group)
    _add_duplicates(group)
    _add_goes_with(group)
    _add_mirror(group)
    add_board(group)
    add_facts(group)
    _add_care(group)
    return parser


def _add_commands(group: Any) -> None:
    index = _command(group, "index", _index, "compute the features of all photos in folders")
    index.add_argument("folders", metavar="FOLDER", nargs="+")
    index.add_argument("--limit", type=positive, metavar="N", help="only the first N photos")
    index.add_argument("--really-gone", action="store_true", help="believe it when all photos of a folder are gone")
    index.add_argument("--again", action="store_true", help="read again what could not be read before")
    _add_json(index)
    _add_searches(group)

    explain = _command(group, "explain", _explain, "draw which places of two photos agree, and list how far")
    explain.add_argument("query", metavar="QUERY")
    explain.add_argument("match", metavar="MATCH")
    explain.add_argument("--in", dest="folders", metavar="FOLDER", action="append", default=[], help=_SPREAD)
    _add_output(explain, (".png", ".jpg", ".jpeg"))
    _add_json(explain)

    rankings = _command(group, "rankings", _rankings, "rank all photos of folders by similarity to each other")
    rankings.add_argument("folders", metavar="FOLDER", nargs="+")
    rankings.add_argument("--top", type=natural, default=1000, metavar="N", help="how many (default 1000; 0: all)")
    rankings.add_argument("--method", choices=list(map(str, Method)), default=str(Method.AUTO))
    _add_output(rankings, (".npz",))

    describe = _command(group, "describe", _describe, "say in words what all photos in folders show")
    describe.add_argument("folders", metavar="FOLDER", nargs="+")
    table = file_named((".csv",))
    describe.add_argument("--csv", type=table, metavar="FILE.csv", help="write a table in place of lines of JSON")

    features = _command(group, "features", _features, "write the features of all photos in folders")
    features.add_argument("folders", metavar="FOLDER", nargs="+")
    _add_output(features, (".npz",))


def _add_map(group: Any) -> None:
    photo_map = _command(group, "map", _map, "draw all photos of folders as one picture, what looks alike side by side")
    photo_map.add_argument("folders", metavar="FOLDER", nargs="+")
    photo_map.add_argument("--grid", action="store_true", help="in the cells of a grid, none over another")
    size = "pixels of the longer side (default 4000)"
    photo_map.add_argument("--size", type=picture_size, default=4000, metavar="N", help=size)
    photo_map.add_argument("--limit", type=positive, metavar="N", help="only the first N photos")
    places = file_named((".json",), also=("-",))
    photo_map.add_argument("--json", type=places, metavar="FILE.json", help="also write where photos lie; -: to stdout")
    _add_output(photo_map, (".png", ".jpg", ".jpeg", ".pdf"))


def _add_duplicates(group: Any) -> None:
    duplicates = _command(group, "duplicates", _duplicates, "list photos that are one picture, and which to keep")
    duplicates.add_argument("folders", metavar="FOLDER", nargs="+")
    duplicates.add_argument("--same-garment", action="store_true", help="also other pictures of one garment")
    _add_json(duplicates)


def _add_goes_with(group: Any) -> None:
    what = "suggest pieces of other kinds that go with a garment, and say why"
    goes_with = _command(group, "goes-with", _goes_with, what)
    goes_with.add_argument("photo", metavar="PHOTO", help="a photo of the garment, from these folders or any other")
    goes_with.add_argument("folders", metavar="FOLDER", nargs="+")
    goes_with.add_argument("--top", type=positive, default=8, metavar="N", help="how many of each kind (default 8)")
    _add_json(goes_with)


def _add_mirror(group: Any) -> None:
    text = (
        "count kinds, colours and patterns, list garments that are nearly identical or like no other, and ten for all"
    )
    mirror = _command(group, "mirror", _mirror, text)
    mirror.add_argument("folders", metavar="FOLDER", nargs="+")
    _add_json(mirror)


def _add_searches(group: Any) -> None:
    """What finds the photos that are most similar."""
    similar = _command(group, "similar", _similar, "list the photos most similar to some photo, or to some words")
    similar.add_argument("images", metavar="IMAGE", nargs="*")
    _add_search(similar)
    _add_ways(similar)
    similar.add_argument("--words", metavar="TEXT", help='what to look for, in words, such as "navy dotted dress"')
    similar.add_argument("--exclude-self", action="store_true", help="leave the query itself out of its matches")
    page, table = file_named((".html", ".htm")), file_named((".csv",))
    similar.add_argument("--html", type=page, metavar="FILE.html", help="write a page with the pictures in it instead")
    similar.add_argument("--csv", type=table, metavar="FILE.csv", help="write a table instead")
    _add_json(similar)

    sheet = _command(group, "sheet", _sheet, "draw the matches of photos as a picture, two rows of five each")
    sheet.add_argument("images", metavar="IMAGE", nargs="*")
    _add_search(sheet)
    sheet.add_argument("--random", type=positive, metavar="N", default=0, help="also for N photos picked at random")
    sheet.add_argument("--seed", type=int, help="makes --random pick the same photos again")
    sheet.add_argument("--columns", type=positive, default=5, metavar="N", help="photos side by side (default 5)")
    sheet.add_argument("--query", action="store_true", help="draw each photo asked with above its matches")
    sheet.add_argument("--no-words", action="store_true", help="draw no ranks and distances")
    sheet.add_argument("--no-names", action="store_true", help="draw no names of files below the photos")
    _add_output(sheet, (".jpg", ".jpeg", ".png", ".pdf"))


def _add_care(group: Any) -> None:
    """What looks after what is known."""
    verify = _command(group, "verify", _verify, "compare photos and features with what was indexed")
    verify.add_argument("folders", metavar="FOLDER", nargs="+")
    _add_json(verify)

    forget = _command(group, "forget", _forget, "remove all that is known of folders, but no photo")
    forget.add_argument("folders", metavar="FOLDER", nargs="*")
    forget.add_argument("--other-networks", action="store_true", help="remove what other networks or versions computed")
    everything = "list all that Twinset keeps, of every folder: settings, favourites, what was computed; no photo"
    forget.add_argument("--everything", action="store_true", help=everything)
    forget.add_argument("--yes", action="store_true", help="... and remove it for good")
    _add_json(forget)


# Here the words end: a command gets a value. And each loads only what it needs, once it is known which one it is.


def _index(given: argparse.Namespace) -> int:
    from core.commands.index_command import index

    return index(
        IndexOptions(
            home=given.home,
            folders=tuple(given.folders),
            limit=given.limit,
            really_gone=given.really_gone,
            again=given.again,
            json=_wants_json(given),
            worker=given.worker,
        )
    )


def _similar(given: argparse.Namespace) -> int:
    from core.commands.commands import similar

    return similar(
        SimilarOptions(
            home=given.home,
            images=tuple(given.images),
            search=_search(given, given.exclude_self),
            box=given.box,
            likes=tuple(given.like),
            unlikes=tuple(given.unlike),
            words=given.words,
            json=_wants_json(given),
            html=given.html,
            csv=given.csv,
        )
    )


def _sheet(given: argparse.Namespace) -> int:
    from core.commands.sheet_command import sheet

    return sheet(
        SheetOptions(
            home=given.home,
            images=tuple(given.images),
            search=_search(given),
            random=given.random,
            seed=given.seed,
            output=given.output,
            layout=_layout(given),
        )
    )


def _layout(given: argparse.Namespace) -> Layout:
    """A picture as high as its rows; a document of pages with as many rows as there is room for."""
    from core.base.paper import MOST_COLUMNS, Size
    from core.sharing.layout import Layout

    looks = {"words": not given.no_words, "names": not given.no_names, "query": given.query}
    columns = min(given.columns, MOST_COLUMNS)
    if given.output.suffix.lower() == ".pdf":
        return Layout(max(1, 2 * columns // 5), columns, Size.A4_ACROSS, **looks)
    return Layout(0, columns, Size.SCREEN, **looks)


def _search(given: argparse.Namespace, exclude_self: bool = False) -> Search:
    from core.search.question import Tuning

    tuning = Tuning(
        shares=given.weights,
        top=given.top,
        fold=given.fold,
        same_kind=given.same_kind,
        kind=given.kind or "",
        colour=given.colour or "",
        own="left out" if exclude_self else "ranked",
    )
    return Search(folders=tuple(given.folders), method=Method(given.method), tuning=tuning)


def _explain(given: argparse.Namespace) -> int:
    from core.commands.commands import explain

    return explain(
        ExplainOptions(
            home=given.home,
            query=given.query,
            match=given.match,
            folders=tuple(given.folders),
            output=given.output,
            json=_wants_json(given),
        )
    )


def _rankings(given: argparse.Namespace) -> int:
    from core.commands.commands import rankings

    folders = tuple(given.folders)
    return rankings(
        RankingsOptions(
            home=given.home, folders=folders, top=given.top, method=Method(given.method), output=given.output
        )
    )


def _describe(given: argparse.Namespace) -> int:
    from core.commands.describe_command import describe

    return describe(DescribeOptions(home=given.home, folders=tuple(given.folders), csv=given.csv))


def _map(given: argparse.Namespace) -> int:
    from core.commands.map_command import draw_map

    return draw_map(
        MapOptions(
            home=given.home,
            folders=tuple(given.folders),
            output=given.output,
            grid=given.grid,
            size=given.size,
            limit=given.limit,
            json=given.json,
        )
    )


def _duplicates(given: argparse.Namespace) -> int:
    from core.commands.duplicates_command import duplicates

    folders, json = tuple(given.folders), _wants_json(given)
    return duplicates(DuplicatesOptions(given.home, folders, given.same_garment, json))


def _goes_with(given: argparse.Namespace) -> int:
    from core.commands.goes_with_command import goes_with

    folders, json = tuple(given.folders), _wants_json(given)
    return goes_with(GoesWithOptions(given.home, given.photo, folders, given.top, json))


def _mirror(given: argparse.Namespace) -> int:
    from core.commands.mirror_command import show_mirror

    return show_mirror(MirrorOptions(given.home, tuple(given.folders), _wants_json(given)))


def _features(given: argparse.Namespace) -> int:
    from core.commands.commands import features

    return features(FeaturesOptions(home=given.home, folders=tuple(given.folders), output=given.output))


def _verify(given: argparse.Namespace) -> int:
    from core.commands.care_commands import verify

    return verify(CareOptions(home=given.home, folders=tuple(given.folders), json=_wants_json(given)))


def _forget(given: argparse.Namespace) -> int:
    from core.commands.care_commands import forget

    return forget(
        CareOptions(
            home=given.home,
            folders=tuple(given.folders),
            json=_wants_json(given),
            others=given.other_networks,
            everything=given.everything,
            sure=given.yes,
        )
    )


_METHOD = "auto: other kinds of garment fall behind (default); brute, kdtree: plain L2, both the same matches"
_SPREAD = "the folder whose spread the distances are given in"


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--in", dest="folders", metavar="FOLDER", action="append", required=True, help="where to look; may be repeated"
    )
    parser.add_argument("--top", type=positive, default=10, metavar="N", help="how many matches (default 10)")
    parser.add_argument("--method", choices=list(map(str, Method)), default=str(Method.AUTO), help=_METHOD)
    parser.add_argument(
        "--weights",
        type=weights,
        default=(1.0, 0.0, 0.0, 0.0),
        metavar="look=1,colour=0.5,...",
        help="how much each counts",
    )
    parser.add_argument("--kind", metavar="KIND", help="only photos of this kind of garment, such as dress")
    parser.add_argument("--same-kind", action="store_true", help="only photos of the query's kind, where that is sure")
    parser.add_argument("--fold", action="store_true", help="of several photos of one item only the nearest")
    # What it was called at first; it stays for scripts that use it.
    parser.add_argument("--hide-duplicates", dest="fold", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--colour", type=colour, metavar="#RRGGBB", help="only photos of this colour")


def _add_ways(parser: argparse.ArgumentParser) -> None:
    """Ways to ask other than with whole photos."""
    parser.add_argument("--box", type=box, metavar="X,Y,W,H", help="search with this part of the photo, in its pixels")
    parser.add_argument("--like", nargs="+", metavar="IMAGE", default=[], help="one query from several good examples")
    parser.add_argument("--unlike", nargs="+", metavar="IMAGE", default=[], help="... and away from these")
