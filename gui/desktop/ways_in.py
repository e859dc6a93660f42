"""How photos and folders get into the window: dialogs, drag and drop, paste."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from core.base.running import CHOOSE_FOLDER, PASTE, TOKEN, is_wish, token_in
from core.photos.images import EXTENSIONS
from core.search.question import MOST_PHOTOS
from gui.base.texts import number
from gui.base.theme import Theme
from gui.desktop.drops import Dropped, query_from_mime
from gui.widgets.overlays import DropOverlay


class WaysIn(QObject):
    """Watches a window for drops and asks with dialogs.

    Signals:
        folder_given: its path. photos_given: a tuple of paths, of one photo or of several for one question.
        image_given: the bytes of an image file, or a QImage. refused: a sentence.
        left_out: a sentence about what came with something that was taken, and could not be.
    """

    folder_given = Signal(object)
    photos_given = Signal(tuple)
    image_given = Signal(object)
    refused = Signal(str)
    left_out = Signal(str)

    def __init__(self, theme: Theme, window: QWidget, content: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._last_place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        self._overlay = DropOverlay(theme, content)
        self._pastes_in_front = False
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def keys(self) -> dict[str, Callable[[], object]]:
        """What keys do anywhere in the window, by their names in gui.base.keys."""
        return {"open_photo": self.choose_photo, "choose_folder": self.choose_folder, "paste": self.paste}

    # --- dialogs ---

    @Slot()
    def choose_folder(self) -> None:
        title = self.tr("Choose the folder with your photos")
        folder = QFileDialog.getExistingDirectory(self._window, title, self._last_place)
        if folder:
            self._last_place = os.path.dirname(folder)
            self.folder_given.emit(folder)

    @Slot()
    def choose_photo(self) -> None:
        patterns = " ".join(f"*{ending}" for ending in sorted(EXTENSIONS))
        kinds = "{} ({});;{} (*)".format(self.tr("Photos"), patterns, self.tr("All files"))
        title, short = self.tr("Choose a photo to search with"), QFileDialog.Option.HideNameFilterDetails
        paths, _ = QFileDialog.getOpenFileNames(self._window, title, self._last_place, kinds, "", short)
        if paths:
            self._last_place = os.path.dirname(paths[0])
            self._take(Dropped(files=tuple(paths)))

    # --- a second start ---

    @Slot(tuple)
    def take_start(self, given: Sequence[str]) -> None:
        """Come to the front with what another start of the program was given."""
        if token := token_in(given):
            os.environ[TOKEN] = token  # where Qt looks for it when a window is to be active
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self.take(given)

    def take(self, given: Sequence[str]) -> None:
        """Folders to add, photos, which are one question, and what else is wished for."""
        paths = [os.path.abspath(word) for word in given if not is_wish(word)]
        folders = tuple(path for path in paths if os.path.isdir(path))
        self._take(Dropped(tuple(path for path in paths if path not in folders), folders))
        if CHOOSE_FOLDER in given:
            QTimer.singleShot(0, self, self.choose_folder)  # once there is a window for the dialog to stand over
        if PASTE in given:
            self._paste_in_front()

    def _paste_in_front(self) -> None:
        """Paste once the window is active: Wayland lets only such a one see the clipboard."""
        self._pastes_in_front = not self._window.isActiveWindow()
        if not self._pastes_in_front:
            QTimer.singleShot(0, self, self.paste)

    # --- drop and paste ---

    @Slot()
    def paste(self) -> None:
        dropped = query_from_mime(QGuiApplication.clipboard().mimeData())
        self._take(dropped or Dropped(sentence=self.tr("There is no photo on the clipboard.")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            self._on_enter(event)
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._on_drop(event)
        elif event.type() == QEvent.Type.DragLeave:
            self._overlay.hide()
        else:
            if event.type() == QEvent.Type.WindowActivate and self._pastes_in_front:
                self._paste_in_front()
            return False
        return True

    def _on_enter(self, event: QDragEnterEvent) -> None:
        if event.source() is not None:  # our own photos on their way out
            event.ignore()
            return
        event.acceptProposedAction()  # also what cannot be taken: else there would be no time to say why
        self._overlay.show_sentence(self._offer(self._given(event)))

    def _given(self, event: QDropEvent) -> Dropped:
        no_photo = self.tr("There is no photo in this. Drop photos, folders, or a picture out of a web page.")
        return query_from_mime(event.mimeData()) or Dropped(sentence=no_photo)

    def _offer(self, dropped: Dropped) -> str:
        if not dropped.usable:
            return dropped.sentence
        if dropped.folders:
            return self.tr("Drop to add this folder")
        several = len(dropped.photos) > 1
        return self.tr("Drop to find what looks like these") if several else self.tr("Drop to find what looks like it")

    def _on_drop(self, event: QDropEvent) -> None:
        self._overlay.hide()
        event.acceptProposedAction()
        self._take(self._given(event))

    def _take(self, dropped: Dropped) -> None:
        for folder in dropped.folders:
            self.folder_given.emit(folder)
        if len(dropped.photos) > MOST_PHOTOS:
            self.refused.emit(self._too_many(len(dropped.photos)))
            return
        if dropped.photos:
            self.photos_given.emit(dropped.photos)
        elif dropped.image is not None:
            self.image_given.emit(dropped.image)
        if dropped.sentence:
            (self.left_out if dropped.usable else self.refused).emit(dropped.sentence)

    def _too_many(self, count: int) -> str:
        sentence = self.tr(
            "These are {n} photos, and Twinset searches with {most} at most. To look through them, drop their folder."
        )
        return sentence.format(n=number(count), most=number(MOST_PHOTOS))
