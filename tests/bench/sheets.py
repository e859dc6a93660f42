"""How long a sheet of large photos takes, decoded one after the other and side by side.

    python -m tests.bench.sheets [--photos 50] [--repeats 3]

Draws one A4 page across of JPEG files of 12 million pixels, as the window does: decoded in worker processes, which are
warm. In turn with one photo at a time and with as many as there are cores; medians, in seconds, and their ratio.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median
from unittest.mock import patch

import numpy as np
from PIL import Image

from core.looks.model import core_count
from core.sharing.layout import Layout, Size, measures
from core.sharing.shared import Item, Shared
from core.sharing.sheet import Hands, draw_page
from core.workers.pictures import Pictures

SIZE = (4000, 3000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=50)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    pictures = Pictures(lambda: 60.0)
    took: dict[int, list[float]] = {1: [], core_count(): []}
    with tempfile.TemporaryDirectory(prefix="twinset-bench-") as top:
        items = tuple(Item(str(_photo(Path(top), number)), f"{number}") for number in range(options.photos))
        shared = Shared("All photos", items)
        for at_once in took:
            _drawn(shared, pictures, at_once)
        for _ in range(options.repeats):
            for at_once, times in took.items():
                times.append(_drawn(shared, pictures, at_once))
    pictures.end()
    one, all_ = median(took[1]), median(took[core_count()])
    told = f"one at a time {one:.2f} s, side by side {all_:.2f} s ({one / all_:.2f} times as fast)"
    print(f"{options.photos} photos on {core_count()} cores: {told}")


def _drawn(shared: Shared, pictures: Pictures, at_once: int) -> float:
    layout = Layout(rows=-(-len(shared.items) // 10), columns=10, size=Size.A4_ACROSS)
    began = time.perf_counter()
    with patch("core.sharing.fitted.core_count", lambda: at_once):
        draw_page(shared, layout, measures(shared, layout), hands=Hands(pictures.decode))
    return time.perf_counter() - began


def _photo(folder: Path, number: int) -> Path:
    file = folder / f"{number:03}.jpg"
    rough = np.random.default_rng(number).integers(0, 255, (SIZE[1] // 8, SIZE[0] // 8, 3), np.uint8)
    Image.fromarray(rough).resize(SIZE).save(file, quality=90)
    return file


if __name__ == "__main__":
    main()
