"""Whether the words under the results contradict their order: places whose word is better than that of an earlier one.

    python tests/bench/words_order.py [--data ../shared/data] [--model FILE] [--json]

All photos of clothing/validation and 300 of the stock photos ask for the others of their folder, in every way:
by the look, by mixtures of aspects, by another method, with two examples, and as photos from outside with views.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.base.paths import MODEL
from core.catalog.catalog import Catalog
from core.indexing.indexing import index_folders
from core.looks.model import Extractor
from core.photos.images import decode
from core.search.estimates import Weights
from core.search.labels import Label
from core.search.query import combine, query_of
from core.search.ranking import Method
from core.search.request import LOOK_ONLY, Request
from core.search.search import Match, Searcher

TOP = 10
STOCK = 300
OUTSIDE = 40  # photos of each folder that ask as if they came from outside: each is several runs of the network
SEED = 7
WORDS = list(Label)
MIXTURES: dict[str, Weights] = {
    "look": LOOK_ONLY,
    "look and some colour": {"look": 1.0, "colour": 0.3},
    "all four": {"look": 1.0, "colour": 0.5, "pattern": 0.2, "shape": 0.7},
    "colour": {"colour": 1.0},
    "pattern and shape": {"pattern": 1.0, "shape": 1.0},
}


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    clothing, stock = options.data / "clothing" / "validation", options.data / "stock"
    if not clothing.is_dir() or not stock.is_dir():
        print(f"{options.data} holds no clothing/validation and stock photos to measure on.", file=sys.stderr)
        return 1
    answers: dict[str, list[Sequence[Match]]] = {}
    with tempfile.TemporaryDirectory() as home, Catalog(Path(home)) as catalog:
        extractor = Extractor(options.model)
        for folder in (clothing, stock):
            index_folders(catalog, extractor, [str(folder)])
            ask_all(Asked(catalog, extractor, str(folder)), answers)
    figures = {way: told(matches) for way, matches in answers.items()}
    print(json.dumps(figures) if options.json else "\n".join(f"{way:24} {one}" for way, one in figures.items()))
    return 0


class Asked:
    """A folder, its searchers and the photos that ask."""

    def __init__(self, catalog: Catalog, extractor: Extractor, folder: str) -> None:
        collection = catalog.collection([folder], extractor.model_id)
        self.searchers = {method: Searcher(collection, extractor.spec, method) for method in Method}
        self.extractor = extractor
        random = np.random.default_rng(SEED)
        chosen = random.choice(len(collection.paths), min(STOCK, len(collection.paths)), replace=False)
        is_stock = Path(folder).name == "stock"
        self.paths = [collection.paths[at] for at in sorted(chosen)] if is_stock else list(collection.paths)


def ask_all(asked: Asked, answers: dict[str, list[Sequence[Match]]]) -> None:
    """Every way of asking, with its answers so far."""
    searcher = asked.searchers[Method.AUTO]
    for at, path in enumerate(asked.paths):
        query, other = searcher.query(path), searcher.query(asked.paths[at - 1])
        assert query is not None and other is not None
        estimates = searcher.estimates(query)
        for name, weights in MIXTURES.items():
            request = Request(query, TOP, weights, exclude=[path])
            answers.setdefault(name, []).append(searcher.nearest(request, estimates))
        for method in (Method.BRUTE, Method.KDTREE):
            request = Request(query, TOP, exclude=[path])
            answers.setdefault(method.value, []).append(asked.searchers[method].nearest(request))
        both = Request(combine([query, other]), TOP)
        answers.setdefault("two examples", []).append(searcher.nearest(both))
    for path in asked.paths[:: max(len(asked.paths) // OUTSIDE, 1)]:
        outside = query_of(decode(path, asked.extractor.spec.side).rgb, asked.extractor)
        answers.setdefault("from outside", []).append(searcher.nearest(Request(outside, TOP)))


def told(answers: Sequence[Sequence[Match]]) -> dict[str, object]:
    """How many searches contradict themselves, at how many places; and how often each word is said."""
    ranks = [[WORDS.index(match.label) for match in matches] for matches in answers]
    worse = [sum(np.maximum.accumulate(one)[place] > word for place, word in enumerate(one)) for one in ranks]
    words = np.bincount(np.concatenate(ranks), minlength=len(WORDS)) / sum(map(len, ranks))
    return {
        "searches": len(answers),
        "contradict": round(float(np.mean([count > 0 for count in worse])), 3),
        "places": int(sum(worse)),
        "words": dict(zip(WORDS, np.round(words, 3).tolist(), strict=True)),
    }


if __name__ == "__main__":
    sys.exit(main())
