"""The first worker process of the command `index`, started before the command loads what it needs itself.

So a few new photos take little longer than if they were computed in the command's own process.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from core.base.paths import MODEL, BadHome, Paths
from core.workers.process import Process


def worker(words: Sequence[str], home: str | None) -> Process | None:
    """A process that gets ready, where the words of the command let expect new photos; the caller ends it."""
    home, folders = _home_and_folders(words, home)
    try:
        if folders and max(map(_changed, folders)) > _last_indexed(Paths.choose(home)):
            return Process(str(MODEL))
    except (BadHome, OSError):
        pass  # the command finds out again and says so
    return None


def _home_and_folders(words: Sequence[str], home: str | None) -> tuple[str | None, list[str]]:
    folders = []
    rest = iter(words)
    for word in rest:
        if word == "--home":
            home = next(rest, None)
        elif word.startswith("--home="):
            home = word.removeprefix("--home=")
        elif os.path.isdir(word):
            folders.append(word)
    return home, folders


def _changed(folder: str) -> int:
    """When something was last laid into a folder, or taken out; what lies deeper is not looked at."""
    return os.stat(folder).st_mtime_ns


def _last_indexed(paths: Paths) -> int:
    """When the catalog was last written to; 0 where there is none."""
    try:
        with os.scandir(paths.catalog) as files:
            return max((file.stat().st_mtime_ns for file in files), default=0)
    except FileNotFoundError:
        return 0
