"""The map of all photos as a picture, and where they lie as a table."""

from __future__ import annotations

import json
from pathlib import Path

from tqdm import tqdm

from core.base.console import OK
from core.base.files import write_whole
from core.base.paths import Paths
from core.base.settings import load_settings
from core.commands.options import MapOptions
from core.commands.results import check_place, print_path, protect, written
from core.commands.session import Session
from core.map.map_picture import draw_map_picture
from core.map.mapping import map_photos
from core.map.photo_map import PhotoMap
from core.search.search import Searcher
from core.sharing.saving import save_whole
from core.workers.pictures import Pictures

_STDOUT = Path("-")
_TITLE = "All photos by their looks"


def draw_map(options: MapOptions) -> int:
    """Lay out all photos of the folders, and draw them."""
    results = [one for one in (options.output, options.json) if one is not None and one != _STDOUT]
    for result in results:
        check_place(result)
    paths = Paths.choose(options.home)
    with Session(options.home) as session:
        collection = session.collection(options.folders, options.limit)
        for result in results:
            protect(result, collection, options.folders)
        searcher = Searcher(collection, session.extractor.spec, words=session.words(options.folders))
    photo_map = _laid_out(searcher, options.limit, paths)
    _draw(photo_map, options, load_settings(paths.settings).patience_seconds)
    if options.json == _STDOUT:
        print(_as_json(photo_map, options.grid))
        return OK
    if options.json is not None:
        text = _as_json(photo_map, options.grid)
        with written(options.json) as file:
            write_whole(file, text.encode("ascii") + b"\n", private=False)
    for result in results:
        print_path(result)
    return OK


def _laid_out(searcher: Searcher, limit: int | None, paths: Paths) -> PhotoMap:
    with tqdm(total=100, unit="%", desc="Laying out") as bar:

        def show(unfinished: PhotoMap) -> None:
            bar.update(int(100 * unfinished.progress) - bar.n)

        photo_map = map_photos(searcher, searcher.collection.paths[:limit], paths, show)
        bar.update(100 - bar.n)
    return photo_map


def _draw(photo_map: PhotoMap, options: MapOptions, patience: float) -> None:
    pictures = Pictures(lambda: patience)

    try:
        with tqdm(total=len(photo_map.paths), unit="photo", desc="Drawing") as bar:
            picture = draw_map_picture(photo_map, options.size, options.grid, pictures.decode, bar.update)
    finally:
        pictures.end()
    with written(options.output) as file:
        save_whole(picture, _TITLE, file)


def _as_json(photo_map: PhotoMap, in_grid: bool) -> str:
    """Places, to the right and down, the longer axis from 0 to 1; with the grid columns and rows, from 0 on."""
    rows = photo_map.cells.tolist() if in_grid else [[round(x, 5), round(y, 5)] for x, y in photo_map.places.tolist()]
    return json.dumps(
        {"photos": [{"path": path, "x": x, "y": y} for path, (x, y) in zip(photo_map.paths, rows, strict=True)]}
    )
