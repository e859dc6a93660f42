"""Random training pictures, RGBA with the garment in alpha: a catalogue picture and another view of it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Rgba = NDArray[np.uint8]  # (H, W, 4); alpha 255 on the garment, all 0 where its place is not known
WHITE = (255, 255, 255, 0)
KINDS_OF_VIEW = ("crop", "turn", "poor", "room", "thumb")
SHARES = (0.18, 0.1, 0.15, 0.35, 0.22)


def resize(image: Rgba, width: int, height: int) -> Rgba:
    """``image`` at a new size, antialiased when it shrinks."""
    shrinks = width * height < image.shape[0] * image.shape[1]
    return cv2.resize(
        image, (max(1, width), max(1, height)), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    )


def centre_square(image: Rgba, side: int) -> Rgba:
    """The centre square at ``side`` x ``side`` pixels: what the program shows the network."""
    height, width = image.shape[:2]
    edge = min(height, width)
    top, left = (height - edge) // 2, (width - edge) // 2
    return resize(image[top : top + edge, left : left + edge], side, side)


def random_box(image: Rgba, rng: Generator, low: float, high: float) -> Rgba:
    """A random part with independent shares of the width and of the height."""
    height, width = image.shape[:2]
    w, h = (round(size * rng.uniform(low, high)) for size in (width, height))
    left, top = rng.integers(0, width - w + 1), rng.integers(0, height - h + 1)
    return image[top : top + h, left : left + w]


def jpeg(image: Rgba, quality: int) -> Rgba:
    """``image`` after one JPEG round trip; alpha is kept."""
    _, data = cv2.imencode(".jpg", image[:, :, 2::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    rgb = cv2.imdecode(data, cv2.IMREAD_COLOR)[:, :, ::-1]
    return np.dstack([rgb, image[:, :, 3]])


def light(image: Rgba, brightness: float, colour: float) -> Rgba:
    """Scaled brightness and colourfulness, as in PIL.ImageEnhance."""
    rgb = np.ascontiguousarray(image[:, :, :3])
    grey = cv2.cvtColor(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    rgb = cv2.addWeighted(rgb, brightness * colour, grey, brightness * (1 - colour), 0)
    return np.dstack([rgb, image[:, :, 3]])


def turned(image: Rgba, degrees: float) -> Rgba:
    """Turned about the middle, white corners."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), borderValue=WHITE)


def box_of(image: Rgba) -> Rgba:
    """The bounding box of the garment."""
    left, top, width, height = cv2.boundingRect(image[:, :, 3])
    return image[top : top + height, left : left + width]


def pasted(garment: Rgba, canvas: Rgba, rng: Generator, low: float, high: float) -> Rgba:
    """The garment's pixels at a random place of ``canvas``, filling a share of it in its tighter direction."""
    garment = box_of(garment)
    height, width = canvas.shape[:2]
    scale = rng.uniform(low, high) * min(width / garment.shape[1], height / garment.shape[0])
    garment = resize(garment, round(garment.shape[1] * scale), round(garment.shape[0] * scale))
    h, w = garment.shape[:2]
    left, top = rng.integers(0, width - w + 1), rng.integers(0, height - h + 1)
    out = canvas.copy()
    out[:, :, 3] = 0
    place = out[top : top + h, left : left + w]
    place[garment[:, :, 3] > 127] = garment[garment[:, :, 3] > 127]
    return out


def catalogue(photo: Rgba, rng: Generator) -> Rgba:
    """A varied catalogue picture: half of the known garments are cut out on white, the others keep their room."""
    if rng.random() < 0.5:
        photo = photo[:, ::-1]
    if photo[:, :, 3].any() and rng.random() < 0.5:
        white = np.full((374, 291, 4), 255, np.uint8)
        photo = pasted(turned(photo, rng.uniform(-8, 8)), white, rng, 0.65, 1.0)
    elif rng.random() < 0.8:
        photo = random_box(photo, rng, 0.7, 1.0)
    if rng.random() < 0.7:
        photo = light(photo, rng.uniform(0.75, 1.25), rng.uniform(0.7, 1.3))
    return np.ascontiguousarray(photo)


def _poor(image: Rgba, rng: Generator) -> Rgba:
    image = light(image, rng.uniform(0.55, 1.3), rng.uniform(0.55, 1.45))
    return jpeg(cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.3)), int(rng.integers(25, 60)))


def _room(image: Rgba, scene: Rgba, rng: Generator) -> Rgba:
    out = pasted(image, resize(scene, 360, 480), rng, 0.35, 0.95)
    if rng.random() < 0.4:  # one of the squares that a query is cut into
        left, top, width, height = cv2.boundingRect(out[:, :, 3])
        edge = min(360, round(max(width, height) * rng.uniform(0.85, 1.4)))
        x = np.clip(left + width // 2 - edge // 2 + rng.integers(-edge // 6, edge // 6 + 1), 0, 360 - edge)
        y = np.clip(top + height // 2 - edge // 2 + rng.integers(-edge // 6, edge // 6 + 1), 0, 480 - edge)
        out = out[y : y + edge, x : x + edge]
    return out


def _thumb(image: Rgba, rng: Generator) -> Rgba:
    height, width = image.shape[:2]
    side = int(rng.integers(90, 140))
    scale = side / max(height, width)
    small = (
        resize(image, side, side) if rng.random() < 0.7 else resize(image, round(width * scale), round(height * scale))
    )
    return jpeg(small, int(rng.integers(50, 75)))


def view(image: Rgba, scene: Rgba, rng: Generator, shares: Sequence[float] = SHARES) -> Rgba:
    """Another view of the garment in ``image``; ``scene`` is any other photo, ``shares`` how often which view."""
    kind = rng.choice(KINDS_OF_VIEW, p=shares)
    if kind == "room" and image[:, :, 3].sum() > 255 * 1200:
        image = _room(image, scene, rng)
    elif kind == "thumb":
        return _thumb(image, rng)
    elif kind == "turn":
        image = turned(np.ascontiguousarray(image[:, ::-1]), rng.uniform(-15, 15))
    elif kind == "poor":
        return _poor(image, rng)
    else:
        image = random_box(image, rng, 0.5, 0.75)
    return _poor(image, rng) if rng.random() < 0.2 else image
