"""Pictures are compared in processes of their own, so that all cores help and the window stays quick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from types import TracebackType

from core.duplicates.compare_messages import Pair, asked, same_in
from core.duplicates.same_picture import compared
from core.photos.images import RGB
from core.workers.process import COMPARE_WORD, Process
from core.workers.workers import next_answer

_FEW = 20  # pairs, for which no process is started


class Comparing:
    """For any number of threads, a process for each; they end with the `with` block."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._idle: SimpleQueue[Process] = SimpleQueue()

    def __enter__(self) -> Comparing:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        while not self._idle.empty():
            self._idle.get().end()

    def same(self, pictures: Sequence[RGB], pairs: Sequence[Pair]) -> list[bool]:
        """Which of these pairs are one picture, see `same_picture.compared`. Raises Cancelled."""
        if len(pairs) <= _FEW and self._idle.empty():
            return compared(pictures, pairs)
        try:
            process = self._taken()
        except OSError:  # there can be no process
            return compared(pictures, pairs)
        try:
            same = self._answer(process, pictures, pairs)
        except (EOFError, OSError, ValueError):  # it was ended from outside
            process.end()
            return compared(pictures, pairs)
        except BaseException:
            process.end()
            raise
        self._idle.put(process)
        return same

    def _taken(self) -> Process:
        try:
            return self._idle.get_nowait()
        except Empty:
            return Process(word=COMPARE_WORD)

    def _answer(self, process: Process, pictures: Sequence[RGB], pairs: Sequence[Pair]) -> list[bool]:
        process.send(asked(pictures, pairs))
        return same_in(next_answer(process, self._cancelled), len(pairs))
