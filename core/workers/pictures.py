"""Pictures for the window, decoded in worker processes: whatever a file does to its decoder, the window goes on."""

from __future__ import annotations

import os
from collections.abc import Callable

from core.base import sentences
from core.base.sentences import Sentence
from core.looks.model import ModelError
from core.photos.images import Picture, UnreadableImage, content_hash
from core.workers.workers import TRIES, Crashed, Endless, Silent, Workers

_FINISH = 1.0  # seconds for a picture that nobody waits for any more; to start another process takes about as long


class Pictures:
    """Decodes for many threads at once, each in a process of its own while it lasts; processes end when idle for long.

    A file that made its process crash or took too long is not tried again before it changes.
    """

    def __init__(self, patience: Callable[[], float]) -> None:
        """`patience`: seconds for reading a file, and as many for decoding it."""
        self._workers = Workers(None, finish=_FINISH)
        self._patience = patience
        self._given_up: dict[tuple[object, ...], Sentence] = {}  # why, by the file

    def decode(
        self, source: str | bytes, at_least: int = 0, within: int = 0, cancelled: Callable[[], bool] = bool
    ) -> Picture:
        """As `core.photos.images.decode`. Raises UnreadableImage, and Cancelled soon after it is `cancelled`."""
        size, file = _identity(source)
        if file in self._given_up:
            raise UnreadableImage(self._given_up[file])
        patience = self._patience()
        for _ in range(TRIES):
            try:
                with self._workers.lend(cancelled) as worker:
                    return worker.decode(source, size, at_least, within, patience)
            except Crashed:
                reason = sentences.CRASHED
            except Silent as error:
                raise UnreadableImage(sentences.SILENT.filled(seconds=f"{patience:.0f}")) from error
            except Endless:
                reason = sentences.ENDLESS.filled(seconds=f"{patience:.0f}")
                break
            except ModelError as error:  # there can be no process
                raise UnreadableImage(error.sentence) from error
        self._given_up[file] = reason
        raise UnreadableImage(reason)

    def try_again(self) -> None:
        """Forget which files were given up."""
        self._given_up.clear()

    def end(self) -> None:
        """End the processes."""
        self._workers.end()


def _identity(source: str | bytes) -> tuple[int, tuple[object, ...]]:
    """The size of a file in bytes, and what tells it and its state from others."""
    if isinstance(source, bytes):
        return len(source), (content_hash(source),)
    try:
        status = os.stat(source)
    except (OSError, ValueError):  # the worker will say what is wrong
        return 0, (source,)
    return status.st_size, (source, status.st_size, status.st_mtime_ns)
