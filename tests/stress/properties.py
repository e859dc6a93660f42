"""What must hold of any data from outside, with strategies of hypothesis that make such data up."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from core.base.paths import Paths
from core.base.running import HEAD, MOST, message, paths_in
from core.base.settings import Settings, Sort, load_settings, open_settings, save_settings
from core.browse.remembered import Remembered, load_remembered, save_remembered
from core.browse.shelf import Browsing, Choice
from core.commands.cli import run
from core.looks.naming import BASIC
from core.wardrobe.copies import open_wardrobe, restore
from core.wardrobe.marks import Identity
from core.wardrobe.wardrobe import Wardrobe, WardrobeError
from gui.base.pictures import image_bytes
from gui.browse.shown_facets import SHOWN_FACETS
from gui.desktop.drops import Dropped, query_from_mime
from tests.support import KINDS


class Property(NamedTuple):
    """Data made up, and what must hold of them; the folder is empty at first and the same for all examples."""

    data: st.SearchStrategy[Any]
    holds: Callable[[Any, Path], None]


def ask(name: str, folder: Path, examples: int, first: int) -> int:
    """Try so many examples, always the same for one seed; how many there were. Raises what went wrong."""
    data, holds = PROPERTIES[name]
    tried = 0

    def once(value: Any) -> None:
        nonlocal tried
        tried += 1
        holds(value, folder)

    limits = settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    seed(first)(limits(given(data)(once)))()
    return tried


# --- made-up data ---

_NAMES = [field.name for field in fields(Settings)]
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
_KNOWN = st.sampled_from(["auto", "dark", "system", "de", "name", "favourites", "wish", "/", "", "00ff"])
_JSON = st.recursive(
    _SCALARS | _KNOWN,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=12,
)
_OBJECTS = st.dictionaries(st.sampled_from([*_NAMES, "favourites", "version"]) | st.text(max_size=8), _JSON, max_size=8)


@st.composite
def _damaged(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """Bytes with a few of them changed, cut out or put in."""
    data = bytearray(draw(whole))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(data)


def _as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


_FILES = st.binary(max_size=200) | _damaged((_OBJECTS | _JSON).map(_as_json))
_PATHS = st.binary(min_size=1, max_size=30).map(lambda name: os.fsdecode(b"/" + name.replace(b"\0", b"0")))
_HASHES = st.binary(min_size=16, max_size=32)

# --- settings, marks, the remembered view ---


def _settings_hold(data: bytes, folder: Path) -> None:
    """Whatever the file holds, the settings are possible ones, and come back as they were saved; nothing is lost."""
    file = folder / "settings.json"
    _empty(folder)
    file.write_bytes(data)
    loaded = load_settings(file)
    for field in fields(Settings):
        assert type(getattr(loaded, field.name)) is type(field.default), field.name
    found = open_settings(file)
    assert found.settings == loaded and not found.problem
    if found.said:
        assert any(data == other.read_bytes() for other in folder.iterdir())
    assert load_settings(file) == loaded
    save_settings(file, replace(loaded, top=loaded.top + 1))
    assert load_settings(file) == replace(loaded, top=loaded.top + 1)


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _marks_hold(data: bytes, folder: Path) -> None:
    """What an earlier version kept is taken over as far as it can be read; the file stays, under another name."""
    _empty(folder)
    paths = Paths.choose(str(folder))
    paths.marks.write_bytes(data)
    kept = open_wardrobe(paths)
    assert not kept.problem and all(str(said).endswith(".") for said in kept.said)
    assert any(data == other.read_bytes() for other in folder.iterdir() if other.is_file())
    with Wardrobe(paths) as wardrobe:
        assert wardrobe.marks() == kept.marks


def _wardrobes_hold(data: bytes, folder: Path) -> None:
    """A damaged wardrobe is never written over, and the copy can be put in its place."""
    _empty(folder)
    paths = Paths.choose(str(folder))
    heart = Identity(b"c" * 16, b"p" * 16)
    with Wardrobe(paths) as wardrobe:
        whole = wardrobe.change(lambda marks: marks.favoured([heart], True).with_kind([heart], "hat"))
    open_wardrobe(paths)  # which makes the copy
    for beside in folder.glob("wardrobe.sqlite3-*"):
        beside.unlink()
    before = bytearray(paths.wardrobe.read_bytes())
    at = int.from_bytes(data[:2], "big") % len(before)
    before[at : at + len(data)] = data
    paths.wardrobe.write_bytes(before)
    kept = open_wardrobe(paths)
    if kept.problem:
        assert str(kept.problem).endswith(".") and paths.wardrobe.read_bytes() == before
        with contextlib.suppress(WardrobeError), Wardrobe(paths) as wardrobe:
            wardrobe.change(lambda marks: marks.favoured([Identity(b"d" * 16)], True))
            raise AssertionError("it was written to")
        if "newer" in str(kept.problem):  # one bit of the version cannot be told from another version
            return
        assert kept.copy and restore(paths).marks == whole
        assert any(bytes(before) == other.read_bytes() for other in folder.iterdir() if other.is_file())


def _remembered_hold(data: bytes, folder: Path) -> None:
    file = folder / "browsed"
    file.write_bytes(data)
    loaded = load_remembered(file, KINDS)
    assert isinstance(loaded, Remembered) and {*loaded.stacks} <= {*loaded.paths}
    for choice in loaded.browsing.filters:
        shown = next(one for one in SHOWN_FACETS if one.facet.name == choice.facet)
        shown.text(choice.name, loaded.folders)


def _view(draw: st.DrawFn) -> Remembered:
    paths = tuple(draw(st.lists(_PATHS, unique=True, max_size=6)))
    stacked = draw(st.lists(st.sampled_from(paths), unique=True)) if paths else []
    names = {"folder": _PATHS, "kind": st.sampled_from(KINDS), "colour": st.sampled_from([*BASIC])}
    facet = draw(st.sampled_from([*names]))
    filters = frozenset(Choice(facet, name) for name in draw(st.lists(names[facet], max_size=3)))
    browsing = Browsing(filters, draw(st.sampled_from(Sort)), draw(st.booleans()))
    stacks = {path: draw(st.integers(2, 99)) for path in stacked}
    return Remembered(tuple(draw(st.lists(_PATHS, max_size=3))), browsing, paths, stacks)


def _views_come_back(view: Remembered, folder: Path) -> None:
    save_remembered(folder / "browsed", view)
    assert load_remembered(folder / "browsed", KINDS) == view


_BROWSING = st.fixed_dictionaries(
    {"filters": _JSON | st.lists(st.lists(_JSON, min_size=2, max_size=2)), "sort": _JSON, "stacks": _JSON}
)
_HEADS = _OBJECTS | st.fixed_dictionaries({"folders": _JSON, "browsing": _BROWSING, "bytes": _JSON, "stacks": _JSON})
_REMEMBERED = st.binary(max_size=200) | _damaged(
    st.tuples(_HEADS, st.binary(max_size=40)).map(lambda parts: _as_json(parts[0]) + b"\n" + parts[1])
)
_MARKS = _FILES | _damaged(st.lists(_HASHES.map(bytes.hex)).map(lambda hashes: _as_json({"favourites": hashes})))

# --- from other programs ---

_MIME_NAMES = st.sampled_from(
    ["text/plain", "text/html", "text/uri-list", "image/png", "image/x", "application/x-qt-image", "text/x-moz-url"]
)
_ADDRESSES = st.sampled_from(
    ["file:///", "file://host/a", "http://a/b.png", "data:image/png;base64,iVBO", "data:image/png;base64,%", "smb://a"]
)
_WORDS = st.text(max_size=40) | _ADDRESSES | st.tuples(_ADDRESSES, st.text(max_size=20)).map("".join) | _PATHS
_HTML = _WORDS | _WORDS.map(lambda word: f"<img alt=x src='{word}'>") | _WORDS.map(lambda word: f"<IMG src={word}")


class Offer(NamedTuple):
    """What another program offers."""

    urls: list[str] | None
    text: str | None
    html: str | None
    size: tuple[int, int] | None  # of a bitmap
    data: dict[str, bytes]


_OFFERS = st.builds(
    Offer,
    st.none() | st.lists(_WORDS, max_size=4),
    st.none() | _WORDS,
    st.none() | _HTML,
    st.none() | st.tuples(st.integers(0, 40), st.integers(0, 40)),
    st.dictionaries(_MIME_NAMES | st.text(max_size=12), st.binary(max_size=60), max_size=3),
)


def _mime(offer: Offer) -> QMimeData:
    mime = QMimeData()
    for name, data in offer.data.items():
        mime.setData(name, data)
    if offer.urls is not None:
        mime.setUrls([QUrl(url) for url in offer.urls])
    if offer.text is not None:
        mime.setText(offer.text)
    if offer.html is not None:
        mime.setHtml(offer.html)
    if offer.size is not None:
        mime.setImageData(QImage(*offer.size, QImage.Format.Format_ARGB32))
    return mime


def _drops_hold(offer: Offer, _: Path) -> None:
    """Something to search with, a sentence (maybe about what is left out), or nothing; the same when asked again."""
    mime = _mime(offer)
    dropped = query_from_mime(mime)
    if dropped is None:
        return
    assert isinstance(dropped, Dropped) and (dropped.usable or dropped.sentence)
    assert all(os.path.isabs(path) for path in (*dropped.files, *dropped.folders, *dropped.photos))
    if isinstance(dropped.image, QImage):
        assert image_bytes(dropped.image).startswith(b"BM")
    again = query_from_mime(mime)
    assert again is not None and again.files == dropped.files and again.sentence == dropped.sentence


def _messages_hold(data: bytes, _: Path) -> None:
    """A path, the wish for more, or junk."""
    with contextlib.suppress(ValueError):
        paths = paths_in(data)
        assert paths is None or sum(len(os.fsencode(path)) for path in paths) <= MOST


def _messages_arrive(path: str, _: Path) -> None:
    """In any pieces."""
    whole = message([path, path])
    assert paths_in(whole) == (os.path.abspath(path),) * 2
    assert all(paths_in(whole[:end]) is None for end in range(len(whole)))


_MESSAGES = st.binary(max_size=80) | _damaged(
    st.tuples(st.integers(0, 2**32 - 1) | st.integers(0, 40), st.binary(max_size=60)).map(
        lambda parts: HEAD + parts[0].to_bytes(4, "big") + parts[1]
    )
)

# --- the command line ---

_OPTIONS = st.sampled_from(
    "similar sheet explain index rankings features verify forget --in --top --weights --kind --colour --box --like "
    "--unlike --random --seed --limit --json --home --method -o --version -- look=1 look=1e400 look=nan colour=0.5 "
    "#ff0000 red 0,0,1,1 1,2 -1 0 10 x.png x.npz /no/such/folder".split()
)


def _words_hold(words: list[str], folder: Path) -> None:
    """Wrong words end with code 2, a folder that is not there with 1, and neither with a traceback."""
    os.environ["TWINSET_HOME"] = str(folder)
    said = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogateescape")
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = run([*words, "/no/such/folder"])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 2
    assert code in (0, 1, 2), code


PROPERTIES = {
    "settings": Property(_FILES, _settings_hold),
    "marks": Property(_MARKS, _marks_hold),
    "wardrobes": Property(st.binary(min_size=2, max_size=60), _wardrobes_hold),
    "remembered": Property(_REMEMBERED, _remembered_hold),
    "views": Property(st.composite(_view)(), _views_come_back),
    "drops": Property(_OFFERS, _drops_hold),
    "messages": Property(_MESSAGES, _messages_hold),
    "paths in messages": Property(_PATHS, _messages_arrive),
    "words": Property(st.lists(_OPTIONS | st.text(max_size=8), max_size=8), _words_hold),
}
