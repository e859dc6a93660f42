"""Twinset: look through clothes by looks. Opens the window, or runs a command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from core.paths import Paths
from core.running import Running

COMMANDS = ("index", "similar", "sheet", "explain", "rankings", "features", "verify", "forget")
WORKER = "--worker"  # how core.workers starts this program again; in frozen programs there is no other way
FAILED = 1  # the exit code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with the words of the command line; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == [WORKER]:
        from core import worker

        worker.serve(words[1:])
        return 0
    home, rest = _take_home(words)
    if rest and rest[0] in COMMANDS:
        from core import cli  # only now: it takes much longer than handing a path over

        return cli.run([*rest, "--home", home] if home else rest)
    options = _parser().parse_args(words)
    if options.start and not os.path.exists(options.start):
        print(f"twinset: {options.start} does not exist; name a folder with photos, or a photo.", file=sys.stderr)
        return FAILED
    return _open_window(Paths.choose(options.home), options.start)


def _open_window(paths: Paths, start: str | None) -> int:
    running = Running(paths)
    if running.hand_over(start):
        return 0
    # On Windows core.model loads onnxruntime, which must come before anything of Qt: the two load clashing DLLs in the
    # other order. And core must come before onnxruntime, because it turns its telemetry off.
    from core import model as _first  # noqa: F401
    from gui.app import run_window

    try:
        return run_window(paths, start)
    finally:
        running.end()


def _take_home(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """`--home DIR` may stand before a command too."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--home")
    if not words or not words[0].startswith("--home"):
        return None, list(words)
    options, rest = parser.parse_known_args(words[: 1 if "=" in words[0] else 2])
    return options.home, [*rest, *words[1 if "=" in words[0] else 2 :]]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "twinset",
        description="Look through clothes by looks. Without a command the window opens.",
        epilog=f"Commands: {', '.join(COMMANDS)}; each has its own --help.",
    )
    parser.add_argument("start", nargs="?", metavar="FOLDER | IMAGE", help="open the window there")
    parser.add_argument("--home", metavar="DIR", help="keep all files of the program here (also: $TWINSET_HOME)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
