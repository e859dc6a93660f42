"""Worker processes: photos are read and computed in them, so that no photo can harm the program, nor hold it up.

Each process serves one thread at a time. The thread waits for its pipe and holds no lock meanwhile, so that as many
photos are under way as there are threads, and nothing is shared between two of them.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, TypeVar

from core import messages, sentences
from core.images import ImageFile, Picture, UnreadableImage
from core.messages import Computed, Looked
from core.model import Extractor, ModelError

WORD = "--worker"  # what main.py is started with to become one
PATIENCE = 60.0  # seconds for one file
TRIES = 2  # of one file: a worker may also end because the system needs its memory, or somebody ended it
_MAIN = Path(__file__).resolve().parent.parent / "main.py"
_START_SECONDS = 120.0  # on a computer that does much else
_STARTS = 2  # until it is given up
_BYTES_PER_SECOND = 2**20  # a large file may take longer: this is how slow a drive may be
_LOOK_UP = 0.05  # seconds until a thread that waits sees that it is cancelled ...
_FINISH = 0.2  # ... and what the photo under way then has to be finished in
_END_SECONDS = 1.0

Answer = TypeVar("Answer")


class Crashed(Exception):
    """The worker ended in the midst of a photo."""


class Silent(Exception):
    """The bytes of the file do not come."""


class Endless(Exception):
    """The photo takes too long to compute."""


class Stopped(Exception):
    """The run was cancelled in the midst of a photo."""


class Workers:
    """The processes for one model. They start when they are needed and stay for the next run, until `end`.

    Without a model they only decode, and start sooner.
    """

    def __init__(self, extractor: Extractor | None, plugin: str = "", finish: float = _FINISH) -> None:
        """`plugin`: a module that each process imports first; tests use it. `finish`: seconds that what is under way
        has to be finished in when it is cancelled."""
        self._words = ("", "", plugin) if extractor is None else (str(extractor.model), extractor.model_id, plugin)
        self._finish = finish
        self._changing = threading.Lock()
        self._idle: list[Worker] = []
        self._ended = False

    @contextmanager
    def lend(self, cancelled: Callable[[], bool] = bool) -> Iterator[Worker]:
        """A worker for one photo; it ends where an exception leaves it but UnreadableImage, which is an answer.

        Raises ModelError, Stopped.
        """
        worker = self._take() or Worker(self._words, self._finish, cancelled)
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
            self._ended = True
        for worker in idle:
            worker.end()

    def _take(self) -> Worker | None:
        while True:
            with self._changing:
                worker = self._idle.pop() if self._idle else None
            if worker is None or worker.lives:
                return worker
            worker.end()  # killed from outside, or idle for long

    def _give_back(self, worker: Worker) -> None:
        with self._changing:
            if not self._ended:
                self._idle.append(worker)
                return
        worker.end()


class Worker:
    """One process, for one thread at a time."""

    def __init__(self, words: tuple[str, str, str], finish: float, cancelled: Callable[[], bool]) -> None:
        """Starts it. Raises ModelError, Stopped."""
        self.cancelled = cancelled
        self._finish = finish
        for _ in range(_STARTS):
            self._start(words)
            try:
                self._expect_ready()
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
        return self._process.poll() is None

    def look(self, file: ImageFile, seconds: float = PATIENCE) -> Looked:
        """Read a file and tell its size, its time and the hash of its bytes. A large one may take longer.

        Raises UnreadableImage, Silent, Crashed, Stopped.
        """
        try:
            request, longest = messages.look(file.path), seconds + file.size / _BYTES_PER_SECOND
            answer = self._ask(request, longest, lambda message: messages.answer_in(message, file))
        except TimeoutError as error:
            raise Silent from error
        if not isinstance(answer, Looked):
            raise Crashed
        return answer

    def compute(self, file: ImageFile, seconds: float = PATIENCE) -> Computed:
        """The features of the photo just looked at. Raises UnreadableImage, Endless, Crashed, Stopped."""
        try:
            answer = self._ask(messages.COMPUTE, seconds, lambda message: messages.answer_in(message, file))
        except TimeoutError as error:
            raise Endless from error
        if not isinstance(answer, Computed):
            raise Crashed
        return answer

    def keep(self, source: str | bytes, size: int, seconds: float = PATIENCE) -> None:
        """Read a file of `size` bytes, or take the bytes of one, for `decode`. A large one may take longer.

        Raises UnreadableImage, Silent, Crashed, Stopped.
        """
        try:
            if isinstance(source, bytes):
                self._send(messages.TAKE)
                request = source
            else:
                request = messages.open_file(source)
            self._ask(request, seconds + size / _BYTES_PER_SECOND, messages.expect_kept)
        except TimeoutError as error:
            raise Silent from error

    def decode(self, at_least: int, within: int, seconds: float = PATIENCE) -> Picture:
        """The picture in what is kept; see core.pictures. Raises UnreadableImage, Endless, Crashed, Stopped."""
        try:
            return self._ask(messages.decode(at_least, within), seconds, messages.picture_in)
        except TimeoutError as error:
            raise Endless from error

    def end(self) -> None:
        """End the process, whatever it does. One that waits for a dead drive ends when the system lets it."""
        self._process.kill()
        for connection in (self._requests, self._answers, self._lifeline):
            connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)

    def _start(self, words: tuple[str, str, str]) -> None:
        requests, self._requests = Pipe(duplex=False)
        self._answers, answers = Pipe(duplex=False)
        lifeline, self._lifeline = Pipe(duplex=False)
        theirs = (requests, answers, lifeline)
        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, str(_MAIN)]
        command = [*program, WORD, *words, *(str(end.fileno()) for end in theirs)]
        nowhere = subprocess.DEVNULL  # what native decoders print is for nobody
        handing = _handing(theirs, yields=bool(words[0]))
        try:
            self._process = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, **handing)
        except OSError as error:
            for connection in (self._requests, self._answers, self._lifeline):
                connection.close()
            raise ModelError(sentences.NO_WORKER) from error
        finally:
            for end in theirs:
                end.close()

    def _expect_ready(self) -> None:
        message = self._receive(_START_SECONDS)
        if message != messages.READY:
            raise ModelError(messages.model_failure_in(message))

    def _ask(self, message: bytes, seconds: float, read: Callable[[bytes], Answer]) -> Answer:
        self._send(message)
        answer = self._receive(seconds)
        try:
            return read(answer)
        except ValueError as error:
            raise Crashed from error

    def _send(self, message: bytes) -> None:
        try:
            self._requests.send_bytes(message)
        except OSError as error:
            raise Crashed from error

    def _receive(self, seconds: float) -> bytes:
        """The next message. Raises Crashed, Stopped, TimeoutError."""
        until = time.monotonic() + seconds
        finish: float | None = None  # once it is cancelled
        try:
            while not self._answers.poll(_LOOK_UP):
                now = time.monotonic()
                if finish is None and self.cancelled():
                    finish = now + self._finish
                if finish is not None and now >= finish:
                    raise Stopped
                if now >= until:
                    raise TimeoutError
            return self._answers.recv_bytes()
        except TimeoutError:
            raise
        except (EOFError, OSError) as error:
            raise Crashed from error


def _handing(ends: tuple[Connection, ...], yields: bool) -> dict[str, Any]:
    """How to start a process that has these ends of pipes, and that the terminal's Ctrl+C does not reach.

    `yields`: to whatever else there is to do.
    """
    numbers = [end.fileno() for end in ends]
    if sys.platform == "win32":
        import os

        for number in numbers:
            os.set_handle_inheritable(number, True)
        info = subprocess.STARTUPINFO(lpAttributeList={"handle_list": numbers})
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return {"startupinfo": info, "creationflags": flags | (subprocess.BELOW_NORMAL_PRIORITY_CLASS if yields else 0)}
    return {"pass_fds": numbers, "process_group": 0}  # no session of its own: its niceness would count for nothing
