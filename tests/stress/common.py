"""What several parts need: photos, the commands as processes, and what a catalog holds."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import ImageOps

from core.base.paths import Paths
from core.catalog.catalog import Catalog, Collection
from core.looks.features import part
from core.looks.model import Extractor
from core.sample.sample import draw, file_name, garments
from core.search.ranking import Method, Ranker

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300.0  # s; for a command on a busy machine

Vectors = dict[str, bytes]


class Broken(AssertionError):
    """A promise did not hold; str() says which."""


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def said(self) -> list[str]:
        """The lines of stderr that are no progress."""
        parts = [piece for line in self.err.split("\n") for piece in line.split("\r")]
        return [line for line in parts if line.strip() and not line.startswith(("Indexing:", "Ranking:"))]


def twinset(home: Path, *words: str | Path, environment: dict[str, str] | None = None) -> Result:
    """Run `python main.py WORDS... --home HOME` to its end."""
    command = [sys.executable, str(ROOT / "main.py"), *map(os.fsencode, words), "--home", str(home)]
    return run(command, environment)


def deed(name: str, folder: Path, home: Path, environment: dict[str, str] | None = None) -> Result:
    """Run one of tests.stress.deeds to its end."""
    return run(deed_command(name, folder, home), environment)


def deed_command(name: str, folder: Path, home: Path) -> list[str]:
    return [sys.executable, "-m", "tests.stress.deeds", name, str(folder), str(home)]


def run(command: Sequence[str | bytes], environment: dict[str, str] | None = None) -> Result:
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, timeout=PATIENCE, env={**os.environ, **(environment or {})}
    )
    return Result(done.returncode, os.fsdecode(done.stdout), os.fsdecode(done.stderr))


def indexed(home: Path, folder: Path) -> Any:
    """The report of `index`, which must end well and say nothing."""
    result = twinset(home, "index", folder, "--json")
    expect(result.code == 0 and not result.said, f"the next start said {result.said} and ended with {result.code}")
    report = json.loads(result.out)
    expect(report["failed"] == [], f"photos that could not be read: {report['failed']}")
    return report


def expect(held: bool, otherwise: str) -> None:
    if not held:
        raise Broken(otherwise)


def is_one_sentence(text: str) -> bool:
    return bool(text[:1].strip()) and text.endswith(".") and "Traceback" not in text


def collection(home: Path, folder: Path) -> Collection:
    """All that can be searched under the folder."""
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        return catalog.collection([str(folder)], Extractor().model_id)


def vectors(found: Collection) -> Vectors:
    return {path: vector.tobytes() for path, vector in zip(found.paths, found.vectors[:], strict=True)}


def made_of(known: Vectors) -> Collection:
    rows = [np.frombuffer(vector, np.float32) for vector in known.values()]
    return Collection.of(tuple(known), np.stack(rows) if rows else np.empty((0, 0), np.float32))


def rankings(found: Collection) -> str:
    """A digest of the ranking of all photos by each of them, with the distances."""
    digest = hashlib.sha256()
    ranker = Ranker(part(found.vectors[:], "look", Extractor().spec), Method.BRUTE)
    for number, rows, distances in ranker.rankings(len(found.paths)) if found.paths else ():
        digest.update(str(number).encode() + rows.tobytes() + distances.tobytes())
    return digest.hexdigest()


def wardrobe(folder: Path, count: int = 130) -> Path:
    """The 65 photos of the sample wardrobe and mirrored copies of them; of all these the first ones by name."""
    folder.mkdir(parents=True)
    for garment in sorted(garments(), key=file_name)[: (count + 1) // 2]:  # to draw one takes a while
        path, image = folder / file_name(garment), draw(garment)
        image.save(path, quality=90)
        ImageOps.mirror(image).save(path.with_stem(f"{path.stem} mirrored"))
    for path in sorted(folder.iterdir())[count:]:
        path.unlink()
    return folder
