"""What a word can mean, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.looks.colour_words import Colour, Pattern
from core.looks.tints import Shade


@dataclass(frozen=True)
class Kind:
    """A kind of garment by the names that networks may have for it, the finest first: the first one known counts."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Tint:
    """A colour; None for any colour of that shade."""

    colour: Colour | None
    shade: Shade | None = None


class Glue(Enum):
    """Words that say nothing by themselves."""

    FILLER = "filler"  # means nothing to a search
    OR = "or"  # another colour will do as well
    AND = "and"
    NOT = "not"  # what follows is not wanted
    BREAK = "break"  # what follows is wanted again
    OTHER = "other"  # a word of its own, no misspelt one and no part of this vocabulary


Meaning = Kind | Tint | Shade | Pattern | Glue
