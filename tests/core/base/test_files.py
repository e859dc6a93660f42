"""Files are written in one step, and for their owner alone."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from core.base.files import make_private, write_whole


def _fail(stream: BinaryIO) -> None:
    stream.write(b"half of")
    raise OSError("no space")


def test_a_failure_leaves_the_earlier_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "result"
    write_whole(file, b"earlier")
    with pytest.raises(OSError, match="no space"):
        write_whole(file, _fail)
    assert file.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "result"
    write_whole(file, b"a long earlier text")
    write_whole(file, lambda stream: stream.write(b"new"))
    assert file.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
def test_files_and_folders_are_their_owners_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "file", b"x")
    make_private(tmp_path / "c")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert modes == {"a": 0o700, "b": 0o700, "file": 0o600, "c": 0o700}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
def test_results_are_like_the_users_other_files(tmp_path: Path) -> None:
    write_whole(tmp_path / "sheet.jpg", b"x", private=False)
    (tmp_path / "other").write_bytes(b"x")
    assert (tmp_path / "sheet.jpg").stat().st_mode == (tmp_path / "other").stat().st_mode
