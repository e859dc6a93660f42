"""What the user's other programs do with photos: open, show in the file manager, take their paths."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from gui.desktop import desktop
from gui.gallery.gallery import GalleryView
from gui.widgets.menus import Action
from gui.widgets.overlays import Notice


class PhotoActions(QObject):
    """Hands photos over, and tells what came of it."""

    def __init__(self, gallery: GalleryView, notice: Notice) -> None:
        super().__init__(gallery)
        self._gallery = gallery
        self._notice = notice

    @Slot(object)
    def open(self, path: str) -> None:
        if not desktop.open_in_default_app(path):
            self._notice.say(self.tr("No program took this photo. Is one set for its type?"))

    def show_in_folder(self, path: str) -> None:
        if not desktop.show_in_file_manager(path):
            self._notice.say(self.tr("The file manager could not be started."))

    @Slot()
    def copy_chosen(self) -> None:
        self.copy(self._gallery.chosen_paths())

    def copy(self, paths: list[str]) -> None:
        if paths:
            desktop.copy_files(paths)
            self._notice.say(self.tr("%Ln photos copied", "", len(paths)))

    def copy_paths(self, paths: list[str]) -> None:
        desktop.copy_paths(paths)
        one, several = self.tr("Path copied"), self.tr("%Ln paths copied", "", len(paths))
        self._notice.say(one if len(paths) == 1 else several)

    def of(self, path: str) -> list[Action]:
        """For the menu of a photo, or of all selected ones if it is among them."""
        paths = self._gallery.chosen_with(path)
        copy, copy_paths = partial(self.copy, paths), partial(self.copy_paths, paths)
        if len(paths) > 1:
            return [
                ("action_copy", self.tr("Copy %Ln photos", "", len(paths)), copy),
                ("action_copy_path", self.tr("Copy %Ln paths", "", len(paths)), copy_paths),
            ]
        return [
            ("action_open", self.tr("Open"), partial(self.open, path)),
            ("action_show_in_folder", self.tr("Show in folder"), partial(self.show_in_folder, path)),
            ("action_copy", self.tr("Copy"), copy),
            ("action_copy_path", self.tr("Copy path"), copy_paths),
        ]
