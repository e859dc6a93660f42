"""Rows of features in memory: float32, or, where there are many, float16 as on disk, converted a block at a time."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

Stored = NDArray[np.float16] | NDArray[np.float32]
Floats = NDArray[np.float32]
RowNumbers = NDArray[np.int64]

_BLOCK = 1024  # rows of float16; as float32 they stay in a core's own cache
_MOST_SINGLES = 2**26  # numbers, 256 MB of float32: beyond, room counts for more than the time that converting takes
_WORTH_THREADS = 50_000  # rows; below that a second thread takes longer to start than it saves
_SIGN_AND_REST = np.int32(-0x70002000)  # 0x8FFFE000: the sign, four bits that the exponent grows by, and what is left
_TO_HALVES_BIAS = np.float32(2.0**112)  # float32 counts exponents from 127, float16 from 15


def singles(halves: Stored, out: Floats | None = None) -> Floats:
    """Finite float16 as float32, exactly, in any shape whose last axis is in one piece; float32 as it is.

    As `astype` does, but numpy converts one number after the other, in 2 ns each; shifts and a product of whole
    blocks take a sixth of that. `out`, of the same shape, is used where it is given and needed.
    """
    if halves.dtype == np.float32:
        return halves  # type: ignore[return-value]
    result = np.empty(halves.shape, np.float32) if out is None else out
    bits = result.view(np.int32)
    np.copyto(bits, halves.view(np.int16))
    np.left_shift(bits, 13, out=bits)
    np.bitwise_and(bits, _SIGN_AND_REST, out=bits)
    np.multiply(result, _TO_HALVES_BIAS, out=result)
    return result


def kept(pieces: Sequence[Stored]) -> tuple[Vectors, list[Stored]]:
    """Pieces (n, D), at least one, of finite halves, as they had better be kept, together and each.

    While that is not too much, as float32 side by side: one large product over them is the quickest; else as float16.
    """
    if sum(piece.size for piece in pieces) <= _MOST_SINGLES:
        whole = _side_by_side(pieces)
        ends = np.cumsum([len(piece) for piece in pieces]).tolist()
        return Vectors.of(whole), [whole[end - len(piece) : end] for piece, end in zip(pieces, ends, strict=True)]
    halves = [piece if piece.dtype == np.float16 else piece.astype(np.float16) for piece in pieces]
    for piece in halves:
        piece.setflags(write=False)
    return Vectors(halves, halves[0].shape[1]), list(halves)


def _side_by_side(pieces: Sequence[Stored]) -> Floats:
    """All of them, (N, D); what they lie in already, where that is nothing but them."""
    base, count = pieces[0].base, sum(map(len, pieces))
    if base is not None and base.shape[:1] == (count,) and all(piece.base is base for piece in pieces):
        return singles(base)
    whole, start = np.empty((count, pieces[0].shape[1]), np.float32), 0
    for piece in pieces:
        whole[start : start + len(piece)] = singles(piece)
        start += len(piece)
    whole.setflags(write=False)
    return whole


class Vectors:
    """(N, D) numbers in pieces, which are shared with older and newer ones: to grow copies nothing. Read-only.

    `vectors[rows]` gives rows as float32, copied; `rows` is an array of numbers or a slice. Where an `order` (N,) is
    given, row i is row order[i] of the pieces.
    """

    def __init__(self, pieces: Sequence[Stored], width: int, order: RowNumbers | None = None) -> None:
        """`pieces`: (n, D) each, float16 or float32."""
        self._pieces = tuple(pieces)
        self._ends = np.cumsum([len(piece) for piece in pieces], dtype=np.int64)
        self._ends_at: list[int] = self._ends.tolist()
        self._order = order
        self.width = width

    @classmethod
    def of(cls, rows: Stored) -> Vectors:
        """Of one piece, (N, D)."""
        return cls((rows,), rows.shape[1])

    def __len__(self) -> int:
        if self._order is not None:
            return len(self._order)
        return int(self._ends[-1]) if len(self._ends) else 0

    @property
    def shape(self) -> tuple[int, int]:
        """N and D."""
        return len(self), self.width

    def __array__(self, dtype: object = None, copy: bool | None = None) -> Floats:
        """All of it as float32: for what is small."""
        return self[:]

    def columns(self, which: slice) -> Vectors:
        """Some columns; nothing is copied."""
        pieces = [piece[:, which] for piece in self._pieces]
        return Vectors(pieces, len(range(self.width)[which]), self._order)

    def apart(self) -> Vectors:
        """The same, copied from the longer rows that they are columns of: many times read, that is quicker."""
        return Vectors([piece.copy(order="C") for piece in self._pieces], self.width, self._order)

    def in_order(self, order: RowNumbers) -> Vectors:
        """These rows, in this order; nothing is copied."""
        return Vectors(self._pieces, self.width, order if self._order is None else self._order[order])

    def __getitem__(self, rows: RowNumbers | slice) -> Floats:
        if isinstance(rows, slice):
            rows = np.arange(len(self))[rows]
        if self._order is not None:
            rows = self._order[rows]
        if len(self._pieces) == 1:
            return singles(self._pieces[0][rows])
        result = np.empty((len(rows), self.width), np.float32)
        if not len(rows):
            return result
        piece = np.searchsorted(self._ends, rows, side="right")
        by_piece = np.argsort(piece, kind="stable")
        numbers, starts = np.unique(piece[by_piece], return_index=True)
        for number, at in zip(numbers.tolist(), np.split(by_piece, starts[1:]), strict=True):
            source = self._pieces[number]
            result[at] = singles(source[rows[at] - (int(self._ends[number]) - len(source))])
        return result

    def row(self, number: int) -> Floats:
        """One row, (D,), copied."""
        if self._order is not None:
            number = int(self._order[number])
        piece = bisect_right(self._ends_at, number) if len(self._pieces) > 1 else 0
        source = self._pieces[piece]
        return singles(source[number - (self._ends_at[piece] - len(source))]).copy()

    def each(self, work: Callable[[slice, Floats], object]) -> None:
        """Call `work` with the place of a block of rows and the rows, (n, D) float32, which last only that long: for
        all rows, in the order of the pieces; many of float16 in two threads."""
        assert self._order is None, "blocks come as they lie"
        blocks: list[tuple[int, Stored]] = []
        for piece, end in zip(self._pieces, self._ends_at, strict=True):
            step = _BLOCK if piece.dtype == np.float16 else max(len(piece), 1)
            starts = range(0, len(piece), step)
            blocks += [(end - len(piece) + start, piece[start : start + step]) for start in starts]
        # Of float32 one thread takes as much from the memory as there is to be had.
        converts = any(piece.dtype == np.float16 for piece in self._pieces)
        threads = min(2, os.cpu_count() or 1) if converts and len(self) >= _WORTH_THREADS else 1
        if threads == 1:
            _work_on(blocks, self.width, work)
            return
        shares = [blocks[number::threads] for number in range(threads)]
        with ThreadPoolExecutor(threads, "vectors") as pool:
            for done in [pool.submit(_work_on, share, self.width, work) for share in shares]:
                done.result()

    def over_rows(self, value: Callable[[Floats], Floats]) -> Floats:
        """What `value` makes of blocks of rows, (n, D) to (n,), for all rows, (N,)."""
        values = np.empty(len(self), np.float32)

        def take(at: slice, block: Floats) -> None:
            values[at] = value(block)

        self.each(take)
        return values


def _work_on(blocks: Sequence[tuple[int, Stored]], width: int, work: Callable[[slice, Floats], object]) -> None:
    room = np.empty((_BLOCK, width), np.float32)
    for start, block in blocks:
        work(slice(start, start + len(block)), singles(block, room[: len(block)]))
