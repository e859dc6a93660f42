"""What one photo's garment is like: its colour, pattern and shape, as short vectors that are compared by L2 distance.

A network that marks the garment and names its pattern leaves about a millisecond of numpy per photo, on the square that
it saw. For a network that tells at most where it looked the garment is found by its colours, which takes twice as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.looks.colour_words import Pattern
from core.looks.colours import SCALE, Lab, from_light, main_colours, palette, to_lab, to_light
from core.looks.garment import Places, SoftMask, enlarged, garment_mask
from core.looks.parts import box_mean
from core.looks.patterns import pattern_shares, roughness
from core.photos.images import RGB

ASPECTS_ID = "aspects3"  # names this computation; vectors of another must not be mixed with these
COLOUR_DIMENSIONS = 48
SPECTRA_DIMENSIONS = 38  # of the pattern, from the pixels; beside them stand its words
PATTERN_DIMENSIONS = SPECTRA_DIMENSIONS + len(Pattern)
SHAPE_DIMENSIONS = 56

_AREA = 4096  # pixels of the reduced copy
_FAINT = 0.02  # of the largest weight of a pixel; what counts less is left out
_SKIN_WEIGHT = 0.3  # of what looks like skin or a wooden floor, beside what does not ...
_SKIN_MOST = 0.55  # ... unless it is more than this share

_BRIGHT = 0.9  # so many of a photo's pixels are darker than what shows its light ...
_LIGHT = 0.85  # ... which ought to be so light, 1 being the most ...
_GAIN = 1.6  # ... within this bound; what is too bright has lost its colour for good

_KERNEL_WIDTHS = (20.0, 60.0)  # scaled Lab: "the same colour" and "a similar one"

_STEP = 4  # px of a marked square between the dots whose colours count
_UNMARKED = 0.01  # how sure a network is of any place at least
_FINER = 3  # times as many places as a network marks make an outline smooth

_LEAST = 10.0  # words less likely than the likeliest by more than this, as logarithms, are as unlikely as each other
_NAMED = 0.06  # how much the logarithms of the words count to the pattern beside its spectra

_CUT = 128  # side of the cut-out for the pattern ...
_SHORT = 192  # ... in pixels of a photo with this short side
_TILE = 64
_SCALES, _ORIENTATIONS = 5, 8
_PLAIN = 18.0  # contrast, in 8-bit RGB, at which a garment is half plain

_GRID = 32  # the silhouette's side
_WAVES = 10  # cosine terms kept: those with u + v below this
_ASPECT_WEIGHT = 0.6

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class Aspects:
    """The aspects of one photo; every vector is float32 and fits float16."""

    colour: Vector  # (COLOUR_DIMENSIONS,), length at most 1
    pattern: Vector  # (PATTERN_DIMENSIONS,)
    shape: Vector  # (SHAPE_DIMENSIONS,)
    swatches: Vector  # (3, 4): L, a, b and share of the garment; largest first, then rows of zeros
    words: Vector  # (6,): how likely each word of Pattern is


def describe(rgb: RGB, places: Places | None = None) -> Aspects:
    """The aspects of a photo, (H, W, 3) uint8, and maybe where a network looked. Thread-safe and deterministic.

    Meant for a short side of 260 pixels or more; smaller photos give a coarser pattern.
    """
    image, mask, exposure = garment_in(rgb, places)
    cut = cut_out(image, mask)
    pattern = pattern_of(*cut)
    words = pattern_shares(pattern, roughness(*cut))
    return _described(exposure[_dots(image, *mask.shape)], mask, mask, pattern, words)


def describe_marked(square: RGB, mask: SoftMask, words: Vector) -> Aspects:
    """The same of what a network saw of a photo, (side, side, 3) uint8, where it marked the garment, (h, w), and how
    likely it said each word of Pattern is, (6,). Where it marked nothing all of it counts."""
    dots = square[_STEP // 2 :: _STEP, _STEP // 2 :: _STEP]
    mask = np.maximum(mask, np.float32(_UNMARKED))
    garment = enlarged(mask, *dots.shape[:2])
    pattern = pattern_of(*cut_out(Image.fromarray(square), garment))
    outline = enlarged(mask, *(_FINER * places for places in mask.shape))
    return _described(_exposure(dots)[dots], garment, outline, pattern, words)


def _described(dots: RGB, mask: SoftMask, outline: SoftMask, pattern: Vector, words: Vector) -> Aspects:
    """From single pixels as well exposed, (h, w, 3), where the garment is, (h, w), and the same as finely as it can be
    told, for the shape."""
    weights = mask * _core(mask)
    garment = weights > _FAINT * weights.max()
    seen = palette(to_lab(dots[garment][np.newaxis]))
    shares = _without_skin(seen.lab, seen.shares(weights[garment]))
    swatches = main_colours(seen.lab, shares)
    return Aspects(
        _colour(seen.lab, shares), np.concatenate([pattern, _named(words)]), _shape(outline), swatches, words
    )


def _named(words: Vector) -> Vector:
    """How likely words are, (6,), as a part of the pattern: photos of one word lie nearer to each other."""
    logs = np.maximum(np.log(np.maximum(words / words.max(), 1e-9)), -_LEAST)
    return np.asarray(_NAMED * (logs - logs.mean()), np.float32)


def garment_in(rgb: RGB, places: Places | None = None) -> tuple[Image.Image, SoftMask, NDArray[np.uint8]]:
    """A reduced copy of a photo, where its garment is (h, w), coarser still, and its `_exposure`."""
    image = Image.fromarray(rgb)
    image = image.reduce(max(1, min(image.size) // _SHORT))
    small = np.asarray(_reduced(image))
    return image, garment_mask(palette(to_lab(small)), places), _exposure(small)


def _dots(image: Image.Image, height: int, width: int) -> RGB:
    """Single pixels of a picture, evenly spread, (height, width, 3): means would mix the colours of narrow stripes."""
    return np.asarray(image.resize((width, height), Image.Resampling.NEAREST))


def _exposure(small: RGB) -> NDArray[np.uint8]:
    """What each of the 256 values becomes when a photo is exposed as it should have been, (256,).

    White cloth in a dim room is as dark as grey cloth in a bright one. As photos of clothes mostly show something light
    beside the garment, that is what the light is taken from ("white patch", Land and McCann 1971), within a bound. Hues
    stay: white patch by channel, shades of grey and grey edge (van de Weijer, Gevers, Gijsenij 2007) named fewer
    garments of the training photos rightly.
    """
    lightest = np.maximum(np.maximum(small[..., 0], small[..., 1]), small[..., 2])
    darker = np.bincount(lightest.ravel(), minlength=256).cumsum()
    bright = int(np.searchsorted(darker, _BRIGHT * lightest.size))
    gain = np.clip(_LIGHT / max(float(to_light()[bright]), 1e-3), 1, _GAIN)
    exposed: NDArray[np.uint8] = np.rint(255 * from_light(np.minimum(to_light() * gain, 1))).astype(np.uint8)
    return exposed


def _reduced(image: Image.Image) -> Image.Image:
    factor = (_AREA / (image.width * image.height)) ** 0.5
    size = max(8, round(image.width * factor)), max(8, round(image.height * factor))
    return image.resize(size, Image.Resampling.BOX)


def _core(mask: SoftMask) -> SoftMask:
    """Weights (h, w), highest in the middle of the mask: legs, hair, hangers and stands stick out of it."""
    return np.outer(*(_bell(mask.sum(axis=axis)) for axis in (1, 0)))


def _bell(profile: Vector) -> Vector:
    """A Gaussian (n,) about the mean of a profile (n,), with its standard deviation."""
    at = np.arange(len(profile), dtype=np.float32) + 0.5
    offset = (at - _centre(profile)) ** 2
    return np.asarray(np.exp(-0.5 * offset / (profile @ offset / profile.sum() + 1)), np.float32)


def _without_skin(lab: Lab, shares: Vector) -> Vector:
    """The shares (n,) of colours (n, 3) with less of what looks like skin, unless it must be the cloth itself."""
    hue = np.degrees(np.arctan2(lab[:, 2], lab[:, 1]))
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    skin = (abs(hue - 52) < 22) & (abs(chroma - 24) < 12) & (abs(lab[:, 0] - 66) < 22)
    if float(shares[skin].sum()) > _SKIN_MOST:
        return shares
    kept = np.where(skin, np.float32(_SKIN_WEIGHT), np.float32(1)) * shares
    return np.asarray(kept / kept.sum())


# Colour: the distance between two colour distributions is their maximum mean discrepancy (Gretton et al. 2012) under
# a sum of Gaussian kernels in Lab. The Nystroem method (Williams and Seeger 2001) makes it a plain L2 distance of
# short vectors. A second colour that covers a third of a garment so adds a ninth, squared, and the main colour decides.


def _colour(lab: Lab, shares: Vector) -> Vector:
    points, transform = _colour_basis()
    return np.asarray(shares @ _similarity(lab * SCALE, points) @ transform)


def _similarity(a: Lab, b: Lab) -> NDArray[np.float32]:
    squared = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T
    kernels = [np.exp(squared / (-2 * width**2)) for width in _KERNEL_WIDTHS]
    return np.asarray(sum(kernels) / len(kernels), np.float32)


@cache
def _colour_basis() -> tuple[Lab, NDArray[np.float32]]:
    """Colours spread evenly over sRGB, each farthest from those before it; their kernel matrix to the power -1/2."""
    levels = np.linspace(0, 255, 18).astype(np.uint8)
    gamut = to_lab(np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1).reshape(-1, 3)) * SCALE
    chosen = [int(((gamut - gamut.mean(axis=0)) ** 2).sum(axis=1).argmin())]
    distance = np.full(len(gamut), np.inf, np.float32)
    while len(chosen) < COLOUR_DIMENSIONS:
        distance = np.minimum(distance, ((gamut - gamut[chosen[-1]]) ** 2).sum(axis=1))
        chosen.append(int(distance.argmax()))
    points = gamut[chosen]
    values, vectors = np.linalg.eigh(_similarity(points, points).astype(np.float64))
    return points, (vectors / np.sqrt(np.maximum(values, 1e-4)) @ vectors.T).astype(np.float32)


# Pattern: along the colour axis of most contrast (Ohta, Kanade, Sakai 1980), so that neither the hues nor which of them
# is the lighter matters: (1) windowed spectra as in GIST (Oliva and Torralba 2001), pooled by scale and orientation,
# orientation made relative by a Fourier transform over it (as Tan 1998 does with Gabor energies): its first harmonic
# says stripes, its second checks; the strongest frequency says how regular it is; (2) local binary patterns
# (Ojala, Pietikainen, Maenpaa 2002), rotation-invariant, with dark and light folded together.


def pattern_of(values: Vector, weights: SoftMask) -> Vector:
    """What the pattern in a `cut_out` is like, (SPECTRA_DIMENSIONS,)."""
    contrast, spectrum = _spectrum(values * weights, weights)
    local = np.concatenate([_binary_patterns(values, weights, radius) for radius in (1, 2)])
    patterned = contrast**2 / (contrast**2 + _PLAIN**2)
    return (patterned * np.concatenate([[1.0], spectrum, local])).astype(np.float32)


def cut_out(image: Image.Image, mask: SoftMask) -> tuple[NDArray[np.float32], SoftMask]:
    """A square from the middle of the garment, (128, 128): values along the main colour axis, and weights."""
    inner = np.clip(2 * box_mean(mask, 5, "symmetric") - 1, 0, 1)  # keeps the silhouette itself out of the pattern
    scale = np.array([image.width / mask.shape[1], image.height / mask.shape[0]])
    centre = np.array([_centre(mask.sum(axis=0)), _centre(mask.sum(axis=1))]) * scale
    side = min(image.size) * _CUT / _SHORT
    corner = np.clip(centre - side / 2, 0, np.array(image.size) - side)
    box = (*corner, *(corner + side))
    rgb = image.resize((_CUT, _CUT), Image.Resampling.BOX, box)
    small_box = (*(corner / scale), *np.minimum((corner + side) / scale, mask.shape[::-1]))
    inside = Image.fromarray(inner).resize((_CUT, _CUT), Image.Resampling.BILINEAR, small_box)
    weights = np.asarray(inside) + np.float32(1e-4)
    return _main_axis(np.asarray(rgb, np.float32), weights), weights


def _centre(profile: Vector) -> float:
    return float(profile @ (np.arange(len(profile)) + 0.5) / profile.sum())


def _main_axis(rgb: NDArray[np.float32], weights: SoftMask) -> NDArray[np.float32]:
    """Colours (h, w, 3) projected on the direction in which they differ most."""
    sparse, share = rgb[::2, ::2].reshape(-1, 3), weights[::2, ::2].reshape(-1, 1)
    share = share / share.sum()
    mean = (share.T @ sparse)[0]
    axis = np.linalg.eigh((share * sparse).T @ sparse - np.outer(mean, mean))[1][:, -1]
    return np.asarray(rgb @ axis - mean @ axis)


def _spectrum(values: NDArray[np.float32], weights: SoftMask) -> tuple[float, Vector]:
    """Contrast, and per scale: energy, three harmonics of its orientations, the share of the strongest frequency."""
    window, bands, rings = _bands()
    shape = (_CUT // _TILE, _TILE, _CUT // _TILE, _TILE)
    tiles, cover = (
        field.reshape(shape).swapaxes(1, 2).reshape(-1, _TILE, _TILE) * window for field in (values, weights)
    )
    frequencies = np.fft.rfft2(tiles)
    power = (frequencies.real**2 + frequencies.imag**2).reshape(len(tiles), -1)
    energy = (power @ bands.T).reshape(-1, _SCALES, _ORIENTATIONS)
    total = energy.sum(axis=(1, 2)) + 1e-6
    variance = total / ((cover**2).sum(axis=(1, 2)) * _TILE**2)
    filled = cover.sum(axis=(1, 2)) ** 2
    filled /= filled.sum()
    trust = filled * variance / (filled @ variance)
    by_scale = trust @ (energy.sum(axis=2) / total[:, None])
    turning = trust @ (abs(np.fft.fft(energy, axis=2))[:, :, 1:4] / total[:, None, None]).reshape(len(tiles), -1)
    peaks = trust @ np.stack([(power * ring).max(axis=1) / total for ring in rings], axis=1)
    vector = np.concatenate([np.sqrt(by_scale), turning, peaks])
    return float(np.sqrt(filled @ variance)), vector.astype(np.float32)


@cache
def _bands() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """The window of a tile; how much its frequencies count to each scale and orientation (40, n), and scale (5, n).

    Scales are 0.9 octaves apart from 2.3 cycles per tile on; both scales and orientations overlap linearly.
    """
    fy, fx = np.fft.fftfreq(_TILE)[:, None], np.fft.rfftfreq(_TILE)
    octave = np.log2(np.maximum(np.hypot(fx, fy) * _TILE, 0.1) / 2)
    turn = np.arctan2(fy, fx) % np.pi / np.pi * _ORIENTATIONS
    scales = [np.clip(1 - abs(octave - 0.9 * (scale + 0.25)), 0, 1) for scale in range(_SCALES)]
    half = _ORIENTATIONS / 2
    sectors = [np.clip(1 - abs((turn - at + half) % _ORIENTATIONS - half), 0, 1) for at in range(_ORIENTATIONS)]
    twice = np.where((fx == 0) | (fx == 0.5), 1, 2) + 0 * fy  # rfft2 leaves out the mirrored half
    bands = np.array([(scale * sector * twice).ravel() for scale in scales for sector in sectors])
    hann = np.hanning(_TILE + 2)[1:-1]
    once = bands.reshape(_SCALES, _ORIENTATIONS, -1).sum(axis=1) / twice.ravel()
    rings = 2 * once  # a frequency and its mirror image, wherever that lies
    return np.outer(hann, hann).astype(np.float32), bands.astype(np.float32), rings.astype(np.float32)


def _binary_patterns(values: NDArray[np.float32], weights: SoftMask, radius: int) -> Vector:
    """How often a pixel's eight neighbours are brighter in each of six ways, (6,), together 1."""
    slant = max(1, round(radius * 0.7071))
    around = ((0, radius), (slant, slant), (radius, 0), (slant, -slant))
    inner = slice(radius, -radius, 2)  # every second pixel each way: all of them find no more of their like
    pixels = values[inner, inner].copy()
    code = np.zeros(pixels.shape, np.uint8)
    for y, x in (*around, *((-y, -x) for y, x in around)):
        neighbour = values[radius + y : _CUT - radius + y : 2, radius + x : _CUT - radius + x : 2]
        code += code  # makes room for one more bit
        code += (neighbour > pixels).view(np.uint8)
    counts = np.bincount(_binary_classes(), np.bincount(code.ravel(), weights[inner, inner].ravel(), 256), 6)
    return np.asarray(counts / counts.sum(), np.float32)


@cache
def _binary_classes() -> NDArray[np.intp]:
    """For each code the number of its ones or zeros, whichever are fewer, or 5 if they form no single arc."""
    bits = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1)
    ones = bits.sum(axis=1)
    changes = (bits != np.roll(bits, 1, axis=1)).sum(axis=1)
    classes: NDArray[np.intp] = np.where(changes <= 2, np.minimum(ones, 8 - ones), 5)
    return classes


# Shape: the silhouette fills a square and is written as its lowest cosine waves, so that L2 is the area in which two
# silhouettes differ (Parseval). Waves that are odd from left to right only change sign in a mirror: their size is kept.


def _shape(mask: SoftMask) -> Vector:
    inside = (mask > 0.5 * mask.max()).astype(np.float32)  # how sure it is would tell of colours
    top, bottom = _extent(inside.sum(axis=1))
    left, right = _extent(inside.sum(axis=0))
    filled = Image.fromarray(inside).resize((_GRID, _GRID), Image.Resampling.BOX, (left, top, right, bottom))
    waves = _cosines() @ np.asarray(filled) @ _cosines().T / _GRID
    order = np.add.outer(np.arange(_WAVES), np.arange(_WAVES))
    waves *= np.sqrt(1 + order)  # lets outlines count beside areas
    kept = order < _WAVES
    even, odd = waves[:, ::2][kept[:, ::2]], waves[:, 1::2][kept[:, 1::2]]
    aspect = _ASPECT_WEIGHT * np.log((bottom - top) / (right - left))
    return np.concatenate([even, 0.5 * abs(odd), [aspect]]).astype(np.float32)


@cache
def _cosines() -> NDArray[np.float32]:
    """The lowest waves of the orthonormal cosine transform (DCT-II), (_WAVES, _GRID)."""
    waves, places = np.arange(_WAVES)[:, None], np.arange(_GRID) + 0.5
    scale = np.where(waves == 0, np.sqrt(1 / _GRID), np.sqrt(2 / _GRID))
    cosines: NDArray[np.float32] = np.asarray(scale * np.cos(np.pi * waves * places / _GRID), np.float32)
    return cosines


def _extent(profile: Vector) -> tuple[int, int]:
    """The first and the last place, exclusive, between which all but 1/250 of the profile lies."""
    sums = np.cumsum(profile)
    ends = np.searchsorted(sums, sums[-1] * np.array([0.002, 0.998]))
    return int(ends[0]), int(min(ends[1], len(profile) - 1)) + 1
