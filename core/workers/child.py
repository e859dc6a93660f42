"""What every process that the program starts of itself has at its end of the pipes, and how it ends with its parent."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection

_NICE = 5


def connection(number: int, writes: bool) -> Connection:
    """One end of a pipe by its number."""
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection

        return PipeConnection(number, readable=not writes, writable=writes)
    return Connection(number, readable=not writes, writable=writes)


def pipes(numbers: Sequence[str]) -> tuple[Connection, Connection]:
    """Where requests come from and where answers go, by the numbers that core.workers.process hands over; the process
    ends with its parent from then on."""
    requests, answers, lifeline = map(connection, map(int, numbers), (False, True, False))
    end_with_parent(lifeline)
    return requests, answers


def make_way() -> None:
    """The window comes first."""
    if hasattr(os, "nice"):
        os.nice(_NICE)


def end_with_parent(lifeline: Connection) -> None:
    """End when the other end of the lifeline is closed, as it is when the parent ends, however it does."""

    def wait() -> None:
        with contextlib.suppress(EOFError, OSError):
            lifeline.recv_bytes()
        os._exit(0)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
    if sys.platform == "linux":  # native code that hangs and holds Python's lock would hold up that thread
        import fcntl

        fcntl.fcntl(lifeline.fileno(), fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(lifeline.fileno(), fcntl.F_GETFL)
        fcntl.fcntl(lifeline.fileno(), fcntl.F_SETFL, flags | os.O_ASYNC)  # SIGIO, which ends a process
