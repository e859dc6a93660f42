"""Rows of features in pieces, as float16 and float32."""

from __future__ import annotations

import numpy as np
import pytest

from core.base import vectors
from core.base.vectors import Vectors, kept, singles


def test_every_finite_half_becomes_its_single() -> None:
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)].reshape(-1, 8)
    assert singles(halves).tobytes() == halves.astype(np.float32).tobytes()
    assert singles(halves[:, 2:5]).tobytes() == halves[:, 2:5].astype(np.float32).tobytes()
    room = np.ones(halves.shape, np.float32)
    assert singles(halves, room) is room and np.array_equal(room, halves.astype(np.float32))


@pytest.fixture
def rows() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(60_000, 6)).astype(np.float16)


def pieces(rows: np.ndarray) -> Vectors:
    return Vectors(np.split(rows, [5, 5, 3000, 40_000]), rows.shape[1])


def test_rows_come_in_the_order_asked_for(rows: np.ndarray) -> None:
    vectors, at = pieces(rows), np.array([59_999, 0, 5, 4, 2999, 3000, 0, 41_000])
    assert vectors.shape == rows.shape
    assert np.array_equal(vectors[at], rows[at].astype(np.float32))
    assert np.array_equal(vectors[4:7], rows[4:7]) and vectors[at[:0]].shape == (0, 6)
    assert np.array_equal(vectors.columns(slice(1, 3))[at], rows[at, 1:3])
    assert all(np.array_equal(vectors.row(row), rows[row]) for row in at.tolist())
    turned = vectors.in_order(at)
    assert np.array_equal(turned.row(3), rows[4]) and turned.row(3).dtype == np.float32
    assert np.array_equal(np.asarray(turned), rows[at]) and np.array_equal(
        turned.in_order(np.array([3, 1]))[:], rows[at[[3, 1]]]
    )


@pytest.mark.parametrize("count", [60_000, 3500, 0])
def test_each_row_is_worked_on_once(rows: np.ndarray, count: int) -> None:
    seen, sums = np.zeros(count, int), np.zeros(count, np.float32)

    def work(at: slice, block: np.ndarray) -> None:
        seen[at] += 1
        sums[at] = block.sum(axis=1)

    pieces(rows[:count]).columns(slice(2, 5)).each(work)
    assert (seen == 1).all() and np.allclose(sums, rows[:count, 2:5].astype(np.float32).sum(axis=1), atol=1e-5)


def test_what_fails_in_a_thread_is_raised(rows: np.ndarray) -> None:
    with pytest.raises(ZeroDivisionError):
        pieces(rows).each(lambda at, block: 1 // 0)


def test_few_rows_are_kept_as_singles_and_many_as_halves(rows: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    few, held = kept([rows[:4000], rows[4000:9000]])
    assert np.array_equal(few[:], rows[:9000]) and [len(piece) for piece in held] == [4000, 5000]
    assert all(piece.dtype == np.float32 and not piece.flags.writeable for piece in held)
    same = kept(held)[1]
    assert all(np.shares_memory(one, other) for one, other in zip(held, same, strict=True))
    grown, _ = kept([*held, rows[9000:9010]])
    assert np.array_equal(grown[:], rows[:9010])
    assert np.array_equal(kept(held[1:])[0][:], rows[4000:9000])
    monkeypatch.setattr(vectors, "_MOST_SINGLES", 9000 * 6)
    many, pieces = kept([*held, rows[9000:]])
    assert np.concatenate(pieces).tobytes() == rows.tobytes() and np.array_equal(many[:], rows)
    assert pieces[2].base is rows and not pieces[0].flags.writeable


def test_columns_that_are_read_often_lie_apart_as_what_they_were(rows: np.ndarray) -> None:
    some = Vectors([rows[:4000], rows[4000:].astype(np.float32)], 6).columns(slice(1, 3))
    apart = some.apart()
    assert np.array_equal(apart[:], rows[:, 1:3].astype(np.float32)) and apart.shape == some.shape
    assert [piece.dtype for piece in apart._pieces] == [np.float16, np.float32]
    assert all(piece.flags.c_contiguous for piece in apart._pieces)
    order = np.array([5, 4001, 3])
    assert np.array_equal(some.in_order(order).apart()[:], some[order])
