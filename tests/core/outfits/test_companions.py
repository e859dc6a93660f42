"""Which kinds complete each other."""

from __future__ import annotations

import pytest
from support import KINDS

from core.outfits.companions import Part, companions, go_together, part_of


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("shirt", "pants", True),
        ("shirt", "outwear", True),
        ("shirt", "t-shirt", False),
        ("longsleeve", "shirt", False),
        ("pants", "skirt", False),
        ("dress", "pants", False),
        ("dress", "t-shirt", False),
        ("dress", "outwear", True),
        ("dress", "shoes", True),
        ("shoes", "shorts", True),
        ("hat", "scarf", True),
        ("bag", "bag", False),
        ("poncho", "dress", True),
        ("poncho", "pants", True),
        ("poncho", "poncho", False),
    ],
)
def test_two_kinds(one: str, other: str, wanted: bool) -> None:
    assert go_together(one, other) is go_together(other, one) is wanted


def test_every_kind_of_the_network_has_its_place() -> None:
    assert all(part_of(kind) is not Part.ANY for kind in KINDS)
    assert all(companions(kind, KINDS) for kind in KINDS)


def test_they_come_as_one_dresses() -> None:
    assert companions("t-shirt", KINDS)[:4] == ["pants", "shorts", "skirt", "outwear"]
    assert companions("shoes", KINDS)[0] == "dress"
