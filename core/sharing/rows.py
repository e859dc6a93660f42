"""What is shared as rows for other programs: the records of `twinset similar --json`, and a table of these."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from core.looks.features import ASPECTS
from core.search.found import Found
from core.search.search import Match
from core.sharing.shared import Shared
from core.words.understanding import Understood

_COLUMNS = ("query", "rank", "path", "distance", "label", *ASPECTS, "kind", "confidence", "other_kind", "fit")
_BOM = "\ufeff"  # without it some spreadsheets take UTF-8 for another encoding


def record(match: Match) -> dict[str, Any]:
    """A match with its box and its fit where it has them."""
    return {name: value for name, value in asdict(match).items() if value is not None}


def remarks(found: Found) -> dict[str, Any]:
    """What is said of a query where there is something to say."""
    turned = {"turned": 90 * found.turns} if found.was_turned else {}
    return turned if found.sees_garment else {**turned, "no_garment": True}


def words_as_json(words: Understood) -> dict[str, Any]:
    """What was asked in words, and what of it was understood."""
    return {
        "text": words.text,
        "understood": [part.name for part in words.parts],
        "not_understood": list(words.unknown_words),
    }


def as_json(shared: Shared) -> str:
    """One line: what was asked and its matches, or photos that are the answer to nothing."""
    return json.dumps({**shared.asked, "matches" if shared.asked else "photos": list(shared.rows)})


def as_csv(answers: Sequence[Shared]) -> bytes:
    """One table: each row with the name of what was asked with, where that was a file, and its rank there."""
    rows = [{**_asked(one), **_flat(row), "rank": rank} for one in answers for rank, row in enumerate(one.rows, 1)]
    columns = [name for name in _COLUMNS if name == "path" or any(name in row for row in rows)]
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return table_bytes(table.getvalue())


def table_bytes(text: str) -> bytes:
    """A table as a file that spreadsheets read rightly; where a name is no text its bytes are kept."""
    return (_BOM + text).encode("utf-8", "surrogateescape")


def _asked(shared: Shared) -> dict[str, Any]:
    query = shared.asked.get("query")
    return {} if query is None else {"query": query}


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, **row.get("by_aspect", {})}
