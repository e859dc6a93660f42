"""What is known of a library's photos besides how they look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from core.catalog.folders import place
from core.looks.features import Rows, part
from core.photos.photo_files import content_hash, read_file
from core.search.question import Question
from core.search.search import Searcher
from core.search.stacks import Groups, Stacks, parted
from core.wardrobe.apart import Apart
from core.wardrobe.identity import Identity, Photos


@dataclass(frozen=True, eq=False)
class Holdings:
    """Photos, sorted by path, and what each is known by; which of them show one garment, as far as that is known; and
    which do not, as the user said.

    contents: hashes of the files, None for one not read yet; pixels: of what they decode to, b"" where not known.
    """

    paths: tuple[str, ...] = ()
    contents: Sequence[bytes | None] = ()
    pixels: Sequence[bytes] = ()
    stacks: Stacks | None = None
    apart: Apart = field(default_factory=Apart)

    def identity(self, path: str) -> Identity | None:
        """What a photo is known by; None for one that is not here or has not been read yet."""
        row = place(path, self.paths)
        content = None if row < 0 else self.contents[row]
        return None if content is None else Identity(content, self.pixels[row])

    def asked(self, question: Question) -> Identity | None:
        """What the photo of a question is known by, whatever part of it counts. Raises UnreadableImage."""
        if question.path is not None and (known := self.identity(question.path)) is not None:
            return known
        source = question.source
        return Identity(content_hash(source if isinstance(source, bytes) else read_file(source)[0]))

    def copies(self, photo: Identity) -> tuple[str, ...]:
        """The paths of this very content."""
        if photo.content not in self.contents:
            return ()
        return tuple(path for path, one in zip(self.paths, self.contents, strict=True) if one == photo.content)

    def apart_from(self, photo: Identity) -> frozenset[str]:
        """The photos of which the user said that they are not the same garment as this one."""
        others = self.apart.others_of(photo)
        return frozenset(self._among(others)) if others.all else frozenset()

    def _among(self, photos: Photos) -> list[str]:
        known = zip(self.paths, self.contents, self.pixels, strict=True)
        return [path for path, one, pixels in known if one in photos.contents or pixels in photos.pixels]

    def groups(self, searcher: Searcher) -> Groups | None:
        """The stacks of the photos that are searched, (N,), without those that are not the same."""
        if self.stacks is None:
            return None
        groups, collection = self.stacks.over(searcher.collection.paths), searcher.collection
        if not self.apart.pairs:
            return groups

        def looks(photos: Groups) -> Rows:
            rows = np.stack([collection.stored.row(row) for row in collection.first[photos].tolist()])
            return part(rows.astype(np.float32), "look", searcher.spec)

        return parted(groups, self._pairs(searcher), looks)

    def _pairs(self, searcher: Searcher) -> Iterable[tuple[int, int]]:
        """The numbers of photos, in the searcher's collection, that are not the same."""
        wanted = Photos(frozenset(photo for pair in self.apart.pairs for photo in pair))
        known = {path: photo for path in self._among(wanted) if (photo := self.identity(path)) is not None}
        for pair in sorted(self.apart.pairs):
            one, other = (_rows_of(photo, known, searcher) for photo in pair)
            yield from product(one, other)


def _rows_of(photo: Identity, known: Mapping[str, Identity], searcher: Searcher) -> list[int]:
    """The numbers, in the searcher's collection, of those of some photos that are this one."""
    same = Photos(frozenset([photo]))
    rows = (searcher.collection.photo(path) for path, one in known.items() if same.holds(one))
    return [row for row in rows if row >= 0]
