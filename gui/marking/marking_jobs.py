"""What the user marks, read and changed in the background. The value of each job is a Kept."""

from __future__ import annotations

from collections.abc import Callable

from core.base.paths import Paths
from core.wardrobe.copies import Kept, change_wardrobe, open_wardrobe, restore
from core.wardrobe.marks import Marks
from core.wardrobe.wardrobe import WardrobeError
from gui.base.job_classes import Job


class OpenJob(Job):
    """Reads what was marked."""

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._paths = paths

    def work(self) -> Kept:
        return open_wardrobe(self._paths)


class ChangeJob(Job):
    """Exchanges the marks for what `change` makes of those on disk."""

    def __init__(self, paths: Paths, change: Callable[[Marks], Marks]) -> None:
        super().__init__()
        self._paths = paths
        self._change = change

    def work(self) -> Kept:
        return change_wardrobe(self._paths, self._change)


class RestoreMarksJob(Job):
    """Puts a copy in the place of what cannot be used."""

    def __init__(self, paths: Paths, kept: Kept) -> None:
        super().__init__()
        self._paths = paths
        self._kept = kept

    def work(self) -> Kept:
        try:
            return restore(self._paths)
        except WardrobeError as error:
            return Kept(self._kept.marks, str(error), self._kept.copy)
