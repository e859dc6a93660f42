"""What the commands do, from parsed options to printed results; each returns its exit code."""

from __future__ import annotations

import contextlib
import json
import os
import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
from tqdm import tqdm

from core.base.console import FAILED, OK, USAGE, say
from core.base.sentences import printable
from core.catalog.catalog import Collection
from core.commands.export import write_features, write_rankings
from core.commands.options import ExplainOptions, FeaturesOptions, RankingsOptions, Search, SheetOptions, SimilarOptions
from core.commands.results import check_place, picture_format, print_path, protect, save_picture, written
from core.commands.session import Session
from core.commands.sheet import Block, check_height, draw_sheet, sheet_height
from core.looks.colours import parse_colour, to_hex
from core.looks.explain import draw_explanation
from core.looks.features import ASPECTS, kind_names
from core.photos.images import UnreadableImage, load_rgb
from core.search.answer import answer, nearest_colour
from core.search.found import Answer, Found
from core.search.query import Box, Query, QueryMaker, UnreadableExample, path_among
from core.search.question import Question
from core.search.search import Match, Searcher
from core.search.worded import Fitting, searchable
from core.words.understanding import Understood, understand


def similar(options: SimilarOptions) -> int:
    """Print the photos most similar to each query."""
    if not (options.images or options.likes or options.words is not None or options.search.tuning.colour):
        say("Name the photos to search with, or --like, --words or --colour.")
        return USAGE
    if options.unlikes and not options.likes:
        say("--unlike needs --like: name at least one photo that shows what you want.")
        return USAGE
    with Session(options.home) as session:
        if not _is_kind(options.search.tuning.kind, session):
            return USAGE
        words = None if options.words is None else _understood(options.words, session)
        if words is not None and not words.parts:
            return USAGE
        search = replace(options.search, tuning=replace(options.search.tuning, words=words))
        return _answer_all(_Searching(session, search), options, words)


def _understood(text: str, session: Session) -> Understood:
    """What of the words can be searched. Says what cannot, and where that is all of it, what can."""
    words = understand(text)
    known = searchable(words, session.extractor.spec.told_kinds)
    if words.unknown_words:
        say(f"Not understood: {printable(', '.join(words.unknown_words))}.")
    left_out = [text[slice(*part.span)] for part in words.parts if part not in known.parts]
    if left_out:
        say(f"Not told from other clothes yet: {printable(', '.join(left_out))}.")
    if not known.parts:
        say('Nothing of --words can be searched; name kinds, colours or patterns, such as "navy dotted dress".')
    return known


def _answer_all(searching: _Searching, options: SimilarOptions, words: Understood | None) -> int:
    code = OK
    asked = {} if words is None else {"words": _words_as_json(words)}
    for image in options.images:
        try:
            answered = searching.ask(image, options.box)
        except UnreadableImage as error:
            say(str(error))
            code = FAILED
        else:
            record = {"query": os.path.abspath(image), **_remarks(answered.found), **asked}
            _print(record, answered.shown.matches, options.json)
            if not answered.found.sees_garment:
                say(f"{image}: I see no garment here.")
    if options.likes:
        answered = searching.ask_with(options.likes, options.unlikes)
        record = {"query": None, "like": _absolute(options.likes), "unlike": _absolute(options.unlikes), **asked}
        _print(record, answered.shown.matches, options.json)
    if not options.images and not options.likes:
        tuning = options.search.tuning
        if words is not None:
            _print_fitting(searching.fitting(words), words, options.json)
            return code
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
    check_place(options.output)
    with Session(options.home) as session:
        if not _is_kind(options.search.tuning.kind, session):
            return USAGE
        searching = _Searching(session, options.search)
        collection = searching.searcher.collection
        protect(options.output, collection, options.search.folders, options.images)
        picked = random.Random(options.seed).sample(collection.paths, min(options.random, len(collection.paths)))
        images = [*options.images, *picked]
        check_height(sheet_height([searching.most] * len(images)), picture_format(options.output))
        blocks = []
        for image in images:
            answered = searching.ask(image)
            blocks.append(Block(os.path.abspath(image), answered.shown.matches, answered.found.was_turned))
    save_picture(draw_sheet(blocks), options.output)
    print_path(options.output)
    return OK


def explain(options: ExplainOptions) -> int:
    """Draw what agrees in two photos, and print how far apart they are by each aspect."""
    check_place(options.output)
    with Session(options.home) as session:
        query, match = session.query(options.query), session.query(options.match)
        collection = session.collection(options.folders) if options.folders else _pair(options.match, match)
        protect(options.output, collection, options.folders, [options.query, options.match])
        distances = Searcher(collection, session.extractor.spec).space.apart(query, match)
        side = session.extractor.spec.side
        first, second = (load_rgb(os.path.abspath(image), side) for image in (options.query, options.match))
        save_picture(draw_explanation(session.extractor, first, second), options.output)
    if options.json:
        record = {"query": os.path.abspath(options.query), "match": os.path.abspath(options.match)}
        print(json.dumps({**record, "by_aspect": distances, "output": str(options.output.absolute())}))
    else:
        print("Distances; 0 is the same, 1 as different as two photos picked at random:")
        for aspect, distance in distances.items():
            print(f"  {aspect:8} {distance:.3f}")
        print_path(options.output)
    return OK


def _pair(path: str, query: Query) -> Collection:
    """A collection of one photo, to compare with outside any folder."""
    return Collection.of((os.path.abspath(path),), query.row[np.newaxis])


def rankings(options: RankingsOptions) -> int:
    """Rank all photos by each of them."""
    check_place(options.output)
    with Session(options.home) as session:
        collection = session.collection(options.folders)
    protect(options.output, collection, options.folders)
    with tqdm(total=len(collection.paths), unit="photo", desc="Ranking") as bar, written(options.output) as file:
        write_rankings(file, collection, session.extractor.spec, options.top, options.method, bar.update)
    print_path(options.output)
    return OK


def features(options: FeaturesOptions) -> int:
    """Write the features of all photos."""
    check_place(options.output)
    with Session(options.home) as session:
        collection = session.collection(options.folders)
        protect(options.output, collection, options.folders)
        with written(options.output) as file:
            write_features(file, collection, session.extractor)
    print_path(options.output)
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

    def fitting(self, words: Understood) -> tuple[Fitting, ...]:
        """Answer with words alone."""
        tuning = self._search.tuning
        mask = self.searcher.traits.mask([tuning.kind] if tuning.kind else [], tuning.colour)
        return self.searcher.worded.best(words, tuning.top, mask)

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


def _print(record: dict[str, Any], matches: Sequence[Match], as_json: bool) -> None:
    if as_json:
        print(json.dumps({**record, "matches": [_record(match) for match in matches]}), flush=True)
        return
    turned = f" (found turned by {record['turned']} degrees)" if record.get("turned") else ""
    print(f"Most similar to {printable(record['query'])}{turned}" if record["query"] else "Most similar")
    for rank, match in enumerate(matches, 1):
        print(_line(rank, match))


def _record(match: Match) -> dict[str, Any]:
    """With its box and its fit where it has them."""
    return {name: value for name, value in asdict(match).items() if value is not None}


def _words_as_json(words: Understood) -> dict[str, Any]:
    return {
        "text": words.text,
        "understood": [part.name for part in words.parts],
        "not_understood": list(words.unknown_words),
    }


def _print_fitting(found: Sequence[Fitting], words: Understood, as_json: bool) -> None:
    names = [part.name for part in words.parts]
    if as_json:
        matches = [
            {"path": one.path, "fit": one.fit, "fits": dict(zip(names, one.by_part, strict=True))} for one in found
        ]
        print(json.dumps({"query": None, "words": _words_as_json(words), "matches": matches}))
        return
    print(f"What fits best: {', '.join(names)}")
    for rank, one in enumerate(found, 1):
        by_part = " ".join(f"{fit:.2f}" for fit in one.by_part)
        print(f"{rank:4}  {one.fit:.4f}  {by_part}  {printable(one.path)}")


def _print_colour(found: Sequence[tuple[str, float]], colour: str, as_json: bool) -> None:
    if as_json:
        matches = [{"path": path, "distance": distance} for path, distance in found]
        print(json.dumps({"query": None, "colour": to_hex(parse_colour(colour)), "matches": matches}))
        return
    for rank, (path, distance) in enumerate(found, 1):
        print(f"{rank:4}  {distance:6.2f}  {printable(path)}")


def _line(rank: int, match: Match) -> str:
    by_aspect = " ".join(f"{match.by_aspect.get(aspect, 0):.2f}" for aspect in ASPECTS)
    fit = "" if match.fit is None else f"  {match.fit:.4f}"
    looks = f"{match.distance:.4f}  {match.label:14} {match.kind:10} {by_aspect}"
    return f"{rank:4}{fit}  {looks}  {printable(match.path)}"
