"""What a breakdown leaves behind: a text that a person can read, and send to whoever mends the program.

Nothing here sends anything. A report names no photo and no folder of the user's: of errors it tells the kind, and the
words only where they speak of code; of places the part that is the program's. The log tells the rest.

A native crash ends the process before it can write a report, so `watched` lets faulthandler write its bare trace into
a file that is open, and locked, from the start; `collect` makes a report of it at the next start.
"""

from __future__ import annotations

import contextlib
import faulthandler
import hashlib
import logging
import os
import platform
import re
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from core.base.files import make_private, private_opener, write_whole
from core.base.locks import try_lock
from core.base.sentences import TwinsetError

_NEW, _SEEN, _RUNNING = "report-", "seen-", "running-"  # what the names of files begin with
_MOST = 10  # reports that are kept
_MOST_LETTERS = 20_000  # of one trace
_HEAD = """Twinset: report of an error
It names no photo and no folder of yours, and stays on this computer unless you send it to somebody.
"""
_LEFT_OUT = "(its words are left out, as they might name a file; the log has them)"
# Errors whose words speak of code. Others may quote what the user has: names of files, texts in photos.
_OF_CODE = (ArithmeticError, AttributeError, IndexError, MemoryError, NameError, RecursionError, TypeError)
# What stands before the part of a path that tells anything.
_BEFORE = re.compile(r".*[/\\](?:site-packages|dist-packages|python3\.\d+|_internal)[/\\]|.*[/\\](?=(?:core|gui)[/\\])")
_PATH = re.compile(r"""(?:[A-Za-z]:)?[/\\][^"'\n]*""")
_FILE = re.compile(r'File "([^"\n]*)"')
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


@contextlib.contextmanager
def watched(folder: Path) -> Iterator[None]:
    """Within, a native crash leaves its trace in `folder`. Where nothing can be written, it leaves none."""
    trace = _trace_file(folder)
    if trace is None:
        yield
        return
    faulthandler.enable(trace)
    try:
        yield
    finally:
        faulthandler.disable()
        _remove(trace)


def leave(folder: Path, error: BaseException) -> None:
    """Write a report of an error that nobody caught. The same one again leaves nothing more."""
    _write(folder, _told(error), time.time())


class Reporter(logging.Handler):
    """Leaves a report of each error that is logged as critical: a fault of the program's own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.CRITICAL)
        self._folder = folder

    def emit(self, record: logging.LogRecord) -> None:
        """As logging asks for."""
        if record.exc_info and record.exc_info[1] is not None:
            leave(self._folder, record.exc_info[1])


def collect(folder: Path) -> list[Path]:
    """The reports that nobody has been told of, newest first; those of native crashes are made now."""
    for trace in _files(folder, _RUNNING):
        with contextlib.suppress(OSError):
            _collect(trace)
    for file in [*_files(folder, _NEW), *_files(folder, _SEEN)][_MOST:]:
        with contextlib.suppress(OSError):
            file.unlink()
    return _files(folder, _NEW)


def kept(folder: Path) -> list[Path]:
    """All reports, newest first."""
    return sorted([*_files(folder, _NEW), *_files(folder, _SEEN)], key=_age)


def mark_seen(reports: list[Path]) -> list[Path]:
    """Remember that the user has been told of these; returns where they lie now."""
    return [_seen(report) for report in reports]


def read(reports: list[Path]) -> str:
    """The texts of reports, one below the other."""
    texts = []
    for report in reports:
        with contextlib.suppress(OSError):
            texts.append(report.read_text("utf-8", "replace"))
    return f"\n{'-' * 72}\n\n".join(texts)


# --- files ---


def _files(folder: Path, beginning: str) -> list[Path]:
    return sorted(folder.glob(f"{beginning}*.txt"), key=_age)


def _age(file: Path) -> float:
    """For sorting: the newest first, what is gone at the end."""
    try:
        return -file.stat().st_mtime
    except OSError:
        return 0.0


def _seen(report: Path) -> Path:
    target = report.with_name(report.name.replace(_NEW, _SEEN, 1))
    try:
        return report.replace(target)
    except OSError:
        return report


def _trace_file(folder: Path) -> BinaryIO | None:
    """For this process, locked as long as it runs."""
    try:
        make_private(folder)
        trace = open(folder / f"{_RUNNING}{os.getpid()}.txt", "wb", opener=private_opener)  # noqa: SIM115
    except OSError:
        return None
    try_lock(trace)
    return trace


def _remove(trace: BinaryIO) -> None:
    """Before it is closed, which ends the lock; but Windows removes no open file."""
    if os.name == "nt":
        trace.close()
    with contextlib.suppress(OSError):
        os.unlink(trace.name)
    trace.close()


def _collect(trace: Path) -> None:
    """Make a report of what a process left that has ended. Raises OSError."""
    with open(trace, "r+b") as stream:
        if not try_lock(stream):  # it runs
            return
        told = stream.read().decode("utf-8", "replace")
        when = os.fstat(stream.fileno()).st_mtime
        _remove(stream)
    if told.strip():  # else it was killed, or the power went
        _write(trace.parent, _of_native(told), when)


def _write(folder: Path, told: str, when: float) -> None:
    """Unless the same is told already; a disk that takes nothing is no reason to fail once more."""
    key = hashlib.sha256(told.encode()).hexdigest()[:12]
    if any((folder / f"{beginning}{key}.txt").exists() for beginning in (_NEW, _SEEN)):
        return
    day = time.strftime("%Y-%m-%d %H:%M", time.localtime(when))
    text = f"{_HEAD}\nWhen: {day}\nSystem: {_system()}\n{_versions()}\n\n{told}\n"
    with contextlib.suppress(OSError):
        write_whole(folder / f"{_NEW}{key}.txt", text.encode())


# --- words ---


def _system() -> str:
    """Such as "Linux 6.1 x86_64, Debian GNU/Linux 12, wayland"."""
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        name = ""
    kind = " ".join((platform.system(), platform.release(), platform.machine()))
    screen = os.environ.get("XDG_SESSION_TYPE", "")
    return ", ".join(filter(None, (kind, name, screen, "frozen" if getattr(sys, "frozen", False) else "")))


def _versions() -> str:
    """Those that run now: of a native crash, those of the start after it."""
    from core.base.parts import parts  # slow to import, and hardly ever needed
    from core.base.version import version

    return "Versions: " + ", ".join([f"twinset {version()}", *(f"{part.name} {part.version}" for part in parts())])


def _of_native(told: str) -> str:
    told = _FILE.sub(lambda found: f'File "{_shortened(found[1])}"', told)
    return _bounded(_ADDRESS.sub("0x…", told).strip())


def _told(error: BaseException) -> str:
    """The traces of an error and of what led to it, as Python writes them, first things first."""
    chain: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in chain:
        chain.append(following)
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    return _bounded("\n\nWhile that was handled:\n\n".join(map(_trace, reversed(chain))))


def _trace(error: BaseException) -> str:
    frames = [
        traceback.FrameSummary(_shortened(frame.filename), frame.lineno, frame.name, line=frame.line)
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return "".join(traceback.StackSummary.from_list(frames).format()) + f"{type(error).__name__}: {_words(error)}"


def _words(error: BaseException) -> str:
    """What an error says, as far as it cannot name anything of the user's."""
    if isinstance(error, TwinsetError):
        return error.sentence.template
    if isinstance(error, OSError) and error.errno is not None:
        return os.strerror(error.errno)
    if isinstance(error, _OF_CODE):
        return _PATH.sub("…", str(error))
    return _LEFT_OUT


def _shortened(path: str) -> str:
    """A path of code without where it is installed."""
    short = _BEFORE.sub("", path)
    return re.split(r"[/\\]", path)[-1] if short == path and re.match(r"[/\\]|[A-Za-z]:", path) else short


def _bounded(text: str) -> str:
    half = _MOST_LETTERS // 2
    return text if len(text) <= _MOST_LETTERS else f"{text[:half]}\n…\n{text[-half:]}"
