"""What the user does to photos and folders: favourites, trash, adding, removal; all of it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from core.base import sentences
from core.base.paths import Paths
from core.browse.shelf import Shelf
from core.catalog.folders import holder
from core.duplicates.plan import Plan
from core.wardrobe.marks import Marks
from gui.base.core_texts import translated
from gui.base.texts import file_name, folder_name
from gui.base.work import Work
from gui.library.library import Library
from gui.marking.collecting import Collecting
from gui.marking.differences import Differences
from gui.marking.hearts import Hearts
from gui.marking.keeping import Keeping
from gui.marking.kinds import Kinds
from gui.marking.trash import Moved, Stayed, Trash, Why
from gui.marking.undo import Change, UndoList
from gui.marking.wearing import Wearing


class Marking(QObject):
    """What the user marks is kept by `keeping`: favourites (`hearts`), `kinds`, collections (`collecting`),
    `differences`, and facts (`wearing`); what was changed stands in `undos`.

    Attributes:
        plan: while groups of duplicates are looked at: what of them may be thrown away; else None.

    Signals:
        changed: `marks` did. knew: there is another `shelf`. said: a sentence.
    """

    changed = Signal()
    knew = Signal()
    said = Signal(str)

    def __init__(self, paths: Paths, library: Library, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._shelf: Shelf | None = None
        self.plan: Plan | None = None
        self.undos = UndoList(self)
        self.undos.said.connect(self.said)
        self.keeping = Keeping(paths, work, self)
        self.hearts = Hearts(self.keeping, self.undos, work, self)
        self.kinds = Kinds(self.keeping, self.undos, library, work, self)
        self.collecting = Collecting(self.keeping, self.undos, work, self)
        self.differences = Differences(self.keeping, self.undos, self)
        self.wearing = Wearing(self.keeping, self.undos, self)
        self.keeping.changed.connect(self.changed)
        for part in (self.keeping, self.hearts, self.kinds, self.collecting, self.differences, self.wearing):
            part.said.connect(self.said)
        library.added.connect(self._on_added)
        self._trash = Trash(work, self)
        self._trash.trashed.connect(self._on_trashed)
        self._trash.restored.connect(self._on_restored)

    @property
    def marks(self) -> Marks:
        return self.keeping.marks

    @property
    def shelf(self) -> Shelf | None:
        """The newest one, which tells by what photos are known; None as long as there is none."""
        return self._shelf

    @Slot(Shelf)
    def know(self, shelf: Shelf) -> None:
        """From now on this one is the newest."""
        self._shelf = shelf
        for part in (self.kinds, self.collecting, self.differences, self.wearing):
            part.know(shelf)
        self.knew.emit()

    def loves(self, path: str) -> bool:
        """Whether a photo is a favourite, as far as is known."""
        photo = None if self._shelf is None else self._shelf.identity(path)
        return photo is not None and self.marks.holds(photo)

    # --- trash ---

    def throw(self, paths: Sequence[str]) -> None:
        """Move photos to the trash; several only after asking.

        Only photos of the library, so that nobody loses a shop's picture by a slip of the hand; none of a folder that
        is never touched; and of the groups of a plan never the last one.
        """
        known, plan = set(self._library.photos), self.plan
        wanted = [path for path in paths if path in known]
        paths = [path for path in wanted if holder(path, self._library.untouched) is None]
        paths = list(paths if plan is None else plan.allowed(paths))
        if len(wanted) > len(paths):
            self._tell_stay(next(path for path in wanted if path not in paths))
        if len(paths) == 1 or (paths and self._confirms(len(paths))):
            self._trash.throw(paths, None if plan is None else plan.without(paths).is_last)

    def _tell_stay(self, path: str) -> None:
        """Why a photo is not thrown away."""
        folder = holder(path, self._library.untouched)
        why = sentences.LAST_ONE if folder is None else sentences.UNTOUCHED.filled(folder=folder)
        self.said.emit(self.tr("{name} stays.").format(name=file_name(path)) + f" {translated(why)}")

    def _confirms(self, number: int) -> bool:
        box = QMessageBox(QApplication.activeWindow())
        box.setObjectName("trash_dialog")
        box.setWindowTitle(self.tr("Move to the trash"))
        box.setText(self.tr("Move %Ln photos to the trash?", "", number))
        box.setInformativeText(self.tr("They can be brought back from there."))
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        move = box.addButton(self.tr("Move to the trash"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is move

    @Slot(tuple)
    def _on_trashed(self, outcomes: tuple[Moved | Stayed, ...]) -> None:
        moved = tuple(one for one in outcomes if isinstance(one, Moved))
        trouble = self._why_not(tuple(one for one in outcomes if isinstance(one, Stayed)))
        if not moved:
            self.said.emit(trouble)
            self.undos.add_failure(self.tr("Nothing was moved to the trash, so nothing needs to be brought back."))
            return
        self._library.hide(frozenset(one.path for one in moved))
        self._library.update()
        one = self.tr("{name} is in the trash.").format(name=file_name(moved[0].path))
        several = self.tr("%Ln photos are in the trash.", "", len(moved))
        change = Change("", partial(self._trash.restore, moved))
        self.undos.add(change, " ".join(filter(None, (one if len(moved) == 1 else several, trouble))))

    def _why_not(self, stayed: tuple[Stayed, ...]) -> str:
        """What could not be moved to the trash, and why the first of them could not; empty where all could."""
        if not stayed:
            return ""
        one = self.tr("{name} could not be moved to the trash.").format(name=file_name(stayed[0].path))
        several = self.tr("%Ln photos could not be moved to the trash.", "", len(stayed))
        return f"{one if len(stayed) == 1 else several} {self._reason(stayed[0].why)}"

    def _reason(self, why: Why) -> str:
        match why:
            case Why.GONE:
                return self.tr("It is not there any more.")
            case Why.NAME:
                return self.tr("The trash cannot keep its name, which holds signs that are no text.")
            case Why.LOCKED:
                return self.tr("Its folder can only be read, not changed.")
            case Why.NO_TRASH:
                return self.tr("The drive it is on has no trash, and none can be made there.")
            case Why.NO_HOME:
                return self.tr("There is no trash, and none can be made in your home folder.")
            case Why.LAST:
                return translated(sentences.LAST_ONE)

    @Slot(tuple, tuple)
    def _on_restored(self, wanted: tuple[str, ...], moved: tuple[Moved, ...]) -> None:
        failed = len(wanted) - len(moved)
        if moved:
            self._library.unhide(frozenset(one.path for one in moved))
            self._library.update()
            one = self.tr("{name} is back.").format(name=file_name(moved[0].path))
            several = self.tr("%Ln photos are back.", "", len(moved))
            self.said.emit(one if len(moved) == 1 else several)
        if failed:
            one = self.tr("{name} could not be brought back; it is still in the trash.")
            several = self.tr("%Ln photos could not be brought back from the trash.", "", failed)
            self.said.emit(one.format(name=file_name(wanted[0])) if failed == 1 else several)

    # --- folders ---

    @Slot(object)
    def remove_folder(self, folder: str) -> None:
        """Off the list; the photos stay where they are."""
        before = self._library.folders
        self._library.remove(folder)
        name = folder_name(folder, before)
        off = self.tr("{name} is off the list. Its photos stay where they are.").format(name=name)
        back = self.tr("{name} is back.").format(name=name)
        self._remember_folders(before, self._library.folders, back, off)

    @Slot(object, tuple)
    def _on_added(self, folder: str, before: tuple[str, ...]) -> None:
        name = folder_name(folder, self._library.folders)
        off = self.tr("{name} is off the list again.").format(name=name)
        added = self.tr("{name} was added.").format(name=name)
        self._remember_folders(before, self._library.folders, off, added)

    def _remember_folders(self, before: tuple[str, ...], after: tuple[str, ...], undone: str, redone: str) -> None:
        back, again = partial(self._library.bring_back, before), partial(self._library.bring_back, after)
        self.undos.add(Change(undone, back, redone, again), redone)
