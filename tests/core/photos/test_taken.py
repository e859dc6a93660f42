"""When a photo was taken, as its file tells."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from support import photo

from core.catalog.catalog import Catalog
from core.indexing.indexing import index_folders
from core.looks.model import Extractor
from core.photos.taken import taken_at

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
    image.save(stream, kind, exif=exif)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_what_the_camera_wrote(kind: str) -> None:
    assert taken_at(dated(kind=kind)) == NOON
    assert taken_at(dated(offset="+02:00", kind=kind)) == NOON - 7200


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
