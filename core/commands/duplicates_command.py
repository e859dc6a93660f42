"""Photos that are one picture or show one garment, and which of them to keep: as JSON or as lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from threading import Event

from tqdm import tqdm

from core.base.console import OK, Stopped, on_interruption
from core.base.paths import Paths
from core.base.sentences import printable
from core.base.settings import load_settings
from core.browse.grouping import garments
from core.commands.options import DuplicatesOptions
from core.commands.session import Session
from core.duplicates.album import Album
from core.duplicates.finding import Search, find_duplicates
from core.duplicates.groups import Group, Kind
from core.photos.thumbnail_store import ThumbnailStore
from core.search.holdings import Holdings
from core.search.search import Searcher
from core.search.stacks import Stacks
from core.workers.pictures import Pictures
from core.workers.workers import Cancelled

_TITLES = {Kind.PICTURE: "The same picture", Kind.GARMENT: "The same garment"}


def duplicates(options: DuplicatesOptions) -> int:
    """List the groups, small ones first."""
    paths = Paths.choose(options.home)
    with Session(options.home) as session:
        collection = session.collection(options.folders)
        searcher = Searcher(collection, session.extractor.spec)
        listing, apart = session.catalog.listing(options.folders), session.marks().apart
    holdings = Holdings(listing.paths, listing.contents, listing.pixels, apart=apart)
    settings = load_settings(paths.settings)
    store = ThumbnailStore(paths.thumbnails_in(settings.cache_folder))
    stop, pictures = Event(), Pictures(lambda: settings.patience_seconds)
    try:
        with on_interruption(stop.set), tqdm(unit="photo", desc="Comparing") as bar:

            def tell(done: int, of: int) -> None:
                bar.total = of
                bar.update(done - bar.n)

            album = Album(partial(pictures.decode, cancelled=stop.is_set), store)
            groups = _found(Search(searcher, holdings, album, tell, stop.is_set), options.same_garment)
    except Cancelled:
        raise Stopped from None
    finally:
        pictures.end()
    _print(groups, len(collection.paths), options.json)
    return OK


def _found(search: Search, same_garment: bool) -> tuple[Group, ...]:
    if not same_garment:
        return find_duplicates(search)
    searcher, holdings = search.searcher, search.holdings
    stacks = Stacks(searcher.collection.paths, garments(searcher, search.cancelled))
    return find_duplicates(search, replace(holdings, stacks=stacks).groups(searcher))


def _print(groups: Sequence[Group], photos: int, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"groups": [_record(group) for group in groups]}))
        return
    if not groups:
        print(f"No photo of {photos:,} is there twice.")
    for group in groups:
        print(f"{_TITLES[group.kind]}, {len(group.photos):,} photos:")
        for copy in group.photos:
            facts = copy.facts
            size = f"{facts.width} x {facts.height}, {facts.bytes:,} bytes"
            print(f"  {'keep' if copy.keep else '':4}  {size:32}  {printable(copy.path)}  {copy.why}")


def _record(group: Group) -> dict[str, object]:
    photos = [
        {
            "path": copy.path,
            "width": copy.facts.width,
            "height": copy.facts.height,
            "bytes": copy.facts.bytes,
            "keep": copy.keep,
            "why": str(copy.why),
        }
        for copy in group.photos
    ]
    return {"kind": str(group.kind), "distance": group.distance, "photos": photos}
