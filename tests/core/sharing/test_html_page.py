"""A page of photos: one file that opens alone, whatever the photos are called."""

from __future__ import annotations

import csv
import io
import os
import re
from base64 import b64decode
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from support import Result, encoded, photo, save

from core.sharing.html_page import MOST_PHOTOS, PageLooks, save_page
from core.sharing.picture_files import TooLarge
from core.sharing.shared import Item, Shared
from core.sharing.sheet import Hands

Twinset = Callable[..., Result]
EVIL = '</li><script src="http://evil.example/x.js">alert(1)</script>&<img src=file:///etc/passwd>'


class Reader(HTMLParser):
    """What a browser would make of a page: its elements with what they refer to, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "data", "action")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def pictures(self) -> list[Image.Image]:
        found = [re.fullmatch(r"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", address) for address in self.addresses]
        assert all(found), "each address is the picture itself"
        return [Image.open(io.BytesIO(b64decode(one[1]))) for one in found if one]


def page_of(shared: Shared, file: Path, **looks: object) -> Reader:
    save_page([shared], PageLooks(**looks), Hands(), file)  # type: ignore[arg-type]
    return Reader(file.read_text("utf-8"))


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    paths = [save(tmp_path / f"{number}.png", photo(number, (600, 800))) for number in range(3)]
    items = tuple(Item(path, f"{EVIL} {at}.png", f"{at} · {EVIL}") for at, path in enumerate(paths))
    return Shared(EVIL, items, Item(encoded(photo(7), "PNG"), "pasted"))


def test_a_page_is_one_file_that_loads_nothing(shared: Shared, tmp_path: Path) -> None:
    page = page_of(shared, tmp_path / "page.html")
    assert [picture.format for picture in page.pictures()] == ["JPEG"] * 4
    assert {max(picture.size) for picture in page.pictures()[1:]} == {480}
    assert set(page.tags) <= {*"html head meta title style body h1 ol li figure figcaption img div".split()}
    text = (tmp_path / "page.html").read_text("utf-8")
    assert "default-src 'none'" in text and not re.search(r"@import|url\(", text)


def test_names_are_shown_as_they_are_and_never_run(shared: Shared, tmp_path: Path) -> None:
    page = page_of(shared, tmp_path / "page.html")
    assert page.texts.count(EVIL) == 2, "as title and heading"
    assert f"{EVIL} 2.png" in page.texts and f"2 · {EVIL}" in page.texts


def test_words_names_and_query_stay_out_when_they_are_not_wanted(shared: Shared, tmp_path: Path) -> None:
    page = page_of(shared, tmp_path / "page.html", words=False, names=False, query=False)
    assert len(page.pictures()) == 3 and "figcaption" not in page.tags
    assert "0.png" not in "".join(page.texts)


def test_no_metadata_of_a_photo_gets_into_a_page(tmp_path: Path) -> None:
    """Where it was taken is nobody's business."""
    exif = Image.Exif()
    exif[0x010E] = "at home"
    path = save(tmp_path / "a.jpg", encoded(photo(1), "JPEG", exif=exif))
    (picture,) = page_of(Shared("", (Item(path, "a"),)), tmp_path / "page.html").pictures()
    assert not picture.getexif()
    assert str(tmp_path) not in (tmp_path / "page.html").read_text("utf-8")


def test_a_photo_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    page = page_of(Shared("", (Item(str(tmp_path / "gone.png"), "gone.png"),)), tmp_path / "page.html")
    assert "The file is no longer there." in page.texts and page.pictures() == []


def test_a_page_of_too_many_photos_is_refused_and_an_earlier_one_stays(tmp_path: Path) -> None:
    file = Path(save(tmp_path / "page.html", b"earlier"))
    many = Shared("", (Item("/none.png", "none"),) * (MOST_PHOTOS + 1))
    with pytest.raises(TooLarge, match="1,001 photos"):
        save_page([many], PageLooks(), Hands(), file)
    assert file.read_bytes() == b"earlier"


# --- the command ---


def test_similar_writes_a_page_and_a_table(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    queries = [known_photos / "03.png", known_photos / "04.png"]
    words = ["similar", *queries, "--top", "5", "--in", known_photos]
    result = twinset(*words, "--html", tmp_path / "a.html", "--csv", tmp_path / "a.csv")
    assert (result.code, result.said) == (0, [])
    assert result.out.splitlines() == [str(tmp_path / "a.html"), str(tmp_path / "a.csv")]
    page = Reader((tmp_path / "a.html").read_text("utf-8"))
    assert len(page.pictures()) == 2 * 6 and "Most similar to 03.png" in page.texts
    assert any(re.fullmatch(r"\d\.  \d\.\d{3}  [a-z -]+", text) for text in page.texts), "what can be seen on a photo"
    rows = list(csv.DictReader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    told = twinset(*words).lines
    assert [(row["query"], row["rank"], row["path"], float(row["distance"]), row["label"]) for row in rows] == [
        (answer["query"], str(rank), match["path"], match["distance"], match["label"])
        for answer in told
        for rank, match in enumerate(answer["matches"], 1)
    ]


def test_a_table_of_what_fits_words(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    words = ["similar", "--words", "red", "--top", "3", "--in", known_photos]
    assert twinset(*words, "--csv", tmp_path / "a.csv", "--html", tmp_path / "a.html").code == 0
    rows = list(csv.DictReader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["path"], float(row["fit"])) for row in rows] == [
        (match["path"], match["fit"]) for match in twinset(*words).json["matches"]
    ]


def test_no_photo_is_written_over_by_a_page(photos: Path, twinset: Twinset) -> None:
    victim = photos / "00.png"
    os.rename(victim, photos / "00.html")
    before = (photos / "00.html").read_bytes()
    result = twinset("similar", photos / "00.html", "--in", photos, "--html", photos / "00.html")
    assert result.code == 1 and "your photos" in result.said[-1]
    assert (photos / "00.html").read_bytes() == before
