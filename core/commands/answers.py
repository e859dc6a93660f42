"""Answers of the command line as what is shared: drawn as sheets, written as pages and tables."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.base.sentences import printable
from core.search.described import described_query
from core.search.found import Answer
from core.search.search import Match, Searcher
from core.search.worded import Fitting
from core.sharing.rows import record, remarks, words_as_json
from core.sharing.shared import Item, Shared
from core.words.understanding import Understood


def of_photo(image: str, answered: Answer, asked: Mapping[str, Any] | None = None) -> Shared:
    """What was found with an image file; `asked`: what else was asked."""
    path, found = os.path.abspath(image), answered.found
    title = f"Most similar to {_name(path)}" + (", turned" if found.was_turned else "")
    told = {"query": path, **remarks(found), **(asked or {})}
    return _of_matches(title, answered.shown.matches, told, Item(path, _name(path)))


def of_examples(likes: Sequence[str], unlikes: Sequence[str], answered: Answer, asked: Mapping[str, Any]) -> Shared:
    """What was found with several examples."""
    told = {"query": None, "like": _absolute(likes), "unlike": _absolute(unlikes), **asked}
    title = f"Most similar to {', '.join(map(_name, likes))}"
    return _of_matches(title, answered.shown.matches, told)


def of_words(words: Understood, found: Sequence[Fitting]) -> Shared:
    """What fits words best."""
    names = [part.name for part in words.parts]
    items = (Item(one.path, _name(one.path), f"{rank}.  {one.fit:.2f}") for rank, one in enumerate(found, 1))
    rows = ({"path": one.path, "fit": one.fit, "fits": dict(zip(names, one.by_part, strict=True))} for one in found)
    told = {"query": None, "words": words_as_json(words)}
    return Shared(f"What fits best: {', '.join(names)}", tuple(items), rows=tuple(rows), asked=told)


def of_colour(colour: str, found: Sequence[tuple[str, float]]) -> Shared:
    """What has the nearest main colour, "#rrggbb"."""
    items = (Item(path, _name(path), f"{rank}.  {far:.2f}") for rank, (path, far) in enumerate(found, 1))
    rows = ({"path": path, "distance": distance} for path, distance in found)
    told = {"query": None, "colour": colour}
    return Shared(f"Nearest to {colour}", tuple(items), rows=tuple(rows), asked=told)


def captioned(shared: Shared, searcher: Searcher) -> Shared:
    """With what can be seen on each photo behind its words, as it stands below photos in the window."""
    queries = (searcher.query(path) for path in shared.paths)
    shown = ("" if query is None else described_query(query).caption for query in queries)
    items = zip(shared.items, shown, strict=True)
    return replace(shared, items=tuple(replace(item, words=f"{item.words}  {words}".strip()) for item, words in items))


def _of_matches(title: str, matches: Sequence[Match], asked: Mapping[str, Any], query: Item | None = None) -> Shared:
    items = (Item(match.path, _name(match.path), _words(rank, match)) for rank, match in enumerate(matches, 1))
    return Shared(title, tuple(items), query, tuple(map(record, matches)), asked)


def _words(rank: int, match: Match) -> str:
    return "  ".join(
        [f"{rank}.", f"{match.distance:.3f}", *([f"other kind: {match.kind}"] if match.other_kind else [])]
    )


def _name(path: str) -> str:
    """The file's name in characters that can be drawn."""
    return printable(os.path.basename(path))


def _absolute(paths: Sequence[str]) -> list[str]:
    return [os.path.abspath(path) for path in paths]
