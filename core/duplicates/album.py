"""Photos as they are compared and judged, read when they are asked for."""

from __future__ import annotations

import os
from functools import cache, lru_cache

from core.duplicates.best import SIDE, Facts
from core.duplicates.same_picture import SEEN_SIDE, Seen
from core.photos.images import Decode, UnreadableImage, load_thumbnail
from core.photos.thumbnail_store import ThumbnailStore, version_of

_KEPT = 500  # photos in memory, at most 350 kB each


class Album:
    """Photos by path, for any number of threads. What cannot be read is None."""

    def __init__(self, decode: Decode, thumbnails: ThumbnailStore) -> None:
        """`thumbnails`: where some may be kept; the others are decoded."""
        self._decode = decode
        self._thumbnails = thumbnails
        self.seen = lru_cache(_KEPT)(self._seen)
        self.facts = cache(self._facts)

    def _seen(self, path: str) -> Seen | None:
        try:
            version = version_of(path)
            kept = None if version is None else self._thumbnails.at_least(path, SEEN_SIDE, version)
            if kept is not None:
                return Seen.of(load_thumbnail(kept, SEEN_SIDE))
            return Seen.of(self._decode(path, SEEN_SIDE, SEEN_SIDE).rgb)
        except UnreadableImage:
            return None

    def _facts(self, path: str) -> Facts | None:
        try:
            return Facts.of(self._decode(path, SIDE, SIDE), os.stat(path).st_size)
        except (UnreadableImage, OSError):
            return None
