"""How well the right clothes are found: by kind of garment, and by another view of the same garment.

    python tests/bench/quality.py [--data ../shared/data] [--model FILE] [--json]

Kind: every photo of clothing/validation asks for the others; P@10 is the share of the first ten of its class, mAP
the mean average precision over the whole ranking; and how many find at most one of their class among ten. Views: 200
stock photos, in five other views each, ask among all 1,000 stock photos; R@1 is how often their own photo comes first.
All goes through the program's own index and search.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.base.paths import MODEL
from core.catalog.catalog import Catalog
from core.indexing.indexing import index_folders
from core.looks.features import UNSURE, kind_name
from core.looks.model import Extractor
from core.search.query import make_query
from core.search.request import Request
from core.search.search import Searcher
from tests.bench.stock_kinds import read_kinds
from tests.bench.views import VIEWS, make_view

HELD_OUT = 200
RANKED = ("precision_at_10", "mean_average_precision", "at_most_one_right_of_ten")
SEED = 7


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--views", type=int, default=HELD_OUT, help="how many photos to make views of")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folders = options.data / "clothing" / "validation", options.data / "stock"
    if not all(folder.is_dir() for folder in folders):
        print(f"{options.data} holds no clothing/validation and stock photos to measure on.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as home:
        figures = measure(Path(home), options.model, *map(str, folders), options.views)
    print(json.dumps(figures) if options.json else as_text(figures))
    return 0


def measure(home: Path, model: Path, clothing: str, stock: str, views: int) -> dict[str, object]:
    """All figures."""
    extractor = Extractor(model)
    with Catalog(home) as catalog:
        for folder in (clothing, stock):
            index_folders(catalog, extractor, [folder])
        by_kind = Searcher(catalog.collection([clothing], extractor.model_id), extractor.spec)
        by_view = Searcher(catalog.collection([stock], extractor.model_id), extractor.spec)
        rooms = [Image.open(path).convert("RGB") for path in by_kind.collection.paths]
        kinds = kind_figures(by_kind, {path: Path(path).parent.name for path in by_kind.collection.paths})
        worn = kind_figures(by_view, stock_kinds(by_view))
        of_stock = {f"stock_{name}": worn[name] for name in RANKED}
        views_found = view_figures(by_view, rooms, extractor, catalog, views)
        return {"model": model.name, **kinds, **of_stock, **views_found}


def stock_kinds(searcher: Searcher) -> dict[str, str]:
    """What the labelled stock photos show, where the network knows that kind: most of it is worn."""
    kinds = {label.file: label.kind for label in read_kinds() if label.kind in searcher.spec.kinds}
    return {path: kinds[Path(path).name] for path in searcher.collection.paths if Path(path).name in kinds}


def kind_figures(searcher: Searcher, truth: Mapping[str, str]) -> dict[str, object]:
    """P@10, mAP and how often the kind is told right, leave one out, among the photos of known `truth`."""
    paths = [path for path in searcher.collection.paths if path in truth]
    others = [path for path in searcher.collection.paths if path not in truth]
    precisions, averages, bad = [], [], 0
    for path in paths:
        query = searcher.query(path)
        assert query is not None
        found = searcher.nearest(Request(query, len(paths), exclude=[path, *others]))
        hits = np.array([truth[match.path] == truth[path] for match in found])
        precisions.append(hits[:10].mean())
        bad += int(hits[:10].sum() <= 1)
        averages.append((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())
    told = [
        (truth[path], kind_name(int(kind), searcher.spec))
        for path, kind in zip(searcher.collection.paths, searcher.traits.kinds, strict=True)
        if path in truth
    ]
    sure = [pair for pair in told if pair[1] != UNSURE]
    return {
        "precision_at_10": float(np.mean(precisions)),
        "mean_average_precision": float(np.mean(averages)),
        "at_most_one_right_of_ten": bad,
        "sure_of_kind": len(sure) / len(told),
        "right_when_sure": float(np.mean([a == b for a, b in sure])) if sure else 0.0,
        "confusion": {kind: counts([b for a, b in told if a == kind]) for kind in searcher.spec.kinds},
    }


def counts(names: Sequence[str]) -> dict[str, int]:
    """How often each name occurs."""
    return {name: names.count(name) for name in (*sorted({*names} - {UNSURE}), UNSURE) if name in names}


def view_figures(
    searcher: Searcher, rooms: Sequence[Image.Image], extractor: Extractor, catalog: Catalog, views: int
) -> dict[str, object]:
    """R@1 by view and over all views."""
    random = np.random.default_rng(SEED)
    chosen = random.choice(len(searcher.collection.paths), min(views, len(searcher.collection.paths)), replace=False)
    first: dict[str, list[bool]] = {view: [] for view in VIEWS}
    for row in sorted(chosen.tolist()):
        path = searcher.collection.paths[row]
        photo = Image.open(path).convert("RGB")
        for view in VIEWS:
            query = make_query(as_png(make_view(view, photo, rooms, random)), extractor, catalog)
            first[view].append(searcher.nearest(Request(query, 1))[0].path == path)
    by_view = {view: float(np.mean(hits)) for view, hits in first.items()}
    return {"recall_at_1": float(np.mean(list(by_view.values()))), "recall_at_1_by_view": by_view}


def as_png(photo: Image.Image) -> bytes:
    """The bytes of a file with this picture, nothing lost."""
    stream = io.BytesIO()
    photo.save(stream, "PNG")
    return stream.getvalue()


def as_text(figures: dict[str, object]) -> str:
    """One figure a line."""
    return "\n".join(
        f"{name:24} {value:.3f}" if isinstance(value, float) else f"{name:24} {value}"
        for name, value in figures.items()
    )


if __name__ == "__main__":
    sys.exit(main())
