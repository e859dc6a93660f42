"""What a wardrobe is made of: as JSON or as lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from core.base.console import OK
from core.base.sentences import printable
from core.browse.grouping import garments
from core.commands.options import MirrorOptions
from core.commands.session import Session
from core.looks.features import OTHER, UNSURE
from core.mirror.counts import ColourCount, Count
from core.mirror.mirror import Garment, Mirror, mirror
from core.search.described import PLAINLY
from core.search.holdings import Holdings
from core.search.search import Searcher
from core.search.stacks import Stacks

_BAR = 30  # signs of the longest bar


def show_mirror(options: MirrorOptions) -> int:
    """Look through all photos of the folders."""
    with Session(options.home) as session:
        collection = session.collection(options.folders)
        marks = session.marks()
        searcher = Searcher(collection, session.extractor.spec, words=session.words(options.folders))
        listing = session.catalog.listing(options.folders)
    stacks = Stacks(collection.paths, garments(searcher))
    holdings = Holdings(listing.paths, listing.contents, listing.pixels, stacks, marks.apart)
    found = mirror(searcher, holdings.groups(searcher))
    if options.json:
        print(json.dumps(_record(found)))
    else:
        print("\n".join(_lines(found)))
    return OK


# --- for programs ---


def _record(found: Mirror) -> dict[str, object]:
    return {
        "photos": found.photos,
        "garments": found.garments,
        "left_out": found.left_out,
        "kinds": list(map(_counted, found.kinds)),
        "colours": list(map(_coloured, found.colours)),
        "patterns": list(map(_counted, found.patterns)),
        "alike": [list(map(_worn, group.garments)) for group in found.alike],
        "one_offs": [
            {**_worn(one.garment), "nearest": one.nearest.path, "distance": one.distance} for one in found.one_offs
        ],
        "ten": [{**_worn(one.garment), "stands_for": one.stands_for} for one in found.ten],
        "cover": found.cover,
    }


def _counted(one: Count) -> dict[str, object]:
    return {
        "name": one.name,
        "garments": one.garments,
        "photos": one.photos,
        "share": one.share,
        "tones": list(one.tones),
    }


def _coloured(one: ColourCount) -> dict[str, object]:
    return {**_counted(one), "hex": one.hex}


def _worn(one: Garment) -> dict[str, object]:
    return {
        "photos": list(one.photos),
        "kind": one.kind,
        "colour": one.colour,
        "hex": one.hex,
        "pattern": one.pattern,
    }


# --- for people ---


def _lines(found: Mirror) -> Iterator[str]:
    yield f"{_number(found.garments, 'garment')} on {_number(found.photos, 'photo')}"
    for title, counts in (("Kinds", found.kinds), ("Colours", found.colours), ("Patterns", found.patterns)):
        yield from _bars(title, counts)
    if found.alike:
        yield "Nearly identical:"
    for group in found.alike:
        yield f"  {len(group.garments):>5,} x {_called(group.garments[0])}"
        yield from (f"          {printable(one.path)}" for one in group.garments)
    if found.one_offs:
        yield "Like no other:"
    yield from (f"  {_called(one.garment):32} {printable(one.garment.path)}" for one in found.one_offs)
    if found.ten:
        yield f"{len(found.ten)} for all, of a similar style to {found.cover:.0%} of the garments:"
    yield from (f"  {one.stands_for:>5,}  {_called(one.garment):32} {printable(one.garment.path)}" for one in found.ten)


def _bars(title: str, counts: Sequence[Count]) -> Iterator[str]:
    most = max((one.garments for one in counts), default=1)
    if counts:
        yield f"{title}:"
    for one in counts:
        yield f"  {one.name:12} {one.garments:>7,}  {'#' * max(1, round(_BAR * one.garments / most))}"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _called(one: Garment) -> str:
    """ "navy striped t-shirt"."""
    kind = "garment" if one.kind in (UNSURE, OTHER) else one.kind
    pattern = "" if one.pattern is None else PLAINLY.get(one.pattern, one.pattern.value)
    return " ".join(filter(None, (one.colour, pattern, kind)))
