"""The command `index`, apart from the others: it loads neither what searches nor what draws."""

from __future__ import annotations

import json
from dataclasses import asdict

from core.base.console import FAILED, OK, say
from core.base.sentences import printable
from core.commands.options import IndexOptions
from core.commands.session import Session, as_json, away_sentence


def index(options: IndexOptions) -> int:
    """Bring the catalog up to date and report."""
    with Session(options.home) as session:
        report = session.index(
            options.folders,
            options.limit,
            really_gone=options.really_gone,
            retry=options.again,
            worker=options.worker,
        )
    if options.json:
        record = {**asdict(report), "failed": as_json(report.failed)}
        del record["cancelled"]
        print(json.dumps(record))
    else:
        print(f"{report.found:,} photos: {report.indexed:,} indexed, {report.reused:,} known already, ", end="")
        print(f"{len(report.failed):,} could not be read. {report.seconds:.1f} s.")
        for skipped in report.failed:
            print(f"{printable(skipped.path)}: {printable(str(skipped.reason))}")
    for folder in report.away:
        say(away_sentence(folder))
    return FAILED if report.away else OK
