"""A library of synthetic photos for tests.bench.window: hard links to the sample wardrobe, with random features."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np

from core.base.paths import Paths
from core.base.settings import Settings, save_settings
from core.catalog.catalog import Catalog, Entry
from core.looks.features import part, swatches
from core.looks.model import Extractor
from core.looks.spec import ModelSpec
from core.photos.images import ImageFile
from core.sample.sample import write_sample

_BATCH = 4096
_COPIED = 25  # each so manieth photo shows the garment of the one before: stacks
_NOISE = 0.4


def make_library(paths: Paths, folder: Path, count: int) -> None:
    """`count` photos in `folder`, all of them indexed with random features."""
    sources = write_sample(folder / "wardrobe")
    extractor = Extractor()
    width = len(extractor.features(np.zeros((64, 64, 3), np.uint8)))
    random = np.random.default_rng(0)
    centres = random.normal(size=(500, width)).astype(np.float32)
    with Catalog(paths.catalog) as catalog:
        for start in range(0, count - len(sources), _BATCH):
            size = min(_BATCH, count - len(sources) - start)
            files = [_link(sources[(start + i) % len(sources)], folder, start + i) for i in range(size)]
            rows = make_features(random, centres, size, extractor.spec)
            catalog.commit(extractor.model_id, _entries(files, rows, start))
        files = [_file(str(path)) for path in sources]
        catalog.commit(
            extractor.model_id, _entries(files, make_features(random, centres, len(files), extractor.spec), count)
        )
    save_settings(paths.settings, Settings(folders=(str(folder),)))


def _entries(files: list[ImageFile], rows: np.ndarray, first: int) -> list[Entry]:
    return [Entry(file, (first + i).to_bytes(16, "big"), rows[i]) for i, file in enumerate(files)]


def _link(source: Path, folder: Path, number: int) -> ImageFile:
    target = folder / f"{number // 1000:03}" / f"{number:06}.jpg"
    target.parent.mkdir(exist_ok=True)
    os.link(source, target)
    return _file(str(target))


def _file(path: str) -> ImageFile:
    status = os.stat(path)
    return ImageFile(path, status.st_size, status.st_mtime_ns)


def make_features(random: np.random.Generator, centres: np.ndarray, count: int, spec: ModelSpec) -> np.ndarray:
    """Rows (count, width) float16 around the centres (n, width)."""
    rows = centres[random.integers(len(centres), size=count)] + _NOISE * random.normal(size=(count, centres.shape[1]))
    rows = rows.astype(np.float32)
    colours = swatches(rows, spec)
    colours[..., 0] = random.uniform(10, 95, colours.shape[:2])
    colours[..., 1:3] = random.uniform(-50, 50, (*colours.shape[:2], 2))
    colours[..., 3] = (0.6, 0.3, 0.1)
    copies = np.arange(1, count, _COPIED)
    rows[copies] = rows[copies - 1]
    look = part(rows, "look", spec)
    look[copies] += 0.03 * random.normal(size=(len(copies), look.shape[1])).astype(np.float32)
    look /= np.linalg.norm(look, axis=1, keepdims=True)
    kinds = len(spec.kinds)
    part(rows, "kind", spec)[:] = np.eye(kinds, dtype=np.float32)[random.integers(kinds, size=count)]
    return rows.astype(np.float16)


if __name__ == "__main__":
    make_library(Paths.choose(os.path.join(sys.argv[1], "home")), Path(sys.argv[1]) / "photos", int(sys.argv[2]))
