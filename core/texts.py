"""Texts as a person can read them on one line."""

from __future__ import annotations


def printable(name: str) -> str:
    """The name of a file or folder with nothing in it that breaks a line, moves a cursor or is no text at all.

    Control characters, line and paragraph ends, marks that turn the direction of writing, and surrogate escapes (bytes
    that are no UTF-8) come out as the replacement character. Any stream that takes UTF-8 can print the result.
    """
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
