"""How good the map is, and how long it takes.

    python -m tests.bench.map_layout [--photos FOLDER] [--counts 1000 2000 20000 100000] [--no-sklearn]

For the photos of a folder (../shared/data/stock) beside scikit-learn's TSNE on the same rows: trustworthiness (0 to 1,
Venna and Kaski 2001) and which share of a photo's ten nearest by its row are its ten nearest on the map; which share of
its ten nearest on the map is of its kind; the same for the cells of the grid. Then seconds, and seconds of processor
time, by the number of photos, of which the first ones are those of the folder and the others the same with noise. At
the end how far photos move when a twentieth is new.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.indexing.indexing import index_folders
from core.looks.features import kinds
from core.looks.model import Extractor
from core.map.features import map_rows
from core.map.laying_out import laid_out
from core.map.layout_messages import Laid
from core.search.loading import load_searcher

_NEAR = 10
_ASKED = 1000  # photos whose neighbours are looked at

Rows = NDArray[np.float32]


class Timed(NamedTuple):
    """A map, the seconds until it was first shown and until it settled, and those of all cores."""

    laid: Laid
    first: float
    seconds: float
    cores: float


def timed(rows: NDArray[np.float16], before: Rows | None = None) -> Timed:
    nowhere = np.full((len(rows), 2), np.nan, np.float32) if before is None else before
    began, cores = time.perf_counter(), _of_children()
    shown: list[float] = []
    laid = laid_out(rows, nowhere, lambda _: shown.append(time.perf_counter() - began), bool)
    seconds = time.perf_counter() - began
    return Timed(laid, shown[0] if shown else seconds, seconds, _of_children() - cores)


def _of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def nearest(points: Rows, asked: NDArray[np.int64]) -> NDArray[np.int64]:
    """The ten nearest others of some points, (n, 10)."""
    squares = np.einsum("ij,ij->i", points, points)
    found = np.empty((len(asked), _NEAR), np.int64)
    for at, row in enumerate(asked.tolist()):
        distances = squares - 2 * points @ points[row]
        distances[row] = np.inf
        found[at] = np.argsort(distances, kind="stable")[:_NEAR]
    return found


def kept(rows: Rows, places: Rows) -> float:
    asked = np.random.default_rng(0).permutation(len(rows))[:_ASKED]
    pairs = zip(nearest(rows, asked).tolist(), nearest(places, asked).tolist(), strict=True)
    return float(np.mean([len({*one} & {*other}) / _NEAR for one, other in pairs]))


def print_quality(name: str, rows: Rows, places: Rows, of_kind: NDArray[np.int64]) -> None:
    from sklearn.manifold import trustworthiness

    around = nearest(places, np.arange(len(places)))
    same = (of_kind[around] == of_kind[:, np.newaxis])[of_kind >= 0].mean()
    trust = trustworthiness(rows, places, n_neighbors=_NEAR)
    print(f"{name:22} trustworthiness {trust:.4f}  ten nearest kept {kept(rows, places):.4f}  of the kind {same:.3f}")


def with_noise(rows: NDArray[np.float16], count: int) -> NDArray[np.float16]:
    """More photos: the same ones, each a little different by half of what the numbers differ."""
    random = np.random.default_rng(0)
    more = rows[np.arange(count) % len(rows)].astype(np.float32)
    noise = random.normal(scale=0.5, size=more.shape).astype(np.float32) * rows.astype(np.float32).std(axis=0)
    noise[: len(rows)] = 0
    return (more + noise).astype(np.float16)


def print_times(rows: NDArray[np.float16], counts: list[int]) -> None:
    for count in counts:
        some = with_noise(rows, count)
        one = timed(some)
        print(
            f"{count:7,} photos: shown after {one.first:.1f} s, settled after {one.seconds:.1f} s "
            f"({one.cores:.1f} s of cores); ten nearest kept {kept(some.astype(np.float32), one.laid.places):.3f}; "
            f"cells apart: {len(np.unique(one.laid.cells, axis=0)) == count}",
            flush=True,
        )


def print_staying(rows: NDArray[np.float16]) -> None:
    known = np.random.default_rng(0).permutation(len(rows)) >= len(rows) // 20
    old = timed(rows[known]).laid.places
    before = np.full((len(rows), 2), np.nan, np.float32)
    before[known] = old
    grown = timed(rows, before)
    moved = np.linalg.norm(grown.laid.places[known] - old, axis=1) / np.ptp(old, axis=0).max()
    print(
        f"A twentieth new: the others move by {np.median(moved):.4f} of the map's width (median), "
        f"{np.percentile(moved, 95):.4f} (95 of 100); ten nearest kept "
        f"{kept(rows.astype(np.float32), grown.laid.places):.4f}; {grown.seconds:.1f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", default="../shared/data/stock")
    parser.add_argument("--home", help="where features are kept; else they are computed anew")
    parser.add_argument("--counts", type=int, nargs="*", default=[1000, 2000, 20_000, 100_000])
    parser.add_argument("--no-sklearn", action="store_true")
    given = parser.parse_args()
    extractor = Extractor()
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.choose(given.home or folder)
        with Catalog(paths.catalog) as catalog:
            index_folders(catalog, extractor, [given.photos])
        searcher = load_searcher(paths, extractor, [given.photos])
    rows = map_rows(searcher, searcher.collection.first)
    single, of_kind = rows.astype(np.float32), kinds(searcher.collection.vectors[:], searcher.spec)[0]
    one, again = timed(rows), timed(rows)
    print(f"The same again: {np.array_equal(one.laid.places, again.laid.places)}")
    print_quality("the map", single, one.laid.places, of_kind)
    print_quality("its grid", single, (one.laid.cells + 1e-3 * one.laid.places).astype(np.float32), of_kind)
    if not given.no_sklearn:
        from sklearn.manifold import TSNE

        began, cores = time.perf_counter(), time.process_time()
        places = TSNE(init="pca", random_state=0, n_jobs=-1).fit_transform(single)
        print_quality("scikit-learn's TSNE", single, places, of_kind)
        print(f"which took {time.perf_counter() - began:.1f} s ({time.process_time() - cores:.1f} s of cores)")
    print_staying(rows)
    print_times(rows, given.counts)


if __name__ == "__main__":
    main()
