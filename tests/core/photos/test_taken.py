"""When a photo was taken, as its file tells."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from support import photo

from core.catalog.catalog import Catalog
from core.indexing.indexing import Listener, index_folders
from core.looks.model import Extractor
from core.photos.taken import taken_at
from core.workers.workers import Crashed, Worker

NOON = 1_700_000_000 - 1_700_000_000 % 86_400 + 43_200  # of a day in UTC
TEXT = time.strftime("%Y:%m:%d %H:%M:%S", time.gmtime(NOON))


def dated(original: str | None = TEXT, offset: str | None = "+00:00", digitized: str = "", kind: str = "JPEG") -> bytes:
    image = photo(3)
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = "2001:01:01 00:00:00"  # when it was changed last
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    times = {"DateTimeOriginal": original, "OffsetTimeOriginal": offset, "DateTimeDigitized": digitized}
    inner.update({ExifTags.Base[name]: value for name, value in times.items() if value})
    stream = io.BytesIO()
    image.save(stream, kind, exif=exif.tobytes())
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_what_the_camera_wrote(kind: str) -> None:
    assert taken_at(dated(kind=kind)) == NOON
    assert taken_at(dated(offset="+02:00", kind=kind)) == NOON - 7200


def png(texts: dict[str, str], broken: bool = False) -> bytes:
    told = PngInfo()
    for name, text in texts.items():
        told.add_text(name, text, zip=len(text) > 100)
    stream = io.BytesIO()
    photo(3).save(stream, "PNG", pnginfo=told)
    data = stream.getvalue()
    return data[: len(data) // 2] if broken else data


@pytest.mark.parametrize("kind", ["%a, %d %b %Y %H:%M:%S +0000", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S+00:00"])
def test_screenshots_tell_it_in_words(kind: str) -> None:
    assert taken_at(png({"Creation Time": time.strftime(kind, time.gmtime(NOON))})) == NOON
    assert taken_at(png({"Creation Time": time.strftime(kind, time.gmtime(NOON))}, broken=True)) == NOON
    assert taken_at(png({"Creation Time": "yesterday"})) is None


def test_png_files_of_image_magick() -> None:
    with Image.open(io.BytesIO(dated())) as image:
        exif = image.info["exif"]
    lines = "\n".join(exif.hex()[at : at + 72] for at in range(0, 2 * len(exif), 72))
    assert taken_at(png({"Raw profile type exif": f"\nexif\n{len(exif):8}\n{lines}\n"})) == NOON


def test_of_a_png_no_pixel_is_decoded() -> None:
    data = dated(kind="PNG")
    end = data.rindex(b"eXIf")  # many programs write it behind the pixels
    length = 12 + int.from_bytes(data[end - 4 : end], "big")
    behind = data[: end - 4] + data[end - 4 + length : -12] + data[end - 4 : end - 4 + length] + data[-12:]
    assert Image.open(io.BytesIO(behind)).getexif()
    assert taken_at(behind) == NOON
    assert taken_at(behind.replace(b"IDAT", b"JUNK")) == NOON


def test_without_an_offset_it_is_the_clock_on_the_wall() -> None:
    assert taken_at(dated(offset=None)) == time.mktime(time.strptime(TEXT, "%Y:%m:%d %H:%M:%S"))


def test_scans_tell_when_they_were_made() -> None:
    assert taken_at(dated(None, digitized="2020:02:03 04:05:06")) is not None


@pytest.mark.parametrize(
    "text", ["0000:00:00 00:00:00", "1970:01:01 00:00:00", "    :  :     :  :  ", "x", "2020", None]
)
def test_what_says_nothing(text: str | None) -> None:
    assert taken_at(dated(text)) is None


@pytest.mark.parametrize(
    "data", [b"", b"text", b"\xff\xd8\xff\xe1\x00\x10Exif\0\0II*\0\xff\xff\xff\xff", b"\x89PNG\r\n\x1a\n"]
)
def test_files_without_any(data: bytes) -> None:
    assert taken_at(data) is None


def test_the_catalog_knows_it(tmp_path: Path, catalog: Catalog, extractor: Extractor) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(dated())
    photo(5).save(folder / "b.png")
    os.utime(folder / "b.png", (NOON - 60, NOON - 60))
    before = int(time.time())
    index_folders(catalog, extractor, [str(folder)])
    listing = catalog.listing([str(folder)])
    assert listing.taken.tolist() == [NOON, NOON - 60] and (listing.added >= before).all()
    added = listing.added.tolist()
    catalog._db.execute("UPDATE files SET added = added - 1000")
    (folder / "a.jpg").rename(folder / "moved.jpg")
    photo(5).save(folder / "c.png")
    index_folders(catalog, extractor, [str(folder)])
    again = catalog.listing([str(folder)])
    assert [os.path.basename(path) for path in again.paths] == ["b.png", "c.png", "moved.jpg"]
    assert again.added.tolist() == [one - 1000 for one in (added[1], added[1], added[0])]
    assert again.taken[2] == NOON


def of_an_earlier_version(catalog: Catalog) -> None:
    catalog._db.execute("UPDATE files SET taken = NULL, dated = 0")


def test_dates_that_an_earlier_version_did_not_know(
    tmp_path: Path, catalog: Catalog, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, kind in (("a.jpg", "JPEG"), ("b.png", "PNG"), ("c.tif", "TIFF")):
        (folder / name).write_bytes(dated(kind=kind))
    photo(5).save(folder / "d.png")
    os.utime(folder / "d.png", (NOON - 60, NOON - 60))
    index_folders(catalog, extractor, [str(folder)])
    of_an_earlier_version(catalog)
    asked: list[str] = []
    date = Worker.date

    def crashes_first(worker: Worker, path: str) -> int | None:
        asked.append(os.path.basename(path))
        if asked == ["a.jpg"]:
            raise Crashed
        return date(worker, path)

    def never(*_: object) -> None:
        raise AssertionError("no photo may be read again")

    monkeypatch.setattr(Worker, "date", crashes_first)
    monkeypatch.setattr(Worker, "compute", never)
    told: list[tuple[int, int]] = []
    index_folders(catalog, extractor, [str(folder)], listener=Listener(on_dated=lambda *one: told.append(one)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert catalog.listing([str(folder)]).taken.tolist()[1:] == [NOON, NOON, NOON - 60]
    index_folders(catalog, extractor, [str(folder)])
    assert asked == ["a.jpg", "b.png", "c.tif", "d.png"]  # each once, whether it tells or not


def test_photos_on_a_drive_that_is_away_are_dated_when_it_is_back(
    tmp_path: Path, catalog: Catalog, extractor: Extractor
) -> None:
    folder, other = tmp_path / "photos", tmp_path / "other"
    for one in (folder, other):
        one.mkdir()
        (one / "a.jpg").write_bytes(dated())
    both = [str(folder), str(other)]
    index_folders(catalog, extractor, both)
    of_an_earlier_version(catalog)
    folder.rename(tmp_path / "away")
    index_folders(catalog, extractor, [str(other)])
    assert [os.path.dirname(path) for path in catalog.undated(both)] == [str(folder)]
    (tmp_path / "away").rename(folder)
    index_folders(catalog, extractor, both)
    assert catalog.listing(both).taken.tolist() == [NOON, NOON]
