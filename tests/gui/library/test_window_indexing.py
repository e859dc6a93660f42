"""The window while it is indexing: usable, paused, resumed, cancelled, closed; and what could not be read."""

from __future__ import annotations

import io
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableWidget
from support import is_one_sentence, photo, save
from window_support import PATIENCE_MS, Gate, User, files, photos_in

from core.catalog.catalog import Catalog
from core.indexing.indexing import IndexReport, index_folders
from core.indexing.pace import Control
from core.looks.model import Extractor
from gui.base.jobs import Job
from gui.library import index_run, searchable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

Start = Callable[..., User]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos are indexed one after the other, and each is searchable as soon as it is done."""
    monkeypatch.setattr("core.indexing.pace.core_count", lambda: 1)
    monkeypatch.setattr("core.indexing.indexing.COMMIT_SECONDS", 0.0)
    monkeypatch.setattr("core.indexing.indexing.PROGRESS_SECONDS", 0.0)
    monkeypatch.setattr(searchable, "_RELOAD_MS", 1)
    monkeypatch.setattr(searchable, "_RELOAD_SHARE", 1)


@pytest.fixture
def broken(photos: Path) -> list[str]:
    """Two files of the folder that are no photos; the second comes last."""
    return [save(photos / "05-text.jpg", b"no photo"), save(photos / "zz-empty.png", b"")]


def test_the_gallery_is_there_before_any_feature(start: Start, photos: Path, gate: Gate) -> None:
    gate.allow(0)
    user = start(photos)
    user.wait_for_photos(12)
    assert user.busy and gate.passed == 0
    assert user.paths == photos_in(photos)
    user.wait(lambda: user.thumbnail(11) is not None)
    user.wait(lambda: "of 12" in user.text("progress_label"))
    user.press("End", "Home", "Right")
    assert user.gallery.current_path() == user.paths[1]
    clicked = user.click_photo(3)
    assert not user.shows_results  # nothing to compare with yet
    gate.allow(None)
    user.wait_for_answer(Path(clicked).name, 12)


@pytest.mark.usefixtures("at_once")
def test_results_grow_while_indexing(start: Start, photos: Path, gate: Gate) -> None:
    gate.allow(4)
    user = start(photos)
    user.wait_for_photos(12)
    user.click_photo(11)  # itself not indexed yet
    user.wait(lambda: user.text("query_subtitle").endswith("searched 4 of 12 so far"))
    assert set(user.paths) == set(photos_in(photos)[:4])
    assert user.busy
    gate.allow(4)
    user.wait(lambda: user.text("query_subtitle").endswith("searched 8 of 12 so far"))
    assert len(user.matches) == 8 and user.busy
    gate.allow(None)
    user.wait_for_answer("11.png", 12)
    assert len(user.matches) == 10 and not user.busy
    distances = [distance for _, distance in user.matches]
    assert distances == sorted(distances)


@pytest.mark.usefixtures("at_once")
def test_a_drop_while_indexing(start: Start, photos: Path, gate: Gate, tmp_path: Path) -> None:
    gate.allow(5)
    user = start(photos)
    user.wait_for_photos(12)
    other = save(tmp_path / "other.png", photo(70))
    assert user.drop(files(other))
    user.wait(lambda: "other.png" in user.text("query_title"))
    assert user.busy
    gate.allow(None)
    user.wait_for_answer("other.png", 12)


@pytest.mark.usefixtures("at_once")
def test_pause_and_resume(start: Start, photos: Path, gate: Gate) -> None:
    gate.allow(3)
    user = start(photos)
    user.wait(lambda: user.text("progress_label").startswith("3 of 12"))
    user.click("pause_button")
    assert user.text("pause_button") == "Resume" and user.text("progress_label") == "Paused at 3 of 12"
    gate.allow(None)
    user.wait_till_quiet(lambda: gate.passed)
    assert 3 <= gate.passed < 12, "photos under way may end, no other may begin"
    assert user.text("progress_label") == "Paused at 3 of 12" and user.busy
    user.click("pause_button")
    assert user.text("pause_button") == "Pause"
    user.wait_till_indexed()
    assert gate.passed == 12


@pytest.mark.usefixtures("at_once")
def test_cancel_keeps_what_is_done(start: Start, photos: Path, gate: Gate) -> None:
    for number in range(12, 40):  # more than are under way at a time
        save(photos / f"{number}.png", photo(number))
    gate.allow(4)
    user = start(photos)
    user.wait(lambda: user.text("progress_label").startswith("4 of 40"))
    user.click("cancel_button")
    gate.allow(None)
    user.wait_till_indexed()
    begun = gate.passed
    assert begun < 40 and user.sees("continue_button") and "can be searched" in user.text("progress_label")
    user.click_photo(0)
    user.wait(lambda: user.shows_results)
    assert 4 <= len(user.matches) + 1 <= begun  # the one asked with is no result
    user.click("continue_button")
    user.wait_for_answer("00.png", 40)
    assert gate.passed <= begun + 40 - 4  # what was stored is not computed again
    assert not user.sees("continue_button")


def test_cancel_while_paused(start: Start, photos: Path, gate: Gate) -> None:
    gate.allow(0)
    user = start(photos)
    user.wait_for_photos(12)
    user.click("pause_button")
    gate.allow(None)
    user.click("cancel_button")
    user.wait_till_indexed()
    user.click("continue_button")
    user.wait_till_indexed()
    user.click_photo(0)
    user.wait_for_answer("00.png", 12)


def test_cancel_right_after_a_rescan(start: Start, photos: Path, gate: Gate) -> None:
    gate.allow(2)
    user = start(photos)
    user.wait(lambda: gate.passed == 2)
    user.press("F5")  # waits until the run under way has ended
    user.click("cancel_button")
    gate.allow(None)
    user.wait_till_indexed()
    assert user.sees("continue_button") and gate.passed < 12


@pytest.mark.parametrize("paused", [False, True])
def test_close_while_indexing(
    start: Start, photos: Path, gate: Gate, home: Path, monkeypatch: pytest.MonkeyPatch, paused: bool
) -> None:
    read: list[Job] = []
    gate.allow(2)
    user = start(photos)
    user.wait(lambda: gate.passed == 2)
    if paused:
        user.click("pause_button")
    opening = threading.Timer(0.2, gate.allow, (None,))  # closing waits for the photos under way
    opening.start()
    begin = Job.start

    def begin_it(job: Job) -> None:
        if job.objectName() == "Searchable" and not user.window.isVisible():
            read.append(job)
        begin(job)

    monkeypatch.setattr(Job, "start", begin_it)
    user.press("Ctrl+Q")
    opening.join()
    user.bot.wait(1)  # what the indexing reported last arrives now
    assert not user.window.isVisible() and not read
    monkeypatch.undo()
    with Catalog(home / "catalog") as catalog:
        assert 0 < len(catalog.collection([str(photos)], Extractor().model_id).paths) < 12
    user = start()
    user.wait_till_indexed()
    user.click_photo(0)
    user.wait_for_answer("00.png", 12)


def test_photos_that_cannot_be_read_are_listed(start: Start, photos: Path, broken: list[str]) -> None:
    user = start(photos)
    user.wait_till_indexed()
    assert user.text("failures_link") == "2 photos could not be read"
    user.wait(lambda: user.text("browse_count") == "14 photos")
    user.click("failures_link")
    rows = listed(user)
    assert [path for path, _ in rows] == broken
    assert all(is_one_sentence(reason) for _, reason in rows)
    user.click("copy_failures_button")
    assert QGuiApplication.clipboard().text().split("\n") == ["\t".join(row) for row in rows]

    save(Path(broken[0]), photo(40))
    user.click("retry_button")
    user.wait(lambda: user.text("failures_link") == "1 photo could not be read")
    user.wait_till_indexed()
    user.click("failures_link")
    assert [path for path, _ in listed(user)] == broken[1:]
    user.press("Escape")
    assert not user.sees("failures_dialog")
    user.click_photo(user.paths.index(broken[0]))
    user.wait_for_answer("05-text.jpg", 13)


def test_trying_again_is_not_lost_to_a_newer_run(start: Start, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user looks for new photos before the run that was to try again has looked at any: the next one tries."""
    mended = io.BytesIO()
    photo(40).save(mended, "PNG")
    broken = Path(save(photos / "05-odd.png", bytes(mended.tell())))
    before = broken.stat()
    user = start(photos)
    user.wait(lambda: user.text("failures_link") == "1 photo could not be read")
    user.wait_till_indexed()
    broken.write_bytes(mended.getvalue())
    os.utime(broken, ns=(before.st_atime_ns, before.st_mtime_ns))  # only who tries again finds out

    def held_up(*arguments: Any, control: Control, **others: Any) -> IndexReport:
        begun.append(control)
        if control is begun[0]:
            assert newer.wait(PATIENCE_MS / 1000)
        return index_folders(*arguments, control=control, **others)

    begun, newer = list[Control](), threading.Event()
    monkeypatch.setattr(index_run, "index_folders", held_up)
    user.click("failures_link")
    user.click("retry_button")
    user.wait(lambda: len(begun) == 1 and not user.sees("failures_dialog"))
    user.window.resize(1180, 800)  # a narrow one hides the sidebar
    user.wait(lambda: user.sees("rescan_button"))
    user.click("rescan_button")
    user.wait(lambda: begun[0].cancelled)
    newer.set()
    user.wait(lambda: len(begun) == 2 and not user.sees("failures_link"))
    user.wait_till_indexed()
    user.click_photo(user.paths.index(str(broken)))
    user.wait_for_answer("05-odd.png", 13)


@pytest.mark.usefixtures("at_once")
def test_failures_are_listed_while_indexing_and_after_a_cancel(
    start: Start, photos: Path, gate: Gate, broken: list[str]
) -> None:
    gate.allow(7)
    user = start(photos)
    user.wait(lambda: user.text("failures_link") == "1 photo could not be read")
    assert user.busy
    user.click("failures_link")
    assert [path for path, _ in listed(user)] == broken[:1]
    user.click("close_button")
    user.click("cancel_button")
    gate.allow(None)
    user.wait_till_indexed()
    assert user.sees("continue_button") and user.sees("failures_link")
    user.click("failures_link")
    assert next(path for path, _ in listed(user)) == broken[0]
    user.click("close_button")


def test_failures_go_with_their_folder(start: Start, photos: Path, broken: list[str]) -> None:
    user = start(photos)
    user.wait_till_indexed()
    user.choose("menu_button", "Remove folder", str(photos))
    user.wait(lambda: user.sees("empty_page"))
    for path in broken:
        Path(path).unlink()
    assert user.drop(files(photos))
    user.wait_for_photos(12)
    assert not user.sees("failures_link")
    user.wait_till_indexed()
    assert not user.sees("failures_link")


def test_photos_that_vanish_while_the_window_is_open(start: Start, photos: Path) -> None:
    user = start(photos)
    user.click_photo(0)
    user.wait_for_answer("00.png", 12)
    user.press("Escape")
    (photos / "03.png").unlink()
    user.click_photo(3)
    user.wait_for_answer("03.png", 12)  # its features are still known
    user.press("F5")
    user.wait_till_indexed()
    user.click("all_photos_button")
    user.wait(lambda: user.paths == photos_in(photos))


@pytest.mark.parametrize("hurried", [False, True])
def test_one_photo_goes_as_another_comes_back(
    start: Start, photos: Path, monkeypatch: pytest.MonkeyPatch, hurried: bool
) -> None:
    """There are as many as before, so that counting them would not tell; nor does a run that gives way to another."""
    user, index, begun = start(photos), index_folders, list[Control]()
    user.wait_till_indexed()
    aside = photos.parent / "aside.png"
    (photos / "03.png").rename(aside)
    user.press("F5")
    user.wait(lambda: len(user.paths) == 11)
    user.wait_till_indexed()

    def gives_way(*given: Any, control: Control, **named: Any) -> IndexReport:
        begun.append(control)
        report = index(*given, control=control, **named)
        until = time.monotonic() + PATIENCE_MS / 1000
        while len(begun) == 1 and not control.cancelled and time.monotonic() < until:
            time.sleep(0.01)
        return report

    if hurried:
        monkeypatch.setattr(index_run, "index_folders", gives_way)
    (photos / "04.png").unlink()
    aside.rename(photos / "03.png")
    user.press("F5")
    user.wait(lambda: user.paths == photos_in(photos))
    if hurried:
        user.press("F5")
        user.wait(lambda: len(begun) == 2)
    user.wait_till_indexed()
    user.click_photo(0)
    user.wait_for_answer("00.png", 11)
    user.wait(lambda: sorted(user.paths) == photos_in(photos)[1:])  # once what is new has been read


def listed(user: User) -> list[tuple[str, str]]:
    """Path and reason of each row of the open list."""
    table = user.widget("failures_table", QTableWidget)
    user.wait(table.isVisible)
    return [(table.item(row, 0).text(), table.item(row, 1).text()) for row in range(table.rowCount())]
