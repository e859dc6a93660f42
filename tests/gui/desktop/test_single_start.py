"""A second start of the program: it hands what it was given to the window that runs, and ends."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog
from support import ROOT, Result, photo, save, wait_until
from window_support import User, files

from core.base import running
from core.base.locks import try_lock
from core.base.paths import Paths
from core.base.running import HEAD, MOST, TAKEN, TOKEN, Running, message, paths_in
from core.base.settings import load_settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="looks at the socket")

Start = Callable[..., User]
Twinset = Callable[..., Result]
Open = Callable[..., subprocess.Popen[bytes]]
ODD_NAME = b"a\xff\xc3\xa9.png"  # a byte that is no UTF-8, and one letter that is


@pytest.fixture(autouse=True)
def sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the windows of this test listen; a short path, as sockets need."""
    folder = Path(f"/tmp/t{os.getpid()}")
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)  # also what Qt had there for a moment when its process was killed


@pytest.fixture
def main_py() -> Iterator[Open]:
    """Starts `python main.py WORDS...`."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*words: Path | str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "error", str(ROOT / "main.py"), *map(os.fsencode, words)]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def folders_of(home: Path) -> tuple[str, ...]:
    return load_settings(Paths.choose(str(home)).settings).folders


def address(home: Path) -> Path:
    return Path(Paths.choose(str(home)).window_address)


def ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether it has ended, well and in silence."""
    if process.poll() is None:
        return False
    assert process.communicate() == (b"", b"") and process.returncode == 0
    return True


def close(process: subprocess.Popen[bytes], home: Path) -> None:
    process.send_signal(signal.SIGTERM)
    wait_until(lambda: ended(process))
    logged = (home / "twinset.log").read_text().splitlines()
    assert [line for line in logged if "does not support raise" not in line] == []  # which offscreen says
    assert not address(home).exists()


# --- with a real window in this process ---


def test_a_photo_is_searched_with(start: Start, photos: Path, home: Path, twinset: Twinset, tmp_path: Path) -> None:
    user = start(photos)
    user.wait_till_indexed()
    given = save(tmp_path / os.fsdecode(ODD_NAME), photo(3))
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py"), os.fsencode(given)])
    user.wait(lambda: ended_well(second))
    user.wait(lambda: user.shows_results and len(user.matches) == 10)
    assert user.window._asking.question.source == given
    assert user.matches[0][0] == str(photos / "03.png")


def ended_well(process: subprocess.Popen[bytes]) -> bool:
    if process.poll() is None:
        return False
    assert process.returncode == 0
    return True


def test_several_photos_are_one_question(
    start: Start, photos: Path, tmp_path: Path, twinset: Twinset, home: Path
) -> None:
    """As a file manager hands over what was chosen there; at the first start and at the second."""
    others = [save(tmp_path / "elsewhere" / f"{n}.png", photo(n)) for n in (40, 41, 42)]
    start(photos).wait_till_indexed()
    user = start(*others)
    user.wait_for_answer("40.png and 2 more", 12)
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py"), *others[1:]])
    user.wait(lambda: ended_well(second))
    user.wait_for_answer("41.png and 1 more", 12)
    user.wait(lambda: [one.path for one in examples_of(user) if one.isVisible()] == others[2:])


def examples_of(user: User) -> list[QAbstractButton]:
    """The small pictures beside the photo asked with; those of the question before may go a moment later."""
    return user.window.findChildren(QAbstractButton, "example")


def test_too_many_photos_are_told(start: Start, photos: Path, tmp_path: Path) -> None:
    user = start(photos)
    user.wait_till_indexed()
    many = [save(tmp_path / "many" / f"{n}.png", photo(0)) for n in range(400)]
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py"), *many])
    user.wait(lambda: ended_well(second))
    user.wait_for_notice("400 photos", "20 at most")


def test_a_folder_and_a_photo(start: Start, photos: Path, tmp_path: Path, home: Path) -> None:
    given = save(tmp_path / "other.png", photo(3))
    user = start(photos, given)
    user.wait_for_answer("other.png", 12)
    assert folders_of(home) == (str(photos),)


def test_a_folder_is_added_and_the_window_comes_to_the_front(
    start: Start, photos: Path, tmp_path: Path, home: Path
) -> None:
    user = start(photos)
    user.wait_till_indexed()
    save(tmp_path / "more" / "x.png", photo(31))
    user.window.showMinimized()
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py"), "more"], cwd=tmp_path)
    user.wait(lambda: ended_well(second))
    user.wait_for_photos(13)
    assert not user.window.isMinimized() and user.window.isVisible()
    user.wait_till_indexed()
    assert folders_of(home) == (str(photos), str(tmp_path / "more"))


def test_without_a_word_it_only_comes_to_the_front(start: Start, photos: Path) -> None:
    user = start(photos)
    user.wait_till_indexed()
    user.window.showMinimized()
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py")])
    user.wait(lambda: ended_well(second))
    user.wait(lambda: not user.window.isMinimized())
    assert not user.shows_results and user.window.isActiveWindow() and len(user.paths) > 0


def test_a_folder_is_asked_for(start: Start, photos: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the entry "Open a Folder" in a desktop's menu of the program does it; at the first start and at the second."""
    asked: list[Path] = [photos.parent / "more", photos]
    save(asked[0] / "x.png", photo(31))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(asked.pop()))
    user = start("--choose-folder")
    user.wait_till_indexed()
    assert folders_of(home) == (str(photos),)
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py"), "--choose-folder"])
    user.wait(lambda: ended_well(second))
    user.wait_for_photos(13)
    assert folders_of(home) == (str(photos), str(photos.parent / "more"))


def test_the_clipboard_is_searched_with(start: Start, known_photos: Path, photos: Path) -> None:
    """As the entry "Search with the Clipboard" does it."""
    start(known_photos).wait_till_indexed()
    QGuiApplication.clipboard().setMimeData(files(known_photos / "03.png"))
    user = start("--paste")
    user.wait_for_answer("03.png", 12)
    QGuiApplication.clipboard().setMimeData(files(known_photos / "05.png"))
    dialog = QDialog(user.window)
    dialog.open()  # what asks for something comes first
    user.wait(dialog.isActiveWindow)
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py"), "--paste"])
    user.wait(lambda: ended_well(second))
    dialog.close()
    user.wait_for_answer("05.png", 12)
    QGuiApplication.clipboard().clear()
    third = subprocess.Popen([sys.executable, str(ROOT / "main.py"), "--paste"])
    user.wait(lambda: ended_well(third))
    user.wait_for_notice("no photo on the clipboard")


def test_a_file_may_be_called_like_a_wish(main_py: Open, photos: Path, tmp_path: Path, home: Path) -> None:
    save(tmp_path / "--paste" / "x.png", photo(31))
    first = main_py(photos)
    wait_until(lambda: address(home).exists())
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py"), "--", "--paste"], cwd=tmp_path)
    wait_until(lambda: ended_well(second))
    wait_until(lambda: folders_of(home) == (str(photos), str(tmp_path / "--paste")))
    close(first, home)


def test_wayland_lets_the_window_come_to_the_front(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the token of the second start, which Qt looks for in the environment."""
    monkeypatch.setenv(TOKEN, "of the first")  # so that it is put back
    user = start()
    environment = {**os.environ, TOKEN: "of the second"}
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py")], env=environment)
    user.wait(lambda: ended_well(second) and os.environ[TOKEN] == "of the second")


def test_what_macos_hands_to_the_program_that_runs(user: User, known_photos: Path, tmp_path: Path, home: Path) -> None:
    """For photos opened with it, and what is dropped on its icon, in place of a second start: an event for each."""
    app = QApplication.instance()
    for name in ("03.png", "05.png"):
        QApplication.sendEvent(app, QFileOpenEvent(str(known_photos / name)))
    user.wait_for_answer("03.png and 1 more", 12)
    save(tmp_path / "more" / "x.png", photo(31))
    QApplication.sendEvent(app, QFileOpenEvent(str(tmp_path / "more")))
    user.wait(lambda: folders_of(home)[1:] == (str(tmp_path / "more"),))
    user.wait_till_indexed()


def test_only_this_user_may_reach_it(start: Start, home: Path) -> None:
    start()
    assert address(home).stat().st_mode & 0o077 == 0


JUNK = {
    "text": b"GET / HTTP/1.1\r\n\r\n",
    "zeros": bytes(100_000),
    "nothing more": HEAD,
    "too long": HEAD + (2**31).to_bytes(4, "big") + b"x" * 100_000,
    "more than promised": message(["/tmp"]) + b"x",
    "gone": message(["/not/there"]),
    "relative": HEAD + (9).to_bytes(4, "big") + b"core/a.py",
    "nul": HEAD + (9).to_bytes(4, "big") + b"\0\0core/a.",
    "a device": message(["/dev/zero"]),
}


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_junk_does_no_harm(start: Start, photos: Path, home: Path, junk: bytes) -> None:
    user = start(photos)
    user.wait_till_indexed()
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(address(home)))
        caller.setblocking(False)
        with contextlib.suppress(BlockingIOError, BrokenPipeError):
            caller.send(junk)
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py"), str(photos / "04.png")])
    user.wait(lambda: ended_well(second))  # it still hears others
    user.wait_for_answer("04.png", 12)
    assert folders_of(home) == (str(photos),)


def test_many_idle_callers_do_no_harm(start: Start, photos: Path, home: Path) -> None:
    user = start(photos)
    user.wait_till_indexed()
    callers = [socket.socket(socket.AF_UNIX) for _ in range(5)]
    for caller in callers:
        caller.connect(str(address(home)))
    second = subprocess.Popen([sys.executable, str(ROOT / "main.py"), str(photos / "04.png")])
    user.wait_for_answer("04.png", 12)
    user.wait(lambda: ended_well(second))
    for caller in callers:
        caller.close()


def test_messages() -> None:
    whole = message(["/a/b", "/c"])
    assert paths_in(whole) == ("/a/b", "/c") and paths_in(message([])) == ()
    assert [paths_in(whole[:n]) for n in range(len(whole))] == [None] * len(whole)
    long = message([f"/{n:04}{'x' * 250}" for n in range(1000)])
    assert len(long) <= len(HEAD) + 4 + MOST and 500 < len(paths_in(long) or ()) < 1000
    for junk in (b"x", HEAD + (MOST + 1).to_bytes(4, "big"), whole + b"/"):
        with pytest.raises(ValueError, match=r"not from|too long"):
            paths_in(junk)


# --- as processes ---


def test_two_starts_one_window(main_py: Open, photos: Path, home: Path, tmp_path: Path) -> None:
    first = main_py(photos)
    wait_until(lambda: address(home).exists())
    save(tmp_path / "more" / "x.png", photo(31))
    second = main_py(tmp_path / "more")
    wait_until(lambda: ended(second))
    wait_until(lambda: folders_of(home) == (str(photos), str(tmp_path / "more")))
    assert first.poll() is None
    close(first, home)


def test_two_starts_at_the_same_moment(main_py: Open, photos: Path, home: Path, tmp_path: Path) -> None:
    save(tmp_path / "more" / "x.png", photo(31))
    both = [main_py(photos), main_py(tmp_path / "more")]
    wait_until(lambda: sum(ended(one) for one in both) == 1)
    wait_until(lambda: set(folders_of(home)) == {str(photos), str(tmp_path / "more")})
    (left,) = [one for one in both if one.poll() is None]
    close(left, home)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self, at: float, happens: Callable[[], object]) -> None:
        """`happens`: what becomes of the other start after `at` seconds."""
        self.seconds = 0.0
        self._at = at
        self._happens = happens

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        before, self.seconds = self.seconds, self.seconds + seconds
        if before < self._at <= self.seconds:
            self._happens()


@pytest.fixture
def starting(home: Path) -> Iterator[Running]:
    """Another start, which holds the lock and has no window yet."""
    other = Running(Paths.choose(str(home)))
    assert not other.hand_over([])
    yield other
    other.end()


def test_a_slow_start_is_waited_for(
    starting: Running, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    received: list[bytes] = []

    def open_window() -> None:
        server = socket.create_server(str(address(home)), family=socket.AF_UNIX)
        thread = threading.Thread(target=_take_one, args=(server, received))
        thread.start()
        opened.append(thread)

    opened: list[threading.Thread] = []
    monkeypatch.setattr(running, "time", Clock(100, open_window))
    assert Running(Paths.choose(str(home))).hand_over(["/a photo.jpg"])
    opened[0].join()
    assert received == [message(["/a photo.jpg"])] and capsys.readouterr().err == ""


def _take_one(server: socket.socket, received: list[bytes]) -> None:
    with server, server.accept()[0] as caller:
        received.append(caller.recv(MOST))
        caller.sendall(TAKEN)


def test_a_start_that_comes_to_nothing_is_replaced(
    starting: Running, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "time", Clock(100, starting.end))
    mine = Running(Paths.choose(str(home)))
    assert not mine.hand_over([]) and capsys.readouterr().err == ""
    with open(Paths.choose(str(home)).window_lock, "ab") as lock:
        assert not try_lock(lock), "the second one does not hold it"
    mine.end()


def test_a_start_that_hangs_is_not_waited_for_for_ever(
    starting: Running, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "time", Clock(10_000, starting.end))
    assert not Running(Paths.choose(str(home))).hand_over([])
    assert "does not answer" in capsys.readouterr().err


def test_after_a_crash(main_py: Open, photos: Path, home: Path) -> None:
    first = main_py(photos)
    wait_until(lambda: address(home).exists())
    first.kill()
    first.wait()
    assert address(home).exists(), "nothing stale is there to recover from"
    second = main_py()
    wait_until(lambda: _answers(home))
    third = main_py()
    wait_until(lambda: ended(third))
    assert second.poll() is None
    close(second, home)


def _answers(home: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(address(home)))
    except OSError:
        return False
    return True


def test_other_homes_are_other_programs(main_py: Open, home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    first, other = main_py(), main_py("--home", elsewhere)
    wait_until(lambda: address(home).exists() and address(elsewhere).exists())
    (tmp_path / "link").symlink_to(home)
    same = main_py("--home", tmp_path / "link")
    wait_until(lambda: ended(same))
    assert first.poll() is None and other.poll() is None
    close(first, home)
    close(other, elsewhere)


def test_it_opens_a_window_of_its_own_where_it_cannot_write(main_py: Open, tmp_path: Path) -> None:
    in_the_way = Path(save(tmp_path / "file", b"in the way"))
    process = main_py("--home", in_the_way)
    wait_until(lambda: address(in_the_way).exists())
    process.send_signal(signal.SIGTERM)
    wait_until(lambda: ended(process))


def test_the_second_start_loads_nothing_slow(start: Start, photos: Path) -> None:
    user = start(photos)
    user.wait_till_indexed()
    code = (
        "import sys, main; code = main.main([]); "
        "sys.exit(code or any(name in sys.modules for name in ('numpy', 'onnxruntime', 'PySide6', 'PIL')))"
    )
    second = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    user.wait(lambda: ended_well(second))
