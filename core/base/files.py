"""Files of the program: written in one step, readable by their owner alone."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import BinaryIO

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def make_private(folder: Path) -> None:
    """Make a folder of the program, and those above it that are not there yet, for its owner alone. Raises OSError."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def private_opener(path: str, flags: int) -> int:
    """For `open`: a file that is made is for its owner alone. Raises OSError."""
    return os.open(path, flags, PRIVATE_FILE)


def write_whole(
    path: Path, write: Callable[[BinaryIO], object] | bytes, *, private: bool = True, durable: bool = True
) -> None:
    """Write a file in one step: a crash or a full disk leaves the old file or the new one. Raises OSError.

    `write` is the content, or is called with the open stream of a temporary file beside `path`, which is flushed to
    disk and moved into place; when it raises, the earlier file stays as it was. `private`: for its owner alone, and so
    are folders made for it; else as the user's other files. `durable`: on the disk when this returns; else a loss of
    power may leave an empty file, which is good enough, and much faster, for what can be made again.
    """
    if private:
        make_private(path.parent)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    mode = PRIVATE_FILE if private else 0o666
    try:
        with open(
            os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_RDWR | getattr(os, "O_BINARY", 0), mode), "w+b"
        ) as to:
            if isinstance(write, bytes):
                to.write(write)
            else:
                write(to)
            to.flush()
            if durable:
                os.fsync(to.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def take_over(folder: Path) -> None:
    """Close a folder of the program, and all in it, to everybody but its owner; where that is not allowed, it stays.

    Earlier versions made them as open as other files of the user. A folder that is closed already is left as it is.
    """
    with contextlib.suppress(OSError):
        if os.name != "posix" or not folder.stat().st_mode & 0o077:
            return
        for place, folders, files in os.walk(folder):
            for mode, names in ((PRIVATE_FOLDER, folders), (PRIVATE_FILE, files)):
                for name in names:
                    if not os.path.islink(one := os.path.join(place, name)):
                        os.chmod(one, mode)
        folder.chmod(PRIVATE_FOLDER)  # at the end: it tells that all is done


def set_aside(path: Path, why: str = "damaged") -> Path:
    """Move a file to a name of its own beside it, such as "settings-damaged-1.json"; returns it. Raises OSError."""
    for number in count(1):
        target = path.with_name(f"{path.stem}-{why}-{number}{path.suffix}")
        try:
            move_new(path, target)
        except FileExistsError:
            continue
        return target
    raise AssertionError  # count never ends


def move_new(path: Path, target: Path) -> None:
    """Give a file another name, never that of another file. Raises FileExistsError, OSError."""
    try:
        os.link(path, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a folder, or a disk without links
        if os.path.lexists(target):
            raise FileExistsError(str(target)) from None
        path.rename(target)
    else:
        path.unlink()
