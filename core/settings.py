"""What the user chose, kept as JSON."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Settings:
    """All settings with their defaults; `dataclasses.replace` makes a changed copy."""

    folders: tuple[str, ...] = ()
    method: str = "auto"  # of ranking: auto, brute, kdtree
    threads: int = 0  # for indexing; 0: one per core
    theme: str = "system"  # system, light, dark
    language: str = "system"  # system, or a code such as de
    thumbnail_size: int = 176  # logical pixels
    top: int = 10  # matches of a search
    sort: str = "name"  # of all photos: name, date, kind, colour, similarity
    stacks: bool = True  # photos of the same garment lie on one stack
    sidebar: bool = True
    query_panel: bool = True  # shown beside results
    geometry: str = ""  # of the window, base64
    hints_seen: tuple[str, ...] = ()


def load_settings(path: Path) -> Settings:
    """Read settings; the defaults where the file is missing or broken, and for each value of a wrong type."""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    good = {field.name: stored[field.name] for field in fields(Settings) if field.name in stored}
    return Settings(**{name: value for name, value in map(_checked, good.items()) if value is not None})


def _checked(item: tuple[str, Any]) -> tuple[str, Any]:
    """The value as the type of its default, or None where it is of another one."""
    name, value = item
    default = getattr(Settings, name)
    if isinstance(default, tuple):
        is_list = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return name, tuple(value) if is_list else None
    return name, value if type(value) is type(default) else None


def save_settings(path: Path, settings: Settings) -> None:
    """Write settings in one step: a crash leaves the old file or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    with open(temporary, "w", encoding="utf-8") as stream:
        json.dump(asdict(settings), stream, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
