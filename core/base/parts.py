"""What the program is made of: packages with versions and licences, and the files that speak of them."""

from __future__ import annotations

import platform
import re
import sqlite3
from importlib import metadata
from typing import NamedTuple

from core.base.paths import RESOURCES

_PACKAGE = "twinset"
_ROW = re.compile(r"^\| ([a-z0-9-]+) \| (\d\S*) \| ([^|]+) \| (.*?) ?\|$", re.MULTILINE)


class Part(NamedTuple):
    """A package; the licence by its SPDX name."""

    name: str
    version: str
    licence: str


def parts() -> tuple[Part, ...]:
    """Python, SQLite, and all packages that THIRD_PARTY.md lists for this system, in the versions that run here.

    A frozen program has no metadata of packages; it was made of those that the file lists.
    """
    packages = [
        Part(name, version, licence)
        for name, listed, licence, elsewhere in _ROW.findall(legal_text("THIRD_PARTY.md"))
        if (version := _installed(name) or (not elsewhere and listed))
    ]
    own = (
        Part("python", platform.python_version(), "PSF-2.0"),
        Part("sqlite", sqlite3.sqlite_version, "public domain"),
    )
    return (*own, *packages)


def legal_text(name: str) -> str:
    """NOTICE, LICENSE or THIRD_PARTY.md: beside the resources in a checkout or a frozen program, with the package's
    metadata where it is installed; empty where it is not there."""
    try:
        return (RESOURCES.parent / name).read_text("utf-8")
    except OSError:
        pass
    try:
        return metadata.distribution(_PACKAGE).read_text(f"licenses/{name}") or ""
    except metadata.PackageNotFoundError:
        return ""


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
