"""The program's version, which stands in pyproject.toml alone."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
UNKNOWN = "–"


def version() -> str:
    """Of this checkout, or of the package that is installed."""
    if _PROJECT.is_file():
        import tomllib

        return str(tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"])
    try:
        return metadata.version("twinset")
    except metadata.PackageNotFoundError:  # copied without being installed
        return UNKNOWN
