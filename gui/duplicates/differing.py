"""What tells the photos of a group apart, found in the background for the group that is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.duplicates.changes import Change
from core.duplicates.groups import Group, Kind
from core.photos.images import UnreadableImage
from core.workers.pictures import Pictures
from gui.base.jobs import Job, JobQueue
from gui.base.pictures import image_from
from gui.base.work import Work


@dataclass(frozen=True, eq=False)
class Differing:
    """By the paths of photos: what was done to each beside the best one, and a picture of it."""

    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    images: Mapping[str, QImage] = field(default_factory=dict)


class Told(QObject):
    """What is known of the group that is seen.

    Attributes:
        found: of this group; nothing at first.

    Signals:
        changed: `found` is.
    """

    changed = Signal()

    def __init__(self, pictures: Pictures, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.found = Differing()
        self._queue = JobQueue(work, self)

    def look_at(self, group: Group | None) -> None:
        """Another group is seen; shots of one garment differ everywhere."""
        self.found = Differing()
        self._queue.drop()
        if group is not None and group.kind is Kind.PICTURE:
            self._queue.run(partial(_differing, group, self._pictures), done=self._take)

    @property
    def busy(self) -> bool:
        return self._queue.busy

    def _take(self, found: Differing) -> None:
        self.found = found
        self.changed.emit()


def _differing(group: Group, pictures: Pictures, job: Job) -> Differing:
    """For a thread of its own; what cannot be read, or laid over the best one, is left out."""
    from core.duplicates.difference import SIDE, difference  # here, because the window opens sooner without

    changes, images = dict[str, tuple[Change, ...]](), dict[str, QImage]()
    try:
        best = pictures.decode(group.best.path, SIDE, 2 * SIDE, job.cancelled).rgb
    except UnreadableImage:
        return Differing()
    for copy in group.photos:
        if copy.keep or job.cancelled():
            continue
        try:
            found = difference(best, pictures.decode(copy.path, SIDE, 2 * SIDE, job.cancelled).rgb)
        except UnreadableImage:
            continue
        if found is not None:
            changes[copy.path], images[copy.path] = found.changes, image_from(found.picture)
    return Differing(changes, images)
