"""One window for each place of files: a second start hands what it was given to the window that runs, and ends.

The lock tells whether there is one: it ends with its process, so nothing stale can be left. The hand-over goes through
a local socket (a named pipe on Windows), never through the network. Nothing here is slow to import.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from typing import IO

from core.base.console import say
from core.base.files import make_private, private_opener
from core.base.locks import try_lock
from core.base.paths import Paths

HEAD = b"twinset 1 "  # a message is this, the length of the paths in 4 bytes, and the paths with zeros between them
TAKEN = b"taken\n"  # the answer
MOST = 2**17  # bytes of all paths
CHOOSE_FOLDER, PASTE = "--choose-folder", "--paste"  # what a desktop's menu of the program offers
WISHES = (CHOOSE_FOLDER, PASTE)  # may stand among the paths, which never look like one: they are absolute
TOKEN = "XDG_ACTIVATION_TOKEN"  # in the environment: by what it says Wayland lets a window come to the front
_TOKEN_WISH = "--activation="

_PATIENCE = 120.0  # s; the other one may be starting, on a computer that does much else
_ANSWER = 5.0  # s
_PAUSE = 0.05  # s


def message(given: Sequence[str]) -> bytes:
    """What is sent: paths, and wishes; without any the window only comes to the front.

    Of more paths than can be sent the last ones are left out: nobody asks with so many photos, and the window says so.
    """
    sent = b""
    for word in given:
        more = sent + b"\0" * bool(sent) + os.fsencode(word if is_wish(word) else os.path.abspath(word))
        if len(more) > MOST:
            break
        sent = more
    return HEAD + len(sent).to_bytes(4, "big") + sent


def paths_in(received: bytes) -> tuple[str, ...] | None:
    """The paths, and wishes, in a message; None while the message is not complete. Raises ValueError for junk."""
    head, rest = received[: len(HEAD)], received[len(HEAD) :]
    if head != HEAD[: len(head)]:
        raise ValueError("not from a start of this program")
    if len(rest) < 4:
        return None
    length = int.from_bytes(rest[:4], "big")
    if length > MOST or len(rest) > 4 + length:
        raise ValueError("too long")
    if len(rest) < 4 + length:
        return None
    return tuple(map(os.fsdecode, rest[4:].split(b"\0"))) if length else ()


def is_wish(word: str) -> bool:
    """Whether a word of a message is no path."""
    return word in WISHES or word.startswith(_TOKEN_WISH)


def token_in(given: Sequence[str]) -> str:
    """The one the desktop gave to the other start; empty where it gave none."""
    return next((word.removeprefix(_TOKEN_WISH) for word in given if word.startswith(_TOKEN_WISH)), "")


class Running:
    """Whether this process is the one with the window."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._lock: IO[bytes] | None = None

    def hand_over(self, given: Sequence[str]) -> bool:
        """Give what is to be opened to the window that runs; False where this process shall open one.

        From then on until `end` other starts find this one. As long as another process holds the lock it is waited for:
        it may be about to open its window, or to end.
        """
        until = time.monotonic() + _PATIENCE
        while not (taken := self._sent(given)) and not self._is_first():
            if time.monotonic() >= until:  # it hangs: better two windows than none
                say("Another Twinset runs but does not answer, so a second window opens.")
                break
            time.sleep(_PAUSE)
        return taken

    def end(self) -> None:
        """Let the next one be the first."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether no window is open; within, none opens."""
        is_first = self._is_first()
        try:
            yield is_first
        finally:
            self.end()

    def _is_first(self) -> bool:
        """Take the lock. Where there can be none, everybody is the first."""
        try:
            make_private(self._paths.window_lock.parent)
            # Kept open: closing it ends the lock.
            lock = open(self._paths.window_lock, "ab", opener=private_opener)  # noqa: SIM115
        except OSError:
            return True
        if try_lock(lock):
            self._lock = lock
            return True
        lock.close()
        return False

    def _sent(self, given: Sequence[str]) -> bool:
        try:
            token = os.environ.get(TOKEN)
            wish = (_TOKEN_WISH + token,) if token else ()
            return _exchange(self._paths.window_address, message((*wish, *given))) == TAKEN
        except OSError:
            return False


def _exchange(address: str, data: bytes) -> bytes:
    """Send and wait for the answer. Raises OSError."""
    if sys.platform == "win32":
        with open(rf"\\.\pipe\{address}", "r+b", buffering=0) as pipe:
            pipe.write(data)
            return pipe.read(len(TAKEN)) or b""
    if os.stat(address).st_uid != os.getuid():  # others may put files into a folder that all share
        raise PermissionError(address)
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as end:
        end.settimeout(_ANSWER)
        end.connect(address)
        end.sendall(data)
        return end.recv(len(TAKEN))
