"""What kinds of things the stock photos show, told by looking at each: labels/stock_kinds.csv, read and checked.

Which photos were labelled: `chosen`. How, and what the words mean: labels/README.md. The labels are there to measure
with; no network is trained with them.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

LABELS = Path(__file__).parent / "labels" / "stock_kinds.csv"
COLUMNS = ("file", "kind", "finer", "worn", "several", "also", "sure", "set")

Part = Literal["a", "b"]
PARTS: dict[Part, int] = {"a": 600, "b": 240}  # how many photos each holds
SEED = 2016

GARMENTS = "dress hat longsleeve outwear pants shirt shoes shorts skirt t-shirt".split()
OTHER = "other"
OTHERS = f"bag watch jewellery scarf belt glasses socks swimwear underwear gloves tie {OTHER}".split()
KINDS = frozenset((*GARMENTS, *OTHERS))
FINER = frozenset(
    "blazer blouse body cardigan hoodie jumpsuit leggings nightwear polo suit tights top undershirt vest".split()
)


@dataclass(frozen=True)
class StockKind:
    """What one photo shows.

    Attributes:
        file: its name in the folder of stock photos. kind: of KINDS. finer: of FINER, or empty. worn: on a person or a
            mannequin that is seen. several: more than one thing could be meant; then `kind` is the one in the middle
            or shown best, and `also` names the other kinds. sure: nobody should doubt the kind. part: of PARTS.
    """

    file: str
    kind: str
    finer: str
    worn: bool
    several: bool
    also: tuple[str, ...]
    sure: bool
    part: Part


def read_kinds(file: Path = LABELS) -> tuple[StockKind, ...]:
    """All labels, by file name. Raises OSError, and ValueError, which names the line, where a word is not known."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, strict=True)
        if tuple(next(rows, ())) != COLUMNS:
            raise ValueError(f"{file.name}: the columns are not {', '.join(COLUMNS)}")
        labels = tuple(_label(row, f"{file.name}, line {rows.line_num}") for row in rows)
    names = [label.file for label in labels]
    if names != sorted(set(names)):
        raise ValueError(f"{file.name}: a photo is there twice, or they are not sorted by name")
    return labels


def missing(labels: Iterable[StockKind], stock: Path) -> list[str]:
    """The names of photos that the folder of stock photos lacks."""
    return [label.file for label in labels if not (stock / label.file).is_file()]


def chosen(names: Iterable[str]) -> dict[Part, list[str]]:
    """Which of the stock photos are labelled: drawn from all, sorted by name, by chance; `b` after `a`."""
    ordered = sorted(names)
    drawn = random.Random(SEED).sample(ordered, len(ordered))
    first = PARTS["a"]
    return {"a": drawn[:first], "b": drawn[first : first + PARTS["b"]]}


def _label(row: Sequence[str], where: str) -> StockKind:
    """Raises ValueError."""
    if len(row) != len(COLUMNS):
        raise ValueError(f"{where}: {len(row)} columns")
    told = dict(zip(COLUMNS, row, strict=True))
    label = StockKind(
        file=told["file"],
        kind=told["kind"],
        finer=told["finer"],
        worn=_yes(told["worn"], where),
        several=_yes(told["several"], where),
        also=tuple(told["also"].split()),
        sure=_yes(told["sure"], where),
        part=cast(Part, told["set"]),
    )
    if wrong := _wrong(label):
        raise ValueError(f"{where}: {wrong}")
    return label


def _wrong(label: StockKind) -> str:
    """What is wrong with a label; empty where nothing is."""
    if not label.file or Path(label.file).name != label.file:
        return f"no name of a file: {label.file!r}"
    if unknown := {label.kind, *label.also} - KINDS:
        return f"no kinds: {' '.join(sorted(unknown))}"
    if label.finer and label.finer not in FINER:
        return f"no finer word: {label.finer}"
    if len({label.kind, *label.also}) != 1 + len(label.also):
        return "a kind is there twice"
    if label.also and not label.several:
        return "other kinds, but not several"
    if label.part not in PARTS:
        return f"no set: {label.part}"
    return ""


def _yes(word: str, where: str) -> bool:
    """Raises ValueError."""
    if word not in ("yes", "no"):
        raise ValueError(f"{where}: neither yes nor no: {word!r}")
    return word == "yes"
