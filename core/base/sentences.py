"""Every sentence with which something in `core` tells a person why it failed; the command line's own errors excepted.

A sentence is a value: a template in English, and what fills its fields. So errors carry it, workers send it and the
catalog stores it. Only who shows it makes a text of it: the command line with str(), in English, and the window in its
own language, in which it looks up the template (gui/base/core_texts.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_FIELD = re.compile(r"\{(\w+)\}")
_ESCAPED = re.compile("[\udc80-\udcff]+")  # bytes of a name that are no text in the system's encoding
_JOINERS = "\u200c\u200d"  # invisible, but words of some languages and emoji are made with them


def printable(name: str) -> str:
    """A name fit to be shown on one line: U+FFFD stands for bytes that are no text and for what is no visible sign.

    So no control character, line break or change of direction reaches a terminal or a label, where Qt would also lose
    bytes that are no text without a trace.
    """
    text = _ESCAPED.sub(lambda found: found[0].encode("utf-8", "surrogateescape").decode("utf-8", "replace"), name)
    return "".join(letter if _is_visible(letter) else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _is_visible(letter: str) -> bool:
    return letter.isprintable() or letter in _JOINERS or unicodedata.category(letter) == "Zs"  # spaces of any width


@dataclass(frozen=True)
class Sentence:
    """What is said: an English template, and names and values of its fields, sorted by name.

    A number is an amount, which is written with separators; what is to be written otherwise is a text.
    """

    template: str
    fields: tuple[tuple[str, str | int], ...] = ()

    def __str__(self) -> str:
        return fill(self.template, {name: _english(value) for name, value in self.fields})

    def filled(self, **fields: str | int | Path) -> Sentence:
        """The same sentence about something."""
        values = {name: str(value) if isinstance(value, Path) else value for name, value in fields.items()}
        return Sentence(self.template, tuple(sorted(values.items())))

    def to_json(self) -> str:
        """In ASCII, whatever is in the fields: names of files may be no text in any encoding."""
        import json  # here, because a worker starts sooner without

        return json.dumps({"template": self.template, "fields": dict(self.fields)})

    @classmethod
    def from_json(cls, text: str) -> Sentence:
        """Raises ValueError where no sentence was written."""
        import json

        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        match found:
            case {"template": str(template), "fields": dict(fields)}:
                if all(isinstance(value, str | int) for value in fields.values()):
                    return cls(template, tuple(sorted(fields.items())))
        raise ValueError("no sentence")


class TwinsetError(Exception):
    """What `core` refuses or cannot do; its sentence, which is also its str(), is for a person to read."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def fill(template: str, texts: Mapping[str, str]) -> str:
    """The template with its fields filled; one that has no text stays as it is, and what stands in a text is none."""
    return _FIELD.sub(lambda found: texts.get(found[1], found[0]), template)


def _english(value: str | int) -> str:
    return value if isinstance(value, str) else f"{value:,}"


def _text(context: str, text: str) -> Sentence:
    """Marks a text for the translators: packaging/update-translations.py knows this name."""
    return Sentence(text)


# Folders
NO_PHOTOS = _text("core", "There are no photos in {folders}. Choose a folder that holds some (JPEG, PNG, HEIC, ...).")
ONLY_LINKS = _text(
    "core", "There are no photos in {folders}, only links to folders, which are not followed. Choose those folders."
)
NO_FOLDER = _text("core", "The folder {folder} does not exist. Check its name, or plug in the drive it is on.")
NOT_A_FOLDER = _text("core", "{folder} is not a folder. Choose the folder that holds the photos.")
CLOSED_FOLDER = _text("core", "The folder {folder} cannot be read. Check that you have permission to open it.")
FOLDER_GONE = _text("core", "The folder was moved, renamed or removed while its photos were being read.")
BROKEN_FOLDER = _text("core", "The folder cannot be read ({why}).")

# Files
GONE = _text("core", "The file is no longer there.")
NO_PERMISSION = _text("core", "There is no permission to read the file.")
BROKEN_FILE = _text("core", "The file cannot be read ({why}).")
NO_FILE = _text("core", "This is not a file but a device or a pipe.")
NO_IMAGE_FILE = _text("core", "This is a folder, a device or a pipe, not an image file.")
NO_NAME = _text("core", "This is not the name of a file.")
EMPTY = _text("core", "The file is empty.")
LARGE_FILE = _text("core", "The file is larger than {most} MB.")

# Images
UNKNOWN_FORMAT = _text("core", "This is not an image in a format that Twinset reads, or it is damaged.")
DAMAGED = _text("core", "The image is damaged or cut short.")
NO_MEMORY = _text("core", "There is not enough memory to open the image.")
MANY_PIXELS = _text("core", "The image has {width} x {height} pixels; more than {most} million are not read.")
MANY_PIXELS_OF_KIND = _text(
    "core", "The image has {width} x {height} pixels; of this kind of file more than {most} million are not read."
)
CUT_SHORT = _text("core", "The image is damaged or cut short: {percent} % of it is missing.")
ODD_AVIF = _text("core", "This AVIF image is damaged or cut short, or was written against the rules of its format.")
NO_PIXELS = _text("core", "The image has no pixels.")
NO_FEATURES = _text("core", "What the photo shows could not be measured or stored.")
BOX_OUTSIDE = _text("core", "The box holds no part of the photo, which has {width} x {height} pixels.")
NOT_COMPUTED = _text("core", "Twinset cannot work on this photo ({why}).")
CRASHED = _text("core", "The file made the reader crash; open it in another program and save it anew.")
MUCH_MEMORY = _text("core", "To open the image takes more than {most} MB of memory; save it with fewer pixels.")
SILENT = _text("core", "The file could not be read within {seconds} seconds; check the drive it is on.")
ENDLESS = _text("core", "To open the image took more than {seconds} seconds; open it elsewhere and save it anew.")

# What the user made
NEWER_WARDROBE = _text(
    "core", "Favourites and kinds in {file} were kept by a newer Twinset; install that one to change them."
)
DAMAGED_WARDROBE = _text(
    "core", "The file with your favourites and kinds is damaged, so nothing is written to it: {file}."
)
CLOSED_WARDROBE = _text("core", "Favourites and kinds cannot be changed now ({why}); nothing is written to {file}.")
RESTORED_WARDROBE = _text(
    "core", "The file with your favourites and kinds was gone; the copy of {day} was put in its place."
)
NO_COPY = _text("core", "There is no good copy of your favourites and kinds in {folder}.")
OLD_MARKS = _text("core", "The favourites of an earlier Twinset cannot be read now ({why}): {file}.")
DAMAGED_MARKS = _text(
    "core", "The favourites of an earlier Twinset were damaged; what could be read was taken over, and {file} was kept."
)
DAMAGED_SETTINGS = _text(
    "core", "The settings were damaged; what could be read of them is used, and the damaged file was kept: {file}."
)
CLOSED_SETTINGS = _text(
    "core", "The settings cannot be read or saved ({why}), so changes last only until the window closes: {file}."
)

# Ways out
TALL_PICTURE = _text(
    "core",
    "The picture would be {height} pixels high, and a {kind} file may have {most}; show fewer photos, or make several.",
)
TALL_JPEG = _text(
    "core", "The picture would be {height} pixels high, and a {kind} file may have {most}; save it as .png."
)
MANY_PAGES = _text(
    "core", "These would be {pages} pages, and a file gets {most} at most; put more photos on a page, or choose fewer."
)
MANY_ON_PAGE = _text("core", "These are {photos} photos, and a page gets {most} at most; choose fewer.")
OVER_PHOTO = _text("core", "{file} is one of your photos; choose another name.")
NOT_WRITTEN = _text("core", "{file} cannot be written ({why}). Choose another folder, or free some space.")
NO_ROOM = _text(
    "core",
    "The photos take {needed} MB, and {free} MB are free in {folder}. Choose another folder, or free some space.",
)
NOT_PRINTED = _text("core", "The printer does not take it. Check that it is on and connected, or choose another one.")
COPIED_IN_PART = _text("core", "Only {n} of {total} photos were copied to {folder} ({why}).")
IS_THERE = _text("core", "There is something at {place} already, and nothing is written over; choose another name.")
NO_NEW_FOLDER = _text("core", "The folder {folder} cannot be made ({why}); choose another one, or free some space.")
NO_BOARD = _text("core", "There is no board in {folder} ({why}); choose a folder that Twinset exported.")
NEWER_BOARD = _text("core", "The board in {file} was exported by a newer Twinset; install that one.")
DAMAGED_BOARD = _text("core", "The board in {file} is damaged; export it once more.")

# Facts from a table
NO_TABLE = _text("core", "There is no table of facts in {file}; nothing was changed.")
NO_HEADER = _text(
    "core",
    "The first row of {file} must name the column path and some of name, brand, size, price, currency, bought, notes "
    "and worn; nothing was changed.",
)
NO_UTF8 = _text("core", "The table {file} is not UTF-8, so nothing was changed; save it as CSV in UTF-8.")
NO_PHOTO_OF_ROW = _text("core", "Row {row}: {path} is none of your photos that were read; nothing of it was used.")
PHOTOS_OF_ROW = _text(
    "core", "Row {row}: several photos are called {name}; write the whole path of the one that is meant."
)
ROW_AGAIN = _text("core", "Row {row}: that photo stands in row {first} already, and that row counts.")
NO_PRICE = _text("core", "Row {row}: {text} is no price; write it as 12.50.")
NO_DAY = _text("core", "Row {row}: {text} is no day; write it as 2026-11-27.")
NO_COLUMN = _text("core", "The column {name} is none of the facts and was left out.")

# Which of several photos to keep
LARGEST = _text("core", "It has the most pixels.")
SHARPEST = _text("core", "It is the sharpest.")
LEAST_COMPRESSED = _text("core", "It is the least compressed.")
BEST_EXPOSED = _text("core", "It is the best exposed.")
SMALLER = _text("core", "It has fewer pixels.")
LESS_SHARP = _text("core", "It is less sharp.")
MORE_COMPRESSED = _text("core", "It is more compressed.")
WORSE_EXPOSED = _text("core", "It is exposed worse.")
AS_GOOD = _text("core", "It is as good as the others.")

# What is never deleted
UNTOUCHED = _text("core", "It lies in {folder}, a folder that is never touched.")
LAST_ONE = _text("core", "It is the last one that is left, and so it is never deleted.")

# Catalog and model
NEWER_CATALOG = _text("core", "The catalog in {folder} was made by a newer Twinset; install that one.")
BROKEN_CATALOG = _text("core", "The catalog in {folder} cannot be used ({why}). Free some space or check permissions.")
DAMAGED_CATALOG = _text("core", "The catalog in {folder} is damaged; try again, and it is made anew from your photos.")
STILL_READ = _text(
    "core", "Another Twinset reads the catalog, so traces of the folder are left; close it and forget the folder again."
)
NO_MODEL = _text("core", "The model {model} cannot be read; install Twinset again.")
DAMAGED_MODEL = _text("core", "The model file is damaged; install Twinset again.")
UNDESCRIBED_MODEL = _text("core", 'The model file does not tell its "{what}"; install Twinset again.')
OTHER_MODEL = _text("core", "Another version of Twinset was installed; start it again.")
NO_WORKER = _text(
    "core", "The part of Twinset that reads photos does not start; close other programs, or install it again."
)
NO_MAP = _text("core", "The map could not be made; close other programs and try again, or install Twinset again.")

# What may be otherwise the next time although the file is the same: such a file is read again by the next run. All
# other reasons lie in the file, which is read again when it changes or the user asks for it.
PASSING = (GONE, NO_PERMISSION, BROKEN_FILE, NO_MEMORY, SILENT)


def may_pass(reason: Sentence) -> bool:
    """Whether a reason speaks of circumstances and not of what the file holds."""
    return Sentence(reason.template) in PASSING
