"""No network: not from Python, whose processes are all refused (tests/offline), and not from native code below it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from program import Open, end, searchable
from support import ROOT, photo, save, wait_until

from core.base.paths import Paths

PATIENCE = 300.0  # s; a slow machine is no fault
ALLOWED = {"AF_UNIX", "AF_NETLINK"}  # the hand-over and the system's services; how the kernel tells of devices
REACHING = {
    "a socket": "socket.socket()",
    "a newer socket": "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "this computer": "socket.create_connection(('127.0.0.1', 9))",
    "a name": "socket.getaddrinfo('localhost', 80)",
    "a page": "urllib.request.urlopen('http://localhost/')",
}


@pytest.mark.parametrize("code", REACHING.values(), ids=REACHING)
def test_python_is_refused_and_written_down(code: str, network_log: Path) -> None:
    program = f"import socket, urllib.request\ntry:\n    {code}\nexcept OSError as error:\n    print(error)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "forbid the network" in said
    noted = network_log.read_text("utf-8")
    network_log.unlink()
    with pytest.raises(OSError, match="forbid the network"):
        exec(f"import socket, urllib.request\n{code}")
    assert noted.count("\n") == network_log.read_text("utf-8").count("\n") == 1
    network_log.unlink()


# --- what native code does, seen by the system ---


def _strace_works() -> bool:
    return bool(shutil.which("strace")) and not subprocess.run([*_watching(os.devnull), "true"]).returncode


def _watching(log: str | Path) -> list[str]:
    """The words before a command that make strace note its sockets; -D: the command keeps its process id."""
    return ["strace", "-D", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket,connect,exit_group", "-o", str(log)]


watched = pytest.mark.skipif(not _strace_works(), reason="strace is missing or may not look at processes here")


@pytest.fixture
def families(tmp_path: Path) -> Callable[[int], set[str]]:
    """The kinds of sockets that the process of this id and its children asked the system for."""

    def read(process_id: int) -> set[str]:
        log = tmp_path / "strace"
        until = time.monotonic() + PATIENCE
        while not re.search(rf"^{process_id} +exit_group", log.read_text(), re.MULTILINE):
            assert time.monotonic() < until, "strace has not seen its end"
            time.sleep(0.02)
        return set(re.findall(r"(?:socket\(|sa_family=)(\w+)", log.read_text()))

    return read


@watched
def test_strace_sees_a_socket(tmp_path: Path, families: Callable[[int], set[str]]) -> None:
    code = "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)"  # below Python, where its hook does not look
    process = subprocess.Popen([*_watching(tmp_path / "strace"), sys.executable, "-c", code])
    assert process.wait(PATIENCE) == 0
    assert families(process.pid) == {"AF_INET"}


@watched
@pytest.mark.parametrize("command", ["index", "similar"])
def test_commands_open_no_socket(
    tmp_path: Path, photos: Path, families: Callable[[int], set[str]], command: str
) -> None:
    for number in range(12, 40):  # enough for whatever helps with many photos
        save(photos / f"{number}.png", photo(number))
    words = {"index": [photos], "similar": [photos / "00.png", "--in", photos]}[command]
    program = [*_watching(tmp_path / "strace"), sys.executable, str(ROOT / "main.py"), command, *map(str, words)]
    process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert process.wait(PATIENCE) == 0
    assert families(process.pid) <= ALLOWED


@watched
def test_the_window_opens_no_socket_but_its_own(
    tmp_path: Path,
    photos: Path,
    home: Path,
    main_py: Open,
    families: Callable[[int], set[str]],
) -> None:
    process = main_py(photos, before=_watching(tmp_path / "strace"))
    wait_until(lambda: searchable(home, photos) == 12)
    wait_until(Path(Paths.choose(str(home)).window_address).exists)
    end(process, 15)
    assert "AF_UNIX" in families(process.pid) <= ALLOWED
