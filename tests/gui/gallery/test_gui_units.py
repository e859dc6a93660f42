"""Parts of the window on their own: what was dropped, the gallery's model, thumbnails, history, the error dialog."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from support import SPEC, found, photo, save
from window_support import PATIENCE_MS

from core.photos.images import load_rgb
from core.photos.thumbnail_store import ThumbnailStore
from core.search.found import Found, Shown
from core.search.query import Query
from core.search.question import Question
from core.workers.pictures import Pictures
from core.workers.workers import Worker
from gui.base.pictures import image_bytes, image_from
from gui.base.texts import duration, file_name
from gui.base.urls import url_of
from gui.desktop.drops import Dropped, query_from_mime
from gui.gallery.gallery_model import GalleryModel, Role
from gui.gallery.thumbnails import SIDES, PixmapCache, ThumbnailLoader, Wanted, side_for
from gui.visits.history import History, Place, Visit

ODD_NAME = "a\udcff\u00e9.png"  # a byte that is no UTF-8, and one letter that is
posix = pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")


# --- drops ---


def local(*paths: str | Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([url_of(str(path)) for path in paths])
    return data


@posix
def test_a_dropped_name_that_is_no_text_arrives(tmp_path: Path) -> None:
    odd = save(tmp_path / ODD_NAME, photo(1))
    assert query_from_mime(local(odd)) == Dropped(files=(odd,))


def test_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    one = save(tmp_path / "a b#%.png", photo(1))
    assert query_from_mime(local(one, tmp_path)) == Dropped(files=(one,), folders=(str(tmp_path),))


def test_a_trailing_nul_does_not_matter(tmp_path: Path) -> None:
    one = save(tmp_path / "one.png", photo(1))
    data = QMimeData()
    data.setData("text/uri-list", f"file://{one}%00\r\n".encode())
    assert query_from_mime(data) == Dropped(files=(one,))


def test_only_text_that_is_a_path_counts(tmp_path: Path) -> None:
    for text in ("a dress", "relative.png", str(tmp_path / "gone"), "mailto:someone", ""):
        data = QMimeData()
        data.setText(text)
        assert query_from_mime(data) is None, text


def test_broken_picture_addresses_are_no_picture() -> None:
    for source in ("data:image/png;base64,AAA", "data:image/png,AAAA", "data:text/html;base64,AAAA", "blob:x"):
        data = QMimeData()
        data.setHtml(f'<img src="{source}">')
        assert query_from_mime(data) is None, source


def test_local_files_come_before_their_bitmap(tmp_path: Path) -> None:
    one = save(tmp_path / "one.png", photo(1))
    data = local(one)
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert query_from_mime(data) == Dropped(files=(one,))


def test_a_bitmap_keeps_its_pixels_and_gets_a_white_ground() -> None:
    image = QImage(3, 2, QImage.Format.Format_ARGB32)  # three pixels a row: rows need padding
    image.fill(QColor(10, 200, 30))
    image.setPixelColor(0, 0, QColor(0, 0, 0, 0))
    image.setPixelColor(2, 1, QColor(1, 2, 3))
    image.setDevicePixelRatio(2)
    rgb = load_rgb(image_bytes(image))
    assert rgb.shape == (2, 3, 3)
    assert (
        rgb[0, 0].tolist() == [255, 255, 255]
        and rgb[1, 2].tolist() == [1, 2, 3]
        and rgb[0, 1].tolist() == [10, 200, 30]
    )


# --- the model ---


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = GalleryModel()
    qtmodeltester.check(model)
    model.show_photos([f"/photos/{n}.jpg" for n in range(5)])
    model.show_matches(Shown((found("/photos/1.jpg", 0.0), found("/photos/4.jpg", 0.51))))
    model.show_photos([])


def test_the_model_tells_what_it_shows(qapp: QApplication) -> None:
    model = GalleryModel()
    model.show_matches(Shown((found("/photos/a.jpg", 0.0), found("/photos/b\n.jpg", 0.518))))
    index = model.index(1, 0)
    assert index.data() == "b\N{REPLACEMENT CHARACTER}.jpg"
    assert (index.data(Role.PATH), index.data(Role.RANK), index.data(Role.DISTANCE)) == ("/photos/b\n.jpg", 2, 0.518)
    assert "Similar style, distance 0.52" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "b\N{REPLACEMENT CHARACTER}.jpg\nphotos"
    assert model.mimeData([index]).urls() == [QUrl.fromLocalFile("/photos/b\n.jpg")]
    assert model.index_of("/photos/b\n.jpg") == index and not model.index_of("/gone").isValid()
    model.show_photos(["/photos/b\n.jpg"])
    assert model.index(0, 0).data(Role.RANK) is None and model.path_at(1) is None


@posix
def test_photos_dragged_out_keep_their_names(qapp: QApplication, tmp_path: Path) -> None:
    odd = save(tmp_path / ODD_NAME, photo(1))
    model = GalleryModel()
    model.show_photos([odd])
    assert query_from_mime(model.mimeData([model.index(0, 0)])) == Dropped(files=(odd,))


# --- thumbnails ---


@pytest.fixture
def loader(qtbot: QtBot, tmp_path: Path) -> Iterator[ThumbnailLoader]:
    loader = ThumbnailLoader(ThumbnailStore(tmp_path / "thumbnails"), Pictures(lambda: 60))
    loader.start()
    yield loader
    loader.stop()
    loader.wait()


def loaded(qtbot: QtBot, loader: ThumbnailLoader, path: str, side: int = 160) -> QImage:
    with qtbot.waitSignal(loader.loaded, check_params_cb=lambda at, *_: at == path, timeout=PATIENCE_MS) as got:
        loader.want([Wanted(path, side)])
    return got.args[2]


def test_thumbnails_are_stored_and_follow_the_file(qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path) -> None:
    path = save(tmp_path / "one.png", photo(1, (300, 400)))
    made = loaded(qtbot, loader, path)
    assert (made.width(), made.height()) == (120, 160)
    (stored,) = (tmp_path / "thumbnails").rglob("*.thumb")
    before = stored.stat().st_mtime_ns
    assert loaded(qtbot, loader, path).size() == made.size()
    assert stored.stat().st_mtime_ns == before
    save(tmp_path / "one.png", photo(2, (400, 300)))
    assert loaded(qtbot, loader, path).width() == 160
    assert len(list((tmp_path / "thumbnails").rglob("*.thumb"))) == 1, "the one of the old photo is left behind"


def test_a_photo_that_is_away_shows_what_is_stored(qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path) -> None:
    path = save(tmp_path / "one.png", photo(1, (300, 400)))
    loaded(qtbot, loader, path)
    small = loaded(qtbot, loader, path)
    Path(path).unlink()
    assert loaded(qtbot, loader, path) == small
    assert loaded(qtbot, loader, path, 384) == small  # better than nothing
    for stored in (tmp_path / "thumbnails").rglob("*.thumb"):
        stored.write_bytes(b"broken")
    assert loaded(qtbot, loader, path).isNull()


def test_a_photo_whose_drive_goes_while_it_is_read(
    qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(tmp_path / "one.png", photo(1, (300, 400)))
    loaded(qtbot, loader, path)
    small = loaded(qtbot, loader, path)
    decode = Worker.decode
    monkeypatch.setattr(Worker, "decode", lambda *words: (Path(path).unlink(), decode(*words)))
    assert loaded(qtbot, loader, path, 384) == small


def test_the_place_of_thumbnails_can_be_exchanged(qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path) -> None:
    loader.store = ThumbnailStore(tmp_path / "new")
    loaded(qtbot, loader, save(tmp_path / "one.png", photo(1)))
    assert not (tmp_path / "thumbnails").exists() and len(list((tmp_path / "new").rglob("*.thumb"))) == 1


def test_a_broken_stored_thumbnail_is_made_again(qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path) -> None:
    path = save(tmp_path / "one.png", photo(1, (300, 400)))
    loaded(qtbot, loader, path)
    (stored,) = (tmp_path / "thumbnails").rglob("*.thumb")
    stored.write_bytes(b"half")
    assert not loaded(qtbot, loader, path).isNull()
    assert not QImage.fromData(stored.read_bytes()).isNull()


def test_a_photo_that_cannot_be_read_has_a_null_thumbnail(
    qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path
) -> None:
    assert loaded(qtbot, loader, save(tmp_path / "odd.png", b"text")).isNull()
    assert loaded(qtbot, loader, str(tmp_path / "gone.png")).isNull()


def test_a_place_that_cannot_be_written_costs_only_the_store(qtbot: QtBot, tmp_path: Path) -> None:
    save(tmp_path / "file", b"in the way")
    loader = ThumbnailLoader(ThumbnailStore(tmp_path / "file"), Pictures(lambda: 60))
    loader.start()
    assert not loaded(qtbot, loader, save(tmp_path / "one.png", photo(1))).isNull()
    loader.stop()
    loader.wait()


def test_what_is_wanted_no_more_is_not_made(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [save(tmp_path / f"{n}.png", photo(n)) for n in range(30)]
    loader, seen = ThumbnailLoader(ThumbnailStore(tmp_path / "thumbnails"), Pictures(lambda: 60)), []
    loader.loaded.connect(lambda path, *_: seen.append(path))
    loader.want([Wanted(path, 160) for path in paths])
    loader.want([Wanted(path, 160) for path in paths[:2]])
    loader.start()
    qtbot.waitUntil(lambda: seen == paths[:2], timeout=PATIENCE_MS)
    loader.stop()
    loader.wait()
    qtbot.wait(1)
    assert seen == paths[:2]


def test_an_image_of_odd_width_keeps_its_pixels(qapp: QApplication) -> None:
    rgb = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    image = image_from(rgb[:, ::1])
    assert all(image.pixelColor(x, y).getRgb()[:3] == tuple(rgb[y, x]) for y in range(5) for x in range(7))


def test_the_cache_is_bounded_and_drops_the_oldest(qapp: QApplication) -> None:
    pixmap = QPixmap(100, 100)  # 40,000 bytes
    cache = PixmapCache(limit=100_000)
    for name in "abc":
        cache.put(name, 160, pixmap, "1")
        cache.get("a")
    assert len(cache) == 2 and cache.get("b") is None and cache.get("a") is not None
    cache.put("huge", 160, QPixmap(1000, 1000), "1")
    assert len(cache) == 1 and cache.has("huge", 160)


def test_the_cache_knows_sizes(qapp: QApplication) -> None:
    cache = PixmapCache()
    cache.put("a", 256, QPixmap(10, 10), "1")
    assert cache.has("a", 160) and not cache.has("a", 384)
    cache.put("broken", 160, QPixmap(), "1")
    assert cache.has("broken", 768), "an unreadable photo must not be tried again at each size"
    assert [side_for(pixels) for pixels in (1, 160, 161, 5000)] == [160, 160, 256, SIDES[-1]]


def test_what_is_doubtful_is_drawn_until_it_is_replaced_or_found_the_same(qapp: QApplication) -> None:
    cache, old, new = PixmapCache(), QPixmap(10, 10), QPixmap(10, 10)
    for name in "ab":
        cache.put(name, 256, old, "1")
    cache.put("broken", 256, QPixmap(), "1")
    cache.doubt()
    assert not any(cache.has(name, 160) for name in ("a", "b", "broken")) and cache.get("a") is old
    cache.trust("a")
    cache.put("b", 256, new, "2")
    assert cache.has("a", 160) and cache.has("b", 160) and cache.get("b") is new
    cache.put("a", 160, new, "1")  # one that was under way
    assert cache.get("a") is old
    assert [cache.version("b", side) for side in (160, 256, 384)] == ["2", "2", ""]


def test_a_thumbnail_that_is_held_is_made_anew_only_when_the_file_has_changed(
    qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path
) -> None:
    path = save(tmp_path / "one.png", photo(1))
    with qtbot.waitSignal(loader.loaded, timeout=PATIENCE_MS) as got:
        loader.want([Wanted(path, 160)])
    version = got.args[3]
    with qtbot.waitSignal(loader.same, timeout=PATIENCE_MS) as same:
        loader.want([Wanted(path, 160, version)])
    assert same.args == [path]
    save(tmp_path / "one.png", photo(2, (400, 300)))
    with qtbot.waitSignal(loader.loaded, timeout=PATIENCE_MS) as got:
        loader.want([Wanted(path, 160, version)])
    assert got.args[3] != version


# --- history, texts ---


def test_history_goes_back_and_forward() -> None:
    history = History().remember(Place(40)).visit(Visit()).visit(Visit())
    assert history.can_go_back and not history.can_go_forward
    assert history.back().back().current.place == Place(40) and not history.back().back().can_go_back
    assert not history.back().visit(Visit()).can_go_forward
    for _ in range(2 * History.LIMIT):
        history = history.visit(Visit())
    assert len(history.visits) == History.LIMIT and history.current is history.visits[-1]


def test_the_history_forgets_pictures_that_take_too_much_room() -> None:
    def pasted(number: int) -> Visit:
        source = bytes([number]) * (History.LIMIT_BYTES // 4)
        query = Query(np.zeros(0, np.float32), np.zeros((0, 0), np.float32), SPEC)
        return Visit("similar", found=Found(Question(source, "your picture"), query, query, 1, None))

    history = History()
    for number in range(9):
        visit = pasted(number)
        for _ in range(3):  # several answers about one picture hold it once
            history = history.visit(visit)
    assert len(history.visits) == 12 and history.current is visit
    assert len(History().visit(Visit()).visit(pasted(1)).visits) == 3


def test_texts(qapp: QApplication) -> None:
    assert file_name("/x/a\n\t\udcff.png") == "a" + 3 * "\N{REPLACEMENT CHARACTER}" + ".png"
    assert [duration(s) for s in (0.2, 59, 100, 6000)] == ["1 second", "59 seconds", "2 minutes", "2 hours"]
