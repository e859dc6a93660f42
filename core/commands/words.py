"""The kinds of words that commands take. Each raises ArgumentTypeError, whose text argparse prints, for a wrong one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from core.looks.colours import parse_colour
from core.looks.features import ASPECTS
from core.search.query import Box

LEAST_SIZE, MOST_SIZE = 200, 14_000  # pixels of a picture's longer side; 14,000 squared take 600 MB of memory
_LEAST_WEIGHT, _MOST_WEIGHT = 1e-6, 1e6  # beyond, shares would vanish or overflow as float32


def positive(text: str) -> int:
    """A whole number of at least 1."""
    number = natural(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def natural(text: str) -> int:
    """A whole number of at least 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not a whole number")
    return int(text)


def picture_size(text: str) -> int:
    """Pixels of the longer side of a picture."""
    number = natural(text)
    if not LEAST_SIZE <= number <= MOST_SIZE:
        raise argparse.ArgumentTypeError(f"a size is from {LEAST_SIZE} to {MOST_SIZE:,} pixels")
    return number


def weights(text: str) -> tuple[float, ...]:
    """How much each of ASPECTS counts: "look=1,colour=0.5"."""
    given = dict(pair.partition("=")[::2] for pair in text.split(","))
    numbers = []
    for aspect in ASPECTS:
        try:
            numbers.append(float(given.pop(aspect, 0)))
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text}: {aspect} needs a number") from None
    if given:
        raise argparse.ArgumentTypeError(f"{', '.join(given)}: the aspects are {', '.join(ASPECTS)}")
    used = [weight for weight in numbers if weight != 0]
    if not used or not all(_LEAST_WEIGHT <= weight <= _MOST_WEIGHT for weight in used):
        raise argparse.ArgumentTypeError(
            f"a weight is 0 or from {_LEAST_WEIGHT:f} to {_MOST_WEIGHT:,.0f}, and one of them is more than 0"
        )
    return tuple(numbers)


def colour(text: str) -> str:
    """What `parse_colour` understands."""
    try:
        parse_colour(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def box(text: str) -> Box:
    """A part of a photo in its pixels: "X,Y,W,H"."""
    try:
        left, top, width, height = map(int, text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not of the form X,Y,W,H") from None
    if min(left, top) < 0 or min(width, height) < 1:
        raise argparse.ArgumentTypeError("a box starts inside the photo and is at least one pixel wide and high")
    return Box(left, top, width, height)


def file_named(endings: Sequence[str], also: Sequence[str] = ()) -> Callable[[str], Path]:
    """What reads the name of a file to be written, which must have one of these endings, or be one of those `also`."""

    def output(text: str) -> Path:
        if text in also:
            return Path(text)
        if Path(text).suffix.lower() not in endings:
            raise argparse.ArgumentTypeError(f"{text} must end in {' or '.join(endings)}")
        return Path(text)

    return output
