"""What other programs drop on the window or put on the clipboard: file managers, browsers, screenshot tools."""

from __future__ import annotations

import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QUrl
from PySide6.QtGui import QDragLeaveEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton
from support import Result, encoded, is_one_sentence, photo, save
from window_support import PATIENCE_MS, User, files, offer, shown_by_similar

from core.base.paths import Paths
from core.base.settings import Settings, save_settings
from core.catalog.catalog import Catalog
from core.looks.model import Extractor
from core.search.query import combine, make_query
from core.search.request import Request
from core.search.search import Searcher
from gui.visits import asking

Start = Callable[..., User]
Twinset = Callable[..., Result]
Ways = pytest.mark.parametrize("way", [User.drop, User.paste], ids=["drop", "paste"])
Way = Callable[[User, QMimeData], object]
IMAGE_ADDRESS = "https://shop.example/dress.png"


@pytest.fixture
def photos(known_photos: Path) -> Path:
    return known_photos


@pytest.fixture
def ready(known_photos: Path, start: Start, photos: Path, monkeypatch: pytest.MonkeyPatch) -> User:
    """A window with twelve indexed photos, on a computer without a network."""

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked for")

    user = start(photos)
    user.wait_for_photos(12)
    user.wait_till_indexed()
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return user


@pytest.fixture
def picture(photos: Path) -> tuple[Image.Image, str]:
    """A picture from somewhere else, and the photo of the folder that it shows: its pixels."""
    return photo(6), str(photos / "06.png")


def bitmap(image: Image.Image) -> QMimeData:
    """A bitmap as a screenshot tool puts it on the clipboard."""
    data = QMimeData()
    data.setImageData(QImage.fromData(encoded(image, "PNG")))
    return data


def from_firefox(image: Image.Image) -> QMimeData:
    """An image dragged out of Firefox: its address in many forms, and the bitmap."""
    data = bitmap(image)
    data.setUrls([QUrl(IMAGE_ADDRESS)])
    data.setText(IMAGE_ADDRESS)
    data.setHtml(f'<img alt="A dress" src="{IMAGE_ADDRESS}">')
    data.setData("text/x-moz-url", f"{IMAGE_ADDRESS}\nA dress".encode("utf-16-le"))
    return data


def from_chrome(image: Image.Image) -> QMimeData:
    """An image dragged out of Chrome on Linux: the file's own bytes, and its address."""
    data = offer(image__png=encoded(image, "PNG"))
    data.setUrls([QUrl(IMAGE_ADDRESS)])
    data.setHtml(f"<meta charset='utf-8'><img src='{IMAGE_ADDRESS}'/>")
    return data


def bare_bytes(image: Image.Image) -> QMimeData:
    return offer(image__webp=encoded(image, "WEBP", lossless=True))


def inside_html(image: Image.Image) -> QMimeData:
    """A picture that is part of its page, as some shops have them."""
    data = QMimeData()
    body = b64encode(encoded(image, "PNG")).decode()
    data.setHtml(f'<div><img class="a" src="data:image/png;base64,{body}"></div>')
    return data


@Ways
@pytest.mark.parametrize("made", [bitmap, from_firefox, from_chrome, bare_bytes, inside_html])
def test_a_picture_without_a_file(
    ready: User, picture: tuple[Image.Image, str], made: Callable[[Image.Image], QMimeData], way: Way
) -> None:
    image, twin = picture
    way(ready, made(image))
    ready.wait_for_answer("your picture", 12)
    path, distance = ready.matches[0]
    assert path == twin and distance < 0.05


def test_a_bitmap_is_kept_encoded(ready: User) -> None:
    """Which is smaller, and made in the background: a large one takes longer than a window may stand still."""
    bitmap = QImage.fromData(encoded(photo(6, (640, 800)), "PNG"))
    data = QMimeData()
    data.setImageData(bitmap)
    ready.paste(data)
    ready.wait_for_answer("your picture", 12)
    source = ready.window._seen.now.found.question.source
    assert isinstance(source, bytes) and len(source) < bitmap.sizeInBytes()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Bitmaps are encoded no further until it is set."""
    event, encode = threading.Event(), asking.image_bytes
    monkeypatch.setattr(asking, "image_bytes", lambda bitmap: event.wait(PATIENCE_MS / 1000) and encode(bitmap))
    yield event
    event.set()


@pytest.mark.parametrize("wish", ["paste", "click", "leave"])
def test_whatever_is_newer_replaces_a_bitmap_that_is_still_encoded(
    ready: User, photos: Path, held: threading.Event, wish: str
) -> None:
    ready.ask(2)
    ready.click("all_photos_button")
    ready.wait_for_photos(12)
    ready.paste(bitmap(photo(6)))
    if wish == "paste":
        ready.paste(files(photos / "08.png"))
    elif wish == "click":
        ready.click_photo(8)
    else:
        ready.press("Ctrl+2")
    name = "02.png" if wish == "leave" else "08.png"
    ready.wait_for_answer(name, 12)
    held.set()
    ready.wait(lambda: not (ready.window._asking._encoding.busy or ready.window._asking._searching.busy))
    assert ready.text("query_title") == f"Most similar to {name}"


def test_a_bitmap_replaces_an_older_question(
    ready: User, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though that is answered while it is still encoded."""
    answering, answer = threading.Event(), asking.answer
    monkeypatch.setattr(asking, "answer", lambda *what: answering.wait(PATIENCE_MS / 1000) and answer(*what))
    ready.click_photo(3)
    ready.paste(bitmap(photo(6)))
    answering.set()
    ready.wait(lambda: not ready.window._asking._searching.busy)
    held.set()
    ready.wait_for_answer("your picture", 12)
    ready.click("back_button")
    ready.wait(lambda: not ready.shows_results)


@Ways
def test_a_file(ready: User, tmp_path: Path, way: Way, twinset: Twinset) -> None:
    other = save(tmp_path / "other dress.png", photo(30))
    way(ready, files(other))
    ready.wait_for_answer("other dress.png", 12)


def test_a_photo_of_the_library_is_none_of_its_results(ready: User, photos: Path) -> None:
    ready.drop(files(photos / "08.png"))
    ready.wait_for_answer("08.png", 12)
    assert len(ready.paths) == 10 and str(photos / "08.png") not in ready.paths


def test_a_file_by_its_path_as_text(ready: User, photos: Path) -> None:
    for text in (
        str(photos / "02.png"),
        f'"{photos / "03.png"}"',
        QUrl.fromLocalFile(str(photos / "04.png")).toString(),
    ):
        data = QMimeData()
        data.setText(text)
        ready.paste(data)
        ready.wait_for_answer(Path(text.strip('"')).name, 12)


def test_what_is_copied_here_can_be_pasted_here_and_elsewhere(ready: User, photos: Path) -> None:
    ready.press("Home", "Ctrl+C")
    ready.wait_for_notice("1 photo copied")
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == str(photos / "00.png")
    assert [url.toLocalFile() for url in copied.urls()] == [str(photos / "00.png")]
    ready.press("Ctrl+V")
    ready.wait_for_answer("00.png", 12)


@Ways
def test_a_folder(ready: User, tmp_path: Path, way: Way) -> None:
    save(tmp_path / "more" / "x.png", photo(31))
    way(ready, files(tmp_path / "more"))
    ready.wait_for_photos(13)
    ready.wait_till_indexed()


@Ways
def test_several_photos_are_one_question(
    ready: User, photos: Path, tmp_path: Path, way: Way, twinset: Twinset, extractor: Extractor, catalog: Catalog
) -> None:
    others = [save(tmp_path / "elsewhere" / f"{n}.png", photo(n)) for n in (40, 41, 42)]
    way(ready, files(*others))
    ready.wait_for_answer("40.png", 12)
    assert ready.text("query_title") == "Most similar to 40.png and 2 more"
    assert not ready.sees("query_verdict"), "owning is a question about one thing"
    examples = [one for one in ready.window.findChildren(QAbstractButton, "example") if one.isVisible()]
    assert [one.path for one in examples] == others[1:]
    ready.wait(lambda: all(_is_drawn(one) for one in examples))
    query = combine([make_query(path, extractor, catalog) for path in others])
    searcher = Searcher(catalog.collection([str(photos)], extractor.model_id), extractor.spec)
    assert ready.matches == [(match.path, match.distance) for match in searcher.nearest(Request(query, 10))]
    ready.click_at(examples[0], QPoint(4, examples[0].height() - 4))
    ready.wait(lambda: ready.text("query_title") == "Most similar to 40.png and 1 more")


def _is_drawn(example: QAbstractButton) -> bool:
    """Whether it shows a picture, not only its tile."""
    drawn = example.grab().toImage()
    return len({drawn.pixel(x, 40) for x in range(8, 36, 4)}) > 2


def test_several_photos_from_the_dialog(ready: User, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = [str(photos / "03.png"), str(photos / "05.png"), str(photos / "03.png")]
    monkeypatch.setattr("gui.desktop.ways_in.QFileDialog.getOpenFileNames", lambda *_: (chosen, ""))
    ready.press("Ctrl+O")
    ready.wait_for_answer("03.png", 12)
    assert ready.text("query_title") == "Most similar to 03.png and 1 more"
    assert not {path for path, _ in ready.matches} & set(chosen), "what was asked with is no answer"


def test_what_lies_beside_the_photos_does_not_matter(ready: User, tmp_path: Path) -> None:
    notes = save(tmp_path / "notes.txt", b"text")
    ready.drop(files(notes, save(tmp_path / "a.png", photo(50)), save(tmp_path / "b.PNG", photo(51))))
    ready.wait_for_answer("a.png and 1 more", 12)


def test_the_one_that_cannot_be_read_is_named(ready: User, tmp_path: Path) -> None:
    ready.drop(files(save(tmp_path / "a.png", photo(50)), save(tmp_path / "odd.png", b"text")))
    ready.wait_for_notice("odd.png", "not an image")
    assert not ready.shows_results


def test_too_many_photos(ready: User, tmp_path: Path) -> None:
    many = [save(tmp_path / "many" / f"{n}.png", photo(n)) for n in range(21)]
    assert ready.drop(files(*many))
    ready.wait_for_notice("21 photos", "20 at most", "folder")
    assert not ready.shows_results
    ready.drop(files(*many[:20]))
    ready.wait_for_answer("0.png and 19 more", 12)


@Ways
@pytest.mark.parametrize("form", ["address", "text", "html"])
def test_a_bare_web_address_is_refused_in_a_sentence(ready: User, way: Way, form: str) -> None:
    data = QMimeData()
    if form == "address":
        data.setUrls([QUrl("https://shop.example/dress")])
    elif form == "text":
        data.setText("https://shop.example/dress.jpg")
    else:
        data.setHtml('<a href="/x"><IMG width=10 SRC=https://shop.example/dress.jpg></a>')
    way(ready, data)
    ready.wait_for_notice("never goes online")
    assert not ready.shows_results


@Ways
@pytest.mark.parametrize("content", [b"no photo", b"", b"\x89PNG\r\n\x1a\nno more"])
def test_a_file_that_is_no_photo(ready: User, tmp_path: Path, way: Way, content: bytes) -> None:
    way(ready, files(save(tmp_path / "odd.png", content)))
    ready.wait(lambda: is_one_sentence(ready.text("notice_text")))
    assert not ready.shows_results and not ready.busy
    ready.click_photo(0)
    ready.wait_for_answer("00.png", 12)


def test_bytes_that_are_no_photo(ready: User) -> None:
    assert ready.drop(offer(image__png=b"no photo"))
    ready.wait_for_notice("not an image")


def test_a_bitmap_that_is_none(ready: User) -> None:
    data = QMimeData()
    data.setData("application/x-qt-image", b"no image")
    ready.drop(data)
    ready.wait_for_notice("no photo in this")
    ready.paste(data)
    ready.wait_for_notice("no photo on the clipboard")


def test_a_file_that_is_gone(ready: User, tmp_path: Path) -> None:
    ready.paste(files(tmp_path / "gone.png"))
    ready.wait_for_notice("not there any more")


def test_a_text_is_no_photo(ready: User) -> None:
    data = QMimeData()
    data.setText("a dress: red, size 38")
    assert ready.drag(data) and "no photo in this" in ready.widget("drop_overlay").accessibleName()
    ready.leave()
    assert not ready.sees("drop_overlay")
    ready.drop(data)
    ready.wait_for_notice("no photo in this", "Drop photos")
    ready.paste(data)
    ready.wait_for_notice("no photo on the clipboard")
    assert not ready.shows_results


NETWORK = "cannot read directly"


ELSEWHERE = {
    "smb://nas/share/dress.jpg": NETWORK,
    "smb://nas/my%20share/a%20dress.jpg": NETWORK,
    "mtp://Google_Pixel_7/Internal%20shared%20storage/DCIM/a.jpg": NETWORK,
    "gphoto2://Canon/DCIM/1.jpg": NETWORK,
    "afc://0123456789/DCIM/1.heic": NETWORK,
    "sftp://me@host/home/me/1.jpg": NETWORK,
    "ftp://host/1.jpg": NETWORK,
    "davs://cloud.example/remote.php/1.jpg": NETWORK,
    "google-drive://me@example.com/0A/1": NETWORK,
    "https://shop.example/dress": "never goes online",
    "trash:///dress.jpg": "in the trash",
    "archive://file%253A%252F%252F%252Fhome%252Fa.zip/1.jpg": "Unpack",
    "zip:///home/me/a.zip/1.jpg": "Unpack",
}


@Ways
def test_what_lies_elsewhere_is_refused_with_a_reason(ready: User, way: Way) -> None:
    for address, why in ELSEWHERE.items():
        for form in ("urls", "text"):
            data = QMimeData()
            if form == "urls":
                data.setUrls([QUrl(address)])
            data.setText(address)
            assert ready.drag(data)
            overlay = ready.widget("drop_overlay")
            assert overlay.isVisible() and why in overlay.accessibleName(), (address, form)
            ready.leave()
            way(ready, data)
            ready.wait_for_notice(why)
            assert not ready.shows_results and not ready.busy


def beside(*local: str | Path, others: Sequence[str]) -> QMimeData:
    """What a file manager offers of a selection that only partly lies on this computer."""
    data = QMimeData()
    data.setUrls([QUrl(address) for address in others] + [QUrl.fromLocalFile(str(path)) for path in local])
    return data


@Ways
def test_what_can_be_used_is_taken_and_the_rest_named(ready: User, tmp_path: Path, way: Way) -> None:
    here = save(tmp_path / "here.png", photo(50))
    way(ready, beside(here, others=["smb://nas/share/blue%20dress.jpg"]))
    ready.wait_for_answer("here.png", 12)
    ready.wait_for_notice("Left out: blue dress.jpg. ", NETWORK, "smb:")
    way(ready, beside(here, tmp_path / "gone.png", others=[]))
    ready.wait_for_notice("Left out: gone.png. ", "not there any more")
    way(ready, beside(here, others=[f"mtp://phone/{n}.jpg" for n in range(5)]))
    ready.wait_for_notice("Left out: 0.jpg, 1.jpg, 2.jpg, …. ", NETWORK)
    save(tmp_path / "more" / "x.png", photo(31))
    ready.press("Escape")
    way(ready, beside(tmp_path / "more", others=["trash:///old.jpg"]))
    ready.wait_for_notice("more was added", "Left out: old.jpg. ", "in the trash")
    ready.wait_for_photos(13)
    ready.wait_till_indexed()


def test_an_address_beside_the_picture_itself_is_not_left_out(ready: User, tmp_path: Path) -> None:
    ready.drop(beside(save(tmp_path / "here.png", photo(50)), others=[IMAGE_ADDRESS]))
    ready.wait_for_answer("here.png", 12)
    assert not ready.sees_notice("Left out")


def test_what_is_left_out_in_german(start: Start, photos: Path, home: Path, tmp_path: Path) -> None:
    save_settings(Paths.choose(str(home)).settings, Settings(language="de"))
    user = start(photos)
    user.wait_till_indexed()
    user.drop(beside(save(tmp_path / "here.png", photo(50)), others=["smb://nas/dress.jpg"]))
    user.wait_for_notice("Ausgelassen: dress.jpg. ", "(smb:)")


@Ways
def test_a_folder_inside_an_archive(ready: User, tmp_path: Path, way: Way) -> None:
    save(tmp_path / "a.zip", b"PK\5\6" + bytes(18))
    way(ready, files(tmp_path / "a.zip" / "photos"))
    ready.wait_for_notice("Unpack the archive first")


@Ways
def test_a_mounted_share_is_a_folder_like_others(ready: User, tmp_path: Path, way: Way) -> None:
    share = tmp_path / "gvfs" / "smb-share:server=nas.local,share=photos,user=me"
    save(share / "H&M #1" / "50 %.png", photo(33))
    way(ready, files(share / "H&M #1" / "50 %.png"))
    ready.wait_for_answer("50 %.png", 12)
    ready.press("Escape")
    way(ready, files(share))
    ready.wait_for_photos(13)
    ready.wait_till_indexed()


def test_a_web_page_that_drops_a_script_is_no_place(ready: User) -> None:
    data = QMimeData()
    data.setUrls([QUrl("javascript:void(0)")])
    ready.drop(data)
    ready.wait_for_notice("no photo in this")


def test_before_there_is_a_folder(start: Start, photos: Path) -> None:
    user = start()
    user.drop(files(photos / "01.png"))
    user.wait_for_notice("First choose the folder")
    user.drop(files(photos))
    user.wait_for_answer("01.png", 12)  # what was dropped first is answered now


def test_the_target_is_shown_while_dragging(ready: User, photos: Path) -> None:
    overlay = ready.widget("drop_overlay")
    assert ready.drag(files(photos / "01.png")) and overlay.isVisible()
    assert "Drop to find" in overlay.accessibleName() and overlay.rect() == overlay.parentWidget().rect()
    QCoreApplication.sendEvent(ready.window.windowHandle(), QDragLeaveEvent())
    assert not overlay.isVisible()
    ready.drag(files(photos))
    assert "Drop to add" in overlay.accessibleName()
    ready.drop(files(photos))
    assert not overlay.isVisible()


def test_a_drop_ranks_like_the_command(ready: User, tmp_path: Path, photos: Path, twinset: Twinset) -> None:
    other = save(tmp_path / "other.jpg", encoded(photo(31, (500, 300)), "JPEG"))
    ready.drop(files(other))
    ready.wait_for_answer("other.jpg", 12)
    answer = twinset("similar", other, "--in", photos, "--json").json
    assert ready.matches == shown_by_similar(answer)
