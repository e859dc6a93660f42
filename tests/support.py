"""What several tests make: photos, odd files, and the results of commands."""

from __future__ import annotations

import io
import json
import os
import random
import struct
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import psutil
from PIL import Image

from core.base.paths import MODEL, Paths
from core.catalog.catalog import Catalog, Collection
from core.indexing.indexing import IndexReport, IndexRequest, Listener, index_folders
from core.looks import features
from core.looks.features import Part, Rows
from core.looks.model import Extractor
from core.looks.spec import ModelSpec, read_spec
from core.photos.images import load_rgb
from core.search import query
from core.search.labels import Label
from core.search.query import Box, Query, make_query
from core.search.ranking import Method
from core.search.request import Request
from core.search.search import Match, Searcher
from core.search.turns import OtherTurns, ask
from core.wardrobe.marks import Identity
from core.wardrobe.wardrobe import Wardrobe

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"

SPEC = read_spec(MODEL.read_bytes())
KINDS = SPEC.kinds
ROOTS = len(KINDS)  # the last columns of an embedding
INSTANCE_LENGTH = SPEC.instance_length
INPUT_SIDE = SPEC.side


PATIENCE = 300.0  # s; a slow machine is no fault


def wait_until(condition: Callable[[], object], seconds: float = PATIENCE) -> Any:
    """Until the condition gives something true, which is returned."""
    until = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.005)
    return value


# Rows that a test makes up often have shorter embeddings than the network's.


def width_of(look: int) -> int:
    """The width of a row whose embedding has `look` numbers."""
    return features.width_of(replace(SPEC, dimension=look))


def spec_of(rows: Rows) -> ModelSpec:
    """The network, had it such rows (N, width)."""
    return replace(SPEC, dimension=max(rows.shape[1] - width_of(0), 0))


def part(rows: Rows, name: Part) -> Rows:
    return features.part(rows, name, spec_of(rows))


def swatches(rows: Rows) -> Rows:
    return features.swatches(rows, spec_of(rows))


def stored_query(row: Rows) -> Query:
    return query.stored_query(row, spec_of(row[np.newaxis]))


def searching(collection: Collection, method: Method = Method.AUTO) -> Searcher:
    return Searcher(collection, spec_of(collection.vectors[:]), method)


class Result(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object printed."""
        (line,) = self.lines
        return line

    @property
    def lines(self) -> list[Any]:
        """The objects printed, one per line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def said(self) -> list[str]:
        """The lines of stderr that are no progress."""
        shown = [part for line in self.err.split("\n") for part in line.split("\r")]
        bars = ("Indexing:", "Ranking:", "Checking:", "Laying out:", "Drawing:", "Comparing:")
        return [line for line in shown if line.strip() and not line.startswith(bars)]


def chance() -> random.Random:
    """For moments that are picked at random. A test that fails shows the seed; in the environment it is used again."""
    seed = int(os.environ.get("TWINSET_TEST_SEED") or random.randrange(2**32))
    print(f"TWINSET_TEST_SEED={seed}")  # noqa: T201  pytest shows it with a failure
    return random.Random(seed)


def photo(seed: int, size: tuple[int, int] = (64, 80)) -> Image.Image:
    """A soft random pattern, another for each seed."""
    colours = np.random.default_rng(seed).integers(0, 256, (5, 4, 3), dtype=np.uint8)
    return Image.fromarray(colours).resize(size, Image.Resampling.BICUBIC)


def alike(garment: Path, folder: Path, count: int = 55) -> Path:
    """A folder of photos of one garment, in as many lights."""
    with Image.open(garment) as opened:
        picture = np.asarray(opened.convert("RGB").resize((120, 150)), np.float32)
    for number in range(count):
        light = np.clip(picture * (0.7 + 0.5 * number / count), 0, 255).astype(np.uint8)
        save(folder / f"{number:02}.png", Image.fromarray(light))
    return folder


def encoded(image: Image.Image, file_format: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, file_format, **options)
    return stream.getvalue()


def save(file: Path, content: Image.Image | bytes) -> str:
    """Write an image as PNG, or bytes as they are; returns the path."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else encoded(content, "PNG"))
    return str(file)


def twelve_photos(top: Path) -> Path:
    """A folder of twelve small photos, 00.png to 11.png, no two alike."""
    for number in range(12):
        save(top / "photos" / f"{number:02}.png", photo(number))
    return top / "photos"


def png(width: int, height: int, pixels: bytes = b"", *chunks: tuple[bytes, bytes]) -> bytes:
    """An RGB PNG made by hand: its header may promise what `pixels`, raw filtered rows, do not hold."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(pixels, 1)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def vectors_by_name(catalog: Catalog, folder: Path | str, model_id: str) -> dict[str, bytes]:
    """The bytes of each searchable photo's vector, by its path below `folder`."""
    found = catalog.collection([str(folder)], model_id)
    names = [os.path.relpath(path, folder) for path in found.paths]
    return {name: vector.tobytes() for name, vector in zip(names, found.vectors[:], strict=True)}


QUARTERS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}  # clockwise


def on_its_side(searcher: Searcher, file: Path, extractor: Extractor, catalog: Catalog) -> str:
    """Writes a photo of the folder, turned by a quarter, that comes close to nothing so; returns the photo's path."""
    for path in searcher.collection.paths:
        data = encoded(Image.fromarray(load_rgb(path)).transpose(QUARTERS[1]), "PNG")
        found = ask(searcher, make_query(data, extractor, catalog))
        others = OtherTurns(data, extractor)
        again = ask(searcher, found.query, others.glances, others.closely)
        if again.turns and again.nearest is not None and again.nearest.path == path:
            file.write_bytes(data)
            return path
    raise AssertionError("every photo looks like another one when it is turned")


def indexed(catalog: Catalog, extractor: Extractor, folders: Sequence[str], **given: Any) -> IndexReport:
    """What `index_folders` reports; options and listeners are given by their names."""
    options, listener = (
        {name: given.pop(name) for name in (field.name for field in fields(kind)) if name in given}
        for kind in (IndexRequest, Listener)
    )
    return index_folders(catalog, extractor, folders, IndexRequest(**options), listener=Listener(**listener), **given)


class Expert:
    """Knows from the core what the window ought to show."""

    def __init__(self, folder: Path, home: Path, extractor: Extractor) -> None:
        self._catalog = Paths.choose(str(home)).catalog
        self._extractor = extractor
        with Catalog(self._catalog) as catalog:
            self.searcher = Searcher(catalog.collection([str(folder)], extractor.model_id), extractor.spec)

    def query(self, path: str, box: Box | None = None) -> Query:
        with Catalog(self._catalog) as catalog:
            return make_query(path, self._extractor, catalog, box)

    def nearest(self, query: Query, k: int, used: Sequence[str] = (), **options: Any) -> list[tuple[str, float]]:
        found = self.searcher.nearest(Request(query, k, exclude=used, **options))
        return [(match.path, match.distance) for match in found]


def found(path: str, distance: float) -> Match:
    """A match of which nothing but its place counts."""
    return Match(path, distance, Label.STYLE, {}, "dress", 0.9)


def hearts_in(home: Path) -> frozenset[Identity]:
    """The favourites on disk, as another program sees them."""
    with Wardrobe(Paths.choose(str(home))) as wardrobe:
        return wardrobe.marks().favourites


def kinds_said_in(home: Path) -> list[str]:
    """The kinds that were said, as another program finds them on disk."""
    with Wardrobe(Paths.choose(str(home))) as wardrobe:
        return sorted(word for _, word in wardrobe.marks().said.pairs)


def is_one_sentence(said: object) -> bool:
    text = str(said)
    return text[:1].isupper() and text.endswith(".") and "\n" not in text and ". " not in text


def children(word: str) -> list[psutil.Process]:
    """The processes that this one has started with such a word, and that have not ended."""
    return [child for child in psutil.Process().children() if word in _words_of(child)]


def _words_of(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:  # it has just ended
        return []
