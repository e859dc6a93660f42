"""Photos as they are compared and judged, read when they are asked for; what was found is not computed again."""

from __future__ import annotations

import os
from functools import lru_cache

from core.duplicates.best import SIDE, Facts
from core.duplicates.same_picture import SEEN_SIDE, Seen, is_same_picture
from core.photos.images import Decode, UnreadableImage, load_thumbnail
from core.photos.thumbnail_store import ThumbnailStore, version_of

_KEPT = 500  # photos in memory, at most 350 kB each

Known = tuple[str, bytes]  # the path of a photo, and the hash of its content; b"" where it has not been read


class Album:
    """Photos by path, for any number of threads. What cannot be read is None."""

    def __init__(self, decode: Decode, thumbnails: ThumbnailStore) -> None:
        """`thumbnails`: where some may be kept; the others are decoded."""
        self._decode = decode
        self._thumbnails = thumbnails
        self._seen_in = lru_cache(_KEPT)(self._seen)
        self._facts: dict[tuple[str, str | None], Facts] = {}  # by the path and the version of the photo
        self._same: dict[tuple[bytes, bytes], bool] = {}  # by the contents of both photos

    def seen(self, path: str) -> Seen | None:
        """A photo as it is compared."""
        return self._seen_in(path, version_of(path))

    def are_same(self, one: Known, other: Known) -> bool:
        """Whether two photos are one picture; False where one cannot be read."""
        contents = one[1], other[1]
        if contents in self._same:
            return self._same[contents]
        seen, other_seen = self.seen(one[0]), self.seen(other[0])
        if seen is None or other_seen is None:
            return False
        same = is_same_picture(seen, other_seen)
        if all(contents):
            self._same[contents] = same
        return same

    def facts(self, path: str) -> Facts | None:
        """What a photo's file is worth."""
        version = path, version_of(path)
        if version not in self._facts:
            try:
                self._facts[version] = Facts.of(self._decode(path, SIDE, SIDE), os.stat(path).st_size)
            except (UnreadableImage, OSError):
                return None
        return self._facts[version]

    def _seen(self, path: str, version: str | None) -> Seen | None:
        try:
            kept = None if version is None else self._thumbnails.at_least(path, SEEN_SIDE, version)
            if kept is not None:
                return Seen.of(load_thumbnail(kept, SEEN_SIDE))
            return Seen.of(self._decode(path, SEEN_SIDE, SEEN_SIDE).rgb)
        except UnreadableImage:
            return None
