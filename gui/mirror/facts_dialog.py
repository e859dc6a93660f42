"""What a person adds to a photo of a garment: name, brand, size, price, when it was bought and worn, notes."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.wardrobe.facts import Facts
from gui.base.theme import SPACE, Theme
from gui.mirror.fact_texts import FactTexts, written
from gui.widgets.controls import label_button, name_control, text_button, text_label
from gui.widgets.tick_box import TickBox

_PRICE = re.compile(r"\d{1,12}([.,]\d{1,6})?")
_LONGEST = 200  # signs of a line


class FactsDialog(QDialog):
    """All fields may stay empty. What cannot be meant is said, and not kept.

    Signals:
        kept: Facts.
    """

    kept = Signal(Facts)

    def __init__(self, theme: Theme, title: str, facts: Facts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("facts_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Facts"))
        self.setMinimumWidth(420)
        self._facts = facts
        self._texts = FactTexts(self)
        self._name, self._brand, self._size = (self._line(f"facts_{one}", getattr(facts, one)) for one in _WORDS)
        self._price = self._line("facts_price", "" if facts.price is None else f"{facts.price:f}")
        self._currency = self._line("facts_currency", facts.currency)
        self._currency.setFixedWidth(90)
        self._currency.setPlaceholderText("EUR")
        self._bought = self._line("facts_bought", "" if facts.bought is None else written(facts.bought))
        self._bought.setPlaceholderText(written(datetime.date.today()))
        self._notes = QPlainTextEdit(facts.notes)
        self._notes.setObjectName("facts_notes")
        self._notes.setTabChangesFocus(True)
        self._notes.setFixedHeight(72)
        self._today = TickBox(theme, "facts_today")
        self._today.setText(self.tr("Worn today"))
        self._today.setChecked(datetime.date.today() in facts.worn)
        self._told = text_label("hint")
        self._told.setWordWrap(True)
        self._save = text_button("facts_save_button", primary=True)
        self._cancel = text_button("facts_cancel_button")
        self._lay_out(title)
        for field in self.findChildren(QLineEdit):
            field.textChanged.connect(self._tell)
        self._today.toggled.connect(self._tell)
        self._save.clicked.connect(self._on_save)
        self._cancel.clicked.connect(self.reject)
        self._save.setDefault(True)
        self._tell()

    def _line(self, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setObjectName(name)
        line.setMaxLength(_LONGEST)
        return line

    def _lay_out(self, title: str) -> None:
        label_button(self._save, self.tr("Keep"))
        label_button(self._cancel, self.tr("Cancel"))
        heading = text_label("query_title", title)
        heading.setWordWrap(True)
        price = QWidget()
        both = QHBoxLayout(price)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self._price, 1)
        both.addWidget(self._currency)
        form = QFormLayout()
        form.setSpacing(SPACE.s)
        fields: tuple[tuple[str, QWidget, QWidget], ...] = (
            (self.tr("Name"), self._name, self._name),
            (self.tr("Brand"), self._brand, self._brand),
            (self.tr("Size"), self._size, self._size),
            (self.tr("Price"), price, self._price),
            (self.tr("Bought on"), self._bought, self._bought),
            (self.tr("Notes"), self._notes, self._notes),
        )
        for text, row, field in fields:
            form.addRow(text_label("row_title", text), row)
            name_control(field, text)
            field.setToolTip("")
        name_control(self._currency, self.tr("Currency, such as EUR"))
        form.addRow("", self._today)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(heading)
        column.addLayout(form)
        column.addWidget(self._told)
        column.addLayout(buttons)

    @Slot()
    def _tell(self) -> None:
        """What follows from the facts, or what cannot be meant."""
        try:
            facts = self._now()
        except ValueError as error:
            self._told.setText(str(error))
            self._save.setEnabled(False)
            return
        self._told.setText(self._texts.summary(facts))
        self._save.setEnabled(True)

    def _now(self) -> Facts:
        """Raises ValueError with a sentence."""
        today = datetime.date.today()
        return replace(
            self._facts.worn_on(today, self._today.isChecked()),
            name=self._name.text().strip(),
            brand=self._brand.text().strip(),
            size=self._size.text().strip(),
            price=self._price_now(),
            currency=self._currency.text().strip(),
            bought=self._bought_now(),
            notes=self._notes.toPlainText().strip(),
        )

    def _price_now(self) -> Decimal | None:
        text = self._price.text().strip()
        if text and not _PRICE.fullmatch(text):
            raise ValueError(self.tr("The price is a number, such as 49.90."))
        return Decimal(text.replace(",", ".")) if text else None

    def _bought_now(self) -> datetime.date | None:
        text = self._bought.text().strip()
        if not text:
            return None
        found = QLocale().toDate(text, "yyyy-MM-dd")
        if not found.isValid():
            found = _in_this_century(QLocale().toDate(text, QLocale.FormatType.ShortFormat))
        if not found.isValid():
            example = written(datetime.date.today())
            raise ValueError(self.tr("The day is written like {example}.").format(example=example))
        return datetime.date(found.year(), found.month(), found.day())

    @Slot()
    def _on_save(self) -> None:
        self.kept.emit(self._now())
        self.accept()


_WORDS = ("name", "brand", "size")


def _in_this_century(day: QDate) -> QDate:
    """Where a country writes years with two digits Qt takes them for those of the last century."""
    return day.addYears(100) if day.isValid() and day.year() < 1970 else day
