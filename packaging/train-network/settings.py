"""The choices of settings.toml as frozen, typed values."""

from __future__ import annotations

import argparse
import dataclasses
import tomllib
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

SETTINGS = Path(__file__).with_name("settings.toml")

Range = tuple[float, float]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Pack:
    """How photos are packed, and how many people's are held back."""

    short_side: int
    long_side: int
    quality: int
    people_held_back: int
    held_back_photos: Range
    seed: int


@dataclass(frozen=True)
class Catalogue:
    """The pictures that views are compared with."""

    mirrored: float
    cut_out: float
    cut_out_fills: Range
    cut_out_turned: float
    boxed: float
    box: Range
    lit: float
    brightness: Range
    colour: Range


@dataclass(frozen=True)
class Shares:
    """How often which view is made; together 1."""

    crop: float
    turn: float
    poor: float
    room: float
    thumb: float


@dataclass(frozen=True)
class Views:
    """Other views of what a catalogue picture shows."""

    shares: Shares
    quarters: float
    mirrored: float
    crop: Range
    turned: float
    room_turned: float
    room_fills: Range
    room_tight: float
    room_stretched: float
    thumb: Range
    thumb_squeezed: float
    thumb_quality: Range
    poor_besides: float
    brightness: Range
    colour: Range
    gamma: float
    blur: Range
    poor_quality: Range


@dataclass(frozen=True)
class Weights:
    """How much each loss counts."""

    kind: float
    view_kind: float
    finer: float
    contrast: float
    attention: float


@dataclass(frozen=True)
class Training:
    """One run."""

    size: str
    imagenet: bool
    minutes: float
    steps: int
    pairs: int
    rate: float
    early_rate: float
    head_rate: float
    instance_rate: float
    warm_up: int
    decay: float
    dropout: float
    smoothing: float
    temperature: float
    weights: Weights
    small_until: float
    small_side: float
    average: float
    axes_from: int
    log: int
    seed: int


@dataclass(frozen=True)
class Distil:
    """How much a teacher counts."""

    instance: float
    kind: float


@dataclass(frozen=True)
class Soup:
    """What runs are averaged with."""

    imagenet: float


@dataclass(frozen=True)
class Export:
    """What the file of the program is made with; see MODEL_CARD.md."""

    kind_share: float
    kind_temperature: float
    finer_temperature: float
    unsure_below: float
    photos: int
    seed: int


@dataclass(frozen=True)
class Others:
    """How the kinds that the makers' network knows are joined to the others."""

    photos: int
    parts: float
    part: Range
    places: int
    ridge: float
    claimed: Range
    seed: int


@dataclass(frozen=True)
class Heads:
    """How the heads are made that are added to a finished file: heads.py."""

    plain: int
    alone: int
    views: int
    fills: Range
    width: int
    steps: int
    batch: int
    rate: float
    doubt: float
    regular: float
    mix: tuple[float, float, float, float, float, float]
    threads: int
    seed: int


@dataclass(frozen=True)
class Measure:
    """The rule of ranking that is measured with."""

    gate: tuple[float, float, float]


@dataclass(frozen=True)
class Settings:
    """All choices."""

    pack: Pack
    catalogue: Catalogue
    views: Views
    training: Training
    distil: Distil
    soup: Soup
    export: Export
    others: Others
    heads: Heads
    measure: Measure


def read_settings(path: Path = SETTINGS, changes: Sequence[str] = ()) -> Settings:
    """The file's choices; each change is `place.name=value`, the value as in TOML. Raises KeyError, TypeError,
    ValueError where a name is missing, not known, or of another type."""
    table = tomllib.loads(path.read_text("utf-8"))
    for change in changes:
        name, _, value = change.partition("=")
        *places, last = name.split(".")
        inner = table
        for place in places:
            inner = inner[place]
        if last not in inner:
            raise KeyError(name)
        inner[last] = tomllib.loads(f"value = {value}")["value"]
    return _built(Settings, table)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options by which every command here is told other choices."""
    parser.add_argument("--settings", type=Path, default=SETTINGS)
    parser.add_argument("--set", dest="changes", action="append", default=[], metavar="PLACE.NAME=VALUE")


def _built(kind: type[_T], table: dict[str, Any]) -> _T:
    hints, values = typing.get_type_hints(kind), {}
    if unknown := table.keys() - hints.keys():
        raise KeyError(*sorted(unknown))
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]  # each is a dataclass
        values[field.name] = _value(hints[field.name], table[field.name], field.name)
    return kind(**values)


def _value(wanted: Any, value: Any, name: str) -> Any:
    if dataclasses.is_dataclass(wanted):
        return _built(typing.cast(type[Any], wanted), value)
    if typing.get_origin(wanted) is tuple:
        kinds = typing.get_args(wanted)
        return tuple(_value(kind, each, name) for kind, each in zip(kinds, value, strict=True))
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise TypeError(f"{name}: {value!r} is no {wanted.__name__}")
    return value
