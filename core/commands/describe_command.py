"""What photos show, in words: one line of JSON for each, or a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.base.console import OK
from core.base.files import write_whole
from core.commands.options import DescribeOptions
from core.commands.results import check_place, print_path, protect, written
from core.commands.session import Session
from core.search.described import Described, described
from core.search.kinds import Kinds
from core.sharing.rows import table_bytes

_COLUMNS = ("path", "kind", "confidence", "finer", "colours", "pattern")


def describe(options: DescribeOptions) -> int:
    """Describe all photos of the folders, in the order of their paths."""
    if options.csv is not None:
        check_place(options.csv)
    with Session(options.home) as session:
        collection = session.collection(options.folders)
        kinds = Kinds(collection, session.extractor.spec, session.words(options.folders))
        found = described(collection, kinds)
        if options.csv is None:
            for one in found:
                print(json.dumps(_record(one)))
        else:
            protect(options.csv, collection, options.folders)
            _write(options.csv, found)
            print_path(options.csv)
    return OK


def _record(one: Described) -> dict[str, object]:
    """What is printed of a photo."""
    colours = [
        {"name": colour.name, "hex": colour.hex, "share": round(colour.share, 4), "shade": colour.shade}
        for colour in one.colours
    ]
    values = (one.path, one.kind, round(one.confidence, 4), one.finer, colours, one.pattern)
    return dict(zip(_COLUMNS, values, strict=True))


def _write(output: Path, found: Iterator[Described]) -> None:
    """A table of the same columns, its colours in one cell."""
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(_COLUMNS)
    rows.writerows(map(_row, found))
    data = table_bytes(table.getvalue())
    with written(output) as file:
        write_whole(file, lambda stream: stream.write(data), private=False)


def _row(one: Described) -> Sequence[object]:
    colours = (f"{colour.name} ({colour.shade}) {colour.hex} {colour.share:.2f}" for colour in one.colours)
    return one.path, one.kind, f"{one.confidence:.4f}", one.finer or "", "; ".join(colours), one.pattern or ""
