"""All that the map draws, as one value, made in a thread of its own: places, what is shown how deep, what is told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from core.base.paths import Paths
from core.browse.shelf import Browsing, Shelf, passing
from core.browse.shelving import shelve
from core.catalog.columns import places
from core.looks.colours import to_rgb
from core.map.mapping import map_photos
from core.map.photo_map import PhotoMap, Places
from core.map.regions import Region, regions
from core.map.spreading import parted
from core.map.thinning import Depths, ranks, thin
from core.search.search import Searcher
from core.search.traits import Mask
from core.wardrobe.marks import Marks
from gui.map.depths import ASPECT, sizes

_NEVER = np.iinfo(np.int16).max  # a depth that is not reached


@dataclass(frozen=True, eq=False)
class Told:
    """What is known of the photos of a map, (N,) each: kinds by number, main colours as sRGB (N, 3) and whether there
    is one, when they were taken in seconds since 1970 and which of them come first, folders in which they lie by their
    place in `folders`, the commonest first."""

    kinds: NDArray[np.int64]
    rgb: NDArray[np.uint8]
    coloured: Mask
    taken: NDArray[np.int64]
    by_date: NDArray[np.int64]
    folder: NDArray[np.int64]
    folders: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Scene:
    """The map of some photos; places lie around (0.5, 0.5), y down.

    Attributes:
        loose, tidy: where the photos lie in either layout, (N, 2) float64.
        cell: width and height of a cell of the tidy one.
        depths: from which depth on each is a picture in the loose layout, (N,); see gui.map.depths.
        passes: which photos pass the filters of Browse, (N,).
        laid: as they were laid out.
    """

    paths: tuple[str, ...] = ()
    loose: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 2)))
    tidy: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 2)))
    cell: tuple[float, float] = (1.0, 1.0)
    depths: Depths = field(default_factory=lambda: np.zeros(0, np.int16))
    passes: Mask = field(default_factory=lambda: np.zeros(0, bool))
    told: Told | None = None
    shelf: Shelf | None = None
    settled: bool = True
    names: tuple[tuple[Region, ...], tuple[Region, ...]] = ((), ())  # loose and tidy
    laid: PhotoMap = field(default_factory=PhotoMap)

    @cached_property
    def rows(self) -> dict[str, int]:
        """Where each path stands."""
        return {path: row for row, path in enumerate(self.paths)}

    def places(self, tidy: bool) -> NDArray[np.float64]:
        return self.tidy if tidy else self.loose

    def extent(self, tidy: bool) -> tuple[float, float]:
        """Width and height of what is to be in sight at once."""
        return self._extents[tidy]

    @cached_property
    def _extents(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return self._extent(False), self._extent(True)

    def _extent(self, tidy: bool) -> tuple[float, float]:
        if not len(self.paths):
            return 1.0, 1.0
        across, down = np.ptp(self.places(tidy), axis=0).tolist()
        beside = self.cell if tidy else (0.0, 0.0)
        return max(across + beside[0], 0.05), max(down + beside[1], 0.05)


def lay_out(
    paths: Paths,
    photos: Sequence[str],
    folders: Sequence[str],
    searcher: Searcher,
    tell: Callable[[Scene], object],
    cancelled: Callable[[], bool],
) -> Scene:
    """The map of the photos; unfinished ones are told meanwhile, with dots alone. Raises Cancelled, CatalogError."""
    shelf = shelve(paths, photos, folders, searcher, wants_groups=False).shelf
    scene = partial(_scene, shelf)
    done = map_photos(searcher, photos, paths, lambda unfinished: tell(scene(unfinished)), cancelled)
    return thinned(scene(done), cancelled)


def _scene(shelf: Shelf, found: PhotoMap) -> Scene:
    rows = places(found.paths, shelf.paths)
    loose = _centred(found.places)
    if found.settled:
        loose = parted(loose, sizes(len(loose))[1][-1])  # else copies would never be pictures of their own
    columns, lines = found.grid
    high = 1 / max(ASPECT * columns, lines, 1)
    cell = ASPECT * high, high
    tidy = (found.cells - (np.array(found.grid) - 1) / 2) * cell + 0.5
    told = _told(shelf, rows)
    never = np.full(len(rows), _NEVER, np.int16)
    names = regions(loose.astype(np.float32), told.kinds), regions(tidy.astype(np.float32), told.kinds)
    everything = np.ones(len(rows), bool)
    return Scene(found.paths, loose, tidy, cell, never, everything, told, shelf, found.settled, names, found)


def _centred(found: Places) -> NDArray[np.float64]:
    if not len(found):
        return np.zeros((0, 2))
    middle = (found.min(axis=0) + found.max(axis=0)) / 2
    centred: NDArray[np.float64] = found.astype(np.float64) - middle + 0.5
    return centred


def _told(shelf: Shelf, rows: NDArray[np.int64]) -> Told:
    swatches = shelf.swatches[rows, 0]
    lies_in = [os.path.dirname(shelf.paths[row]) for row in rows.tolist()]
    folders = tuple(folder for folder, _ in Counter(lies_in).most_common())
    number = {folder: place for place, folder in enumerate(folders)}
    folder = np.fromiter(map(number.__getitem__, lies_in), np.int64, len(lies_in))
    rgb, taken = to_rgb(swatches[:, :3]), shelf.taken[rows]
    by_date = np.argsort(taken, kind="stable")
    return Told(shelf.kinds[rows], rgb, swatches[:, 3] > 0, taken, by_date, folder, folders)


def filtered(scene: Scene, browsing: Browsing, marks: Marks, cancelled: Callable[[], bool]) -> Scene:
    """The scene as the filters let it be seen: what passes is given room first."""
    if scene.shelf is None:
        return scene
    shelf = scene.shelf
    passes = passing(shelf, browsing, marks)[places(scene.paths, shelf.paths)]
    if np.array_equal(passes, scene.passes):
        return scene
    return thinned(replace(scene, passes=passes), cancelled)


def thinned(scene: Scene, cancelled: Callable[[], bool]) -> Scene:
    """With the depths of all photos."""
    if not len(scene.paths):
        return scene
    first, covered = sizes(len(scene.paths))
    order = ranks(scene.paths, scene.passes)
    found = thin(scene.loose.astype(np.float32), covered, order, cancelled)
    depths = np.where(found < len(covered), found + first, _NEVER).astype(np.int16)
    return replace(scene, depths=depths)
