"""What is shared, as one value: photos in order, what is said of each, and what they are the answer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Item:
    """A photo: its path, or the bytes of a file where there is none. `name` and `words` may stand below it."""

    source: str | bytes
    name: str
    words: str = ""


@dataclass(frozen=True)
class Shared:
    """`title` stands above all; `query` is the photo asked with, where it can be shown.

    For other programs, as JSON knows them: `rows` are the items, as many and in the same order, and `asked` what they
    are the answer to, empty where they are none.
    """

    title: str
    items: Sequence[Item]
    query: Item | None = None
    rows: Sequence[Mapping[str, Any]] = ()
    asked: Mapping[str, Any] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[str, ...]:
        """The files, in order."""
        return tuple(item.source for item in self.items if isinstance(item.source, str))
