"""How fast the nearest photos are found.

    python -m tests.bench.ranking [--rows 100000]

KD-tree against brute force over the dimensions 2 to 256 (the crossover sets KDTREE_MAX_DIMENSIONS), one query at the
width of a real embedding, and the throughput of rankings. Vectors lie in clusters and have length 1, like embeddings.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.search.ranking import KDTREE_MAX_DIMENSIONS, Method, Ranker, RowNumbers

DIMENSIONS = (2, 3, 4, 6, 8, 10, 12, 14, 16, 24, 32, 64, 128, 256)
QUERIES = 15
MATCHES = 10
RANKED_ROWS = 1024  # of the rankings, of which all would take minutes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    table = [_compare(options.rows, dimensions) for dimensions in DIMENSIONS]
    wins = [row["dimensions"] for row in itertools.takewhile(lambda row: row["kdtree_ms"] < row["brute_ms"], table)]
    result = {
        "rows": options.rows,
        "table": table,
        "kdtree_wins_up_to": max(wins, default=0),
        "rankings_per_second": _rankings_rate(options.rows, 256),
    }
    print(json.dumps(result)) if options.json else _show(result)


def vectors(rows: int, dimensions: int, seed: int = 0) -> NDArray[np.float32]:
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(200, dimensions))
    points = centres[rng.integers(200, size=rows)] + 0.5 * rng.normal(size=(rows, dimensions))
    if dimensions > 3:  # below, points of length 1 would fill a line or a sphere only
        points /= np.linalg.norm(points, axis=1, keepdims=True)
    return points.astype(np.float16).astype(np.float32)


def _compare(rows: int, dimensions: int) -> dict[str, Any]:
    """Median milliseconds for one query, by turns; the answers must be the same."""
    data = vectors(rows, dimensions)
    queries = vectors(QUERIES, dimensions, seed=1)
    started = time.perf_counter()
    tree = Ranker(data, Method.KDTREE)
    build_seconds = time.perf_counter() - started
    brute = Ranker(data, Method.BRUTE)
    times: dict[str, list[float]] = {"brute": [], "kdtree": []}
    for query in queries:
        brute_rows = _timed(brute, query, times["brute"])
        assert (_timed(tree, query, times["kdtree"]) == brute_rows).all()
    return {
        "dimensions": dimensions,
        "brute_ms": statistics.median(times["brute"]),
        "kdtree_ms": statistics.median(times["kdtree"]),
        "kdtree_build_s": build_seconds,
    }


def _timed(ranker: Ranker, query: NDArray[np.float32], milliseconds: list[float]) -> RowNumbers:
    started = time.perf_counter()
    rows, _ = ranker.nearest(query, MATCHES)
    milliseconds.append((time.perf_counter() - started) * 1000)
    return rows


def _rankings_rate(rows: int, dimensions: int) -> float:
    """Photos ranked per second, 1,000 matches each, as `twinset rankings` does by default."""
    ranker = Ranker(vectors(rows, dimensions), Method.BRUTE)
    started = time.perf_counter()
    count = sum(1 for _ in itertools.islice(ranker.rankings(1000), RANKED_ROWS))
    return count / (time.perf_counter() - started)


def _show(result: dict[str, Any]) -> None:
    print(f"{result['rows']:,} vectors, {MATCHES} matches, medians of {QUERIES} queries")
    print(f"{'dimensions':>10} {'brute':>12} {'KD-tree':>12} {'built in':>12}")
    for row in result["table"]:
        brute, tree, build = row["brute_ms"], row["kdtree_ms"], row["kdtree_build_s"]
        print(f"{row['dimensions']:10} {brute:9.3f} ms {tree:9.3f} ms {build:10.2f} s")
    print(f"the KD-tree wins up to {result['kdtree_wins_up_to']} dimensions ({KDTREE_MAX_DIMENSIONS} is set)")
    print(f"rankings: {result['rankings_per_second']:.0f} photos per second at 256 dimensions, 1,000 matches each")


if __name__ == "__main__":
    main()
