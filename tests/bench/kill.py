"""SIGKILL while indexing: does the next run complete, with the vectors of an undisturbed one?

    python -m tests.bench.kill [FOLDER] [--times 30]

Each time a new catalog, an index run that is killed at a random moment, and a second run that must end it. Without a
folder: the sample wardrobe and turned, cropped and mirrored copies of it.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from core.catalog import Catalog
from core.model import Extractor
from core.paths import Paths
from core.sample import write_sample

# The command itself, but with smaller commits, so that a kill often comes between or amid them.
CHILD = """
import sys, core.indexing
core.indexing.COMMIT_EVERY = int(sys.argv[1])
from main import main
sys.exit(main(sys.argv[2:]))
"""

Vectors = dict[str, bytes]


def main() -> int:
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="twinset-kill-") as top:
        folder = options.folder or _wardrobe(Path(top) / "photos")
        result = measure(folder, Path(top), options)
    if options.json:
        print(json.dumps(result))
    else:
        print(
            "{kills} kills while indexing {photos} photos, {after_a_commit} of them between two commits".format(
                **result
            )
        )
        print("{wrong} of the runs that followed ended with a wrong or missing vector".format(**result))
    return 1 if result["wrong"] else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--commit-every", type=int, default=16, metavar="N", help="photos per commit (default 16)")
    parser.add_argument("--seed", type=int, help="of the moments")
    parser.add_argument("--json", action="store_true")
    return parser


def measure(folder: Path, top: Path, options: argparse.Namespace) -> dict[str, Any]:
    moments = random.Random(options.seed)
    started = time.perf_counter()
    undisturbed = _wait(_start(folder, top / "undisturbed", options.commit_every))
    end = time.perf_counter() - started
    begin = end - undisturbed["seconds"]
    expected = _vectors(folder, top / "undisturbed")
    reused, wrong = [], 0
    while len(reused) < options.times:
        home = top / f"killed-{time.perf_counter_ns()}"
        if not _killed(_start(folder, home, options.commit_every), moments.uniform(begin, end)):
            continue  # it ended before its moment came
        report = _wait(_start(folder, home, options.commit_every))
        reused.append(report["reused"])
        wrong += report["failed"] != [] or _vectors(folder, home) != expected
    amid = sum(0 < count < len(expected) for count in reused)
    return {"kills": len(reused), "photos": len(expected), "after_a_commit": amid, "wrong": wrong}


def _start(folder: Path, home: Path, commit_every: int) -> subprocess.Popen[bytes]:
    words = [str(commit_every), "index", str(folder), "--json", "--home", str(home)]
    return subprocess.Popen([sys.executable, "-c", CHILD, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _killed(process: subprocess.Popen[bytes], after_seconds: float) -> bool:
    with process:
        try:
            process.wait(after_seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return True
    return False


def _wait(process: subprocess.Popen[bytes]) -> Any:
    printed, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"index ended with exit code {process.returncode}")
    return json.loads(printed)


def _vectors(folder: Path, home: Path) -> Vectors:
    with Catalog(Paths.choose(str(home)).catalog) as catalog:
        collection = catalog.collection([str(folder)], Extractor().model_id)
    return {path: vector.tobytes() for path, vector in zip(collection.paths, collection.vectors, strict=True)}


def _wardrobe(folder: Path) -> Path:
    changes = [ImageOps.mirror, ImageOps.flip, ImageOps.grayscale, lambda image: ImageOps.crop(image, 20)]
    for path in write_sample(folder):
        with Image.open(path) as image:
            for number, change in enumerate(changes):
                change(image).save(path.with_stem(f"{path.stem} {number}"))
    return folder


if __name__ == "__main__":
    sys.exit(main())
