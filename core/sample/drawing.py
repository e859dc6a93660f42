"""Painting cut pieces of cloth as if they lay in front of a camera: outlines, patterns, folds, light and shadow.

Lengths are hundredths of the picture's width, x to the right, y down, the origin in the middle of a picture
that is 100 wide and 125 high. A garment is a sequence of pieces, each painted over the ones before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, cos, floor, pi, sin

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Points = NDArray[np.float64]  # (n, 2)
Field = NDArray[np.float32]  # (height, width)
Colour = tuple[int, int, int]

_FINE = 3  # masks are drawn this many times larger, then averaged
_LIGHT = (-0.55, -0.83)  # where the light comes from


@dataclass(frozen=True)
class Piece:
    """One cut piece: polygons of cloth, or of another material if `tint` names its colour."""

    outlines: tuple[Points, ...]
    tint: Colour | None = None
    tone: float = 1.0  # brightness against the cloth around it
    plain: bool = False  # cloth without the pattern, as ribs and bands are
    lift: float = 1.0  # 0: drawn on what lies below; 1: lies on it, with rounded edges and a shadow
    grain: float = 0.0  # radians that the pattern is turned by
    folds: tuple[tuple[float, ...], ...] = ()  # each from x, y to x, y and how wide

    def moved(self, x: float = 0.0, y: float = 0.0, scale: float = 1.0, flip: bool = False) -> "Piece":
        """The same piece mirrored if `flip`, scaled, then moved."""
        size, shift = np.array([-scale if flip else scale, scale]), np.array([x, y])
        ends = [np.reshape(fold[:4], (2, 2)) * size + shift for fold in self.folds]
        folds = tuple((*end.ravel(), fold[4] * scale) for end, fold in zip(ends, self.folds, strict=True))
        outlines = tuple(outline * size + shift for outline in self.outlines)
        return replace(self, outlines=outlines, folds=folds, grain=-self.grain if flip else self.grain)


@dataclass(frozen=True)
class Cloth:
    """What a garment is made of; `scale` and `angle` (radians) set the pattern."""

    colour: Colour
    pattern: str
    scale: float = 1.0
    angle: float = 0.0


def _spline(points: Points, steps: int = 12) -> Points:
    """A uniform Catmull-Rom spline through the points, both ends included."""
    if len(points) < 3:
        return points
    p = np.vstack([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    spans = [
        b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    return np.vstack([*spans, points[-1:]])


def path(text: str) -> Points:
    """A line written as "x,y x,y / x,y": smooth through the points, with a corner at the point before each "/"."""
    strands: list[Points] = []
    for strand in text.split("/"):
        points = np.array([pair.split(",") for pair in strand.split()], dtype=float)
        strands.append(_spline(np.vstack([strands[-1][-1:], points]))[1:] if strands else _spline(points))
    return np.vstack(strands)


def mirrored(half: Points) -> Points:
    """The whole of which `half` is the right half, from the axis to the axis (or to the side)."""
    return np.vstack([half[::-1] * [-1, 1], half[1:] if half[0, 0] == 0 else half])


def band(line: Points, width: float, end: float | None = None) -> Points:
    """The outline of a strip along a line, `width` wide, and `end` wide where it ends."""
    ahead = np.gradient(line, axis=0)
    normal = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1) / np.maximum(np.hypot(*ahead.T), 1e-9)[:, None]
    half = np.linspace(width, width if end is None else end, len(line))[:, None] / 2 * normal
    return np.vstack([line + half, (line - half)[::-1]])


def disc(x: float, y: float, rx: float, ry: float | None = None) -> Points:
    """A circle or, with `ry`, an ellipse."""
    angle = np.linspace(0, 2 * pi, 40)
    return np.stack([x + rx * np.cos(angle), y + (rx if ry is None else ry) * np.sin(angle)], axis=1)


def dashes(line: Points, length: float = 0.9, gap: float = 0.6, width: float = 0.32) -> list[Points]:
    """The outlines of the stitches along a line."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    starts = np.arange(0, along[-1] - length, length + gap)
    ends = [np.stack([np.interp([s, s + length], along, axis) for axis in line.T], axis=1) for s in starts]
    return [band(end, width) for end in ends]


def _ink(colour: Colour) -> Colour:
    """The second colour of a pattern: cream on dark cloth, on light cloth a dark shade of its own hue."""
    luma = np.dot(colour, (0.299, 0.587, 0.114))
    if luma < 150:
        return (246, 241, 228)
    shade = np.array(colour) * 0.42 - (luma - np.array(colour)) * 0.25
    red, green, blue = np.clip(shade, 0, 255).astype(int).tolist()
    return red, green, blue


def _speck(u: Field, v: Field, specks: Field) -> Field:
    """Distance to the edge of the speck in the same cell of a square grid; `specks` (n, n, 3): x, y, radius."""
    i, j = np.floor(u / 1.7).astype(int) % len(specks), np.floor(v / 1.7).astype(int) % len(specks)
    x, y, radius = np.moveaxis(specks[j, i], -1, 0)
    return np.asarray(np.hypot(u % 1.7 - x, v % 1.7 - y) - radius, dtype=np.float32)


def _inked(pattern: str, u: Field, v: Field, soft: float) -> Field:
    """How much of the second colour lies at the cloth coordinates u, v: 0 to 1; `soft` is the width of an edge."""

    def inside(distance: Field) -> Field:
        return np.asarray(np.clip(0.5 - distance / soft, 0, 1), dtype=np.float32)

    def stripes(at: Field, period: float, width: float) -> Field:
        return inside(np.abs((at + period / 2) % period - period / 2) - width / 2)

    if pattern == "striped":
        return stripes(v, 5.0, 1.6)
    if pattern == "checked":
        broad, fine = (stripes(u + at, 7.4, w) + stripes(v + at, 7.4, w) for at, w in ((0, 1.7), (3.7, 0.4)))
        return np.minimum(1, 0.5 * broad + 0.5 * fine)
    if pattern == "dotted":
        row = np.floor(v / 3.1)
        across = (u + (row % 2) * 1.8) % 3.6 - 1.8
        return inside(np.hypot(across, v % 3.1 - 1.55) - 0.92)
    if pattern == "stippled":
        rng = np.random.Generator(np.random.PCG64(0))
        specks = np.stack([*rng.uniform(0.4, 1.3, (2, 64, 64)), rng.choice([-1, 0.28, 0.34, 0.4], (64, 64))], axis=-1)
        # Two layers, turned against each other, hide the grid.
        return np.maximum(*(inside(_speck(u * c - v * d, u * d + v * c, specks)) for c, d in ((0.8, 0.6), (0.6, -0.8))))
    return np.zeros_like(u)


class Easel:
    """A picture in the making: paint the pieces one by one, then take the photo.

    `rng` sets how the garment lies and what light falls on it; `width` is the picture's width in pixels; the picture
    is framed to show everything from corner `low` to corner `high`.
    """

    def __init__(self, cloth: Cloth, width: int, rng: np.random.Generator, low: Points, high: Points) -> None:
        self._cloth, self._rng, self._unit = cloth, rng, width / 100
        self._width, self._height = width, round(width * 1.25)
        self._turn, self._shift = rng.normal(0, 0.03), rng.normal(0, 0.8, 2)
        self._middle, fill = (low + high) / 2, float(np.min((80, 102) / (high - low)))
        self._scale = min(fill, 1.6) * rng.uniform(0.94, 1.04) * (1 + rng.uniform(-0.025, 0.025, 2))
        self._wave = rng.uniform(0, 2 * pi, 4)
        self._backdrop = np.array([234, 232, 228]) + rng.uniform(-9, 6) + rng.uniform(-4, 4) * np.array([1, 0.1, -1])
        self._clouds = _noise(rng, self._width, self._height, 9)
        # From a generator of its own: all the rest is then the same at every size.
        self._grain = rng.spawn(1)[0].standard_normal((self._height, self._width), dtype=np.float32)
        self._rgb = np.zeros((self._height, self._width, 3), np.float32)  # times alpha
        self._alpha = np.zeros((self._height, self._width), np.float32)

    def paint(self, piece: Piece) -> None:
        """Lay one more piece on those painted before."""
        outlines = [self._pixels(outline) for outline in piece.outlines if len(outline) > 2]
        margin = ceil(4 * self._unit * piece.lift) + 2
        ends = np.vstack(outlines)
        left, top = (max(0, floor(low) - margin) for low in ends.min(axis=0))
        right, bottom = (ceil(high) + margin for high in ends.max(axis=0))
        box = (slice(top, min(bottom, self._height)), slice(left, min(right, self._width)))
        width, height = box[1].stop - left, box[0].stop - top
        if width <= 0 or height <= 0:
            return
        mask = _mask([outline - (left, top) for outline in outlines], width, height)
        x, y = self._units(left, top, width, height)
        folds = self._folds(piece, x, y)
        colour = self._colour(piece, x, y, folds, self._light(piece, mask, box) + folds)
        below = self._rgb[box]
        if piece.lift:
            shadow = _blurred(mask, 0.9 * self._unit, (0.35 * self._unit, 0.75 * self._unit))
            below *= 1 - 0.4 * piece.lift * shadow[..., None]
        below *= 1 - mask[..., None]
        below += colour * mask[..., None]
        self._alpha[box] = np.maximum(self._alpha[box], mask)

    def photo(self) -> Image.Image:
        """The finished picture, RGB."""
        near = _blurred(self._alpha, 0.7 * self._unit, (0.3 * self._unit, 0.7 * self._unit))
        far = _blurred(self._alpha, 3.2 * self._unit, (1.2 * self._unit, 2.6 * self._unit))
        x, y = self._units(0, 0, self._width, self._height)
        backdrop = 1 - 0.0004 * (x * -_LIGHT[0] + y * -_LIGHT[1]) - 0.000008 * (x * x + y * y) + 0.012 * self._clouds
        backdrop *= (1 - 0.2 * near) * (1 - 0.26 * far)
        rgb = self._rgb + ((1 - self._alpha) * backdrop)[..., None] * self._backdrop.astype(np.float32)
        rgb += 1.1 * self._grain[..., None]
        return Image.fromarray(np.clip(rgb + 0.5, 0, 255).astype(np.uint8))

    def silhouette(self) -> Image.Image:
        """Where the garment is: 0 to 255, mode L."""
        return Image.fromarray((self._alpha * 255 + 0.5).astype(np.uint8))

    def _pixels(self, points: Points) -> Points:
        # A slow wave through everything: cloth is never laid out quite evenly, and all pieces stay together.
        a, b, c, d = self._wave
        x, y = points.T
        wave = [np.sin(y / 11 + a) + np.sin(x / 17 + b), np.sin(x / 13 + c) + np.sin(y / 19 + d)]
        x, y = ((points + 0.45 * np.stack(wave, axis=1) - self._middle) * self._scale).T
        c, s = cos(self._turn), sin(self._turn)
        return (np.stack([c * x - s * y, s * x + c * y], axis=1) + self._shift + (50, 62.5)) * self._unit

    def _units(self, left: int, top: int, width: int, height: int) -> tuple[Field, Field]:
        """The place of every pixel of a box on the garment (the wave left out)."""
        x = (np.arange(left, left + width, dtype=np.float32)[None] + 0.5) / self._unit - 50 - self._shift[0]
        y = (np.arange(top, top + height, dtype=np.float32)[:, None] + 0.5) / self._unit - 62.5 - self._shift[1]
        c, s = cos(self._turn), sin(self._turn)
        u, v = (c * x + s * y) / self._scale[0], (c * y - s * x) / self._scale[1]
        return (u + self._middle[0]).astype(np.float32), (v + self._middle[1]).astype(np.float32)

    def _light(self, piece: Piece, mask: Field, box: tuple[slice, slice]) -> Field:
        """Brightness over the piece, about 1: its rounded edges and the unevenness of cloth."""
        light = np.full_like(mask, piece.tone)
        if piece.tint is None:
            light += 0.035 * self._clouds[box] + 0.012 * self._grain[box]
        if piece.lift:
            soft = _blurred(mask, 1.5 * self._unit)
            dy, dx = np.gradient(soft)
            light += piece.lift * 0.27 * self._unit * (dx * _LIGHT[0] + dy * _LIGHT[1])
            light -= piece.lift * 0.13 * (1 - np.clip(soft * 2 - 1, 0, 1))
        return light

    def _folds(self, piece: Piece, x: Field, y: Field) -> Field:
        """Light on one side of each fold and shadow on the other; computed coarsely, as it is smooth."""
        if not piece.folds:
            return np.zeros_like(x)
        step = 4
        cx, cy = x[::step, ::step], y[::step, ::step]
        total = np.zeros_like(cx)
        for fold in piece.folds:
            (ax, ay, bx, by), width = np.array(fold[:4]) + self._rng.normal(0, 0.9, 4), fold[4]
            length = np.hypot(bx - ax, by - ay) + 1e-6
            ux, uy = (bx - ax) / length, (by - ay) / length
            along = ((cx - ax) * ux + (cy - ay) * uy) / length
            side = ((cx - ax) * -uy + (cy - ay) * ux) / width
            if abs(uy) > 0.7:  # the lit side is the one towards the light, whichever way the fold was drawn
                side = -side * np.sign(uy)
            reach = np.clip(along * 3, 0, 1) * np.clip((1.25 - along) * 2.2, 0, 1)
            profile = 1.3 * side * np.exp(-side * side) - 0.25 * np.exp(-side * side / 2)
            total += self._rng.uniform(0.07, 0.17) * profile * reach
        image = Image.fromarray(total).resize((x.shape[1], x.shape[0]), Image.Resampling.BICUBIC)
        return np.asarray(image, dtype=np.float32)

    def _colour(self, piece: Piece, x: Field, y: Field, folds: Field, light: Field) -> NDArray[np.float32]:
        cloth = self._cloth
        base = np.array(piece.tint or cloth.colour, dtype=np.float32)
        colour = np.broadcast_to(base, (*x.shape, 3))
        if piece.tint is None and not piece.plain and cloth.pattern != "plain":
            angle = piece.grain + cloth.angle
            u = np.float32(cos(angle) / cloth.scale) * x + np.float32(sin(angle) / cloth.scale) * y
            v = np.float32(cos(angle) / cloth.scale) * y - np.float32(sin(angle) / cloth.scale) * x
            bent = 4 * folds  # the pattern follows the folds
            inked = _inked(cloth.pattern, u + bent, v + bent, 1.2 / self._unit / cloth.scale)[..., None]
            colour = colour + inked * (np.array(_ink(cloth.colour), dtype=np.float32) - base)
        # The second term lets folds show on black too.
        return np.asarray(colour * light[..., None] + 26 * (light - 1)[..., None], dtype=np.float32)


def photograph(
    pieces: Sequence[Piece], cloth: Cloth, width: int, rng: np.random.Generator
) -> tuple[Image.Image, Image.Image]:
    """A photo of a garment (RGB, `width` x 1.25 `width` pixels) and its silhouette (L)."""
    corners = np.vstack([outline for piece in pieces for outline in piece.outlines])
    easel = Easel(cloth, width, rng, corners.min(axis=0), corners.max(axis=0))
    for piece in pieces:
        easel.paint(piece)
    return easel.photo(), easel.silhouette()


def _mask(outlines: Sequence[Points], width: int, height: int) -> Field:
    image = Image.new("L", (width * _FINE, height * _FINE))
    pen = ImageDraw.Draw(image)
    for outline in outlines:
        pen.polygon((outline * _FINE).ravel().tolist(), fill=255)
    return np.asarray(image.reduce(_FINE), dtype=np.float32) / np.float32(255)


def _blurred(mask: Field, radius: float, shift: tuple[float, float] = (0, 0)) -> Field:
    image = Image.fromarray((mask * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius))
    if any(shift):
        image = image.transform(image.size, Image.Transform.AFFINE, (1, 0, -shift[0], 0, 1, -shift[1]))
    return np.asarray(image, dtype=np.float32) / np.float32(255)


def _noise(rng: np.random.Generator, width: int, height: int, cells: int) -> Field:
    """Smooth noise, about -1 to 1."""
    coarse = Image.fromarray(rng.normal(0, 0.6, (cells, cells)).astype(np.float32))
    return np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32)
