"""Colour profiles (ICC.1:2001-04) and pictures in their spaces, made here: of three colours, of grey, of inks."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Matrix = NDArray[np.float64]

D50 = np.array((0.9642, 1.0, 0.8249))
D65 = np.array((0.95047, 1.0, 1.08883))
BRADFORD = np.array(((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296)))
# Primaries (x, y) of red, green and blue, white, and the exponent of the curve.
SPACES: dict[str, tuple[tuple[tuple[float, float], ...], Matrix, float]] = {
    "Display P3": (((0.68, 0.32), (0.265, 0.69), (0.15, 0.06)), D65, 2.2),
    "Adobe RGB": (((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)), D65, 563 / 256),
    "ProPhoto": (((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001)), D50, 1.8),
}
_SRGB = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
_NODES = 9  # of the table for inks, each way


def in_space(image: Image.Image, name: str) -> Image.Image:
    """An sRGB picture in one of SPACES; save it with `icc_profile=rgb_profile(name)`."""
    matrix, exponent = _space(name)
    xyz = _linear(np.asarray(image) / 255) @ _to_xyz(_SRGB, D65).T
    levels = np.clip(xyz @ np.linalg.inv(matrix).T, 0, 1) ** (1 / exponent)
    return Image.fromarray(np.round(levels * 255).astype(np.uint8))


def in_inks(image: Image.Image) -> Image.Image:
    """An sRGB picture in the CMYK of `inks_profile`: heavy inks, no black."""
    coverage = 1 - np.sqrt(np.asarray(image.convert("RGB")) / 255)
    black = np.zeros((*coverage.shape[:2], 1))
    return Image.fromarray(np.round(np.concatenate([coverage, black], axis=2) * 255).astype(np.uint8), "CMYK")


def rgb_profile(name: str) -> bytes:
    """A profile of three primaries and an exponent."""
    matrix, exponent = _space(name)
    tags = {
        tag: b"XYZ " + bytes(4) + _fixed(*xyz) for tag, xyz in zip((b"rXYZ", b"gXYZ", b"bXYZ"), matrix.T, strict=True)
    }
    return _profile(b"RGB ", b"XYZ ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _curve(exponent)))


def grey_profile(exponent: float) -> bytes:
    """A profile of grey with an exponent."""
    return _profile(b"GRAY", b"XYZ ", {b"kTRC": _curve(exponent)})


def inks_profile() -> bytes:
    """A profile of CMYK as a table to CIELAB: each ink lets (1 - coverage) squared of its colour through."""
    steps = np.linspace(0, 1, _NODES)
    inks = np.stack(np.meshgrid(steps, steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 4)
    lab = _lab(_linear((1 - inks[:, :3]) ** 2 * (1 - inks[:, 3:]) ** 2) @ _to_xyz(_SRGB, D65).T)
    table = np.round(np.clip(np.stack([lab[:, 0] * 652.8, *((lab[:, 1:] + 128) * 256).T], axis=1), 0, 65535))
    line = struct.pack(">HH", 0, 65535)
    body = b"mft2" + bytes(4) + bytes((4, 3, _NODES, 0)) + _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + struct.pack(">HH", 2, 2)
    return _profile(b"CMYK", b"Lab ", {b"A2B0": body + line * 4 + table.astype(">u2").tobytes() + line * 3})


def _space(name: str) -> tuple[Matrix, float]:
    primaries, white, exponent = SPACES[name]
    return _to_xyz(primaries, white), exponent


def _to_xyz(primaries: tuple[tuple[float, float], ...], white: Matrix) -> Matrix:
    """From linear red, green, blue to XYZ as seen under D50."""
    colours = np.array([(x / y, 1, (1 - x - y) / y) for x, y in primaries]).T
    adapted = np.linalg.inv(BRADFORD) @ np.diag((BRADFORD @ D50) / (BRADFORD @ white)) @ BRADFORD
    return adapted @ (colours * np.linalg.solve(colours, white))


def _linear(levels: Matrix) -> Matrix:
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)


def _lab(xyz: Matrix) -> Matrix:
    shares = xyz / D50
    roots = np.where(shares > 216 / 24389, np.cbrt(shares), (24389 / 27 * shares + 16) / 116)
    x, y, z = roots.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _curve(exponent: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IHxx", 1, round(exponent * 256))


def _profile(space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    described = b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(78)
    tags = {
        b"desc": described,
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + _fixed(*D50),
    } | tags
    table, body, at = b"", b"", 132 + 12 * len(tags)
    for tag, data in tags.items():
        table += tag + struct.pack(">II", at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"none", 0x02400000, b"mntr", space, connection)
    head += bytes(12) + b"acsp" + bytes(28) + _fixed(*D50)
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + table + body
