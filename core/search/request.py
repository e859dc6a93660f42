"""What a search is asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.search.estimates import Weights, used
from core.search.query import Query
from core.words.understanding import Understood

LOOK_ONLY: Weights = {"look": 1.0}


@dataclass(frozen=True, eq=False)
class Request:
    """The k photos nearest to a query by a mixture of aspects.

    Only photos where `mask` (N,) holds. `first`, the query's own path, leads among those at the same distance; photos
    of `exclude` are left out. `words`: what the photos should be besides, see `core.search.worded`.
    """

    query: Query
    k: int
    weights: Weights = field(default_factory=lambda: LOOK_ONLY)
    mask: NDArray[np.bool_] | None = None
    first: str | None = None
    exclude: Collection[str] = ()
    words: Understood | None = None

    @property
    def is_of_one_look(self) -> bool:
        """Whether nothing counts but the look, and that in a single view."""
        return used(self.weights) == ("look",) and not len(self.query.views) and self.words is None
