"""The convolutional network: one photo in, its features out."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from PIL import Image

from core.images import RGB
from core.paths import MODEL

INPUT_SIDE = 260  # pixels; what the network was trained at
# Part of the model's identity: vectors of another preprocessing must not be mixed with these.
PREPROCESSING = "square1"

Features = NDArray[np.float16]


class ModelError(Exception):
    """The model file is missing or damaged; str() is one plain sentence."""


class Extractor:
    """Runs the network over one photo at a time.

    Photos go through singly: batches of one were as fast as any on the processors measured, and a photo's vector
    can never depend on its neighbours. Parallelism comes from calling `features` from several threads at once,
    each of which computes on its own core.
    """

    def __init__(self, model: Path = MODEL) -> None:
        """Read the model file; the session is made at first use. Raises ModelError."""
        try:
            self._bytes = model.read_bytes()
        except OSError as error:
            raise ModelError(f"The model {model} cannot be read; install Twinset again.") from error
        digest = hashlib.blake2b(self._bytes, digest_size=6).hexdigest()
        self.model_id = f"{model.stem}-{PREPROCESSING}-{digest}"
        self._session: ort.InferenceSession | None = None
        self._making_session = threading.Lock()

    def features(self, rgb: RGB) -> Features:
        """The embedding of one photo, (H, W, 3) uint8 to (dimensions,) float16 of length 1. Thread-safe."""
        output = self._ready_session().run(["embedding"], {"images": preprocess(rgb)[np.newaxis]})[0]
        vector: Features = np.asarray(output)[0].astype(np.float16)
        return vector

    def _ready_session(self) -> ort.InferenceSession:
        with self._making_session:
            if self._session is None:
                self._session = self._make_session()
            return self._session

    def _make_session(self) -> ort.InferenceSession:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1  # the calling thread itself
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return ort.InferenceSession(self._bytes, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises several classes of its own
            raise ModelError("The model file is damaged; install Twinset again.") from error


def preprocess(rgb: RGB) -> RGB:
    """Centre-crop to a square and resize to (260, 260, 3) uint8; the network normalises inside."""
    height, width = rgb.shape[:2]
    side = min(height, width)
    left, top = (width - side) // 2, (height - side) // 2
    image = Image.fromarray(rgb)
    resized = image.resize(
        (INPUT_SIDE, INPUT_SIDE), Image.Resampling.BICUBIC, (left, top, left + side, top + side), reducing_gap=2.0
    )
    return np.asarray(resized)
