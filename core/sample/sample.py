"""The sample wardrobe: 65 drawn garments of known kind, colour and pattern, for a first try and for tests."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from math import pi
from pathlib import Path
from types import MappingProxyType
from zlib import crc32

import numpy as np
from numpy.random import Generator
from PIL import Image

from core.base.files import make_private, private_opener
from core.sample import bottoms, tops
from core.sample.drawing import Cloth, Colour, Piece, photograph

KINDS = ("dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "skirt", "t-shirt")
PATTERNS = ("plain", "striped", "dotted", "checked", "stippled")
COLOURS = MappingProxyType(
    {
        "navy": (35, 47, 92),
        "red": (190, 36, 44),
        "green": (38, 98, 62),
        "mustard": (216, 163, 44),
        "white": (244, 242, 236),
        "black": (36, 35, 38),
        "grey": (141, 144, 148),
        "pink": (232, 152, 174),
        "sky blue": (128, 184, 226),
        "brown": (116, 74, 46),
    }
)

_CUTS: dict[str, Callable[[Generator], list[Piece]]] = {
    "dress": tops.dress,
    "hat": lambda rng: (bottoms.fedora, bottoms.beanie, bottoms.cap, bottoms.sun_hat)[rng.integers(4)](rng),
    "longsleeve": tops.longsleeve,
    "outwear": lambda rng: (tops.coat, tops.bomber, tops.parka)[rng.integers(3)](rng),
    "pants": bottoms.pants,
    "shirt": tops.shirt,
    "shoes": bottoms.shoes,
    "shorts": bottoms.shorts,
    "skirt": bottoms.skirt,
    "t-shirt": tops.t_shirt,
}

# One line for each kind: colour and pattern of its garments.
_WARDROBE = """
dress: navy dotted, red plain, mustard stippled, white striped, green checked, pink plain, black dotted
hat: brown plain, red striped, navy plain, mustard plain, grey checked, pink stippled
longsleeve: white striped, red striped, grey stippled, green plain, black plain, sky blue dotted
outwear: navy plain, brown checked, mustard plain, green plain, grey checked, black stippled, red plain
pants: navy plain, black striped, brown plain, grey checked, green plain, white plain, sky blue stippled
shirt: white plain, sky blue striped, red checked, navy dotted, pink plain, green checked, white stippled
shoes: red plain, white plain, brown plain, black plain, navy dotted, mustard checked, pink striped
shorts: navy striped, mustard plain, sky blue plain, red dotted, green stippled
skirt: pink plain, red checked, black plain, navy striped, mustard dotted, green stippled
t-shirt: white plain, navy striped, mustard plain, red dotted, grey stippled, sky blue plain, black plain
"""

_SALT = 23  # chosen so that the sample shows every cut: all its dresses, hats, coats and shoes


@dataclass(frozen=True)
class Garment:
    """A garment whose looks are known: `kind` of KINDS, `pattern` of PATTERNS, `colour` in sRGB."""

    name: str
    kind: str
    colour: Colour
    colour_name: str
    pattern: str


def garments() -> tuple[Garment, ...]:
    """The garments of the sample wardrobe, always the same."""
    rows = (row.split(": ") for row in _WARDROBE.split("\n") if row)
    return tuple(_garment(kind, *look.rsplit(" ", 1)) for kind, looks in rows for look in looks.split(", "))


def _garment(kind: str, colour: str, pattern: str) -> Garment:
    return Garment(f"{colour} {pattern} {kind}".replace(" plain", ""), kind, COLOURS[colour], colour, pattern)


def _photo(garment: Garment, size: int, seed: int) -> tuple[Image.Image, Image.Image]:
    # The name decides how a garment is cut, the seed how it lies: so several photos show one garment.
    identity = crc32(f"{garment.name} {garment.kind}".encode(), _SALT)
    rng = Generator(np.random.PCG64(identity))
    angle = pi / 2 if garment.pattern == "striped" and garment.kind in ("pants", "shirt", "shorts") else 0.0
    pieces = _CUTS[garment.kind](rng)
    cloth = Cloth(garment.colour, garment.pattern, rng.uniform(0.85, 1.15), angle)
    return photograph(pieces, cloth, size, Generator(np.random.PCG64((identity, seed))))


def draw(garment: Garment, size: int = 480, seed: int = 0) -> Image.Image:
    """A photo of the garment, RGB, `size` pixels wide and 1.25 times as high; the same for the same arguments.

    `seed` changes how the garment lies, its folds, light and background; seed 0 is the sample's photo.
    """
    return _photo(garment, size, seed)[0]


def silhouette(garment: Garment, size: int = 480, seed: int = 0) -> Image.Image:
    """Where `draw` shows the garment with the same arguments: mode L, 255 inside."""
    return _photo(garment, size, seed)[1]


def file_name(garment: Garment) -> str:
    """What `write_sample` calls a garment's photo."""
    return f"{garment.name.replace(' ', '-')}.jpg"


def write_sample(folder: Path, on_file: Callable[[int], object] = int) -> tuple[Path, ...]:
    """Write every garment as a JPEG file such as "navy-dotted-dress.jpg" to the folder, made if need be.

    Files that hold the same already are left alone; `on_file` is told how many files are written. Raises
    FileExistsError, before anything is written, if a file of such a name holds something else, and OSError if the
    folder cannot be written.
    """
    make_private(folder)
    files = {folder / file_name(garment): garment for garment in garments()}
    there = [file for file in files if os.path.lexists(file)]
    missing = [file for file in files if file not in there]
    with ThreadPoolExecutor() as pool:
        try:
            for file, data in zip(there, pool.map(_jpeg, map(files.__getitem__, there)), strict=True):
                if not file.is_file() or file.read_bytes() != data:
                    raise FileExistsError(f"{file} exists already and holds something else; nothing was written.")
            drawn = zip(missing, pool.map(_jpeg, map(files.__getitem__, missing)), strict=True)
            for number, (file, data) in enumerate(drawn, 1):
                _write_new(file, data)
                on_file(number)
        finally:
            pool.shutdown(cancel_futures=True)  # after a failure nobody wants the others drawn
    return tuple(files)


def _jpeg(garment: Garment) -> bytes:
    buffer = BytesIO()
    draw(garment).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def _write_new(file: Path, data: bytes) -> None:
    with open(file, "xb", opener=private_opener) as stream:  # x: fails rather than replace a file made meanwhile
        try:
            stream.write(data)
            stream.flush()
        except OSError:  # a full disk: half a file of ours would count as somebody else's next time
            file.unlink()
            raise
