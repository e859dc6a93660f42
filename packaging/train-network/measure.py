"""Measures an embedding file: class retrieval, view retrieval, query rules, garment kind, distances of same items."""

from __future__ import annotations

import argparse
import io
import json
import random
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime as ort
from garment_net import KINDS, SIDE
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageFilter

Vectors = NDArray[np.float32]
VIEWS = ("crop", "turn", "poor", "room", "thumb")
QUERIES = 200
NEAR, FAR = 0.9, 1.15  # instance distances between which the kind begins to count
KIND_WEIGHT = 32.0


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    """``image`` after one JPEG round trip."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer).convert("RGB")


def cut_out(image: Image.Image) -> Image.Image:
    """The middle: 0.18 to 0.82 of the width, 0.12 to 0.72 of the height."""
    w, h = image.size
    return image.crop((int(0.18 * w), int(0.12 * h), int(0.82 * w), int(0.72 * h)))


def turn(image: Image.Image, rng: random.Random) -> Image.Image:
    """Mirrored and turned by up to 12 degrees, white corners."""
    mirrored = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return mirrored.rotate(rng.uniform(-12, 12), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))


def poor(image: Image.Image, rng: random.Random) -> Image.Image:
    """Wrong light and colour, blurred, JPEG quality 35."""
    image = ImageEnhance.Brightness(image).enhance(rng.choice((0.6, 1.25)))
    image = ImageEnhance.Color(image).enhance(rng.choice((0.6, 1.4)))
    return jpeg(image.filter(ImageFilter.GaussianBlur(1.2)), 35)


def room(image: Image.Image, scene: Image.Image, rng: random.Random) -> Image.Image:
    """The non-white pixels, 50 to 85 % of the scene, pasted at a random place of a 480 x 640 photo."""
    scene = scene.resize((480, 640), Image.Resampling.BICUBIC)
    mask = Image.fromarray(((np.asarray(image).min(axis=2) < 240) * 255).astype(np.uint8))
    box = mask.getbbox() or (0, 0, *image.size)
    garment, mask = image.crop(box), mask.crop(box)
    scale = rng.uniform(0.5, 0.85) * min(480 / garment.width, 640 / garment.height)
    size = max(1, round(garment.width * scale)), max(1, round(garment.height * scale))
    place = rng.randint(0, 480 - size[0]), rng.randint(0, 640 - size[1])
    scene.paste(garment.resize(size, Image.Resampling.BICUBIC), place, mask.resize(size))
    return scene


def load(path: Path) -> Image.Image:
    return Image.open(path).convert("RGB")


def view(image: Image.Image, kind: str, scenes: list[Path], rng: random.Random) -> Image.Image:
    """One view by the recipe of tests/bench/views.py; the thumbnail is squashed to 120 x 120, JPEG 60."""
    if kind == "crop":
        return cut_out(image)
    if kind == "turn":
        return turn(image, rng)
    if kind == "poor":
        return poor(image, rng)
    if kind == "room":
        return room(image, load(rng.choice(scenes)), rng)
    return jpeg(image.resize((120, 120), Image.Resampling.BICUBIC), 60)


def square(image: Image.Image, box: tuple[float, float, float, float] | None = None) -> NDArray[np.uint8]:
    """(260, 260, 3): the centre square, or what is in ``box``, bicubic and antialiased."""
    w, h = image.size
    edge = min(w, h)
    left, top = (w - edge) // 2, (h - edge) // 2
    box = box or (left, top, left + edge, top + edge)
    return np.asarray(image.resize((SIDE, SIDE), Image.Resampling.BICUBIC, box=box))


def plain_border(image: Image.Image) -> bool:
    """Whether most of the border has one colour: then the garment stands alone and fills the photo."""
    small = np.asarray(image.resize((64, 64), Image.Resampling.BOX), np.int16)
    inside = np.zeros((64, 64), bool)
    inside[3:-3, 3:-3] = True
    ring = small[~inside]
    return bool((np.abs(ring - np.median(ring, axis=0)).max(axis=1) < 12).mean() >= 0.85)


def query_crops(image: Image.Image) -> list[NDArray[np.uint8]]:
    """The centre square and the whole photo; unless its border is plain, 11 to 20 parts more.

    The whole photo is padded with white to a square. A square photo may be a portrait that was squeezed into a
    thumbnail: there the second picture is the middle 78 % of the height, stretched back.
    """
    w, h = image.size
    edge = min(w, h)
    padded = Image.new("RGB", (max(w, h), max(w, h)), "white")
    padded.paste(image, ((padded.width - w) // 2, (padded.height - h) // 2))
    whole = square(image, (0, 0.11 * h, w, 0.89 * h)) if w == h else square(padded)
    crops = [square(image), whole]
    if plain_border(image):
        return crops
    boxes: list[tuple[float, float, float]] = [(0, 0, edge), (w - edge, h - edge, edge)] if w != h else []
    for share, steps in ((0.75, 2), (0.55, 3)):
        side = edge * share
        columns, rows = steps + (w > 1.2 * h), steps + (h > 1.2 * w)
        boxes += [
            ((w - side) * i / (columns - 1), (h - side) * j / (rows - 1), side)
            for j in range(rows)
            for i in range(columns)
        ]
    squeezed = square(image, (0, 0, w, h))
    return [*crops, squeezed, *(square(image, (x, y, x + side, y + side)) for x, y, side in boxes)]


class Model:
    """The ONNX file on one thread per call, two calls at a time."""

    def __init__(self, path: Path) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def outputs(self, items: Iterable[Callable[[], NDArray[np.uint8]]]) -> list[Vectors]:
        """look and kind of each picture, stacked."""
        with ThreadPoolExecutor(2) as pool:
            rows = list(pool.map(lambda item: self.session.run(["look", "kind"], {"images": item()[None]}), items))
        return [np.concatenate(column) for column in zip(*rows, strict=True)]


def split(look: Vectors) -> tuple[Vectors, Vectors]:
    """The instance part, unit vectors (N, 192), and the probabilities of the kinds (N, 10)."""
    instance, roots = look[:, : -len(KINDS)], look[:, -len(KINDS) :]
    return (
        instance / np.linalg.norm(instance, axis=1, keepdims=True),
        roots**2 / (roots**2).sum(1, keepdims=True),
    )


def distances(queries: Vectors, vectors: Vectors) -> Vectors:
    """(Q, N) Euclidean distances of unit vectors."""
    return np.sqrt(np.maximum(0, 2 - 2 * queries @ vectors.T))


def gated(instance: Vectors, other_kind: Vectors) -> Vectors:
    """The ranking distance: another kind counts only for photos that do not show the same garment anyway.

    ``instance``: Euclidean distance of the instance parts; ``other_kind``: probability of another kind.
    """
    gate = np.clip((instance - NEAR) / (FAR - NEAR), 0, 1)
    return np.sqrt(instance**2 + KIND_WEIGHT * gate * other_kind)


def asked(looks: Vectors, catalog: Vectors) -> Vectors:
    """(N,) ranking distances for the crops of one query: the mean of the three nearest, of two when there are two."""
    instance, kinds = split(looks)
    instances, catalog_kinds = split(catalog)
    nearest = np.sort(distances(instance, instances), axis=0)[:3].mean(0)
    return gated(nearest, 1 - catalog_kinds @ kinds[:2].mean(0))


def class_scores(d: Vectors, labels: NDArray[np.int64]) -> tuple[float, float]:
    """P@10 and mean average precision over the whole ranking by ``d`` (N, N), leave one out."""
    d = d.copy()
    np.fill_diagonal(d, np.inf)
    order = np.argsort(d, axis=1, kind="stable")[:, :-1]
    hit = labels[order] == labels[:, None]
    precision = np.cumsum(hit, 1) / np.arange(1, hit.shape[1] + 1)
    return float(hit[:, :10].mean()), float(((precision * hit).sum(1) / hit.sum(1)).mean())


def recall(hits: dict[str, list[bool]]) -> dict[str, float]:
    """Share of the views whose own photo comes first, per kind of view and over all."""
    shares = {kind: float(np.mean(rows)) for kind, rows in hits.items()}
    return {**shares, "all": float(np.mean(list(shares.values())))}


def view_scores(model: Model, stock: list[Path], scenes: list[Path], seed: int) -> dict[str, object]:
    """R@1 by plain L2, by the gated distance, and with query crops; alarms of "same item" by instance distance."""
    catalog = model.outputs([lambda p=p: square(load(p)) for p in stock])[0]  # type: ignore[misc]
    instances, kinds = split(catalog)
    rng = random.Random(seed)
    rows = sorted(rng.sample(range(len(stock)), QUERIES))
    hits: dict[str, dict[str, list[bool]]] = {rule: {k: [] for k in VIEWS} for rule in ("plain", "gated", "crops")}
    own: dict[str, list[float]] = {kind: [] for kind in VIEWS}
    other: list[float] = []
    for row, kind in ((row, kind) for row in rows for kind in VIEWS):
        seen = view(load(stock[row]), kind, scenes, rng)
        looks = model.outputs([lambda part=part: part for part in query_crops(seen)])[0]  # type: ignore[misc]
        instance, probabilities = split(looks)
        near = distances(instance[:1], instances)[0]
        rankings = {
            "plain": distances(looks[:1], catalog)[0],
            "gated": gated(near, 1 - kinds @ probabilities[0]),
            "crops": asked(looks, catalog),
        }
        for rule, ranking in rankings.items():
            hits[rule][kind].append(bool(ranking.argmin() == row))
        own[kind].append(float(rankings["crops"][row]))
        other.append(float(np.delete(rankings["crops"], row).min()))
    alarms = {
        f"{t:.2f}": {
            "false": float((np.array(other) < t).mean()),
            **{kind: float((np.array(d) < t).mean()) for kind, d in own.items()},
        }
        for t in np.arange(0.2, 0.75, 0.05)
    }
    return {"recall@1": {rule: recall(kinds) for rule, kinds in hits.items()}, "same item below": alarms}


def kind_scores(kinds: Vectors, labels: NDArray[np.int64]) -> dict[str, object]:
    """Accuracy, calibration error, confusion matrix (rows: truth) and precision above each confidence."""
    sure, guess = kinds.max(1), kinds.argmax(1)
    right = guess == labels
    matrix = np.zeros((len(KINDS), len(KINDS)), int)
    np.add.at(matrix, (labels, guess), 1)
    bins = np.clip((sure * 10).astype(int), 0, 9)
    error = sum(abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist()))
    steps = {
        f"{t:.2f}": [float((sure >= t).mean()), float(right[sure >= t].mean())]
        for t in np.arange(0.3, 1, 0.05)
        if (sure >= t).any()
    }
    return {
        "accuracy": float(right.mean()),
        "calibration error": float(error),
        "confusion": matrix.tolist(),
        "share kept, precision": steps,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("data", type=Path, help="folder with clothing/validation and stock")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    model = Model(args.model)
    scenes = sorted((args.data / "clothing/validation").glob("*/*.jpg"))
    labels = np.array([KINDS.index(path.parent.name) for path in scenes])
    look, kinds = model.outputs([lambda p=p: square(load(p)) for p in scenes])  # type: ignore[misc]
    instance, probabilities = split(look)
    by_gate = gated(distances(instance, instance), 1 - probabilities @ probabilities.T)
    stock = sorted((args.data / "stock").glob("*.jpg"))
    report = {
        "class P@10, mAP": {
            "plain": class_scores(distances(look, look), labels),
            "gated": class_scores(by_gate, labels),
        },
        "kind": kind_scores(kinds, labels),
        "views": view_scores(model, stock, scenes, args.seed),
    }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
