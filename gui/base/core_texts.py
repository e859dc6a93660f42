"""What `core` says, in the user's language. Core itself speaks English."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.base.sentences import Sentence, TwinsetError, fill, printable
from core.search.query import UnreadableExample
from gui.base.texts import file_name, number

translate = QCoreApplication.translate


def translated(what: TwinsetError | Sentence) -> str:
    """An error or a sentence of core's, translated and fit to be shown; in English what no translator knows."""
    if isinstance(what, UnreadableExample):
        return f"{file_name(what.name)}: {translated(what.sentence)}"
    sentence = what if isinstance(what, Sentence) else what.sentence
    fields = {name: _field(name, value) for name, value in sentence.fields}
    return fill(translate("core", printable(sentence.template)), fields)


def _field(name: str, value: str | int) -> str:
    """Numbers as the user's country writes them, the system's reasons in the user's language, others as they are."""
    if isinstance(value, int):
        return number(value)
    return printable(reason(value) if name == "why" else value)


def reason(why: str) -> str:
    """In the words of Linux and SQLite; others, as of a system that speaks the user's language itself, stay."""
    texts = {
        "Permission denied": translate("why", "Permission denied"),
        "Operation not permitted": translate("why", "Operation not permitted"),
        "No such file or directory": translate("why", "No such file or directory"),
        "Not a directory": translate("why", "Not a directory"),
        "File exists": translate("why", "File exists"),
        "File name too long": translate("why", "File name too long"),
        "Input/output error": translate("why", "Input/output error"),
        "No space left on device": translate("why", "No space left on device"),
        "Disk quota exceeded": translate("why", "Disk quota exceeded"),
        "Read-only file system": translate("why", "Read-only file system"),
        "Too many open files": translate("why", "Too many open files"),
        "Too many levels of symbolic links": translate("why", "Too many levels of symbolic links"),
        "Stale file handle": translate("why", "Stale file handle"),
        "Host is down": translate("why", "Host is down"),
        "Connection timed out": translate("why", "Connection timed out"),
        "database is locked": translate("why", "database is locked"),
        "database or disk is full": translate("why", "database or disk is full"),
        "disk I/O error": translate("why", "disk I/O error"),
        "unable to open database file": translate("why", "unable to open database file"),
        "attempt to write a readonly database": translate("why", "attempt to write a readonly database"),
        "database disk image is malformed": translate("why", "database disk image is malformed"),
        "file is not a database": translate("why", "file is not a database"),
    }
    return texts.get(why, why)
