"""Print the figures of CARD.md for the quantised model and its float original.

    python packaging/model/evaluate_model.py --work build/model --data ../shared/data

With --speed: size, determinism and speed alone. With --dimensions: quality by dimension, all in float.
"""

import argparse
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import onnxruntime
from export_model import OUTPUT, principal_directions
from numpy.typing import NDArray
from photos import embed, load, open_session, read, square
from retrieval import VIEWS, class_scores, recall, view


@dataclass(frozen=True)
class Vectors:
    """One model's vectors: of the clothing photos, of the stock photos, of each view of the stock photos."""

    clothing: NDArray[np.float32]
    stock: NDArray[np.float32]
    views: dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Data:
    """The photos, and the class and part (train or validation) of each clothing photo."""

    clothing: tuple[Path, ...]
    stock: tuple[Path, ...]

    @staticmethod
    def find(folder: Path) -> "Data":
        clothing, stock = ((folder / name).rglob("*.jpg") for name in ("clothing", "stock"))
        return Data(tuple(sorted(clothing)), tuple(sorted(stock)))

    @property
    def labels(self) -> NDArray[np.str_]:
        return np.array([path.parent.name for path in self.clothing])

    @property
    def validation(self) -> NDArray[np.bool_]:
        return np.array([path.parents[1].name == "validation" for path in self.clothing])


def load_view(kind: str, path: Path) -> NDArray[np.uint8]:
    """Bytes of one changed view of a photo."""
    return square(view(read(path), kind, path.name))


def vectors_of(model: Path, data: Data) -> Vectors:
    """Run the model over everything."""
    views = {kind: embed(model, data.stock, partial(load_view, kind)) for kind in VIEWS}
    return Vectors(embed(model, data.clothing, load), embed(model, data.stock, load), views)


def quality(name: str, vectors: Vectors, data: Data) -> str:
    """One line of retrieval figures."""
    scores = class_scores(vectors.clothing, data.labels)
    held_out = class_scores(vectors.clothing, data.labels, data.validation)
    parts = ["all P@10 {:.4f} mAP {:.4f}".format(*scores), "validation {:.4f} {:.4f}".format(*held_out)]
    for kind in VIEWS:
        parts.append(kind + " R@1 {:.3f} R@10 {:.3f}".format(*recall(vectors.views[kind], vectors.stock)))
    return f"{name:10} " + "  ".join(parts)


def agreement(exact: Vectors, quantised: Vectors) -> str:
    """Cosines between the vectors that both models give for the same clothing photo."""
    cosines = (exact.clothing * quantised.clothing).sum(axis=1)
    mean, low, least = cosines.mean(), np.quantile(cosines, 0.01), cosines.min()
    return f"cosine float to int8: mean {mean:.4f}, 1st percentile {low:.4f}, least {least:.4f}"


def project(vectors: Vectors, directions: NDArray[np.float64], centre: NDArray[np.float64]) -> Vectors:
    """Vectors in the space of the directions."""

    def one(x: NDArray[np.float32]) -> NDArray[np.float32]:
        return ((x - centre) @ directions.T).astype(np.float32)

    views = {kind: one(x) for kind, x in vectors.views.items()}
    return Vectors(one(vectors.clothing), one(vectors.stock), views)


def print_dimensions(pooled: Path, data: Data) -> None:
    """Quality of the pooled features and of their projections, all float."""
    vectors = vectors_of(pooled, data)
    print(quality("pooled", vectors, data))
    directions, centre = principal_directions(vectors.clothing[~data.validation], 1280)
    for dimension in (64, 128, 256, 512, 1280):
        print(quality(str(dimension), project(vectors, directions[:dimension], centre), data), flush=True)


@dataclass(frozen=True)
class Speed:
    """Images per second by the clock, and milliseconds of processor time per image."""

    rate: float
    cost: float


def speed(session: onnxruntime.InferenceSession, photo: NDArray[np.uint8], at_once: int, runs: int) -> Speed:
    """Speed over `runs` images, each alone in its batch, `at_once` of them at the same time."""

    def one(_: int) -> None:
        session.run(["embedding"], {"images": photo[None]})

    with ThreadPoolExecutor(at_once) as pool:
        start, used = time.perf_counter(), time.process_time()
        list(pool.map(one, range(runs)))
        seconds, used = time.perf_counter() - start, time.process_time() - used
    return Speed(runs / seconds, used / runs * 1000)


def print_speed(models: dict[str, Path], photo: NDArray[np.uint8]) -> None:
    """Best of 20 rounds, in which the models take turns, since other programs may be running."""
    sessions = {name: open_session(path) for name, path in models.items()}
    cases = [(name, threads) for name in sessions for threads in (1, 2)]
    rounds = [[speed(sessions[name], photo, threads, 30) for name, threads in cases] for _ in range(20)]
    for (name, threads), found in zip(cases, zip(*rounds, strict=True), strict=True):
        best, least = max(s.rate for s in found), min(s.cost for s in found)
        print(f"{name:10} {threads} at once: {best:6.1f} images/s, {least:5.2f} ms of processor time each")


def same_bits(model: Path, photos: list[NDArray[np.uint8]]) -> bool:
    """Whether each photo gives the same bits alone, in a batch, and again and again from four threads."""
    session = open_session(model)

    def one(photo: NDArray[np.uint8]) -> bytes:
        return np.asarray(session.run(["embedding"], {"images": photo[None]})[0]).tobytes()

    expected = [one(photo) for photo in photos]
    with ThreadPoolExecutor(4) as pool:
        repeated = list(pool.map(one, photos * 20))
    batch = session.run(["embedding"], {"images": np.stack(photos)})[0]
    return repeated == expected * 20 and [row.tobytes() for row in batch] == expected


def print_quality(models: dict[str, Path], data: Data) -> None:
    """Quality of each model, and how far they agree."""
    vectors = {name: vectors_of(path, data) for name, path in models.items()}
    for name, found in vectors.items():
        print(quality(name, found, data))
    print(agreement(vectors["float"], vectors["int8"]))


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("--work", type=Path, required=True, help="folder that export_model.py wrote to")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clothing/ and stock/")
    parser.add_argument("--model", type=Path, default=OUTPUT)
    parser.add_argument("--dimensions", action="store_true")
    parser.add_argument("--speed", action="store_true")
    arguments = parser.parse_args()
    data = Data.find(arguments.data)
    models = {"float": arguments.work / "float.onnx", "int8": arguments.model}
    if arguments.dimensions:
        print_dimensions(arguments.work / "pooled.onnx", data)
        return
    print(f"{arguments.model.name}: {arguments.model.stat().st_size:,} bytes")
    photos = [load(path) for path in data.stock[:8]]
    print("same bits over runs, threads, batches:", same_bits(models["int8"], photos))
    print_speed(models, photos[0])
    if not arguments.speed:
        print_quality(models, data)


if __name__ == "__main__":
    main()
