"""Photos as the network takes them; core/looks/model.py must agree."""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

SIDE = 260
PREPROCESSING = (
    "upright RGB; centre square of side s = min(w, h) from ((w - s) // 2, (h - s) // 2); "
    "Pillow resize to 260 x 260, BICUBIC, box = that square, reducing_gap = 2.0; bytes, not normalised"
)


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
