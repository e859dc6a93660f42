"""The most memory that decoding one photo takes, beside what the process has anyway.

    python -m tests.bench.memory [--side 14100] [FILE ...]

Each file in a process of its own, at the size that features need, as a thumbnail and as large as it may come. Without
files: small files of many pixels of each format and kind, `--side` pixels wide and high.
"""

from __future__ import annotations

import argparse
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 700  # MB
SIZES = (260, 2400, 0)
CHILD = """
import sys, time
from core.photos.images import UnreadableImage, decode
from tests.peak import peak
baseline = peak()
started = time.process_time()
try:
    decode(sys.argv[1], int(sys.argv[2]))
    told = "read"
except UnreadableImage as error:
    told = str(error)
print(peak() - baseline, time.process_time() - started, told)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--side", type=int, default=14_100, help="pixels of the files made here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinset-memory-") as folder:
        worst = max(_measured(file) for file in options.files or _made(Path(folder), options.side))
    print(f"at most {worst:.0f} MB")
    return int(worst > LIMIT)


def _measured(file: Path) -> float:
    worst = 0.0
    for size in SIZES:
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(file), str(size)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        peak, seconds, told = done.stdout.strip().split(" ", 2)
        print(f"{file.name:24} {size:5} px {float(peak):6.0f} MB {float(seconds):5.1f} s  {told}", flush=True)
        worst = max(worst, float(peak))
    return worst


def _made(folder: Path, side: int) -> Iterator[Path]:
    """One file at a time; it is gone when the next is asked for."""
    kinds = {"grey16": (16, 0, 2), "rgb": (8, 2, 3), "rgba": (8, 6, 4), "rgb16": (16, 2, 6), "rgba16": (16, 6, 8)}
    for name, (depth, colour, pixel) in (kinds | {"la": (8, 4, 2), "grey": (8, 0, 1)}).items():
        file = folder / f"{name}.png"
        file.write_bytes(png(side, depth, colour, pixel))
        yield file
        file.unlink()
    for name, options in _OTHERS.items():
        image = Image.new(options.get("mode", "RGB"), (min(side, options.get("most", side)),) * 2, options["fill"])
        file = folder / name
        image.save(file, **options.get("save", {}))
        del image
        yield file
        file.unlink()


def png(side: int, depth: int, colour: int, pixel: int) -> bytes:
    """A square PNG of one level with `pixel` bytes a pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(1)
    row = b"\0" + b"\x7f" * (side * pixel)
    body = b"".join([packer.compress(row) for _ in range(side)] + [packer.flush()])
    header = struct.pack(">IIBBBBB", side, side, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


_RGB, _GREY = (200, 120, 60), 128
_OTHERS: dict[str, dict] = {  # type: ignore[type-arg]
    "base.jpg": {"fill": _RGB},
    "progressive.jpg": {"fill": _RGB, "save": {"progressive": True}},
    "progressive-444.jpg": {"fill": _RGB, "save": {"progressive": True, "subsampling": 0}, "most": 9_900},
    "cmyk.jpg": {"mode": "CMYK", "fill": (0, 99, 99, 9)},
    "plain.bmp": {"fill": _RGB, "most": 9_500},
    "packed.tif": {"fill": _RGB, "save": {"compression": "tiff_lzw"}, "most": 12_500},
    "float.tif": {"mode": "F", "fill": 0.5, "save": {"compression": "tiff_lzw"}, "most": 12_500},
    "small.webp": {"fill": _RGB, "save": {"method": 0}, "most": 6_200},
    "alpha.webp": {"mode": "RGBA", "fill": (*_RGB, 99), "save": {"method": 0, "lossless": True}, "most": 6_200},
    "small.avif": {"fill": _RGB, "save": {"speed": 10}, "most": 6_600},
    "plain.gif": {"mode": "P", "fill": 9},
}

if __name__ == "__main__":
    sys.exit(main())
