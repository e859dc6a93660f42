"""Photos as they are compared and judged, read when they are asked for; what was found is not computed again."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import lru_cache

from core.duplicates.best import SIDE, Facts
from core.duplicates.same_picture import SEEN_SIDE
from core.photos.images import RGB, Decode, UnreadableImage, load_thumbnail
from core.photos.thumbnail_store import ThumbnailStore, version_of

_KEPT = 500  # thumbnails in memory, 77 kB each

Known = tuple[str, bytes]  # the path of a photo, and the hash of its content; b"" where it has not been read
Compare = Callable[[Sequence[RGB], Sequence[tuple[int, int]]], list[bool]]


class Album:
    """Photos by path, for any number of threads. What cannot be read is None."""

    def __init__(self, decode: Decode, thumbnails: ThumbnailStore) -> None:
        """`thumbnails`: where some may be kept; the others are decoded."""
        self._decode = decode
        self._thumbnails = thumbnails
        self._seen_in = lru_cache(_KEPT)(self._seen)
        self._facts: dict[tuple[str, str | None], Facts] = {}  # by the path and the version of the photo
        self._same: dict[tuple[bytes, bytes], bool] = {}  # by the contents of both photos

    def same(self, pairs: Sequence[tuple[Known, Known]], compare: Compare) -> list[bool]:
        """Which of these pairs of photos are one picture; False where one cannot be read. `compare` finds it out, by
        thumbnails and pairs of their places, as `same_picture.compared` does."""
        new = [pair for pair in pairs if (pair[0][1], pair[1][1]) not in self._same]
        seen = {path: self.seen(path) for pair in new for path, _ in pair}
        places = {path: place for place, path in enumerate(path for path, rgb in seen.items() if rgb is not None)}
        readable = [(one, other) for one, other in new if one[0] in places and other[0] in places]
        thumbnails = [rgb for rgb in seen.values() if rgb is not None]
        found = compare(thumbnails, [(places[one[0]], places[other[0]]) for one, other in readable])
        told = dict(zip(readable, found, strict=True))
        self._same |= {(one[1], other[1]): same for (one, other), same in told.items() if one[1] and other[1]}
        return [told.get(pair, self._same.get((pair[0][1], pair[1][1]), False)) for pair in pairs]

    def seen(self, path: str) -> RGB | None:
        """A photo as it is compared: a thumbnail."""
        return self._seen_in(path, version_of(path))

    def facts(self, path: str) -> Facts | None:
        """What a photo's file is worth."""
        version = path, version_of(path)
        if version not in self._facts:
            try:
                self._facts[version] = Facts.of(self._decode(path, SIDE, SIDE), os.stat(path).st_size)
            except (UnreadableImage, OSError):
                return None
        return self._facts[version]

    def _seen(self, path: str, version: str | None) -> RGB | None:
        try:
            kept = None if version is None else self._thumbnails.at_least(path, SEEN_SIDE, version)
            if kept is not None:
                return load_thumbnail(kept, SEEN_SIDE)
            return self._decode(path, SEEN_SIDE, SEEN_SIDE).rgb
        except UnreadableImage:
            return None
