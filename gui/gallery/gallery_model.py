"""The photos of the gallery as Qt's model: paths, and for results rank and distance."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from core.base.sentences import printable
from core.search.found import Shown
from core.search.labels import Label
from core.search.search import Match
from gui.base.texts import decimal, file_name, kind_label, label_name, plain_tip
from gui.base.urls import url_of
from gui.gallery.cell_marks import Marked

translate = QCoreApplication.translate

ModelIndex = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


def _file_names(path: str) -> tuple[str, ...]:
    return (file_name(path),)


def _joined(words: Sequence[Sequence[str]]) -> list[str]:
    """Each in full."""
    return [choices[0] for choices in words]


class Role(IntEnum):
    """What a cell can be asked for besides Qt's own roles."""

    PATH = Qt.ItemDataRole.UserRole + 1
    RANK = Qt.ItemDataRole.UserRole + 2  # 1 is the nearest; None when these are not results
    DISTANCE = Qt.ItemDataRole.UserRole + 3  # L2; None when these are not results
    LABEL = Qt.ItemDataRole.UserRole + 4  # one of core.search.labels; None when these are not results


class GalleryModel(QAbstractListModel):
    """Photos by path. Python code asks `path_at`: a name that is no UTF-8 does not survive the way through Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths: tuple[str, ...] = ()
        self._matches: tuple[Match, ...] | None = None
        self._different: frozenset[str] = frozenset()
        self.names_of: Callable[[str], Sequence[str]] = _file_names  # what stands under a photo, and shorter
        self._marked = Marked()
        self.marked = Marked()  # with the stacks of results, where results are shown

    def show_photos(self, paths: Sequence[str]) -> None:
        self.marked = self._marked
        self._reset(tuple(paths), None)

    def show_matches(self, shown: Shown) -> None:
        """Show results, nearest first."""
        self.marked = replace(self._marked, stacks=shown.stacks, laid_out=shown.laid_out)
        self._different = shown.different
        self._reset(tuple(match.path for match in shown.matches), shown.matches)

    def show_marked(self, marked: Marked) -> bool:
        """What photos are marked with; results have stacks of their own. Whether that is anything new."""
        before, self._marked = self.marked, marked
        if self.shows_matches:
            marked = replace(marked, stacks=before.stacks, laid_out=before.laid_out)
        self.marked = marked
        return marked != before

    @property
    def paths(self) -> tuple[str, ...]:
        return self._paths

    @property
    def shows_matches(self) -> bool:
        return self._matches is not None

    def path_at(self, row: int) -> str | None:
        return self._paths[row] if 0 <= row < len(self._paths) else None

    def match_at(self, row: int) -> Match | None:
        return self._matches[row] if self._matches is not None and 0 <= row < len(self._matches) else None

    def index_of(self, path: str | None) -> QModelIndex:
        """Where a photo is now; invalid if it is not shown."""
        # A search of 2 ms in 100,000 photos, and rare: a table of all rows would cost more at each change.
        if path is None or path not in self._paths:
            return QModelIndex()
        return self.index(self._paths.index(path))

    def _reset(self, paths: tuple[str, ...], matches: tuple[Match, ...] | None) -> None:
        self.beginResetModel()
        self._paths, self._matches = paths, matches
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
            return plain_tip(self._tooltip(index.row()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row())
        return self._own_data(index.row(), role)

    def label_at(self, row: int) -> str:
        """How alike a result is, in a word; what the user said is not the same is not called so."""
        match = self.match_at(row)
        if match is None:
            return ""
        denied = match.label == Label.SAME and match.path in self._different
        return translate("GalleryModel", "Not the same") if denied else label_name(match.label)

    def _own_data(self, row: int, role: int) -> object:
        if role == Role.PATH:
            return self._paths[row]
        match = self.match_at(row)
        if match is not None and role == Role.RANK:
            return row + 1
        if match is not None and role == Role.DISTANCE:
            return match.distance
        return match.label if match is not None and role == Role.LABEL else None

    def _tooltip(self, row: int) -> str:
        """What the cell has no room for, in short lines."""
        path, match = self._paths[row], self.match_at(row)
        caption, name = self.names_of(path)[0], file_name(path)
        folder = printable(os.path.basename(os.path.dirname(path)))
        lines = [*([caption] if caption != name else []), name, folder, *self.remarks(path)]
        return "\n".join(lines if match is None else (*lines, *_joined(self._words(match))))

    def _spoken(self, row: int) -> str:
        path, match = self._paths[row], self.match_at(row)
        seen, name = self.names_of(path)[0], file_name(path)
        name = name if seen == name else f"{seen}, {name}"
        if match is None:
            return ", ".join((name, *self.remarks(path)))
        text = translate("GalleryModel", "{name}, number {rank}, {label}, distance {distance}")
        distance = decimal(match.distance)
        sentence = text.format(name=name, rank=row + 1, label=self.label_at(row), distance=distance)
        return ", ".join((sentence, *self.remarks(path), *_joined(self._words(match))))

    def words_at(self, row: int) -> list[tuple[str, ...]]:
        """What stands on a photo, each in full and shorter: that its file lacks something, that another kind of garment
        put a result back."""
        path, match = self.path_at(row), self.match_at(row)
        faults = () if path is None else self._faults(path)
        words = () if match is None else self._words(match)
        return [*((fault,) for fault in faults), *words]

    def _words(self, match: Match) -> list[tuple[str, ...]]:
        if not match.other_kind:
            return []
        kind = kind_label(match.finer or match.kind)
        return [(translate("GalleryModel", "other kind: {kind}").format(kind=kind), kind)]

    def _faults(self, path: str) -> list[str]:
        return [translate("GalleryModel", "incomplete")] if path in self.marked.incomplete else []

    def remarks(self, path: str) -> list[str]:
        """What hearts, badges and veils tell, in words."""
        marked = self.marked
        said = [translate("GalleryModel", "favourite")] if path in marked.favourites else []
        if path in marked.stacks:
            said.append(translate("GalleryModel", "stack of {n}").format(n=marked.stacks[path]))
        if marked.away(path):
            said.append(translate("GalleryModel", "offline"))
        return said + self._faults(path)

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The photos as files, for dragging them into another program."""
        return mime_of([self._paths[index.row()] for index in indexes])


def mime_of(paths: Sequence[str]) -> QMimeData:
    """Photos as files, for another program."""
    data = QMimeData()
    data.setUrls([url_of(path) for path in paths])
    return data
