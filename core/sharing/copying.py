"""Copies of photos in another folder: nothing that is there is ever written over, and what fails is told."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from core.base import sentences
from core.base.console import why
from core.base.files import move_new
from core.base.sentences import TwinsetError

_PIECE = 1 << 20  # bytes between two questions whether to go on
_MEGABYTE = 1_000_000


class NoCopies(TwinsetError):
    """Nothing, or nothing more, can be copied."""


@dataclass(frozen=True)
class Copied:
    """The copies that were made, and of what; how many photos could not be read, the first of them and why."""

    copies: tuple[str, ...]
    sources: tuple[str, ...] = ()
    left: int = 0
    first_left: str = ""
    why: str = ""


def copy_photos(paths: Sequence[str], folder: str, step: Callable[[int], object]) -> Copied:
    """Copy files as they are, with their times. A name that is there gets a number: "dress (2).jpg".

    `step` is told how many photos are done, before each and now and then within one; what it raises ends the work,
    and no half copy is left. Raises NoCopies where the folder does not take them: before the first one, or after those
    that are done.
    """
    _check_room(paths, folder)
    copies: list[str] = []
    sources: list[str] = []
    left: list[tuple[str, str]] = []
    for done, path in enumerate(paths):
        step(done)
        try:
            copies.append(_copy(path, folder, partial(step, done)))
            sources.append(path)
        except _Unreadable as error:
            left.append((path, str(error)))
        except OSError as error:
            raise NoCopies(
                sentences.COPIED_IN_PART.filled(n=len(copies), total=len(paths), folder=folder, why=why(error))
            ) from error
    first, reason = left[0] if left else ("", "")
    return Copied(tuple(copies), tuple(sources), len(left), first, reason)


class _Unreadable(Exception):
    """The photo is the trouble, not the folder."""


def _check_room(paths: Sequence[str], folder: str) -> None:
    if not os.path.isdir(folder):
        raise NoCopies(sentences.NO_FOLDER.filled(folder=folder))
    needed = 0
    for path in paths:
        with contextlib.suppress(OSError):
            needed += os.stat(path).st_size
    try:
        free = shutil.disk_usage(folder).free
    except OSError:  # some drives do not tell
        return
    if needed > free:
        raise NoCopies(sentences.NO_ROOM.filled(needed=needed // _MEGABYTE + 1, free=free // _MEGABYTE, folder=folder))


def _copy(path: str, folder: str, step: Callable[[], object]) -> str:
    """Returns the name of the copy. Raises OSError where the folder refuses it."""
    temporary = Path(folder, f".{os.getpid()}.twinset-copy.tmp")
    try:
        _fill(temporary, path, step)
        with contextlib.suppress(OSError):  # some drives keep no times
            shutil.copystat(path, temporary)
        return _named(temporary, folder, os.path.basename(path))
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _fill(temporary: Path, path: str, step: Callable[[], object]) -> None:
    try:
        source = open(path, "rb")  # noqa: SIM115  closed below
    except OSError as error:
        raise _Unreadable(why(error)) from error
    with source, open(temporary, "wb") as to:
        while piece := _read(source.read):
            to.write(piece)
            step()


def _read(read: Callable[[int], bytes]) -> bytes:
    try:
        return read(_PIECE)
    except OSError as error:
        raise _Unreadable(why(error)) from error


def _named(temporary: Path, folder: str, name: str) -> str:
    stem, ending = os.path.splitext(name)
    for number in count(1):
        target = Path(folder, name if number == 1 else f"{stem} ({number}){ending}")
        try:
            move_new(temporary, target)
        except FileExistsError:
            continue
        return str(target)
    raise AssertionError  # count never ends
