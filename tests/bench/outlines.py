"""Is the garment where the program thinks it is? By overlap with outlines drawn by hand.

    python -m tests.bench.outlines [--data ../shared/data] [--model FILE] [--json]

33 photos (labels/outlines.json): 20 of clothing/validation, drawn by chance, and 13 stock photos, most of them worn.
Of each the centre square, which is what the network sees: what the mask and the outline both cover, as a share of what
any of them covers. Two ways of finding the garment: the mask that the network gives, where its file has one, and by
colours and the places where the network looked.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.base.paths import MODEL
from core.looks.aspects import garment_in
from core.looks.model import Extractor, centre_square
from core.photos.images import RGB, load_rgb

OUTLINES = Path(__file__).parent / "labels" / "outlines.json"
SIDE = 260  # px of the square that is compared

Mask = NDArray[np.bool_]


def outlined(points: list[list[float]], rgb: RGB) -> Mask:
    """What lies within an outline, whose points are hundredths of the photo's width and height."""
    height, width = rgb.shape[:2]
    picture = Image.new("L", (width, height))
    ImageDraw.Draw(picture).polygon([(x * width / 100, y * height / 100) for x, y in points], fill=255)
    return _square(np.asarray(picture), rgb) > 127


def marked(extractor: Extractor, rgb: RGB) -> Mask:
    """By the network's own mask."""
    (mask,) = extractor._run(["mask"], rgb)
    return _inside(np.asarray(Image.fromarray(mask).resize((SIDE, SIDE), Image.Resampling.BILINEAR)))


def by_colours(extractor: Extractor, rgb: RGB) -> Mask:
    """As for a network that gives none."""
    mask = garment_in(rgb, extractor.feature_map(rgb))[1]
    whole = Image.fromarray(mask).resize(rgb.shape[1::-1], Image.Resampling.BILINEAR)
    return _inside(_square(np.asarray(whole), rgb))


def _square(picture: NDArray[np.generic], rgb: RGB) -> NDArray[np.generic]:
    return np.asarray(Image.fromarray(picture).resize((SIDE, SIDE), Image.Resampling.BILINEAR, centre_square(rgb)))


def _inside(mask: NDArray[np.generic]) -> Mask:
    return mask > 0.5 * mask.max()


def overlap(one: Mask, other: Mask) -> float:
    """What both cover as a share of what any covers."""
    return float((one & other).sum() / max(int((one | other).sum()), 1))


def measure(extractor: Extractor, data: Path) -> dict[str, float]:
    """The mean overlap by way and folder."""
    ways = {"by colours": by_colours}
    if "mask" in {output.name for output in extractor._ready_session().get_outputs()}:
        ways["by the network"] = marked
    found: dict[str, list[float]] = defaultdict(list)
    for file, points in json.loads(OUTLINES.read_text("utf-8")).items():
        rgb = load_rgb(str(data / file), extractor.spec.side)
        true = outlined(points, rgb)
        for name, way in ways.items():
            found[f"{file.partition('/')[0]}, {name}"].append(overlap(way(extractor, rgb), true))
    return {name: float(np.mean(overlaps)) for name, overlaps in sorted(found.items())}


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"{options.data} holds no photos to measure on.", file=sys.stderr)
        return 1
    figures = measure(Extractor(options.model), options.data)
    if options.json:
        print(json.dumps(figures))
    else:
        print(*(f"{name:28} {figure:.3f}" for name, figure in figures.items()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
