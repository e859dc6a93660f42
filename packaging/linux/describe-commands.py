"""Writes the manual page and bash's completion from what the command line itself knows, so that they stay true.

    python packaging/linux/describe-commands.py [DIRECTORY]

Libraries that do either take one parser; here there are two, because without a command the window opens.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from core.commands.cli import command_parser  # noqa: E402
from main import window_parser  # noqa: E402

Parsers = dict[str, argparse.ArgumentParser]
_FOLDERS = ("FOLDER", "DIR")  # what the help calls a folder

PAGE = r"""
.\" Written by packaging/linux/describe-commands.py; change it there, or the help of the command line.
.TH TWINSET 1 "" Twinset "User Commands"
.SH NAME
twinset \- find similar clothes in your own photos
.SH SYNOPSIS
.B twinset
.RI [ OPTION ]...\&
.RI [ FOLDER " | " IMAGE ]...
.br
.B twinset
.I COMMAND
.RI [ OPTION ]...\&
.I ARGUMENT\c
\&...
.SH DESCRIPTION
Twinset finds similar clothes in a person's own photos by their looks.
Without a command the window opens;
a second start hands what it was given to the window that runs.
With one, results go to standard output:
as text on a terminal, as JSON elsewhere.
Photos are only ever read, and nothing goes over the network.
.SH OPTIONS
{window}
.SH COMMANDS
Each has its own
.BR \-\-help .
{commands}
.SH EXIT STATUS
.TP
.B 0
all went well
.TP
.B 1
the run failed; a sentence on standard error says why
.TP
.B 2
wrong usage
.TP
.BR 130 ", " 143
ended by Ctrl+C or SIGTERM, with what was indexed so far kept
.SH ENVIRONMENT
.TP
.B TWINSET_HOME
where all files of the program are kept, as a full path
.TP
.BR XDG_DATA_HOME ", " XDG_CACHE_HOME ", " XDG_CONFIG_HOME
where they are kept else
.SH FILES
.TP
.I ~/.local/share/Twinset
what was computed of photos, what the user made
(favourites, kinds, collections) with daily copies, and the log
.TP
.I ~/.cache/Twinset
thumbnails and what else can be made anew
.TP
.I ~/.config/Twinset
settings
.SH EXAMPLES
.TP
.B twinset ~/Pictures/Clothes
open the window with the photos of a folder
.TP
.B twinset similar blouse.jpg \-\-in ~/Pictures/Clothes
list the ten photos most similar to this one
.TP
.B twinset sheet blouse.jpg \-\-in ~/Pictures/Clothes \-o similar.pdf
put them on a page to print
.TP
.B twinset similar \-\-words \(dqnavy dotted dress\(dq \-\-in ~/Pictures/Clothes
look for what words describe
"""

COMPLETION = """\
# bash completion for twinset(1); written by packaging/linux/describe-commands.py from the help of the command line
_twinset() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} options folders=
    COMPREPLY=()
    case "${COMP_WORDS[1]} ${COMP_WORDS[2]}" in
%(commands)s
        *) options='%(window)s' ;;
    esac
    case $before in
%(values)s
    esac
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$word"))
    elif ((COMP_CWORD == 1)); then
        COMPREPLY=($(compgen -W '%(names)s' -- "$word"))
%(deeds)s
    elif [[ $folders ]]; then
        compopt -o dirnames
    fi
} &&
    complete -o bashdefault -o default -F _twinset twinset
"""


def commands() -> Parsers:
    """The parser of each command, in the order of the help; of one that has others, such as "board", these."""
    return dict(within(command_parser()))


def within(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    groups = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    for group in groups:
        for word, inner in group.choices.items():
            yield from within(inner, f"{name}{word} ")
    if not groups:
        yield name.strip(), parser


def told(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What the help tells of the words that a parser takes."""
    return [one for one in parser._actions if argparse.SUPPRESS not in (one.help, one.default)]  # also without --help


# --- the manual page ---


def page(parsers: Parsers) -> str:
    window = "\n".join(map(entry, told(window_parser())))
    return PAGE.lstrip().replace("{window}", window).replace("{commands}", "\n".join(sections(parsers)))


def sections(parsers: Parsers) -> Iterator[str]:
    for name, parser in parsers.items():
        yield f".SS {name}\n{roff(parser.description or '')}\n.PP\n.B twinset {name}\n{' '.join(usage(parser))}"
        yield from (entry(one) for one in told(parser) if one.help)


def usage(parser: argparse.ArgumentParser) -> Iterator[str]:
    """What must or may follow a command."""
    yield r"[\fIOPTION\fR]..."
    for one in told(parser):
        if one.option_strings and one.required:
            yield rf"\fB{roff(one.option_strings[-1])}\fR {value(one)}"
    yield from (value(one) for one in told(parser) if not one.option_strings)


def entry(one: argparse.Action) -> str:
    """A word and what it does."""
    names = ", ".join(rf"\fB{roff(name)}\fR" for name in one.option_strings)
    return f".TP\n{' '.join(filter(None, (names, value(one))))}\n{roff(one.help or '')}"


def value(one: argparse.Action) -> str:
    """What follows an option, or stands alone; empty for one that takes nothing."""
    if one.nargs == 0:
        return ""
    name = str(one.metavar or "|".join(map(str, one.choices or ())) or one.dest.upper())
    shown = rf"\fI{roff(name)}\fR"
    return {"*": f"[{shown}]...", "+": f"{shown}..."}.get(str(one.nargs), shown)


def roff(text: str) -> str:
    """Text in which no sign means anything else, at the beginning of a line either."""
    return re.sub(r"^(?=[.'])", r"\\&", text.replace("\\", r"\e").replace("-", r"\-"))


# --- completion ---


def completion(parsers: Parsers) -> str:
    every = [action for parser in (window_parser(), *parsers.values()) for action in told(parser)]
    cases = "\n".join(
        f"        {pattern(name)}) options='{options(one)}'{folders(one)} ;;" for name, one in parsers.items()
    )
    return COMPLETION % {
        "commands": cases,
        "deeds": "\n".join(deeds(parsers)),
        "window": options(window_parser()),
        "values": "\n".join(sorted({line for one in every if (line := value_case(one))})),
        "names": " ".join(dict.fromkeys(name.partition(" ")[0] for name in parsers)),
    }


def pattern(name: str) -> str:
    """What the first two words of a command line are, which follow its name."""
    return f"{name!r}" if " " in name else f"{name}\\ *"


def deeds(parsers: Parsers) -> Iterator[str]:
    """What may follow the commands of two words."""
    inner: dict[str, list[str]] = {}
    for name in parsers:
        first, _, second = name.partition(" ")
        if second:
            inner.setdefault(first, []).append(second)
    for first, seconds in inner.items():
        yield f"    elif ((COMP_CWORD == 2)) && [[ ${{COMP_WORDS[1]}} == {first} ]]; then"
        yield f"        COMPREPLY=($(compgen -W '{' '.join(seconds)}' -- \"$word\"))"


def options(parser: argparse.ArgumentParser) -> str:
    return " ".join(["--help", *(name for one in told(parser) for name in one.option_strings)])


def folders(parser: argparse.ArgumentParser) -> str:
    """Whether the words of a command that are no options are folders."""
    names = [one.metavar for one in told(parser) if not one.option_strings]
    return " folders=yes" if names and set(names) <= {*_FOLDERS} else ""


def value_case(one: argparse.Action) -> str:
    """What bash offers behind an option; nothing where it shall offer files."""
    names = "|".join(one.option_strings)
    if not names or one.nargs == 0:
        return ""
    if one.choices:
        offered = " ".join(map(str, one.choices))
        return f"        {names}) COMPREPLY=($(compgen -W '{offered}' -- \"$word\")); return ;;"
    return f"        {names}) compopt -o dirnames; return ;;" if one.metavar in _FOLDERS else ""


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    (target / "twinset.1").write_text(page(commands()), "utf-8")
    (target / "twinset.bash-completion").write_text(completion(commands()), "utf-8")
