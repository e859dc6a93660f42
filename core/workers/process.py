"""A worker process as its parent holds it: started, spoken to through pipes, ended.

Nothing here is slow to import: the command `index` starts the first one before it loads anything else.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

WORD = "--worker"  # what main.py is started with to become one ...
LAYOUT_WORD = "--layout"  # ... or to become one that lays out a map ...
COMPARE_WORD = "--compare"  # ... or one that compares pictures
_MAIN = Path(__file__).resolve().parents[2] / "main.py"
_END_SECONDS = 1.0
_left: list[subprocess.Popen[bytes]] = []  # killed, and not gone within that time


class Process:
    """The program once more, as a worker; `words` as core.workers.worker reads them. May be ended twice."""

    def __init__(self, model: str = "", plugin: str = "", word: str = WORD) -> None:
        """`model`: the file that it computes with; without it only decodes. `word`: what it is to become. Raises
        OSError."""
        requests, self._requests = Pipe(duplex=False)
        self._answers, answers = Pipe(duplex=False)
        lifeline, self._lifeline = Pipe(duplex=False)
        theirs = (requests, answers, lifeline)
        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, str(_MAIN)]
        command = [*program, word, model, plugin, *(str(end.fileno()) for end in theirs)]
        nowhere = subprocess.DEVNULL  # what native decoders print is for nobody
        handing = _handing(theirs, yields=bool(model) or word != WORD)
        try:
            self._process = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, **handing)
        except OSError:
            self._close()
            raise
        finally:
            for end in theirs:
                end.close()

    @property
    def lives(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def send(self, message: bytes) -> None:
        """Raises OSError when it has ended."""
        self._requests.send_bytes(message)

    def answers_within(self, seconds: float) -> bool:
        """Whether `receive` has something to give, or to raise. Raises OSError."""
        return self._answers.poll(seconds)

    def receive(self) -> bytes:
        """The next message. Raises EOFError and OSError when it has ended."""
        return self._answers.recv_bytes()

    def end(self) -> None:
        """End the process, whatever it does. One that waits for a dead drive ends when the system lets it."""
        self._process.kill()
        self._close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            _left.append(self._process)
        for process in [one for one in _left if one.poll() is not None]:
            with contextlib.suppress(ValueError):  # another thread was quicker
                _left.remove(process)

    def _close(self) -> None:
        for connection in (self._requests, self._answers, self._lifeline):
            connection.close()


def _handing(ends: tuple[Connection, ...], yields: bool) -> dict[str, Any]:
    """How to start a process that has these ends of pipes, and that the terminal's Ctrl+C does not reach.

    `yields`: to whatever else there is to do.
    """
    numbers = [end.fileno() for end in ends]
    if sys.platform == "win32":
        import os

        for number in numbers:
            os.set_handle_inheritable(number, True)
        info = subprocess.STARTUPINFO(lpAttributeList={"handle_list": numbers})
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return {"startupinfo": info, "creationflags": flags | (subprocess.BELOW_NORMAL_PRIORITY_CLASS if yields else 0)}
    return {"pass_fds": numbers, "process_group": 0}  # no session of its own: its niceness would count for nothing
