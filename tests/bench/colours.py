"""Are the words for a garment's colours and pattern right? Measured on photos that people have looked at.

    python -m tests.bench.colours [--photos ../shared/data/clothing] [--part measure] [--model FILE] [--json] [--wrong]

For each labelled photo (labels/garments.md) what the program computes when it indexes it:
  main colour: the share of photos whose largest swatch is called by a name that is right for the main colour.
  any colour: of the swatches that count as worn, the share called by a name that is right for some part of the garment.
  by share: the share of each garment that is called by such a name, mean over photos.
  pattern: the share of photos whose likeliest word for the pattern is right; said: on how many the program says one, as
  it is likely enough, and of those the share that is right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.base.paths import MODEL
from core.browse.facets import WORN
from core.looks.colour_words import Colour, Pattern
from core.looks.features import part, swatches
from core.looks.model import Extractor
from core.looks.naming import name_colour
from core.looks.patterns import pattern_word
from core.photos.images import load_rgb
from tests.bench.garment_labels import PHOTOS, GarmentLabel, Light, Part, read_labels


@dataclass(frozen=True)
class Told:
    """What the program says of one photo: its swatches' names and shares, largest first; the likeliest word for its
    pattern, and whether that is said."""

    label: GarmentLabel
    colours: tuple[tuple[Colour, float], ...]
    pattern: Pattern
    said: bool

    @property
    def main(self) -> Colour:
        """What the garment is called."""
        return self.colours[0][0]

    @property
    def right(self) -> bool:
        """Whether the main colour is."""
        return self.main in self.label.accepted


def tell(label: GarmentLabel, photos: Path, extractor: Extractor) -> Told:
    """What the program says of one photo."""
    row = extractor.features(load_rgb(str(photos / label.file), extractor.spec.side))
    rows = np.asarray(row, np.float32)[np.newaxis]
    found, words = swatches(rows, extractor.spec)[0], part(rows, "words", extractor.spec)[0]
    colours = tuple((name_colour(one[:3]).basic, float(one[3])) for one in found if one[3] > 0)
    return Told(label, colours, list(Pattern)[int(words.argmax())], pattern_word(words) is not None)


def figures(told: Sequence[Told]) -> dict[str, float]:
    """The shares that the head of this file describes."""
    by_share = [
        sum(share for name, share in one.colours if name in one.label.worn) / sum(share for _, share in one.colours)
        for one in told
    ]
    worn = [name in one.label.worn for one in told for name, share in one.colours if share >= WORN]
    report = {
        "photos": len(told),
        "main colour": float(np.mean([one.right for one in told])),
        "any colour": float(np.mean(worn)),
        "by share": float(np.mean(by_share)),
        "pattern": float(np.mean([one.pattern == one.label.pattern for one in told])),
        "pattern said": float(np.mean([one.said for one in told])),
        "pattern right where said": float(np.mean([one.pattern == one.label.pattern for one in told if one.said])),
    }
    for light in Light:
        rights = [one.right for one in told if one.label.light == light]
        if rights:
            report[f"main colour, light {light} ({len(rights)})"] = float(np.mean(rights))
    return report


def confusion(pairs: Iterable[tuple[str, str]], names: Sequence[str]) -> str:
    """A table: what is right, one a row; what the program says, one a column."""
    counts = Counter(pairs)
    lines = [f"{'right / said':12} " + " ".join(f"{name:>6.6}" for name in names)]
    for right in names:
        row = [counts[right, said] for said in names]
        if any(row):
            lines.append(f"{right:12.12} " + " ".join(f"{count or '.':>6}" for count in row))
    return "\n".join(lines)


def _tables(told: Sequence[Told]) -> tuple[str, str]:
    """Of colours, where an accepted name counts as the right one, and of patterns."""
    colours = ((one.main if one.right else one.label.colours[0], one.main) for one in told)
    return confusion(colours, list(Colour)), confusion(
        ((one.label.pattern, one.pattern) for one in told), list(Pattern)
    )


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, default=PHOTOS)
    parser.add_argument("--part", type=Part, default=Part.MEASURE, choices=list(Part))
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="list the photos whose main colour is named wrongly")
    options = parser.parse_args()
    if not options.photos.is_dir():
        print(f"{options.photos} holds no photos to measure on.", file=sys.stderr)
        return 1
    extractor = Extractor(options.model)
    told = [tell(label, options.photos, extractor) for label in read_labels() if label.part == options.part]
    report = figures(told)
    if options.json:
        print(json.dumps(report))
        return 0
    print(*(f"{name:32} {figure:.3f}" for name, figure in report.items()), *_tables(told), sep="\n")
    if options.wrong:
        wrong = [one for one in told if not one.right]
        print("", *(f"{one.label.file}  {'/'.join(sorted(one.label.accepted))}: {one.main}" for one in wrong), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
