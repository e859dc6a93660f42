"""Which of several photos had better be kept, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.base import sentences
from core.base.sentences import Sentence
from core.photos.images import RGB, Picture

SIDE = 512  # px of the picture that is looked at ...
_EQUAL = 384  # ... and of what lies within its frame, so that sharpness is measured at one size
_BURNT, _BLACK = 250, 4  # levels from which on, and up to which, nothing is to be seen
_PLAIN = 24  # levels of 255 by which the pixels of a frame differ at most
_WIDEST = 0.25  # of a side
_FEW_ROWS = 16  # looked at together
_FEW, _MOST = 0.02, 0.5  # share of a row that is not of the frame's colour: within the frame, and right beside it


@dataclass(frozen=True)
class Facts:
    """What a file is worth: its width and height as shown, its bytes, the share of it within a frame, how sharp that is
    (the variance of the Laplacian, in levels of 255) and the share of it that is burnt out or black."""

    width: int
    height: int
    bytes: int
    sharpness: float
    clipped: float
    inside: float = 1.0

    @classmethod
    def of(cls, picture: Picture, size: int) -> Facts:
        """From a picture within SIDE x SIDE pixels and the bytes of its file."""
        from scipy.ndimage import laplace  # here, because the window, which knows these values, opens sooner without

        within = _within_frame(picture.rgb)
        image = Image.fromarray(np.ascontiguousarray(within)).convert("L")
        image.thumbnail((_EQUAL, _EQUAL), Image.Resampling.LANCZOS)
        grey = np.asarray(image, np.float32)
        clipped = float(((grey >= _BURNT) | (grey <= _BLACK)).mean())
        return cls(*picture.size, size, float(laplace(grey).var()), clipped, within.size / picture.rgb.size)

    @property
    def pixels(self) -> float:
        """How many there are within the frame."""
        return self.width * self.height * self.inside


def _within_frame(rgb: RGB) -> RGB:
    """What lies within bars of one colour that end in a straight line: the ground around a garment does not."""
    top, bottom = _bar(rgb), _bar(rgb[::-1])
    left, right = _bar(rgb.transpose(1, 0, 2)), _bar(rgb[:, ::-1].transpose(1, 0, 2))
    within = rgb[top : len(rgb) - bottom, left : rgb.shape[1] - right]
    return within if within.size else rgb


def _bar(rows: RGB) -> int:
    """How many rows at the beginning are a bar, with the one in which it ends."""
    twice = (2 * np.median(rows[0], axis=0)).astype(np.int16)  # the colour, in whole numbers
    for start in range(0, int(_WIDEST * len(rows)) + 1, _FEW_ROWS):  # it ends soon for most photos
        odd = _odd(rows[start : start + _FEW_ROWS], twice)
        if (odd > _FEW).any():
            ends = start + int((odd > _FEW).argmax())
            is_bar = 0 < ends < _WIDEST * len(rows) and _odd(rows[ends + 1 : ends + 2], twice)[0] > _MOST
            return ends + 1 if is_bar else 0
    return 0


def _odd(rows: RGB, twice: NDArray[np.int16]) -> NDArray[np.float64]:
    """Which share of each row is not of the colour of which this is twice."""
    red, green, blue = np.moveaxis(np.abs(2 * rows.astype(np.int16) - twice) > 2 * _PLAIN, 2, 0)
    share: NDArray[np.float64] = (red | green | blue).mean(axis=1)
    return share


class _Measure(NamedTuple):
    """One way to be better: more of `value`. Who has less by more than this share of the most is worse."""

    value: Callable[[Facts], float]
    tolerance: float
    better: Sentence
    worse: Sentence


_MEASURES = (  # the first counts most
    _Measure(lambda one: one.pixels, 0.04, sentences.LARGEST, sentences.SMALLER),
    _Measure(lambda one: one.sharpness, 0.15, sentences.SHARPEST, sentences.LESS_SHARP),
    _Measure(lambda one: one.bytes / max(one.pixels, 1), 0.1, sentences.LEAST_COMPRESSED, sentences.MORE_COMPRESSED),
    _Measure(lambda one: 1 - one.clipped, 0.05, sentences.BEST_EXPOSED, sentences.WORSE_EXPOSED),
)


@dataclass(frozen=True)
class Verdict:
    """Whether a photo is the one to keep, and why."""

    keep: bool
    why: Sentence


def verdicts(photos: Sequence[Facts]) -> list[Verdict]:
    """Of each of some photos, at least one, in their order; one is kept, of equally good ones the first.

    By one measure after the other those that are clearly worse than the best drop out; the one to keep is told by the
    last measure that decided.
    """
    left, why = list(range(len(photos))), sentences.AS_GOOD
    found: dict[int, Sentence] = {}
    for measure in _MEASURES:
        values = {at: measure.value(photos[at]) for at in left}
        least = (1 - measure.tolerance) * max(values.values())
        worse = [at for at in left if values[at] < least]
        if worse:
            found |= dict.fromkeys(worse, measure.worse)
            left, why = [at for at in left if values[at] >= least], measure.better
    found |= dict.fromkeys(left, sentences.AS_GOOD) | {left[0]: why}
    return [Verdict(at == left[0], found[at]) for at in range(len(photos))]
