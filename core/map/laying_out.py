"""The layout as its parent sees it: a process that is asked, listened to, and ended."""

from __future__ import annotations

from collections.abc import Callable

from core.base import sentences
from core.base.sentences import TwinsetError
from core.map.features import MapRows
from core.map.layout_messages import Laid, Raw, asked, laid_in
from core.workers.process import LAYOUT_WORD, Process
from core.workers.workers import Cancelled, next_answer


class MapError(TwinsetError):
    """There can be no map."""


def laid_out(rows: MapRows, before: Raw, tell: Callable[[Laid], object], cancelled: Callable[[], bool]) -> Laid:
    """The settled map of photos by their rows (N, D), see `core.map.layout`; `tell` gets it while it settles.

    Raises Cancelled, MapError.
    """
    try:
        process = Process(word=LAYOUT_WORD)
    except OSError as error:
        raise MapError(sentences.NO_MAP) from error
    try:
        process.send(asked(rows, before))
        while True:
            laid = laid_in(next_answer(process, cancelled))
            if cancelled():
                raise Cancelled
            if laid.settled:
                return laid
            tell(laid)
    except (EOFError, OSError, ValueError) as error:
        raise MapError(sentences.NO_MAP) from error
    finally:
        process.end()
