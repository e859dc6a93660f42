"""How long a search takes among 100,000 photos, by aspect, a mixture, colour, words, and re-ranked with other weights.

    python tests/bench/search.py [--photos 100000] [--json]

Random features of the real width: speed does not depend on what they say. The goal is 50 ms for each.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.base.vectors import Vectors, kept
from core.catalog.catalog import Collection
from core.catalog.shards import SHARD_ROWS
from core.looks.features import ASPECTS, Rows, part, width_of
from core.looks.model import Extractor
from core.search.query import Query, stored_query
from core.search.request import Request
from core.search.search import Searcher
from core.words.understanding import understand

SPEC = Extractor().spec
REPEATS = 15


def main() -> int:
    """Print the median of each, in ms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.photos)
    text = "\n".join(f"{name:28} {milliseconds:8.1f} ms" for name, milliseconds in figures.items())
    print(json.dumps(figures) if options.json else text)
    return 0


def random_rows(count: int) -> Rows:
    """Rows as the catalog gives them."""
    random = np.random.default_rng(0)
    rows = random.normal(size=(count, width_of(SPEC))).astype(np.float32)
    look, kind, swatches = (part(rows, name, SPEC) for name in ("look", "kind", "swatches"))
    look /= np.linalg.norm(look, axis=1, keepdims=True)
    kind[:] = random.dirichlet(np.full(len(SPEC.kinds), 0.2), count)
    swatches[:] = np.tile([100, 60, 60, 1], 3) * random.random((count, 12))
    rows.setflags(write=False)
    return rows


def measure(count: int) -> dict[str, float]:
    """Medians in ms."""
    rows = random_rows(count)
    paths = tuple(f"/{number:07}.jpg" for number in range(count))
    searcher = Searcher(Collection(paths, _pieces(rows), np.arange(count)), SPEC)
    query, outside = stored_query(rows[17], SPEC), Query(rows[17], part(rows, "look", SPEC)[100:122], SPEC)
    mixture = {"look": 1.0, "colour": 0.5, "pattern": 0.2, "shape": 0.7}
    estimates = searcher.estimates(query)
    colour = np.array([40, 20, -30], np.float32)
    searcher.traits.nearest_colour(colour, 1)  # builds the tree
    alone = {aspect: Request(query, 10, {aspect: 1.0}) for aspect in ASPECTS}
    figures = {f"{aspect} alone": median(lambda a=aspect: searcher.nearest(alone[a])) for aspect in ASPECTS}
    figures["all four"] = median(lambda: searcher.nearest(Request(query, 10, mixture)))
    figures["other weights"] = median(lambda: searcher.nearest(Request(query, 10, mixture), estimates))
    figures["colour by KD-tree"] = median(lambda: searcher.traits.nearest_colour(colour, 10))
    words = understand("navy or dark green striped dress, not red")
    searcher.worded.prepare()
    figures["words alone"] = median(lambda: searcher.worded.best(words, 10))
    figures["words and a photo"] = median(lambda: searcher.nearest(Request(query, 10, words=words), estimates))
    figures["look of 23 views"] = median(lambda: searcher.nearest(Request(outside, 10)))
    return figures


def _pieces(rows: Rows) -> Vectors:
    """As the catalog gives them: a piece for each of its files."""
    halves = rows.astype(np.float16)
    pieces = [halves[start : start + SHARD_ROWS] for start in range(0, len(rows), SHARD_ROWS)]
    return kept(pieces)[0]


def median(work: Callable[[], object]) -> float:
    """The median time of some runs, in ms."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times))


if __name__ == "__main__":
    sys.exit(main())
