"""The main job in the window, as a user does it: choose a folder, wait, click a photo, see what looks like it."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from support import Result, photo, save
from window_support import PATIENCE_MS, Gate, User, files, photos_in, shown_by_similar

import core.sample.sample
import main
from core.base.paths import Paths
from core.base.settings import load_settings
from core.sample.sample import Garment, garments
from gui.base.texts import file_name
from gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

Start = Callable[..., User]
Twinset = Callable[..., Result]
Choose = Callable[[Path | str], None]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """What the user picks in the file dialogs from now on."""

    def pick(path: Path | str) -> None:
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))

    return pick


def test_choose_wait_click_and_drop(
    start: Start, choose: Choose, wardrobe: Path, tmp_path: Path, twinset: Twinset
) -> None:
    total = len(photos_in(wardrobe))
    user = start()
    assert user.sees("empty_page") and not user.sees("gallery") and not user.sees("status")
    choose(wardrobe)
    user.click("empty_choose_folder_button")
    assert user.busy
    user.wait_for_photos(total)
    assert user.paths == photos_in(wardrobe)
    user.wait_till_indexed()
    user.wait(lambda: user.text("browse_count") == f"{total} photos")
    assert not user.text("total_label"), "it is said once"

    clicked = user.click_photo(7)
    user.wait_for_answer(Path(clicked).name, total)
    by_click = user.matches

    other = save(tmp_path / "other.png", photo(5, (300, 400)))
    assert user.drop(files(other))
    user.wait_for_answer("other.png", total)
    by_drop = user.matches

    first, second = twinset("similar", clicked, other, "--in", wardrobe, "--exclude-self", "--json").lines
    assert by_click == shown_by_similar(first) and clicked not in dict(by_click) and len(by_click) == 10
    assert by_drop == shown_by_similar(second)


def test_a_photo_chosen_in_the_dialog(start: Start, choose: Choose, photos: Path, twinset: Twinset) -> None:
    user = start(photos)
    user.wait_till_indexed()
    choose(photos / "03.png")
    user.click("open_photo_button")
    user.wait_for_answer("03.png", 12)
    answer = twinset("similar", photos / "03.png", "--in", photos, "--exclude-self", "--json").json
    assert user.matches == shown_by_similar(answer)


def test_as_many_results_as_wanted(start: Start, photos: Path, twinset: Twinset) -> None:
    user = start(photos)
    user.wait_till_indexed()
    clicked = user.click_photo(0)
    user.wait_for_answer("00.png", 12)
    assert len(user.matches) == 10
    user.choose("top_button", "20")
    user.wait(lambda: len(user.matches) == 11)
    answer = twinset("similar", clicked, "--in", photos, "--exclude-self", "--json", "--top", "20").json
    assert user.matches == shown_by_similar(answer)


def test_main_opens_the_window(photos: Path, home: Path, qtbot: QtBot, capfd: pytest.CaptureFixture[str]) -> None:
    """All of it through main.main, with the user acting from inside its event loop."""
    matches: list[tuple[str, float]] = []

    def act() -> None:
        window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
        try:
            user = User(window, qtbot)
            user.wait_till_indexed()
            user.click_photo(4)
            user.wait_for_answer("04.png", 12)
            matches.extend(user.matches)
        finally:
            window.close()

    QTimer.singleShot(0, act)
    assert main.main([str(photos)]) == 0
    assert len(matches) == 10 and str(photos / "04.png") not in dict(matches)
    assert (home / "twinset.log").read_text() == "" and capfd.readouterr() == ("", "")


def test_the_second_start_shows_all_at_once(start: Start, photos: Path, gate: Gate) -> None:
    start(photos).wait_till_indexed()
    assert gate.passed == 12
    user = start()
    user.wait_for_photos(12)
    user.wait_till_indexed()
    user.click_photo(2)
    user.wait_for_answer("02.png", 12)
    assert gate.passed == 12, "a known photo went through the network again"


def test_the_second_start_computes_what_is_new(start: Start, photos: Path, gate: Gate) -> None:
    start(photos).wait_till_indexed()
    save(photos / "new.png", photo(99))
    (photos / "00.png").unlink()
    gate.allow(0)
    user = start()
    user.wait(lambda: user.paths == photos_in(photos))
    user.click_photo(0)
    user.wait(lambda: user.shows_results)
    user.choose("top_button", "20")
    user.wait(lambda: len(user.matches) == 11)  # while the new one still waits
    assert "01.png" not in map(file_name, user.paths), "it is what was asked with"
    gate.allow(None)
    user.wait(lambda: "new.png" in map(file_name, user.paths))  # the answer shown follows, though no larger
    assert "00.png" not in map(file_name, user.paths)
    assert user.text("query_subtitle").endswith("searched 12") and gate.passed == 13


def test_start_with_a_photo(start: Start, photos: Path) -> None:
    """As "Open with Twinset" does."""
    start(photos).wait_till_indexed()
    user = start(photos / "01.png")
    user.wait_for_answer("01.png", 12)
    assert user.matches[0] == (str(photos / "01.png"), 0.0)


def test_a_photo_is_the_first_thing_ever_opened(start: Start, known_photos: Path, home: Path) -> None:
    user = start(known_photos / "01.png")
    user.wait_for_notice("First choose the folder")
    assert user.sees("empty_page") and user.sees("sample_button")
    assert user.text("notice_button") == "Search the folder it is in"
    user.click("notice_button")
    user.wait_for_answer("01.png", 12)
    assert load_settings(Paths.choose(str(home)).settings).folders == (str(known_photos),)


def test_the_sample_wardrobe(start: Start, wardrobe: Path, home: Path) -> None:
    sample = home / "sample wardrobe"
    shutil.copytree(wardrobe, sample)  # drawing it again is not what is tested here
    user = start()
    user.click("sample_button")
    user.wait_for_photos(len(photos_in(wardrobe)))
    assert user.paths == photos_in(sample)
    user.wait_till_indexed()


def test_the_first_drawings_are_shown_while_the_others_are_drawn(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, wait = threading.Event(), threading.Event()
    drawn = core.sample.sample._jpeg

    def slow(garment: Garment) -> bytes:
        assert (first if garment in garments()[:6] else wait).wait(PATIENCE_MS / 1000)
        return drawn(garment)

    monkeypatch.setattr("core.sample.sample._jpeg", slow)
    user = start()
    user.click("sample_button")
    user.wait(lambda: user.text("sample_button") == "Drawing the sample wardrobe…")
    assert not user.widget("sample_button").isEnabled()
    first.set()
    user.wait(lambda: 4 <= len(user.paths) <= 6)
    wait.set()
    user.wait_for_photos(len(garments()))
    user.wait_till_indexed()
    assert user.paths == photos_in(home / "sample wardrobe")


def test_the_sample_wardrobe_after_a_drawing_was_changed(start: Start, photos: Path, home: Path) -> None:
    sample = home / "sample wardrobe"
    changed = save(sample / "brown-hat.jpg", photo(1))
    user = start()
    user.click("sample_button")
    user.wait(lambda: user.paths == [changed])
    user.wait_till_indexed()


def test_several_folders(start: Start, choose: Choose, photos: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    more = [save(second / f"{name}.png", photo(50 + at)) for at, name in enumerate("abc")]
    user = start(photos)
    user.wait_till_indexed()
    choose(second)
    user.click("choose_folder_button")
    user.wait_for_photos(15)
    assert set(user.paths) == {*photos_in(photos), *more}
    user.wait_till_indexed()
    user.click_photo(user.paths.index(more[0]))
    user.wait_for_answer("a.png", 15)
    user.click("all_photos_button")

    user.choose("menu_button", "Remove folder", str(second))
    user.wait(lambda: user.paths == photos_in(photos))
    user.wait_till_indexed()
    assert all(Path(path).exists() for path in more)
    user.choose("menu_button", "Remove folder", str(photos))
    user.wait(lambda: user.sees("empty_page"))


def test_a_folder_without_photos(start: Start, choose: Choose, photos: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    user = start()
    choose(empty)
    user.click("empty_choose_folder_button")
    user.wait_for_notice("There are no photos in", str(empty))
    user.wait(lambda: user.sees("empty_page"))
    choose(photos)
    user.click("empty_choose_folder_button")
    user.wait_till_indexed()
    choose(empty)
    user.click("choose_folder_button")
    user.wait_for_notice("There are no photos in", str(empty))
    user.wait_till_indexed()
    assert user.paths == photos_in(photos)


@pytest.mark.parametrize("place", ["gone", "photos/gone"])
def test_a_folder_that_does_not_exist(start: Start, choose: Choose, photos: Path, tmp_path: Path, place: str) -> None:
    user = start()
    choose(tmp_path / place)
    user.click("empty_choose_folder_button")
    user.wait_for_notice(str(tmp_path / place), "does not exist")
    user.wait(lambda: user.sees("empty_page"))
    user = start(photos)
    user.wait_till_indexed()
    user.click("choose_folder_button")
    user.wait_for_notice(str(tmp_path / place), "does not exist")
    user.wait_till_indexed()
    assert user.paths == photos_in(photos)
    user.click_photo(1)
    user.wait_for_answer("01.png", 12)


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_names_that_are_no_text(start: Start, photos: Path, twinset: Twinset) -> None:
    odd = str(photos / "a\udcff.png")
    save(Path(odd), photo(60))
    save(photos / "b\nc \N{DRESS}.png", photo(61))
    user = start(photos)
    user.wait_for_photos(14)
    user.wait_till_indexed()
    row = user.paths.index(odd)
    assert user.click_photo(row) == odd
    user.wait_for_answer("a\N{REPLACEMENT CHARACTER}.png", 14)
    answer = twinset("similar", odd, "--in", photos, "--exclude-self", "--json").json
    assert user.paths == [match["path"] for match in answer["matches"]]
