"""Facts as a table for spreadsheets, and back: a row for each photo with its path, days as the ISO writes them."""

from __future__ import annotations

import csv
import datetime
import io
import ntpath
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from core.base import sentences
from core.base.sentences import Sentence, TwinsetError
from core.sharing.rows import table_bytes
from core.wardrobe.facts import Facts
from core.wardrobe.identity import Identity, without_copies
from core.wardrobe.marks import Marks
from core.wardrobe.whereabouts import Whereabouts

PATH = "path"
COLUMNS = ("name", "brand", "size", "price", "currency", "bought", "notes", "worn")
_SEPARATORS = ",;\t"  # spreadsheets write what their country writes
_PRICE = re.compile(r"\d{1,12}(\.\d{1,6}|,\d{1,2})?")  # 1,234 may mean either
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")


class NoFacts(TwinsetError):
    """The file is no table of facts."""


def facts_as_csv(rows: Iterable[tuple[str, Facts]]) -> bytes:
    """A table of photos, by their paths."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow((PATH, *COLUMNS))
    writer.writerows((path, *_cells(facts)) for path, facts in rows)
    return table_bytes(table.getvalue())


def _cells(facts: Facts) -> Iterator[str]:
    for name in COLUMNS:
        value = getattr(facts, name)
        if isinstance(value, Decimal):
            yield f"{value:f}"
        elif isinstance(value, frozenset):
            yield " ".join(sorted(day.isoformat() for day in value))
        else:
            yield "" if value is None else str(value)


def listed(marks: Marks, where: Whereabouts, every: bool = False) -> tuple[list[tuple[str, Facts]], int]:
    """The photos that have facts, or all of them, by path, one file of each; and of how many no file is known."""
    known = dict[str, Facts]()
    absent = 0
    for photo in without_copies(sorted(marks.facts.by_photo)):
        path = where.path(photo)
        absent += path is None
        if path is not None:
            known[path] = marks.facts.of(photo)
    if every:
        firsts = (where.path(photo) for photo in without_copies(map(where.at, range(len(where.paths)))))
        known |= {path: Facts() for path in firsts if path is not None and path not in known}
    return sorted(known.items()), absent


@dataclass(frozen=True)
class Row:
    """A row of a table, counted from 1 as spreadsheets do: what it says of a photo."""

    number: int
    path: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """`remarks`: what could not be used."""

    rows: tuple[Row, ...]
    remarks: tuple[Sentence, ...] = ()


def read_facts(data: bytes, file: str) -> Table:
    """What `facts_as_csv` wrote, or a spreadsheet made of it. Raises NoFacts."""
    try:
        text = data.decode("utf-8-sig", "surrogateescape")
        separator = _separator(text)
        header, *lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except (csv.Error, ValueError) as error:
        raise NoFacts(sentences.NO_TABLE.filled(file=file)) from error
    names = [name.strip().lower() for name in header]
    if PATH not in names or not set(names) & set(COLUMNS):
        raise NoFacts(sentences.NO_HEADER.filled(file=file))
    unknown = [name for name in names if name and name not in (PATH, *COLUMNS)]
    remarks = [sentences.NO_COLUMN.filled(name=name) for name in unknown]
    rows = []
    for number, line in enumerate(lines, 2):
        cells = dict(zip(names, line, strict=False))
        if not any(cells.values()):
            continue
        if any("\udc80" <= letter <= "\udcff" for name, cell in cells.items() if name != PATH for letter in cell):
            raise NoFacts(sentences.NO_UTF8.filled(file=file))
        rows.append(Row(number, cells.get(PATH, ""), _values(cells, number, remarks.append)))
    return Table(tuple(rows), tuple(remarks))


def _separator(text: str) -> str:
    """What separates the cells of the first row: what leaves the column of paths alone in one."""
    for separator in _SEPARATORS:
        first = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), [])
        if PATH in [name.strip().lower() for name in first]:
            return separator
    return _SEPARATORS[0]


def _values(cells: Mapping[str, str], number: int, remark: Callable[[Sentence], object]) -> dict[str, Any]:
    """What the cells say, by the fields of Facts; what cannot be meant is left out."""
    values: dict[str, Any] = {}
    for name in COLUMNS:
        if name not in cells:
            continue
        try:
            values[name] = _READ.get(name, str)(cells[name])
        except ValueError as error:
            sentence = sentences.NO_PRICE if name == "price" else sentences.NO_DAY
            remark(sentence.filled(row=number, text=str(error)))
    return values


def _price(text: str) -> Decimal | None:
    text = text.strip()
    if text and not _PRICE.fullmatch(text):
        raise ValueError(text)
    return Decimal(text.replace(",", ".")) if text else None


def _day(text: str) -> datetime.date:
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(text) from None


def _bought(text: str) -> datetime.date | None:
    return _day(text.strip()) if text.strip() else None


def _worn(text: str) -> frozenset[datetime.date]:
    return frozenset(map(_day, filter(None, re.split(r"[\s,;]+", text))))


_READ: Mapping[str, Callable[[str], Any]] = {"price": _price, "bought": _bought, "worn": _worn}


@dataclass(frozen=True)
class Found:
    """The rows of a table whose photos are known; `remarks`: which could not be used, and why."""

    rows: tuple[tuple[Identity, Mapping[str, Any]], ...]
    remarks: tuple[Sentence, ...]

    def into(self, marks: Marks) -> Marks:
        """With these facts; columns that the table has not stay as they are."""
        changes = ((photo, partial(_with_values, values)) for photo, values in self.rows)
        return replace(marks, facts=marks.facts.changed_each(changes))


def _with_values(values: Mapping[str, Any], facts: Facts) -> Facts:
    return replace(facts, **values)


def find_photos(table: Table, where: Whereabouts) -> Found:
    """The photo of each row: by its path, or by the name of its file where only one photo has that."""
    by_path = {path: row for row, path in enumerate(where.paths)}
    by_name = dict[str, list[Identity]]()
    for row, path in enumerate(where.paths):
        by_name.setdefault(_name(path), []).append(where.at(row))
    rows, remarks, seen = [], list(table.remarks), dict[bytes, int]()
    for one in table.rows:
        named = without_copies(by_name.get(_name(one.path), ())) if one.path not in by_path else ()
        photos: Sequence[Identity] = [where.at(by_path[one.path])] if one.path in by_path else named
        if not photos:
            remarks.append(sentences.NO_PHOTO_OF_ROW.filled(row=one.number, path=one.path))
            continue
        if len(photos) > 1:
            remarks.append(sentences.PHOTOS_OF_ROW.filled(row=one.number, name=_name(one.path)))
            continue
        hashes = [told for told in photos[0] if told]
        first = next((seen[told] for told in hashes if told in seen), None)
        if first is not None:
            remarks.append(sentences.ROW_AGAIN.filled(row=one.number, first=first))
            continue
        seen.update(dict.fromkeys(hashes, one.number))
        rows.append((photos[0], one.values))
    return Found(tuple(rows), tuple(remarks))


def _name(path: str) -> str:
    """The name of the file, whatever system the path is of."""
    return posixpath.basename(ntpath.basename(path))
