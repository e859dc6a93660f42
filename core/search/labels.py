"""Words for distances, calibrated on the folder they were measured in.

A flat cut-off fails: in a folder of nothing but striped shirts all distances are small. The yardstick is therefore the
distance at which a photo of this folder typically has its tenth neighbour. The ratios of a
network were measured with it, see the model card and tests/bench/labels.py.

The words of a search are those of the very numbers that it is ordered by: so no place has a better word than an earlier
one, whatever counts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.base.vectors import Vectors
from core.looks.features import Rows
from core.looks.spec import ModelSpec
from core.search.sampling import evenly

_NEIGHBOUR = 10
_SAMPLE = 64
_FEWEST = 50
_SIZE = 1000  # photos, of the folder of which a network's shares are told


class Label(StrEnum):
    """How alike two photos are, in words, from the nearest on."""

    SAME = "same item"
    VERY = "very similar"
    STYLE = "similar style"
    LOOSE = "loosely alike"


@dataclass(frozen=True)
class Limits:
    """The largest distances at which the words hold in one search, by whatever it mixes; beyond is LOOSE."""

    same: float
    very: float
    style: float

    def word(self, distance: float) -> Label:
        """The label for a distance: never a better one for a larger distance."""
        if distance <= self.same:
            return Label.SAME
        if distance <= self.very:
            return Label.VERY
        return Label.STYLE if distance <= self.style else Label.LOOSE


@dataclass(frozen=True)
class Shares:
    """How much nearer than the fifth nearest photo the same item is, for queries of one view and of several; `least` is
    the distance that always holds."""

    least: float
    of_one: float
    of_views: float


@dataclass(frozen=True)
class Labels:
    """The largest distances of looks at which the words hold in a folder.

    A photo from outside is compared by several views of it, and two photos of one garment are seldom alike; but nobody
    else's garment comes as near as the next pair of black trousers in the folder does to another. So where the folder
    is large enough, `shares` say of each query how near the same item is.
    """

    same: float  # between photos of the folder
    same_outside: float  # for a query from outside
    very: float
    style: float
    shares: Shares | None = None
    nothing: float = math.inf  # beyond it, the nearest photo is like none, see NoGarment

    def same_to(self, views: int, fifth: float) -> float:
        """For a query with so many further views, whose fifth nearest photo is so far."""
        if self.shares is None:
            return self.same_outside if views else self.same
        share = self.shares.of_views if views > 1 else self.shares.of_one
        return max(self.shares.least, share * fifth if math.isfinite(fifth) else 0.0)

    def limits(self, same: float, unit: float = 1.0, look_share: float = 1.0, stretch: float = 1.0) -> Limits:
        """Those of a search whose distances of looks are in `unit`s; `same`: see `same_to`.

        Where the look is mixed with other aspects, `look_share` of the square of a distance is its, and neighbours are
        `stretch` times as far. "Same item" is said of a mixture only where the look alone would say so: the square of a
        mixed distance is at least the look's share of its own.
        """
        return Limits(unit * same * math.sqrt(look_share), unit * self.very * stretch, unit * self.style * stretch)


def calibrate(looks: Vectors, spec: ModelSpec) -> Labels:
    """The labels for a folder with these embeddings, (N, D)."""
    is_large = len(looks) >= _FEWEST
    yardstick = _yardstick(looks) if is_large else spec.yardstick
    ratios, same, shares = spec.ratios, spec.same, None
    if same is not None and is_large:
        size = len(looks) / _SIZE
        of_one, of_views = same.share * size**-same.power, same.share_of_views * size**-same.power_of_views
        shares = Shares(same.least * yardstick, of_one, of_views)
    in_folder, outside, very, style = (
        ratio * yardstick for ratio in (ratios.same, ratios.same_outside, ratios.very, ratios.style)
    )
    none = spec.no_garment
    nothing = none.beyond * yardstick if none is not None and is_large else math.inf
    return Labels(in_folder, outside, very, style, shares, nothing)


def _yardstick(looks: Vectors) -> float:
    """The median distance to the tenth neighbour, over a sample."""
    sample = looks[evenly(len(looks), _SAMPLE)]
    lengths = np.einsum("ij,ij->i", sample, sample)
    nearest: list[Rows] = []  # of each block those that can be among the nearest of all

    def take(_: slice, block: Rows) -> None:
        distances = np.einsum("ij,ij->i", block, block) - 2 * (sample @ block.T)
        count = min(_NEIGHBOUR + 1, len(block))
        nearest.append(np.partition(distances, count - 1, axis=1)[:, :count])

    looks.each(take)
    tenth = np.partition(np.hstack(nearest), _NEIGHBOUR, axis=1)[:, _NEIGHBOUR] + lengths
    return float(np.median(np.sqrt(np.maximum(tenth, 0))))
