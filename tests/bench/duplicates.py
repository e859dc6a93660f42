"""How many made copies `twinset duplicates` finds, what else it takes for one picture, and what 100,000 photos cost.

    python -m tests.bench.duplicates [--data ../shared/data] [--home DIR] [--drawn 300] [--sheet FILE.png] [--json]
    python -m tests.bench.duplicates --rows 100000 [--data ../shared/data] [--home DIR] [--json]

Of 300 stock photos copies of each kind are made. They are looked for among all 1,000, one kind at a time: recall is the
share of copies in the group of their photo, precision the share of pairs within groups that are right. What is found
among the stock photos alone is printed, and drawn with --sheet, to be looked at: SEEN are those that a person called
the same picture. With --home the index and the copies are kept there and used again.

With --rows no copies are made: rows between those of stock photos, and one in fifty beside another one as a copy is,
with the stock photos as their pictures: seconds from the rows to the groups, and the memory that it takes beyond them.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from itertools import combinations
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

from core.catalog.catalog import Catalog, Collection
from core.duplicates.album import Album
from core.duplicates.best import SIDE
from core.duplicates.finding import Search, find_duplicates
from core.duplicates.groups import Group
from core.duplicates.same_picture import SEEN_SIDE
from core.indexing.indexing import index_folders
from core.looks.features import columns
from core.looks.model import Extractor
from core.photos.images import Picture, decode, load_thumbnail
from core.photos.thumbnail_store import ThumbnailStore
from core.search.holdings import Holdings
from core.search.search import Searcher

GOALS = {"precision": 0.98, "recall": 0.95}
# Looked at: these stock photos are the same picture, whether a person is asked or a program.
SEEN = [
    {"159814", "62355"},
    {"187094", "211088"},
    {"2232", "3413"},
    {"37843", "38970"},
    {"218619", "48730", "73922"},
]
QUALITY = 88
SIDEWAYS = Image.Exif()
SIDEWAYS[0x112] = 6
COPIED_ROWS = 50  # one row in so many lies beside another one
COPY_NOISE = 0.15  # as far as a compressed copy lies


def _cropped(photo: Image.Image) -> Image.Image:
    width, height = photo.size
    return photo.crop((round(0.03 * width), round(0.03 * height), round(0.97 * width), round(0.97 * height)))


def _framed(photo: Image.Image, colour: str) -> Image.Image:
    return ImageOps.expand(photo, round(0.05 * max(photo.size)), colour)


KINDS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "half the size": lambda photo: photo.resize((photo.width // 2, photo.height // 2), Image.Resampling.LANCZOS),
    "quality 40": lambda photo: photo,
    "cropped by 3 %": _cropped,
    "turned by EXIF": lambda photo: photo.transpose(Image.Transpose.ROTATE_90),
    "turned by a quarter": lambda photo: photo.transpose(Image.Transpose.ROTATE_90),
    "lighter by a fifth": lambda photo: ImageEnhance.Brightness(photo).enhance(1.2),
    "mirrored": ImageOps.mirror,
    "framed in black": lambda photo: _framed(photo, "black"),
    "framed in white": lambda photo: _framed(photo, "white"),
}


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--home", type=Path)
    parser.add_argument("--drawn", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    stock = (options.data / "stock").resolve()
    if not stock.is_dir():
        print(f"{options.data} holds no stock photos to measure on.", file=sys.stderr)
        return 1
    with ExitStack() as kept:
        home = options.home or Path(kept.enter_context(tempfile.TemporaryDirectory()))
        if options.rows:
            figures = measure_rows(home, stock, options.rows)
        else:
            figures = measure(home, stock, options.drawn, options.seed, options.sheet)
    print(json.dumps(figures) if options.json else "\n".join(f"{name:40} {value}" for name, value in figures.items()))
    return 0


# --- copies ---


def measure(home: Path, stock: Path, drawn: int, seed: int, sheet: Path | None) -> dict[str, float | str]:
    """Recall of each kind, precision of all, and what is found among the stock photos."""
    names = sorted(path.name for path in stock.glob("*.jpg"))
    chosen = [names[at] for at in sorted(np.random.default_rng(seed).choice(len(names), drawn, replace=False).tolist())]
    folders = {kind: home / "made" / f"{seed} {kind}" for kind in KINDS}
    for kind, folder in folders.items():
        _make(kind, stock, chosen, folder)
    extractor, figures, pairs = Extractor(), dict[str, float | str](), list[bool]()
    with Catalog(home / "catalog") as catalog:
        index_folders(catalog, extractor, [str(stock), *map(str, folders.values())])
        started = time.perf_counter()
        found = _found(catalog, extractor, [stock])
        figures["stock photos alone (s)"] = round(time.perf_counter() - started, 1)
        figures["found among them"] = "; ".join(" = ".join(map(_stem, _paths(group))) for group in found)
        if sheet is not None:
            _draw(found, sheet)
        for kind, folder in folders.items():
            groups = _found(catalog, extractor, [stock, folder])
            figures[f"recall, {kind}"] = sum(map(_copies_found, groups)) / drawn
            right = [_is_right(*pair) for group in groups for pair in combinations(_paths(group), 2)]
            wrong = [pair for group in groups for pair in combinations(_paths(group), 2) if not _is_right(*pair)]
            figures |= {f"wrong, {kind}": str(wrong)} if wrong else {}
            pairs += right
    recalls = [value for name, value in figures.items() if name.startswith("recall") and not isinstance(value, str)]
    figures["recall, all"] = float(np.mean(recalls))
    figures["precision"] = sum(pairs) / len(pairs)
    return figures


def _make(kind: str, stock: Path, names: Sequence[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    told = {"exif": SIDEWAYS} if "EXIF" in kind else {}
    for name in names:
        if not (folder / name).exists():
            with Image.open(stock / name) as photo:
                made = KINDS[kind](photo.convert("RGB"))
            made.save(folder / name, quality=40 if kind == "quality 40" else QUALITY, **told)


def _found(catalog: Catalog, extractor: Extractor, folders: Sequence[Path]) -> tuple[Group, ...]:
    where = list(map(str, folders))
    listing = catalog.listing(where)
    searcher = Searcher(catalog.collection(where, extractor.model_id), extractor.spec)
    album = Album(decode, ThumbnailStore(Path("no thumbnails")))
    return find_duplicates(Search(searcher, Holdings(listing.paths, listing.contents, listing.pixels), album))


def _paths(group: Group) -> list[str]:
    return [copy.path for copy in group.photos]


def _stem(path: str) -> str:
    return Path(path).stem


def _copies_found(group: Group) -> int:
    """How many made copies are in a group with their photo."""
    stock = {_stem(path) for path in _paths(group) if "/made/" not in path}
    return sum("/made/" in path and _stem(path) in stock for path in _paths(group))


def _is_right(one: str, other: str) -> bool:
    pair = {_stem(one), _stem(other)}
    return len(pair) == 1 or any(pair <= seen for seen in SEEN)


def _draw(groups: Sequence[Group], sheet: Path) -> None:
    """A row for each group."""
    side = 240
    picture = Image.new("RGB", (side * max(2, *(len(group.photos) for group in groups)), side * len(groups)), "white")
    for row, group in enumerate(groups):
        for column, path in enumerate(_paths(group)):
            picture.paste(Image.fromarray(load_thumbnail(path, side - 4)), (side * column, side * row))
    picture.save(sheet)


# --- rows ---


def measure_rows(home: Path, stock: Path, count: int) -> Mapping[str, float]:
    """Seconds and memory of so many rows."""
    extractor = Extractor()
    with Catalog(home / "catalog") as catalog:
        index_folders(catalog, extractor, [str(stock)])
        known = catalog.collection([str(stock)], extractor.model_id)
    rows = _rows(known.vectors[:], count, columns("look", extractor.spec))
    pictures = {side: [load_thumbnail(path, side) for path in known.paths] for side in (SEEN_SIDE, SIDE)}
    read = set[str]()

    def picture(source: str | bytes, at_least: int = 0, within: int = 0) -> Picture:
        read.add(str(source))
        number = int(_stem(str(source)))
        number -= number % COPIED_ROWS == 1
        return Picture(pictures[within][number % len(known.paths)], b"", 0.0, (388, 498))

    with tempfile.TemporaryDirectory() as folder:
        paths = tuple(f"{folder}/{number:07}.jpg" for number in range(count))
        for number in range(count):  # the sizes of files are asked for
            if number % COPIED_ROWS < 2:
                Path(paths[number]).touch()
        collection = Collection.of(paths, rows)
        search = Search(Searcher(collection, extractor.spec), Holdings(), Album(picture, ThumbnailStore(Path(folder))))
        before, started = _peak(), time.perf_counter()
        groups = find_duplicates(search)
        seconds = time.perf_counter() - started
    return {
        "seconds": round(seconds, 1),
        "memory beyond the rows (MB)": round(_peak() - before),
        "photos read": len(read),
        "copies": count // COPIED_ROWS,
        "groups": len(groups),
    }


def _rows(stock: np.ndarray, count: int, look: slice) -> np.ndarray:
    random = np.random.default_rng(0)
    one, other = (stock[random.integers(0, len(stock), count)] for _ in range(2))
    rows = one + (0.3 + 0.4 * random.random((count, 1), np.float32)) * (other - one)
    first = np.arange(0, count - 1, COPIED_ROWS)
    rows[first + 1] = rows[first]
    noise = random.normal(size=(len(first), look.stop - look.start)).astype(np.float32)
    rows[first + 1, look] += COPY_NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    rows[:, look] /= np.linalg.norm(rows[:, look], axis=1, keepdims=True)
    return rows.astype(np.float16)


def _peak() -> float:
    """The most memory that the process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
