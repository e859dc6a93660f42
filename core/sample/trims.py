"""What cut garments have in common: seams, stitches, bands, ribs, buttons, flared cloth.

Outlines are in the units of `core.sample.drawing`: hundredths of the picture's width from its middle.
"""

from collections.abc import Iterable
from math import pi

import numpy as np

from core.sample.drawing import Colour, Piece, Points, band, dashes, disc, path

PEARL, METAL, RUBBER = (228, 222, 208), (168, 166, 160), (234, 229, 218)
LEATHER, LABEL = (84, 57, 40), (240, 237, 230)


def seam(*lines: Points, tone: float = 0.72, width: float = 0.35) -> Piece:
    """Thin lines on the cloth: seams, ribs, pleats."""
    return Piece(tuple(band(line, width) for line in lines), tone=tone, lift=0, plain=True)


def stitch(*lines: Points, tone: float = 0.78) -> Piece:
    """Dashed lines on the cloth."""
    return Piece(tuple(dash for line in lines for dash in dashes(line)), tone=tone, lift=0, plain=True)


def trim(line: Points, width: float, tone: float = 0.93, lift: float = 0.6, tint: Colour | None = None) -> Piece:
    """A plain band along a line: cuff, waistband, collar, belt."""
    return Piece((band(line, width),), tone=tone, lift=lift, tint=tint, plain=True)


def ribbing(line: Points, height: float, spacing: float = 1.1) -> Piece:
    """Upright lines on a band around `line`."""
    ahead = np.diff(line, axis=0)
    along = np.concatenate([[0], np.cumsum(np.hypot(*ahead.T))])
    at = np.arange(spacing, along[-1] - spacing / 2, spacing)
    x, y = (np.interp(at, along, axis) for axis in line.T)
    dx, dy = (np.interp(at, along[1:], axis) for axis in (ahead / np.hypot(*ahead.T)[:, None]).T)
    ends = np.stack(
        [x + dy * height / 2.2, y - dx * height / 2.2, x - dy * height / 2.2, y + dx * height / 2.2], axis=1
    )
    return seam(*ends.reshape(-1, 2, 2), tone=0.84, width=0.3)


def buttons(*centres: Iterable[float], radius: float = 1.05, tint: Colour = PEARL) -> list[Piece]:
    """Round buttons with two holes each."""
    holes = tuple(disc(x + dx, y, 0.17) for x, y in centres for dx in (-0.3, 0.3))
    return [
        Piece(tuple(disc(x, y, radius) for x, y in centres), tint=tint, lift=0.5),
        Piece(holes, tint=LEATHER, lift=0),
    ]


def label(y: float) -> Piece:
    """The maker's label inside a neck, its middle at height y."""
    return Piece((band(path(f"-2.4,{y} 2.4,{y}"), 2.2),), tint=LABEL, lift=0.3)


def pair(*pieces: Piece) -> list[Piece]:
    """Every piece and its mirror image."""
    return [*(piece.moved(flip=True) for piece in pieces), *pieces]


def fan(top: float, bottom: float, y0: float, y1: float, count: int, width: float) -> tuple[tuple[float, ...], ...]:
    """Folds that spread from half width `top` at y0 to half width `bottom` at y1."""
    return tuple((top * s, y0, bottom * s, y1, width) for s in np.linspace(-0.85, 0.85, count))


def flare(x0: float, y0: float, x1: float, y1: float, waves: int) -> Piece:
    """Cloth that widens from half width x0 at y0 to x1 at y1, with a waving hem."""
    s = np.linspace(1, -1, 12 * waves + 1)
    wave = 0.9 * np.sin(s * waves * pi) * (1 - s**8) * (x1 > 1.35 * x0)
    side = path(f"{x0},{y0} {x0 + (x1 - x0) * 0.55},{y0 + (y1 - y0) * 0.3} {x1},{y1}")
    outline = np.vstack([side, np.stack([x1 * s, y1 + 3 * (1 - s**2) + wave], axis=1), side[::-1] * [-1, 1]])
    return Piece((outline,), folds=fan(x0 * 0.9, x1, y0, y1 + 5, waves + 2, 0.09 * x1))
