"""Photos as the model takes them (core/looks/model.py must agree), and the model run over them."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

SIDE = 260
PREPROCESSING = (
    "upright RGB; centre square of side s = min(w, h) from ((w - s) // 2, (h - s) // 2); "
    "Pillow resize to 260 x 260, BICUBIC, box = that square, reducing_gap = 2.0; bytes, not normalised"
)
Item = TypeVar("Item")


def square(photo: Image.Image) -> NDArray[np.uint8]:
    """Centre square of an upright RGB photo, as (260, 260, 3) bytes."""
    width, height = photo.size
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    box = (left, top, left + side, top + side)
    return np.asarray(photo.resize((SIDE, SIDE), Image.Resampling.BICUBIC, box=box, reducing_gap=2.0))


def read(path: Path) -> Image.Image:
    """The photo as RGB (the data set is upright, so no EXIF turn)."""
    with Image.open(path) as photo:
        return photo.convert("RGB")


def load(path: Path) -> NDArray[np.uint8]:
    """(260, 260, 3) bytes of one photo file."""
    return square(read(path))


def open_session(model: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """A session on the processor that gives `threads` threads to one photo."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def embed(
    model: Path,
    items: Sequence[Item],
    load_item: Callable[[Item], NDArray[np.uint8]],
) -> NDArray[np.float32]:
    """First output of the model for each item, (N, D), one photo at a time on two threads."""
    session = open_session(model)
    name = session.get_outputs()[0].name

    def one(item: Item) -> NDArray[np.float32]:
        return np.asarray(session.run([name], {"images": load_item(item)[None]})[0][0])

    with ThreadPoolExecutor(2) as pool:
        return np.stack(list(pool.map(one, items)))
