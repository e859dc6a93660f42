"""How long it takes to find out when photos were taken, of those that an earlier version of the program has read.

    python -m tests.bench.dates [--photos 200]

For each format so many photos of 12 million pixels (HEIC: the small one of the tests, which has no date) that a catalog
knows without dates; then one run of indexing, which has nothing else to do. Seconds per 1,000 photos, with the start of
the one worker; and the share of dates that it found. The files are in the memory of the system by then.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image

from core.catalog.catalog import Catalog, Entry
from core.indexing.indexing import index_folders
from core.looks.features import width_of
from core.looks.model import Extractor
from core.photos.images import content_hash, read_file

HEIC = Path(__file__).parent.parent / "data" / "garment.heic"
SIZE = (4000, 3000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=200)
    options = parser.parse_args()
    for kind in ("JPEG", "PNG", "WEBP", "TIFF", "HEIC"):
        with tempfile.TemporaryDirectory(prefix="twinset-bench-") as top:
            seconds, found, megabytes = _measured(Path(top), kind, options.photos)
        print(f"{kind:5} {megabytes:5.1f} MB: {1000 * seconds:6.2f} s per 1,000 photos, {found:.0%} dated")


def _measured(top: Path, kind: str, count: int) -> tuple[float, float, float]:
    """Seconds for a photo, the share that was dated, and how large one is."""
    folder, extractor = top / "photos", Extractor()
    folder.mkdir()
    first = _made(folder, kind)
    for number in range(1, count):
        shutil.copy(first, folder / f"{number:05}{first.suffix}")
    with Catalog(top / "catalog") as catalog:
        row = np.ones(width_of(extractor.spec), np.float16)
        files = (read_file(str(one))[1] for one in sorted(folder.iterdir()))
        content = content_hash(first.read_bytes())
        catalog.commit(extractor.model_id, [Entry(file, content, row) for file in files])
        catalog._db.execute("UPDATE files SET dated = 0")
        began = time.perf_counter()
        index_folders(catalog, extractor, [str(folder)])
        seconds = time.perf_counter() - began
        dated = catalog._db.execute("SELECT AVG(taken IS NOT NULL) FROM files").fetchone()[0]
    return seconds / count, dated, os.path.getsize(first) / 1e6


def _made(folder: Path, kind: str) -> Path:
    file = folder / f"00000.{kind.lower()}"
    if kind == "HEIC":
        shutil.copy(HEIC, file)
        return file
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2024:05:06 07:08:09"
    rng = np.random.default_rng(1)
    rough = Image.fromarray(rng.integers(0, 255, (SIZE[1] // 8, SIZE[0] // 8, 3), np.uint8))
    rough.resize(SIZE).save(file, kind, exif=exif.tobytes(), quality=85)
    return file


if __name__ == "__main__":
    main()
