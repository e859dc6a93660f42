"""How well finer kinds are told: how often one is said, how often it is right then, and what asking for one finds.

    python -m tests.bench.finer [--data ../shared/data] [--model FILE]

Validation: clothing/validation with the finer labels of labels.csv, of which only the kinds themselves occur there, so
whatever else is said is wrong. Extra: clothing/extra, which was trained on, so its figures are too good. Stock: the
labelled stock photos (labels/README.md), mostly worn, which nothing was trained on; a kind without a finer label counts
as the kind itself, but where its finer word is one that the network does not know. A suit's jacket is a blazer.

Below, the ten photos of all stock photos that fit a word best, and how many of them are labelled so: by the finer kind,
as it is asked, and by its kind alone.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.base.paths import MODEL
from core.catalog.collection import Collection
from core.looks.features import Rows, kinds, part
from core.looks.finer import finer_words
from core.looks.model import Extractor
from core.photos.images import load_rgb
from core.search.search import Searcher
from core.words.understanding import understand
from tests.bench.stock_kinds import missing, read_kinds

TEN = 10


class Labelled(NamedTuple):
    """Photos, what each shows (any of its words is right), and their features (N, width)."""

    paths: Sequence[Path]
    words: Sequence[set[str]]
    rows: Rows


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    clothing, stock = options.data / "clothing", options.data / "stock"
    if not (clothing / "labels.csv").is_file() or missing(read_kinds(), stock):
        print(f"{options.data} holds no labelled photos to measure on.", file=sys.stderr)
        return 1
    extractor = Extractor(options.model)
    worn = of_stock(extractor, stock)
    parts = {name: of_clothing(extractor, clothing, name) for name in ("validation", "extra")}
    for name, labelled in {**parts, "stock": worn}.items():
        print_said(name, labelled, extractor)
    print_asked(worn, extractor)
    return 0


def of_clothing(extractor: Extractor, clothing: Path, folder: str) -> Labelled:
    """Those of a folder that are labelled for sure."""
    with (clothing / "labels.csv").open(encoding="utf-8", newline="") as stream:
        fine = {row["photo"]: row["fine_label"].lower() for row in csv.DictReader(stream)}
    paths = sorted(path for path in (clothing / folder).rglob("*.jpg") if fine[path.stem] not in ("not sure", "other"))
    return Labelled(paths, [{fine[path.stem]} for path in paths], features(extractor, paths))


def of_stock(extractor: Extractor, folder: Path) -> Labelled:
    """All that are labelled."""
    labels = read_kinds()
    paths = [folder / label.file for label in labels]
    known = {*extractor.spec.finer_names}
    words = [
        {label.finer if label.finer in known else label.kind} | ({"blazer"} if label.finer == "suit" else set())
        for label in labels
    ]
    return Labelled(paths, words, features(extractor, paths))


def features(extractor: Extractor, paths: Iterable[Path]) -> Rows:
    """(N, width), as the catalog keeps them. Raises UnreadableImage, ModelError."""
    side = extractor.spec.side
    return np.stack([extractor.features(load_rgb(str(path), side)) for path in paths]).astype(np.float32)


def print_said(name: str, labelled: Labelled, extractor: Extractor) -> None:
    """How often each word is said, and rightly."""
    spec = extractor.spec
    said = finer_words(kinds(labelled.rows, spec)[0], part(labelled.rows, "finer", spec), spec)
    often = Counter(word for word in said if word is not None)
    right = Counter(word for word, true in zip(said, labelled.words, strict=True) if word in true)
    shown = Counter(word for true in labelled.words for word in true)
    total, hits = often.total(), right.total()
    print(f"\n{name}: said of {total} of {len(said)}, right {hits / max(total, 1):.3f}")
    print(f"{'':12}{'photos':>8}{'said':>8}{'right':>8}")
    for word in dict.fromkeys(one.name for one in spec.finer):
        print(f"{word:12}{shown[word]:>8}{often[word]:>8}{right[word]:>8}")


def print_asked(labelled: Labelled, extractor: Extractor) -> None:
    """Of the ten photos that fit a word best, how many are labelled so."""
    collection = Collection.of([str(path) for path in labelled.paths], labelled.rows)
    words = dict(zip(collection.paths, labelled.words, strict=True))
    finer, plain = (Searcher(collection, spec).worded for spec in (extractor.spec, replace(extractor.spec, finer=())))
    print(f"\n{'asked for':12}{'photos':>8}{'finer':>8}{'kind':>8}")
    for word in sorted({one.name for one in extractor.spec.finer} - {*extractor.spec.kinds}):
        found = [sum(word in words[one.path] for one in by.best(understand(word), TEN)) for by in (finer, plain)]
        print(f"{word:12}{sum(word in true for true in labelled.words):>8}{found[0]:>8}{found[1]:>8}")


if __name__ == "__main__":
    sys.exit(main())
