"""Twinset: look through clothes by looks. Opens the window, or runs a command."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from core.base import console  # nothing else: signals and streams come first

if TYPE_CHECKING:
    import argparse

    from core.base.paths import Paths
    from core.workers.process import Process

COMMANDS = (
    "index",
    "similar",
    "sheet",
    "explain",
    "rankings",
    "features",
    "describe",
    "map",
    "mirror",
    "duplicates",
    "goes-with",
    "board",
    "facts",
    "verify",
    "forget",
)
WORKER = "--worker"  # how core.workers.process starts this program again; in frozen programs there is no other way
LAYOUT = "--layout"  # the same, to lay out a map
COMPARE = "--compare"  # the same, to compare pictures


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with the words of the command line; returns the exit code. Without `arguments` this process is for that."""
    if arguments is None:
        words = sys.argv[1:]
        if words[:1] == [WORKER]:
            return _work(words[1:])
        if words[:1] == [LAYOUT]:
            return _lay_out(words[1:])
        if words[:1] == [COMPARE]:
            return _compare(words[1:])
        return console.run(lambda: main(words), is_window=not set(words) & set(COMMANDS))
    home, rest = _take_home(arguments)
    if rest and rest[0] in COMMANDS:
        with _early_worker(rest, home) as worker:
            from core.commands import cli  # only now: it takes much longer than handing a path over

            return cli.run(rest if home is None else [*rest, f"--home={home}"], worker)
    return _start(window_parser().parse_args(arguments))


@contextlib.contextmanager
def _early_worker(words: Sequence[str], home: str | None) -> Iterator[Process | None]:
    """Where new photos are likely, a process for them that gets ready while this one loads what it needs itself."""
    worker = None
    if words[0] == "index":
        from core.commands import early

        worker = early.worker(words[1:], home)
    try:
        yield worker
    finally:
        if worker is not None:
            worker.end()


def _work(words: Sequence[str]) -> int:
    from core.workers import worker

    worker.serve(words)
    return console.OK


def _lay_out(words: Sequence[str]) -> int:
    from core.map import layout_worker

    layout_worker.serve(words)
    return console.OK


def _compare(words: Sequence[str]) -> int:
    from core.duplicates import compare_worker

    compare_worker.serve(words)
    return console.OK


def _start(options: argparse.Namespace) -> int:
    from core.base.paths import BadHome, Paths
    from core.base.running import WISHES

    if options.version:
        return _print_version()
    for path in options.start:
        if not os.path.exists(path):
            console.say(f"{path} does not exist; name a folder with photos, or a photo.")
            return console.FAILED
    try:
        # Paths are made absolute here, so that none can be taken for a wish.
        start = [*(wish for wish in WISHES if wish in options.wishes), *map(os.path.abspath, options.start)]
        return _open_window(Paths.choose(options.home), start)
    except BadHome as error:
        console.say(str(error))
        return console.FAILED


def _print_version() -> int:
    from core.base.parts import parts
    from core.base.version import version

    print(f"twinset {version()}")
    for part in parts():
        print(f"{part.name} {part.version} ({part.licence})")
    return console.OK


def _open_window(paths: Paths, start: Sequence[str]) -> int:
    from core.base import reports
    from core.base.running import Running
    from gui.base import display

    running = Running(paths)
    if running.hand_over(start):
        return console.OK
    try:
        if not display.is_there():
            console.say(f"No window can be opened, because there is no display; without one work {_listed()}.")
            return console.FAILED
        if library := display.missing_library():
            console.say(f"No window can be opened ({library}); install that library, or use {_listed()}.")
            return console.FAILED
        # On Windows core.looks.model loads onnxruntime, which must come before anything of Qt: the two load clashing
        # DLLs in the other order. And core must come before onnxruntime, because it turns its telemetry off.
        with reports.watched(paths.reports):
            from core.looks import model as _first  # noqa: F401
            from gui.window.app import run_window

            return run_window(paths, start)
    except Exception as error:
        console.say(console.fault(error, paths))
        return console.FAILED
    finally:
        running.end()


def _listed() -> str:
    return f"twinset {', '.join(COMMANDS[:-1])} and {COMMANDS[-1]}"


def _take_home(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """`--home DIR` may stand before a command too."""
    if not words or not words[0].startswith("--home"):
        return None, list(words)
    from core.commands.parser import Parser

    parser = Parser("twinset", add_help=False, allow_abbrev=False)
    parser.add_argument("--home", metavar="DIR")
    options, rest = parser.parse_known_args(words[: 1 if "=" in words[0] else 2])
    return options.home, [*rest, *words[1 if "=" in words[0] else 2 :]]


def window_parser() -> argparse.ArgumentParser:
    """The reader of all words that are no command; packaging describes them from it."""
    from core.base.running import CHOOSE_FOLDER, PASTE
    from core.commands.parser import Parser

    parser = Parser(
        "twinset",
        description="Look through clothes by looks. Without a command the window opens.",
        epilog=f"Commands: {', '.join(COMMANDS)}; each has its own --help.",
    )
    what = "open the window there; several photos are one question"
    parser.add_argument("start", nargs="*", metavar="FOLDER | IMAGE", help=what)
    wishes = {CHOOSE_FOLDER: "ask for a folder to open", PASTE: "search with the photo, or picture, on the clipboard"}
    for wish, what in wishes.items():
        parser.add_argument(wish, dest="wishes", action="append_const", const=wish, default=[], help=what)
    parser.add_argument("--home", metavar="DIR", help="keep all files of the program here (also: $TWINSET_HOME)")
    parser.add_argument(
        "--version", action="store_true", help="print the version, and versions and licences of all parts"
    )
    return parser


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a library that starts a process by multiprocessing starts this program again
        import multiprocessing

        multiprocessing.freeze_support()
    sys.exit(main())
