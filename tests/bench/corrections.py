"""What corrections of kinds do for other photos: do those that look the same follow, and is none of them harmed?

    python -m tests.bench.corrections [--data ../shared/data/clothing] [--home DIR] [--same 0.55] [--alike 0.8] [--json]

A person corrects up to 20 of their photos of which the program tells the wrong kind, two thirds of these at the most;
five times over, for each person with eight such photos or more. Then all their other photos, and those of everybody
else, are told and searched with: how often is the kind right, and P@10, the share of the first ten of its kind. `own`
and `others` are changes in points against no corrections: the mean over persons, and the worst person. Again where one
correction in ten is itself wrong. The photos are those of `extra` and `validation`, of which labels.csv says who took
them; finer labels are read as one person would: a blazer or a hoodie is outerwear. Last, how many milliseconds of a
thread it takes to correct some of 100,000 random photos.

`--same` and `--alike` are the two distances of core/search/kinds.py. `--home` keeps the index for the next time.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.base.paths import Paths
from core.catalog.catalog import Catalog, Collection
from core.indexing.indexing import index_folders
from core.looks.features import width_of
from core.looks.model import Extractor
from core.looks.spec import ModelSpec
from core.search import kinds
from core.search.request import Request
from core.search.search import Searcher

CORRECTED, FEWEST, REPEATS, OTHERS = 20, 8, 5, 100
WRONG = 0.1
KINDS = {
    "Blazer": "outwear", "Blouse": "shirt", "Dress": "dress", "Hat": "hat", "Hoodie": "outwear",
    "Longsleeve": "longsleeve", "Outwear": "outwear", "Pants": "pants", "Polo": "t-shirt", "Shirt": "shirt",
    "Shoes": "shoes", "Shorts": "shorts", "Skirt": "skirt", "T-Shirt": "t-shirt", "Top": "t-shirt",
    "Undershirt": "t-shirt",
}  # fmt: skip


@dataclass(frozen=True)
class Photos:
    """N photos with what they show and who took them, (N,) each."""

    searcher: Searcher
    truth: NDArray[np.str_]
    senders: NDArray[np.str_]

    def right(self, searcher: Searcher) -> NDArray[np.bool_]:
        """Of which photos the kind is told right."""
        places = np.array([searcher.spec.kinds.index(kind) for kind in self.truth])
        told: NDArray[np.bool_] = searcher.traits.kinds == places
        return told

    def precision(self, searcher: Searcher, rows: Sequence[int]) -> float:
        """P@10 with these photos, among all."""
        place = {path: row for row, path in enumerate(searcher.collection.paths)}
        shares = []
        for row in rows:
            path = searcher.collection.paths[row]
            query = searcher.query(path)
            assert query is not None
            found = searcher.nearest(Request(query, 10, exclude=[path]))
            shares.append(np.mean([self.truth[place[match.path]] == self.truth[row] for match in found]))
        return float(np.mean(shares))


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/clothing"))
    parser.add_argument("--home", type=Path)
    parser.add_argument("--same", type=float, default=kinds._THE_SAME)
    parser.add_argument("--alike", type=float, default=kinds._ALIKE)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    kinds._THE_SAME, kinds._ALIKE = options.same, options.alike
    if not (options.data / "labels.csv").is_file():
        print(f"{options.data} holds no labelled photos to measure on.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as other:
        photos = read(options.data.resolve(), options.home or Path(other))
    figures: dict[str, object] = {
        "photos": len(photos.truth),
        "kind_right": float(photos.right(photos.searcher).mean()),
    }
    for name, wrong in (("right_corrections", 0.0), ("one_in_ten_wrong", WRONG)):
        figures[name] = changes(photos, wrong)
    figures["milliseconds_for_100000"] = speed(photos.searcher.spec)
    print(json.dumps(figures) if options.json else "\n".join(f"{name:24} {value}" for name, value in figures.items()))
    return 0


def read(data: Path, home: Path) -> Photos:
    """The measured photos, indexed."""
    folders, extractor = [str(data / part) for part in ("extra", "validation")], Extractor()
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        index_folders(catalog, extractor, folders)
        collection = catalog.collection(folders, extractor.model_id)
    with open(data / "labels.csv", encoding="utf-8") as stream:
        labels = {row["photo"]: row for row in csv.DictReader(stream)}
    of_photos = [labels[Path(path).stem] for path in collection.paths]
    known = np.array([row["fine_label"] in KINDS for row in of_photos])
    rows = np.flatnonzero(known)
    measured = Collection.of([collection.paths[row] for row in rows], collection.vectors[rows])
    truth = np.array([KINDS[of_photos[row]["fine_label"]] for row in rows])
    return Photos(Searcher(measured, extractor.spec), truth, np.array([of_photos[row]["sender"] for row in rows]))


def changes(photos: Photos, wrong: float) -> dict[str, dict[str, float]]:
    """What corrections change, in points: over persons, and for the worst of them."""
    random, before = np.random.default_rng(0), photos.right(photos.searcher)
    by_person: dict[str, list[list[float]]] = {}
    for person in sorted(set(photos.senders)):
        mistakes = np.flatnonzero(~before & (photos.senders == person))
        if len(mistakes) < FEWEST:
            continue
        count = min(CORRECTED, 2 * len(mistakes) // 3)
        for _ in range(REPEATS):
            corrected = random.choice(mistakes, count, replace=False)
            by_person.setdefault(person, []).append(_change(photos, before, person, corrected, wrong, random))
    means = 100 * np.array([np.mean(runs, axis=0) for runs in by_person.values()])
    names = "own_kind_right", "own_precision_at_10", "others_kind_right", "others_precision_at_10"
    told = {
        name: {"mean": float(m), "worst": float(w)}
        for name, m, w in zip(names, means.mean(0), means.min(0), strict=True)
    }
    return {"persons": {"count": len(means)}, **told}


def _change(
    photos: Photos,
    before: NDArray[np.bool_],
    person: str,
    corrected: NDArray[np.int64],
    wrong: float,
    random: np.random.Generator,
) -> list[float]:
    searcher, words = photos.searcher, {}
    for row in corrected:
        kind = random.choice(searcher.spec.kinds) if random.random() < wrong else photos.truth[row]
        words[searcher.collection.paths[row]] = str(kind)
    after = searcher.corrected(words)
    rest = np.ones(len(before), bool)
    rest[corrected] = False
    own, others = (np.flatnonzero(rest & ((photos.senders == person) == mine)) for mine in (True, False))
    asked = random.choice(others, OTHERS, replace=False)
    told: Callable[[NDArray[np.int64]], float] = lambda rows: float(  # noqa: E731
        photos.right(after)[rows].mean() - before[rows].mean()
    )
    found = [
        photos.precision(after, rows) - photos.precision(searcher, rows) for rows in (own.tolist(), asked.tolist())
    ]
    return [told(own), found[0], told(others), found[1]]


def speed(spec: ModelSpec, count: int = 100_000) -> dict[int, float]:
    """Milliseconds of its own thread by how many were corrected."""
    rows = np.random.default_rng(0).normal(size=(count, width_of(spec))).astype(np.float32)
    rows[:, : spec.dimension] /= np.linalg.norm(rows[:, : spec.dimension], axis=1, keepdims=True)
    searcher = Searcher(Collection.of([f"/{row:06}" for row in range(count)], rows), spec)
    taken = {}
    for corrections in (1, 20, 200, 1000):
        words = {f"/{7 * row:06}": "hat" for row in range(corrections)}
        started = time.thread_time()
        searcher.corrected(words)
        taken[corrections] = round(1000 * (time.thread_time() - started), 1)
    return taken


if __name__ == "__main__":
    sys.exit(main())
