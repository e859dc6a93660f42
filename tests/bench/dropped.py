"""A dropped photo to its results: from the bytes of a photo that the folder does not hold to the ranked photos.

    python -m tests.bench.dropped [--photos 1000] [--times 15]

The stock photos are indexed. Then it is asked with the middle of some of them, encoded anew, which find something
close, and with validation photos, most of which find nothing close and are asked in four turns. All of it happens as in
the window, but in this process: decoded, looked at in its views, ranked. Median and worst by the clock and of the
processor, and the median in units of what one photo costs when it is indexed, measured in turn: that depends on no
machine.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from PIL import Image

from core.catalog.catalog import Catalog
from core.indexing.indexing import IndexRequest, index_folders
from core.looks.model import Extractor
from core.photos.images import decode
from core.search.answer import answer
from core.search.found import Found
from core.search.query import QueryMaker
from core.search.question import Question, Tuning
from core.search.search import Searcher

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
MIDDLE = 0.9  # of a photo's sides


class Spent(NamedTuple):
    """Milliseconds by the clock and of the processor."""

    clock: float
    processor: float


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=1000)
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args()
    stock, others = (sorted(DATA.glob(of)) for of in ("stock/*.jpg", "clothing/validation/*/*.jpg"))
    if not stock or not others:
        print(f"{DATA} holds no photos to measure on.", file=sys.stderr)
        return 1
    extractor = Extractor()
    with tempfile.TemporaryDirectory(prefix="twinset-bench-") as home, Catalog(Path(home)) as catalog:
        folder = str(DATA / "stock")
        index_folders(catalog, extractor, [folder], IndexRequest(options.photos))
        searcher = Searcher(catalog.collection([folder], extractor.model_id), extractor.spec)
        searcher.prepare()
        maker = QueryMaker(extractor, lambda: contextlib.nullcontext(catalog), keeps_pictures=True)
        print(f"{len(searcher.collection.paths)} photos")
        print(f"{'':18}{'ms':>8}{'worst':>8}{'processor':>11}{'worst':>8}{'photos':>8}{'turned':>8}")
        near = [_middle(path) for path in stock[:: len(stock) // options.times][: options.times]]
        far = [path.read_bytes() for path in others[:: len(others) // options.times][: options.times]]
        for name, photos in (("something close", near), ("nothing close", far)):
            _measure(name, photos, searcher, maker)
    return 0


def _measure(name: str, photos: Iterable[bytes], searcher: Searcher, maker: QueryMaker) -> None:
    asked, one, found = list[Spent](), list[Spent](), list[Found]()

    def index(data: bytes) -> None:
        maker.extractor.features(decode(data, maker.extractor.spec.side).rgb)

    def drop(data: bytes) -> None:
        found.append(answer(searcher, maker, Question(data, "dropped"), Tuning()).found)

    for data in photos:
        one.append(_spent(partial(index, data)))
        asked.append(_spent(partial(drop, data)))
    turned = sum(len(each.in_turns) > 1 for each in found)
    clock, processor = ([each[place] for each in asked] for place in (0, 1))
    units = median(each.processor / unit.processor for each, unit in zip(asked, one, strict=True))
    worst = f"{max(clock):8.0f}{median(processor):11.0f}{max(processor):8.0f}"
    print(f"{name:18}{median(clock):8.0f}{worst}{units:8.1f}{turned:>5}/{len(asked)}", flush=True)


def _middle(path: Path) -> bytes:
    """As a JPEG of its own."""
    with Image.open(path) as photo:
        width, height = photo.size
        left, top = (round(side * (1 - MIDDLE) / 2) for side in photo.size)
        stream = io.BytesIO()
        photo.convert("RGB").crop((left, top, width - left, height - top)).save(stream, "JPEG", quality=90)
    return stream.getvalue()


def _spent(work: Callable[[], object]) -> Spent:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor))


if __name__ == "__main__":
    sys.exit(main())
