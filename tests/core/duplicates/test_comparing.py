"""Pictures are compared in processes of their own, with the same answers as here, whatever becomes of these."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pytest
from PIL import ImageOps
from support import children, photo

from core.duplicates import comparing as room
from core.duplicates.album import Album
from core.duplicates.compare_messages import Pair, asked, pictures_in, same_in, told
from core.duplicates.comparing import Comparing
from core.duplicates.same_picture import compared
from core.photos.images import RGB, Picture, UnreadableImage, sentences
from core.photos.thumbnail_store import ThumbnailStore
from core.workers.process import Process
from core.workers.workers import Cancelled


def pictures() -> list[RGB]:
    """Six pictures, and the first three once more, mirrored."""
    drawn = [photo(seed, (90 + seed, 120)) for seed in range(6)]
    return [np.asarray(one) for one in (*drawn, *map(ImageOps.mirror, drawn[:3]))]


PAIRS = list(itertools.combinations(range(9), 2))
SAME = [other - one == 6 for one, other in PAIRS]


comparers = partial(children, "--compare")


def test_messages_come_over_as_they_are() -> None:
    sent = pictures()
    got, pairs = pictures_in(asked(sent, PAIRS))
    assert pairs == PAIRS and all(map(np.array_equal, got, sent)) and len(got) == len(sent)
    assert pictures_in(asked([], [])) == ([], [])
    assert same_in(told(SAME), len(PAIRS)) == SAME
    for junk in (b"", told(SAME)[1:], b"\2" * len(PAIRS)):
        with pytest.raises(ValueError, match="compares"):
            same_in(junk, len(PAIRS))


def test_processes_say_the_same_and_end_with_the_block() -> None:
    with Comparing(bool) as comparing, ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda pairs: comparing.same(pictures(), pairs), [PAIRS] * 4))
        assert 1 <= len(comparers()) <= 2
    assert found == [SAME] * 4 == [compared(pictures(), PAIRS)] * 4
    assert comparers() == []


def test_for_a_few_no_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "Process", never)
    with Comparing(bool) as comparing:
        assert comparing.same(pictures(), PAIRS[:5]) == SAME[:5]


def never(**_: object) -> Process:
    raise AssertionError("no process is needed")


def no_process(**_: object) -> Process:
    raise OSError("too many")


def test_without_a_process_they_are_compared_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "Process", no_process)
    with Comparing(bool) as comparing:
        assert comparing.same(pictures(), PAIRS) == SAME


def test_one_that_is_ended_from_outside_costs_no_answer() -> None:
    with Comparing(bool) as comparing:
        assert comparing.same(pictures(), PAIRS) == SAME
        for one in comparers():
            one.kill()
        assert comparing.same(pictures(), PAIRS) == SAME
    assert comparers() == []


def test_cancelling_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Process, "answers_within", lambda _self, _seconds: False)  # it takes for ever
    with Comparing(lambda: len(comparers()) == 1) as comparing:
        with pytest.raises(Cancelled):
            comparing.same(pictures(), PAIRS)
        assert comparers() == []


@dataclass
class Shown:
    """Decodes the pictures by their numbers, and counts how often they are compared."""

    compared: list[Pair] = field(default_factory=list)

    def decode(self, source: str | bytes, at_least: int = 0, within: int = 0) -> Picture:
        if source == "9":
            raise UnreadableImage(sentences.CRASHED)
        return Picture(pictures()[int(source)], b"", 0.0, (90, 120))

    def compare(self, seen: list[RGB], pairs: list[Pair]) -> list[bool]:
        self.compared += pairs
        return compared(seen, pairs)


def test_what_was_compared_is_not_compared_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    shown = Shown()
    album = Album(shown.decode, ThumbnailStore(tmp_path_factory.mktemp("thumbnails")))
    known: Callable[[int], tuple[str, bytes]] = lambda number: (str(number), bytes([number + 1]))  # noqa: E731
    pairs = [(known(one), known(other)) for one, other in ((0, 6), (0, 1), (1, 7), (2, 9))]
    assert album.same(pairs, shown.compare) == [True, False, True, False]
    assert len(shown.compared) == 3
    assert album.same(pairs[::-1], shown.compare) == [False, True, False, True]
    assert len(shown.compared) == 3, "only what could not be read is asked for again"
    unknown = [(("0", b""), ("6", b""))]
    assert album.same(unknown, shown.compare) == album.same(unknown, shown.compare) == [True]
    assert len(shown.compared) == 5, "what is not known by its content may be another file each time"
