"""How long it takes to find what goes with a garment, among 20,000 photos.

    python tests/bench/goes_with.py [--photos 20000] [--json]

Random features of the real width, with kinds that are sure and colours as clothes have them. What is known of all
photos is gathered once; each question after that should take less than 200 ms.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.catalog.catalog import Collection
from core.looks.colour_words import Pattern
from core.looks.features import Rows, part, width_of
from core.looks.model import Extractor
from core.outfits.pieces import Pieces
from core.outfits.suggesting import suggest
from core.search.search import Searcher

SPEC = Extractor().spec
QUESTIONS = 40


def main() -> int:
    """Print the time of the gathering, and the median and the longest of the questions, in ms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.photos)
    text = "\n".join(f"{name:28} {milliseconds:8.1f} ms" for name, milliseconds in figures.items())
    print(json.dumps(figures) if options.json else text)
    return 0


def random_rows(count: int) -> Rows:
    """Rows as the catalog gives them: half of the garments black, white or grey, two thirds of them plain."""
    random = np.random.default_rng(0)
    rows = random.normal(size=(count, width_of(SPEC))).astype(np.float32)
    look, kind, swatches, words = (part(rows, name, SPEC) for name in ("look", "kind", "swatches", "words"))
    look /= np.linalg.norm(look, axis=1, keepdims=True)
    kind[:] = random.dirichlet(np.full(len(SPEC.kinds), 0.02), count)
    chroma = np.where(random.random((count, 3, 1)) < 0.5, 4, 60)
    lab = np.concatenate([100 * random.random((count, 3, 1)), chroma * (2 * random.random((count, 3, 2)) - 1)], axis=2)
    shares = np.sort(random.dirichlet((6, 1, 1), count), axis=1)[:, ::-1, np.newaxis]
    swatches[:] = np.concatenate([lab, shares], axis=2).reshape(count, -1)
    words[:] = np.eye(len(Pattern))[np.where(random.random(count) < 0.67, 0, random.integers(0, len(Pattern), count))]
    rows.setflags(write=False)
    return rows


def measure(count: int) -> dict[str, float]:
    """In ms."""
    searcher = Searcher(Collection.of([f"/{number:07}.jpg" for number in range(count)], random_rows(count)), SPEC)
    searcher.prepare()
    start = time.perf_counter()
    pieces = Pieces.of(searcher)
    gathering, times = time.perf_counter() - start, []
    for path in searcher.collection.paths[:: max(1, count // QUESTIONS)]:
        query = searcher.query(path)
        assert query is not None
        start = time.perf_counter()
        suggest(pieces, query, path)
        times.append(time.perf_counter() - start)
    named = {"all photos, once": gathering, "a question, median": np.median(times), "the longest": max(times)}
    return {name: round(1000 * float(seconds), 1) for name, seconds in named.items()}


if __name__ == "__main__":
    sys.exit(main())
