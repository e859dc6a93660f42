"""How well the kind of garment is told: of clothes that lie flat, and of what else people photograph.

    python tests/bench/kinds.py [--data ../shared/data] [--model FILE] [--json]

Validation: clothing/validation, whose folders are the kinds. Stock: 840 photos, most of them of worn clothes, some of
bags and jewellery, see labels/README.md. The network sees each photo as it does when a folder is indexed.

Right: the likeliest kind is the one labelled, or its finer word where a network knows that; of what no kind of the
network names, it is right to be unsure or to say "other". Or also: right, or another thing that the photo shows too.
Sure: the share that the network is sure of, at its own `unsure below`, and how many of those are right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypedDict

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.base.paths import MODEL
from core.looks.features import UNSURE, kind_name, likeliest
from core.looks.model import Extractor
from core.photos.images import load_rgb
from tests.bench.stock_kinds import OTHER, StockKind, missing, read_kinds

BATCH = 32
Confusion = dict[str, dict[str, int]]


class Answer(NamedTuple):
    """The likeliest kind of a photo, and what the program says of it: the same, or that it is unsure."""

    likeliest: str
    said: str


@dataclass(frozen=True)
class Asked:
    """A photo of which the network was asked, the kinds that it knows, and what the photo shows."""

    answer: Answer
    known: tuple[str, ...]
    kind: str
    label: StockKind | None = None  # of a stock photo

    @property
    def sure(self) -> bool:
        """Whether the program says a kind."""
        return self.answer.said != UNSURE

    @property
    def names(self) -> set[str]:
        """What the thing may be called."""
        return {self.kind} | ({self.label.finer} - {""} if self.label else set())

    @property
    def nameable(self) -> bool:
        """Whether the network knows a name for it."""
        return not self.names.isdisjoint(self.known)

    @property
    def right(self) -> bool:
        """Whether the likeliest kind is right."""
        if self.answer.likeliest in self.names:
            return True
        return not self.nameable and (not self.sure or self.answer.likeliest == OTHER)

    @property
    def right_or_also(self) -> bool:
        """Whether it is right, or is another thing that the photo shows."""
        return self.right or bool(self.label and self.answer.likeliest in self.label.also)


class Figures(TypedDict):
    """Of some photos: how many, and shares of 1; `right_when_sure` is 0 where none is sure."""

    photos: int
    right: float
    right_or_also: float
    sure: float
    right_when_sure: float


class Report(TypedDict):
    """All that is measured; in `confusion` by set, label and what the program says."""

    model: str
    unsure_below: float
    groups: dict[str, Figures]
    finer: dict[str, Figures]
    confusion: dict[str, Confusion]


def main() -> int:
    """Print the figures; 1 where there are no photos to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    validation, stock = options.data / "clothing" / "validation", options.data / "stock"
    labels = read_kinds()
    if not validation.is_dir() or missing(labels, stock):
        print(f"{options.data} holds no clothing/validation and stock photos to measure on.", file=sys.stderr)
        return 1
    extractor = Extractor(options.model)
    report = measure(extractor, ask_validation(extractor, validation), ask_stock(extractor, stock, labels))
    print(json.dumps(report) if options.json else as_text(report))
    return 0


def ask_validation(extractor: Extractor, folder: Path) -> list[Asked]:
    """The network's answers for all photos in a folder of folders named by kind."""
    paths = sorted(folder.glob("*/*.jpg"))
    known = extractor.spec.kinds
    return [
        Asked(answer, known, path.parent.name) for path, answer in zip(paths, answers(extractor, paths), strict=True)
    ]


def ask_stock(extractor: Extractor, folder: Path, labels: Sequence[StockKind]) -> list[Asked]:
    """The network's answers for the labelled stock photos."""
    told = answers(extractor, [folder / label.file for label in labels])
    known = extractor.spec.kinds
    return [Asked(answer, known, label.kind, label) for label, answer in zip(labels, told, strict=True)]


def answers(extractor: Extractor, paths: Sequence[Path]) -> Iterator[Answer]:
    """What the network says of each photo. Raises UnreadableImage, ModelError."""
    spec = extractor.spec
    for start in range(0, len(paths), BATCH):
        photos = [load_rgb(str(path), spec.side) for path in paths[start : start + BATCH]]
        kinds = extractor.looks_and_kinds(photos)[1].astype(np.float16).astype(np.float32)  # as the catalog keeps them
        best, (said, _) = kinds.argmax(axis=1).tolist(), likeliest(kinds, spec)
        for place, told in zip(best, said.tolist(), strict=True):
            yield Answer(kind_name(place, spec), kind_name(told, spec))


def measure(extractor: Extractor, validation: Sequence[Asked], stock: Sequence[Asked]) -> Report:
    """All figures."""
    groups = {"validation": list(validation), "stock": list(stock)}
    for name, belongs in GROUPS.items():
        groups[name] = [one for one in stock if one.label and belongs(one, one.label)]
    finer = sorted({one.label.finer for one in stock if one.label} - {""})
    return {
        "model": extractor.model.name,
        "unsure_below": extractor.spec.unsure_below,
        "groups": {name: figures(asked) for name, asked in groups.items()},
        "finer": {word: figures([one for one in stock if one.label and one.label.finer == word]) for word in finer},
        "confusion": {name: confusion(groups[name]) for name in ("validation", "stock", "worn", "not worn")},
    }


GROUPS: dict[str, Callable[[Asked, StockKind], bool]] = {
    "set a": lambda _, label: label.part == "a",
    "set b": lambda _, label: label.part == "b",
    "worn": lambda _, label: label.worn,
    "not worn": lambda _, label: not label.worn,
    "kinds it knows": lambda one, _: one.nameable,
    "of these worn": lambda one, label: one.nameable and label.worn,
    "of these not worn": lambda one, label: one.nameable and not label.worn,
    "of these, no finer word": lambda one, label: one.nameable and not label.finer,
    "kinds it does not know": lambda one, _: not one.nameable,
    "one thing only": lambda _, label: not label.several,
    "label in no doubt": lambda _, label: label.sure,
}


def figures(asked: Sequence[Asked]) -> Figures:
    """The figures of some photos."""
    sure = [one for one in asked if one.sure]
    return {
        "photos": len(asked),
        "right": _share(one.right for one in asked),
        "right_or_also": _share(one.right_or_also for one in asked),
        "sure": _share(one.sure for one in asked),
        "right_when_sure": _share(one.right for one in sure),
    }


def confusion(asked: Sequence[Asked]) -> Confusion:
    """By label, how often the program says what."""
    table: dict[str, Counter[str]] = {kind: Counter() for kind in sorted({one.kind for one in asked})}
    for one in asked:
        table[one.kind][one.answer.said] += 1
    return {kind: dict(sorted(said.items())) for kind, said in table.items()}


def as_text(report: Report) -> str:
    """The report as tables."""
    lines = [f"{report['model']}, unsure below {report['unsure_below']:.2f}"]
    for title, part in (("", report["groups"]), ("by finer word", report["finer"])):
        lines += ["", f"{title:24}" + "".join(f"{name:>16}" for name in Figures.__annotations__)]
        lines += [
            f"{name:24}" + "".join(f"{_number(value):>16}" for value in row.values()) for name, row in part.items()
        ]
    for name, table in report["confusion"].items():
        said = [*sorted({word for row in table.values() for word in row} - {UNSURE}), UNSURE]
        lines += ["", f"{name:12}" + "".join(f"{word:>11}" for word in said)]
        lines += [
            f"{kind:12}" + "".join(f"{row.get(word, 0) or '':>11}" for word in said) for kind, row in table.items()
        ]
    return "\n".join(lines)


def _share(hits: Iterator[bool]) -> float:
    marks = list(hits)
    return sum(marks) / len(marks) if marks else 0.0


def _number(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    sys.exit(main())
