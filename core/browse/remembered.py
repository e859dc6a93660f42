"""What was browsed last, kept on disk: the next start shows it before anything else has been read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.base.files import write_whole


@dataclass(frozen=True)
class Remembered:
    """Photos in their order, and how many lie under a path where more than one does; `wish` tells what they are."""

    wish: str = ""
    paths: tuple[str, ...] = ()
    stacks: Mapping[str, int] = field(default_factory=dict)


def load_remembered(path: Path) -> Remembered:
    """What was kept; nothing where the file is missing or damaged."""
    try:
        with open(path, "rb") as stream:
            head = json.loads(stream.readline())
            stored = stream.read()
        wish, stacks = head["wish"], head["stacks"]
        if not isinstance(wish, str) or head["bytes"] != len(stored):  # cut short, for example by a full disk
            return Remembered()
        paths = tuple(os.fsdecode(stored).split("\0")) if stored else ()
        return Remembered(wish, paths, {paths[int(row)]: int(size) for row, size in stacks})
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return Remembered()


def save_remembered(path: Path, what: Remembered) -> None:
    """Write in one step: a crash leaves the old file or the new one. Raises OSError."""
    stacks = [(row, what.stacks[one]) for row, one in enumerate(what.paths) if one in what.stacks]
    stored = os.fsencode("\0".join(what.paths))
    head = {"wish": what.wish, "bytes": len(stored), "stacks": stacks}
    write_whole(path, json.dumps(head).encode("ascii") + b"\n" + stored)
