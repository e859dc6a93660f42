"""Photos as the network takes them; core/looks/model.py must agree."""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]  # (H, W, 3), RGB


def preprocessing(side: int) -> str:
    """What `square` does, for whoever reads a file's metadata."""
    return (
        "upright RGB; centre square of side s = min(w, h) from ((w - s) // 2, (h - s) // 2); "
        f"Pillow resize to {side} x {side}, BICUBIC, box = that square, reducing_gap = 2.0; bytes, not normalised"
    )


def square(photo: Image.Image, side: int) -> Picture:
    """Centre square of an upright RGB photo, as (side, side, 3) bytes."""
    width, height = photo.size
    edge = min(width, height)
    left, top = (width - edge) // 2, (height - edge) // 2
    box = (left, top, left + edge, top + edge)
    return np.asarray(photo.resize((side, side), Image.Resampling.BICUBIC, box=box, reducing_gap=2.0))


def read(path: Path) -> Image.Image:
    """The photo as RGB (the data set is upright, so no EXIF turn)."""
    with Image.open(path) as photo:
        return photo.convert("RGB")


def load(path: Path, side: int) -> Picture:
    """(side, side, 3) bytes of one photo file."""
    return square(read(path), side)


def open_session(model: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """A session on the processor that gives `threads` threads to one photo."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
