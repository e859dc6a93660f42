"""The log file: of bounded size, for its owner alone. It holds names of photos, and never leaves the computer."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from core.base.files import PRIVATE_FILE, make_private, private_opener

_MOST_BYTES = 2**20  # of the file, and of the one before it
_MOST_LETTERS = 20_000  # of one entry
_MOST_SHOWN = 200_000  # bytes of the log that a person is shown


def file_handler(path: Path) -> logging.Handler:
    """Writes entries into the file and, once it is full, begins a new one beside the old. Raises OSError."""
    make_private(path.parent)
    for file in (path, _before(path)):
        if file.exists():  # of a version that let others read it
            file.chmod(PRIVATE_FILE)
    handler = _PrivateLog(path, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8", errors="replace")
    handler.setFormatter(_Short("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


@contextlib.contextmanager
def logging_to(*handlers: logging.Handler) -> Iterator[None]:
    """Within, what is worth telling goes to these handlers, which are closed afterwards; nothing is ever printed."""
    root = logging.getLogger()
    level = root.level
    for handler in handlers or (logging.NullHandler(),):
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.setLevel(level)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def newest_entries(path: Path) -> str:
    """The end of the log, as far as anybody reads; empty where there is none or it cannot be read."""
    text = b""
    for file in (_before(path), path):
        with contextlib.suppress(OSError):
            text += file.read_bytes()
    shown = text[-_MOST_SHOWN:]
    return (shown if len(shown) == len(text) else shown.partition(b"\n")[2]).decode("utf-8", "replace")


def _before(path: Path) -> Path:
    return path.with_name(f"{path.name}.1")


class _PrivateLog(RotatingFileHandler):
    """For its owner alone."""

    def _open(self) -> TextIOWrapper:
        stream = open(  # noqa: SIM115  closed by the handler
            self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors, opener=private_opener
        )
        assert isinstance(stream, TextIOWrapper)
        return stream


class _Short(logging.Formatter):
    """Of an entry that is too long the beginning and the end: what failed and why."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        half = _MOST_LETTERS // 2
        return text if len(text) <= _MOST_LETTERS else f"{text[:half]}\n…\n{text[-half:]}"
