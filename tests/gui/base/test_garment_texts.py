"""What a photo is called where the name of its file tells nothing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from core.looks.colour_words import Colour, Pattern
from core.looks.features import OTHER, UNSURE
from core.search.described import Described, Worn
from gui.base.garment_texts import garment_texts

BLUE = (Worn(Colour.BLUE, "blue", "#0000ff", 1.0),)


@pytest.mark.parametrize(
    ("kind", "confidence", "finer", "texts"),
    [
        ("shirt", 0.97, None, ("Blue striped shirt", "Blue shirt", "Shirt")),
        ("t-shirt", 0.9, "polo", ("Blue striped polo shirt", "Blue polo shirt", "Polo shirt")),
        ("hat", 0.6, None, ("Blue striped garment", "Blue garment", "Garment")),
        (UNSURE, 0.4, None, ("Blue striped garment", "Blue garment", "Garment")),
        (OTHER, 1.0, None, ()),
    ],
)
def test_a_photo_is_called_by_what_is_very_probable(
    qapp: QApplication, kind: str, confidence: float, finer: str | None, texts: tuple[str, ...]
) -> None:
    shown = Described("/1.jpg", kind, confidence, finer, BLUE, Pattern.STRIPED)
    assert garment_texts(shown) == texts
