"""How well copies of stock photos that were turned or altered find their photo, and what looking in four turns costs.

    python tests/bench/turned.py [--data ../shared/data] [--home DIRECTORY] [--seed 7] [--json]

60 photos are drawn, altered, saved as JPEG without any metadata and asked with among all 1,000: once as they are, and
once as the program asks, in four turns where nothing comes close. "absent" asks with photos as they are in a folder
without them: none of those should be turned. With --home the index is kept there and used again.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.catalog.catalog import Catalog, Collection
from core.indexing.indexing import index_folders
from core.looks.model import Extractor
from core.photos.images import load_rgb
from core.search.labels import Label
from core.search.query import make_query
from core.search.request import Request
from core.search.search import Searcher
from core.search.turns import OtherTurns, ask

DRAWN = 60
JPEG_QUALITY = 90


def _framed(photo: Image.Image) -> Image.Image:
    return ImageOps.expand(photo, round(0.1 * max(photo.size)), "black")


def _middle(photo: Image.Image) -> Image.Image:
    width, height = photo.size
    return photo.crop((round(0.2 * width), round(0.2 * height), round(0.8 * width), round(0.8 * height)))


ALTERED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is": lambda photo: photo,
    "turned by 90": lambda photo: photo.transpose(Image.Transpose.ROTATE_270),
    "turned by 180": lambda photo: photo.transpose(Image.Transpose.ROTATE_180),
    "turned by 270": lambda photo: photo.transpose(Image.Transpose.ROTATE_90),
    "mirrored": ImageOps.mirror,
    "grey": lambda photo: ImageOps.grayscale(photo).convert("RGB"),
    "dark x0.25": lambda photo: ImageEnhance.Brightness(photo).enhance(0.25),
    "framed": _framed,
    "middle 60 %": _middle,
}


@dataclass(frozen=True)
class Outcome:
    """What one photo found: whether its own came first, within ten, and was called the same item."""

    first: bool
    ten: bool
    same: bool
    turned: bool
    seconds: float


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--home", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    stock = (options.data / "stock").resolve()
    if not stock.is_dir():
        print(f"{options.data} holds no stock photos to measure on.", file=sys.stderr)
        return 1
    with ExitStack() as kept:
        home = options.home or Path(kept.enter_context(tempfile.TemporaryDirectory()))
        figures = measure(home, str(stock), options.seed)
    print(json.dumps(figures) if options.json else as_text(figures))
    return 0


def measure(home: Path, stock: str, seed: int) -> dict[str, dict[str, float]]:
    """Counts and median seconds of each alteration."""
    extractor = Extractor()
    with Catalog(home) as catalog:
        index_folders(catalog, extractor, [stock])
        collection = catalog.collection([stock], extractor.model_id)
        drawn = np.random.default_rng(seed).choice(len(collection.paths), DRAWN, replace=False).tolist()
        searcher, figures = Searcher(collection, extractor.spec), {}
        for name, alter in ALTERED.items():
            asked = [_outcomes(collection.paths[row], alter, searcher, extractor, catalog) for row in drawn]
            figures[name] = _told(asked)
        rest = np.setdiff1d(np.arange(len(collection.paths)), drawn).tolist()
        others = Collection.of(tuple(collection.paths[row] for row in rest), collection.vectors[:][rest])
        absent = Searcher(others, extractor.spec)
        asked = [_outcomes(collection.paths[row], ALTERED["as it is"], absent, extractor, catalog) for row in drawn]
        figures["absent"] = _told(asked)
    return figures


def _outcomes(
    path: str, alter: Callable[[Image.Image], Image.Image], searcher: Searcher, extractor: Extractor, catalog: Catalog
) -> tuple[Outcome, Outcome]:
    """Asked with as it is, and in four turns."""
    stream = io.BytesIO()
    alter(Image.fromarray(load_rgb(path))).save(stream, "JPEG", quality=JPEG_QUALITY)
    data = stream.getvalue()
    start = time.perf_counter()
    query = make_query(data, extractor, catalog)
    plain = ask(searcher, query)
    between = time.perf_counter()
    others = OtherTurns(data, extractor)
    turned = ask(searcher, query, others.glances, others.closely)
    end = time.perf_counter()
    outcomes = []
    for one, seconds in ((plain, between - start), (turned, end - start)):
        found = searcher.nearest(Request(one.query, 10), one.estimates)
        own = [match for match in found if match.path == path]
        same = bool(own) and own[0].label == Label.SAME
        outcomes.append(Outcome(found[0].path == path, bool(own), same, one.turns > 0, seconds))
    return outcomes[0], outcomes[1]


def _told(asked: list[tuple[Outcome, Outcome]]) -> dict[str, float]:
    told: dict[str, float] = {}
    for name, outcomes in zip(("plain", "in turns"), zip(*asked, strict=True), strict=True):
        for what in ("first", "ten", "same"):
            told[f"{name}: {what}"] = sum(getattr(one, what) for one in outcomes)
        told[f"{name}: ms"] = 1000 * float(np.median([one.seconds for one in outcomes]))
    told["turned"] = sum(one.turned for _, one in asked)
    return told


def as_text(figures: dict[str, dict[str, float]]) -> str:
    """One line for each alteration."""
    head = f"of {DRAWN}            first/ten/same as it is      first/ten/same in turns     turned    ms, ms"
    return "\n".join((head, *(_line(name, told) for name, told in figures.items())))


def _line(name: str, told: dict[str, float]) -> str:
    counts = [
        "/".join(f"{told[f'{how}: {what}']:3.0f}" for what in ("first", "ten", "same")) for how in ("plain", "in turns")
    ]
    times = f"{told['plain: ms']:5.0f}, {told['in turns: ms']:.0f}"
    return f"{name:16}  {counts[0]:28} {counts[1]:28} {told['turned']:4.0f}    {times}"


if __name__ == "__main__":
    sys.exit(main())
