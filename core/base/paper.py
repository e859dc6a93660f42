"""How large sheets of photos are, and as what they are kept: words, because the user's choice is kept too."""

from __future__ import annotations

from enum import StrEnum

MOST_COLUMNS, MOST_ROWS = 12, 20  # of photos on a page
_INCHES = {"a4": (8.268, 11.693), "a3": (11.693, 16.535), "letter": (8.5, 11.0)}


class Size(StrEnum):
    """How large a sheet is: a picture as high as its rows need, or a sheet of paper, upright or across."""

    SCREEN = "screen"
    LARGE = "large"
    A4 = "a4"
    A4_ACROSS = "a4 across"
    A3_ACROSS = "a3 across"
    LETTER = "letter"
    LETTER_ACROSS = "letter across"

    @property
    def is_paper(self) -> bool:
        """Whether its height is given."""
        return self.value.partition(" ")[0] in _INCHES

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height of a paper."""
        name, _, across = self.value.partition(" ")
        width, height = _INCHES[name]
        return (height, width) if across else (width, height)


class Format(StrEnum):
    """As what a sheet is kept: a picture, or a document of all its pages. The word is the ending of the file."""

    PNG = "png"
    JPEG = "jpg"
    PDF = "pdf"
