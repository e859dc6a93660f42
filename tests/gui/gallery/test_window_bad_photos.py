"""Photos that crash their decoder, hang or eat memory: the window lives, shows all others, and says what is wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest
from faulty import ABORT, EAT_NATIVE, HANG
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from support import PATIENCE, ROOT, encoded, photo, save, wait_until
from window_support import User, files, offer

from core.base import sentences
from core.photos.images import UnreadableImage
from core.workers.pictures import Pictures
from core.workers.workers import Worker, Workers
from gui.widgets.overlays import Notice

pytestmark = pytest.mark.usefixtures("no_stacks")

Start = Callable[..., User]


@pytest.fixture
def faulty(start: Start, warm: Callable[..., Workers], monkeypatch: pytest.MonkeyPatch) -> Start:
    """Opens the window with faulty decoders."""
    for module in ("gui.library.library", "core.workers.pictures"):
        monkeypatch.setattr(f"{module}.Workers", partial(warm, plugin="tests.faulty"))
    return start


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notices so far."""
    said: list[str] = []
    say = Notice.say
    monkeypatch.setattr(Notice, "say", lambda notice, text, *more: (said.append(text), say(notice, text, *more)))
    return said


def spoil(photos: Path, mark: bytes) -> str:
    """A photo that is good, but for the faulty decoders."""
    return save(photos / "05.png", encoded(photo(5), "PNG") + mark)


def cell(user: User, path: str) -> QImage:
    """What is drawn in the middle of a photo's cell."""
    middle = user.place_of(user.paths.index(path))
    return user.gallery.viewport().grab(QRect(middle - QPoint(20, 20), middle + QPoint(20, 20))).toImage()


@pytest.mark.parametrize("mark", [ABORT, EAT_NATIVE], ids=["abort", "eat"])
def test_the_window_goes_on(faulty: Start, photos: Path, tmp_path: Path, said: list[str], mark: bytes) -> None:
    bad, text = spoil(photos, mark), save(photos / "12.png", b"text")
    user = faulty(photos)
    user.wait_till_indexed()
    good = [path for path in user.paths if path not in (bad, text)]
    user.wait(lambda: all(user.thumbnail(user.paths.index(path)) for path in good))
    user.wait(lambda: cell(user, bad) == cell(user, text) != cell(user, good[0]))  # as any that cannot be read
    user.ask(user.paths.index(bad) + 1, 11)
    user.press("Escape")
    user.wait(lambda: len(user.paths) == 13)

    user.click_photo(user.paths.index(bad))
    user.wait(lambda: said == [str(sentences.CRASHED)])
    user.gallery.go_to(bad)
    user.gallery.setFocus()
    user.press("Space")
    user.wait(lambda: user.sees("detail_panel"))
    user.wait(lambda: said == 2 * [str(sentences.CRASHED)])
    assert user.pane("photo_pane").image.isNull()
    user.press("Right")
    user.wait(lambda: not user.pane("photo_pane").image.isNull())
    user.press("Escape")

    outside = save(tmp_path / "outside.png", encoded(photo(40), "PNG") + mark)
    user.drop(files(outside))
    user.wait(lambda: said == 3 * [str(sentences.CRASHED)])
    user.paste(offer(image__png=encoded(photo(41), "PNG") + mark))
    user.wait(lambda: said == 4 * [str(sentences.CRASHED)])
    assert user.sees_notice(str(sentences.CRASHED))
    user.drop(files(save(tmp_path / "good.png", photo(6))))
    user.wait_for_answer("good.png", 11)
    user.window.close()


def test_a_photo_that_crashed_is_not_tried_at_every_look(
    faulty: Start, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str | bytes] = []
    decode_it = Worker.decode
    monkeypatch.setattr(
        Worker, "decode", lambda worker, source, *more: tried.append(source) or decode_it(worker, source, *more)
    )
    bad = spoil(photos, ABORT)
    user = faulty(photos)
    user.wait_till_indexed()
    user.wait(lambda: tried.count(bad) == 2)
    good = user.paths.index(bad) + 1
    for _ in range(2):
        user.gallery.forget_thumbnails()
        user.wait(lambda: user.thumbnail(good))
    with pytest.raises(UnreadableImage, match="crash"):
        user.window._pictures.decode(bad)
    assert tried.count(bad) == 2


def test_a_photo_that_hangs_holds_up_neither_the_others_nor_the_closing(
    faulty: Start, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = spoil(photos, HANG)
    user = faulty(photos)
    user.wait(lambda: len(user.paths) == 12)
    user.gallery.go_to(bad)
    user.gallery.setFocus()
    user.press("Space")  # the first thing that is wanted large hangs ...
    user.wait(lambda: user.sees("detail_panel"))
    user.press("Right")  # ... and what is wanted next does not wait for it
    user.wait(lambda: not user.pane("photo_pane").image.isNull())
    user.press("Left")
    since = time.monotonic()
    user.window.close()
    assert time.monotonic() - since < PATIENCE


def test_the_window_decodes_nothing_itself(
    start: Start, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[object] = []
    monkeypatch.setattr("core.photos.images.open_picture", lambda *_: decoded.append(1))
    user = start(photos)
    user.wait_till_indexed()
    user.wait(lambda: all(user.thumbnail(row) for row in range(12)))
    user.drop(files(save(tmp_path / "outside.png", photo(50))))
    user.wait_for_answer("outside.png", 12)
    user.click("turn_button")
    user.wait(lambda: user.window._seen.now.found.question.turns == 1)
    user.draw_box(0.2, 0.2, 0.8, 0.8)
    user.wait(lambda: user.sees("clear_box_button"))
    user.hover_button(1, "more")
    user.gallery.go_to(user.paths[1])
    user.gallery.setFocus()
    user.press("Space")
    user.wait(lambda: user.sees("detail_panel"))
    panes = user.pane("query_pane"), user.pane("photo_pane")
    user.wait(lambda: not any(pane.image.isNull() for pane in panes))
    plain = panes[1].grab().toImage()
    user.press("W")
    user.wait(lambda: panes[1].grab().toImage() != plain)
    user.press("Escape")
    user.paste(offer(image__png=encoded(photo(51), "PNG")))
    user.wait_for_answer("your picture", 12)
    assert not decoded


# --- the program as a process ---

PROGRAM = """
import functools, sys
import core.workers.pictures, gui.library.library
from core.workers.workers import Workers
core.workers.pictures.Workers = gui.library.library.Workers = functools.partial(Workers, plugin="tests.faulty")
from main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def running(photos: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A window whose thumbnails and indexing hang."""
    for number in range(12):
        save(photos / f"{number:02}.png", encoded(photo(number), "PNG") + HANG)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command, pipe = [sys.executable, "-c", PROGRAM, str(photos)], subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe) as program:
        yield program
        program.kill()


def decoders(program: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Its processes that only decode."""
    return [one for one in psutil.Process(program.pid).children() if _only_decodes(one)]


def _only_decodes(process: psutil.Process) -> bool:
    try:
        words = process.cmdline()
    except psutil.Error:  # it has just ended
        return False
    return "--worker" in words and words[words.index("--worker") + 1] == ""


def ended(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["closed", "killed"])
def test_no_process_is_left(running: subprocess.Popen[bytes], number: int) -> None:
    wait_until(lambda: decoders(running))
    (decoder,) = decoders(running)
    wait_until(lambda: decoder.memory_info().rss > 40 * 2**20)  # past its start
    everyone = psutil.Process(running.pid).children()
    running.send_signal(number)
    assert running.communicate(timeout=PATIENCE) == (b"", b"")
    assert running.returncode == (0 if number == signal.SIGTERM else -number)
    wait_until(lambda: all(map(ended, everyone)))


def test_processes_end_with_the_window(start: Start, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a window with processes of its own."""
    monkeypatch.setattr("core.workers.pictures.Workers", Workers)
    before = set(psutil.Process().children())
    user = start(photos)
    user.wait_for_photos(12)
    user.wait(lambda: all(user.thumbnail(row) for row in range(12)))
    assert isinstance(user.window._pictures, Pictures)
    mine = [one for one in set(psutil.Process().children()) - before if _only_decodes(one)]
    assert len(mine) == 1
    user.window.close()
    assert all(map(ended, mine))
