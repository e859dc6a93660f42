"""Boards as files: pictures, a document, a folder, and back from that."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from boards_support import at, drag, name_it, names, on_board, pick, places, view
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QProgressBar
from window_support import PATIENCE_MS, User

from core.sharing.board_folder import Exported, export_board
from core.wardrobe.collected import Collection
from core.wardrobe.whereabouts import Whereabouts

pytestmark = [
    pytest.mark.usefixtures("no_stacks"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


def test_a_board_goes_out_as_a_picture_and_as_a_document(
    on_party: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = on_party
    for entry, name in (("save_board_png", "board.png"), ("save_board_pdf", "board.pdf")):
        file = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, file=file: (str(file), ""))
        user.click("board_menu_button")
        pick(user, "board_menu", entry)
        user.wait_for_notice("Saved as", name)
        assert file.stat().st_size > 1000
    with Image.open(tmp_path / "board.png") as picture:
        box = view(user).pieces[0].box
        assert picture.width > 400 and box.width() == 1


def test_the_share_menu_offers_the_board_as_a_picture(
    on_party: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, file = on_party, tmp_path / "shared.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), "PNG (*.png)"))
    user.choose("share_button", "Save the board as picture…")
    user.wait_for_notice("Saved as", "shared.png")
    with Image.open(file) as picture:
        assert picture.width > 400


def test_a_board_goes_out_as_a_folder_and_comes_back_with_all_that_lies_on_it(
    on_party: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, path = on_party, on_board(on_party)[1]
    drag(user, at(user, path), at(user, path) + QPoint(30, 3), at(user, path) + QPoint(70, 11))
    note = user.widget("board_note", QPlainTextEdit)
    note.setFocus()
    note.insertPlainText("For the sea")
    view(user).setFocus()
    laid, order = places(user), on_board(user)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    user.click("board_menu_button")
    pick(user, "board_menu", "export_board")
    user.wait_for_notice("Party is saved, with copies of 4 photos")
    folder = tmp_path / "Party"
    assert len(list(folder.iterdir())) == 5
    user.press("Ctrl+Z")  # the note
    user.wait(lambda: note.toPlainText() == "")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    user.click("import_board_button")
    user.wait(lambda: names(user) == ["Party", "Party (2)"])
    user.wait(lambda: user.text("board_menu_button") == "Party (2)" and note.toPlainText() == "For the sea")
    assert places(user) == laid and on_board(user) == order
    user.press("Ctrl+Z")
    user.wait(lambda: names(user) == ["Party"])


def test_what_takes_long_is_seen_and_can_be_stopped(
    on_party: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = on_party

    def as_long_as_nobody_cancels(
        one: Collection, where: Whereabouts, folder: str, step: Callable[[int], object]
    ) -> Exported:
        def wait(done: int) -> None:
            until = time.monotonic() + PATIENCE_MS / 1000
            while time.monotonic() < until:
                step(done)
                time.sleep(0.01)

        return export_board(one, where, folder, wait)

    monkeypatch.setattr("gui.boards.files.export_board", as_long_as_nobody_cancels)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    user.click("board_menu_button")
    pick(user, "board_menu", "export_board")
    user.wait(lambda: user.sees("making_bar") and "Party" in user.text("making_label"))
    assert user.widget("making_progress", QProgressBar).maximum() == 4
    user.click("import_board_button")
    user.wait_for_notice("still being made")
    user.click("making_cancel_button")
    user.wait_for_notice("Stopped")
    assert not user.sees("making_bar") and list(tmp_path.glob("Party*")) == []


def test_what_is_no_board_is_refused_with_a_sentence(
    on_party: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = on_party
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "empty"))
    user.click("import_board_button")
    user.wait(lambda: "board" in user.text("notice_text"))
    assert names(user) == ["Party"]
    user.click("new_board_button")
    name_it(user, "Other")
    user.wait(lambda: names(user) == ["Party", "Other"])
