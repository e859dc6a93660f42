"""Numbers, times and file names as the user reads them."""

from __future__ import annotations

import html
import os
from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QLocale, QObject
from PySide6.QtGui import Qt

from core.base.sentences import printable
from core.catalog.folders import short_names
from core.looks.colour_words import Pattern
from core.looks.features import OTHER, UNSURE
from core.search.labels import Label

translate = QCoreApplication.translate


def number(value: int) -> str:
    """1000 as "1,000" or as the user's country writes it."""
    return QLocale().toString(value)


def decimal(value: float, digits: int = 2) -> str:
    """A number with so many digits behind the point, as the language writes it."""
    return QLocale().toString(float(value), "f", digits)


def size(value: int) -> str:
    """Bytes as "12.3 MB"."""
    return QLocale().formattedDataSize(value, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def file_name(path: str) -> str:
    """The name of a file, fit to be shown: no line breaks, and a sign for bytes that are no text."""
    return printable(os.path.basename(path))


def folder_name(folder: str, among: Collection[str]) -> str:
    """The name of a folder, with as much of its path as tells it from the others of the list."""
    return printable(short_names({*among, folder})[folder])


def plain_tip(text: str) -> str:
    """A tooltip that shows exactly this. Qt would take what looks like HTML, as a name may, for HTML."""
    if not Qt.mightBeRichText(text):
        return text
    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>"


def label_name(label: Label) -> str:
    """One of core.search.labels in the user's language."""
    names = {
        Label.SAME: translate("texts", "Same item"),
        Label.VERY: translate("texts", "Very similar"),
        Label.STYLE: translate("texts", "Similar style"),
        Label.LOOSE: translate("texts", "Loosely alike"),
    }
    return names[label]


def kind_label(kind: str) -> str:
    """A kind of what is worn, a finer one, "unsure" or "other" in the user's language; one without a text as it is
    called."""
    names = {
        "dress": translate("texts", "Dress"),
        "hat": translate("texts", "Hat"),
        "longsleeve": translate("texts", "Long sleeve"),
        "outwear": translate("texts", "Outerwear"),
        "pants": translate("texts", "Trousers"),
        "shirt": translate("texts", "Shirt"),
        "shoes": translate("texts", "Shoes"),
        "shorts": translate("texts", "Shorts"),
        "skirt": translate("texts", "Skirt"),
        "t-shirt": translate("texts", "T-shirt"),
        "bag": translate("texts", "Bag"),
        "watch": translate("texts", "Watch"),
        "jewellery": translate("texts", "Jewellery"),
        "scarf": translate("texts", "Scarf"),
        "glasses": translate("texts", "Glasses"),
        "socks": translate("texts", "Socks"),
        "blazer": translate("texts", "Blazer"),
        "body": translate("texts", "Bodysuit"),
        "hoodie": translate("texts", "Hoodie"),
        "polo": translate("texts", "Polo shirt"),
        "undershirt": translate("texts", "Undershirt"),
        UNSURE: translate("texts", "Unsure"),
        OTHER: translate("texts", "Not a garment"),
    }
    return names.get(kind, kind)


def pattern_label(pattern: Pattern) -> str:
    """What is on the cloth, in the user's language."""
    names = {
        Pattern.PLAIN: translate("texts", "Plain"),
        Pattern.STRIPED: translate("texts", "Striped"),
        Pattern.CHECKED: translate("texts", "Checked"),
        Pattern.DOTTED: translate("texts", "Dotted"),
        Pattern.FLORAL: translate("texts", "Floral or printed"),
        Pattern.PICTURE: translate("texts", "With a picture or letters"),
    }
    return names[pattern]


def pattern_text(name: str) -> str:
    """One of core.looks.colour_words.Pattern, or "unsure", in the user's language."""
    return kind_label(name) if name == UNSURE else pattern_label(Pattern(name))


def aspect_label(aspect: str) -> str:
    """One of core.looks.features.ASPECTS in the user's language."""
    names = {
        "look": translate("texts", "Look"),
        "colour": translate("texts", "Colour"),
        "pattern": translate("texts", "Pattern"),
        "shape": translate("texts", "Shape"),
    }
    return names[aspect]


class _Amounts(QObject):
    """A class, because lupdate knows plural forms only in `tr`. %Ln is the number as the user's country writes it."""

    def photos(self, value: int) -> str:
        return self.tr("%Ln photos", "", value)

    def duration(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("%Ln seconds", "", max(1, round(seconds)))
        minutes = round(seconds / 60)
        if minutes < 90:
            return self.tr("%Ln minutes", "", minutes)
        return self.tr("%Ln hours", "", round(seconds / 3600))


_amounts = _Amounts()


def photos(value: int) -> str:
    """ "1 photo", "1,000 photos"."""
    return _amounts.photos(value)


def duration(seconds: float) -> str:
    """A waiting time, rounded to what matters."""
    return _amounts.duration(seconds)
