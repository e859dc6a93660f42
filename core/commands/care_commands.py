"""The commands that look after what is known: compare it with the photos, and forget it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict

from core.base.console import FAILED, OK, USAGE, Stopped, on_interruption, say
from core.base.paths import Paths
from core.base.running import Running
from core.base.sentences import printable
from core.base.settings import load_settings
from core.catalog.catalog import Catalog
from core.catalog.forgetting import Forgotten, forget_folders
from core.catalog.leaving import kept_by_us, remove_all
from core.catalog.verify import VerifyReport, verify_folders
from core.commands.options import CareOptions
from core.commands.session import RunError, Session, as_json
from core.indexing.indexing import Control, IndexReport
from core.looks.model import Extractor


def verify(options: CareOptions) -> int:
    """Compare, index what turned out to be wrong or new, and report."""
    with Session(options.home) as session:
        found = _compare(session, options.folders)
        if found.cancelled:
            raise Stopped("What was found so far is indexed again by the next run.")
        mended = session.index(options.folders)
    if options.json:
        record = {**asdict(found), "unreadable": as_json(found.unreadable)}
        del record["cancelled"]
        print(json.dumps({**record, "indexed": mended.indexed, "failed": as_json(mended.failed)}))
    else:
        _tell(found, mended)
    return FAILED if found.unreadable else OK


def _compare(session: Session, folders: Sequence[str]) -> VerifyReport:
    from tqdm import tqdm  # here, because the window does without

    control = Control()
    with on_interruption(control.cancel), tqdm(unit="photo", desc="Checking") as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return verify_folders(
            session.catalog,
            session.extractor.model_id,
            folders,
            cancelled=lambda: control.cancelled,
            on_progress=show,
        )


def _tell(found: VerifyReport, mended: IndexReport) -> None:
    print(f"{found.checked:,} photos compared; {mended.indexed:,} indexed again or for the first time.")
    if found.damaged:
        print(f"The features of {found.damaged:,} photos were damaged and are computed again.")
    findings = (
        (found.replaced, "The file holds something else, with the same size and date; it is indexed again."),
        (found.changed, "The file has changed; it is indexed again."),
        (found.gone, "The file is no longer there; it is not searched any more."),
    )
    for paths, sentence in findings:
        for path in paths:
            print(f"{printable(path)}: {sentence}")
    for skipped in found.unreadable:
        print(f"{printable(skipped.path)}: {skipped.reason}")


def forget(options: CareOptions) -> int:
    """Remove what is known of folders, or was computed by other networks. Libraries of the window that lie in folders,
    or hold them, keep theirs."""
    if options.everything:
        return _leave(options)
    if not options.folders and not options.others:
        say("Name the folders to forget, or --other-networks, or --everything.")
        return USAGE
    paths = Paths.choose(options.home)
    folders = [os.path.abspath(folder) for folder in options.folders]
    keep = [one for one in map(os.path.abspath, load_settings(paths.settings).folders) if one not in folders]
    for folder in folders:
        if outer := [one for one in keep if folder.startswith(os.path.join(one, ""))]:
            raise RunError(
                f"{printable(folder)} lies in your library {printable(outer[0])}, which would index it again; "
                "remove that library in the window first, or forget all of it."
            )
    forgotten = forget_folders(paths, folders, keep) if folders else Forgotten()
    others = _forget_others(paths) if options.others else 0
    if options.json:
        record = {"of_other_networks": others} if options.others else {}
        print(json.dumps({"folders": folders, **asdict(forgotten), **record}))
        return OK
    if folders:
        print(_summary(forgotten))
    if options.others:
        print(f"Forgotten: {others:,} features of other networks.")
    return OK


def _leave(options: CareOptions) -> int:
    """List all that the program keeps, or remove it."""
    paths = Paths.choose(options.home)
    if options.folders or options.others:
        say("--everything takes no folders and no --other-networks.")
        return USAGE
    if options.sure:
        with Running(paths).alone() as alone:
            if not alone:
                raise RunError("A window of Twinset is open; close it first.")
        places = remove_all(paths)
    else:
        places = kept_by_us(paths)
    if options.json:
        print(json.dumps({"removed" if options.sure else "kept": list(map(str, places))}))
        return OK
    for place in places:
        print(printable(str(place)))
    what = "All of this was removed." if options.sure else "This is what Twinset keeps; --yes removes it for good."
    say(f"{what} Your photos are not touched." if places else "Twinset keeps nothing here.")
    return OK


def _forget_others(paths: Paths) -> int:
    with Catalog(paths.catalog) as catalog:
        return catalog.drop_others(Extractor().model_id)


def _summary(forgotten: Forgotten) -> str:
    return (
        f"Forgotten: {forgotten.photos:,} photos, the features of {forgotten.vectors:,}, "
        f"{forgotten.thumbnails:,} thumbnails, {forgotten.log_lines:,} lines of the log. "
        "The photos themselves were not touched."
    )
