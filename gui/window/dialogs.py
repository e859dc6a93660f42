"""The list of photos that could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.base.sentences import printable
from core.photos.images import Skipped
from gui.base.core_texts import translated
from gui.base.texts import plain_tip
from gui.base.theme import SPACE
from gui.widgets.controls import label_button, name_control, text_button, text_label

_MOST = 5000  # rows; nobody reads more, and filling them must not take long


class FailuresDialog(QDialog):
    """Each photo with the reason why it could not be read; to be copied, or tried again."""

    retried = Signal()

    def __init__(self, failed: Sequence[Skipped], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("failures_dialog")
        self.setWindowTitle(self.tr("Photos that could not be read"))
        self.resize(760, 420)
        self._failed = tuple(failed)
        self._reasons = {reason: translated(reason) for reason in {one.reason for one in failed}}
        self._table = self._make_table()
        self._copy = text_button("copy_failures_button")
        self._retry = text_button("retry_button")
        self._close = text_button("close_button", primary=True)
        self._lay_out()
        self._copy.clicked.connect(self._on_copy)
        self._retry.clicked.connect(self._on_retry)
        self._close.clicked.connect(self.accept)

    def _make_table(self) -> QTableWidget:
        rows = self._failed[:_MOST]
        table = QTableWidget(len(rows), 2)
        table.setObjectName("failures_table")
        name_control(table, self.tr("Photos and reasons"))
        table.setToolTip("")
        table.setHorizontalHeaderLabels([self.tr("Photo"), self.tr("Why")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        for row, skipped in enumerate(rows):
            for column, text in enumerate((printable(skipped.path), self._reasons[skipped.reason])):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                table.setItem(row, column, item)
        self._size_columns(table)
        return table

    def _size_columns(self, table: QTableWidget) -> None:
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().lineSpacing() * 2 + SPACE.l)

    def _lay_out(self) -> None:
        title = self.tr("%Ln photos could not be read", "", len(self._failed))
        words = text_label("hint", self.tr("All other photos are not affected by these."))
        label_button(self._copy, self.tr("Copy list"))
        label_button(self._retry, self.tr("Try again"))
        label_button(self._close, self.tr("Close"))
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(self._retry)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(text_label("query_title", title))
        column.addWidget(words)
        column.addWidget(self._table, 1)
        column.addLayout(buttons)

    @Slot()
    def _on_copy(self) -> None:
        lines = (f"{printable(one.path)}\t{self._reasons[one.reason]}" for one in self._failed)
        QGuiApplication.clipboard().setText("\n".join(lines))

    @Slot()
    def _on_retry(self) -> None:
        self.accept()
        self.retried.emit()
