"""Whether two photos are one picture: resized, compressed again, turned, mirrored, cropped a little, framed, lighter.

One is laid over the other in all eight ways a sheet can lie, then moved by small steps until they agree as well as they
can (Lucas and Kanade, 1981; inverse compositional: Baker and Matthews, 2004). They are one picture if, brightness and
contrast being equal, they then differ nowhere: two shots of one garment do, and so does the same shot in another
colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter, maximum_filter

from core.photos.images import RGB

SEEN_SIDE = 160  # px of a thumbnail that is enough

_SIDE = 64  # px of the square in which pictures are compared
_FINE = 2  # times as many are kept, because light is lost in single pixels
_ROUGH = 32  # px of the square in which it is seen how one picture may lie on the other
_SOFT = 1.0  # px by which pictures are softened, so that what lies between two pixels can be told

_PLAIN = 10  # levels of 255 by which the pixels of a plain edge differ at most ...
_ODD = 0.02  # ... but for this share, where a picture was compressed
_FEW_ROWS = 16
_TRIMS = 2  # the frame, then the ground of the picture in it
_LEAST_SIDE = 16  # px; what is left of less shows nothing

_TURNS = 8
_LIKELY = 0.7  # correlation below which no small step leads to the same picture
_TRIED = 3  # ways of laying one on the other: most clothes are nearly their own mirror image
_BESIDE = 0.15  # correlation less than the best way, from which on a way is not tried
_STEPS = 16
_STILL = 5e-4  # of the picture's half side: nothing moves any more
_FIRST_STEPS = 4  # in which most of the way is gone ...
_FAR = 12.0  # ... so that pictures that still differ by so many levels on the whole never agree
_LEAST_OVERLAP = 0.7
_MOST_SCALE = 1.3
_MOST_SQUEEZE = 1.06  # one side against the other

_BLACK, _WHITE = 4, 250  # levels beyond which light is lost
_LEAST_CLEAR = 0.05  # of all pixels, to tell the light by
_MOST_GAIN = 1.35  # of contrast
_FAINT = 3.0  # levels; a picture with less contrast is like any other such one

_BLOCK = 8  # px of the squares that are compared
_WORST = 9.0  # levels by which two files of one picture differ at most in the square where they differ most
_UNLIKE = 0.012  # how far from 1 their correlation is at most
_GREY = np.array([0.299, 0.587, 0.114], np.float32)

_Value = TypeVar("_Value", bound=np.generic)
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
Box = tuple[float, float, float, float]  # left, top, right, bottom, in shares of the photo
Affine = NDArray[np.float64]  # (3, 3): from a place in one picture, -1 to 1 both ways, to that in the other one


@dataclass(frozen=True, eq=False)
class Seen:
    """A photo as it is compared: whole, and without what lies around it in one colour."""

    ways: tuple[_Square, ...]

    @classmethod
    def of(cls, rgb: RGB) -> Seen:
        """From a thumbnail, (h, w, 3), of SEEN_SIDE or more; of a larger one no more is looked at."""
        if max(rgb.shape) > SEEN_SIDE:
            image = Image.fromarray(np.ascontiguousarray(rgb))
            image.thumbnail((SEEN_SIDE, SEEN_SIDE), Image.Resampling.BOX)
            rgb = np.asarray(image)
        height, width = rgb.shape[:2]
        box = (0, 0, width, height)
        ways = [_Square.of(rgb)]
        for _ in range(_TRIMS):
            trimmed = _trimmed(rgb, box)
            if trimmed == box:
                break
            box = left, top, right, bottom = trimmed
            shares = left / width, top / height, right / width, bottom / height
            ways.append(_Square.of(rgb[top:bottom, left:right], shares))
        return cls(tuple(ways))

    @cached_property
    def light(self) -> float:
        """How light it is on the whole."""
        return float(self.ways[0].rgb.mean())

    @cached_property
    def upright(self) -> Floats:
        """Each way, roughly, (n, _ROUGH * _ROUGH)."""
        return np.stack([way.rough.ravel() for way in self.ways])

    @cached_property
    def lying(self) -> Floats:
        """The same in all the ways a sheet can lie, (n * _TURNS, _ROUGH * _ROUGH)."""
        return np.concatenate([way.rough.ravel()[_turned_places()] for way in self.ways])


@dataclass(frozen=True, eq=False)
class Laying:
    """How one photo lies on another one: what of each is meant, how the other is `turned`, and where each place of the
    one lies in the other then."""

    box: Box
    other_box: Box
    turn: int
    at: Affine


def compared(pictures: Sequence[RGB], pairs: Iterable[tuple[int, int]]) -> list[bool]:
    """Of each of some pairs of thumbnails, by their places, whether they are one picture."""
    seen = [Seen.of(rgb) for rgb in pictures]
    return [is_same_picture(seen[one], seen[other]) for one, other in pairs]


def is_same_picture(one: Seen, other: Seen) -> bool:
    """Whether these are one picture; the order does not matter."""
    if one.light > other.light:  # what is lost in white is there in the other one
        one, other = other, one
    return any(_agree(*laid) for laid in _likely(one, other))


def lay_over(one: Seen, other: Seen) -> Laying | None:
    """How the other photo lies on the one, with as much of both as possible; None where it does not."""
    for first, second in sorted(_likely(one, other), key=lambda pair: -_area(pair[0].box) - _area(pair[1].box)):
        at = _resized(first, second)
        if at is not None:
            return Laying(first.box, second.box, second.turn, at)
    return None


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


# --- one photo ---


@dataclass(frozen=True, eq=False)
class _Square:
    """A picture squeezed into a square, (_FINE * _SIDE, _FINE * _SIDE, 3), how wide it was for its height, what of the
    photo it is, and how it was turned."""

    rgb: RGB
    aspect: float
    box: Box = (0.0, 0.0, 1.0, 1.0)
    turn: int = 0

    @classmethod
    def of(cls, rgb: RGB, box: Box = (0.0, 0.0, 1.0, 1.0)) -> _Square:
        image = Image.fromarray(np.ascontiguousarray(rgb))
        square = image.resize((_FINE * _SIDE, _FINE * _SIDE), Image.Resampling.BICUBIC)
        return cls(np.asarray(square), image.width / image.height, box)

    def turned(self, turn: int) -> _Square:
        """In one of the eight ways a sheet can lie."""
        return _Square(turned(self.rgb, turn), 1 / self.aspect if turn % 2 else self.aspect, self.box, turn)

    @cached_property
    def rough(self) -> Floats:
        """(_ROUGH, _ROUGH), of mean 0 and length 1; zeros where there is next to nothing to see."""
        values = self.small.values - self.small.values.mean()
        length = float(np.linalg.norm(values))
        return values / length if length > _FAINT * _ROUGH else np.zeros_like(values)

    @cached_property
    def soft(self) -> Floats:
        """(_SIDE, _SIDE, 3)."""
        return _softened(self.rgb.astype(np.float32))

    @cached_property
    def grey(self) -> _Grey:
        """(_SIDE, _SIDE)."""
        return _Grey(self.soft @ _GREY)

    @cached_property
    def small(self) -> _Grey:
        """(_ROUGH, _ROUGH)."""
        small = Image.fromarray(self.rgb).convert("L").reduce(_FINE * _SIDE // _ROUGH)
        return _Grey(np.asarray(gaussian_filter(np.asarray(small, np.float32), _SOFT), np.float32))


@dataclass(frozen=True, eq=False)
class _Grey:
    """A grey picture, (side, side), on which another one is moved."""

    values: Floats

    @cached_property
    def steepest(self) -> Floats:
        """How much each pixel changes with each number of an affine map, (side, side, 6)."""
        side = len(self.values)
        down, across = np.gradient(self.values, 2 / side)
        x, y = _grid(side)
        return np.stack((across * x, across * y, across, down * x, down * y, down), axis=-1).astype(np.float32)

    def moved(self, at: Affine) -> Floats:
        """What of it lies under each pixel of the other picture, (side, side)."""
        half = len(self.values) / 2
        to_pixels = np.array([[half, 0, half], [0, half, half], [0, 0, 1]])
        matrix = (to_pixels @ at @ np.linalg.inv(to_pixels))[:2].ravel().tolist()
        picture = Image.fromarray(self.values)
        moved = picture.transform(picture.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
        return np.asarray(moved, np.float32)


@cache
def _grid(side: int) -> tuple[Floats, Floats]:
    """How far to the right and down the middle of each pixel is, -1 to 1, (side, side) each."""
    middles = ((np.arange(side) + 0.5) * 2 / side - 1).astype(np.float32)
    down, across = np.meshgrid(middles, middles, indexing="ij")
    return across, down


@cache
def _turned_places() -> NDArray[np.intp]:
    """Where the pixels of a rough picture come from in each of the eight ways, (_TURNS, _ROUGH * _ROUGH)."""
    places = np.arange(_ROUGH * _ROUGH).reshape(_ROUGH, _ROUGH)
    return np.stack([turned(places, turn).ravel() for turn in range(_TURNS)])


def turned(picture: NDArray[_Value], turn: int) -> NDArray[_Value]:
    """A picture in one of the eight ways a sheet can lie: so many quarter turns to the left, from 4 on mirrored too."""
    lying = np.rot90(picture, turn % 4)
    return np.ascontiguousarray(lying[:, ::-1] if turn >= 4 else lying)


def _softened(rgb: Floats) -> Floats:
    small = rgb.reshape(_SIDE, _FINE, _SIDE, _FINE, 3).mean(axis=(1, 3))
    return np.asarray(gaussian_filter(small, (_SOFT, _SOFT, 0)), np.float32)


def _trimmed(rgb: RGB, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """What of a box (left, top, right, bottom; px) lies within rows and columns of one colour each; all of it where
    that is next to nothing."""
    left, top, right, bottom = box
    above, below = _plain_edges(rgb[top:bottom, left:right])
    rows = rgb[top + above : bottom - below, left:right]
    before, behind = _plain_edges(rows.transpose(1, 0, 2))
    trimmed = left + before, top + above, right - behind, bottom - below
    return trimmed if min(trimmed[2] - trimmed[0], trimmed[3] - trimmed[1]) >= _LEAST_SIDE else box


def _plain_edges(rows: RGB) -> tuple[int, int]:
    """How many rows at the beginning and at the end have one colour each; none where all have."""
    first = _plain_rows(rows)
    return (first, _plain_rows(rows[::-1])) if first < len(rows) else (0, 0)


def _plain_rows(rows: RGB) -> int:
    """How many at the beginning have one colour each; looked at few by few, as that ends soon for most photos."""
    for start in range(0, len(rows), _FEW_ROWS):
        few = rows[start : start + _FEW_ROWS].astype(np.int16)
        some = np.sort(few[:, ::4], axis=1)
        red, green, blue = np.moveaxis(np.abs(few - some[:, some.shape[1] // 2, None]) > _PLAIN, 2, 0)
        odd = np.flatnonzero((red | green | blue).mean(axis=1) > _ODD)
        if len(odd):
            return start + int(odd[0])
    return len(rows)


# --- one on the other ---


def _likely(one: Seen, other: Seen) -> Iterator[tuple[_Square, _Square]]:
    """The likeliest ways to lay one on the other."""
    alike = one.upright @ other.lying.T
    least = max(_LIKELY, float(alike.max()) - _BESIDE)
    for at in np.argsort(-alike, axis=None)[:_TRIED].tolist():
        way, lies = divmod(at, alike.shape[1])
        if alike[way, lies] >= least:
            yield one.ways[way], other.ways[lies // _TURNS].turned(lies % _TURNS)


def _agree(one: _Square, other: _Square) -> bool:
    at = _resized(one, other)
    return at is not None and _agree_there(one, other, at)


def _resized(one: _Square, other: _Square) -> Affine | None:
    """Where each place of the one lies in the other; None where they do not agree without being distorted."""
    at = _laid_over(one.small, other.small, np.eye(3))
    at = None if at is None else _laid_over(one.grey, other.grey, at)
    return at if at is not None and _is_resizing(at, one.aspect, other.aspect) else None


def _laid_over(one: _Grey, other: _Grey, at: Affine) -> Affine | None:
    """Where each place of one picture lies in the other, which was nearly there; None where they do not agree."""
    for number in range(_STEPS):
        inside = _inside(at, len(one.values))
        if _share(inside) < _LEAST_OVERLAP:
            return None
        found = other.moved(at)
        gain, offset = _light(one.values[inside], found[inside])
        lit = gain * one.values + offset
        told = inside & (lit < _WHITE)
        if _share(told) < _LEAST_CLEAR:
            told = inside
        slopes = one.steepest[told]
        error = (found[told] - lit[told]) / gain
        if number >= _FIRST_STEPS and float(np.abs(error).mean()) > _FAR:
            return None
        step = np.linalg.lstsq(slopes.T @ slopes, slopes.T @ error, rcond=1e-6)[0]
        at = at @ np.linalg.inv(np.vstack([np.eye(2, 3) + step.reshape(2, 3), [0, 0, 1]]))
        if np.abs(step).max() < _STILL:
            break
    return at


def _share(mask: Mask) -> float:
    return float(np.count_nonzero(mask)) / mask.size


def _inside(at: Affine, side: int) -> Mask:
    """The pixels of one picture that lie on the other one, (side, side)."""
    x, y = _grid(side)
    across, down = (at[row, 0] * x + at[row, 1] * y + at[row, 2] for row in (0, 1))
    inside: Mask = np.maximum(np.abs(across), np.abs(down)) <= 1 - 1 / side
    return inside


def _is_resizing(at: Affine, aspect: float, other: float) -> bool:
    """Whether what lies so is neither skewed nor squeezed nor much smaller, the pictures being so wide for their
    height."""
    wide = np.diag([other**0.5, other**-0.5]) @ at[:2, :2] @ np.diag([aspect**-0.5, aspect**0.5])
    large, small = np.linalg.svd(wide, compute_uv=False).tolist()
    return bool(_MOST_SCALE * small >= 1 and large <= _MOST_SCALE and large <= _MOST_SQUEEZE * small)


# --- the light, and what is left ---


def _light(one: Floats, other: Floats) -> tuple[float, float]:
    """The contrast and the brightness of the other picture against one, (n,) each: by what is neither black nor white
    in both, then without what does not fit."""
    clear = (np.minimum(one, other) > _BLACK) & (np.maximum(one, other) < _WHITE)
    if _share(clear) > _LEAST_CLEAR:
        one, other = one[clear], other[clear]
    gain, offset = _line(one, other)
    off = np.abs(gain * one + offset - other)
    fits = off <= 1.5 * np.median(off)
    return _line(one[fits], other[fits])


def _line(one: Floats, other: Floats) -> tuple[float, float]:
    middle, other_middle = float(one.mean()), float(other.mean())
    one, other = one - middle, other - other_middle
    spread = float(one @ one)
    gain = float(one @ other) / spread if spread > _FAINT * len(one) else 1.0
    gain = min(max(gain, 1 / _MOST_GAIN), _MOST_GAIN)
    return gain, other_middle - gain * middle


def _agree_there(one: _Square, other: _Square, at: Affine) -> bool:
    """Whether the pictures differ nowhere, in some light."""
    inside = _inside(at, _SIDE)
    if _share(inside) < _LEAST_OVERLAP:
        return False
    found = np.stack([_Grey(part).moved(at) for part in np.moveaxis(other.soft, 2, 0).copy()], axis=-1)
    return any(_differ_nowhere(one, found, light, inside) for light in lights(one.soft, found, inside))


def lights(one: Floats, other: Floats, inside: Mask) -> Iterator[tuple[float, float]]:
    """Contrast and brightness that the other picture may have, both (h, w, 3)."""
    yield 1.0, 0.0
    clear = inside & (maximum_filter(other.max(axis=2), 5) < _WHITE)  # softened white is no light either
    if _share(clear) < _LEAST_CLEAR:
        clear = inside
    one, other = one[clear].ravel(), other[clear].ravel()
    yield min(max(float(np.median(other / np.maximum(one, 8))), 1 / _MOST_GAIN), _MOST_GAIN), 0.0
    yield _light(one, other)


def _differ_nowhere(one: _Square, found: Floats, light: tuple[float, float], inside: Mask) -> bool:
    gain, offset = light
    lit = _softened(np.clip(gain * one.rgb.astype(np.float32) + offset, 0, 255))
    off = np.where(inside, np.abs(found - lit).mean(axis=2), 0) / max(gain, 1)
    shape = _SIDE // _BLOCK, _BLOCK, _SIDE // _BLOCK, _BLOCK
    counted = inside.reshape(shape).mean(axis=(1, 3))
    if (off.reshape(shape).mean(axis=(1, 3)) / np.maximum(counted, 0.5)).max() > _WORST:
        return False
    greys = (lit @ _GREY)[inside], (found @ _GREY)[inside]
    return bool(min(grey.std() for grey in greys) > _FAINT and np.corrcoef(*greys)[0, 1] >= 1 - _UNLIKE)
