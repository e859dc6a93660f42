"""Writes THIRD_PARTY.md: whose work is shipped with Twinset, in which version and under which licence.

    python packaging/write-licences.py [--check]

The packages are those of requirements.lock; version and licence come from what is installed. What their wheels bundle
no metadata tells: the table below says it, and every shared library found in a wheel must be in it, so that a new one
is noticed. --check writes nothing and ends with 1 where the file is out of date.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "THIRD_PARTY.md"
LOCK = ROOT / "requirements.lock"


class Part(NamedTuple):
    """Something inside a wheel; `files`: the beginnings of the names of its shared libraries, where it has its own."""

    package: str
    name: str
    licence: str
    files: tuple[str, ...] = ()


# Packages whose metadata give no licence, or a text in place of its name, or that are not installed on every system.
LICENCES = {
    "appdirs": "MIT",
    "colorama": "BSD-3-Clause",
    "flatbuffers": "Apache-2.0",
    "onnxruntime": "MIT",
    "protobuf": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
}
ELSEWHERE = {"colorama": "Windows"}

PARTS = (
    Part("numpy", "OpenBLAS and LAPACK", "BSD-3-Clause", ("libscipy_openblas",)),
    Part("numpy", "GCC runtime (libgfortran)", "GPL-3.0-or-later WITH GCC-exception-3.1", ("libgfortran",)),
    Part("numpy", "libquadmath", "LGPL-2.1-or-later", ("libquadmath",)),
    Part("scipy", "OpenBLAS and LAPACK", "BSD-3-Clause", ("libscipy_openblas",)),
    Part("scipy", "GCC runtime (libgfortran)", "GPL-3.0-or-later WITH GCC-exception-3.1", ("libgfortran",)),
    Part("scipy", "libquadmath", "LGPL-2.1-or-later", ("libquadmath",)),
    Part("pillow", "libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib", ("libjpeg",)),
    Part("pillow", "libpng", "libpng-2.0", ("libpng",)),
    Part("pillow", "libtiff", "libtiff", ("libtiff",)),
    Part("pillow", "libwebp", "BSD-3-Clause", ("libwebp", "libsharpyuv")),
    Part("pillow", "OpenJPEG", "BSD-2-Clause", ("libopenjp2",)),
    Part("pillow", "libavif with dav1d, libaom, libyuv", "BSD-2-Clause AND BSD-3-Clause", ("libavif",)),
    Part("pillow", "Little CMS", "MIT", ("liblcms2",)),
    Part("pillow", "FreeType", "FTL OR GPL-2.0-or-later", ("libfreetype",)),
    Part("pillow", "HarfBuzz", "MIT-Modern-Variant", ("libharfbuzz",)),
    Part("pillow", "Brotli", "MIT", ("libbrotli",)),
    Part("pillow", "XZ Utils (liblzma)", "0BSD", ("liblzma",)),
    Part("pillow", "Zstandard", "BSD-3-Clause OR GPL-2.0-only", ("libzstd",)),
    Part("pillow", "libxcb, libXau", "X11", ("libxcb", "libXau")),
    Part("pillow", "zlib, bzip2, Raqm (inside the modules)", "Zlib AND bzip2-1.0.6 AND MIT"),
    Part("pi-heif", "libheif (decoder only)", "LGPL-3.0-or-later", ("libheif",)),
    Part("pi-heif", "libde265", "LGPL-3.0-or-later", ("libde265",)),
    Part("pyside6-essentials", "Qt 6", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", ("libQt6",)),
    Part("pyside6-essentials", "PySide 6", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", ("libpyside6",)),
    Part("pyside6-essentials", "ICU", "Unicode-3.0", ("libicu",)),
    Part("shiboken6", "Shiboken 6", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", ("libshiboken6",)),
    Part("scikit-learn", "GCC runtime (libgomp)", "GPL-3.0-or-later WITH GCC-exception-3.1", ("libgomp",)),
    Part("opentsne", "GCC runtime (libgomp)", "GPL-3.0-or-later WITH GCC-exception-3.1", ("libgomp",)),
    Part("opentsne", "Annoy (inside the modules)", "Apache-2.0"),
    Part("onnxruntime", "its makers' list: `onnxruntime/ThirdPartyNotices.txt`", "see there", ("libonnxruntime",)),
)

HEAD = """# What is shipped with Twinset, and its licences

Twinset itself is under the Apache License 2.0 ([LICENSE](LICENSE), [NOTICE](NOTICE)). A release holds besides what is
listed here. `python packaging/write-licences.py` writes this file; `make test` fails where it is out of date.

## In the repository

| what | whose | licence |
| --- | --- | --- |
| `resources/models/garment-lite2-int8.onnx` | The TensorFlow Authors, ML Illustrated (see NOTICE) | Apache-2.0 |
| photos that the network learned from | public domain; none is in the file or in the repository | CC0-1.0 |
| icons, pictures of the guide, sample wardrobe | drawn for Twinset, the last one by a program in `core` | Apache-2.0 |

No fonts are shipped: the window uses those of the system.
"""

TAIL = """
The libraries under the LGPL (Qt, PySide, Shiboken, libheif, libde265, libquadmath) are files of their own that the
program loads while it runs; whoever has a copy may put another build of them in their place. Their sources are on the
sites of their projects. The frozen program also holds Python (PSF-2.0) with
SQLite (public domain), libffi (MIT), zlib (Zlib), bzip2 (bzip2-1.0.6), XZ Utils (0BSD) and Expat (MIT), the starter of
PyInstaller (GPL-2.0-or-later WITH Bootloader-exception) and, on Linux, small libraries of X (xcb-util-*, libxkbcommon:
MIT). Of the packages above scikit-learn and what only that needs are not in it.
"""


def locked() -> dict[str, str]:
    """The versions of all packages in requirements.lock, by name."""
    found = re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", LOCK.read_text("utf-8"), re.MULTILINE)
    return dict(found)


def licence_of(package: str) -> str:
    """Its name as SPDX writes it. Raises KeyError where neither the metadata nor the table above tell."""
    if package in LICENCES:
        return LICENCES[package]
    told = metadata.metadata(package)
    licence = told["License-Expression"] if "License-Expression" in told else told["License"]
    if len(licence) > 80:
        raise KeyError(f"{package}: its metadata hold a text, no name")
    return licence


def version_of(package: str, version_locked: str) -> str:
    """The installed version; that of the lock for a package of other systems."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        if package not in ELSEWHERE:
            raise
        return version_locked


def libraries(package: str) -> list[str]:
    """The names of the shared libraries in an installed wheel, without Python modules and plug-ins."""
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return []
    shared = [file for file in files if re.search(r"^lib.*\.(so(\.\d+)*|dylib)$", file.name)]
    return sorted({file.name for file in shared if "plugins" not in file.parts and "qml" not in file.parts})


def unlisted() -> list[str]:
    """Shared libraries in the wheels that no row of PARTS speaks of."""
    return [
        f"{package}: {name}"
        for package in locked()
        for name in libraries(package)
        if not any(part.package == package and name.startswith(part.files) for part in PARTS)
    ]


def text() -> str:
    """The whole file."""
    packages = [
        f"| {name} | {version_of(name, version)} | {licence_of(name)} | {ELSEWHERE.get(name, '')} |"
        for name, version in locked().items()
    ]
    parts = [f"| {part.package} | {part.name} | {part.licence} |" for part in PARTS]
    return "\n".join(
        [
            HEAD,
            "## Python packages (`requirements.lock`)\n",
            "| package | version | licence | only on |",
            "| --- | --- | --- | --- |",
            *packages,
            "\n## What their wheels bundle\n",
            "| in | what | licence |",
            "| --- | --- | --- |",
            *parts,
            TAIL,
        ]
    )


def main() -> int:
    if left := unlisted():
        print("No row of PARTS tells the licence of:", *left, sep="\n  ")
        return 1
    if "--check" not in sys.argv:
        FILE.write_text(text(), "utf-8")
    elif FILE.read_text("utf-8") != text():
        print("THIRD_PARTY.md is out of date: run `python packaging/write-licences.py`.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
