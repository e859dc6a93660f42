"""How often it is said that a photo shows no garment: of garments, and of other pictures.

    python tests/bench/no_garment.py [--data ../shared/data] [--model FILE]

Other pictures are plain colours, noise, drawn shapes, and floors and walls cut out of clothing/train beside a garment.
They ask from outside; garments ask as photos of their folder, which is the harder case: clothing/extra, which this file
was not trained on, among train and extra; clothing/validation and stock among their own. Of the stock photos some are
bags and jewellery. The first line is what the file says; the others tell what other numbers would do.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.base.paths import MODEL
from core.catalog.catalog import Catalog
from core.indexing.indexing import index_folders
from core.looks.garment import foreground
from core.looks.model import Extractor
from core.looks.spec import NoGarment
from core.photos.images import RGB, decode
from core.search.query import Query, query_of
from core.search.search import Searcher

FLOORS, DRAWN, PLAIN = 60, 40, 20
SIZE = (400, 300)  # px of a picture that is made, height and width
SHARE = 0.42  # of a photo's short side: the square that is cut out
ASKING = 300  # photos of a folder
TRIED = (NoGarment(0.5, 0.9), NoGarment(0.6, 0.95), NoGarment(0.6, 1.0), NoGarment(0.7, 1.0))


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    if not all(folder.is_dir() for folder in folders(options.data)):
        print(f"{options.data} holds no clothing and stock photos to measure on.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as home, Catalog(Path(home)) as catalog:
        print("\n".join(figures(catalog, Extractor(options.model), options.data)))
    return 0


def folders(data: Path) -> tuple[Path, ...]:
    """Train, extra, validation and stock."""
    return *(data / "clothing" / name for name in ("train", "extra", "validation")), data / "stock"


def figures(catalog: Catalog, extractor: Extractor, data: Path) -> Iterator[str]:
    """The lines of the table; photos that the catalog does not know are indexed."""
    train, extra, validation, stock = folders(data)
    searchers, random = [], np.random.default_rng(0)
    for searched in ([train, extra], [validation], [stock]):
        index_folders(catalog, extractor, list(map(str, searched)))
        collection = catalog.collection(list(map(str, searched)), extractor.model_id)
        searchers.append(Searcher(collection, extractor.spec))
    trained = searchers[0]
    asked: dict[str, tuple[Searcher, list[Query]]] = {
        name: (trained, [query_of(rgb, extractor) for rgb in pictures])
        for name, pictures in others(sorted(map(str, train.rglob("*.jpg"))), random).items()
    }
    for name, searcher in zip(("extra", "validation", "stock"), searchers, strict=True):
        paths = [path for path in searcher.collection.paths if f"/{name}/" in path]
        chosen = sorted(random.choice(len(paths), min(ASKING, len(paths)), replace=False).tolist())
        queries = [searcher.query(paths[at]) for at in chosen]
        asked[name] = searcher, [query for query in queries if query is not None]
    yield from table(asked)


def table(asked: dict[str, tuple[Searcher, list[Query]]]) -> Iterator[str]:
    """How many in a hundred are taken to show no garment, for what the file says and for what is tried."""
    spec = next(iter(asked.values()))[0].spec
    yield f"{'confidence, beyond':20}" + "".join(f"{name:>12}" for name in asked)
    for limits in (*((spec.no_garment,) if spec.no_garment else ()), *TRIED):
        shares = [
            share(Searcher(one.collection, replace(spec, no_garment=limits)), all_) for one, all_ in asked.values()
        ]
        numbers = f"{limits.confidence:.2f}, {limits.beyond:.2f}"
        yield f"{numbers:20}" + "".join(f"{100 * each:11.1f}%" for each in shares)


def share(searcher: Searcher, queries: Sequence[Query]) -> float:
    """How many of the queries are taken to show none."""
    return float(np.mean([not searcher.sees_garment(query, searcher.estimates(query)) for query in queries]))


def others(photos: Sequence[str], random: np.random.Generator) -> dict[str, list[RGB]]:
    """Pictures that show no garment."""
    return {
        "floors": list(floors(photos, random)),
        "plain": [np.full((*SIZE, 3), random.integers(256, size=3), np.uint8) for _ in range(PLAIN)],
        "noise": [noise(random, at % 2 == 0) for at in range(PLAIN)],
        "drawn": [drawing(random) for _ in range(DRAWN)],
    }


def floors(photos: Sequence[str], random: np.random.Generator) -> Iterator[RGB]:
    """Squares of photos in which nothing of the garment is."""
    found = 0
    for at in random.permutation(len(photos)).tolist():
        rgb = decode(photos[at], 512).rgb
        mask = foreground(np.asarray(Image.fromarray(rgb).resize((96, 96), Image.Resampling.BOX)))
        height, width = rgb.shape[:2]
        side = int(SHARE * min(height, width))
        for top, left in ((0, 0), (0, width - side), (height - side, 0), (height - side, width - side)):
            rows, columns = (
                [96 * start // length, 96 * (start + side) // length]
                for start, length in ((top, height), (left, width))
            )
            if (mask[slice(*rows), slice(*columns)] > 0.3).mean() < 0.01:
                found += 1
                yield np.ascontiguousarray(rgb[top : top + side, left : left + side])
                break
        if found == FLOORS:
            return


def noise(random: np.random.Generator, is_soft: bool) -> RGB:
    """Random pixels, or soft clouds."""
    if not is_soft:
        return random.integers(256, size=(*SIZE, 3), dtype=np.uint8)
    few = Image.fromarray(random.integers(256, size=(5, 4, 3), dtype=np.uint8))
    return np.asarray(few.resize(SIZE[::-1], Image.Resampling.BICUBIC))


def drawing(random: np.random.Generator) -> RGB:
    """Some shapes on a plain ground."""
    image = Image.new("RGB", SIZE[::-1], colour(random))
    draw = ImageDraw.Draw(image)
    for _ in range(int(random.integers(1, 9))):
        left, top = int(random.integers(SIZE[1])), int(random.integers(SIZE[0]))
        right, bottom = (start + int(random.integers(20, 200)) for start in (left, top))
        shape = (draw.ellipse, draw.rectangle, draw.line)[int(random.integers(3))]
        shape((left, top, right, bottom), fill=colour(random))
    return np.asarray(image)


def colour(random: np.random.Generator) -> tuple[int, int, int]:
    """Any."""
    red, green, blue = random.integers(256, size=3).tolist()
    return red, green, blue


if __name__ == "__main__":
    sys.exit(main())
