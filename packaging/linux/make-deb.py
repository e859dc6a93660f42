"""Builds the Debian package, build/twinset_VERSION_ARCHITECTURE.deb, of the frozen program in build/frozen/twinset.

    python packaging/linux/make-deb.py

All of the program lies in /opt/twinset; beside it are the command, desktop entry, icons, manual page and completion.
`dpkg-shlibdeps` finds which packages bring the libraries that it leaves to the system: those of Qt's optional plug-ins
are recommended, all others needed. The same frozen program gives the same bytes: everything is of SOURCE_DATE_EPOCH,
which is the time of the last commit unless it is set.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from email.utils import formatdate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "build" / "frozen" / "twinset"
TREE = ROOT / "build" / "deb"
LINUX = ROOT / "packaging" / "linux"
INSIDE = "opt/twinset"
DOCUMENTS = "usr/share/doc/twinset"
AUTHORS = "The Twinset authors <twinset@localhost.localdomain>"

# Where what lies in the repository goes to.
FILES = {
    LINUX / "twinset.desktop": "usr/share/applications/twinset.desktop",
    LINUX / "twinset.metainfo.xml": "usr/share/metainfo/app.twinset.Twinset.metainfo.xml",
    LINUX / "twinset.bash-completion": "usr/share/bash-completion/completions/twinset",
    LINUX / "deb" / "copyright": f"{DOCUMENTS}/copyright",
    LINUX / "deb" / "lintian-overrides": "usr/share/lintian/overrides/twinset",
    ROOT / "packaging" / "icons" / "hicolor": "usr/share/icons/hicolor",
}
COMPRESSED = {
    LINUX / "twinset.1": "usr/share/man/man1/twinset.1.gz",
    ROOT / "CHANGELOG.md": f"{DOCUMENTS}/changelog.gz",
}
OPTIONAL = ("platformthemes", "printsupport", "wayland-*", "libQt6Wayland*")  # without their libraries Qt goes on
OPENED = "xdg-utils"  # what opens other programs

CHANGES = """twinset ({version}) unstable; urgency=low

  * What is new stands in changelog.gz.

 -- {authors}  {date}
"""
CONTROL = """Package: twinset
Version: {version}
Architecture: {architecture}
Maintainer: {authors}
Installed-Size: {kilobytes}
Depends: {needed}
Recommends: {recommended}
Section: graphics
Priority: optional
Description: Find similar clothes in your own photos
 Twinset looks through folders with photos of clothes and finds the garments
 that look most alike: by a photo, by a part of one, by good and bad examples,
 or by words. It works on this computer alone; no photo ever leaves it.
"""


def main() -> int:
    """0 when it is built."""
    if not FROZEN.is_dir():
        print("There is no frozen program: run `python packaging/freeze/freeze-program.py` first.", file=sys.stderr)
        return 1
    shutil.rmtree(TREE, ignore_errors=True)
    (TREE / "DEBIAN").mkdir(parents=True)  # by which dpkg-shlibdeps knows the root
    _fill()
    _describe()
    print(_packed().relative_to(ROOT))
    return 0


def source_date() -> int:
    """The time that everything in the package is of, in seconds since 1970."""
    if set_already := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(set_already)
    return int(_told("git", "log", "-1", "--format=%ct") or 0)


def version() -> str:
    """As it stands in pyproject.toml; the first package of it."""
    return f"{tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))['project']['version']}-1"


def _told(*command: str, cwd: Path = ROOT) -> str:
    return subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def _fill() -> None:
    """Everything in its place, with the rights that Debian wants."""
    shutil.copytree(FROZEN, TREE / INSIDE, symlinks=True)
    for source, place in FILES.items():
        (TREE / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, TREE / place) if source.is_dir() else shutil.copyfile(source, TREE / place)
    for source, place in COMPRESSED.items():
        (TREE / place).parent.mkdir(parents=True, exist_ok=True)
        (TREE / place).write_bytes(gzip.compress(source.read_bytes(), 9, mtime=0))
    date = formatdate(source_date())
    changes = CHANGES.format(version=version(), authors=AUTHORS, date=date)
    (TREE / DOCUMENTS / "changelog.Debian.gz").write_bytes(gzip.compress(changes.encode(), 9, mtime=0))
    (TREE / "usr/bin").mkdir(parents=True)
    (TREE / "usr/bin/twinset").symlink_to("/opt/twinset/twinset")
    for path in (TREE, *TREE.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == TREE / INSIDE / "twinset" else 0o644)


def _describe() -> None:
    """What dpkg reads: the control file and the sums of all files."""
    needed, recommended = _packages()
    files = sorted(path for path in TREE.rglob("*") if path.is_file() and not path.is_symlink())
    kilobytes = sum(-(-path.stat().st_size // 1024) for path in files) + sum(1 for _ in TREE.rglob("*"))
    sums = "".join(f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(TREE)}\n" for path in files)
    control = CONTROL.format(
        version=version(),
        authors=AUTHORS,
        architecture=_told("dpkg", "--print-architecture"),
        kilobytes=kilobytes,
        needed=needed,
        recommended=", ".join(filter(None, (recommended, OPENED))),
    )
    for name, text in (("control", control), ("md5sums", sums)):
        (TREE / "DEBIAN" / name).write_text(text, "utf-8")


def _packages() -> tuple[str, str]:
    """The packages whose libraries are needed, and those whose libraries Qt's optional plug-ins would like."""
    inside = TREE / INSIDE
    binaries = [inside / "twinset", *(path for path in sorted(inside.rglob("*.so*")) if not path.is_symlink())]
    optional = {path for path in binaries for one in OPTIONAL if path.match(one) or path.parent.match(one)}
    folders = sorted({str(path.parent) for path in binaries})
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "debian").mkdir()
        Path(folder, "debian", "control").write_text("Source: twinset\n\nPackage: twinset\nArchitecture: any\n")
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *(f"-l{one}" for one in folders)]
        command += [f"-x{package}" for package in _packages_inside()]
        command += [word for path in binaries if path not in optional for word in ("-dDepends", f"-e{path}")]
        command += [word for path in sorted(optional) for word in ("-dRecommends", f"-e{path}")]
        found = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if found.returncode:
        sys.exit("\n".join(line for line in found.stderr.splitlines() if " error: " in line))
    told = dict(line.split("=", 1) for line in found.stdout.splitlines())
    return told["shlibs:Depends"], told.get("shlibs:Recommends", "")


def _packages_inside() -> set[str]:
    """The packages of the system's libraries that are in the folder: they are not needed."""
    copied = [path for path in (TREE / INSIDE / "_internal").glob("lib*.so*") if not path.is_symlink()]
    command = [
        "dpkg-query",
        "--search",
        *(f"*/{path.name}" for path in copied),
    ]  # 1 where one is in none
    told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return {line.partition(":")[0] for line in told.splitlines()}


def _packed() -> Path:
    epoch = source_date()
    for path in (TREE, *TREE.rglob("*")):
        os.utime(path, (epoch, epoch), follow_symlinks=False)
    control = (TREE / "DEBIAN" / "control").read_text("utf-8")
    name = "_".join(
        re.findall(rf"^{field}: (.*)$", control, re.M)[0] for field in ("Package", "Version", "Architecture")
    )
    package = ROOT / "build" / f"{name}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", str(TREE), str(package)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return package


if __name__ == "__main__":
    sys.exit(main())
