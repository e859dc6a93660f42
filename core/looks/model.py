"""The convolutional network: one photo in, its features out."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.base import sentences
from core.base.console import while_loading
from core.base.paths import MODEL
from core.looks.aspects import ASPECTS_ID, Aspects, describe, describe_marked
from core.looks.features import LAYOUT, Features, join
from core.looks.garment import SoftMask
from core.looks.spec import ModelError as ModelError
from core.looks.spec import fingerprint, read_spec
from core.photos.images import RGB

if sys.platform == "win32" or TYPE_CHECKING:
    import onnxruntime as ort  # before anything of Qt, whose DLLs clash with its own; elsewhere once it is needed

# Part of the model's identity: vectors of another preprocessing must not be mixed with these.
PREPROCESSING = "square2"  # 2: colour profiles are minded
_HEADS = ("mask", "words")  # outputs that packaging/train-network/heads.py adds; a file may be without


class Extractor:
    """Runs the network over one photo at a time.

    Photos go through singly: batches of one were as fast as any on the processors measured, and a photo's vector
    can never depend on its neighbours. Parallelism comes from calling `features` from several threads at once,
    each of which computes on its own core.

    Attributes:
        spec: what the network is like. model_id: what its features are known by.
    """

    def __init__(self, model: Path = MODEL) -> None:
        """Read the model file; the session is made at first use. Raises ModelError."""
        try:
            self._bytes = model.read_bytes()
        except OSError as error:
            raise ModelError(sentences.NO_MODEL.filled(model=model)) from error
        self.model = model
        self.spec = read_spec(self._bytes)
        self.model_id = f"{model.stem}-{PREPROCESSING}-{ASPECTS_ID}-{LAYOUT}-{fingerprint(self._bytes)}"
        self._session: ort.InferenceSession | None = None
        self._making_session = threading.Lock()

    def prepare(self) -> None:
        """Make the session now. Raises ModelError."""
        self._ready_session()

    def features(self, rgb: RGB) -> Features:
        """All features of one photo, (H, W, 3) uint8 to a row (width,) float16: see `features`. Thread-safe."""
        return self.features_and_mask(rgb)[0]

    def features_and_mask(self, rgb: RGB) -> tuple[Features, SoftMask | None]:
        """The same, and where in the photo's centre square the garment is, (h, w): None where the file has no mask."""
        square = preprocess(rgb, self.spec.side)
        wanted = ["look", "kind", "map", *(["finer"] if self.spec.finer_names else []), *self._heads()]
        told = dict(zip(wanted, self._outputs(wanted, square), strict=True))
        finer = told.get("finer", np.zeros(0, np.float32))
        return join(told["look"], told["kind"], finer, _aspects(rgb, square, told)), told.get("mask")

    def mask(self, square: RGB) -> SoftMask | None:
        """Where the garment is in a square picture, (h, w), 0 to 1; None where the file has no mask. Thread-safe."""
        return self._run(["mask"], square)[0] if self._heads() else None

    def _heads(self) -> tuple[str, ...]:
        """Those of _HEADS, all or none, that the file has."""
        given = {output.name for output in self._ready_session().get_outputs()}
        return _HEADS if given.issuperset(_HEADS) else ()

    def looks_and_kinds(self, views: Sequence[RGB]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The embeddings (views, D) and kinds' probabilities (views, kinds) of several views, on all cores."""
        with ThreadPoolExecutor(core_count()) as pool:
            outputs = list(pool.map(lambda view: self._run(["look", "kind"], view), views))
        return np.stack([look for look, _ in outputs]), np.stack([kind for _, kind in outputs])

    def feature_map(self, rgb: RGB) -> NDArray[np.float32]:
        """The network's last feature map, (C, h, w), over the photo's centre square."""
        return self._run(["map"], rgb)[0]

    def _run(self, outputs: Sequence[str], rgb: RGB) -> list[NDArray[np.float32]]:
        return self._outputs(outputs, preprocess(rgb, self.spec.side))

    def _outputs(self, outputs: Sequence[str], square: RGB) -> list[NDArray[np.float32]]:
        results = self._ready_session().run(outputs, {"images": square[np.newaxis]})
        return [np.asarray(result)[0] for result in results]

    def _ready_session(self) -> ort.InferenceSession:
        with self._making_session:
            if self._session is None:
                self._session = self._make_session()
            return self._session

    def _make_session(self) -> ort.InferenceSession:
        with while_loading():
            import onnxruntime as ort  # here, because the window opens sooner without

        options = ort.SessionOptions()
        options.intra_op_num_threads = 1  # the calling thread itself
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return ort.InferenceSession(self._bytes, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises several classes of its own
            raise ModelError(sentences.DAMAGED_MODEL) from error


def _aspects(rgb: RGB, square: RGB, told: Mapping[str, NDArray[np.float32]]) -> Aspects:
    """By what the network told of a photo's centre square."""
    if "mask" in told:
        return describe_marked(square, told["mask"], told["words"])
    return describe(rgb, told["map"])


def core_count() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def centre_square(rgb: RGB) -> tuple[int, int, int, int]:
    """The part of a photo that the network sees: left, top, right, bottom in pixels."""
    height, width = rgb.shape[:2]
    side = min(height, width)
    left, top = (width - side) // 2, (height - side) // 2
    return left, top, left + side, top + side


def preprocess(rgb: RGB, side: int) -> RGB:
    """The centre square at (side, side, 3) uint8; the network normalises inside."""
    size = (side, side)
    image = Image.fromarray(rgb).resize(size, Image.Resampling.BICUBIC, centre_square(rgb), reducing_gap=2.0)
    return np.asarray(image)
