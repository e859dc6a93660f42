"""A window needs a display: without one there is one sentence, no abort, nothing of Qt's."""

from __future__ import annotations

import os
import socket
import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from support import Result

from gui.base import display

Twinset = Callable[..., Result]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have one")
HIDDEN = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")


@pytest.fixture
def bare() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in HIDDEN}


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"DISPLAY": ":4711"},
        {"DISPLAY": "nonsense"},
        {"WAYLAND_DISPLAY": "wayland-4711"},
        {"WAYLAND_DISPLAY": "wayland-4711", "DISPLAY": ":4711", "XDG_SESSION_TYPE": "wayland"},
        {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4711"},
        {"QT_QPA_PLATFORM": "wayland;xcb"},
        {"DISPLAY": ""},
    ],
    ids=str,
)
def test_no_window_without_a_display(
    variables: dict[str, str], bare: dict[str, str], photos: Path, home: Path, twinset: Twinset
) -> None:
    result = twinset(photos, env={**bare, **variables})
    assert (result.code, result.out, len(result.err.splitlines())) == (1, "", 1)
    assert "no display" in result.err
    for command in ("index", "similar", "sheet", "explain", "rankings", "features"):
        assert command in result.err
    assert set(os.listdir(home)) <= {"window.lock"}


def test_platforms_that_need_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in HIDDEN:
        monkeypatch.delenv(name, raising=False)
    for platform in ("offscreen", "minimal", "vnc:port=5900", "linuxfb"):
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
        assert display.is_there()


def test_a_library_that_is_missing_is_no_abort(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "platforms" / "libqxcb.so"
    broken.parent.mkdir()
    broken.write_bytes(b"no library")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(display, "_plugins", lambda: broken.parent)
    assert "libqxcb.so" in display.missing_library()


def test_an_x11_display_that_answers_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that accepts the client, and has no screens."""
    for name in HIDDEN:
        monkeypatch.delenv(name, raising=False)
    number = 4000 + os.getpid() % 1000
    rest = struct.pack("<IIIIHHBBBBBBBBI", 0, 0x200000, 0x1FFFFF, 0, 4, 65535, 0, 0, 0, 0, 32, 32, 8, 255, 0) + b"none"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()

        def welcome() -> None:
            with server.accept()[0] as client:
                client.recv(4096)
                client.sendall(struct.pack("<BBHHH", 1, 0, 11, 0, len(rest) // 4) + rest)
                client.recv(1)  # until it leaves

        thread = threading.Thread(target=welcome)
        thread.start()
        monkeypatch.setenv("DISPLAY", f":{number}")
        assert display.is_there()
        thread.join()


def test_a_wayland_display_that_answers_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket that a Wayland client can connect to."""
    for name in HIDDEN:
        monkeypatch.delenv(name, raising=False)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "w"))
        server.listen()
        monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "w"))
        assert display.is_there()
    assert not display.is_there()
