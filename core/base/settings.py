"""What the user chose, kept as JSON. What cannot be read is never written over."""

from __future__ import annotations

import contextlib
import json
import os
import re
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.base import sentences
from core.base.files import set_aside, write_whole
from core.base.paper import MOST_COLUMNS, MOST_ROWS, Format, Size
from core.base.sentences import Sentence

SYSTEM = "system"  # a language: that of the system
MIN_CACHE_MB, MAX_CACHE_MB = 64, 1_000_000
MAX_THREADS = 1024
PATIENCE_SECONDS = 5, 3600  # least and most
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{1,8})*")  # others than ours may be added by a file


class Appearance(StrEnum):
    """In which colours the window is drawn."""

    SYSTEM = "system"  # as the system says
    LIGHT = "light"
    DARK = "dark"


class Sort(StrEnum):
    """By what all photos are sorted."""

    NAME = "name"
    DATE = "date"  # when they were taken, newest first
    ADDED = "added"  # when they came into the library, newest first
    KIND = "kind"
    COLOUR = "colour"
    SIMILARITY = "similarity"
    COLLECTED = "collected"  # as the photos were put into the collection that is seen


class Colouring(StrEnum):
    """What the colours of the map tell."""

    COLOUR = "colour"  # the main one of the garment
    KIND = "kind"
    FOLDER = "folder"
    DATE = "date"


@dataclass(frozen=True)
class Settings:
    """All settings with their defaults; `dataclasses.replace` makes a changed copy."""

    folders: tuple[str, ...] = ()
    untouched: tuple[str, ...] = ()  # folders of which nothing is ever deleted
    same_garment: bool = False  # duplicates are other photos of one garment too
    threads: int = 0  # for indexing; 0: one per core
    patience_seconds: int = 60  # for reading one file; then it is given up
    theme: Appearance = Appearance.SYSTEM
    language: str = SYSTEM  # or a code such as "de"
    spare: bool = True  # work less on battery, or while the window is hidden
    cache_folder: str = ""  # where thumbnails are kept; empty: where the platform keeps such files
    cache_megabytes: int = 2048  # of thumbnails, at most; of 2**20 bytes
    hints_seen: tuple[str, ...] = ()  # names of hints that need not be shown again
    thumbnail_size: int = 176  # logical pixels
    top: int = 10  # matches of a search
    sort: Sort = Sort.NAME  # of all photos
    reverse: bool = False  # the other way round
    stacks: bool = True  # photos of the same garment lie on one stack
    fold_results: bool = True  # the same among results
    include_query: bool = False  # the photo asked with is the first of its results
    sidebar: bool = True
    query_panel: bool = True  # shown beside results
    map_tidy: bool = False  # its photos stand in the cells of a grid
    map_colouring: Colouring = Colouring.COLOUR
    map_x: float = 0.5  # the middle of what is in sight, in shares of the map
    map_y: float = 0.5
    map_zoom: float = 1.0  # how much larger than all of it
    board: str = ""  # the key of the one that was seen last
    board_listed: bool = False  # its photos in the gallery, not where they lie
    sheet_rows: int = 0  # of photos that are shared as a sheet; 0: as many as go with the photos
    sheet_columns: int = 5
    sheet_size: Size = Size.SCREEN
    sheet_format: Format = Format.PNG
    sheet_words: bool = True  # below the photos
    sheet_names: bool = True
    sheet_query: bool = True  # the photo asked with
    geometry: str = ""  # of the window, base64


@dataclass(frozen=True)
class OpenedSettings:
    """The settings as the program starts; why changes cannot be saved, and what was mended, each in one sentence."""

    settings: Settings
    problem: Sentence | None = None
    said: Sentence | None = None


def load_settings(path: Path) -> Settings:
    """Read settings, and change nothing; defaults for what cannot be read, cannot be meant, or is not there."""
    return _settings(_stored(path))


def open_settings(path: Path) -> OpenedSettings:
    """Read settings; a damaged file is kept under a name of its own, and what can be read of it goes into a new one."""
    settings = load_settings(path)
    try:
        if not _is_damaged(path):
            return OpenedSettings(settings)
        stored = _stored(path)
        kept = set_aside(path)
        write_whole(path, _written(stored))
        return OpenedSettings(settings, said=sentences.DAMAGED_SETTINGS.filled(file=kept))
    except OSError as error:
        why = error.strerror or str(error)
        return OpenedSettings(settings, problem=sentences.CLOSED_SETTINGS.filled(why=why, file=path))


def save_settings(path: Path, settings: Settings) -> None:
    """Write settings in one step: a crash leaves the old file or the new one. Raises OSError.

    What cannot be read is not written over, what is damaged is set aside. Values of a newer version stay: those of
    names unknown here, and those that mean nothing here and for which the user has chosen nothing else.
    """
    if _is_damaged(path):
        set_aside(path)
    stored = _stored(path)
    chosen = {
        field.name: getattr(settings, field.name)
        for field in fields(Settings)
        if field.name not in stored
        or _value(field.name, stored[field.name]) is not None
        or getattr(settings, field.name) != field.default
    }
    data = _written({**stored, **chosen})
    write_whole(path, data)
    with contextlib.suppress(OSError):
        write_whole(_copy(path), data)


def _copy(path: Path) -> Path:
    """Of the last good settings, for a day when the file is damaged or gone."""
    return path.with_name(f"{path.stem}-copy{path.suffix}")


def _is_damaged(path: Path) -> bool:
    """Raises OSError where that cannot be told."""
    try:
        return _parsed(path.read_bytes()) is None
    except FileNotFoundError:
        return False


def _stored(path: Path) -> dict[str, Any]:
    """What the file holds; where it is damaged, what can be read of it, and what its copy holds for the rest.

    The folders come from there too where the file has none that can be meant: they are the one thing that hurts.
    """
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    stored = _parsed(data)
    if stored is not None and _value("folders", stored.get("folders")) is not None:
        return stored
    try:
        copy = _parsed(_copy(path).read_bytes()) or {}
    except OSError:
        copy = {}
    if stored is not None:
        return {**stored, "folders": copy["folders"]} if "folders" in copy else stored
    return {**copy, **_salvaged(data)}


def _parsed(data: bytes) -> dict[str, Any] | None:
    try:
        stored = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return stored if isinstance(stored, dict) else None


def _salvaged(data: bytes) -> dict[str, Any]:
    """The values that can be read in a damaged file: one is enough for a cut, a comma too many, or a flipped bit."""
    text = data.decode("utf-8", "replace")
    found: dict[str, Any] = {}
    for field in fields(Settings):
        for version in (text, re.sub(r",(\s*[\]}])", r"\1", text)):
            if match := re.search(rf'"{field.name}"\s*:\s*', version):
                with contextlib.suppress(ValueError, RecursionError):
                    value, _ = json.JSONDecoder().raw_decode(version, match.end())
                    if _value(field.name, value) is not None and "\N{REPLACEMENT CHARACTER}" not in str(value):
                        found.setdefault(field.name, value)
    return found


def _written(stored: dict[str, Any]) -> bytes:
    return json.dumps(stored, indent=2).encode("ascii")


def _settings(stored: dict[str, Any]) -> Settings:
    found = {field.name: _value(field.name, stored.get(field.name)) for field in fields(Settings)}
    return Settings(**{name: value for name, value in found.items() if value is not None})


def _value(name: str, stored: Any) -> Any:
    """A stored value as the settings have it; None for what cannot be meant."""
    value = _typed(name, stored)
    return value if value is not None and _is_possible(name, value) else None


def _typed(name: str, value: Any) -> Any:
    """The value as the type of its default, or None where it is of another one."""
    default = getattr(Settings, name)
    if isinstance(default, tuple):
        is_list = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return tuple(value) if is_list else None
    if isinstance(default, StrEnum):
        return next((word for word in type(default) if word == value), None)
    return value if type(value) is type(default) else None


def _is_possible(name: str, value: Any) -> bool:
    """Whether a value of the right type can be meant."""
    limits = {
        "threads": (0, MAX_THREADS),
        "patience_seconds": PATIENCE_SECONDS,
        "cache_megabytes": (MIN_CACHE_MB, MAX_CACHE_MB),
        "top": (1, 100_000),
        "map_x": (-1.0, 2.0),
        "map_y": (-1.0, 2.0),
        "map_zoom": (0.5, 1e6),
        "sheet_rows": (0, MOST_ROWS),
        "sheet_columns": (1, MOST_COLUMNS),
        "thumbnail_size": (1, 10_000),  # the gallery has narrower ones
    }
    if name in limits:
        low, high = limits[name]
        return bool(low <= value <= high)
    if name == "language":
        return value == SYSTEM or bool(_LANGUAGE.fullmatch(value))
    return name != "cache_folder" or not value or os.path.isabs(value)
