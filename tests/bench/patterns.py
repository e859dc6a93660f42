"""How well patterns are told by `core.looks.patterns`, on photos labelled by looking; or the numbers fitted anew.

    python -m tests.bench.patterns [--data ../shared/data] [--json] [--fit]

Measured on the photos of the part `measure` of labels/garments.csv: how often the likeliest pattern is the right one,
how many photos get a name and how often that is right, and for each pattern the average precision when all photos are
ranked by how probable it is. `--fit` prints `_WEIGHTS` from the photos of the part `train` and drawn garments.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.looks.aspects import describe
from core.looks.patterns import PATTERNS, SURE, describing, probabilities
from core.photos.images import load_rgb
from core.sample.sample import draw, garments
from tests.bench.garment_labels import Part, read_labels

_SIDE = 260  # px, as photos are indexed
_DRAWN = 8  # photos of each garment of the sample ...
_DRAWN_WEIGHT = 0.2  # ... and how much each counts beside a labelled one
_PENALTY = 3e-4  # on the squares of the weights
# How common each pattern is in a wardrobe, roughly: the labelled photos for training were picked for their patterns.
_SHARES = {"plain": 0.5, "striped": 0.12, "checked": 0.08, "dotted": 0.05, "floral": 0.13, "picture": 0.12}

Vectors = NDArray[np.float32]
Numbers = NDArray[np.int64]  # places in PATTERNS


def main() -> int:
    """Print the figures or the weights; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    folder = options.data / "clothing"
    if not folder.is_dir():
        print(f"{folder} is not there; nothing to measure on.", file=sys.stderr)
        return 1
    if options.fit:
        print(_as_code(fit(folder)))
        return 0
    figures = measure(folder)
    print(json.dumps(figures) if options.json else "\n".join(f"{name:28} {value}" for name, value in figures.items()))
    return 0


def measure(folder: Path) -> dict[str, float]:
    """All figures."""
    vectors, right = _labelled(folder, Part.MEASURE)
    found = probabilities(vectors)
    best, sure = found.argmax(axis=1), found.max(axis=1) >= SURE
    figures = {
        "photos": len(right),
        "likeliest is right": float((best == right).mean()),
        "named": float(sure.mean()),
        "name is right": float((best == right)[sure].mean()),
    }
    for number, pattern in enumerate(PATTERNS):
        figures[f"average precision, {pattern}"] = _precision(found[:, number], right == number)
    return {name: round(value, 3) for name, value in figures.items()}


def _precision(scores: Vectors, right: NDArray[np.bool_]) -> float:
    hits = right[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def fit(folder: Path) -> Vectors:
    """The weights (22, 6) of `core.looks.patterns`."""
    labelled, drawn = _labelled(folder, Part.TRAIN), _drawn()
    looks = describing(np.concatenate((labelled[0], drawn[0]))).astype(np.float64)
    right = np.eye(len(PATTERNS))[np.concatenate((labelled[1], drawn[1]))]
    weights = np.concatenate((np.ones(len(labelled[0])), np.full(len(drawn[0]), _DRAWN_WEIGHT)))
    weights *= right @ ([_SHARES[pattern] for pattern in PATTERNS] / (weights @ right))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        matrix = flat.reshape(looks.shape[1], len(PATTERNS))
        logits = looks @ matrix
        logits -= logits.max(axis=1, keepdims=True)
        logs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        slope = looks.T @ (weights[:, None] * (np.exp(logs) - right))
        slope[1:] += 2 * _PENALTY * matrix[1:]
        return float(-(weights[:, None] * right * logs).sum() + _PENALTY * (matrix[1:] ** 2).sum()), slope.ravel()

    found = minimize(loss, np.zeros(looks.shape[1] * len(PATTERNS)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x.reshape(looks.shape[1], len(PATTERNS)), np.float32)


def _labelled(folder: Path, part: Part) -> tuple[Vectors, Numbers]:
    labels = [label for label in read_labels() if label.part is part]
    with ThreadPoolExecutor() as pool:
        vectors = list(pool.map(lambda label: describe(load_rgb(str(folder / label.file), _SIDE)).pattern, labels))
    return np.stack(vectors), _numbers([label.pattern for label in labels])


def _drawn() -> tuple[Vectors, Numbers]:
    known = [garment for garment in garments() if garment.pattern in PATTERNS]
    photos = [(garment, seed) for garment in known for seed in range(_DRAWN)]
    with ThreadPoolExecutor() as pool:
        vectors = list(pool.map(lambda one: describe(np.asarray(draw(one[0], 320, one[1]))).pattern, photos))
    return np.stack(vectors), _numbers([garment.pattern for garment, _ in photos])


def _numbers(patterns: Sequence[str]) -> Numbers:
    return np.array([[*map(str, PATTERNS)].index(pattern) for pattern in patterns])


def _as_code(weights: Vectors) -> str:
    rows = (f"    [{', '.join(f'{value:.1f}' for value in row)}]," for row in weights.tolist())
    return "_WEIGHTS = np.array([\n" + "\n".join(rows) + "\n], np.float32)"


if __name__ == "__main__":
    sys.exit(main())
