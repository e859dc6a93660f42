"""Retrieval figures: precision by class, and finding a photo again from a changed view."""

import io
import random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

VIEWS = ("crop", "thumbnail", "mirrored")


def _cosines(queries: NDArray[np.float32], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    unit = [x / np.linalg.norm(x, axis=1, keepdims=True) for x in (queries, vectors)]
    return np.asarray(unit[0] @ unit[1].T)


def class_scores(
    vectors: NDArray[np.float32], labels: NDArray[np.str_], queries: NDArray[np.bool_] | None = None
) -> tuple[float, float]:
    """Mean precision@10 and mean average precision, leave one out; `queries` (N,) selects who asks.

    A neighbour is right when its class is that of the query. All other photos are ranked.
    """
    similarity = _cosines(vectors, vectors)
    np.fill_diagonal(similarity, -np.inf)
    order = np.argsort(-similarity, axis=1, kind="stable")[:, :-1]
    right = labels[order] == labels[:, None]
    if queries is not None:
        right = right[queries]
    precision = np.cumsum(right, axis=1) / np.arange(1, right.shape[1] + 1)
    average = (precision * right).sum(axis=1) / right.sum(axis=1)
    return float(right[:, :10].mean()), float(average.mean())


def recall(
    queries: NDArray[np.float32],
    vectors: NDArray[np.float32],
    ranks: tuple[int, ...] = (1, 10),
) -> list[float]:
    """Share of queries whose own photo (same row of `vectors`) is among the first k, per k in `ranks`."""
    order = np.argsort(-_cosines(queries, vectors), axis=1, kind="stable")
    own = order == np.arange(len(queries))[:, None]
    return [float(own[:, :k].any(axis=1).mean()) for k in ranks]


def _cut(photo: Image.Image, share: float, chance: random.Random) -> Image.Image:
    width, height = int(share * photo.width), int(share * photo.height)
    left, top = chance.randint(0, photo.width - width), chance.randint(0, photo.height - height)
    return photo.crop((left, top, left + width, top + height))


def _thumbnail(photo: Image.Image) -> Image.Image:
    small = photo.copy()
    small.thumbnail((96, 96))
    stored = io.BytesIO()
    small.save(stored, "JPEG", quality=60)
    return Image.open(stored).convert("RGB")


def view(photo: Image.Image, kind: str, seed: str) -> Image.Image:
    """A changed view of the photo.

    crop: 60% of each side, anywhere. thumbnail: 96 px, JPEG quality 60. mirrored: also turned by up to
    8 degrees, cut to 75% of each side and darker by 20%.
    """
    chance = random.Random(seed + kind)
    if kind == "crop":
        return _cut(photo, 0.6, chance)
    if kind == "thumbnail":
        return _thumbnail(photo)
    angle, white = chance.uniform(-8, 8), (255, 255, 255)
    turned = ImageOps.mirror(photo).rotate(angle, Image.Resampling.BICUBIC, fillcolor=white)
    return _cut(turned, 0.75, chance).point(lambda value: int(value * 0.8))
