"""What is seen of what goes with a garment."""

from __future__ import annotations

from dataclasses import dataclass

from core.outfits.harmony import Rule


@dataclass(frozen=True)
class OutfitLook:
    """`garment`: a path, None before one was chosen. `rules`: only what goes by one of these; none: by any. `worn`: the
    suggestions that were taken to the garment, in the order in which they were."""

    garment: str | None = None
    rules: frozenset[Rule] = frozenset()
    worn: tuple[str, ...] = ()
