"""Every sentence with which something in `core` tells a person why it failed; the command line's own errors excepted.

They are templates with named fields. The command line prints them in English, and so they are stored in the catalog.
The window knows them again and says them in its own language: see gui/core_texts.py.
"""

from __future__ import annotations


def _told(context: str, text: str) -> str:
    """Marks a text for the translators: packaging/translations.py knows this name."""
    return text


# Folders
NO_PHOTOS = _told("core", "There are no photos in {folders}. Choose a folder that holds some (JPEG, PNG, HEIC, ...).")
ONLY_LINKS = _told(
    "core", "There are no photos in {folders}, only links to folders, which are not followed. Choose those folders."
)
NO_FOLDER = _told("core", "The folder {folder} does not exist. Check its name, or plug in the drive it is on.")
NOT_A_FOLDER = _told("core", "{folder} is not a folder. Choose the folder that holds the photos.")
CLOSED_FOLDER = _told("core", "The folder {folder} cannot be read. Check that you have permission to open it.")
BROKEN_FOLDER = _told("core", "The folder cannot be read ({why}).")

# Files
GONE = _told("core", "The file is no longer there.")
NO_PERMISSION = _told("core", "There is no permission to read the file.")
BROKEN_FILE = _told("core", "The file cannot be read ({why}).")
NO_FILE = _told("core", "This is not a file but a device or a pipe.")
NO_IMAGE_FILE = _told("core", "This is a folder, a device or a pipe, not an image file.")
NO_NAME = _told("core", "This is not the name of a file.")
EMPTY = _told("core", "The file is empty.")
LARGE_FILE = _told("core", "The file is larger than {most} MB.")

# Images
UNKNOWN_FORMAT = _told("core", "This is not an image in a format that Twinset reads, or it is damaged.")
DAMAGED = _told("core", "The image is damaged or cut short.")
NO_MEMORY = _told("core", "There is not enough memory to open the image.")
MANY_PIXELS = _told("core", "The image has {width} x {height} pixels; more than {most} million are not read.")
MANY_PIXELS_OF_KIND = _told(
    "core", "The image has {width} x {height} pixels; of this kind of file more than {most} million are not read."
)
CUT_SHORT = _told("core", "The image is damaged or cut short: {percent} % of it is missing.")
ODD_AVIF = _told("core", "This AVIF image is damaged or cut short, or was written against the rules of its format.")
NO_PIXELS = _told("core", "The image has no pixels.")
BOX_OUTSIDE = _told("core", "The box holds no part of the photo, which has {width} x {height} pixels.")

# Catalog and model
NEWER_CATALOG = _told("core", "The catalog in {folder} was made by a newer Twinset; install that one.")
BROKEN_CATALOG = _told("core", "The catalog in {folder} cannot be used ({why}). Free some space or check permissions.")
NO_MODEL = _told("core", "The model {model} cannot be read; install Twinset again.")
DAMAGED_MODEL = _told("core", "The model file is damaged; install Twinset again.")

ALL: tuple[str, ...] = tuple(text for name, text in tuple(globals().items()) if name.isupper())
