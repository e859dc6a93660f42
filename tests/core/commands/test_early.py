"""The command `index` starts its first worker process before it knows whether it needs one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT, photo, save, wait_until

from core.commands import early
from core.looks.model import Extractor
from core.workers import messages
from core.workers.process import Process

SECONDS = 120.0
# Runs the command and tells how many processes it started, and how many of them live on.
COUNTED = """
import sys, main
from core.workers import process
started = []
class Counted(process.Process):
    def __init__(self, *words):
        super().__init__(*words)
        started.append(self)
process.Process = Counted
code = main.main(sys.argv[1:])
print(len(started), sum(one.lives for one in started))
sys.exit(code)
"""


def run_counted(*words: str | Path) -> str:
    """What the command reported, and both numbers in the last line."""
    command = [sys.executable, "-c", COUNTED, *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=True).stdout


def lay(folder: Path, numbers: range) -> None:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        save(folder / f"{number}.png", photo(number))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lay(tmp_path / "photos", range(5))
    return tmp_path / "photos"


@pytest.fixture
def started() -> Iterator[list[Process]]:
    """What a test started; ended behind it."""
    found: list[Process] = []
    yield found
    for one in found:
        one.end()


def test_a_few_new_photos_are_computed_by_the_process_that_was_started_early(folder: Path, home: Path) -> None:
    out = run_counted("--home", home, "index", folder)
    assert '"indexed": 5' in out
    assert out.splitlines()[-1] == "1 0"


def test_nothing_is_started_where_nothing_has_changed_since(folder: Path, home: Path) -> None:
    run_counted("index", folder, "--home", home)
    out = run_counted("index", folder, f"--home={home}")
    assert '"reused": 5' in out
    assert out.splitlines()[-1] == "0 0"


def test_what_was_started_for_nothing_ends_with_the_command(folder: Path, home: Path) -> None:
    run_counted("index", folder, "--home", home)
    os.utime(folder)
    assert run_counted("index", folder, "--home", home).splitlines()[-1] == "1 0"


def test_new_photos_that_nobody_expected_get_a_process_too(folder: Path, home: Path) -> None:
    lay(folder / "inner", range(5, 6))
    run_counted("index", folder, "--home", home)
    lay(folder / "inner", range(6, 8))
    os.utime(folder, (0, 0))
    out = run_counted("index", folder, "--home", home)
    assert '"indexed": 2' in out
    assert out.splitlines()[-1] == "1 0"


def test_the_process_says_which_model_it_computes_with(
    folder: Path, home: Path, extractor: Extractor, started: list[Process]
) -> None:
    worker = early.worker([str(folder), "--home", str(home)], None)
    assert worker is not None
    started.append(worker)
    wait_until(lambda: worker.answers_within(0), SECONDS)
    assert messages.model_id_in(worker.receive()) == extractor.model_id


@pytest.mark.parametrize("words", [["--help"], ["no such folder"], ["--home", "{folder}"], []])
def test_no_process_where_no_folder_is_named(words: list[str], folder: Path, home: Path) -> None:
    assert early.worker([word.format(folder=folder) for word in words], str(home)) is None


def test_what_keeps_it_from_starting_is_left_to_the_command_to_tell(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert early.worker([str(folder)], "~nobody-of-this-name/home") is None
    monkeypatch.setattr(sys, "executable", str(folder / "no python"))
    assert early.worker([str(folder)], str(home)) is None


def test_no_process_is_left_when_the_words_are_wrong(folder: Path, home: Path) -> None:
    ends = (
        "import sys, main\ntry: main.main(sys.argv[1:])\nfinally: print(len(__import__('psutil').Process().children()))"
    )
    command = [sys.executable, "-c", ends, "index", str(folder), "--no-such-word", "--home", str(home)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (done.returncode, done.stdout) == (2, "0\n")
