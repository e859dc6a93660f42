"""Worker processes: photos are read and computed in them, so that no photo can harm the program, nor hold it up.

Each process serves one thread at a time. The thread waits for its pipe and holds no lock meanwhile, so that as many
photos are under way as there are threads, and nothing is shared between two of them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from core.base import sentences
from core.looks.model import Extractor, ModelError
from core.photos.images import ImageFile, Picture, UnreadableImage
from core.workers import messages
from core.workers.messages import Computed, Looked
from core.workers.process import Process

PATIENCE = 60.0  # seconds for one file
TRIES = 2  # of one file: a worker may also end because the system needs its memory, or somebody ended it
_START_SECONDS = 120.0  # on a computer that does much else
_STARTS = 2  # until it is given up
_BYTES_PER_SECOND = 2**20  # a large file may take longer: this is how slow a drive may be
_LOOK_UP = 0.05  # seconds until a thread that waits sees that it is cancelled ...
_FINISH = 0.2  # ... and what the photo under way then has to be finished in

T = TypeVar("T")


class Crashed(Exception):
    """The worker ended in the midst of a photo."""


class Silent(Exception):
    """The bytes of the file do not come."""


class Endless(Exception):
    """The photo takes too long to compute."""


class Cancelled(Exception):
    """The run was cancelled in the midst of a photo."""


def next_answer(process: Process, cancelled: Callable[[], bool]) -> bytes:
    """What a process says next, however long it takes. Raises Cancelled, and EOFError or OSError when it has ended."""
    while not process.answers_within(_LOOK_UP):
        if cancelled():
            raise Cancelled
    return process.receive()


class Workers:
    """The processes for one model. They start when they are needed and stay for the next run, until `end`.

    Without a model they only decode, and start sooner.
    """

    def __init__(
        self, extractor: Extractor | None, plugin: str = "", finish: float = _FINISH, first: Process | None = None
    ) -> None:
        """`plugin`: a module that each process imports first; tests use it. `finish`: seconds that what is under way
        has to be finished in when it is cancelled. `first`: a process for that model that was started already."""
        self._model, self._model_id = ("", "") if extractor is None else (str(extractor.model), extractor.model_id)
        self._plugin = plugin
        self._finish = finish
        self._first = first
        self._changing = threading.Lock()
        self._idle: list[Worker] = []
        self._ended = False

    @contextmanager
    def lend(self, cancelled: Callable[[], bool] = bool) -> Iterator[Worker]:
        """A worker for one photo; it ends where an exception leaves it but UnreadableImage, which is an answer.

        Raises ModelError, Cancelled.
        """
        worker = self._take() or Worker(self._start, self._model_id, self._finish, cancelled)
        worker.cancelled = cancelled
        try:
            yield worker
        except UnreadableImage:
            self._give_back(worker)
            raise
        except BaseException:
            worker.end()
            raise
        self._give_back(worker)

    def end(self) -> None:
        """End all: the idle ones now, the others when they are given back."""
        with self._changing:
            idle, self._idle = self._idle, []
            first, self._first = self._first, None
            self._ended = True
        for one in (*idle, *((first,) if first else ())):
            one.end()

    def _start(self) -> Process:
        """Raises OSError."""
        with self._changing:
            first, self._first = self._first, None
        return first or Process(self._model, self._plugin)

    def _take(self) -> Worker | None:
        while True:
            with self._changing:
                worker = self._idle.pop() if self._idle else None
            if worker is None or worker.lives:
                return worker
            worker.end()  # killed from outside, or idle for long

    def _give_back(self, worker: Worker) -> None:
        worker.cancelled = bool  # else who asked, and all that was asked with, would live as long as the worker
        with self._changing:
            if not self._ended:
                self._idle.append(worker)
                return
        worker.end()


class Worker:
    """One process, for one thread at a time."""

    def __init__(
        self, start: Callable[[], Process], model_id: str, finish: float, cancelled: Callable[[], bool]
    ) -> None:
        """Starts it. Raises ModelError, Cancelled."""
        self.cancelled = cancelled
        self._finish = finish
        for _ in range(_STARTS):
            try:
                self._process = start()
            except OSError as error:
                raise ModelError(sentences.NO_WORKER) from error
            try:
                self._expect_ready(model_id)
            except (Crashed, TimeoutError):
                self.end()
            except BaseException:
                self.end()
                raise
            else:
                return
        raise ModelError(sentences.NO_WORKER)

    @property
    def lives(self) -> bool:
        """Whether its process has not ended."""
        return self._process.lives

    def look(self, file: ImageFile, seconds: float = PATIENCE) -> Looked:
        """Read a file and tell its size, its time and the hash of its bytes. A large one may take longer.

        Raises UnreadableImage, Silent, Crashed, Cancelled.
        """
        try:
            request, longest = messages.look(file.path), seconds + file.size / _BYTES_PER_SECOND
            answer = self._ask(request, longest, lambda message: messages.reply_in(message, file))
        except TimeoutError as error:
            raise Silent from error
        if not isinstance(answer, Looked):
            raise Crashed
        return answer

    def date(self, path: str, seconds: float = PATIENCE) -> int | None:
        """When a photo was taken, in seconds since 1970; None where its file does not tell.

        Raises UnreadableImage, Silent, Crashed, Cancelled.
        """
        try:
            return self._ask(messages.date(path), seconds, messages.taken_in)
        except TimeoutError as error:
            raise Silent from error

    def compute(self, file: ImageFile, seconds: float = PATIENCE) -> Computed:
        """The features of the photo just looked at. Raises UnreadableImage, Endless, Crashed, Cancelled."""
        try:
            answer = self._ask(messages.COMPUTE, seconds, lambda message: messages.reply_in(message, file))
        except TimeoutError as error:
            raise Endless from error
        if not isinstance(answer, Computed):
            raise Crashed
        return answer

    def decode(self, source: str | bytes, size: int, at_least: int, within: int, seconds: float = PATIENCE) -> Picture:
        """Decode a file of `size` bytes, or the bytes of one; see core.workers.pictures. A large one may take longer.

        Raises UnreadableImage, Silent, Endless, Crashed, Cancelled.
        """
        taking = (messages.TAKE, source) if isinstance(source, bytes) else (messages.open_file(source),)
        for message in (*taking, messages.decode(at_least, within)):  # all at once: waiting in between takes longer
            self._send(message)
        try:
            kept = self._receive(seconds + size / _BYTES_PER_SECOND)
        except TimeoutError as error:
            raise Silent from error
        try:
            picture = self._receive(seconds)
        except TimeoutError as error:
            raise Endless from error
        try:
            messages.expect_kept(kept)
            return messages.picture_in(picture)
        except ValueError as error:
            raise Crashed from error

    def end(self) -> None:
        """End the process, whatever it does. One that waits for a dead drive ends when the system lets it."""
        self._process.end()

    def _expect_ready(self, model_id: str) -> None:
        message = self._receive(_START_SECONDS)
        ready = messages.model_id_in(message)
        if ready is None:
            raise ModelError(_read(messages.model_failure_in, message))
        if ready != model_id:  # another version of the program was installed meanwhile
            raise ModelError(sentences.OTHER_MODEL)

    def _ask(self, message: bytes, seconds: float, read: Callable[[bytes], T]) -> T:
        self._send(message)
        return _read(read, self._receive(seconds))

    def _send(self, message: bytes) -> None:
        try:
            self._process.send(message)
        except OSError as error:
            raise Crashed from error

    def _receive(self, seconds: float) -> bytes:
        """The next message. Raises Crashed, Cancelled, TimeoutError."""
        until = time.monotonic() + seconds
        finish: float | None = None  # once it is cancelled
        try:
            while not self._process.answers_within(_LOOK_UP):
                now = time.monotonic()
                if finish is None and self.cancelled():
                    finish = now + self._finish
                if finish is not None and now >= finish:
                    raise Cancelled
                if now >= until:
                    raise TimeoutError
            return self._process.receive()
        except TimeoutError:
            raise
        except (EOFError, OSError) as error:
            raise Crashed from error


def _read(read: Callable[[bytes], T], message: bytes) -> T:
    """What a message says. Raises Crashed for junk."""
    try:
        return read(message)
    except ValueError as error:
        raise Crashed from error
