"""What the commands do, from parsed options to printed results; each returns its exit code."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from tqdm import tqdm

from core.base.console import FAILED, OK, USAGE, say, why
from core.base.files import write_whole
from core.base.sentences import printable
from core.catalog.catalog import Collection
from core.commands.export import write_features, write_rankings
from core.commands.index_command import wants_json
from core.commands.session import RunError, Session
from core.commands.sheet import Answer, check_height, draw_sheet, sheet_height
from core.looks.colours import to_hex
from core.looks.explain import draw_explanation
from core.looks.features import ASPECTS
from core.looks.model import INPUT_SIDE
from core.photos.images import UnreadableImage, is_image_name, load_rgb
from core.search.folding import fold
from core.search.query import Box, Query, combine, path_among
from core.search.search import Match, Searcher
from core.search.turns import ask, turned_queries


def similar(options: argparse.Namespace) -> int:
    """Print the photos most similar to each query."""
    if not (options.images or options.like or options.colour is not None):
        say("Name the photos to search with, or --like, or --colour.")
        return USAGE
    if options.unlike and not options.like:
        say("--unlike needs --like: name at least one photo that shows what you want.")
        return USAGE
    with Session(options.home) as session:
        return _answer_all(session, _Searching(session, options), options)


def _answer_all(session: Session, searching: _Searching, options: argparse.Namespace) -> int:
    code = OK
    for image in options.images:
        try:
            query, turns = searching.ask(image, options.box)
            turned = {"turned": 90 * turns} if turns else {}
            _print({"query": os.path.abspath(image), **turned}, searching.matches(query, [image]), options)
        except UnreadableImage as error:
            say(str(error))
            code = FAILED
    if options.like:
        likes, unlikes = [[session.query(image) for image in images] for images in (options.like, options.unlike)]
        told = {"query": None, "like": _absolute(options.like), "unlike": _absolute(options.unlike)}
        _print(told, searching.matches(combine(likes, unlikes), options.like + options.unlike), options)
    if not options.images and not options.like:
        _print_colour(searching.of_colour(), options)
    return code


def sheet(options: argparse.Namespace) -> int:
    """Draw the matches of each query."""
    if not options.images and not options.random:
        say("Name the photos to draw a sheet for, or --random N.")
        return USAGE
    _check_place(options.output)
    with Session(options.home) as session:
        searching = _Searching(session, options)
        paths = searching.searcher.collection.paths
        _protect(searching.searcher.collection, options, options.images)
        picked = random.Random(options.seed).sample(paths, min(options.random, len(paths)))
        images = [*options.images, *picked]
        check_height(sheet_height([searching.most] * len(images)), _format(options.output))
        answers = []
        for image in images:
            query, turns = searching.ask(image)
            answers.append(Answer(os.path.abspath(image), searching.matches(query, [image]), turns > 0))
    _save(draw_sheet(answers), options.output)
    _print_path(options.output)
    return OK


def explain(options: argparse.Namespace) -> int:
    """Draw what agrees in two photos, and print how far apart they are by each aspect."""
    _check_place(options.output)
    with Session(options.home) as session:
        query, match = session.query(options.query), session.query(options.match)
        collection = session.collection(options.folders) if options.folders else _pair(options.match, match)
        _protect(collection, options, [options.query, options.match])
        searcher = Searcher(collection)
        distances = searcher.compare(query, match)
        first, second = (load_rgb(os.path.abspath(image), INPUT_SIDE) for image in (options.query, options.match))
        _save(draw_explanation(session.extractor, first, second), options.output)
    if wants_json(options):
        told = {"query": os.path.abspath(options.query), "match": os.path.abspath(options.match)}
        print(json.dumps({**told, "by_aspect": distances, "output": str(options.output.absolute())}))
    else:
        print("Distances; 0 is the same, 1 as different as two photos picked at random:")
        for aspect, distance in distances.items():
            print(f"  {aspect:8} {distance:.3f}")
        _print_path(options.output)
    return OK


def _pair(path: str, query: Query) -> Collection:
    """A collection of one photo, to compare with outside any folder."""
    return Collection((os.path.abspath(path),), query.row[np.newaxis])


def rankings(options: argparse.Namespace) -> int:
    """Rank all photos by each of them."""
    _check_place(options.output)
    with Session(options.home) as session:
        collection = session.collection(options.folders)
    _protect(collection, options)
    with tqdm(total=len(collection.paths), unit="photo", desc="Ranking") as bar, _written(options.output) as file:
        write_rankings(file, collection, options.top, options.method, bar.update)
    _print_path(options.output)
    return OK


def features(options: argparse.Namespace) -> int:
    """Write the features of all photos."""
    _check_place(options.output)
    with Session(options.home) as session:
        collection = session.collection(options.folders)
        _protect(collection, options)
        with _written(options.output) as file:
            write_features(file, collection, session.extractor.model_id)
    _print_path(options.output)
    return OK


class _Searching:
    """One search as the options want it, over all photos of their folders."""

    def __init__(self, session: Session, options: argparse.Namespace) -> None:
        self.searcher = Searcher(session.collection(options.folders), options.method)
        self._session = session
        self._options = options
        self._mask = self._filter()

    @property
    def most(self) -> int:
        """How many matches a query gets at most."""
        found = len(self.searcher.collection.paths) if self._mask is None else int(self._mask.sum())
        return min(int(self._options.top), found)

    def _filter(self) -> NDArray[np.bool_] | None:
        masks = []
        if self._options.kind:
            masks.append(self.searcher.of_kind(self._options.kind))
        if self._options.colour is not None:
            masks.append(self.searcher.of_colour(self._options.colour))
        return np.logical_and.reduce(masks) if masks else None

    def ask(self, image: str, box: Box | None = None) -> tuple[Query, int]:
        """A query with an image file, and by how many quarters clockwise it had to be turned, see core.search.turns."""
        query, path = self._session.query(image, box), os.path.abspath(image)
        in_folders = self.searcher.query(path_among(self._options.folders, path)) is not None
        if box is not None or in_folders:
            return query, 0
        asked = ask(self.searcher, query, lambda: turned_queries(path, self._session.extractor))
        return asked.query, asked.turns

    def matches(self, query: Query, images: Sequence[str]) -> tuple[Match, ...]:
        """The matches of a query that was made from these image files."""
        options = self._options
        themselves = [path_among(options.folders, os.path.abspath(image)) for image in images]
        exclude = themselves if getattr(options, "exclude_self", False) else ()

        def nearest(k: int) -> tuple[Match, ...]:
            return self.searcher.nearest(
                query, k, options.weights, mask=self._mask, first=themselves[0], exclude=exclude
            )

        return fold(self.searcher, nearest, options.top)[0] if options.hide_duplicates else nearest(options.top)

    def of_colour(self) -> tuple[tuple[str, float], ...]:
        """The photos nearest to the wanted colour, with their distance."""
        mask = self.searcher.of_kind(self._options.kind) if self._options.kind else None
        return self.searcher.of_colour_first(self._options.colour, self._options.top, mask)


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


def _print(told: dict[str, Any], matches: Sequence[Match], options: argparse.Namespace) -> None:
    if wants_json(options):
        print(json.dumps({**told, "matches": [asdict(match) for match in matches]}), flush=True)
        return
    turned = f" (found turned by {told['turned']} degrees)" if told.get("turned") else ""
    print(f"Most similar to {printable(told['query'])}{turned}" if told["query"] else "Most similar")
    for rank, match in enumerate(matches, 1):
        print(_line(rank, match))


def _print_colour(found: Sequence[tuple[str, float]], options: argparse.Namespace) -> None:
    if wants_json(options):
        matches = [{"path": path, "distance": distance} for path, distance in found]
        print(json.dumps({"query": None, "colour": to_hex(options.colour), "matches": matches}))
        return
    for rank, (path, distance) in enumerate(found, 1):
        print(f"{rank:4}  {distance:6.2f}  {printable(path)}")


def _line(rank: int, match: Match) -> str:
    by_aspect = " ".join(f"{match.by_aspect.get(aspect, 0):.2f}" for aspect in ASPECTS)
    return f"{rank:4}  {match.distance:.4f}  {match.label:14} {match.kind:10} {by_aspect}  {printable(match.path)}"
