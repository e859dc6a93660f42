"""How long the wardrobe mirror takes, part by part, and how well ten photos stand for all.

    python -m tests.bench.mirror [--photos 2000 20000] [--repeats 3] [--json]
    python -m tests.bench.mirror --folder ../shared/data/stock [--home DIR] [--json]

Rows made up: garments of 16 kinds in 60 groups, one in ten on two photos; the same each time. With --folder real photos
are indexed. Seconds are those of the quickest of several runs.

cover: the share of garments that are of a similar style to one of the ten, where so many are `tried`; beside it that of
ten picked at random, the mean of twenty times, and of ten each as far as can be from those before (Gonzalez 1985).
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from core.browse.grouping import garments as same_garments
from core.catalog.catalog import Catalog, Collection
from core.indexing.indexing import index_folders
from core.looks.colours import NAMES, parse_colour
from core.looks.features import Rows, columns, width_of
from core.looks.model import Extractor
from core.looks.spec import ModelSpec
from core.mirror import standing
from core.mirror.alike import alike, one_offs
from core.mirror.garments import Garments, find_garments
from core.mirror.mirror import TEN, mirror
from core.search.search import Searcher
from core.search.stacks import Groups

GROUPS, LATENT = 60, 10
TRIED = (250, 1000, 4000)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, nargs="+", default=[2000, 20_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.folder is not None and not options.folder.is_dir():
        print(f"{options.folder} is no folder.", file=sys.stderr)
        return 1
    extractor = Extractor()
    if options.folder is not None:
        searcher = _indexed(extractor, options.folder.resolve(), options.home)
        figures = {options.folder.name: measure(searcher, same_garments(searcher), options.repeats)}
    else:
        figures = {
            f"{count:,} photos": measure(*made_up(extractor.spec, count), options.repeats) for count in options.photos
        }
    if options.json:
        print(json.dumps(figures))
        return 0
    for name, found in figures.items():
        print(name)
        for what, value in found.items():
            print(f"  {what:32} {value}")
    return 0


def measure(searcher: Searcher, groups: Groups, repeats: int) -> dict[str, float]:
    """Seconds of each part, and what comes of it."""
    searcher.prepare()
    spec, garments = searcher.spec, find_garments(searcher, groups)
    before = _peak()
    whole = mirror(searcher, groups)
    beyond = _peak() - before
    far, near = spec.spread, spec.yardstick * spec.ratios.style
    figures = {
        "all (s)": _quickest(lambda: mirror(searcher, groups), repeats),
        "garments (s)": _quickest(lambda: find_garments(searcher, groups), repeats),
        "alike (s)": _quickest(lambda: alike(garments, spec), repeats),
        "one-offs (s)": _quickest(lambda: one_offs(garments), repeats),
        "ten (s)": _quickest(lambda: standing.standing_for_all(garments.looks, TEN, far, near), repeats),
        "memory beyond (MB)": round(beyond),
        "garments": whole.garments,
        "groups of alike ones": len(whole.alike),
        "one-offs": len(whole.one_offs),
    }
    figures |= {f"cover, {tried:,} tried": _cover(garments, tried, far, near) for tried in TRIED}
    return figures | _others(garments.looks, near)


def _cover(garments: Garments, tried: int, far: float, near: float) -> float:
    usual = standing._CANDIDATES, standing._LEAST
    standing._CANDIDATES = standing._LEAST = tried
    try:
        return round(standing.standing_for_all(garments.looks, TEN, far, near).cover, 4)
    finally:
        standing._CANDIDATES, standing._LEAST = usual


def _others(looks: Rows, near: float) -> dict[str, float]:
    """What other choices of ten would cover."""
    random = np.random.default_rng(0)
    by_chance = [_covered(looks, random.choice(len(looks), TEN, replace=False), near) for _ in range(20)]
    chosen = [0]
    apart = np.linalg.norm(looks - looks[0], axis=1)
    while len(chosen) < TEN:
        chosen.append(int(apart.argmax()))
        apart = np.minimum(apart, np.linalg.norm(looks - looks[chosen[-1]], axis=1))
    farthest = _covered(looks, np.array(chosen), near)
    return {"cover, at random": round(float(np.mean(by_chance)), 4), "cover, farthest": round(farthest, 4)}


def _covered(looks: Rows, chosen: np.ndarray, near: float) -> float:
    return float(np.mean(standing._apart(looks, looks[chosen], bool).min(axis=1) <= near))


def _quickest(work: Callable[[], object], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return round(min(times), 3)


def _peak() -> float:
    """The most memory that the process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --- what is measured ---


def made_up(spec: ModelSpec, count: int) -> tuple[Searcher, Groups]:
    """So many photos whose looks lie about as far from each other as real ones."""
    random = np.random.default_rng(0)
    rows = np.zeros((count, width_of(spec)), np.float32)
    axes = np.linalg.qr(random.normal(size=(spec.dimension, LATENT)))[0].T.astype(np.float32)
    owners = random.integers(0, GROUPS, count)
    latent = random.normal(size=(GROUPS, LATENT))[owners] + 0.9 * random.normal(size=(count, LATENT))
    looks = (latent @ axes).astype(np.float32)
    rows[:, columns("look", spec)] = looks / np.linalg.norm(looks, axis=1, keepdims=True)
    rows[:, columns("kind", spec)] = 0.02
    rows[np.arange(count), columns("kind", spec).start + owners % len(spec.kinds)] = 0.7
    names = np.stack([parse_colour(colour) for colour in NAMES])[random.integers(0, len(NAMES), count)]
    swatches = columns("swatches", spec).start
    rows[:, swatches : swatches + 3] = names + random.normal(size=names.shape) * 3
    rows[:, swatches + 3] = 0.8
    rows[np.arange(count), columns("words", spec).start + owners % 3] = 0.8
    twins = np.arange(1, count, 10)
    rows[twins] = rows[twins - 1]
    groups = np.arange(count)
    groups[twins] -= 1
    paths = tuple(f"/{number:06}.jpg" for number in range(count))
    return Searcher(Collection.of(paths, rows.astype(np.float16)), spec), groups


def _indexed(extractor: Extractor, folder: Path, home: Path | None) -> Searcher:
    with ExitStack() as kept:
        place = home or Path(kept.enter_context(tempfile.TemporaryDirectory()))
        catalog = kept.enter_context(Catalog(place / "catalog"))
        index_folders(catalog, extractor, [str(folder)])
        return Searcher(catalog.collection([str(folder)], extractor.model_id), extractor.spec)


if __name__ == "__main__":
    sys.exit(main())
