"""What the commands do, from parsed options to printed results; each returns its exit code."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from tqdm import tqdm

from core.base.console import FAILED, OK, USAGE, say
from core.base.files import write_whole
from core.base.sentences import printable
from core.catalog.catalog import Collection
from core.commands.answers import captioned, of_colour, of_examples, of_photo, of_words
from core.commands.export import write_features, write_rankings
from core.commands.options import ExplainOptions, FeaturesOptions, RankingsOptions, SimilarOptions
from core.commands.results import check_place, print_path, protect, written
from core.commands.searching import Searching, is_kind
from core.commands.session import Session
from core.looks.colours import parse_colour, to_hex
from core.looks.explain import draw_explanation
from core.looks.features import ASPECTS
from core.photos.images import UnreadableImage, load_rgb
from core.search.answer import nearest_colour
from core.search.query import Query
from core.search.search import Searcher
from core.search.worded import searchable
from core.sharing.html_page import PageLooks, save_page
from core.sharing.picture_files import save_picture
from core.sharing.rows import as_csv, words_as_json
from core.sharing.rows import as_json as rows_as_json
from core.sharing.shared import Shared
from core.sharing.sheet import Hands
from core.words.understanding import Understood, understand


def similar(options: SimilarOptions) -> int:
    """Print the photos most similar to each query."""
    if not (options.images or options.likes or options.words is not None or options.search.tuning.colour):
        say("Name the photos to search with, or --like, --words or --colour.")
        return USAGE
    if options.unlikes and not options.likes:
        say("--unlike needs --like: name at least one photo that shows what you want.")
        return USAGE
    for file in (options.html, options.csv):
        if file is not None:
            check_place(file)
    with Session(options.home) as session:
        if not is_kind(options.search.tuning.kind, session):
            return USAGE
        words = None if options.words is None else _understood(options.words, session)
        if words is not None and not words.parts:
            return USAGE
        search = replace(options.search, tuning=replace(options.search.tuning, words=words))
        return _answer_all(Searching(session, search), options, words)


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


def _answer_all(searching: Searching, options: SimilarOptions, words: Understood | None) -> int:
    """Print each answer when it is there, or write all of them to files."""
    answers: list[Shared] = []
    files = [file for file in (options.html, options.csv) if file is not None]
    for file in files:
        protect(file, searching.searcher.collection, options.search.folders, options.images)
    code = OK
    for image in options.images:
        try:
            answered = searching.ask(image, options.box)
        except UnreadableImage as error:
            say(str(error))
            code = FAILED
            continue
        answers.append(of_photo(image, answered, {} if words is None else {"words": words_as_json(words)}))
        if not files:
            _print(answers[-1], options.json)
        if not answered.found.sees_garment:
            say(f"{image}: I see no garment here.")
    if options.likes or not options.images:
        answers.append(_answer_without_image(searching, options, words))
        if not files:
            _print(answers[-1], options.json)
    if files and answers:
        _write(answers, options, searching.searcher)
    return code


def _answer_without_image(searching: Searching, options: SimilarOptions, words: Understood | None) -> Shared:
    """What examples are answered with, or words, or a colour alone."""
    if options.likes:
        answered = searching.ask_with(options.likes, options.unlikes)
        asked = {} if words is None else {"words": words_as_json(words)}
        return of_examples(options.likes, options.unlikes, answered, asked)
    if words is not None:
        return of_words(words, searching.fitting(words))
    tuning = options.search.tuning
    return of_colour(to_hex(parse_colour(tuning.colour)), nearest_colour(searching.searcher, tuning))


def _write(answers: Sequence[Shared], options: SimilarOptions, searcher: Searcher) -> None:
    if options.html is not None:
        with written(options.html) as file:
            save_page([captioned(one, searcher) for one in answers], PageLooks(), Hands(), file)
        print_path(options.html)
    if options.csv is not None:
        with written(options.csv) as file:
            write_whole(file, as_csv(answers), private=False)
        print_path(options.csv)


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
        with written(options.output) as file:
            save_picture(draw_explanation(session.extractor, first, second), file)
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


def _print(answer: Shared, as_json: bool) -> None:
    if as_json:
        print(rows_as_json(answer), flush=True)
        return
    if title := _title(answer):
        print(title)
    for rank, row in enumerate(answer.rows, 1):
        print(_line(rank, row))


def _title(answer: Shared) -> str:
    asked = answer.asked
    if "colour" in asked:
        return ""
    turned = f" (found turned by {asked['turned']} degrees)" if asked.get("turned") else ""
    if asked["query"]:
        return f"Most similar to {printable(asked['query'])}{turned}"
    return "Most similar" if "like" in asked else answer.title


def _line(rank: int, row: Mapping[str, Any]) -> str:
    """Of a match, or of what was found by words or a colour alone."""
    path, fit = printable(row["path"]), f"  {row['fit']:.4f}" if "fit" in row else ""
    if "fits" in row:
        by_part = " ".join(f"{part:.2f}" for part in row["fits"].values())
        return f"{rank:4}{fit}  {by_part}  {path}"
    if "label" not in row:
        return f"{rank:4}  {row['distance']:6.2f}  {path}"
    by_aspect = " ".join(f"{row['by_aspect'].get(aspect, 0):.2f}" for aspect in ASPECTS)
    return f"{rank:4}{fit}  {row['distance']:.4f}  {row['label']:14} {row['kind']:10} {by_aspect}  {path}"
