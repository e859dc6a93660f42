"""Locks between programs: each ends with the process that holds it, so nothing stale can be left."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from core.base.files import PRIVATE_FILE, make_private

_PAUSE = 0.02  # s
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)  # what the systems say when somebody else has it


def try_lock(file: IO[bytes]) -> bool:
    """Lock an open file until it is closed, unless somebody else has. Where there are no locks, everybody has one."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # some network drives know no locks
        return error.errno not in _TAKEN
    return True


@contextlib.contextmanager
def only_one(path: Path, seconds: float) -> Iterator[None]:
    """Let one thread of one process at a time pass. Raises OSError, TimeoutError after that many `seconds`."""
    make_private(path.parent)
    until = time.monotonic() + seconds
    with open(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE), "r+b") as file:
        while not try_lock(file):
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, "another program holds it", str(path))
            time.sleep(_PAUSE)
        yield
