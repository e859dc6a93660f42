"""Fit the head that names patterns, on the training photos alone, and write its numbers into the program.

    python -m tests.bench.fit_patterns [--photos ../shared/data/clothing] [--dry]

Multinomial logistic regression with L2 on standardised numbers. Photos are weighted by the square root of how much
commoner their pattern is among 140 shuffled training photos than among the labelled ones, as most were picked for
their patterns. The figures are of fifths named by what the others fitted, three times: plainly, and weighted to that
mix.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from core.looks import aspects
from core.looks.colour_words import Pattern
from core.looks.model import Extractor
from core.looks.patterns import roughness
from core.photos.images import load_rgb
from tests.bench.garment_labels import PHOTOS, Part, read_labels

TARGET = Path("core/looks/pattern_weights.py")
MIX = {"plain": 0.55, "striped": 0.07, "checked": 0.04, "dotted": 0.02, "floral": 0.10, "picture": 0.22}
REGULAR = 10.0
PARTS, TIMES = 5, 3

Numbers = NDArray[np.float64]


def seen(photos: Path) -> tuple[Numbers, NDArray[np.intp]]:
    """What the head is told of each training photo (N, dimensions), and its pattern (N,)."""
    extractor, rows, patterns = Extractor(), [], []
    for label in read_labels():
        if label.part == Part.TRAIN:
            rgb = load_rgb(str(photos / label.file), extractor.spec.side)
            image, mask, _ = aspects.garment_in(rgb, extractor.feature_map(rgb))
            values, weights = aspects.cut_out(image, mask)
            rows.append(np.concatenate([aspects.pattern_of(values, weights), roughness(values, weights)]))
            patterns.append(list(Pattern).index(label.pattern))
    return np.array(rows, np.float64), np.array(patterns)


def fit(rows: Numbers, patterns: NDArray[np.intp], counts: Numbers) -> Numbers:
    """The weights (6, dimensions + 1) for rows that are not standardised."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled, classes = (rows - mean) / spread, len(Pattern)
    wanted, width = np.eye(classes)[patterns], rows.shape[1]

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        weights = flat.reshape(classes, width + 1)
        logits = scaled @ weights[:, :-1].T + weights[:, -1]
        likely = np.exp(logits - logits.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        value = -(counts * np.log(likely[np.arange(len(rows)), patterns] + 1e-12)).sum()
        off = counts[:, np.newaxis] * (likely - wanted)
        slope = np.concatenate([off.T @ scaled + 2 * REGULAR * weights[:, :-1], off.sum(axis=0)[:, np.newaxis]], axis=1)
        return value + REGULAR * (weights[:, :-1] ** 2).sum(), slope.ravel()

    start = np.zeros(classes * (width + 1))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x.reshape(classes, width + 1)
    slopes = found[:, :-1] / spread
    return np.concatenate([slopes, (found[:, -1] - slopes @ mean)[:, np.newaxis]], axis=1)


def check(rows: Numbers, patterns: NDArray[np.intp], counts: Numbers, mix: Numbers) -> tuple[float, float]:
    """The share of photos named rightly by what the other parts fitted: plainly, and weighted to the mix."""
    right, weight = [], []
    for seed in range(TIMES):
        order = np.random.default_rng(seed).permutation(len(rows))
        for part in range(PARTS):
            out = order[part::PARTS]
            kept = np.setdiff1d(order, out)
            weights = fit(rows[kept], patterns[kept], counts[kept])
            said = (rows[out] @ weights[:, :-1].T + weights[:, -1]).argmax(axis=1)
            right.append(said == patterns[out])
            weight.append(mix[out])
    every = np.concatenate(right)
    return float(every.mean()), float(np.average(every, weights=np.concatenate(weight)))


def module(weights: Numbers) -> str:
    """The text of the module that holds the numbers."""
    lines = "\n".join(" ".join(f"{number:.4g}" for number in row) for row in weights)
    return (
        '"""The numbers of the head that names patterns, a line for each word of Pattern: see core.looks.patterns.\n\n'
        'Written by `python -m tests.bench.fit_patterns`.\n"""\n\n'
        f'WEIGHTS = """\n{lines}\n"""  # noqa: E501\n'
    )


def main() -> int:
    """Fit, print the figures, write the module; 1 where there are no photos to learn from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, default=PHOTOS)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args()
    if not options.photos.is_dir():
        print(f"{options.photos} holds no photos to learn from.", file=sys.stderr)
        return 1
    rows, patterns = seen(options.photos)
    commoner = np.array([MIX[pattern] for pattern in Pattern]) / (np.bincount(patterns) / len(patterns))
    counts = np.sqrt(commoner)[patterns]
    counts /= counts.mean()
    plain, mixed = check(rows, patterns, counts, commoner[patterns])
    print(f"{len(rows)} photos; left out and named rightly {plain:.3f}, at the mix of a wardrobe {mixed:.3f}")
    if not options.dry:
        TARGET.write_text(module(fit(rows, patterns, counts)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
