"""What tells the photos of a group apart, found in the background for the group that is seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from core.duplicates.changes import Change
from core.duplicates.groups import Group
from core.photos.images import UnreadableImage
from core.workers.pictures import Pictures
from gui.base.pictures import image_from


@dataclass(frozen=True, eq=False)
class Differing:
    """By the paths of photos: what was done to each beside the best one, and a picture of it."""

    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    images: Mapping[str, QImage] = field(default_factory=dict)


def differing(group: Group, pictures: Pictures, cancelled: Callable[[], bool]) -> Differing:
    """For a thread of its own; what cannot be read, or laid over the best one, is left out."""
    from core.duplicates.difference import SIDE, difference  # here, because the window opens sooner without

    changes, images = dict[str, tuple[Change, ...]](), dict[str, QImage]()
    try:
        best = pictures.decode(group.best.path, SIDE, 2 * SIDE, cancelled).rgb
    except UnreadableImage:
        return Differing()
    for copy in group.photos:
        if copy.keep or cancelled():
            continue
        try:
            found = difference(best, pictures.decode(copy.path, SIDE, 2 * SIDE, cancelled).rgb)
        except UnreadableImage:
            continue
        if found is not None:
            changes[copy.path], images[copy.path] = found.changes, image_from(found.picture)
    return Differing(changes, images)
