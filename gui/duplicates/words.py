"""What the page says of groups and photos."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.duplicates.best import Facts
from core.duplicates.changes import Change
from core.duplicates.groups import Kind
from core.duplicates.review import Review
from gui.base.texts import number, size

translate = QCoreApplication.translate


def photos_text(count: int) -> str:
    """How many photos there are."""
    return translate("duplicates", "%Ln photos", "", count)


def ticked_text(count: int) -> str:
    """How many of a group are ticked."""
    return translate("duplicates", "%Ln ticked", "", count)


def kind_text(kind: Kind) -> str:
    """What the photos of a group have in common."""
    if kind is Kind.PICTURE:
        return translate("duplicates", "The same picture")
    return translate("duplicates", "The same garment")


def short_kind_text(kind: Kind) -> str:
    """The same where there is little room."""
    return translate("duplicates", "Picture") if kind is Kind.PICTURE else translate("duplicates", "Garment")


def summed_up(review: Review) -> tuple[str, ...]:
    """What was found, in full and shorter."""
    groups, photos = len(review.groups), len({path for group in review.groups for path in group.paths})
    said = [translate("duplicates", "%Ln groups", "", groups), photos_text(photos)]
    if any(group.kind is Kind.PICTURE for group in review.groups):
        said.append(translate("duplicates", "{size} could be freed").format(size=size(review.spare)))
    return tuple(" · ".join(said[:count]) for count in range(len(said), 0, -1))


def facts_text(facts: Facts) -> str:
    """Width, height and bytes of a file."""
    sides = f"{number(facts.width)} × {number(facts.height)}"
    return f"{sides} · {size(facts.bytes)}"


def change_text(change: Change) -> str:
    """What was done to a file that is the same picture as a better one."""
    texts = {
        Change.TURNED: translate("duplicates", "turned"),
        Change.MIRRORED: translate("duplicates", "mirrored"),
        Change.CUT: translate("duplicates", "cropped or framed"),
        Change.LIGHTER: translate("duplicates", "lighter"),
        Change.DARKER: translate("duplicates", "darker"),
    }
    return texts[change]
