"""What runs inside a worker process: reads photos, decodes them or computes their features, as it is asked.

It does as it is told until its parent is gone, in whatever way; and no photo may take more memory than is good.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.base import sentences
from core.photos.images import UnreadableImage, content_hash, decode, read_file
from core.photos.taken import taken_at, taken_in
from core.workers import messages
from core.workers.child import make_way, pipes

if TYPE_CHECKING:  # a worker that only decodes starts sooner without
    from core.looks.model import Extractor

PHOTO_MEGABYTES = 700  # that one photo may take
_LATE_MEGABYTES = 150  # of modules that are loaded when the first photo is computed
_IDLE_SECONDS = 60.0  # without work a worker ends; the next one starts in less than a second
_LONGEST_SECONDS = 900  # at one photo; the parent gives up long before, if it still lives
_MUCH_MEMORY = sentences.MUCH_MEMORY.filled(most=PHOTO_MEGABYTES)


def serve(words: Sequence[str]) -> None:
    """Answer until there is nothing more to do. `words` as core.workers.process writes them."""
    model, plugin, *numbers = words
    requests, answers = pipes(numbers)
    extractor = None
    if model:
        make_way()
        extractor = _extractor(Path(model), answers)
        if extractor is None:
            return
    if plugin:
        importlib.import_module(plugin)
    _limit_memory()
    answers.send_bytes(messages.ready(extractor.model_id if extractor else ""))
    with contextlib.suppress(EOFError, OSError):  # the parent wants no more
        _answer_all(requests, answers, _Reader(extractor))


def _extractor(model: Path, answers: Connection) -> Extractor | None:
    """None where there is none; then the parent has been told."""
    from core.looks.model import Extractor, ModelError

    try:
        extractor = Extractor(model)
        extractor.prepare()
    except ModelError as error:
        answers.send_bytes(messages.model_failed(error.sentence))
        return None
    return extractor


def _limit_memory() -> None:
    """So that a photo which wants too much gets a MemoryError, where the system can do that."""
    if sys.platform == "linux":
        import resource

        with open("/proc/self/statm", "rb") as stream:
            now = int(stream.read().split()[0]) * resource.getpagesize()
        most = now + (PHOTO_MEGABYTES + _LATE_MEGABYTES) * 2**20
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _answer_all(requests: Connection, answers: Connection, reader: _Reader) -> None:
    with open(os.devnull, "w") as nowhere:
        while requests.poll(_IDLE_SECONDS):
            message = requests.recv_bytes()
            if message == messages.TAKE:
                answers.send_bytes(reader.take(requests.recv_bytes()))
                continue
            # The last resort where nothing else can end a process that hangs: a thread that needs no lock.
            faulthandler.dump_traceback_later(_LONGEST_SECONDS, exit=True, file=nowhere)
            answer = reader.answer(message)
            faulthandler.cancel_dump_traceback_later()
            answers.send_bytes(answer)


class _Reader:
    """Answers messages; keeps the bytes of the file that it read last."""

    def __init__(self, extractor: Extractor | None) -> None:
        self._extractor = extractor
        self._data = b""

    def take(self, data: bytes) -> bytes:
        self._data = data
        return messages.KEPT

    def answer(self, message: bytes) -> bytes:
        try:
            return self._answer(message)
        except UnreadableImage as error:
            return messages.unreadable(_MUCH_MEMORY if error.sentence == sentences.NO_MEMORY else error.sentence)
        except MemoryError:
            return messages.unreadable(_MUCH_MEMORY)
        except Exception as error:  # whatever numpy, onnxruntime and the decoders may raise
            return messages.unreadable(sentences.NOT_COMPUTED.filled(why=type(error).__name__))

    def _answer(self, message: bytes) -> bytes:
        data, self._data = self._data, b""
        if (sides := messages.sides_in(message)) is not None:
            return messages.decoded(replace(decode(data, *sides), taken=taken_at(data)))
        if message == messages.COMPUTE:
            return self._compute(data)
        data = b""  # there is no room for two large files
        if (path := messages.path_to_open(message)) is not None:
            return self.take(read_file(path)[0])
        if (path := messages.path_to_date(message)) is not None:
            return messages.dated(taken_in(path))
        return self._look(messages.path_to_look_at(message))

    def _look(self, path: str) -> bytes:
        self._data, file = read_file(path)
        return messages.looked(file, content_hash(self._data), taken_at(self._data))

    def _compute(self, data: bytes) -> bytes:
        assert self._extractor is not None, "a worker without a model is never asked"
        picture = decode(data, self._extractor.spec.side)
        features = self._extractor.features(picture.rgb)
        if not np.isfinite(features).all():
            raise ArithmeticError("not finite")
        return messages.computed(features, picture.pixels, picture.missing)
