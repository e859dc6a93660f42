"""A process at a terminal: streams that may be closed, full or of any code page, and signals at any moment.

However a command ends, it ends with an exit code and at most one sentence. Nothing here is slow to import: it must be
at work before anything else is.
"""

from __future__ import annotations

import _thread
import codecs
import contextlib
import io
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, TextIO

from core.base.sentences import printable

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from core.base.paths import Paths

OK, FAILED, USAGE = 0, 1, 2  # exit codes
STOPPED = 128  # and the number of the signal, as shells have it

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_HEARD = b"\0"
_ORDERLY_SECONDS = 10.0  # for what a command still does when it was interrupted
_DEAF_SECONDS = 3.0  # how long a call into a library may keep Python from noticing a signal


class Stopped(KeyboardInterrupt):
    """Ctrl+C or its like; str() is a sentence about what was done so far, or empty."""


def say(sentence: str) -> None:
    """Tell the user something beside the results, on one line."""
    print(f"twinset: {printable(sentence)}", file=sys.stderr)


def why(error: BaseException) -> str:
    """The system's word for an error, or the library's, or at least its kind."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def run(command: Callable[[], int], is_window: bool) -> int:
    """Run what this process is for, and give its exit code; from here on its streams and signals are in our care.

    Until a window listens to signals itself they end it without a word; a command says that it was stopped.
    """
    open_streams()
    with _handling_signals(is_window):
        try:
            return _flushed(_ended(command))
        except KeyboardInterrupt as stop:
            say(f"Stopped. {stop}".strip())
            return STOPPED + (_signals.first or signal.SIGINT)


def fault(error: Exception, paths: Paths) -> str:
    """The sentence about a fault of the program's own; the log file gets the rest, and a report is left."""
    import logging

    from core.base import log, reports

    what = f"Something went wrong inside Twinset ({type(error).__name__})"
    try:
        handler = log.file_handler(paths.log)
    except OSError:
        return f"{what}; this is a fault of the program, not of your photos."
    with log.logging_to(handler, reports.Reporter(paths.reports)):
        logging.getLogger(__name__).critical("A command failed", exc_info=error)
    return f"{what}; this is a fault of the program, not of your photos, and {paths.log} tells more."


def _ended(command: Callable[[], int]) -> int:
    """Its exit code; also where argparse ends it, or a reader that has seen enough, `head` for instance."""
    try:
        return command()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else OK
    except BrokenPipeError:
        return OK


def _flushed(code: int) -> int:
    """Write now what would else be written when nobody handles errors any more."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
    except OSError as error:
        _drop_output()
        if code == OK:  # else it was said why
            say(f"The result cannot be written ({why(error)}).")
            return FAILED
    return code


def _drop_output() -> None:
    """Nobody can read what is left; so that Python does not try once more at its end."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


# --- streams ---


def open_streams() -> None:
    """Make stdout and stderr usable, whatever they were given to this process as."""
    for number in range(3):
        _open_where_closed(number)
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115  for the life of the process
    sys.stdout = _usable(sys.stdout, 1)
    sys.stderr = _usable(sys.stderr, 2)
    codecs.register_error("twinset", _replaced)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="twinset")
    raw = getattr(getattr(sys.stderr, "buffer", None), "raw", None)
    if raw is not None:
        buffered = io.BufferedWriter(_Heedless(raw))
        sys.stderr = io.TextIOWrapper(buffered, sys.stderr.encoding, "backslashreplace", line_buffering=True)


def _open_where_closed(number: int) -> None:
    """Take the number: else the next file that is opened gets it, and whatever a library prints goes into that file."""
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, os.O_RDWR)
        if opened == number:
            os.set_inheritable(opened, True)
        else:
            os.close(opened)


def _usable(stream: TextIO | None, number: int) -> TextIO:
    if stream is not None:
        return stream
    try:
        return open(number, "w", encoding="utf-8", closefd=False)
    except OSError:  # a program without a console, on Windows
        return open(os.devnull, "w", encoding="utf-8")


def _replaced(error: UnicodeError) -> tuple[str | bytes, int]:
    """For stdout: bytes of a name that are no text stay what they are; a letter that the code page lacks is escaped."""
    assert isinstance(error, UnicodeEncodeError)
    is_byte = 0xDC80 <= ord(error.object[error.start]) <= 0xDCFF
    one = UnicodeEncodeError(error.encoding, error.object, error.start, error.start + 1, error.reason)
    return codecs.lookup_error("surrogateescape" if is_byte else "backslashreplace")(one)


class _Heedless(io.RawIOBase):
    """Passes on what is written; what cannot be written is dropped. What stderr cannot tell nobody else can."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw

    def write(self, data: ReadableBuffer) -> int:
        with contextlib.suppress(OSError, ValueError):
            if written := self._raw.write(data):
                return written
        return memoryview(data).nbytes

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()


# --- signals ---


class _Signals:
    """What is known of signals: which came first, and what is done about the next."""

    def __init__(self) -> None:
        self.first: int | None = None
        self.actions: list[Callable[[], None]] = []
        self.is_window = False

    def end_now(self, number: int, before: str = "") -> None:
        """End this process, wherever it is: there is nothing that would be left half done."""
        if self.is_window:
            os._exit(OK)
        with contextlib.suppress(OSError):
            os.write(2, f"{before}twinset: Stopped.\n".encode())
        os._exit(STOPPED + number)


_signals = _Signals()


def interrupted() -> bool:
    """Whether a signal has come; what fails from then on may have failed for that."""
    return _signals.first is not None


@contextlib.contextmanager
def on_interruption(action: Callable[[], None]) -> Iterator[None]:
    """Within, a signal calls `action` in the main thread. Outside, as while modules are loaded, it ends the process."""
    _signals.actions.append(action)
    try:
        yield
    finally:
        _signals.actions.pop()


@contextlib.contextmanager
def while_loading() -> Iterator[None]:
    """Around the import of native modules, in which an exception that a signal raises could abort the process: within,
    a signal ends it at once. For the main thread; others get no signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with on_interruption(lambda: _signals.end_now(_signals.first or signal.SIGINT)):
        yield


def stop() -> None:
    """The action of most commands: leave at once what is under way, cleaning up."""
    raise Stopped


@contextlib.contextmanager
def _handling_signals(is_window: bool) -> Iterator[None]:
    """Handle SIGINT and SIGTERM; where one is ignored, as Ctrl+C is in the background of a shell, it stays so."""
    _signals.is_window = is_window
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)

    def on_signal(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(OSError):
            theirs.send(_HEARD)
        _signals.first = _signals.first or number
        _signals.actions[-1]() if _signals.actions else _signals.end_now(number)

    handled = [number for number in _SIGNALS if signal.getsignal(number) != signal.SIG_IGN]
    for number in handled:
        signal.signal(number, on_signal)
    signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(ours,), name="signals", daemon=True).start()
    sys.unraisablehook = _raised_in_vain
    try:
        yield
    finally:  # what is left to do is Python's own end, in which it would answer with tracebacks
        for number in handled:
            signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        theirs.close()


def _watch(signals: socket.socket) -> None:
    """In a thread: end the process if Python does not notice a signal, or not end upon it, as while SQLite waits for
    another's lock. Nothing is harmed by that: what is committed or moved into place stays.

    Python writes the number of a signal at once, and `on_signal` follows when it gets to it.
    """
    with signals:
        number = 0
        try:
            while received := signals.recv(1):
                number = number if received == _HEARD else received[0]
                signals.settimeout(_ORDERLY_SECONDS if received == _HEARD else _DEAF_SECONDS)
        except TimeoutError:
            _signals.end_now(number, before="\n")


def _raised_in_vain(what: sys.UnraisableHookArgs) -> None:
    """An interruption that came where Python cannot raise: once more, as soon as it can."""
    if issubclass(what.exc_type, KeyboardInterrupt):
        _thread.interrupt_main()
    else:
        sys.__unraisablehook__(what)
