"""The command line: index, similar, sheet, rankings, features. Progress goes to stderr, results to stdout."""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from tqdm import tqdm

from core.catalog import Catalog, CatalogError, Collection
from core.export import write_features, write_rankings
from core.images import BadFolder, UnreadableImage, is_image_name
from core.indexing import Control, IndexReport, Progress, index_folders
from core.model import Extractor, ModelError
from core.paths import Paths
from core.ranking import METHODS
from core.search import Match, Searcher, embed, path_among
from core.sheet import Answer, draw_sheet

COMMANDS = ("index", "similar", "sheet", "rankings", "features")
OK, FAILED, USAGE = 0, 1, 2


class RunError(Exception):
    """The run failed; str() is one plain sentence."""


def run(arguments: Sequence[str]) -> int:
    """Run one command, given as its words; returns the exit code: 0, 1 for a failed run, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    sys.stdout.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]  # names that are no UTF-8
    sys.stderr.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
    try:
        return int(options.command(options))
    except BrokenPipeError:  # the reader, `head` for instance, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except (RunError, BadFolder, CatalogError, ModelError, UnreadableImage) as error:
        _say(str(error))
    except OSError as error:
        _say(f"{error.filename or 'The result'} cannot be written ({error.strerror}).")
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("twinset", description="Find similar clothes in your own photos.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    index = _command(commands, "index", _index, "compute the features of all photos in folders")
    index.add_argument("folders", metavar="FOLDER", nargs="+")
    index.add_argument("--limit", type=_positive, metavar="N", help="only the first N photos")
    _add_json(index)

    similar = _command(commands, "similar", _similar, "list the photos most similar to some photo")
    similar.add_argument("images", metavar="IMAGE", nargs="+")
    _add_search(similar)
    similar.add_argument("--exclude-self", action="store_true", help="leave the query itself out of its matches")
    _add_json(similar)

    sheet = _command(commands, "sheet", _sheet, "draw the matches of photos as a picture, two rows of five each")
    sheet.add_argument("images", metavar="IMAGE", nargs="*")
    _add_search(sheet)
    sheet.add_argument("--random", type=_positive, metavar="N", default=0, help="also for N photos picked at random")
    sheet.add_argument("--seed", type=int, help="makes --random pick the same photos again")
    _add_output(sheet, (".jpg", ".jpeg", ".png"))

    rankings = _command(commands, "rankings", _rankings, "rank all photos of folders by similarity to each of them")
    rankings.add_argument("folders", metavar="FOLDER", nargs="+")
    rankings.add_argument("--top", type=_natural, default=1000, metavar="N", help="how many (default 1000; 0: all)")
    rankings.add_argument("--method", choices=METHODS, default="auto")
    _add_output(rankings, (".npz",))

    features = _command(commands, "features", _features, "write the features of all photos in folders")
    features.add_argument("folders", metavar="FOLDER", nargs="+")
    _add_output(features, (".npz",))
    return parser


def _command(commands: Any, name: str, function: Callable[[Any], int], text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text.capitalize() + ".")
    parser.set_defaults(command=function)
    parser.add_argument("--home", metavar="DIR", help="keep all files of the program here (also: $TWINSET_HOME)")
    return parser


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--in", dest="folders", metavar="FOLDER", action="append", required=True)
    parser.add_argument("--top", type=_positive, default=10, metavar="N", help="how many matches (default 10)")
    parser.add_argument("--method", choices=METHODS, default="auto", help="of ranking; all give the same matches")


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


# --- the commands ---


def _index(options: argparse.Namespace) -> int:
    with _Session(options.home) as session:
        report = session.index(options.folders, options.limit)
    if _wants_json(options):
        shown = asdict(report)
        del shown["cancelled"]
        print(json.dumps(shown))
    else:
        print(f"{report.found:,} photos: {report.indexed:,} indexed, {report.reused:,} known already, ", end="")
        print(f"{len(report.failed):,} could not be read. {report.seconds:.1f} s.")
        for skipped in report.failed:
            print(f"{_one_line(skipped.path)}: {skipped.reason}")
    return FAILED if report.cancelled else OK


def _similar(options: argparse.Namespace) -> int:
    code = OK
    with _Session(options.home) as session:
        searcher = session.searcher(options)
        for image in options.images:
            try:
                _print_answer(session.answer(searcher, image, options), _wants_json(options))
            except UnreadableImage as error:
                _say(str(error))
                code = FAILED
    return code


def _sheet(options: argparse.Namespace) -> int:
    if not options.images and not options.random:
        _say("Name the photos to draw a sheet for, or --random N.")
        return USAGE
    with _Session(options.home) as session:
        searcher = session.searcher(options)
        _protect(searcher.collection, options, options.images)
        paths = searcher.collection.paths
        picked = random.Random(options.seed).sample(paths, min(options.random, len(paths)))
        answers = [session.answer(searcher, image, options) for image in [*options.images, *picked]]
    draw_sheet(answers).save(options.output, quality=90)
    print(options.output.absolute())
    return OK


def _rankings(options: argparse.Namespace) -> int:
    with _Session(options.home) as session:
        collection = session.collection(options.folders)
    _protect(collection, options)
    with tqdm(total=len(collection.paths), unit="photo", desc="Ranking") as bar:
        write_rankings(options.output, collection, options.top, options.method, bar.update)
    print(options.output.absolute())
    return OK


def _features(options: argparse.Namespace) -> int:
    with _Session(options.home) as session:
        collection = session.collection(options.folders)
        _protect(collection, options)
        write_features(options.output, collection, session.extractor.model_id)
    print(options.output.absolute())
    return OK


class _Session(AbstractContextManager["_Session"]):
    """The catalog and the model for the length of one command."""

    def __init__(self, home: str | None) -> None:
        self.extractor = Extractor()
        self.catalog = Catalog(Paths.choose(home).catalog)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.catalog.close()

    def index(self, folders: Sequence[str], limit: int | None = None) -> IndexReport:
        """Bring the catalog up to date. Ctrl+C keeps what is done."""
        control = Control()
        before = signal.signal(signal.SIGINT, lambda *_: control.cancel())
        try:
            with tqdm(unit="photo", desc="Indexing") as bar:
                return index_folders(
                    self.catalog,
                    self.extractor,
                    folders,
                    limit=limit,
                    control=control,
                    on_progress=lambda progress: _show(bar, progress),
                )
        finally:
            signal.signal(signal.SIGINT, before)

    def collection(self, folders: Sequence[str]) -> Collection:
        report = self.index(folders)
        if report.cancelled:
            raise RunError("Stopped. What was indexed so far is kept.")
        if report.failed:
            photos = "1 photo" if len(report.failed) == 1 else f"{len(report.failed):,} photos"
            _say(f"{photos} could not be read; `twinset index` lists what and why.")
        collection = self.catalog.collection(folders, self.extractor.model_id)
        if not collection.paths:
            raise RunError(f"No photo in {', '.join(folders)} could be read.")
        return collection

    def searcher(self, options: argparse.Namespace) -> Searcher:
        return Searcher(self.collection(options.folders), options.method)

    def answer(self, searcher: Searcher, image: str, options: argparse.Namespace) -> Answer:
        path = os.path.abspath(image)
        try:
            vector = embed(path, self.extractor, self.catalog)
        except UnreadableImage as error:
            raise UnreadableImage(f"{_one_line(image)}: {error}") from error
        itself = path_among(options.folders, path)
        exclude = itself if getattr(options, "exclude_self", False) else None
        return Answer(path, searcher.nearest(vector, options.top, first=itself, exclude=exclude))


def _protect(collection: Collection, options: argparse.Namespace, queries: Sequence[str] = ()) -> None:
    """Photos are never written to, not even by mistake, and whatever name or link leads to them."""
    output = options.output
    if not output.exists():
        return
    photos = [path for path in (*collection.paths, *queries) if os.path.exists(path)]
    is_photo = any(os.path.samefile(output, path) for path in photos)
    # Nor is what lies among the photos and is named like one, though it could not be read.
    is_there = any(output.resolve().is_relative_to(Path(folder).resolve()) for folder in options.folders)
    if is_photo or (is_there and is_image_name(output.name)):
        raise RunError(f"{output} is one of your photos; choose another name for the result.")


def _show(bar: Any, progress: Progress) -> None:
    bar.total = progress.total
    bar.n = progress.done
    bar.refresh()


def _print_answer(answer: Answer, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(answer)), flush=True)
        return
    print(f"Most similar to {_one_line(answer.query)}")
    for rank, match in enumerate(answer.matches, 1):
        print(_line(rank, match))


def _line(rank: int, match: Match) -> str:
    return f"{rank:4}  {match.distance:.4f}  {_one_line(match.path)}"


def _wants_json(options: argparse.Namespace) -> bool:
    return bool(options.json) or not sys.stdout.isatty()


def _one_line(name: str) -> str:
    return "".join(character if character >= " " else "?" for character in name)


def _say(sentence: str) -> None:
    print(f"twinset: {sentence}", file=sys.stderr)
