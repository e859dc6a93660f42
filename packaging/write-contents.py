"""Writes packaging/CONTENTS.md: what is in the frozen program, file by file, how large it is and why it is there.

    python packaging/write-contents.py [--check]

Looks at build/frozen/twinset. Every file must belong to a group below, so that a new one is noticed: where one does
not, it ends with 1. --check does nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "build" / "frozen" / "twinset"
FILE = ROOT / "packaging" / "CONTENTS.md"
LARGE = 200_000  # bytes, from which on a file has a line of its own


class Group(NamedTuple):
    """Files that are there for one reason; a file belongs to the first group of which a pattern fits."""

    name: str
    why: str
    patterns: tuple[str, ...]


GROUPS = (
    Group("The program", "the starter with all Python code, ours and the libraries', compressed", ("twinset",)),
    Group("Twinset's own files", "network, guide, icons, translations", ("_internal/resources/*",)),
    Group(
        "Licences and the version",
        "About shows them; the version stands in pyproject.toml alone",
        ("*/LICENSE", "*/NOTICE", "*/THIRD_PARTY.md", "*/pyproject.toml", "_internal/licences/*"),
    ),
    Group("onnxruntime", "runs the network", ("_internal/onnxruntime/*",)),
    Group("Qt's ICU", "sorts names; its data without the languages that Twinset has not", ("*/libicu*",)),
    Group("Qt's plug-ins", "X and Wayland, input methods, desktop's looks, icons, printing", ("*/Qt/plugins/*",)),
    Group("Qt's libraries", "the window; Network for the hand-over between two starts", ("*/Qt/lib/*",)),
    Group("Qt's translations", "Qt's own words in the languages of Twinset", ("*/Qt/translations/*",)),
    Group("PySide 6", "Qt for Python", ("_internal/PySide6/*", "_internal/shiboken6/*")),
    Group("numpy", "vectors, distances, the axes of maps", ("_internal/numpy/*",)),
    Group("OpenBLAS", "numpy's linear algebra, with the runtime of Fortran", ("_internal/numpy.libs/*",)),
    Group("scipy", "KD-tree, distances, assignment; sparse matrices for openTSNE", ("_internal/scipy/*",)),
    Group("openTSNE", "the map", ("_internal/openTSNE/*", "_internal/opentsne.libs/*")),
    Group("Pillow", "decodes photos; AVIF, WebP, JPEG 2000, TIFF; writes sheets", ("*/PIL/*", "*/pillow.libs/*")),
    Group("pi-heif", "decodes HEIC", ("_internal/_pi_heif*", "_internal/pi_heif.libs/*")),
    Group("psutil", "whether the computer runs on battery", ("_internal/psutil/*",)),
    Group("Python", "the language itself", ("*/libpython3*", "*/python3*", "*/base_library.zip")),
    Group(
        "Libraries that Python needs",
        "SQLite keeps the catalog; their versions differ from system to system",
        ("*/libsqlite3*", "*/libffi*", "*/libz.so*", "*/libbz2*", "*/liblzma.so*"),
    ),
    Group("Libraries of X", "Qt's window needs them and not every desktop has them", ("*/libxcb-*", "*/libxkbcommon*")),
)
HEAD = """# What is in the frozen program

`python packaging/write-contents.py` writes this file after `make freeze`. What of the libraries is left out, and why,
stands in `packaging/freeze/build-steps`. Files of less than {large} kB are counted together. Links are left out: they
lead to files that are listed. {count} files, {size:.1f} MB (of a million bytes).

| what | why | files | MB |
| --- | --- | --- | --- |
"""


def files() -> dict[str, int]:
    """The size of each file, by its path in the program's folder."""
    found = [path for path in sorted(FROZEN.rglob("*")) if path.is_file() and not path.is_symlink()]
    return {path.relative_to(FROZEN).as_posix(): path.stat().st_size for path in found}


def group_of(path: str) -> Group | None:
    """Why a file is there; None where nobody knows."""
    fitting = (group for group in GROUPS if any(fnmatch(path, pattern) for pattern in group.patterns))
    return next(fitting, None)


def text(sizes: dict[str, int]) -> str:
    """The whole file."""
    by_group = {group: {path: sizes[path] for path in sizes if group_of(path) is group} for group in GROUPS}
    rows = [f"| {one.name} | {one.why} | {len(of)} | {_megabytes(of.values())} |" for one, of in by_group.items() if of]
    head = HEAD.format(large=LARGE // 1000, count=len(sizes), size=sum(sizes.values()) / 1e6)
    return head + "\n".join([*rows, *(part for one, of in by_group.items() if of for part in _section(one, of))]) + "\n"


def _section(group: Group, sizes: dict[str, int]) -> list[str]:
    large = {path: size for path, size in sizes.items() if size >= LARGE}
    rows = [f"| `{path.removeprefix('_internal/')}` | {_megabytes([size])} |" for path, size in large.items()]
    if small := [size for path, size in sizes.items() if path not in large]:
        rows.append(f"| {len(small)} smaller files | {_megabytes(small)} |")
    return [f"\n## {group.name}\n\n| file | MB |\n| --- | --- |", *rows]


def _megabytes(sizes: Iterable[int]) -> str:
    return f"{sum(sizes) / 1e6:.2f}"


def main() -> int:
    """0 when the file tells of every file."""
    sizes = files()
    if not sizes:
        print("There is no frozen program: run `make freeze` first.")
        return 1
    if unknown := [path for path in sizes if group_of(path) is None]:
        print("No group of packaging/write-contents.py says why these are there:", *unknown, sep="\n  ")
        return 1
    if "--check" not in sys.argv:
        FILE.write_text(text(sizes), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
