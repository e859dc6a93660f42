"""All keys, once: what binds them reads this table, and so does the list that the user can open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate

Where = Literal[
    "window", "gallery", "map", "board", "boards", "outfits", "detail", "box"
]  # shortcuts of the window, or handled where the keyboard is
# Qt's own German leaves this name as it is; menus and tooltips ask ours first.
_RETURN = str(QT_TRANSLATE_NOOP("QShortcut", "Return"))
_ARROWS = ("Left", "Right", "Up", "Down")
_CONTROL_ARROWS = tuple(f"Ctrl+{arrow}" for arrow in _ARROWS)
_SHIFT_ARROWS = tuple(f"Shift+{arrow}" for arrow in _ARROWS)
_TYPED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier  # may be needed to type a sign
_NAME = "key_name"  # property of an action


@dataclass(frozen=True)
class Key:
    """Keys that do the same; `also` are further ones that the list leaves out. All as QKeySequence writes them."""

    name: str
    keys: tuple[str, ...]
    text: str
    where: Where = "window"
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeyGroup:
    """Keys that are told together."""

    title: str
    keys: tuple[Key, ...]


def key_groups(pages: Sequence[Key] = ()) -> tuple[KeyGroup, ...]:
    """The whole table, in the user's language; `pages` are the keys that lead to the pages of the window."""
    everywhere = _everywhere()
    return (
        KeyGroup(everywhere.title, (*pages, *everywhere.keys)),
        _photos(),
        _results(),
        _map(),
        _board(),
        _outfits(),
        _large(),
        _box(),
    )


def _everywhere() -> KeyGroup:
    keys = (
        Key("back", ("Alt+Left",), translate("keys", "Back")),
        Key("forward", ("Alt+Right",), translate("keys", "Forward")),
        Key("escape", ("Escape",), translate("keys", "Close, back to all photos")),
        Key("open_photo", ("Ctrl+O",), translate("keys", "Open a photo")),
        Key("paste", ("Ctrl+V",), translate("keys", "Search with what was copied")),
        Key("words", ("Ctrl+F",), translate("keys", "Describe what you look for")),
        Key("choose_folder", ("Ctrl+Shift+O",), translate("keys", "Add a folder")),
        Key("rescan", ("F5",), translate("keys", "Look for new photos")),
        Key("undo", ("Ctrl+Z",), translate("keys", "Undo")),
        Key("redo", ("Ctrl+Shift+Z",), translate("keys", "Redo"), also=("Ctrl+Y",)),
        Key("side", ("Ctrl+B",), translate("keys", "Show or hide the sidebar")),
        Key("larger", ("Ctrl++",), translate("keys", "Larger photos"), also=("Ctrl+=",)),
        Key("smaller", ("Ctrl+-",), translate("keys", "Smaller photos")),
        Key("save_picture", ("Ctrl+S",), translate("keys", "Save as picture")),
        Key("copy_picture", ("Ctrl+Shift+C",), translate("keys", "Copy as picture")),
        Key("print", ("Ctrl+P",), translate("keys", "Print")),
        Key("settings", ("Ctrl+,",), translate("keys", "Settings")),
        Key("guide", ("F1",), translate("keys", "User's guide")),
        Key("keys", ("?",), translate("keys", "All keys")),
        Key("quit", ("Ctrl+Q",), translate("keys", "Quit")),
    )
    return KeyGroup(translate("keys", "Everywhere"), keys)


def _photos() -> KeyGroup:
    keys = (
        Key("move", _ARROWS, translate("keys", "From photo to photo"), "gallery"),
        Key("ends", ("Home", "End"), translate("keys", "First and last photo"), "gallery"),
        Key("pages", ("PgUp", "PgDown"), translate("keys", "One screen up and down"), "gallery"),
        Key("search", (_RETURN,), translate("keys", "Find similar photos"), "gallery", also=("Enter",)),
        Key("compare", ("Space",), translate("keys", "Look closer"), "gallery"),
        Key("favourite", ("F",), translate("keys", "Favourite")),
        Key("kind", ("K",), translate("keys", "Say of which kind it is")),
        Key("goes_with", ("G",), translate("keys", "What goes with this?")),
        Key("board", ("B",), translate("keys", "Put on a board")),
        Key("worn", ("D",), translate("keys", "Worn today, or not")),
        Key("stack", ("E",), translate("keys", "Lay out or fold a stack")),
        Key("extend", _SHIFT_ARROWS, translate("keys", "Select several"), "gallery"),
        Key("select_all", ("Ctrl+A",), translate("keys", "Select all"), "gallery"),
        Key("copy", ("Ctrl+C",), translate("keys", "Copy")),
        Key("trash", ("Del",), translate("keys", "Move to the trash")),
        Key("menu", ("Menu",), translate("keys", "All that can be done"), "gallery"),
    )
    return KeyGroup(translate("keys", "Photos"), keys)


def _results() -> KeyGroup:
    keys = (
        Key("more", ("+",), translate("keys", "More like this"), "gallery"),
        Key("less", ("-",), translate("keys", "Less like this"), "gallery"),
    )
    return KeyGroup(translate("keys", "Results"), keys)


def _map() -> KeyGroup:
    keys = (
        Key("move", _ARROWS, translate("keys", "To the next photo in a direction"), "map"),
        Key("pan", _SHIFT_ARROWS, translate("keys", "Move the map"), "map"),
        Key("zoom_in", ("+",), translate("keys", "Larger"), "map", also=("=",)),
        Key("zoom_out", ("-",), translate("keys", "Smaller"), "map"),
        Key("fit", ("0",), translate("keys", "The whole map"), "map"),
        Key("search", (_RETURN,), translate("keys", "Find similar photos"), "map", also=("Enter",)),
        Key("compare", ("Space",), translate("keys", "Look closer"), "map"),
        Key("tidy", ("T",), translate("keys", "Loose or in a grid"), "map"),
        Key("lasso", ("L",), translate("keys", "Draw around photos to choose them"), "map"),
        Key("choose", ("C",), translate("keys", "Choose this photo, or no longer"), "map"),
        Key("release", ("Escape",), translate("keys", "Let go of what was chosen"), "map"),
    )
    return KeyGroup(translate("keys", "The map"), keys)


def _outfits() -> KeyGroup:
    keys = (
        Key("move", _ARROWS, translate("keys", "From photo to photo"), "outfits"),
        Key("ends", ("Home", "End"), translate("keys", "First and last photo"), "outfits"),
        Key("ask", (_RETURN,), translate("keys", "What goes with this?"), "outfits", also=("Enter",)),
        Key("compare", ("Space",), translate("keys", "Look closer"), "outfits"),
        Key("wear", ("C",), translate("keys", "Take this piece to the garment, or no longer"), "outfits"),
    )
    return KeyGroup(translate("keys", "What goes with a garment"), keys)


def _board() -> KeyGroup:
    keys = (
        Key("walk", _CONTROL_ARROWS, translate("keys", "To the next photo in a direction"), "board"),
        Key("move", _ARROWS, translate("keys", "Move what is selected"), "board"),
        Key("far", _SHIFT_ARROWS, translate("keys", "Move it further, or the board"), "board"),
        Key("larger", ("+",), translate("keys", "Larger"), "board", also=("=",)),
        Key("smaller", ("-",), translate("keys", "Smaller"), "board"),
        Key("front", ("PgUp",), translate("keys", "Bring to the front"), "board"),
        Key("back", ("PgDown",), translate("keys", "Send to the back"), "board"),
        Key("bare", ("X",), translate("keys", "Without its background, or with it"), "board"),
        Key("fit", ("0",), translate("keys", "The whole board"), "board"),
        Key("search", (_RETURN,), translate("keys", "Find similar photos"), "board", also=("Enter",)),
        Key("compare", ("Space",), translate("keys", "Look closer"), "board"),
        Key("listed", ("T",), translate("keys", "As a list, or laid out"), "board"),
        Key("select_all", ("Ctrl+A",), translate("keys", "Select all"), "board"),
        Key("release", ("Escape",), translate("keys", "Select nothing"), "board"),
        Key("take_out", ("Del",), translate("keys", "Take off the board"), "board", also=("Backspace",)),
        Key("rename", ("F2",), translate("keys", "Rename a board of the list"), "boards"),
        Key("delete", ("Del",), translate("keys", "Delete a board of the list; its photos stay"), "boards"),
    )
    return KeyGroup(translate("keys", "A board"), keys)


def _large() -> KeyGroup:
    keys = (
        Key("previous", ("Left", "Up"), translate("keys", "Photo before"), "detail"),
        Key("next", ("Right", "Down"), translate("keys", "Next photo"), "detail"),
        Key("zoom_in", ("+",), translate("keys", "Larger"), "detail", also=("=",)),
        Key("zoom_out", ("-",), translate("keys", "Smaller"), "detail"),
        Key("fit", ("0",), translate("keys", "The whole photo"), "detail"),
        Key("pan", _SHIFT_ARROWS, translate("keys", "Move the photo"), "detail"),
        Key("swap", ("X",), translate("keys", "Swap query and match"), "detail"),
        Key("why", ("W",), translate("keys", "Why they match"), "detail"),
        Key("kind", ("K",), translate("keys", "Say of which kind it is"), "detail"),
        Key("close", ("Space", "Escape"), translate("keys", "Close"), "detail"),
    )
    return KeyGroup(translate("keys", "A photo seen large"), keys)


def _box() -> KeyGroup:
    keys = (
        Key("begin", (_RETURN,), translate("keys", "Begin, then search"), "box", also=("Enter", "Space")),
        Key("shift", _ARROWS, translate("keys", "Move the box"), "box"),
        Key("grow", _SHIFT_ARROWS, translate("keys", "Resize the box"), "box"),
        Key("remove", ("Del",), translate("keys", "Remove the box"), "box", also=("Backspace",)),
    )
    return KeyGroup(translate("keys", "The box on the query photo"), keys)


# --- binding ---


@cache
def named(name: str, where: Where = "window") -> Key:
    """One of the window's keys, or of those that are known where the keyboard is; its text is in the language of the
    first time that it was asked for."""
    return next(key for section in key_groups() for key in section.keys if key.where == where and key.name == name)


def shown(name: str, where: Where = "gallery") -> Key | None:
    """What the window or its photos, which are seen there, know a key for; not where it means something else there."""
    table = [key for section in key_groups() for key in section.keys]
    found = next((key for key in table if key.name == name and key.where == where), None)
    if found is None:
        found = next((key for key in table if key.name == name and key.where in ("window", "gallery")), None)
    taken = {one for key in table if key.where == where and key is not found for one in (*key.keys, *key.also)}
    return None if found is None or taken.intersection(found.keys) else found


def sequences(key: Key) -> list[QKeySequence]:
    """Its shortcuts, the one to be shown first."""
    return [QKeySequence(keys) for keys in (*key.keys, *key.also)]


def native(key: Key) -> str:
    """The shortcut as the user's system writes it, for a tooltip."""
    return sequences(key)[0].toString(QKeySequence.SequenceFormat.NativeText)


def give(action: QAction, key: Key) -> None:
    """Let a key trigger an action, anywhere in the window."""
    action.setShortcuts(sequences(key))
    action.setProperty(_NAME, key.name)


def bind(window: QWidget, commands: Mapping[str, Callable[[], object]]) -> None:
    """Let keys work anywhere in the window."""
    for name, do in commands.items():
        action = QAction(window)
        give(action, named(name))
        action.triggered.connect(do)
        window.addAction(action)


def bound(window: QObject) -> frozenset[str]:
    """The names of the window's keys that do something."""
    return frozenset(filter(None, (action.property(_NAME) for action in window.findChildren(QAction))))


def command(event: QKeyEvent, where: Where) -> str | None:
    """The name of what a pressed key does there; None for keys that mean nothing there."""
    known, held = _known(where), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sign = event.text().upper()
    if sign.isprintable() and sign and not event.modifiers() & ~_TYPED:  # signs, wherever they are on the keyboard
        return known.get(sign if sign != " " else "Space")
    return known.get(QKeySequence(event.key() | held.value).toString(QKeySequence.SequenceFormat.PortableText))


@cache
def _known(where: Where) -> dict[str, str]:
    table = [key for section in key_groups() for key in section.keys if key.where == where]
    portable = QKeySequence.SequenceFormat.PortableText
    return {QKeySequence(one).toString(portable): key.name for key in table for one in (*key.keys, *key.also)}
