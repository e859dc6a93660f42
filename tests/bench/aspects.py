"""Do colour, pattern and shape each find their like, and at what cost?

    python -m tests.bench.aspects [--json] [--photos ../shared/data/stock] [--seed 1] [--model FILE]

All goes through the network, which marks the garment.

Drawn garments: 500 of every kind, colour and pattern; each asks for the ten nearest others by one aspect alone (P@10:
the share that has the same colour, pattern or kind; L2 on float16 vectors). `--seed` gives other cuts, folds and light.

Real photos, recoloured by known amounts, asked for by a changed view (mirrored, darker, cropped):
  turned: the hue of each photo is turned by 0, 60, ... 300 degrees; which of its six versions is nearest (P@1)?
  set: the hue of every pixel is set to one of six, so that all garments of a set share their hue; how many of the ten
  nearest, other photos only, are of the query's hue (P@10)?
Only photos with a garment that has a hue at all: half of its pixels with an HSV saturation of 0.3 and a value of 0.25.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageOps

from core.base.paths import MODEL
from core.looks.colours import ColourIndex
from core.looks.features import Part, part
from core.looks.model import Extractor
from core.photos.images import load_rgb
from core.sample.sample import COLOURS, KINDS, PATTERNS, Garment, draw
from core.search.ranking import Ranker

PHOTOS = Path("../shared/data/stock")
MOST_PHOTOS = 100
HUES = range(0, 256, 43)  # of 256 steps: about 60 degrees apart
ROWS = 100_000


def drawn(seed: int, size: int = 360) -> tuple[list[Garment], list[Image.Image]]:
    """One garment of every kind, colour and pattern, cut and photographed in a way that depends on the seed."""
    looks = [(kind, colour, pattern) for kind in KINDS for colour in COLOURS for pattern in PATTERNS]
    garments = [Garment(f"{c} {p} {k} {seed}", k, COLOURS[c], c, p) for k, c, p in looks]
    return garments, [draw(garment, size, 1000 * seed + n) for n, garment in enumerate(garments)]


def stored(extractor: Extractor, images: Iterable[Image.Image], name: Part) -> NDArray[np.float32]:
    """One aspect of all as the catalog keeps it: rounded to float16."""
    return part(features(extractor, images), name, extractor.spec)


def features(extractor: Extractor, images: Iterable[Image.Image]) -> NDArray[np.float32]:
    """The rows of all."""
    return np.array([extractor.features(np.asarray(image)) for image in images]).astype(np.float32)


def leave_one_out(vectors: NDArray[np.float32], labels: Sequence[str], k: int = 10) -> float:
    distance = ((vectors[:, None] - vectors[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    same = np.array(labels)[:, None] == np.array(labels)
    return float(np.take_along_axis(same, distance.argsort(axis=1)[:, :k], axis=1).mean())


def on_drawn(extractor: Extractor, seed: int) -> dict[str, float]:
    garments, images = drawn(seed)
    rows, spec = features(extractor, images), extractor.spec
    return {
        "colour": leave_one_out(part(rows, "colour", spec), [garment.colour_name for garment in garments]),
        "pattern": leave_one_out(part(rows, "pattern", spec), [garment.pattern for garment in garments]),
        "shape": leave_one_out(part(rows, "shape", spec), [garment.kind for garment in garments]),
    }


def recoloured(image: Image.Image, change: Callable[[NDArray[np.uint8]], NDArray[np.uint8]]) -> Image.Image:
    hue, saturation, value = image.convert("HSV").split()
    return Image.merge("HSV", (Image.fromarray(change(np.asarray(hue))), saturation, value)).convert("RGB")


def turned(image: Image.Image, by: int) -> Image.Image:
    return recoloured(image, lambda hue: hue + np.uint8(by))


def set_to(image: Image.Image, hue: int) -> Image.Image:
    return recoloured(image, lambda old: np.full_like(old, hue))


def has_hue(image: Image.Image) -> bool:
    _, saturation, value = np.moveaxis(np.asarray(image.convert("HSV")), -1, 0) / 255.0
    garment = ~((value > 0.92) & (saturation < 0.08))
    return bool(garment.any() and ((saturation > 0.3) & (value > 0.25))[garment].mean() > 0.5)


def view(image: Image.Image) -> Image.Image:
    """The same garment seen otherwise."""
    width, height = image.size
    cropped = ImageOps.mirror(image).crop((round(width * 0.06), round(height * 0.08), width, round(height * 0.97)))
    return ImageEnhance.Brightness(cropped).enhance(0.85)


def on_photos(extractor: Extractor, folder: Path) -> dict[str, float]:
    names = sorted(folder.glob("*.jpg"))
    opened = (Image.fromarray(load_rgb(str(name), 260)) for name in names)
    images = [image for image in opened if has_hue(image)][:MOST_PHOTOS]
    photo, hue = np.divmod(np.arange(len(images) * len(HUES)), len(HUES))
    return {"photos": len(images), **_turned(extractor, images, photo, hue), **_set(extractor, images, photo, hue)}


def _both(
    extractor: Extractor, images: list[Image.Image], change: Callable[[Image.Image, int], Image.Image]
) -> list[NDArray[np.float32]]:
    """The colour vectors of all recoloured photos, and of other views of them."""
    versions = [change(image, hue) for image in images for hue in HUES]
    return [
        stored(extractor, versions, "colour"),
        stored(extractor, map(view, versions), "colour"),
    ]


def _turned(
    extractor: Extractor, images: list[Image.Image], photo: NDArray[np.intp], hue: NDArray[np.intp]
) -> dict[str, float]:
    rows, queries = _both(extractor, images, turned)
    distance = ((queries[:, None] - rows[None]) ** 2).sum(axis=2)
    distance[photo[:, None] != photo] = np.inf
    return {"turned, P@1": float((hue[distance.argmin(axis=1)] == hue).mean())}


def _set(
    extractor: Extractor, images: list[Image.Image], photo: NDArray[np.intp], hue: NDArray[np.intp]
) -> dict[str, float]:
    rows, queries = _both(extractor, images, set_to)
    distance = ((queries[:, None] - rows[None]) ** 2).sum(axis=2)
    distance[photo[:, None] == photo] = np.inf
    nearest = distance.argsort(axis=1)[:, :10]
    right = hue[nearest] == hue[:, None]
    return {"set, P@1": float(right[:, 0].mean()), "set, P@10": float(right.mean())}


def milliseconds(run: Callable[[], object], times: int) -> dict[str, float]:
    run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(1000 * (time.perf_counter() - start))
    return {"min": round(min(taken), 3), "median": round(float(np.median(taken)), 3)}


def costs(extractor: Extractor, seed: int) -> dict[str, object]:
    rng = np.random.default_rng(seed)
    image = np.asarray(draw(Garment("", "shirt", COLOURS["navy"], "navy", "checked"), 400, seed))
    vectors = rng.normal(size=(ROWS, 64)).astype(np.float32)
    ranker = Ranker(vectors)
    swatches = np.concatenate([rng.normal(scale=(25, 20, 20), size=(ROWS, 3, 3)), rng.random((ROWS, 3, 1))], axis=2)
    start = time.perf_counter()
    colours = ColourIndex(swatches.astype(np.float32))
    build = 1000 * (time.perf_counter() - start)
    return {
        "the network alone, 400 x 500": milliseconds(lambda: extractor.feature_map(image), 100),
        "with colour, pattern and shape": milliseconds(lambda: extractor.features(image), 100),
        "rank 100,000 rows of 64": milliseconds(lambda: ranker.nearest(vectors[5], 100), 30),
        "colour search, 100,000 photos": milliseconds(lambda: colours.nearest(swatches[7, 0, :3], 100), 30),
        "colour search, building the tree": round(build, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--photos", type=Path, default=PHOTOS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", type=Path, default=MODEL)
    given = parser.parse_args()
    extractor = Extractor(given.model)
    found, taken = on_drawn(extractor, given.seed), costs(extractor, given.seed)
    report: dict[str, object] = {"drawn, P@10": found, "milliseconds": taken}
    if given.photos.is_dir():
        report["recoloured"] = on_photos(extractor, given.photos)
    if given.json:
        print(json.dumps(report))
        return
    for title, figures in report.items():
        print(title, *(f"  {name}: {figure}" for name, figure in dict(figures).items()), sep="\n")  # type: ignore[call-overload]


if __name__ == "__main__":
    main()
