"""Paths, of which no byte may get lost, as the addresses that Qt and other programs take."""

from __future__ import annotations

import os
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QUrl


def url_of(path: str) -> QUrl:
    """A file URL that keeps also bytes that are no UTF-8."""
    if path.isascii() or os.name == "nt":
        return QUrl.fromLocalFile(path)
    encoded = bytes(os.fsencode(path))
    return QUrl.fromEncoded(b"file://" + b"".join(_percent(byte) for byte in encoded))


def path_of(url: QUrl) -> str:
    """The path of a file URL, also when its bytes are no UTF-8; without the NUL that some programs append."""
    if os.name == "nt":
        return os.path.normpath(url.toLocalFile().rstrip("\0"))
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return os.fsdecode(unquote_to_bytes(encoded).rstrip(b"\0"))


def _percent(byte: int) -> bytes:
    letter = bytes([byte])
    return letter if letter.isalnum() or letter in b"/-._~" else f"%{byte:02X}".encode()
