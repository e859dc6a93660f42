"""Which files show a photo, as the catalog knows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from core.wardrobe.identity import Identity


@dataclass(frozen=True)
class Whereabouts:
    """N files, sorted by path, with what their photos are known by; `pixels` are b"" where they are not known."""

    paths: Sequence[str] = ()
    contents: Sequence[bytes] = ()
    pixels: Sequence[bytes] = ()

    @cached_property
    def _by_content(self) -> dict[bytes, int]:
        return {content: row for row, content in reversed(list(enumerate(self.contents)))}

    @cached_property
    def _by_pixels(self) -> dict[bytes, int]:
        return {pixels: row for row, pixels in reversed(list(enumerate(self.pixels))) if pixels}

    def _row(self, photo: Identity) -> int | None:
        row = self._by_content.get(photo.content)
        return self._by_pixels.get(photo.pixels) if row is None else row

    def path(self, photo: Identity) -> str | None:
        """The first file that shows this photo; one with the same bytes rather than one with the same picture."""
        row = self._row(photo)
        return None if row is None else self.paths[row]

    def identity(self, photo: Identity) -> Identity | None:
        """All that this photo is known by; None where no file shows it."""
        row = self._row(photo)
        return None if row is None else self.at(row)

    def at(self, row: int) -> Identity:
        """What the photo in a file is known by."""
        return Identity(self.contents[row], self.pixels[row])
