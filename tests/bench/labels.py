"""How far the words can be trusted: false alarms of "same item", and how often it is said where it is true.

    python tests/bench/labels.py [--data ../shared/data] [--model FILE] [--json]

False alarms: each photo of a folder asks for the others; a nearest one called "same item" counts as false, but for
exact copies of the file. Some are true (one garment, two photos), so the rate is an upper bound. Hits: stock photos
are asked for by other views of them, and the photo itself should be called "same item".
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.base.paths import MODEL
from core.catalog.catalog import Catalog
from core.indexing.indexing import index_folders
from core.looks.model import Extractor
from core.search.labels import Label
from core.search.query import make_query
from core.search.request import Request
from core.search.search import Searcher
from tests.bench.quality import SEED, as_png
from tests.bench.views import VIEWS, make_view

COPY = 1e-3  # nearer than this, two files hold the same picture


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--views", type=int, default=100, help="how many photos to make views of")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    clothing, stock = options.data / "clothing" / "validation", options.data / "stock"
    if not clothing.is_dir() or not stock.is_dir():
        print(f"{options.data} holds no clothing/validation and stock photos to measure on.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as home, Catalog(Path(home)) as catalog:
        extractor = Extractor(options.model)
        searchers = {}
        for folder in (clothing, stock):
            index_folders(catalog, extractor, [str(folder)])
            searchers[folder.name] = Searcher(catalog.collection([str(folder)], extractor.model_id), extractor.spec)
        figures: dict[str, object] = {f"false_alarms_{name}": false_alarms(one) for name, one in searchers.items()}
        figures["limits"] = {name: vars(one.labels) for name, one in searchers.items()}
        figures["hits"], figures["false_alarms_outside"] = hits(
            searchers["stock"], searchers["validation"], extractor, catalog, options.views
        )
    print(json.dumps(figures) if options.json else "\n".join(f"{name:24} {value}" for name, value in figures.items()))
    return 0


def false_alarms(searcher: Searcher) -> float:
    """The share of photos whose nearest other one is called the same item."""
    alarms = []
    for path in searcher.collection.paths:
        query = searcher.query(path)
        assert query is not None
        others = [match for match in searcher.nearest(Request(query, 5, exclude=[path])) if match.distance > COPY]
        alarms.append(others[0].label == Label.SAME)
    return float(np.mean(alarms))


def hits(
    stock: Searcher, rooms: Searcher, extractor: Extractor, catalog: Catalog, views: int
) -> tuple[dict[str, float], float]:
    """By view, how often the photo itself is called the same item; and over all views, how often another one is."""
    random = np.random.default_rng(SEED)
    scenes = [Image.open(path).convert("RGB") for path in rooms.collection.paths]
    chosen = random.choice(len(stock.collection.paths), min(views, len(stock.collection.paths)), replace=False)
    same: dict[str, list[bool]] = {view: [] for view in VIEWS}
    alarms: list[bool] = []
    for row in sorted(chosen.tolist()):
        path = stock.collection.paths[row]
        photo = Image.open(path).convert("RGB")
        only = np.arange(len(stock.collection.paths)) == row
        for view in VIEWS:
            query = make_query(as_png(make_view(view, photo, scenes, random)), extractor, catalog)
            same[view].append(stock.nearest(Request(query, 1, mask=only))[0].label == Label.SAME)
            alarms.append(stock.nearest(Request(query, 1, mask=~only))[0].label == Label.SAME)
    return {view: float(np.mean(told)) for view, told in same.items()}, float(np.mean(alarms))


if __name__ == "__main__":
    sys.exit(main())
