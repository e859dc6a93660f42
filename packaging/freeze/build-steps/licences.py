"""The licences of the packages that are frozen in, as their makers deliver them."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

_NAMES = re.compile(r"licen[cs]e|copying|notice|copyright|thirdparty", re.IGNORECASE)
_TEXTS = ("", ".txt", ".md", ".rst")


def of_packages(lock: Path) -> list[tuple[str, str]]:
    """Files, and the folders of the program they go to, for every package of requirements.lock that is installed."""
    names = re.findall(r"^([a-z0-9-]+)==", lock.read_text("utf-8"), re.MULTILINE)
    return [(str(path), f"licences/{name}") for name in names for path in _texts(name)]


def _texts(package: str) -> list[Path]:
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:  # of other systems
        return []
    found = [file for file in files if _NAMES.search(file.name) and file.suffix.lower() in _TEXTS]
    return sorted({Path(str(file.locate())) for file in found})
