"""How a command ends, whatever its streams are and whenever it is stopped: code 0, 1 or 130, at most one sentence."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support import PATIENCE, ROOT, Result, chance, photo, save, wait_until

from core.base.paths import Paths
from core.base.version import version

Twinset = Callable[..., Result]
Shell = Callable[[str], tuple[int, str, list[str]]]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc or writes to /dev/full")
COMMANDS = {
    "index": "index {photos}",
    "similar": "similar {photo} --in {photos}",
    "colour": "similar --colour '#ff0000' --in {photos}",
    "features": "features {photos} -o {out}.npz",
    "rankings": "rankings {photos} -o {out}.npz",
    "sheet": "sheet {photo} --in {photos} -o {out}.png",
    "map": "map {photos} --size 300 -o {out}.png",
    "goes-with": "goes-with {photo} {photos}",
    "explain": "explain {photo} {photo} -o {out}.png",
    "help": "--help",
    "help of a command": "similar --help",
    "version": "--version",
}


def out_of(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("words", [COMMANDS[name] for name in names], ids=names)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, twinset: Twinset) -> dict[str, str]:
    """Photos that are indexed; not to be changed."""
    top = tmp_path_factory.mktemp("ends")
    for number in range(6):
        save(top / "photos" / f"{number}.png", photo(number))
    assert twinset("index", top / "photos", "--home", top / "home").code == 0
    return {
        "photos": str(top / "photos"),
        "photo": str(top / "photos" / "3.png"),
        "out": str(top / "out"),
        "home": str(top / "home"),
    }


@pytest.fixture
def shell(places: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Runs a line of bash in which `tw` is the command and {photo}, {photos}, {out} stand for places."""
    monkeypatch.setenv("TWINSET_HOME", places["home"])

    def run(line: str) -> tuple[int, str, list[str]]:
        script = f'tw() ("{sys.executable}" "{ROOT / "main.py"}" "$@"); set -o pipefail; {line.format(**places)}'
        done = subprocess.run(["bash", "-c", script], capture_output=True, timeout=PATIENCE)
        result = Result(done.returncode, os.fsdecode(done.stdout), os.fsdecode(done.stderr))
        for word in ("Traceback", "Exception ignored", "lost sys.stderr", "BrokenPipe"):
            assert word not in result.err, result.err
        return result.code, result.out, result.said

    return run


# --- streams that are closed, full, broken or of another code page ---


@POSIX
@out_of("index", "colour", "features", "help")
def test_a_reader_that_reads_nothing(words: str, shell: Shell) -> None:
    assert shell(f"(sleep 0.2; tw {words}) | true") == (0, "", [])


@LINUX
@out_of("index", "similar", "sheet", "goes-with", "explain", "rankings", "help of a command", "version")
def test_a_full_device(words: str, shell: Shell) -> None:
    code, out, said = shell(f"tw {words} >/dev/full")
    assert (code, out) == (1, "")
    assert said == ["twinset: The result cannot be written (No space left on device)."]


@POSIX
@out_of("index", "help")
def test_closed_streams(words: str, shell: Shell) -> None:
    assert shell(f"tw {words} >&-") == (0, "", [])
    code, _, said = shell(f"tw {words} 2>&-")
    assert (code, said) == (0, [])
    assert shell(f"tw {words} <&- >&- 2>&-") == (0, "", [])


@LINUX
def test_progress_and_sentences_that_nobody_can_read(shell: Shell, places: dict[str, str], tmp_path: Path) -> None:
    save(tmp_path / "new" / "new.png", photo(700))
    code, out, _ = shell(f"tw index {tmp_path}/new 2>/dev/full")
    assert code == 0 and '"indexed": 1' in out
    assert shell("tw index {photos}/gone 2>/dev/full") == (1, "", [])
    assert shell("tw index --limit none 2>/dev/full") == (2, "", [])


@LINUX
def test_what_a_closed_stream_leaves_free_is_not_written_into(shell: Shell, tmp_path: Path) -> None:
    """Else the next file that is opened takes its number, and what is printed goes into the catalog."""
    save(tmp_path / "new" / "new.png", photo(701))
    assert shell(f"tw index {tmp_path}/new <&- >&- 2>&-") == (0, "", [])
    code, out, _ = shell(f"tw index {tmp_path}/new")
    assert code == 0 and '"reused": 1' in out


@pytest.mark.parametrize("code_page", ["cp1252", "ascii:strict"])
def test_names_that_the_code_page_lacks(code_page: str, photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": code_page}
    known = save(photos / "写真.png", photo(70))
    assert twinset("similar", known, "--in", photos, env=environment).json["query"] == known
    for words in (("similar", "写.jpg", "--in", photos), ("index", tmp_path / "写"), ("写",)):
        result = twinset(*words, env=environment)
        assert (result.code, result.out, len(result.said)) == (1, "", 1)
        assert "\\u5199" in result.said[0]
    odd = twinset("features", photos, "-o", tmp_path / "写.npz", env=environment)
    assert odd.code == 0 and (tmp_path / "写.npz").exists()
    assert twinset("index", photos, "--写", env=environment).code == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a file system that takes any name")
def test_names_do_no_harm_to_a_terminal(photos: Path, twinset: Twinset) -> None:
    harmful = "a\x1b[31m\x7f\x9b\x85\u2028\u202eb\n"
    save(photos / f"{harmful}.jpg", b"text")
    shown = _on_a_terminal("index", photos)
    assert "a\ufffd[31m" in shown and not set(shown) & (set(harmful) - set("a[31mb\n"))
    for words in (["similar", harmful, "--in", photos], ["index", harmful], [harmful], ["index", photos, harmful]):
        said = twinset(*words).said
        assert said and not set("".join(said)) & (set(harmful) - set("a[31mb"))
    assert "\x1b" not in twinset("index", "x", f"--{harmful}").err


def _on_a_terminal(*words: str | Path) -> str:
    ours, theirs = os.openpty()
    command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, check=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    return shown


# --- Ctrl+C ---


@pytest.fixture
def begin() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a command and waits until it hears signals."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*words: str | Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        wait_until(lambda: listens(running[-1], signal.SIGTERM))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def listens(process: subprocess.Popen[bytes], number: int) -> bool:
    fields = dict(line.split(":\t", 1) for line in Path(f"/proc/{process.pid}/status").read_text().splitlines())
    return process.poll() is not None or bool(int(fields.get("SigCgt", "0"), 16) >> (number - 1) & 1)


def stopped(process: subprocess.Popen[bytes], number: int = signal.SIGINT) -> list[str]:
    """Send a signal; what the command said until it ended with the code of that signal."""
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + number, err.decode()
    assert out == b"" and b"Traceback" not in err and b"ignored" not in err, err.decode()
    return Result(process.returncode, "", err.decode()).said


@LINUX
@pytest.mark.parametrize("words", ["index", "explain", "rankings", "sheet", "similar", "duplicates"])
def test_stopping_at_any_moment(
    words: str, wardrobe: Path, tmp_path: Path, begin: Callable[..., subprocess.Popen[bytes]]
) -> None:
    query = sorted(wardrobe.iterdir())[0]
    out = tmp_path / ("out.npz" if words == "rankings" else "out.png")
    command = {
        "index": ["index", wardrobe],
        "explain": ["explain", query, query, "-o", out],
        "rankings": ["rankings", wardrobe, "-o", out],
        "sheet": ["sheet", "--random", "60", "--in", wardrobe, "-o", out],
        "similar": ["similar", *[query] * 500, "--in", wardrobe],
        "duplicates": ["duplicates", wardrobe, "--same-garment"],
    }[words]
    random = chance()
    process = begin(*command)
    time.sleep(random.uniform(0, 1))  # any moment will do
    number = random.choice([signal.SIGINT, signal.SIGTERM])
    process.send_signal(number)
    _, err = process.communicate(timeout=PATIENCE)
    said = Result(process.returncode, "", err.decode()).said
    assert process.returncode in (0, 128 + number), err.decode()
    assert process.returncode == 0 or (len(said) == 1 and said[0].startswith("twinset: Stopped.")), said
    assert set(os.listdir(tmp_path)) <= {out.name}


@LINUX
def test_stopping_while_it_starts(photos: Path, begin: Callable[..., subprocess.Popen[bytes]], home: Path) -> None:
    assert stopped(begin("index", photos)) == ["twinset: Stopped."]
    assert not home.exists() or os.listdir(home) == []


@LINUX
@pytest.mark.parametrize("command", ["index", "similar"])
def test_what_was_indexed_is_kept(
    command: str, many: Path, home: Path, begin: Callable[..., subprocess.Popen[bytes]]
) -> None:
    words = ["index", many] if command == "index" else ["similar", many / "0000.jpg", "--in", many]
    process = begin(*words)
    wait_until(lambda: _committed(home) > 0)
    assert stopped(process) == ["twinset: Stopped. What was indexed so far is kept."]
    assert 0 < _committed(home) < 3000


def _committed(home: Path) -> int:
    try:
        with sqlite3.connect(f"file:{Paths.choose(str(home)).catalog / 'catalog.sqlite3'}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT count(*) FROM files").fetchone()[0])
    except sqlite3.Error:
        return 0


@LINUX
def test_stopping_while_it_waits_for_another_writer(
    photos: Path, home: Path, begin: Callable[..., subprocess.Popen[bytes]], twinset: Twinset
) -> None:
    twinset("index", photos)
    save(photos / "new.png", photo(700))
    other = sqlite3.connect(Paths.choose(str(home)).catalog / "catalog.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    process = begin("index", photos)
    time.sleep(2)  # whether it waits already or not yet: it ends
    said = stopped(process)
    other.close()
    assert len(said) == 1 and said[0].startswith("twinset: Stopped.")
    assert twinset("index", photos).json["found"] == 13


@POSIX
def test_a_command_in_the_background_leaves_ctrl_c_to_others(photos: Path) -> None:
    """A shell makes it deaf for SIGINT, and so it stays."""
    script = f'trap "" INT; "{sys.executable}" "{ROOT / "main.py"}" index "{photos}" & sleep 0.7; kill -INT $!; wait $!'
    done = subprocess.run(["bash", "-c", script], capture_output=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr


# --- faults of the program itself ---


def test_a_fault_is_one_sentence_and_a_log(photos: Path, home: Path) -> None:
    code = (
        "import sys, core.commands.index_command\n"
        "def broken(*_): raise KeyError('inside')\n"
        "core.commands.index_command.index = broken\n"
        "import main; sys.exit(main.main())"
    )
    done = subprocess.run([sys.executable, "-c", code, "index", str(photos)], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "KeyError" in done.stderr and str(home / "twinset.log") in done.stderr
    assert "in broken" in (home / "twinset.log").read_text()
    assert (home / "twinset.log").stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_too_little_memory_is_one_sentence(photos: Path) -> None:
    code = (
        "import sys, core.commands.index_command\n"
        "def broken(*_): raise MemoryError\n"
        "core.commands.index_command.index = broken\n"
        "import main; sys.exit(main.main())"
    )
    done = subprocess.run([sys.executable, "-c", code, "index", str(photos)], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "twinset: There is not enough memory for this; close other programs or ask for less.\n"


def test_the_version(twinset: Twinset) -> None:
    result = twinset("--version")
    first, *parts = result.out.splitlines()
    assert (result.code, result.err, first) == (0, "", f"twinset {version()}")
    assert {"python", "numpy", "onnxruntime", "pyside6-essentials"} <= {line.split()[0] for line in parts}
    assert all(re.fullmatch(r"[a-z0-9-]+ \d\S* \([^()]+\)", line) for line in parts)


def test_wrong_usage_names_the_program(twinset: Twinset) -> None:
    for words in (["--home"], ["--unheard-of"], ["index"]):
        result = twinset(*words)
        assert result.code == 2 and result.err.startswith("usage: twinset")
