"""What the user marks: shown at once, kept in the background, each change on disk for good before the program ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QDate, QLocale, QObject, Signal, Slot

from core.base.paths import Paths
from core.wardrobe.copies import Kept, change_wardrobe, open_wardrobe, restore
from core.wardrobe.marks import Identity, Marks
from core.wardrobe.wardrobe import WardrobeError
from gui.base.core_texts import translated
from gui.base.jobs import Series
from gui.base.work import Work

_AT_ONCE = 10_000  # marks whose change is worked out in the thread of the window; more would stop it


def are_few(marks: int) -> bool:
    """Whether a change that looks at so many marks can be shown before it is kept."""
    return marks <= _AT_ONCE


class Keeping(QObject):
    """Keeps the marks.

    Attributes:
        marks: as they are shown. They run ahead of the disk by what waits to be saved.

    Signals:
        changed: `marks` did. kept: what is on disk is known anew, or why it is not. said: a sentence. offered: a
        sentence, the words of a button, and what it does.
    """

    changed = Signal()
    kept = Signal()
    said = Signal(str)
    offered = Signal(str, str, object)

    def __init__(self, paths: Paths, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self._kept: Kept | None = None  # what is on disk
        self.marks = Marks()
        self._saving = Series(work, self)
        self._save(partial(open_wardrobe, paths))

    @property
    def problem(self) -> str:
        """Why nothing can be changed, one sentence; empty when it can."""
        return translated(self._kept.problem) if self._kept is not None and self._kept.problem else ""

    @property
    def remedy(self) -> str:
        """The words of a button for `restore`; empty where that would not help."""
        if self._kept is None or not self._kept.copy:
            return ""
        day, today = QDate.fromString(self._kept.copy, "yyyy-MM-dd"), QDate.currentDate()
        if day == today.addDays(-1):
            return self.tr("Restore the copy of yesterday")
        if day == today:
            return self.tr("Restore the copy of today")
        return self.tr("Restore the copy of {day}").format(day=_written(day))

    @property
    def ready(self) -> bool:
        """Whether it is known what is on disk, or why it is not."""
        return self._kept is not None

    def change(self, change: Callable[[Marks], Marks], *, at_once: bool = True) -> bool:
        """Show the marks that `change` makes of those shown, and keep them; whether it can be done as far as is known.

        If not it is tried all the same: the disk may answer by now. What would take a while is not shown `at_once`.
        """
        helpless = bool(self.problem)
        if at_once and not helpless:
            self._show(change(self.marks))
        self._change(change)
        return not helpless

    def learn(self, photos: Sequence[Identity]) -> None:
        """Know what is marked of these photos by all that they can be known by."""
        learnt = self.marks.learnt(photos)
        if learnt is not self.marks and not self.problem:
            self.marks = learnt  # looks the same
            self._change(lambda marks: marks.learnt(photos))

    @Slot()
    def restore(self) -> None:
        """Put the newest good copy in the place of what cannot be used."""
        if self._kept is not None and self._kept.copy:
            self._save(partial(_restored, self._paths, self._kept))

    def _change(self, change: Callable[[Marks], Marks]) -> None:
        self._save(partial(change_wardrobe, self._paths, change))

    def _save(self, act: Callable[[], Kept]) -> None:
        self._saving.run(partial(_prepared, act), done=self._on_kept, failed=self._on_failed)

    def _on_kept(self, kept: Kept) -> None:
        before, self._kept = self._kept, kept
        if not self._saving.waits or kept.problem:
            self._show(kept.marks)
        self.kept.emit()
        if kept.problem:
            self._tell(self.problem)
        elif before is not None and before.problem:
            self.said.emit(self.tr("Your favourites and kinds can be changed again."))
        elif kept.said:
            self.said.emit(" ".join(map(translated, kept.said)))

    def _on_failed(self, sentence: str) -> None:
        """Nobody knows why; what is on disk is shown."""
        if self._kept is not None and not self._saving.waits:
            self._show(self._kept.marks)
        self.said.emit(sentence)

    def _tell(self, problem: str) -> None:
        if self.remedy:
            self.offered.emit(problem, self.remedy, self.restore)
        else:
            self.said.emit(problem)

    def _show(self, marks: Marks) -> None:
        if marks != self.marks:
            self.marks = marks
            self.changed.emit()


def _prepared(act: Callable[[], Kept]) -> Kept:
    kept = act()
    kept.marks.said.prepare()
    return kept


def _restored(paths: Paths, before: Kept) -> Kept:
    """What is known after the newest good copy was put in the place of what cannot be used, or why it cannot be."""
    try:
        return restore(paths)
    except WardrobeError as error:
        return Kept(before.marks, error.sentence, before.copy)


def _written(day: QDate) -> str:
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)
