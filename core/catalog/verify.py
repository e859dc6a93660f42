"""Compares what the catalog knows with what the photos hold now, byte by byte, and features with their checksums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from core.base.sentences import NO_MEMORY
from core.catalog.catalog import Catalog
from core.photos.images import ImageFile, ScanCancelled, Skipped, UnreadableImage, content_hash, read_file, scan_folders

_READERS = 4  # a share answers several questions at a time
_STEP = 64  # files between two looks at `cancelled`


@dataclass(frozen=True)
class VerifyReport:
    """What was found. The next run of indexing mends all but what is `unreadable`: that stays as it is known.

    `checked` files were compared; `replaced` ones hold something else than was indexed, though size and date are the
    same; `changed` ones have another size or date; `gone` ones are no longer there. `damaged`: features that did not
    match their checksums any more.
    """

    folders: tuple[str, ...]
    checked: int = 0
    replaced: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unreadable: tuple[Skipped, ...] = ()
    damaged: int = 0
    cancelled: bool = False


@dataclass
class _Findings:
    checked: int = 0
    replaced: list[str] = field(default_factory=list)
    unreadable: list[Skipped] = field(default_factory=list)


def verify_folders(
    catalog: Catalog,
    model_id: str,
    folders: Sequence[str],
    *,
    cancelled: Callable[[], bool] = bool,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> VerifyReport:
    """Read every known photo under `folders`, and every batch of features, and mark for the next run what is wrong.

    What could not be read before is marked too. `on_progress` gets how many photos of how many are compared. What was
    found before it was `cancelled` stays marked. Raises BadFolder, CatalogError.
    """
    damaged = catalog.drop_damaged(model_id, afresh=True)
    try:
        scan = scan_folders(folders, cancelled=cancelled)
    except ScanCancelled:
        return VerifyReport(tuple(folders), damaged=damaged, cancelled=True)
    known = catalog.states(folders)
    there = [file for file in scan.files if file.path in known]
    same = [file for file in there if file == known[file.path][0]]
    found = _Findings()
    for file, outcome in _contents(same, cancelled):
        found.checked += 1
        if isinstance(outcome, Skipped):
            found.unreadable.append(outcome)
        elif outcome != known[file.path][1]:
            found.replaced.append(file.path)
        on_progress(found.checked, len(same))
    catalog.read_again(found.replaced)
    catalog.forget_failures(folders)
    seen = set(scan.paths)
    return VerifyReport(
        tuple(folders),
        found.checked,
        tuple(found.replaced),
        tuple(file.path for file in there if file != known[file.path][0]),
        tuple(path for path in known if path not in seen),
        (*scan.skipped, *found.unreadable),
        damaged,
        cancelled(),
    )


def _contents(files: Sequence[ImageFile], cancelled: Callable[[], bool]) -> Iterator[tuple[ImageFile, bytes | Skipped]]:
    """The hash of each file's content, or why it cannot be read."""
    with ThreadPoolExecutor(_READERS, "verify") as pool:
        for start in range(0, len(files), _STEP):
            if cancelled():
                return
            some = files[start : start + _STEP]
            yield from zip(some, pool.map(_content, some), strict=True)


def _content(file: ImageFile) -> bytes | Skipped:
    try:
        return content_hash(read_file(file.path)[0])
    except UnreadableImage as error:
        return Skipped(file.path, error.sentence)
    except MemoryError:
        return Skipped(file.path, NO_MEMORY)
