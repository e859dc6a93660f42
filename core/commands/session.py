"""The catalog and the model for the length of one command."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from types import TracebackType
from typing import Any

from core.base.console import Stopped, on_interruption, say
from core.base.paths import Paths
from core.base.sentences import printable
from core.base.settings import load_settings
from core.catalog.catalog import Catalog, Collection
from core.indexing.indexing import Control, IndexReport, IndexRequest, Listener, Progress, index_folders
from core.looks.model import Extractor
from core.photos.images import Skipped, UnreadableImage
from core.search.loading import words_of
from core.search.query import Box, Query, UnreadableExample, make_query
from core.wardrobe.copies import known_wardrobe
from core.wardrobe.marks import Marks
from core.workers.process import Process
from core.workers.workers import Workers

_KEPT = "What was indexed so far is kept."


class RunError(Exception):
    """The run failed; str() is one plain sentence."""


class Session(AbstractContextManager["Session"]):
    """Brings folders up to date and makes queries, with progress on stderr. Raises what its parts raise, RunError."""

    def __init__(self, home: str | None) -> None:
        self.extractor = Extractor()
        self._paths = paths = Paths.choose(home)
        self.catalog = Catalog(paths.catalog)
        self._patience = load_settings(paths.settings).patience_seconds

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.catalog.close()

    def index(
        self,
        folders: Sequence[str],
        limit: int | None = None,
        *,
        really_gone: bool = False,
        retry: bool = False,
        worker: Process | None = None,
    ) -> IndexReport:
        """Bring the catalog up to date. Raises Stopped when it is interrupted; what is done is kept.

        Unless they are `really_gone`, many photos that are gone at once are kept: see `core.indexing.sighting`. With
        `retry` what could not be read before is read again. `worker`: a process that was started already.
        """
        from tqdm import tqdm  # here, because the window does without

        control = Control()
        workers = Workers(self.extractor, first=worker)
        try:
            with on_interruption(control.cancel), tqdm(unit="photo", desc="Indexing") as bar:
                report = index_folders(
                    self.catalog,
                    self.extractor,
                    folders,
                    IndexRequest(limit, retry, accept_empty=folders if really_gone else (), patience=self._patience),
                    listener=Listener(on_progress=partial(_show, bar)),
                    control=control,
                    workers=workers,
                )
        except Exception:
            if control.cancelled:  # then it does not matter what else
                raise Stopped(_KEPT) from None
            raise
        finally:
            workers.end()
        if report.cancelled:
            raise Stopped(_KEPT)
        return report

    def words(self, folders: Sequence[str]) -> dict[str, str]:
        """What the user said of the kinds of photos in these folders, by their paths."""
        return words_of(self.catalog, folders, self.marks().said)

    def marks(self) -> Marks:
        """What the user marked."""
        kept = known_wardrobe(self._paths)
        if kept.problem:
            say(str(kept.problem))
        return kept.marks

    def collection(self, folders: Sequence[str], limit: int | None = None) -> Collection:
        """The photos of the folders, brought up to date; `limit`: of the first so many alone."""
        report = self.index(folders, limit)
        if report.failed:
            photos = "1 photo" if len(report.failed) == 1 else f"{len(report.failed):,} photos"
            say(f"{photos} could not be read; `twinset index` lists what and why.")
        for folder in report.away:
            say(away_sentence(folder))
        there = [folder for folder in folders if os.path.abspath(folder) not in report.away]
        collection = self.catalog.collection(there, self.extractor.model_id)
        if not collection.paths:
            raise RunError(f"No photo in {', '.join(folders)} could be read.")
        return collection

    def query(self, image: str, box: Box | None = None) -> Query:
        """A query with an image file."""
        try:
            return make_query(os.path.abspath(image), self.extractor, self.catalog, box)
        except UnreadableImage as error:
            raise UnreadableExample(image, error.sentence) from error


def as_json(skipped: Sequence[Skipped]) -> list[dict[str, str]]:
    """Files that could not be used, as the commands print them."""
    return [{"path": one.path, "reason": str(one.reason)} for one in skipped]


def away_sentence(folder: str) -> str:
    """What is said of a folder that a run found to be away."""
    if not os.path.isdir(folder):
        return f"{printable(folder)} was moved, renamed or removed while its photos were being read."
    return (
        f"All photos of {printable(folder)} are gone at once, as when a drive is not mounted; what is known of them is "
        "kept. If they are really gone, say so with `twinset index --really-gone`."
    )


def _show(bar: Any, progress: Progress) -> None:
    bar.total = progress.total
    bar.n = progress.done
    bar.refresh()
