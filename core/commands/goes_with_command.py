"""What goes with a garment: pieces of other kinds and why, as JSON or as lines."""

from __future__ import annotations

import json
import os

from core.base.console import OK, say
from core.base.sentences import printable
from core.commands.options import GoesWithOptions
from core.commands.session import Session
from core.outfits.pieces import Pieces
from core.outfits.suggesting import Outfit, Suggestion, suggest
from core.search.query import path_among
from core.search.search import Searcher


def goes_with(options: GoesWithOptions) -> int:
    """List suggestions for a photo, kind by kind, best first."""
    with Session(options.home) as session:
        collection, words = session.collection(options.folders), session.words(options.folders)
        searcher = Searcher(collection, session.extractor.spec, words=words)
        path = path_among(options.folders, os.path.abspath(options.photo))
        query = searcher.query(path) or searcher.kinds.seen(session.query(options.photo))
    outfit = suggest(Pieces.of(searcher), query, path, options.top)
    if options.json:
        print(json.dumps(_record(outfit)))
    else:
        _print(outfit)
    return OK


def _print(outfit: Outfit) -> None:
    print(f"{printable(outfit.garment.path)}  {outfit.garment.caption}".rstrip())
    for note in outfit.notes:
        print(f"  {note}")
    for kind, suggestions in outfit.kinds:
        print(f"{kind}:")
        for one in suggestions:
            print(f"  {printable(one.path)}  {'. '.join(map(str, one.reasons))}.")
    if outfit.left_out:
        say(f"{outfit.left_out:,} photos were left out, as it is not sure what garment they show.")


def _record(outfit: Outfit) -> dict[str, object]:
    garment = outfit.garment
    colours = [{"name": one.name, "shade": one.shade, "hex": one.hex, "share": one.share} for one in garment.colours]
    return {
        "garment": {
            "path": garment.path,
            "kind": garment.kind,
            "finer": garment.finer,
            "colours": colours,
            "pattern": garment.pattern,
        },
        "notes": [str(note) for note in outfit.notes],
        "suggestions": [_suggestion(one) for one in outfit.suggestions],
        "left_out": outfit.left_out,
    }


def _suggestion(one: Suggestion) -> dict[str, object]:
    return {
        "path": one.path,
        "kind": one.kind,
        "rule": one.rules[0],
        "rules": one.rules,
        "reasons": [str(reason) for reason in one.reasons],
        "strength": one.strength,
    }
