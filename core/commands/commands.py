"""What the commands do, from parsed options to printed results; each returns its exit code."""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from tqdm import tqdm

from core.base.console import FAILED, OK, USAGE, say, why
from core.base.files import write_whole
from core.base.sentences import printable
from core.catalog.catalog import Collection
from core.commands.export import write_features, write_rankings
from core.commands.options import ExplainOptions, FeaturesOptions, RankingsOptions, Search, SheetOptions, SimilarOptions
from core.commands.session import RunError, Session
from core.commands.sheet import Block, check_height, draw_sheet, sheet_height
from core.looks.colours import parse_colour, to_hex
from core.looks.explain import draw_explanation
from core.looks.features import ASPECTS, kind_names
from core.photos.images import UnreadableImage, is_image_name, load_rgb
from core.search.answer import answer, nearest_colour
from core.search.found import Answer, Found
from core.search.query import Box, Query, QueryMaker, UnreadableExample, path_among
from core.search.question import Question
from core.search.search import Match, Searcher


def similar(options: SimilarOptions) -> int:
    """Print the photos most similar to each query."""
    if not (options.images or options.likes or options.search.tuning.colour):
        say("Name the photos to search with, or --like, or --colour.")
        return USAGE
    if options.unlikes and not options.likes:
        say("--unlike needs --like: name at least one photo that shows what you want.")
        return USAGE
    with Session(options.home) as session:
        if not _is_kind(options.search.tuning.kind, session):
            return USAGE
        return _answer_all(_Searching(session, options.search), options)


def _answer_all(searching: _Searching, options: SimilarOptions) -> int:
    code = OK
    for image in options.images:
        try:
            answered = searching.ask(image, options.box)
        except UnreadableImage as error:
            say(str(error))
            code = FAILED
        else:
            _print({"query": os.path.abspath(image), **_remarks(answered.found)}, answered.shown.matches, options.json)
            if not answered.found.sees_garment:
                say(f"{image}: I see no garment here.")
    if options.likes:
        answered = searching.ask_with(options.likes, options.unlikes)
        record = {"query": None, "like": _absolute(options.likes), "unlike": _absolute(options.unlikes)}
        _print(record, answered.shown.matches, options.json)
    if not options.images and not options.likes:
        tuning = options.search.tuning
        _print_colour(nearest_colour(searching.searcher, tuning), tuning.colour, options.json)
    return code


def _remarks(found: Found) -> dict[str, Any]:
    """What is said of a query where there is something to say."""
    turned = {"turned": 90 * found.turns} if found.was_turned else {}
    return turned if found.sees_garment else {**turned, "no_garment": True}


def sheet(options: SheetOptions) -> int:
    """Draw the matches of each query."""
    if not options.images and not options.random:
        say("Name the photos to draw a sheet for, or --random N.")
        return USAGE
    _check_place(options.output)
    with Session(options.home) as session:
        if not _is_kind(options.search.tuning.kind, session):
            return USAGE
        searching = _Searching(session, options.search)
        collection = searching.searcher.collection
        _protect(options.output, collection, options.search.folders, options.images)
        picked = random.Random(options.seed).sample(collection.paths, min(options.random, len(collection.paths)))
        images = [*options.images, *picked]
        check_height(sheet_height([searching.most] * len(images)), _format(options.output))
        blocks = []
        for image in images:
            answered = searching.ask(image)
            blocks.append(Block(os.path.abspath(image), answered.shown.matches, answered.found.was_turned))
    _save(draw_sheet(blocks), options.output)
    _print_path(options.output)
    return OK


def explain(options: ExplainOptions) -> int:
    """Draw what agrees in two photos, and print how far apart they are by each aspect."""
    _check_place(options.output)
    with Session(options.home) as session:
        query, match = session.query(options.query), session.query(options.match)
        collection = session.collection(options.folders) if options.folders else _pair(options.match, match)
        _protect(options.output, collection, options.folders, [options.query, options.match])
        distances = Searcher(collection, session.extractor.spec).space.apart(query, match)
        side = session.extractor.spec.side
        first, second = (load_rgb(os.path.abspath(image), side) for image in (options.query, options.match))
        _save(draw_explanation(session.extractor, first, second), options.output)
    if options.json:
        record = {"query": os.path.abspath(options.query), "match": os.path.abspath(options.match)}
        print(json.dumps({**record, "by_aspect": distances, "output": str(options.output.absolute())}))
    else:
        print("Distances; 0 is the same, 1 as different as two photos picked at random:")
        for aspect, distance in distances.items():
            print(f"  {aspect:8} {distance:.3f}")
        _print_path(options.output)
    return OK


def _pair(path: str, query: Query) -> Collection:
    """A collection of one photo, to compare with outside any folder."""
    return Collection.of((os.path.abspath(path),), query.row[np.newaxis])


def rankings(options: RankingsOptions) -> int:
    """Rank all photos by each of them."""
    _check_place(options.output)
    with Session(options.home) as session:
        collection = session.collection(options.folders)
    _protect(options.output, collection, options.folders)
    with tqdm(total=len(collection.paths), unit="photo", desc="Ranking") as bar, _written(options.output) as file:
        write_rankings(file, collection, session.extractor.spec, options.top, options.method, bar.update)
    _print_path(options.output)
    return OK


def features(options: FeaturesOptions) -> int:
    """Write the features of all photos."""
    _check_place(options.output)
    with Session(options.home) as session:
        collection = session.collection(options.folders)
        _protect(options.output, collection, options.folders)
        with _written(options.output) as file:
            write_features(file, collection, session.extractor)
    _print_path(options.output)
    return OK


class _Searching:
    """One search, over all photos of its folders."""

    def __init__(self, session: Session, search: Search) -> None:
        collection, words = session.collection(search.folders), session.words(search.folders)
        self.searcher = Searcher(collection, session.extractor.spec, search.method, words)
        self._session = session
        self._search = search
        self._maker = QueryMaker(session.extractor, lambda: contextlib.nullcontext(session.catalog))

    @property
    def most(self) -> int:
        """How many matches a query gets at most."""
        tuning = self._search.tuning
        mask = self.searcher.traits.mask([tuning.kind] if tuning.kind else [], tuning.colour)
        return min(tuning.top, len(self.searcher.collection.paths) if mask is None else int(mask.sum()))

    def ask(self, image: str, box: Box | None = None) -> Answer:
        """Answer with an image file, or with a part of it."""
        question = self._question(image)
        if box is None:
            return self._answer(question)
        own, kinds = self._session.query(image, box), self.searcher.kinds
        own = kinds.seen(own)
        return self._answer(replace(question, turns=0), Found(question, own, own, words=kinds.words))

    def ask_with(self, likes: Sequence[str], unlikes: Sequence[str]) -> Answer:
        """Answer with several examples, as they lie."""
        first, *others = likes
        more, less = (tuple(map(self._path, images)) for images in (others, unlikes))
        try:
            return self._answer(replace(self._question(first), likes=more, unlikes=less, turns=0))
        except UnreadableExample as error:  # named as it was written
            written = next((image for image in (*others, *unlikes) if self._path(image) == error.name), error.name)
            raise UnreadableExample(written, error.sentence) from error

    def _question(self, image: str) -> Question:
        path = self._path(image)
        return Question(path, image, in_library=self.searcher.query(path) is not None)

    def _path(self, image: str) -> str:
        """The name that the photo has among those that are searched, or its own."""
        path = os.path.abspath(image)
        among = path_among(self._search.folders, path)
        return among if self.searcher.query(among) is not None else path

    def _answer(self, question: Question, known: Found | None = None) -> Answer:
        try:
            return answer(self.searcher, self._maker, question, self._search.tuning, known)
        except UnreadableExample:
            raise  # it says which
        except UnreadableImage as error:
            raise UnreadableExample(question.name, error.sentence) from error


def _is_kind(wanted: str, session: Session) -> bool:
    """Before the work: whether the network tells this kind of garment, empty for any, from others. Says so if not."""
    kinds = kind_names(session.extractor.spec)
    if wanted and wanted not in kinds:
        say(f"--kind {printable(wanted)}: the kinds are {', '.join(kinds)}.")
    return not wanted or wanted in kinds


def _absolute(paths: Sequence[str]) -> list[str]:
    return [os.path.abspath(path) for path in paths]


def _check_place(output: Path) -> None:
    """Before the work: whether the result can lie there."""
    if not output.absolute().parent.is_dir():
        raise RunError(f"The folder {output.absolute().parent} does not exist; make it, or name another.")
    if output.exists() and not output.is_file():
        raise RunError(f"{output} is not a file; choose another name for the result.")


@contextlib.contextmanager
def _written(output: Path) -> Iterator[Path]:
    """Where to write a result: what a link leads to. Errors name the result, not what is written beside it."""
    try:
        yield output.resolve()
    except OSError as error:
        raise RunError(f"{output} cannot be written ({why(error)}).") from error


def _save(picture: Image.Image, output: Path) -> None:
    with _written(output) as file:
        save = partial(picture.save, format=_format(output), quality=90)
        write_whole(file, lambda stream: save(stream), private=False)


def _format(output: Path) -> str:
    return "PNG" if output.suffix.lower() == ".png" else "JPEG"


def _print_path(output: Path) -> None:
    """For another program as it is, for eyes without what would harm a terminal."""
    path = str(output.absolute())
    print(printable(path) if sys.stdout.isatty() else path)


def _protect(output: Path, collection: Collection, folders: Sequence[str], queries: Sequence[str] = ()) -> None:
    """Photos are never written to, not even by mistake, and whatever name or link leads to them."""
    if not output.exists():
        return
    photos = [path for path in (*collection.paths, *queries) if os.path.exists(path)]
    is_photo = any(os.path.samefile(output, path) for path in photos)
    # Nor is what lies among the photos and is named like one, though it could not be read.
    is_there = any(output.resolve().is_relative_to(Path(folder).resolve()) for folder in folders)
    if is_photo or (is_there and is_image_name(output.name)):
        raise RunError(f"{output} is one of your photos; choose another name for the result.")


def _print(record: dict[str, Any], matches: Sequence[Match], as_json: bool) -> None:
    if as_json:
        print(json.dumps({**record, "matches": [_record(match) for match in matches]}), flush=True)
        return
    turned = f" (found turned by {record['turned']} degrees)" if record.get("turned") else ""
    print(f"Most similar to {printable(record['query'])}{turned}" if record["query"] else "Most similar")
    for rank, match in enumerate(matches, 1):
        print(_line(rank, match))


def _record(match: Match) -> dict[str, Any]:
    """With its box where it has one."""
    return {name: value for name, value in asdict(match).items() if name != "box" or value is not None}


def _print_colour(found: Sequence[tuple[str, float]], colour: str, as_json: bool) -> None:
    if as_json:
        matches = [{"path": path, "distance": distance} for path, distance in found]
        print(json.dumps({"query": None, "colour": to_hex(parse_colour(colour)), "matches": matches}))
        return
    for rank, (path, distance) in enumerate(found, 1):
        print(f"{rank:4}  {distance:6.2f}  {printable(path)}")


def _line(rank: int, match: Match) -> str:
    by_aspect = " ".join(f"{match.by_aspect.get(aspect, 0):.2f}" for aspect in ASPECTS)
    return f"{rank:4}  {match.distance:.4f}  {match.label:14} {match.kind:10} {by_aspect}  {printable(match.path)}"
