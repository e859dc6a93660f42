"""What was done to a file that is the same picture as another one."""

from __future__ import annotations

from enum import StrEnum


class Change(StrEnum):
    """One thing that was done."""

    TURNED = "turned"
    MIRRORED = "mirrored"
    CUT = "cut"  # it shows more, or less, at the edges
    LIGHTER = "lighter"
    DARKER = "darker"
