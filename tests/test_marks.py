"""Favourites on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.marks import Marks, load_marks, save_marks


def test_marks_come_back(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "marks.json"
    assert load_marks(file) == Marks()
    marks = Marks().favoured([b"\x00\xff", b"two"], True)
    save_marks(file, marks)
    assert load_marks(file) == marks
    save_marks(file, marks.favoured([b"two"], False))
    assert load_marks(file).favourites == {b"\x00\xff"}
    assert [path.name for path in file.parent.iterdir()] == ["marks.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"favourites": 3}', b'{"favourites": ["xyz"]}', b"\xff\xfe"])
def test_a_damaged_file_is_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "marks.json"
    file.write_bytes(content)
    assert load_marks(file) == Marks()
    assert not file.exists() and (tmp_path / "marks.damaged").read_bytes() == content


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    old = Marks(frozenset([b"old"]))
    save_marks(file, old)
    (tmp_path / "marks.new").mkdir()
    with pytest.raises(OSError, match="marks"):
        save_marks(file, Marks())
    assert load_marks(file) == old
