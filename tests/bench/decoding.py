"""Decoding photos of 12 million pixels against the decoders' own limit.

    python -m tests.bench.decoding [--times 12] [--heic FILE]

A stock photo (or a drawn one) is enlarged to 3024 x 4032 and given the noise of a sensor, as else it would be far
easier to decode than a photo. Each round decodes it as features, a thumbnail and the large view need it, and in turn
lets the library alone decode as much: libjpeg at the smallest scale that serves, libheif all. What is printed is
processor time and the limit's share of it, the median of the rounds; 1 would be no time of our own.

Twinset cannot write HEIC. `--heic` is a file that another program made of the same photo, `--write FILE` writes that
photo as PNG for it.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
from PIL import Image

from core.looks.model import Extractor
from core.photos.images import decode
from core.sample.sample import draw, garments

STOCK = Path(__file__).resolve().parents[3] / "shared" / "data" / "stock"
SIZE = (3024, 4032)
NOISE = 4.0  # levels of 255
THUMBNAIL, LARGE = 256, 2048  # px


class Task(NamedTuple):
    """What the program does with a file, and the least that a library has to do for it."""

    name: str
    ours: Callable[[], object]
    limit: Callable[[], object]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=12)
    parser.add_argument("--heic", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    photo = enlarged()
    if options.write is not None:
        photo.save(options.write, "PNG", compress_level=1)
        return 0
    stream = io.BytesIO()
    photo.save(stream, "JPEG", quality=90)
    tasks = list(of_file("JPEG", stream.getvalue()))
    if options.heic is not None:
        tasks += of_file("HEIC", options.heic.read_bytes())
    print(f"{'':24}{'ours, ms':>10}{'limit, ms':>12}{'share':>8}")
    for task in tasks:
        times = [(spent(task.ours), spent(task.limit)) for _ in range(options.times)]
        ours, limit = (1000 * median(one) for one in zip(*times, strict=True))
        share = median(limit / ours for ours, limit in times)
        print(f"{task.name:24}{ours:10.1f}{limit:12.1f}{share:8.2f}", flush=True)
    return 0


def enlarged() -> Image.Image:
    """A photo of 12 million pixels."""
    stock = sorted(STOCK.glob("*.jpg"))
    small = Image.open(stock[len(stock) // 2]).convert("RGB") if stock else draw(garments()[0], 800).convert("RGB")
    levels = np.asarray(small.resize(SIZE, Image.Resampling.BICUBIC), np.float32)
    noise = np.random.default_rng(0).normal(scale=NOISE, size=levels.shape)
    return Image.fromarray(np.clip(levels + noise, 0, 255).astype(np.uint8))


def of_file(name: str, data: bytes) -> list[Task]:
    """For a network, for the gallery, for the large view."""
    side = Extractor().spec.side
    wanted = {"features": (side, 0), "thumbnail": (THUMBNAIL, THUMBNAIL), "large view": (LARGE, LARGE)}
    return [
        Task(f"{name}, {what}", lambda sizes=sizes: decode(data, *sizes), lambda sizes=sizes: decoded(data, sizes[0]))
        for what, sizes in wanted.items()
    ]


def decoded(data: bytes, at_least: int) -> None:
    """By the library alone, a JPEG at the smallest scale whose short side is long enough."""
    with Image.open(io.BytesIO(data)) as image:
        scale = next((scale for scale in (8, 4, 2) if min(image.size) >= at_least * scale), 1)
        if image.format == "JPEG" and scale > 1:
            image.draft(None, (image.width // scale, image.height // scale))
        image.load()


def spent(work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
