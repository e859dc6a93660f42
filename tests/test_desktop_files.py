"""What makes a desktop show the program: the desktop entry, what software centres read, the icons; and a terminal: the
manual page and the completion."""

from __future__ import annotations

import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from support import ROOT

from core.photos.kinds_of_files import EXTENSIONS

LINUX, ICONS = ROOT / "packaging" / "linux", ROOT / "packaging" / "icons"
KINDS = {  # of images by the endings that the program reads, as the shared MIME database has them
    "image/jpeg": ".jpg .jpeg .jpe .jfif .mpo",
    "image/png": ".png .apng",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/bmp": ".bmp .dib",
    "image/tiff": ".tif .tiff",
    "image/heif": ".heic .heif .hif",
    "image/avif": ".avif",
}
TRANSLATED = ("Name", "GenericName", "Comment", "Keywords")
LIKENESS = 4.0  # of 255; another version of Qt smooths edges a little otherwise


@pytest.fixture(scope="module")
def entry() -> RawConfigParser:
    parser = RawConfigParser(strict=True, delimiters="=", comment_prefixes="#")
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # its keys know large letters
    parser.read(LINUX / "twinset.desktop", "utf-8")
    return parser


def checked(command: str, *words: str | Path) -> str:
    """What a program of the system says that checks a file; it may not be there."""
    if shutil.which(command) is None:
        pytest.skip(f"{command} is not installed")
    done = subprocess.run([command, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_desktop_entry_is_valid() -> None:
    assert checked("desktop-file-validate", "--no-hints", LINUX / "twinset.desktop") == ""


def test_the_metadata_is_valid() -> None:
    told = checked("appstreamcli", "validate", "--no-net", LINUX / "twinset.metainfo.xml")
    assert "W:" not in told and "E:" not in told


def test_all_kinds_of_photos_are_opened_with_it(entry: RawConfigParser) -> None:
    assert set(" ".join(KINDS.values()).split()) == EXTENSIONS, "another ending needs its MIME type here"
    kinds = entry["Desktop Entry"]["MimeType"].strip(";").split(";")
    assert set(kinds) == {*KINDS, "image/heic", "inode/directory"}
    told = ElementTree.parse(LINUX / "twinset.metainfo.xml").findall("provides/mediatype")
    assert {one.text for one in told} == {*KINDS, "inode/directory"}


def test_every_name_is_german_too(entry: RawConfigParser) -> None:
    wanted = [(name, key) for name in entry.sections() for key in entry[name] if key in TRANSLATED]
    wanted.remove(("Desktop Entry", "Name"))  # that of the program
    assert len(wanted) == 5
    assert all(entry[name][f"{key}[de]"] != entry[name][key] for name, key in wanted)


def test_the_icons_are_those_of_the_drawing(tmp_path: Path) -> None:
    """Anew by `python packaging/icons/make-icons.py`."""
    subprocess.run([sys.executable, str(ICONS / "make-icons.py"), str(tmp_path)], check=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    kept = sorted(path.relative_to(ICONS) for path in ICONS.rglob("*") if path.is_file() and path.suffix != ".py")
    assert made == kept and len(made) == 13
    for name in made:
        if name.suffix == ".svg":
            assert (ICONS / name).read_bytes() == (tmp_path / name).read_bytes()
        else:
            assert differ(ICONS / name, tmp_path / name) < LIKENESS, name


def differ(one: Path, other: Path) -> float:
    """The mean difference of the largest pictures in two files, of 255."""
    with Image.open(one) as first, Image.open(other) as second:
        assert first.size == second.size and first.info.get("sizes") == second.info.get("sizes")
        pixels = (np.asarray(image.convert("RGBA"), np.float32) for image in (first, second))
        return float(np.abs(next(pixels) - next(pixels)).mean())


# --- the command line ---


def test_what_describes_the_command_line_is_up_to_date(tmp_path: Path) -> None:
    """Anew by `python packaging/linux/describe-commands.py`."""
    subprocess.run([sys.executable, str(LINUX / "describe-commands.py"), str(tmp_path)], check=True)
    for name in ("twinset.1", "twinset.bash-completion"):
        assert (LINUX / name).read_text("utf-8") == (tmp_path / name).read_text("utf-8")


def test_the_manual_page_is_well_formed() -> None:
    told = checked("mandoc", "-T", "lint", "-W", "error", LINUX / "twinset.1")
    assert told == ""


def completed(*words: str) -> list[str]:
    """What bash offers for the last of the words of a command line."""
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    code = (
        f'source "{LINUX / "twinset.bash-completion"}"; compopt() {{ COMPREPLY=("$*"); }};'
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _twinset; printf "%s\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", code, "bash", *words], capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


def test_bash_completes() -> None:
    folders, files = ["-o dirnames"], [""]
    assert completed("twinset", "s") == ["similar", "sheet"]
    assert completed("twinset", "Pho") == files
    assert completed("twinset", "--c") == ["--choose-folder"]
    assert completed("twinset", "index", "--r") == ["--really-gone"]
    assert completed("twinset", "index", "Pho") == folders
    assert completed("twinset", "similar", "Pho") == files
    assert completed("twinset", "similar", "a.jpg", "--in", "Pho") == folders
    assert completed("twinset", "similar", "a.jpg", "--method", "") == ["auto", "brute", "kdtree"]
    assert completed("twinset", "board", "") == ["list", "show", "add", "export", "import"]
    assert completed("twinset", "board", "import", "Pho") == folders
    assert completed("twinset", "facts", "export", "--") == ["--help", "--home", "--all"]
