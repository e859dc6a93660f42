"""What the user's other programs do with photos: open, show in the file manager, take their paths."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot

from gui.base.texts import number
from gui.desktop import desktop
from gui.gallery.gallery import GalleryView
from gui.widgets.menus import Action
from gui.widgets.overlays import Notice

_MOST_OPENED, _MOST_SHOWN = 20, 200  # photos at once


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

    def open_all(self, paths: Sequence[str]) -> None:
        """Some at most: each may get a window of its own."""
        if len(paths) > _MOST_OPENED:
            sentence = self.tr("These are {n} photos, and {most} at most are opened at once. Select fewer.")
            self._notice.say(sentence.format(n=number(len(paths)), most=number(_MOST_OPENED)))
            return
        taken = [desktop.open_in_default_app(path) for path in paths]
        if not all(taken):
            self._notice.say(self.tr("No program took this photo. Is one set for its type?"))

    def show_in_folder(self, paths: Sequence[str]) -> None:
        if not desktop.show_in_file_manager(*paths[:_MOST_SHOWN]):
            self._notice.say(self.tr("The file manager could not be started."))

    @Slot()
    def copy_chosen(self) -> None:
        self.copy(self._gallery.chosen_paths())

    def copy(self, paths: list[str]) -> None:
        if paths:
            desktop.copy_files(paths)
            self._notice.say(self.tr("%Ln photos copied", "", len(paths)))

    def copy_paths(self, paths: Sequence[str]) -> None:
        desktop.copy_paths(paths)
        self._notice.say(self.tr("Path copied") if len(paths) == 1 else self.tr("%Ln paths copied", "", len(paths)))

    def of(self, paths: list[str]) -> list[Action]:
        """For the menu of a photo, or of several; with their number where they are more than one."""
        several = len(paths) > 1
        texts = self._texts_of_several(len(paths)) if several else self._texts()
        names = ("action_open", "action_show_in_folder", "action_copy", "action_copy_path")
        doing = (self.open_all, self.show_in_folder, self.copy, self.copy_paths)
        return [(name, text, partial(do, paths)) for name, text, do in zip(names, texts, doing, strict=True)]

    def _texts(self) -> tuple[str, ...]:
        return self.tr("Open"), self.tr("Show in folder"), self.tr("Copy"), self.tr("Copy path")

    def _texts_of_several(self, count: int) -> tuple[str, ...]:
        return (
            self.tr("Open %Ln photos", "", count),
            self.tr("Show %Ln photos in folder", "", count),
            self.tr("Copy %Ln photos", "", count),
            self.tr("Copy %Ln paths", "", count),
        )
