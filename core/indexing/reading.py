"""What is found out about one file, whatever happens: an entry for the catalog."""

from __future__ import annotations

from collections.abc import Callable

from core.base import sentences
from core.catalog.catalog import Entry
from core.looks.model import ModelError
from core.photos.images import ImageFile, UnreadableImage
from core.workers.workers import TRIES, Cancelled, Crashed, Endless, Silent, Worker, Workers

_SHORTEST = 1.0  # seconds


class Reading:
    """Reads files in worker processes; to be called from many threads at once."""

    def __init__(
        self, workers: Workers, patience: float, is_known: Callable[[bytes], bool], cancelled: Callable[[], bool]
    ) -> None:
        """`patience`: seconds. `is_known`: whether the features of a content are stored: then nothing is computed."""
        self._workers = workers
        self._patience = patience
        self._is_known = is_known
        self._cancelled = cancelled
        self._silent = 0  # files in a row that did not come

    def entry(self, file: ImageFile) -> Entry:
        """What one file holds, or why not. Raises ModelError and Cancelled: no other file can be read either."""
        for _ in range(TRIES):
            try:
                with self._workers.lend(self._cancelled) as worker:
                    return self._seen(worker, file)
            except Crashed:
                continue
            except Silent:
                seconds, self._silent = self._patience_now(), self._silent + 1
                return Entry(file, reason=sentences.SILENT.filled(seconds=f"{seconds:.0f}"))
            except Endless:
                return Entry(file, reason=sentences.ENDLESS.filled(seconds=f"{self._patience:.0f}"))
            except (ModelError, Cancelled):
                raise
            except Exception as error:  # one odd file must not harm the others
                return Entry(file, reason=sentences.NOT_COMPUTED.filled(why=type(error).__name__))
        return Entry(file, reason=sentences.CRASHED)

    def _patience_now(self) -> float:
        """Half as long after each file that does not come: a drive with thousands of them may not answer at all."""
        return max(self._patience * 0.5**self._silent, min(self._patience, _SHORTEST))

    def _seen(self, worker: Worker, file: ImageFile) -> Entry:
        try:
            looked = worker.look(file, self._patience_now())
            self._silent = 0
            file = looked.file
            if self._is_known(looked.content):
                return Entry(file, looked.content, taken=looked.taken)
            computed = worker.compute(file, self._patience)
        except UnreadableImage as error:
            return Entry(file, reason=error.sentence)
        pixels, missing = computed.pixels or None, computed.missing
        return Entry(file, looked.content, computed.features, pixels=pixels, missing=missing, taken=looked.taken)
