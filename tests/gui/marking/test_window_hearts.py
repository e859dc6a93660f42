"""A heart follows the garment through metadata and moves, and no file that cannot be read costs one."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
import sqlite3
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from support import hearts_in, is_one_sentence
from window_support import User

from core.base.paths import Paths
from core.base.settings import Settings, load_settings, save_settings
from core.wardrobe.copies import change_wardrobe
from core.wardrobe.marks import Identity

Start = Callable[..., User]
# Menus grab the keyboard, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def troubled(home: Path) -> Iterator[None]:
    """The log tells of the trouble, as it should; `start` wants it empty."""
    yield
    (home / "twinset.log").write_text("")


def rewrite(file: Path, segment: bytes) -> None:
    """Put metadata into a JPEG file, as other programs do; the compressed picture stays."""
    data = file.read_bytes()
    file.write_bytes(data[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + data[2:])


def rate(file: Path) -> None:
    rewrite(
        file,
        b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'><xmp:Rating>5</xmp:Rating></x:xmpmeta>",
    )


def turn(file: Path) -> None:
    """By a quarter, in the EXIF alone."""
    rewrite(file, b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0))


def loved(user: User) -> list[str]:
    """The names of the photos that show a heart."""
    gallery = user.gallery
    return [Path(path).name for path in user.paths if "favourite" in gallery.photos.remarks(path)]


def press_heart(user: User, path: Path) -> None:
    user.wait(lambda: str(path) in user.paths)
    user.gallery.setCurrentIndex(user.gallery.photos.index_of(str(path)))
    user.window.activateWindow()  # a dialog that closed may have taken that away, without a window manager
    user.wait(user.window.isActiveWindow)
    user.gallery.setFocus(Qt.FocusReason.OtherFocusReason)
    user.press("F")


def wait_till_read(user: User) -> None:
    """Until hearts can be given."""
    user.wait_till_indexed()
    user.wait(lambda: (shelf := user.window._pages[0]._arranger.shelf) is not None and None not in shelf.contents)
    user.wait(lambda: user.window._marking.keeping.ready)


def wait_till_saved(user: User, home: Path, count: int) -> None:
    user.wait(lambda: len(hearts_in(home)) == count)


def test_a_heart_follows_the_garment(start: Start, garments: Path, home: Path) -> None:
    user = start(garments)
    wait_till_read(user)
    for number in range(3):
        press_heart(user, garments / f"{number}.jpg")
    user.wait(lambda: loved(user) == ["0.jpg", "1.jpg", "2.jpg"])
    rate(garments / "0.jpg")
    turn(garments / "1.jpg")
    user.press("F5")
    user.wait_till_indexed()
    shutil.copy(garments / "0.jpg", garments / "copy.jpg")
    (garments / "1.jpg").rename(garments / "renamed.jpg")
    (garments / "below").mkdir()
    (garments / "2.jpg").rename(garments / "below" / "moved.jpg")
    turn(garments / "below" / "moved.jpg")  # moved and written anew at once
    wanted = ["0.jpg", "moved.jpg", "copy.jpg", "renamed.jpg"]
    user.press("F5")
    user.wait(lambda: loved(user) == wanted)
    user.wait_till_indexed()
    wait_till_saved(user, home, 6)  # the heart knows both files by which it was seen
    user = start()
    user.wait(lambda: loved(user) == wanted)
    user.wait_till_indexed()
    user.window.close()
    shutil.rmtree(home / "catalog")  # everything is read anew
    user = start()
    wait_till_read(user)
    user.wait(lambda: loved(user) == wanted)
    press_heart(user, garments / "copy.jpg")
    user.wait(lambda: loved(user) == ["moved.jpg", "renamed.jpg"])  # a copy is the same garment
    user.press("Ctrl+Z")
    user.wait(lambda: loved(user) == wanted)
    user.press("Ctrl+Shift+Z")
    user.wait(lambda: loved(user) == ["moved.jpg", "renamed.jpg"])


def test_a_heart_of_an_earlier_version_learns_its_pixels(start: Start, garments: Path, home: Path) -> None:
    content = hashlib.blake2b((garments / "3.jpg").read_bytes(), digest_size=16).hexdigest()
    (home / "marks.json").write_text(json.dumps({"favourites": [content]}))
    user = start(garments)
    user.wait(lambda: loved(user) == ["3.jpg"])
    user.wait(lambda: all(one.pixels for one in hearts_in(home)))
    user.wait_till_indexed()
    user.window.close()
    assert len(hearts_in(home)) == 1 and not (home / "marks.json").exists()
    rate(garments / "3.jpg")
    user = start()
    user.wait_till_indexed()
    user.wait(lambda: loved(user) == ["3.jpg"])


def test_hearts_at_once_and_closed_at_once(start: Start, garments: Path, home: Path) -> None:
    user = start(garments)
    wait_till_read(user)
    for number in range(6):
        press_heart(user, garments / f"{number}.jpg")
    user.window.close()
    assert len(hearts_in(home)) == 6


def test_another_program_gives_a_heart_meanwhile(start: Start, garments: Path, home: Path) -> None:
    user = start(garments)
    wait_till_read(user)
    content = hashlib.blake2b((garments / "5.jpg").read_bytes(), digest_size=16).digest()
    change_wardrobe(Paths.choose(str(home)), lambda marks: marks.favoured([Identity(content)], True))
    press_heart(user, garments / "0.jpg")
    user.wait(lambda: loved(user) == ["0.jpg", "5.jpg"])


# --- trouble ---


def with_hearts(start: Start, garments: Path, home: Path) -> str:
    """Two photos are favourites, and closed; the copy is of yesterday. Returns its day."""
    user = start(garments)
    wait_till_read(user)
    for number in (1, 4):
        press_heart(user, garments / f"{number}.jpg")
    user.window.close()
    day = (datetime.date.today() - datetime.timedelta(1)).isoformat()
    for copy in (home / "copies").iterdir():
        copy.unlink()
    shutil.copy(home / "wardrobe.sqlite3", home / "copies" / f"wardrobe-{day}.sqlite3")
    return day


def test_a_damaged_wardrobe_is_said_shown_and_restored(
    start: Start, garments: Path, home: Path, troubled: None
) -> None:
    with_hearts(start, garments, home)
    junk = b"junk" * 5000
    (home / "wardrobe.sqlite3").write_bytes(junk)
    user = start()
    user.wait_for_notice("damaged", "wardrobe.sqlite3")
    assert user.text("notice_button") == "Restore the copy of yesterday"
    wait_till_read(user)
    user.wait(lambda: loved(user) == ["1.jpg", "4.jpg"])
    user.widget("notice").hide()
    press_heart(user, garments / "0.jpg")
    user.wait_for_notice("damaged", "nothing is written")
    assert loved(user) == ["1.jpg", "4.jpg"] and (home / "wardrobe.sqlite3").read_bytes() == junk
    user.press("Ctrl+,")
    user.wait(lambda: user.sees("trouble_card"))
    assert is_one_sentence(user.text("favourites_problem")) and not user.sees("settings_problem")
    user.click("restore_button")
    user.wait(lambda: not user.sees("trouble_card"))
    user.press("Escape")
    user.wait_for_notice("Your favourites and kinds can be changed again.")
    assert (home / "wardrobe-damaged-1.sqlite3").read_bytes() == junk
    press_heart(user, garments / "0.jpg")
    user.wait(lambda: loved(user) == ["0.jpg", "1.jpg", "4.jpg"])
    wait_till_saved(user, home, 3)
    user.window.close()


def test_restoring_from_the_notice(start: Start, garments: Path, home: Path, troubled: None) -> None:
    with_hearts(start, garments, home)
    (home / "wardrobe.sqlite3").write_bytes(b"")
    user = start()
    user.wait_for_notice("damaged")
    user.click("notice_button")
    user.wait_for_notice("can be changed again")
    wait_till_saved(user, home, 2)
    user.wait(lambda: loved(user) == ["1.jpg", "4.jpg"])
    user.wait_till_indexed()
    user.window.close()


def test_a_wardrobe_that_cannot_be_read_now(start: Start, garments: Path, home: Path, troubled: None) -> None:
    with_hearts(start, garments, home)
    file, aside = home / "wardrobe.sqlite3", home / "aside"
    file.rename(aside)
    file.mkdir()  # as one that may not be read: the tests may be those of root
    user = start()
    user.wait_for_notice("cannot be changed now")
    wait_till_read(user)
    user.widget("notice").hide()
    press_heart(user, garments / "0.jpg")
    user.wait_for_notice("cannot be changed now")
    assert loved(user) == ["1.jpg", "4.jpg"]
    file.rmdir()
    aside.rename(file)
    press_heart(user, garments / "0.jpg")
    user.wait(lambda: loved(user) == ["0.jpg", "1.jpg", "4.jpg"])
    wait_till_saved(user, home, 3)
    user.window.close()


def test_a_heart_that_could_not_be_kept_is_not_shown(
    start: Start, garments: Path, home: Path, troubled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the reason: an error that nobody foresaw, and a disk that is full."""
    user = start(garments)
    wait_till_read(user)
    press_heart(user, garments / "2.jpg")
    wait_till_saved(user, home, 1)
    full = sqlite3.OperationalError("database or disk is full")
    for error, said in ((RuntimeError("unforeseen"), "Something went wrong"), (full, "disk is full")):
        with monkeypatch.context() as patched:
            patched.setattr("core.wardrobe.wardrobe.Wardrobe._change", _raising(error))
            press_heart(user, garments / "0.jpg")
            user.wait_for_notice(said)
            user.wait(lambda: loved(user) == ["2.jpg"])
    press_heart(user, garments / "0.jpg")
    user.wait(lambda: loved(user) == ["0.jpg", "2.jpg"])
    wait_till_saved(user, home, 2)
    user.window.close()


def _raising(error: Exception) -> Callable[..., None]:
    def raises(*_: object) -> None:
        raise error

    return raises


def test_a_lost_wardrobe_comes_back(start: Start, garments: Path, home: Path) -> None:
    day = with_hearts(start, garments, home)
    (home / "wardrobe.sqlite3").unlink()
    user = start()
    user.wait_for_notice("was gone", day)
    wait_till_read(user)
    user.wait(lambda: loved(user) == ["1.jpg", "4.jpg"])


def test_broken_settings_keep_the_folders(start: Start, garments: Path, home: Path) -> None:
    user = start(garments)
    wait_till_read(user)
    user.window.close()
    file = home / "settings.json"
    broken = file.read_text().replace("\n}", ",\n}")  # as an editor leaves it
    file.write_text(broken)
    user = start()
    user.wait_for_notice("settings were damaged", "settings-damaged-1.json")
    user.wait(lambda: len(user.paths) == 6)
    user.wait_till_indexed()
    user.window.close()
    assert (home / "settings-damaged-1.json").read_text() == broken
    assert load_settings(file).folders == (str(garments),)


def test_settings_that_cannot_be_read_are_not_written_over(start: Start, garments: Path, home: Path) -> None:
    file, aside = home / "settings.json", home / "aside"
    save_settings(file, Settings(folders=(str(garments),), stacks=False, fold_results=False, top=25))
    file.rename(aside)
    (home / "settings-copy.json").unlink()
    file.mkdir()
    user = start()
    user.wait_for_notice("settings cannot be read")
    user.press("Ctrl+,")
    user.wait(lambda: user.sees("trouble_card"))
    assert is_one_sentence(user.text("settings_problem")) and not user.sees("restore_button")
    user.press("Escape")
    user.press("Ctrl+B")  # changes a setting
    user.window.close()
    assert file.is_dir() and not list(file.iterdir()) and not (home / "settings-copy.json").exists()
    file.rmdir()
    aside.rename(file)
    assert load_settings(file).top == 25
