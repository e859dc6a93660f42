"""What the Share menu does: asks where to, has it made in the background, and tells what came of it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QLocale, QObject, QStandardPaths, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from core.base.files import write_whole
from core.base.paper import Format
from core.sharing.copying import Copied, copy_photos
from core.sharing.html_page import PageLooks, save_page
from core.sharing.layout import Layout, first_page, measures
from core.sharing.places import written
from core.sharing.rows import as_csv, as_json
from core.sharing.saving import save_sheet, save_whole
from core.sharing.sheet import Hands, draw_page, draw_pages
from gui.base.core_texts import reason, translated
from gui.base.jobs import JobQueue
from gui.base.pictures import image_from
from gui.base.texts import file_name, number
from gui.desktop import desktop
from gui.pages.making import Maker
from gui.pages.page import Page, Parts
from gui.sharing import layouts
from gui.sharing.letters import WindowLetters
from gui.sharing.printing import ask_printer, print_pages
from gui.sharing.share_menu import ShareMenu
from gui.sharing.sheet_dialog import SheetDialog
from gui.sharing.sheet_preview import SheetPreview
from gui.sharing.what import Snapshot, snapshot

_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')  # what some system does not take in the name of a file
_MOST_LETTERS = 80  # of a proposed name


class Sharing(QObject):
    """Belongs to one window.

    Attributes:
        menu: to be shown by the window.

    Signals:
        said: a sentence. offered: a sentence, the words of a button, and what it does.
    """

    said = Signal(str)
    offered = Signal(str, str, object)

    def __init__(
        self,
        window: QWidget,
        parts: Parts,
        page: Callable[[], Page],
        heading: Callable[[], str],
    ) -> None:
        """`page`: which is seen now, `heading`: what stands above its photos."""
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._pictures = parts.pictures
        self._page, self._heading = page, heading
        self._letter = WindowLetters(QApplication.font())
        self._folder = ""  # where the last thing was saved
        self.menu = ShareMenu(window)
        self._making = parts.making
        self._previewing = JobQueue(parts.work, self)
        self._connect(self.menu)

    def _connect(self, menu: ShareMenu) -> None:
        menu.aboutToShow.connect(self._on_menu)
        menu.picture_wanted.connect(partial(self._ask_sheet, printed=False))
        menu.whole_wanted.connect(self._save_whole)
        menu.print_wanted.connect(partial(self._ask_sheet, printed=True))
        menu.picture_copied.connect(self._copy_picture)
        menu.files_copied.connect(self._copy_files)
        menu.list_copied.connect(self._copy_list)
        menu.folder_wanted.connect(self._copy_to_folder)
        menu.page_wanted.connect(self._save_page)
        menu.table_wanted.connect(partial(self._save_rows, "csv"))
        menu.json_wanted.connect(partial(self._save_rows, "json"))

    # --- what ---

    def _now(self) -> Snapshot:
        parts = self._parts
        return snapshot(self._page(), parts.gallery, parts.seen.now, self._heading(), parts.library.searcher)

    @Slot()
    def _on_menu(self) -> None:
        now = self._now()
        self.menu.tell(len(now.paths), now.selected, now.draw is not None, now.what)

    def _taken(self) -> Snapshot | None:
        """What is shared now, if there is something and it can be made; says so if not."""
        now = self._now()
        if not now.paths:
            self.said.emit(self.tr("There are no photos here to share."))
            return None
        return now if self._making.free else None

    # --- sheets ---

    def _ask_sheet(self, printed: bool) -> None:
        if (now := self._taken()) is None:
            return
        hands = Hands(letter=self._letter)
        parts = self._parts
        preview = SheetPreview(parts.theme, parts.loader.store, self._pictures, hands, self._previewing)
        layout = layouts.offered(parts.preferences, len(now.paths), printed)
        file_format = None if printed else parts.preferences.now.sheet_format
        dialog = SheetDialog(parts.theme, preview, now, layout, file_format, self._window)
        dialog.wanted.connect(partial(self._print if printed else self._save_sheet, now, layout))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_sheet(self, now: Snapshot, offered: Layout, title: str, layout: Layout, file_format: Format) -> None:
        layouts.keep(self._parts.preferences, offered, layout, printed=False)
        self._parts.preferences.change(sheet_format=file_format)
        file = self._ask_file(title, [file_format], self.tr("Save as picture"))
        if file is None:
            return
        pages = layout.pages_of(len(now.paths)) if file_format is Format.PDF else 1
        photos = min(len(now.paths), pages * layout.per_page) + pages

        def make(maker: Maker, target: Path) -> None:
            save_sheet(now.shared(title), layout, target, self._hands(maker))

        self._save(now, file, photos, make)

    @Slot()
    def _save_whole(self) -> None:
        """The picture that the page makes of all its photos."""
        if (now := self._taken()) is None or (draw := now.draw) is None:
            return
        formats = sorted(Format, key=lambda one: one is not self._parts.preferences.now.sheet_format)
        words = {"map": self.tr("Save the map as picture"), "board": self.tr("Save the board as picture")}
        file = self._ask_file(now.title, formats, words[now.what])

        def make(maker: Maker, target: Path) -> None:
            save_whole(draw(maker.decode, maker.count), now.title, target)

        if file is not None:
            self._save(now, file, len(now.paths), make)

    def _print(self, now: Snapshot, offered: Layout, title: str, layout: Layout, _format: Format) -> None:
        layouts.keep(self._parts.preferences, offered, layout, printed=True)
        printer = ask_printer(layout.size, title, self._window)
        if printer is None:
            return

        def make(maker: Maker) -> None:
            print_pages(draw_pages(now.shared(title), layout, self._hands(maker)), printer)

        sent = self.tr("Handed to the printer.")
        self._making.run(self.tr("Printing…"), len(now.paths), make, lambda _: self.said.emit(sent))

    @Slot()
    def _copy_picture(self) -> None:
        if (now := self._taken()) is None:
            return
        layout = layouts.on_a_screen(layouts.offered(self._parts.preferences, len(now.paths), printed=False))

        def make(maker: Maker) -> QImage:
            shown = first_page(now.shared(), layout)
            return image_from(np.asarray(draw_page(shown, layout, measures(shown, layout), 0, self._hands(maker))))

        def done(image: QImage) -> None:
            QGuiApplication.clipboard().setImage(image)
            count, total = min(len(now.paths), layout.per_page), len(now.paths)
            some = self.tr("The first {n} of {total} photos were copied as a picture.")
            whole = self.tr("Copied as a picture.")
            self.said.emit(whole if count == total else some.format(n=number(count), total=number(total)))

        self._making.run(self.tr("Drawing the picture…"), layout.per_page, make, done)

    # --- copies ---

    @Slot()
    def _copy_files(self) -> None:
        if (now := self._taken()) is not None:
            sentence = self.tr("%Ln photos copied", "", len(now.paths))
            self._copy(partial(desktop.files_of, now.paths), lambda files: desktop.put_files(*files), sentence)

    @Slot()
    def _copy_list(self) -> None:
        if (now := self._taken()) is not None:
            sentence = self.tr("List of %Ln photos copied", "", len(now.paths))
            self._copy(now.lines, QGuiApplication.clipboard().setText, sentence)

    def _copy(self, make: Callable[[], object], put: Callable[..., object], sentence: str) -> None:
        def done(made: object) -> None:
            put(made)
            self.said.emit(sentence)

        self._making.run(self.tr("Copying…"), 0, lambda _: make(), done)

    @Slot()
    def _copy_to_folder(self) -> None:
        if (now := self._taken()) is None:
            return
        title = self.tr("Copy the photos to a folder")
        folder = QFileDialog.getExistingDirectory(self._window, title, self._start())
        if folder:
            self._folder = folder
            sentence = self.tr("Copying photos to {folder}…").format(folder=file_name(folder))
            make = lambda maker: copy_photos(now.paths, folder, maker.step)  # noqa: E731
            self._making.run(sentence, len(now.paths), make, partial(self._on_copied, folder))

    def _on_copied(self, folder: str, copied: Copied) -> None:
        sentence = self.tr("%Ln photos copied to {folder}", "", len(copied.copies)).format(folder=file_name(folder))
        if copied.left:
            left = self.tr("%Ln photos could not be read ({why}), such as {name}.", "", copied.left)
            told = left.format(why=reason(copied.why), name=file_name(copied.first_left))
            sentence = f"{sentence}. {told}"
        if copied.copies:
            self.offered.emit(sentence, self.tr("Show"), partial(desktop.show_in_file_manager, copied.copies[0]))
        else:
            self.said.emit(sentence)

    # --- files ---

    @Slot()
    def _save_page(self) -> None:
        if (now := self._taken()) is None:
            return
        file = self._ask_file(now.title, ["html"], self.tr("Save as a web page"))
        layout = layouts.offered(self._parts.preferences, len(now.paths), printed=False)
        looks = PageLooks(QLocale().bcp47Name(), layout.columns, layout.words, layout.names, layout.query)

        def make(maker: Maker, target: Path) -> None:
            save_page([now.shared()], looks, self._hands(maker), target)

        if file is not None:
            self._save(now, file, len(now.paths) + 1, make)

    def _save_rows(self, ending: str) -> None:
        if (now := self._taken()) is None:
            return
        file = self._ask_file(now.title, [ending], self.tr("Save as a table"))

        def make(_maker: Maker, target: Path) -> None:
            shared = now.shared()
            data = as_csv([shared]) if ending == "csv" else (as_json(shared) + "\n").encode("ascii")
            write_whole(target, data, private=False)

        if file is not None:
            self._save(now, file, 0, make)

    def _save(self, now: Snapshot, file: Path, steps: int, make: Callable[[Maker, Path], None]) -> None:
        """Make a file, unless it is a photo."""
        photos, folders = _photos_of(now), self._parts.library.folders

        def save(maker: Maker) -> None:
            with written(file, photos, folders) as target:
                make(maker, target)

        name = file_name(str(file))
        self._making.run(self.tr("Saving {name}…").format(name=name), steps, save, lambda _: self._on_saved(file))

    def _on_saved(self, file: Path) -> None:
        sentence = self.tr("Saved as {name}").format(name=file_name(str(file)))
        self.offered.emit(sentence, self.tr("Show"), partial(desktop.show_in_file_manager, str(file)))

    def _ask_file(self, title: str, endings: Sequence[str], question: str) -> Path | None:
        """Where to save, with one of some endings, of which the first is proposed; None where the user would rather
        not."""
        name = _NO_NAME.sub(" ", title).strip()[:_MOST_LETTERS] or "Twinset"
        proposed = os.path.join(self._start(), f"{name}.{endings[0]}")
        kinds = {f"{ending.upper()} (*.{ending})": ending for ending in endings}
        chosen, kind = QFileDialog.getSaveFileName(self._window, question, proposed, ";;".join(kinds))
        if not chosen:
            return None
        self._folder = os.path.dirname(chosen)
        ended = chosen.lower().endswith(tuple(f".{ending}" for ending in endings))
        file = Path(chosen if ended else f"{chosen}.{kinds.get(kind, endings[0])}")
        if str(file) != chosen and file.exists():  # which the user was not asked about
            self.said.emit(self.tr("{name} is there already. Choose another name.").format(name=file_name(str(file))))
            return None
        return file

    def _hands(self, maker: Maker) -> Hands:
        """What sheets are drawn with, in the background."""
        return Hands(maker.decode, self._letter, translated, maker.count)

    def _start(self) -> str:
        place = QStandardPaths.StandardLocation.PicturesLocation
        return self._folder or QStandardPaths.writableLocation(place)


def _photos_of(now: Snapshot) -> Sequence[str]:
    asked = now.found.question.path if now.found is not None else None
    return now.paths if asked is None else (*now.paths, asked)
