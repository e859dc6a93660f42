"""How well are photos served of people who gave none? As far as that can be told of a network that has seen all.

    python -m tests.bench.people [--data ../shared/data] [--home DIRECTORY] [--model FILE] [--json]

labels.csv says who took a photo. The ten people with the most photos in `train` and `extra` are set apart, and up to
40 photos of each ask for the photos of all others there: P@10 and mAP by kind, as in tests.bench.quality, whether the
kind is told right, and its calibration error. The network was trained on these photos, so that is too good. Beside it
the photos of `validation`, which it was not trained on, ask the same: those of the ten, and those of people of whom
the training had at most five.

Heads: linear ones on the instance part of the embedding for kind, finer kind and pattern, fitted without the ten and
measured on their photos; and fitted with a half of their photos as well, measured on the other half. The difference is
what a head gains by knowing a person; what the network itself gains only another training could tell. With --home the
index is kept there and used again.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax, softmax

from core.base.paths import MODEL
from core.catalog.catalog import Catalog
from core.indexing.indexing import index_folders
from core.looks.features import Rows, part
from core.looks.model import Extractor
from core.looks.spec import ModelSpec
from core.search.request import Request
from core.search.search import Searcher
from tests.bench.garment_labels import read_labels

FOLDERS = ("train", "extra", "validation")
PEOPLE = 10
ASKED = 40  # photos of a person
FEW = 5  # photos that the training had of a person of whom it had hardly any
SEED = 7
REGULAR = 3.0  # L2 on the heads
BINS = 10  # of confidence

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Taken:
    """A labelled photo: where it lies, in which folder, who took it; its kind, finer kind and pattern, "" where that
    is not known."""

    path: str
    folder: str
    person: str
    kind: str
    finer: str
    pattern: str


@dataclass(frozen=True)
class Head:
    """A linear head: what is taken off a row and what it is divided by, weights (D, classes) and biases (classes,)."""

    mean: Doubles
    spread: Doubles
    weights: Doubles
    biases: Doubles

    def right(self, rows: Doubles, classes: NDArray[np.intp]) -> float:
        """The share of rows (N, D) whose likeliest class is right."""
        likeliest = ((rows - self.mean) / self.spread @ self.weights + self.biases).argmax(axis=1)
        return float((likeliest == classes).mean())


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--home", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    clothing = (options.data / "clothing").resolve()
    if not (clothing / "labels.csv").is_file():
        print(f"{options.data} holds no clothing/labels.csv to measure by.", file=sys.stderr)
        return 1
    with ExitStack() as kept:
        home = options.home or Path(kept.enter_context(tempfile.TemporaryDirectory()))
        figures = measure(home, options.model, clothing)
    print(
        json.dumps(figures) if options.json else "\n".join(f"{name:48} {value:.3f}" for name, value in figures.items())
    )
    return 0


def measure(home: Path, model: Path, clothing: Path) -> dict[str, float]:
    """All figures."""
    extractor = Extractor(model)
    with Catalog(home) as catalog:
        folders = [str(clothing / name) for name in FOLDERS]
        index_folders(catalog, extractor, folders)
        searcher = Searcher(catalog.collection(folders, extractor.model_id), extractor.spec)
    photos = [one for one in taken(clothing, extractor.spec) if searcher.collection.photo(one.path) >= 0]
    counts = Counter(one.person for one in photos if one.folder != "validation")
    ten = {person for person, _ in counts.most_common(PEOPLE)}
    return {
        "photos of the ten that were trained on": sum(counts[person] for person in ten),
        **_found(searcher, photos, ten, counts),
        **_heads(searcher, photos, ten),
    }


def taken(clothing: Path, spec: ModelSpec) -> list[Taken]:
    """What labels.csv names, with the patterns that people have seen."""
    patterns = {Path(label.file).stem: str(label.pattern) for label in read_labels()}
    paths = {path.stem: str(path) for folder in FOLDERS for path in (clothing / folder).glob("*/*.jpg")}
    photos = []
    for row in csv.DictReader((clothing / "labels.csv").read_text("utf-8").splitlines()):
        name, finer = row["photo"], row["fine_label"].lower()
        kind = row["label"] or finer
        known = (kind if kind in spec.kinds else "", finer if finer in spec.finer_names else "")
        photos.append(Taken(paths[name], row["part"], row["sender"], *known, patterns.get(name, "")))
    return photos


# --- what their photos find ---


def _found(searcher: Searcher, photos: Sequence[Taken], ten: set[str], counts: Counter[str]) -> dict[str, float]:
    known = [one for one in photos if one.kind]
    asked = [one for one in known if one.folder == "validation"]
    groups = {
        "the ten, trained on": _of_each([one for one in known if one.folder != "validation" and one.person in ten]),
        "the ten, validation": [one for one in asked if one.person in ten],
        "others, validation": [one for one in asked if one.person not in ten],
        f"of them at most {FEW} trained on": [one for one in asked if counts[one.person] <= FEW],
    }
    among = {one.path: one.kind for one in known if one.folder != "validation" and one.person not in ten}
    mask = np.array([path in among for path in searcher.collection.paths])
    figures: dict[str, float] = {"photos that are asked for": float(mask.sum())}
    for name, group in groups.items():
        told = [_asked(searcher, one, among, mask) for one in group]
        figures[f"{name}: photos"] = len(group)
        for what, values in zip(("P@10", "mAP"), zip(*told, strict=True), strict=True):
            figures[f"{name}: {what}"] = float(np.mean(values))
        figures |= {f"{name}: {what}": value for what, value in _kinds(searcher, group, known, ten).items()}
    return figures


def _of_each(photos: Sequence[Taken]) -> list[Taken]:
    """Up to ASKED of each person, by chance."""
    order, seen, chosen = np.random.default_rng(SEED).permutation(len(photos)), Counter[str](), []
    for place in order.tolist():
        one = photos[place]
        seen[one.person] += 1
        if seen[one.person] <= ASKED:
            chosen.append(one)
    return chosen


def _asked(searcher: Searcher, one: Taken, among: dict[str, str], mask: NDArray[np.bool_]) -> tuple[float, float]:
    """P@10 and average precision of one photo that asks for those of `among`, whose kinds these are."""
    query = searcher.query(one.path)
    assert query is not None
    found = searcher.nearest(Request(query, len(among), mask=mask))
    hits = np.array([among[match.path] == one.kind for match in found])
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(hits[:10].mean()), float(precision[hits].mean()) if hits.any() else 0.0


def _kinds(searcher: Searcher, group: Sequence[Taken], known: Sequence[Taken], ten: set[str]) -> dict[str, float]:
    """How often the kind is right, and how far its confidence is off: with the temperature of the file, and with one
    that is fitted to the photos of all but the ten that were trained on."""
    others = [one for one in known if one.folder != "validation" and one.person not in ten]
    (logs, kinds), (other_logs, other_kinds) = (_told(searcher, each) for each in (group, others))

    def loss(sharpness: float) -> float:
        return float(-np.take_along_axis(log_softmax(sharpness * other_logs, axis=1), other_kinds[:, None], 1).mean())

    fitted = float(minimize_scalar(loss, bounds=(0.3, 3), method="bounded").x)
    return {
        "kind right": float((logs.argmax(axis=1) == kinds).mean()),
        "calibration error": _calibration(softmax(logs, axis=1), kinds),
        "calibration error, temperature without the ten": _calibration(softmax(fitted * logs, axis=1), kinds),
    }


def _told(searcher: Searcher, photos: Sequence[Taken]) -> tuple[Doubles, NDArray[np.intp]]:
    """The logarithms of the kinds' probabilities (N, kinds), and which kinds are right (N,)."""
    rows = part(_rows(searcher, photos), "kind", searcher.spec).astype(np.float64)
    return np.log(np.maximum(rows, 1e-7)), np.array([searcher.spec.kinds.index(one.kind) for one in photos])


def _calibration(probabilities: Doubles, kinds: NDArray[np.intp]) -> float:
    """The expected calibration error (Naeini et al. 2015) of probabilities (N, kinds)."""
    sure, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == kinds
    bins = np.minimum((BINS * sure).astype(int), BINS - 1)
    return float(sum(abs((sure - right)[bins == one].sum()) for one in range(BINS)) / len(sure))


# --- heads that have not seen them ---


def _heads(searcher: Searcher, photos: Sequence[Taken], ten: set[str]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name in ("kind", "finer", "pattern"):
        usable = [one for one in photos if one.folder != "validation" and getattr(one, name)]
        classes = sorted({getattr(one, name) for one in usable})
        rows = part(_rows(searcher, usable), "look", searcher.spec)[:, : searcher.spec.instance].astype(np.float64)
        right = np.array([classes.index(getattr(one, name)) for one in usable])
        theirs = np.array([one.person in ten for one in usable])
        halves = np.random.default_rng(SEED).permutation(len(usable)) % 2
        without = fit(rows[~theirs], right[~theirs], len(classes))
        figures[f"head for {name}: their photos"] = float(theirs.sum())
        figures[f"head for {name}: right without them"] = without.right(rows[theirs], right[theirs])
        shares, sizes = [], []
        for half in (0, 1):
            out = theirs & (halves == half)
            shares.append(fit(rows[~out], right[~out], len(classes)).right(rows[out], right[out]))
            sizes.append(out.sum())
        figures[f"head for {name}: right with half of them"] = float(np.average(shares, weights=sizes))
    return figures


def fit(rows: Doubles, right: NDArray[np.intp], classes: int) -> Head:
    """A logistic head from rows (N, D) to so many classes, with L2 on standardised numbers."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled, wanted = (rows - mean) / spread, np.eye(classes)[right]

    def loss(numbers: Doubles) -> tuple[float, Doubles]:
        weights, biases = numbers[:-classes].reshape(-1, classes), numbers[-classes:]
        logs = log_softmax(scaled @ weights + biases, axis=1)
        off = np.exp(logs) - wanted
        slope = scaled.T @ off + 2 * REGULAR * weights
        value = -(logs * wanted).sum() + REGULAR * (weights**2).sum()
        return float(value), np.concatenate([slope.ravel(), off.sum(axis=0)])

    start = np.zeros((rows.shape[1] + 1) * classes)
    numbers = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return Head(mean, spread, numbers[:-classes].reshape(-1, classes), numbers[-classes:])


def _rows(searcher: Searcher, photos: Sequence[Taken]) -> Rows:
    """The stored rows of photos, (N, width)."""
    collection = searcher.collection
    return collection.vectors[:][[collection.photo(one.path) for one in photos]].astype(np.float32)


if __name__ == "__main__":
    sys.exit(main())
