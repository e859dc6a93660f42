"""What was browsed last, kept on disk: the next start shows it before anything else has been read."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from core.base.files import write_whole
from core.base.settings import Sort
from core.browse.facets import COLOUR, FACETS, FAVOURITE, FAVOURITES, KIND, PATTERN
from core.browse.shelf import Browsing, Choice
from core.looks.colour_words import Pattern
from core.looks.features import OTHER, UNSURE
from core.looks.naming import BASIC
from core.search.question import Question
from core.words.understanding import Understood, understood_again


@dataclass(frozen=True)
class Remembered:
    """How photos of folders were browsed, the photos in their order, and how many lie under a path where more than one
    does. `lost_filter`: one of the filters means nothing any more and was left out, so the photos are not known.
    `asked`: the last question with a file."""

    folders: tuple[str, ...] = ()
    browsing: Browsing = field(default_factory=Browsing)
    paths: tuple[str, ...] = ()
    stacks: Mapping[str, int] = field(default_factory=dict)
    asked: Question | None = None
    lost_filter: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to show again."""
        return not self.paths and not self.lost_filter


def load_remembered(path: Path, kinds: Collection[str]) -> Remembered:
    """What was kept; nothing where the file is missing or damaged. A filter by what is no longer known, such as a kind
    that is none of `kinds`, is left out."""
    try:
        with open(path, "rb") as stream:
            head = json.loads(stream.readline())
            stored = stream.read()
        if head["bytes"] != len(stored):  # cut short, for example by a full disk
            return Remembered()
        paths = tuple(os.fsdecode(stored).split("\0")) if stored else ()
        stacks = {paths[int(row)]: int(size) for row, size in head["stacks"]}
        folders, asked = tuple(map(_path, head["folders"])), _question(head.get("asked"))
        browsing = _browsing(head["browsing"])
        known = frozenset(choice for choice in browsing.filters if _is_known(choice, kinds))
        if known != browsing.filters:
            return Remembered(folders, replace(browsing, filters=known), asked=asked, lost_filter=True)
        return Remembered(folders, browsing, paths, stacks, asked)
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return Remembered()


def _path(stored: str) -> str:
    if not isinstance(stored, str):
        raise TypeError
    return stored


def _browsing(stored: Mapping[str, Any]) -> Browsing:
    """Raises ValueError, TypeError, KeyError."""
    stacks = stored["stacks"]
    choices = frozenset(Choice(_path(facet), _path(name)) for facet, name in stored["filters"])
    if not isinstance(stacks, bool):
        raise ValueError
    words, reverse = _words(stored.get("words")), stored.get("reverse") is True
    return Browsing(choices, Sort(stored["sort"]), stacks, words=words, reverse=reverse)


def _is_known(choice: Choice, kinds: Collection[str]) -> bool:
    """Whether a filter still means something; any folder does."""
    colours = {str(colour) for colour in BASIC}
    names = {KIND.name: {*kinds, UNSURE, OTHER}, COLOUR.name: colours, FAVOURITE.name: {FAVOURITES}}
    names[PATTERN.name] = {*map(str, Pattern), UNSURE}
    facets = {facet.name for facet in FACETS}
    return choice.facet in facets and choice.name in names.get(choice.facet, {choice.name})


def _words(stored: Any) -> Understood | None:
    """A text and the language it was understood in; files of earlier versions know no words. Raises ValueError,
    TypeError."""
    if stored is None:
        return None
    text, language = map(_path, stored)
    return understood_again(text, language)


def _question(stored: Any) -> Question | None:
    """Files of earlier versions know none. Raises ValueError, TypeError, KeyError."""
    if stored is None:
        return None
    box, turns = stored["box"], stored["turns"]
    shares = None if box is None else tuple(float(share) for share in box)
    if (shares is not None and len(shares) != 4) or turns not in (None, 0, 1, 2, 3):
        raise ValueError
    likes, unlikes = (tuple(map(_path, stored[name])) for name in ("likes", "unlikes"))
    source, name = _path(stored["source"]), _path(stored["name"])
    return Question(source, name, stored["in_library"] is True, shares, likes, unlikes, turns)


def _written(asked: Question | None) -> dict[str, Any] | None:
    return None if asked is None or asked.path is None else asdict(asked)


def save_remembered(path: Path, what: Remembered) -> None:
    """Write in one step: a crash leaves the old file or the new one. Raises OSError."""
    stacks = [(row, what.stacks[one]) for row, one in enumerate(what.paths) if one in what.stacks]
    stored = os.fsencode("\0".join(what.paths))
    browsing = {
        "filters": [[choice.facet, choice.name] for choice in sorted(what.browsing.filters)],
        "sort": what.browsing.sort,
        "stacks": what.browsing.stacks,
        "reverse": what.browsing.reverse,
        "words": what.browsing.words and [what.browsing.words.text, what.browsing.words.language],
    }
    head = {"folders": what.folders, "browsing": browsing, "bytes": len(stored), "stacks": stacks}
    head["asked"] = _written(what.asked)
    write_whole(path, json.dumps(head).encode("ascii") + b"\n" + stored)
