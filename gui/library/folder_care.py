"""What is done about whole folders: they are watched, believed to be empty, checked photo by photo, forgotten."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from core.base.paths import Paths
from core.catalog.catalog import Catalog
from core.catalog.folders import Under
from core.catalog.forgetting import Forgotten, forget_folders
from core.catalog.verify import VerifyReport, verify_folders
from gui.base.jobs import Job, JobQueue, Series, seldom
from gui.base.texts import folder_name
from gui.base.work import Work
from gui.library.folders import FolderWatcher
from gui.library.library import Library


class FolderCare(QObject):
    """What the list of folders lets do to the library.

    Signals:
        offered: a sentence, the words of a button, and what it does. said: a sentence.
        checking: so many of so many photos are compared. checked: no more of it.
    """

    offered = Signal(str, str, object)
    said = Signal(str)
    checking = Signal(int, int)
    checked = Signal()

    def __init__(self, paths: Paths, library: Library, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self._library = library
        self._to_check: tuple[str, ...] = ()  # once indexing has ended
        self._to_forget = ""  # likewise
        self._checking, self._forgetting = JobQueue(work, self), Series(work, self)
        self._watcher = FolderWatcher(self)
        self._connect()

    def _connect(self) -> None:
        library = self._library
        self._watcher.changed.connect(library.follow)
        library.folders_changed.connect(self._on_folders)
        library.vanished.connect(self._on_vanished)
        library.run.ended.connect(self._on_run_ended)

    @Slot()
    def _on_folders(self) -> None:
        # A folder that was emptied is watched too: it fills when its drive is mounted.
        self._watcher.watch([one for one in self._library.folders if one not in self._library.absent])

    @Slot(object)
    def _on_vanished(self, folder: str) -> None:
        sentence = self.tr("All photos of {folder} are gone at once, as when a drive is not mounted. They are kept.")
        sentence = sentence.format(folder=folder_name(folder, self._library.folders))
        self.offered.emit(sentence, self.tr("They are really gone"), partial(self._library.accept_gone, folder))

    @Slot()
    def _on_run_ended(self) -> None:
        """What waited until nothing is written to the catalog any more."""
        if self._to_forget:
            self._forget()
        elif self._to_check and not self._library.indexing:
            self._check()

    # --- checking ---

    @Slot()
    def check_all(self) -> None:
        self._check_soon(self._library.folders)

    @Slot(object)
    def check(self, folder: str) -> None:
        self._check_soon((folder,))

    def _check_soon(self, folders: tuple[str, ...]) -> None:
        self._to_check = tuple(one for one in folders if one not in self._library.offline)
        if not self._to_check:
            self.said.emit(self.tr("There is nothing to check while the drive is away."))
        elif self._library.indexing:
            self.said.emit(self.tr("Every photo will be checked once the new ones are read."))
        else:
            self._check()

    def _check(self) -> None:
        paths, model_id, folders = self._paths, self._library.extractor.model_id, self._to_check
        self._to_check = ()
        self.checking.emit(0, 0)

        def check(job: Job) -> VerifyReport:
            on_progress = seldom(partial(job.tell, self.checking.emit))
            with Catalog(paths.catalog) as catalog:
                return verify_folders(catalog, model_id, folders, cancelled=job.cancelled, on_progress=on_progress)

        self._checking.run(check, done=self._on_checked, failed=self._on_check_failed, cancelled=self.checked.emit)

    @Slot()
    def cancel(self) -> None:
        self._to_check = ()
        self._checking.cancel()

    def _on_checked(self, found: VerifyReport) -> None:
        self.checked.emit()
        self.said.emit(" ".join(self._findings(found)))
        self._library.update()  # which mends what was found

    def _findings(self, found: VerifyReport) -> list[str]:
        findings = [self.tr("%Ln photos were compared.", "", found.checked)]
        if found.replaced:
            findings.append(
                self.tr("%Ln photos hold something else than before and are read anew.", "", len(found.replaced))
            )
        if found.damaged:
            findings.append(
                self.tr("What was known of %Ln photos was damaged and is computed anew.", "", found.damaged)
            )
        if found.unreadable:
            findings.append(self.tr("%Ln photos could not be read.", "", len(found.unreadable)))
        return findings if len(findings) > 1 else [*findings, self.tr("All are as they were read.")]

    def _on_check_failed(self, sentence: str) -> None:
        self.checked.emit()
        self.said.emit(sentence)

    # --- forgetting ---

    @Slot(object)
    def forget(self, folder: str) -> None:
        """After asking."""
        if folder in self._library.folders:
            box = self._question(folder)
            sure = box.addButton(self.tr("Forget this folder"), QMessageBox.ButtonRole.AcceptRole)
            box.setDefaultButton(QMessageBox.StandardButton.Cancel)
            box.buttonClicked.connect(lambda button: self._forget_soon(folder) if button is sure else None)
            box.open()  # not exec: this may be asked by a menu that is still closing

    def _question(self, folder: str) -> QMessageBox:
        box = QMessageBox(QApplication.activeWindow())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setObjectName("forget_dialog")
        box.setWindowTitle(self.tr("Forget this folder"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Forget {folder}?").format(folder=folder_name(folder, self._library.folders)))
        box.setInformativeText(
            self.tr(
                "Twinset removes all that it knows of the photos in it: what makes them searchable, their thumbnails "
                "and their names. The photos themselves are not touched. This cannot be undone."
            )
        )
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        return box

    def _forget_soon(self, folder: str) -> None:
        """No run may write down again what is being forgotten, so that the one under way ends first."""
        self._to_forget = folder
        self.cancel()
        if self._library.run.active:
            self._library.run.cancel()
        else:
            self._forget()

    def _forget(self) -> None:
        folder, self._to_forget = self._to_forget, ""
        self._library.remove(folder)
        # Those around it hold none of its photos, as long as they are listed apart.
        keep = [one for one in self._library.folders if not Under(one)(folder)]
        forget = partial(forget_folders, self._paths, [folder], keep)
        self._forgetting.run(forget, done=partial(self._on_forgotten, folder), failed=self.said.emit)

    def _on_forgotten(self, folder: str, forgotten: Forgotten) -> None:
        sentence = self.tr("{folder} is forgotten: what was known of %Ln photos is removed.", "", forgotten.photos)
        self.said.emit(sentence.format(folder=folder_name(folder, self._library.folders)))
