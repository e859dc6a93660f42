"""What the user chose, kept as JSON."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from core.shelf import SORTS

THEMES = ("system", "light", "dark")
SYSTEM = "system"  # a language or theme: the one of the system
MIN_CACHE_MB, MAX_CACHE_MB = 64, 1_000_000
MAX_THREADS = 1024
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{1,8})*")  # others than ours may be added by a file


@dataclass(frozen=True)
class Settings:
    """All settings with their defaults; `dataclasses.replace` makes a changed copy."""

    folders: tuple[str, ...] = ()
    threads: int = 0  # for indexing; 0: one per core
    theme: str = SYSTEM  # one of THEMES
    language: str = SYSTEM  # or a code such as "de"
    spare: bool = True  # work less on battery, or while the window is hidden
    cache_folder: str = ""  # where thumbnails are kept; empty: where the platform keeps such files
    cache_megabytes: int = 2048  # of thumbnails, at most; of 2**20 bytes
    hints_seen: tuple[str, ...] = ()  # names of hints that need not be shown again
    thumbnail_size: int = 176  # logical pixels
    top: int = 10  # matches of a search
    sort: str = "name"  # of all photos: name, date, kind, colour, similarity
    stacks: bool = True  # photos of the same garment lie on one stack
    sidebar: bool = True
    query_panel: bool = True  # shown beside results
    geometry: str = ""  # of the window, base64


def load_settings(path: Path) -> Settings:
    """Read settings; the defaults where the file is missing or broken, and for each value that cannot be."""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    typed = {field.name: _typed(field.name, stored.get(field.name)) for field in fields(Settings)}
    return Settings(**{name: value for name, value in typed.items() if value is not None and _is_possible(name, value)})


def _typed(name: str, value: Any) -> Any:
    """The value as the type of its default, or None where it is of another one."""
    default = getattr(Settings, name)
    if isinstance(default, tuple):
        is_list = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return tuple(value) if is_list else None
    return value if type(value) is type(default) else None


def _is_possible(name: str, value: Any) -> bool:
    """Whether a value of the right type can be meant."""
    choices: dict[str, tuple[str, ...]] = {"theme": THEMES, "sort": SORTS}
    limits = {
        "threads": (0, MAX_THREADS),
        "cache_megabytes": (MIN_CACHE_MB, MAX_CACHE_MB),
        "top": (1, 100_000),
        "thumbnail_size": (1, 10_000),  # the gallery has narrower ones
    }
    if name in choices:
        return value in choices[name]
    if name in limits:
        low, high = limits[name]
        return bool(low <= value <= high)
    if name == "language":
        return value == SYSTEM or bool(_LANGUAGE.fullmatch(value))
    return name != "cache_folder" or not value or os.path.isabs(value)


def save_settings(path: Path, settings: Settings) -> None:
    """Write settings in one step: a crash leaves the old file or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    with open(temporary, "w", encoding="utf-8") as stream:
        json.dump(asdict(settings), stream, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
