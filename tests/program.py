"""The application as a process of its own: what those tests share that start `python main.py` and close it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

from support import PATIENCE

from core.catalog.catalog import Catalog
from core.looks.model import Extractor

Open = Callable[..., subprocess.Popen[bytes]]


def searchable(home: Path, folder: Path) -> int:
    """How many photos another process can find by now."""
    if not (home / "catalog" / "catalog.sqlite3").exists():
        return 0
    with Catalog(home / "catalog") as catalog:
        return len(catalog.collection([str(folder)], _model_id()).paths)


@cache
def _model_id() -> str:
    return Extractor().model_id


def listens(process: subprocess.Popen[bytes], number: int) -> bool:
    """Whether it handles a signal by now; before that its end would be the system's, not ours."""
    fields = dict(line.split(":\t", 1) for line in Path(f"/proc/{process.pid}/status").read_text().splitlines())
    return bool(int(fields["SigCgt"], 16) >> (number - 1) & 1)


def end(process: subprocess.Popen[bytes], number: int) -> None:
    """Close it by a signal; it must have been alive, say nothing and report success."""
    assert process.poll() is None
    process.send_signal(number)
    assert process.communicate(timeout=PATIENCE) == (b"", b"")
    assert process.returncode == 0
