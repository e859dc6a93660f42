"""What is found out about one file, whatever happens: an entry for the catalog."""

from __future__ import annotations

from collections.abc import Callable

from core import sentences
from core.catalog import Entry
from core.images import ImageFile, UnreadableImage
from core.model import ModelError
from core.workers import Crashed, GivenUp, Patience, Stopped, Worker, Workers

_TRIES = 2  # a worker may also end because the system needs its memory, or somebody ended it


class Reading:
    """Reads files in worker processes; to be called from many threads at once."""

    def __init__(self, workers: Workers, patience: Patience, is_known: Callable[[bytes], bool]) -> None:
        """`is_known`: whether the features of a content are stored, so that nothing is computed."""
        self._workers = workers
        self._patience = patience
        self._is_known = is_known

    def entry(self, file: ImageFile) -> Entry:
        """What one file holds, or why not. Raises ModelError and Stopped: no other file can be read either."""
        for _ in range(_TRIES):
            try:
                with self._workers.lend(self._patience) as worker:
                    return self._seen(worker, file)
            except Crashed:
                continue
            except GivenUp:
                return Entry(file, reason=sentences.TOO_SLOW.format(seconds=round(self._patience.seconds)))
            except (ModelError, Stopped):
                raise
            except Exception as error:  # one odd file must not harm the others
                return Entry(file, reason=sentences.NOT_COMPUTED.format(why=type(error).__name__))
        return Entry(file, reason=sentences.CRASHED)

    def _seen(self, worker: Worker, file: ImageFile) -> Entry:
        try:
            looked = worker.look(file)
            file = looked.file
            if self._is_known(looked.content):
                return Entry(file, looked.content)
            computed = worker.compute(file)
        except UnreadableImage as error:
            return Entry(file, reason=str(error))
        return Entry(file, looked.content, computed.features)
