"""How much of a picture may be in memory: no photo takes more than 700 MB, whatever its file claims."""

from __future__ import annotations

from typing import Any

from PIL import Image

from core.base import sentences
from core.base.sentences import Sentence
from core.photos.photo_files import UnreadableImage

MAX_PIXELS = 200_000_000  # the largest phone sensor gives 16,320 x 12,240
MAX_MEMORY = 640 * 10**6  # bytes for the file and what decoding it needs; the rest of 700 MB is for what is made of it
MAX_RESULT = 48_000_000  # pixels handed out at once: the largest camera of most phones
_BESIDE = 40 * 10**6  # bytes for the result while the pixels that it is made of are still there
BIG = 160 * 10**6  # bytes; of what needs more, one is decoded at a time

# Bytes a pixel at the peak of decoding, measured with tests/bench/memory.py: the decoder's own copies and Pillow's.
_DECODERS = {"WEBP": 16.2, "AVIF": 14.0, "HEIF": 10.6}
_SMALL_MODES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2, "I;16N": 2}  # of the others Pillow takes 4


def check_size(size: tuple[int, int]) -> None:
    """Refuse pictures that nobody photographs. Raises UnreadableImage."""
    width, height = size
    if width * height > MAX_PIXELS:
        raise UnreadableImage(_with_numbers(sentences.MANY_PIXELS, size, MAX_PIXELS))
    if width < 1 or height < 1:
        raise UnreadableImage(sentences.NO_PIXELS)


def memory_needed(image: Image.Image, full: tuple[int, int]) -> int:
    """The bytes that decoding an opened image takes; of a `full` size, maybe drafted to less."""
    return int(_bytes_a_pixel(image, full) * full[0] * full[1])


def check_memory(image: Image.Image, full: tuple[int, int], file_bytes: int) -> None:
    """Refuse what takes too much memory with the file beside it. Raises UnreadableImage."""
    each, left = _bytes_a_pixel(image, full), MAX_MEMORY - file_bytes
    if each * full[0] * full[1] > left:
        raise UnreadableImage(_with_numbers(sentences.MANY_PIXELS_OF_KIND, full, int(left / each)))


def room(needed: int, file_bytes: int) -> int:
    """The pixels of the result that there is memory for beside all that decoding needs."""
    return min(MAX_RESULT, max((MAX_MEMORY + _BESIDE - needed - file_bytes) // 4, _BESIDE // 4))


def _bytes_a_pixel(image: Image.Image, full: tuple[int, int]) -> float:
    if image.format in _DECODERS:
        return _DECODERS[image.format]
    held = _SMALL_MODES.get(image.mode, 4) * image.width * image.height / (full[0] * full[1])
    return held + _coefficients(image)


def _coefficients(image: Any) -> float:
    """Bytes a pixel that libjpeg keeps of a JPEG whose scans do not come one by one: two for each sample."""
    layers = getattr(image, "layer", None)
    if image.format != "JPEG" or not layers or not image.info.get("progressive"):
        return 0.0
    most: int = max(across for _, across, _, _ in layers) * max(down for _, _, down, _ in layers)
    samples: int = sum(across * down for _, across, down, _ in layers)
    return 2.0 * samples / most


def _with_numbers(sentence: Sentence, size: tuple[int, int], most: int) -> Sentence:
    return sentence.filled(width=size[0], height=size[1], most=max(most // 10**6, 0))
