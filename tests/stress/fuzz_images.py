"""Damaged image files by the thousand: nothing but a picture or one plain sentence may come of them.

    python -m tests.stress.fuzz_images [--times 5000] [--seed 1] [--formats JPEG PNG ...] [--keep FOLDER]

Seeded mutations of small good files of each format go through `decode(at_least=260)` and `load_thumbnail`, in processes
of their own, so that a crash of a native decoder is noticed. Found is what raises anything but UnreadableImage, prints,
crashes, computes for longer than 60 seconds or takes more than 700 MB; such inputs are kept in FOLDER. The last line is
the figure; the code is 1 where anything was found.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from core.photos.images import UnreadableImage, decode, load_thumbnail
from tests.peak import peak
from tests.stress.image_mutations import mutated, samples

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 700  # MB
MOST_SECONDS = 60
_AT_ONCE = 500  # inputs a process


def main() -> int:
    options = _parser().parse_args()
    if options.child:
        return _child(options.child, options.seed, *options.range)
    started, found = time.monotonic(), []
    for name in options.formats:
        found += (findings := _of_format(name, options))
        print(f"{name}: {options.times:,} inputs, {len(findings)} findings", flush=True)
        for finding in findings:
            print(f"  {name} {finding}", flush=True)
    inputs = options.times * len(options.formats)
    print(f"{inputs:,} damaged files, {len(found)} findings, {time.monotonic() - started:,.0f} s")
    return int(bool(found))


def _parser() -> argparse.ArgumentParser:
    names = list(samples())
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5000, help="inputs a format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="+", choices=names, default=names)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "twinset-fuzz")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--range", nargs=2, type=int, help=argparse.SUPPRESS)
    return parser


def _of_format(name: str, options: argparse.Namespace) -> list[str]:
    """What was found among all inputs of a format."""
    findings, start = [], 0
    while start < options.times:
        end = min(start + _AT_ONCE, options.times)
        reached, told = _run(name, options.seed, start, end)
        findings += told
        for index in {int(line.split()[0]) for line in told}:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{name}-{options.seed}-{index}").write_bytes(mutated(name, options.seed, index, samples()))
        start = reached
    return findings


def _run(name: str, seed: int, start: int, end: int) -> tuple[int, list[str]]:
    """Let a process do the inputs from `start` on; the number to go on with, and what was found."""
    words = ["--child", name, "--seed", str(seed), "--range", str(start), str(end)]
    try:
        limit = 20 * MOST_SECONDS + (end - start)  # of a process that hangs
        done = subprocess.run(
            [sys.executable, "-m", "tests.stress.fuzz_images", *words], cwd=ROOT, capture_output=True, timeout=limit
        )
        out, said, code = done.stdout, done.stderr, str(done.returncode)
    except subprocess.TimeoutExpired as late:
        out, said, code = late.stdout or b"", late.stderr or b"", "too slow"
    lines: list[dict[str, Any]] = []
    told = []
    for line in out.decode("utf-8", "replace").splitlines():
        try:
            lines.append(json.loads(line))
        except ValueError:
            told.append(f"{lines[-1]['index'] if lines else start} printed {line[:200]!r}")
    told += [f"{line['index']} {line['found']}" for line in lines if "found" in line]
    last = lines[-1]["index"] if lines else start
    if said:
        told.append(f"{last} printed {said[-300:]!r}")
    if code == "0":
        return end, told
    return last + 1, [*told, f"{last} ended with {code}"]


def _child(name: str, seed: int, start: int, end: int) -> int:
    good = samples()
    decode(good[name][0], 260)
    baseline = peak()
    for index in range(start, end):
        print(json.dumps({"index": index}), flush=True)  # first, so that the last line names what crashes
        data = mutated(name, seed, index, good)
        for outcome in (_outcome(lambda: decode(data, 260)), _outcome(lambda: load_thumbnail(data, 200))):  # noqa: B023
            if outcome:
                print(json.dumps({"index": index, "found": outcome}), flush=True)
        if peak() - baseline > MOST_MEMORY:
            print(json.dumps({"index": index, "found": f"{peak() - baseline:.0f} MB"}), flush=True)
            baseline = peak()
    return 0


def _outcome(deed: Any) -> str:
    """What is wrong with how a deed ended; empty where nothing is."""
    started = time.process_time()  # the machine may be busy
    try:
        deed()
    except UnreadableImage as error:
        text = str(error)
        if "\n" in text or not text.endswith(".") or "{" in text:
            return f"said {text!r}"
    except BaseException as error:
        return f"raised {error!r}"
    seconds = time.process_time() - started
    return f"took {seconds:.0f} s" if seconds > MOST_SECONDS else ""


if __name__ == "__main__":
    sys.exit(main())
