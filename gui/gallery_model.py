"""The photos of the gallery as Qt's model: paths, and for results rank and distance."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
)

from core.search import Match
from gui.texts import decimal, file_name, shown

translate = QCoreApplication.translate

ModelIndex = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class Role(IntEnum):
    """What a cell can be asked for besides Qt's own roles."""

    PATH = Qt.ItemDataRole.UserRole + 1
    RANK = Qt.ItemDataRole.UserRole + 2  # 1 is the nearest; None when these are not results
    DISTANCE = Qt.ItemDataRole.UserRole + 3  # L2; None when these are not results


class GalleryModel(QAbstractListModel):
    """Photos by path. Python code asks `path_at`: a name that is no UTF-8 does not survive the way through Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths: tuple[str, ...] = ()
        self._distances: tuple[float, ...] | None = None

    def show_photos(self, paths: Sequence[str]) -> None:
        self._reset(tuple(paths), None)

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Show results, nearest first."""
        self._reset(tuple(match.path for match in matches), tuple(match.distance for match in matches))

    @property
    def paths(self) -> tuple[str, ...]:
        return self._paths

    @property
    def shows_matches(self) -> bool:
        return self._distances is not None

    def path_at(self, row: int) -> str | None:
        return self._paths[row] if 0 <= row < len(self._paths) else None

    def distance_at(self, row: int) -> float | None:
        return None if self._distances is None else self._distances[row]

    def index_of(self, path: str | None) -> QModelIndex:
        """Where a photo is now; invalid if it is not shown."""
        # A search of 2 ms in 100,000 photos, and rare: a table of all rows would cost more at each change.
        if path is None or path not in self._paths:
            return QModelIndex()
        return self.index(self._paths.index(path))

    def _reset(self, paths: tuple[str, ...], distances: tuple[float, ...] | None) -> None:
        self.beginResetModel()
        self._paths, self._distances = paths, distances
        self.endResetModel()

    # --- QAbstractListModel ---

    def rowCount(self, parent: ModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._paths)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        path = self.path_at(index.row())
        if path is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return file_name(path)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row())
        return self._own_data(index.row(), role)

    def _own_data(self, row: int, role: int) -> object:
        if role == Role.PATH:
            return self._paths[row]
        if self._distances is not None and role == Role.RANK:
            return row + 1
        if self._distances is not None and role == Role.DISTANCE:
            return self._distances[row]
        return None

    def _tooltip(self, row: int) -> str:
        path = shown(self._paths[row])
        if self._distances is None:
            return path
        distance = decimal(self._distances[row], 4)
        return translate("GalleryModel", "{path}\nDistance {distance}").format(path=path, distance=distance)

    def _spoken(self, row: int) -> str:
        name = file_name(self._paths[row])
        if self._distances is None:
            return name
        text = translate("GalleryModel", "{name}, number {rank}, distance {distance}")
        return text.format(name=name, rank=row + 1, distance=decimal(self._distances[row]))

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The photos as files, for dragging them into another program."""
        data = QMimeData()
        data.setUrls([url_of(self._paths[index.row()]) for index in indexes])
        return data


def url_of(path: str) -> QUrl:
    """A file URL that keeps also bytes that are no UTF-8."""
    if path.isascii() or os.name == "nt":
        return QUrl.fromLocalFile(path)
    encoded = bytes(os.fsencode(path))
    return QUrl.fromEncoded(b"file://" + b"".join(_percent(byte) for byte in encoded))


def _percent(byte: int) -> bytes:
    letter = bytes([byte])
    return letter if letter.isalnum() or letter in b"/-._~" else f"%{byte:02X}".encode()
