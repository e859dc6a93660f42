"""Fixtures for all tests. Nothing here imports Qt before a test needs it."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from numpy.typing import NDArray
from offline import sitecustomize as offline
from program import Open
from support import DATA, ROOT, Expert, Result, encoded, photo, save, twelve_photos

from core.base.paths import HOME_VARIABLE, Paths
from core.base.settings import Settings, save_settings
from core.catalog.catalog import Catalog  # core before Qt, as in main.py
from core.indexing.indexing import index_folders
from core.looks import model
from core.looks.model import Extractor
from core.photos.images import RGB, ImageFile, content_hash
from core.sample.sample import write_sample
from core.workers.messages import Computed
from core.workers.workers import Worker, Workers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot
    from window_support import Gate, User

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.environ["QT_QPA_PLATFORM"] == "offscreen" and os.name != "nt":  # there ":" belongs to the drive
    # By default its screen is so small that the window opens as a narrow one.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={DATA / 'screen.json'}"
# Properties hold on slow machines too.
settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")
os.environ.pop("PYTHONUNBUFFERED", None)  # it hides what becomes of output that is written at the end
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of processes would compile the whole program, each anew
sys.dont_write_bytecode = False
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="")  # the tests read English, whatever the developer speaks
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as for what a shell runs in the background; children inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)
MOST_PROCESSES = 8  # each takes up to 1 GB
LEFTOVER_SECONDS = 30.0  # for a thread that is about to end on a busy machine; one that is left over never does


def pytest_xdist_auto_num_workers() -> int:
    """What `--numprocesses auto` means: two for each processor, because tests often wait for what they started."""
    return min(2 * (os.cpu_count() or 1), MOST_PROCESSES)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests come first, lest at the end one process works while the others have nothing left."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session", autouse=True)
def network_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where this process and its children write down that they reached for the network, which is forbidden to them."""
    log = tmp_path_factory.mktemp("network") / "log"
    search = os.pathsep.join(filter(None, [str(Path(offline.__file__).parent), os.environ.get("PYTHONPATH")]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(offline.LOG_VARIABLE, str(log))
        patch.setenv("PYTHONPATH", search)
        offline.forbid()
        yield log


@pytest.fixture(autouse=True)
def _no_network(network_log: Path) -> Iterator[None]:
    """Fail a test in which a Python process reached for the network, though its code got over the refusal."""
    yield
    if network_log.exists():
        told = network_log.read_text("utf-8")
        network_log.unlink()
        pytest.fail(told)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's Twinset keeps its files."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + LEFTOVER_SECONDS
    while (left := _running(before, "qapp" in request.fixturenames)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not left, f"still running: {left}"


def _running(before: set[threading.Thread], with_qt: bool) -> list[object]:
    threads = [t for t in threading.enumerate() if t not in before and not isinstance(t, threading._DummyThread)]
    return [*threads, *(_running_qthreads() if with_qt else [])]


def _running_qthreads() -> list[object]:
    from PySide6.QtCore import QThread
    from shiboken6 import isValid

    main = QThread.currentThread()
    kinds = _all_subclasses(QThread)
    qthreads = [found for found in gc.get_objects() if type(found) in kinds]
    return [thread for thread in qthreads if isValid(thread) and thread is not main and thread.isRunning()]


def _all_subclasses(kind: type) -> set[type]:
    return {kind}.union(*map(_all_subclasses, kind.__subclasses__()))


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@cache
def _extractor_read_by(_read_spec: object) -> Extractor:
    """The network for windows: read once for all of them that read it in the same way."""
    return Extractor()


@pytest.fixture(scope="session")
def remembering() -> Iterator[None]:
    """What the network says of a view is remembered for the next test that asks with the same one."""
    run, known = Extractor._run, dict[tuple[str, bytes], list[NDArray[np.float32]]]()

    def run_once(self: Extractor, outputs: Sequence[str], rgb: RGB) -> list[NDArray[np.float32]]:
        if list(outputs) != ["look", "kind"]:
            return run(self, outputs, rgb)
        asked = self.model_id, content_hash(repr(rgb.shape).encode() + rgb.tobytes())
        if asked not in known:
            known[asked] = run(self, outputs, rgb)
        return known[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Extractor, "_run", run_once)
        yield


class WarmWorkers(Workers):
    """Worker processes that stay for the next test: to start them takes a while."""

    def end(self) -> None:
        pass

    def really_end(self) -> None:
        super().end()


@pytest.fixture(scope="session")
def warm() -> Iterator[Callable[..., Workers]]:
    """What tests have in place of the class Workers."""
    made: dict[tuple[str, str], WarmWorkers] = {}

    def workers(extractor: Extractor | None, plugin: str = "", **how: float) -> Workers:
        model = extractor.model_id if extractor else ""
        return made.setdefault((model, plugin), WarmWorkers(extractor, plugin, **how))

    yield workers
    for one in made.values():
        one.really_end()


@pytest.fixture(autouse=True)
def _warm_workers(warm: Callable[..., Workers], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.indexing.indexing.Workers", warm)
    monkeypatch.setattr("core.workers.pictures.Workers", warm)


@pytest.fixture
def catalog(home: Path) -> Iterator[Catalog]:
    """The catalog that the commands of this test use too."""
    with Catalog(Paths.choose(str(home)).catalog) as opened:
        yield opened


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of twelve small photos, 00.png to 11.png, no two alike."""
    return twelve_photos(tmp_path)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """A folder of this name in which something was made; once for all processes of pytest, and not to be changed."""
    base = tmp_path_factory.getbasetemp()
    top = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "made-once"

    def once(name: str, make: Callable[[Path], object]) -> Path:
        if not (top / name).exists():
            own = tmp_path_factory.mktemp("made") / name
            make(own)
            top.mkdir(exist_ok=True)
            with contextlib.suppress(OSError):  # another process was faster
                own.rename(top / name)
        return top / name

    return once


@pytest.fixture(scope="session")
def wardrobe(made_once: Callable[..., Path]) -> Path:
    """The sample wardrobe, in two folders made for it; not to be changed."""
    return made_once("sample", lambda folder: write_sample(folder / "wardrobe")) / "wardrobe"


@pytest.fixture(scope="session")
def many(made_once: Callable[..., Path]) -> Path:
    """A folder of 3,000 photos, which take a while; not to be changed."""
    data = encoded(photo(0, (400, 500)), "JPEG")

    def make(folder: Path) -> None:
        for number in range(3000):  # the same picture in other files: trailing bytes make each one new
            save(folder / f"{number:04}.jpg", data + number.to_bytes(4, "big"))

    return made_once("many", make)


@pytest.fixture
def indexed_before(home: Path, made_once: Callable[..., Path], extractor: Extractor) -> Callable[[Path], Path]:
    """Lets this test's Twinset know a folder's photos, which are not to be changed; gives the folder back."""

    def index(folder: Path, into: Path) -> None:
        with Catalog(Paths.choose(str(into)).catalog) as catalog:
            index_folders(catalog, extractor, [str(folder)])

    def known(folder: Path) -> Path:
        shutil.copytree(made_once(f"home of {folder.name}", partial(index, folder)), home, dirs_exist_ok=True)
        return folder

    return known


@pytest.fixture
def known_photos(made_once: Callable[..., Path], indexed_before: Callable[[Path], Path]) -> Path:
    """A folder of twelve photos like `photos`, which this test's Twinset knows; not to be changed.

    For a test that takes `photos` too, those are files of another folder whose contents are known: they are read and
    found there, but the network has nothing to do.
    """
    return indexed_before(made_once("twelve", twelve_photos) / "photos")


@pytest.fixture(scope="session")
def twinset() -> Callable[..., Result]:
    """Runs `python main.py WORDS...` to its end; further arguments are those of subprocess.run."""

    def run(*words: str | Path, wrapper: tuple[str, ...] = (), **options: object) -> Result:
        command = [*wrapper, sys.executable, str(ROOT / "main.py"), *map(os.fsencode, words)]
        done = subprocess.run(command, capture_output=True, timeout=600, **options)
        result = Result(done.returncode, os.fsdecode(done.stdout), os.fsdecode(done.stderr))
        assert "Traceback" not in result.err, result.err
        return result

    return run


@pytest.fixture
def main_py() -> Iterator[Open]:
    """Starts `python main.py WORDS...`, with other words `before` it for a program that watches it."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*words: Path | str, before: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        command = [*before, sys.executable, "-W", "error", str(ROOT / "main.py"), *map(str, words)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        running.append(subprocess.Popen(command, env=environment, **pipes))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def qapp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QApplication]:
    """The application as main.py makes it, for pytest-qt; it speaks English, as the windows of most tests will."""
    from gui.base.language import choose
    from gui.window.app import create_application

    app = create_application(["twinset"])
    choose(app, Paths.choose(str(tmp_path_factory.mktemp("nobody"))), "en")
    yield app
    app.clipboard().clear()  # off-screen it outlives Python, and so would what a test has made and left there


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Holds up the indexing when told to; open at first."""
    from window_support import Gate

    gate, compute = Gate(), Worker.compute

    def held_up(worker: Worker, file: ImageFile, seconds: float) -> Computed:
        gate.pass_through()
        return compute(worker, file, seconds)

    monkeypatch.setattr(Worker, "compute", held_up)
    return gate


@pytest.fixture
def start(
    home: Path,
    qtbot: QtBot,
    gate: Gate,
    warm: Callable[..., Workers],
    remembering: None,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Callable[..., User]]:
    """Opens the window as main.py does, at a folder or photo; closes the one before. It must print and log nothing."""
    from window_support import User

    from gui.window.app import open_window

    monkeypatch.setattr("gui.settings.power.on_battery", bool)  # whatever computer this is
    monkeypatch.setattr("gui.library.library.Workers", warm)
    monkeypatch.setattr("gui.window.main_window.Extractor", lambda: _extractor_read_by(model.read_spec))
    paths = Paths.choose(str(home))
    with ExitStack() as opened:

        def open_it(*at: Path | str) -> User:
            opened.close()
            window = opened.enter_context(open_window(paths, [str(one) for one in at]))
            opened.callback(window.close)
            return User(window, qtbot)

        yield open_it
        gate.allow(None)
    gc.collect()  # the window does so by a timer, which its short life here does not reach
    expected = ["This plugin does not support"]  # which offscreen says
    for marker in request.node.iter_markers("qt_log_ignore"):
        expected += marker.args
    logged = paths.log.read_text().splitlines()
    assert [line for line in logged if not any(words in line for words in expected)] == []
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def no_stacks(home: Path) -> None:
    """The small patterns of the tests are so alike that they would all fold into one stack."""
    save_settings(Paths.choose(str(home)).settings, Settings(stacks=False, fold_results=False))


@pytest.fixture
def user(no_stacks: None, known_photos: Path, start: Callable[..., User], photos: Path) -> User:
    """With twelve photos, all of them indexed."""
    opened: User = start(photos)
    opened.wait_till_indexed()
    return opened


@pytest.fixture
def expert(user: User, photos: Path, home: Path, extractor: Extractor) -> Expert:
    return Expert(photos, home, extractor)
