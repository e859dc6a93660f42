"""Every page and state of the real window, one after the other: to be checked by tests and looked at by people.

    python -m tests.screens DIRECTORY [--photos FOLDER] [--home HOME] [--size 1180x800] [--theme dark] [--language de]

saves a picture of each to DIRECTORY; QT_SCALE_FACTOR=1.5 shows what a screen of that scale would. Without --photos it
is the sample wardrobe. Pictures of real photos are for looking at and stay out of the repository.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]

if TYPE_CHECKING:
    from window_support import User

PATIENCE_S = 120.0


class Tour:
    """Leads a user, who has photos and nothing else, through the states of the window.

    `outside` is a photo that is not in the library, `broken` a folder with a photo that cannot be read.
    """

    def __init__(self, user: User, outside: Path, broken: Path) -> None:
        self._user = user
        self._outside = outside
        self._broken = broken

    def browse(self) -> Iterator[str]:
        user = self._user
        user.wait_till_indexed()
        user.wait(lambda: user.sees("filter_kind_dress"))
        yield "browse"
        user.choose_filter("favourite", "favourites")
        user.wait(lambda: not user.paths)
        yield "browse_nothing_found"
        user.click("clear_filters_button")
        user.wait(lambda: user.paths)
        user.gallery.setFocus()
        user.press("Home", "Right", "F")
        user.wait(lambda: "1" in user.widget("filter_favourite_favourites").accessibleName())
        yield "browse_favourite"
        user.choose_filter("kind", "dress")
        user.wait_till_quiet(lambda: user.text("browse_count"))
        yield "browse_filtered"
        user.click("clear_filters_button")
        user.wait_till_quiet(lambda: user.text("browse_count"))
        user.press("Ctrl+B")
        yield "browse_without_sidebar"
        user.press("Ctrl+B", "Home", "Right", "F")

    def similar(self) -> Iterator[str]:
        user = self._user
        user.press("Ctrl+2")
        user.wait(lambda: user.sees("invitation"))
        yield "similar_invitation"
        user.press("Ctrl+1")
        user.click_photo(2)
        user.wait(lambda: user.shows_results and user.thumbnail(1) is not None)
        yield "similar"
        user.press("Right", "+")
        user.wait(lambda: user.sees("examples"))
        user.wait_till_quiet(lambda: user.text("query_subtitle"))
        yield "similar_more_like_this"
        user.draw_box(0.2, 0.1, 0.8, 0.6)
        user.wait(lambda: user.sees("clear_box_button"))
        yield "similar_part"
        user.press("Ctrl+B")
        yield "similar_without_panel"
        user.press("Ctrl+B")

    def details(self) -> Iterator[str]:
        user = self._user
        user.gallery.setFocus()
        user.press("Home", "Right", "Space")
        user.wait(lambda: user.sees("detail_panel") and not user.pane("photo_pane").image.isNull())
        yield "detail"
        user.press("W")
        user.wait(lambda: user.pane("photo_pane").explains)
        yield "detail_why"
        user.press("X")
        yield "detail_swapped"
        user.press("X", "W", "Space")
        user.press("Escape")
        user.wait(lambda: not user.shows_results)

    def map(self) -> Iterator[str]:
        from PySide6.QtWidgets import QAbstractButton

        from gui.map.map_view import MapView

        user = self._user
        user.press("Ctrl+3")
        view = user.widget("map_view", MapView)
        user.wait(lambda: view.scene.paths and view.scene.settled and not user.sees("map_progress"))
        yield "map"
        user.press("+", "+", "+", "Right")
        yield "map_near"
        user.press("0", "T")
        user.wait(lambda: user.widget("map_tidy_button", QAbstractButton).isChecked() and not view.in_passage)
        yield "map_grid"
        user.press("T", "C")
        user.wait(lambda: user.sees("map_browse_button") and not view.in_passage)
        yield "map_chosen"
        user.press("Escape", "Ctrl+1")
        user.wait(lambda: user.gallery.isVisible())

    def duplicates(self) -> Iterator[str]:
        from gui.duplicates.duplicates_page import DuplicatesPage

        user = self._user
        user.press("Ctrl+4")
        page = next(one for one in user.window._pages if isinstance(one, DuplicatesPage))
        user.wait(lambda: page.settled)
        yield "duplicates_pictures"
        user.click("duplicates_garment_button")
        user.wait(lambda: page.settled)
        if page.groups:
            yield "duplicates"
            user.click("duplicate_best")
            yield "duplicates_ticked"
            user.click("duplicates_clear")
        user.click("duplicates_picture_button")
        user.press("Ctrl+1")
        user.wait(lambda: user.gallery.isVisible())

    def outfits(self) -> Iterator[str]:
        from gui.outfits.board import Board

        user = self._user
        user.press("Ctrl+7")
        user.wait(lambda: user.sees("outfits_invitation"))
        yield "outfits_invitation"
        user.press("Ctrl+1")
        user.wait(lambda: user.gallery.isVisible())
        searcher = user.window._library.searcher
        assert searcher is not None
        user.gallery.go_to(next(path for path in user.paths if searcher.kind(path) == "pants"))
        user.gallery.setFocus()
        user.press("G")
        board = user.widget("outfit_board", Board)
        user.wait(lambda: board.cards and all(card.has_picture for card in board.cards))
        yield "outfits"
        user.press("C", "Down", "C")
        user.wait(lambda: user.sees("outfit_keep_button"))
        yield "outfits_taken_along"
        user.click("outfit_rule_neutral")
        user.wait_till_quiet(lambda: len(board.cards))
        yield "outfits_by_a_rule"
        user.press("Ctrl+1")
        user.wait(lambda: user.gallery.isVisible())

    def boards(self) -> Iterator[str]:
        from boards_support import at, board_of, drag, view
        from PySide6.QtCore import QPoint

        user = self._user
        user.press("Ctrl+5")
        user.wait(lambda: user.sees("empty_new_board_button"))
        yield "boards_none"
        user.press("Ctrl+1")
        user.wait(lambda: user.gallery.isVisible())
        paths = board_of(user, user.paths[3:10])
        user.press("Ctrl+5")
        user.wait(lambda: len(view(user).pieces) == len(paths))
        user.wait(lambda: all(view(user).pictures.pixmap(path) is not None for path in paths))
        user.wait_till_quiet(lambda: [piece.box for piece in view(user).pieces])
        yield "board_new"
        for path, to in ((paths[1], QPoint(130, 70)), (paths[4], QPoint(90, -110))):
            drag(user, at(user, path), at(user, path) + to / 2, at(user, path) + to)
        user.press("+", "+", "X")
        user.wait(lambda: view(user).is_bare and paths[4] in view(user).pictures._bare)
        yield "board_laid_out"
        user.press("Ctrl+A")
        user.wait(lambda: user.sees("selection_bar"))
        yield "board_selected"
        user.press("Escape", "T")
        user.wait(lambda: user.gallery.isVisible())
        yield "board_list"
        user.press("T", "Ctrl+1")
        user.wait(lambda: user.gallery.isVisible() and user.sees("sidebar"))

    def mirror(self) -> Iterator[str]:
        from gui.mirror.mirror_view import MirrorView

        user = self._user
        user.press("Ctrl+6")
        view = user.widget("mirror_view", MirrorView)
        user.wait(lambda: view.paths and all(map(view.pictures.has, view.paths)))
        yield "mirror"
        view.setFocus()
        user.press("End")
        yield "mirror_end"
        user.press("Escape")
        user.wait(lambda: user.gallery.isVisible())

    def others(self) -> Iterator[str]:
        from window_support import files

        user = self._user
        user.drop(files(self._outside))
        user.wait(lambda: user.shows_results and user.text("query_verdict"))
        yield "owned_already"
        user.drag(files(self._outside))
        yield "drop_target"
        user.leave()
        user.drop(files(self._broken))
        user.wait(lambda: user.sees("failures_link"))
        user.wait_till_indexed()
        user.press("Escape")
        yield "failures"
        user.click("failures_link")
        user.wait(lambda: user.sees("failures_dialog"))
        yield "failures_dialog"
        user.click("close_button")
        user.wait(lambda: not user.sees("failures_dialog"))

    def settings(self) -> Iterator[str]:
        user = self._user
        user.window.activateWindow()  # where there is no window manager a closed dialog leaves no window active
        user.wait(user.window.isActiveWindow)
        user.press("Ctrl+,")
        user.wait(lambda: user.sees("settings_dialog"))
        yield "settings"
        user.press("Escape")
        user.wait(lambda: not user.sees("settings_dialog"))

    def help(self) -> Iterator[str]:
        from PySide6.QtGui import QAction

        user = self._user
        for name in ("keys", "guide", "about"):
            window = "guide_window" if name == "guide" else f"{name}_dialog"
            user.window.findChild(QAction, f"help_{name}").trigger()
            user.wait(lambda window=window: user.sees(window))  # type: ignore[misc]
            yield name
            user.press("Escape")
            user.wait(lambda window=window: not user.sees(window))  # type: ignore[misc]

    def all(self) -> Iterator[str]:
        """Yields the name of each state once nothing in it moves any more."""
        pages = (
            self.browse,
            self.similar,
            self.details,
            self.map,
            self.duplicates,
            self.boards,
            self.mirror,
            self.outfits,
        )
        for part in (*pages, self.others, self.settings, self.help):
            for state in part():
                self._user.wait_till_quiet(lambda: self._user.look().toImage())
                yield state


# --- for people ---


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory")
    parser.add_argument("--photos")
    parser.add_argument("--home", help="where photos may be known already; a new one by default")
    parser.add_argument("--size", default="1180x800")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--language", default="en")
    parser.add_argument("--check", action="store_true", help="fail where words are cut off")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinset-screens-") as top:
        return _save_pictures(Path(top), options)


def _save_pictures(top: Path, options: argparse.Namespace) -> int:
    from core.base.paths import Paths
    from core.base.settings import Appearance, Settings, save_settings
    from core.sample.sample import write_sample

    os.makedirs(options.directory, exist_ok=True)
    photos = Path(options.photos) if options.photos else top / "wardrobe"
    if not options.photos:
        write_sample(photos)
    paths = Paths.choose(options.home or str(top / "home"))
    save_settings(paths.settings, Settings(theme=Appearance(options.theme), language=options.language))

    from window_support import User, cut_off

    from gui.window.app import create_application, open_window

    create_application(["twinset"])
    with open_window(paths, [str(photos)]) as window:
        window.resize(*map(int, options.size.split("x")))
        user, problems = User(window, _Bot()), list[str]()
        for name in Tour(user, *odd_photos(top)).all():
            picture = os.path.join(options.directory, f"{name}.png")
            user.look().save(picture, quality=90)  # which of a PNG says how hard it is packed
            found = cut_off(window) if options.check else []
            print(name, *found, flush=True)
            problems += found
        window.close()
    return int(bool(problems))


class _Bot:
    """What User needs of pytest-qt."""

    def waitUntil(self, condition: Callable[[], bool], timeout: float) -> None:
        ends = time.monotonic() + PATIENCE_S
        while not condition():
            self.wait(20)
            assert time.monotonic() < ends, "the window did not get there"

    def wait(self, milliseconds: int) -> None:
        """As `QTest.qWait`, which would keep Python for itself: threads could hardly go on."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def odd_photos(top: Path) -> tuple[Path, Path]:
    """A photo from a shop, and a folder with a file that is no photo."""
    from core.sample.sample import draw, file_name, garments

    wardrobe = {file_name(garment): garment for garment in garments()}
    names = sorted(wardrobe)
    shop, broken = top / "shop", top / "broken"
    for folder, name in ((shop, names[11]), (broken, names[5])):
        folder.mkdir()
        draw(wardrobe[name]).save(folder / name, quality=90)  # byte by byte what the sample holds
    (broken / "torn.jpg").write_bytes(b"\xff\xd8\xff\xe0 torn")
    return shop / names[11], broken


if __name__ == "__main__":
    sys.exit(main())
