"""What was dropped or pasted, as something to search with. Never fetches anything from the network."""

from __future__ import annotations

import base64
import binascii
import os
import re
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

from PySide6.QtCore import QCoreApplication, QMimeData, QUrl
from PySide6.QtGui import QImage

from core.photos.images import EXTENSIONS
from gui.base.texts import file_name
from gui.base.urls import path_of

translate = QCoreApplication.translate

_IMAGE_SOURCE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_WEB = ("http", "https")
_ARCHIVES = ("zip", "tar", "archive", "ark", "7z", "rar")
_NO_PLACES = ("data", "blob", "about", "javascript", "mailto", "tel", "chrome", "moz-extension")  # of a browser
_MOST_NAMED = 3  # in one sentence
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):\S", re.IGNORECASE)  # two letters at least: C: is a drive


@dataclass(frozen=True)
class Dropped:
    """Files, folders or one image; `sentence` tells the user why it is none of these, or what beside them is left."""

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    image: bytes | QImage | None = None
    sentence: str = ""

    @property
    def photos(self) -> tuple[str, ...]:
        """The files without what else a file manager may have selected along with several photos."""
        named = tuple(path for path in self.files if path.lower().endswith(tuple(EXTENSIONS)))
        return named if named and len(self.files) > 1 else self.files

    @property
    def usable(self) -> bool:
        return bool(self.files or self.folders or self.image is not None)


def query_from_mime(mime: QMimeData | None) -> Dropped | None:
    """What a drop or paste offers (None: an empty clipboard); None if it is nothing for us. The same function decides
    on entering and dropping.

    In this order: local files, a bitmap, raw image data, an address: browsers often offer several of them, and the
    first ones carry the picture itself.
    """
    if mime is None:
        return None
    return _local_files(mime) or _bitmap(mime) or _raw_image(mime) or _address(mime)


def _local_files(mime: QMimeData) -> Dropped | None:
    # hasUrls before hasText: a file manager offers the names as text too.
    paths = [path_of(url) for url in mime.urls() if url.isLocalFile()]
    if not paths and not mime.hasImage() and mime.hasText():
        paths = _paths_in(mime.text())
    return _sorted_out(paths, _elsewhere(mime.urls())) if paths else None


def _elsewhere(urls: list[QUrl]) -> dict[str, str]:
    """What lies where it cannot be taken from, and why. Addresses in the web do not count: browsers add them."""
    addresses = [_whole(url) for url in urls if not url.isLocalFile() and url.scheme().lower() not in _WEB]
    return {address: why for address in addresses if (why := _why_elsewhere(address))}


def _paths_in(text: str) -> list[str]:
    """Absolute paths and file addresses, one a line, as "copy path" puts them on the clipboard."""
    lines = [line.strip().strip('"') for line in text.replace("\0", "").splitlines()[:1000]]
    paths = [path_of(QUrl(line)) if line.startswith("file:") else line for line in lines]
    return [path for path in paths if os.path.isabs(path) and os.path.exists(path)]


def _sorted_out(paths: list[str], left: dict[str, str]) -> Dropped:
    """Of all that was dropped what can be taken; `left`: what was found before that cannot be, and why."""
    folders = tuple(path.rstrip("/") or path for path in paths if os.path.isdir(path))
    files = tuple(path for path in paths if os.path.isfile(path))
    left = {path: _why_not_there(path) for path in paths if not os.path.isdir(path) and path not in files} | left
    if files or folders:
        return Dropped(files, folders, sentence=_left_out(left) if left else "")
    return Dropped(sentence=next(iter(left.values())))


def _left_out(left: dict[str, str]) -> str:
    names = [file_name(unquote(place.rstrip("/"))) for place in left]
    named = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    why = next(iter(left.values()))
    return translate("drops", "Left out: {names}. {why}").format(names=named, why=why)


def _why_not_there(path: str) -> str:
    if os.path.exists(path):
        return translate("drops", "That is a device or a pipe, not a photo.")
    around = os.path.dirname(path)
    while not os.path.exists(around) and os.path.dirname(around) != around:
        around = os.path.dirname(around)
    return _in_archive() if os.path.isfile(around) else translate("drops", "That file is not there any more.")


def _in_archive() -> str:
    return translate("drops", "That lies inside an archive. Unpack the archive first, then use what comes out of it.")


def _bitmap(mime: QMimeData) -> Dropped | None:
    if not mime.hasImage():
        return None
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull():  # bytes, where what another program offers is no image
        return None
    return Dropped(image=image)


def _raw_image(mime: QMimeData) -> Dropped | None:
    """Data under a type such as image/png, which Qt does not count as an image."""
    for name in mime.formats():
        if name.startswith("image/"):
            data = bytes(mime.data(name).data())
            if data:
                return Dropped(image=data)
    return None


def _address(mime: QMimeData) -> Dropped | None:
    """A picture inside the address (data:...), or a sentence when there is nothing but an address elsewhere."""
    addresses = [_whole(url) for url in mime.urls()] + _IMAGE_SOURCE.findall(mime.html())
    addresses += [mime.text().strip()] if mime.hasText() else []
    for address in addresses:
        if data := _data_address(address):
            return Dropped(image=data)
    sentences = map(_why_elsewhere, addresses)
    return next((Dropped(sentence=sentence) for sentence in sentences if sentence), None)


def _whole(url: QUrl) -> str:
    """Without blanks, which text that is no address has."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)


def _why_elsewhere(address: str) -> str:
    """Why what lies at this address cannot be taken; empty if it is no address."""
    match = _SCHEME.match(address)
    scheme = match[1].lower() if match and len(address.split()) == 1 else ""
    if scheme in _WEB:
        return translate(
            "drops",
            "That is only a web address, and Twinset never goes online. Save the picture first, or copy the "
            "picture itself and paste it here.",
        )
    if scheme in _ARCHIVES:
        return _in_archive()
    if scheme == "trash":
        return translate("drops", "That lies in the trash. Take it out of there first.")
    if not scheme or scheme in _NO_PLACES or scheme == "file":
        return ""
    return translate(
        "drops",
        "That lies on a network place or a device that Twinset cannot read directly ({scheme}). Copy it to this "
        "computer, or open it through its mounted folder.",
    ).format(scheme=f"{scheme}:")


def _data_address(address: str) -> bytes | None:
    head, comma, body = address.partition(",")
    if not comma or not head.startswith("data:image/") or not head.endswith(";base64"):
        return None
    try:
        return base64.b64decode(unquote_to_bytes(body))
    except binascii.Error:
        return None
