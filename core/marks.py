"""What the user marked: favourites, by the content of the photos, so that a moved or renamed photo keeps its mark."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Marks:
    """The content hashes of the favourites."""

    favourites: frozenset[bytes] = frozenset()

    def favoured(self, contents: Iterable[bytes], wanted: bool) -> Marks:
        """A copy in which these contents are favourites, or are none."""
        chosen = frozenset(contents)
        return replace(self, favourites=self.favourites | chosen if wanted else self.favourites - chosen)


def load_marks(path: Path) -> Marks:
    """Read the marks; none where there is no file. A damaged file is set aside, never written over. Raises OSError."""
    try:
        stored = json.loads(path.read_bytes())
        return Marks(frozenset(bytes.fromhex(text) for text in stored["favourites"]))
    except FileNotFoundError:
        return Marks()
    except (ValueError, TypeError, KeyError, RecursionError):
        os.replace(path, path.with_suffix(".damaged"))
        return Marks()


def save_marks(path: Path, marks: Marks) -> None:
    """Write all marks in one step: a crash leaves the old file or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    with open(temporary, "w", encoding="utf-8") as stream:
        json.dump({"favourites": sorted(content.hex() for content in marks.favourites)}, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
