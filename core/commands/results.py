"""Where results are written: never over a photo, and said before the work where they cannot be."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.base.console import why
from core.base.sentences import printable
from core.catalog.catalog import Collection
from core.commands.session import RunError
from core.sharing.places import is_photo


def check_place(output: Path) -> None:
    """Before the work: whether the result can lie there."""
    if not output.absolute().parent.is_dir():
        raise RunError(f"The folder {output.absolute().parent} does not exist; make it, or name another.")
    if output.exists() and not output.is_file():
        raise RunError(f"{output} is not a file; choose another name for the result.")


@contextlib.contextmanager
def written(output: Path) -> Iterator[Path]:
    """Where to write a result: what a link leads to. Errors name the result, not what is written beside it."""
    try:
        yield output.resolve()
    except OSError as error:
        raise RunError(f"{output} cannot be written ({why(error)}).") from error


def print_path(output: Path) -> None:
    """For another program as it is, for eyes without what would harm a terminal."""
    path = str(output.absolute())
    print(printable(path) if sys.stdout.isatty() else path)


def protect(output: Path, collection: Collection, folders: Sequence[str], queries: Sequence[str] = ()) -> None:
    """Photos are never written to, not even by mistake, and whatever name or link leads to them."""
    if is_photo(output, (*collection.paths, *queries), folders):
        raise RunError(f"{output} is one of your photos; choose another name for the result.")
