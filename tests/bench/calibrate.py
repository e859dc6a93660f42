"""Calibrates the words on the training photos, and prints what packaging/describe-network.py should write.

    python tests/bench/calibrate.py [--data ../shared/data] [--model FILE]

"Same item": folders of 50 to 3,000 photos are drawn from clothing/train and clothing/extra. Photos of the folder, and
other views of photos, ask for photos that are not theirs; the share of the distance to the fifth nearest below which a
nearest one would be called the same by mistake is fitted as share (n / 1000)^-power. For queries of one view at 0.5 %:
catalogue pictures, which ask so, are more alike than these photos. For those of several views at 1 %. Some mistakes are
none, one garment in two photos, and the larger the folder the more of them it holds: that makes the shares rather small
and the powers large. With half of the powers, stock photos had 1.2 to 1.4 % of false alarms in folders of 100 to 1,000.

Then what tests/bench/no_garment.py prints: how often "no garment" is said. tests/bench/labels.py holds the figures on
photos that nothing here has seen, tests/bench/quality.py what the gate does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.base.paths import MODEL
from core.catalog.catalog import Catalog, Collection
from core.indexing.indexing import index_folders
from core.looks.features import columns
from core.looks.garment import foreground
from core.looks.model import Extractor
from core.photos.images import decode
from core.search.labels import calibrate
from core.search.query import Query, query_of, stored_query
from core.search.space import Space
from tests.bench import no_garment
from tests.bench.views import VIEWS, make_view

SIZES = (50, 100, 200, 400, 1000, 2000, 3000)
DRAWS = 8  # folders of each size
ASKING = 1000  # photos of a folder
VIEWED = 120  # photos of which views are made
SIDE = 512  # px
FIFTH = 5
FALSE_OF_ONE, FALSE_OF_VIEWS = 0.005, 0.01
COPY = 2e-3  # nearer than this, two files hold the same picture
Distances = NDArray[np.float64]


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    if not all(folder.is_dir() for folder in no_garment.folders(options.data)):
        print(f"{options.data} holds no clothing and stock photos to measure on.", file=sys.stderr)
        return 1
    extractor, trained = Extractor(options.model), list(map(str, no_garment.folders(options.data)[:2]))
    with tempfile.TemporaryDirectory() as home, Catalog(Path(home)) as catalog:
        index_folders(catalog, extractor, trained)
        collection = catalog.collection(trained, extractor.model_id)
        kinds = collection.stored.columns(columns("kind", extractor.spec))
        space = Space(collection, extractor.spec, knows_kinds=True, kinds=kinds)
        print(f'"yardstick": "{calibrate(space.looks, extractor.spec).very / extractor.spec.ratios.very:.2f}"')
        print(f'"spread": "{space.spreads["look"]:.2f}"')
        print_same(space, collection, extractor)
        print("\n".join(no_garment.figures(catalog, extractor, options.data)))
    return 0


def print_same(space: Space, collection: Collection, extractor: Extractor) -> None:
    """Fit the shares of the fifth neighbour's distance, and print them."""
    random = np.random.default_rng(0)
    asking = np.sort(random.choice(len(collection.paths), ASKING, replace=False))
    spec = extractor.spec
    of_one = from_all(
        space, collection, [stored_query(collection.stored.row(row), spec) for row in collection.first[asking]]
    )
    of_one[of_one < COPY] = np.inf  # itself, and copies of it
    one = fitted("one view", of_one, FALSE_OF_ONE, random)
    seen = sorted(random.choice(len(collection.paths), VIEWED, replace=False).tolist())
    queries = list(views_of([collection.paths[at] for at in seen], extractor, random))
    of_views = from_all(space, collection, queries)
    of_views[np.arange(len(queries)), np.repeat(seen, len(VIEWS))] = np.inf
    several = fitted("views", of_views, FALSE_OF_VIEWS, random)
    print(f'"same": "0.3 {one[0]:.2f} {one[1]:.2f} {several[0]:.2f} {several[1]:.2f}"')


def from_all(space: Space, collection: Collection, queries: Sequence[Query]) -> Distances:
    """How far the looks of all photos are from each query, (queries, N)."""
    return np.stack([space.exact(query, collection.first)[0] for query in queries])


def fitted(name: str, distances: Distances, false: float, random: np.random.Generator) -> tuple[float, float]:
    """The share and the power at which so many of the queries find a wrong photo nearer, over folders of all SIZES."""
    shares = []
    for size in SIZES:
        nearest = np.concatenate([fifths(distances, size, random) for _ in range(DRAWS)])
        shares.append(float(np.quantile(nearest[:, 0] / nearest[:, 1], false)))
        print(f"{name:10} {size:6,} photos: {100 * false:.1f} % are nearer than {shares[-1]:.3f} of the fifth")
    power, log_share = np.polyfit(np.log(np.array(SIZES) / 1000), np.log(shares), 1)
    return float(np.exp(log_share)), max(float(-power), 0.0)


def fifths(distances: Distances, size: int, random: np.random.Generator) -> Distances:
    """The distance to the nearest and to the fifth nearest photo in a folder drawn for each query, (queries, 2)."""
    found = []
    for each in distances:
        drawn = np.partition(each[random.choice(distances.shape[1], size, replace=False)], FIFTH - 1)
        found.append((drawn[:FIFTH].min(), drawn[FIFTH - 1]))
    return np.array(found)


def views_of(paths: Sequence[str], extractor: Extractor, random: np.random.Generator) -> Iterator[Query]:
    """Queries with other views of photos, in the order of VIEWS; rooms are other photos of these."""
    photos = [Image.fromarray(decode(path, SIDE).rgb) for path in paths]
    for photo in photos:
        photo.thumbnail((SIDE, SIDE))
    for photo in photos:
        for view in VIEWS:
            source = on_white(photo) if view == "room" else photo
            yield query_of(np.asarray(make_view(view, source, photos, random)), extractor)


def on_white(photo: Image.Image) -> Image.Image:
    """The garment cut out of its photo, as `make_view` wants it for a room."""
    small = np.asarray(photo.resize((96, 96), Image.Resampling.BOX))
    mask = Image.fromarray((255 * foreground(small)).astype(np.uint8)).resize(photo.size, Image.Resampling.BILINEAR)
    pixels = np.minimum(np.asarray(photo), 244)  # what is whiter counts as background
    return Image.fromarray(np.where(np.asarray(mask)[..., np.newaxis] > 127, pixels, 255).astype(np.uint8))


if __name__ == "__main__":
    sys.exit(main())
