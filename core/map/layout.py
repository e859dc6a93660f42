"""The layout: t-SNE (van der Maaten and Hinton 2008), by openTSNE, in the process that `core.map.layout_worker` runs.

It starts from the principal axes, or from an earlier map, and everything random is seeded: the same photos give the
same map. Where many photos are known from an earlier map the few new ones are put beside those that they look like,
and all settle a little. Of many photos a sample is laid out, and the others are put beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.axes import principal

SAMPLE = 20_000  # photos that are laid out; the others are put beside them
Raw = NDArray[np.float64]  # (N, 2), in the layout's own units: about as many as the root of N to a side
Points = NDArray[np.float64]  # (N, D), in principal axes
Show = Callable[[Raw, float], None]  # also with the share of the iterations that is done

_AXES = 50  # of the features; the others hold little but noise
_PERPLEXITY = 30.0
_FEWEST = 5  # photos for which there is anything to compute
_EARLY, _LATE, _SETTLING = 250, 500, 60  # iterations
_ALL = _EARLY + _LATE
_EXAGGERATION = 4.0  # of the early ones: what belongs together is brought together before it unfolds
_CAUTION = 12.0  # how much slower photos move that have lain there before
_SMALL = 1e-4  # how widely places are spread at the start, so that everything can still pass everything
_LEAST_RATE = 50.0  # learning rate; the library's own, N by exaggeration, is very slow for a hundred photos
_SHOWN_EVERY = 5  # iterations
_MOSTLY = 0.2  # the share of new photos up to which those from before stay where they are
_BESIDE = 5  # photos between which another is put
_JITTER = 0.3  # of the layout's units, so that photos put beside the same ones can be told apart
_TREE_UP_TO = 12_000  # photos; beyond, the library's interpolation is quicker than its tree


def lay_out(rows: NDArray[np.floating], before: Raw, show: Show, jobs: int) -> Raw:
    """Places for photos by their rows (N, D), (N, 2). `before`: places from an earlier map, not a number where there
    are none. `show` is called with what there is after every few iterations. `jobs`: threads."""
    if len(rows) < _FEWEST:
        return _few(np.asarray(rows, np.float64))
    points = principal(np.asarray(rows, np.float32), min(_AXES, rows.shape[1])).astype(np.float64)
    if len(points) <= SAMPLE:
        return _settled(points, before, show, jobs)
    chosen, rest = _sample(~np.isnan(before[:, 0]))
    beside = _Beside(points[chosen], points[rest], jobs)
    places = np.zeros((len(points), 2))

    def put(of_sample: Raw) -> Raw:
        places[chosen], places[rest] = of_sample, beside(of_sample)
        return places

    return put(_settled(points[chosen], before[chosen], lambda of_sample, share: show(put(of_sample), share), jobs))


def _few(rows: Points) -> Raw:
    """Side by side along their main axis."""
    if len(rows) < 2:
        return np.zeros((len(rows), 2))
    along = principal(rows.astype(np.float32), 1)[:, 0]
    return np.stack((np.argsort(np.argsort(along, kind="stable")), np.zeros(len(rows))), axis=1).astype(np.float64)


def _sample(known: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """SAMPLE of the photos, of those known from before first, and the others; both ascending."""
    order = np.random.default_rng(0).permutation(len(known))
    order = order[np.argsort(~known[order], kind="stable")]
    return np.sort(order[:SAMPLE]), np.sort(order[SAMPLE:])


def _settled(points: Points, before: Raw, show: Show, jobs: int) -> Raw:
    """Laid out from what is known from before, or anew, and turned as it was before."""
    from openTSNE import TSNEEmbedding
    from openTSNE.affinity import PerplexityBasedNN

    known = ~np.isnan(before[:, 0])
    perplexity = min(_PERPLEXITY, (len(points) - 1) / 3)
    near = PerplexityBasedNN(points, perplexity=perplexity, method="exact", n_jobs=jobs, random_state=0)
    settles = known.mean() >= 1 - _MOSTLY
    start = _start(points, before, known, jobs)
    how: dict[str, Any] = {
        "n_jobs": jobs,
        "negative_gradient_method": "bh" if len(points) <= _TREE_UP_TO else "fft",
        "callbacks_every_iters": _SHOWN_EVERY,
        "inplace": True,
    }

    def run(embedding: Any, iterations: int, done: int, of: int, **more: object) -> None:
        def told(iteration: int, _error: float, places: Raw) -> None:
            show(_turned(np.asarray(places), before, known), (done + iteration) / of)

        embedding.optimize(iterations, callbacks=[told], **how, **more)

    if settles:
        embedding = TSNEEmbedding(start, near, random_state=0)
        if not known.all():
            run(embedding, _SETTLING, 0, _SETTLING, learning_rate=_rate(points, _CAUTION), momentum=0.5)
    else:
        embedding = TSNEEmbedding(start * (_SMALL / max(start[:, 0].std(), 1e-12)), near, random_state=0)
        early = _rate(points, _EXAGGERATION)
        run(embedding, _EARLY, 0, _ALL, exaggeration=_EXAGGERATION, learning_rate=early, momentum=0.5)
        run(embedding, _LATE, _EARLY, _ALL, learning_rate=_rate(points, 1), momentum=0.8)
    return _turned(np.asarray(embedding), before, known)


def _rate(points: Points, exaggeration: float) -> float:
    return max(len(points) / exaggeration, _LEAST_RATE)


def _start(points: Points, before: Raw, known: NDArray[np.bool_], jobs: int) -> Raw:
    """Where photos are known from before, or beside such ones; their two main axes where none is."""
    places = before.copy()
    if known.sum() < _FEWEST:
        places = points[:, :2].copy()
    elif not known.all():
        places[~known] = _Beside(points[known], points[~known], jobs)(before[known])
    return places + np.random.default_rng(0).normal(0, 1e-2 * max(places.std(), 1e-12), places.shape) * ~known[:, None]


class _Beside:
    """Photos put beside others that they look like: m by their points (m, D), among n (n, D)."""

    def __init__(self, among: Points, points: Points, jobs: int) -> None:
        from sklearn.neighbors import NearestNeighbors

        found = NearestNeighbors(n_neighbors=min(_BESIDE, len(among)), algorithm="brute", n_jobs=jobs).fit(among)
        distances, self._near = found.kneighbors(points)
        weights = 1 / (distances**2 + 1e-6)
        self._weights = weights / weights.sum(axis=1, keepdims=True)
        self._aside = np.random.default_rng(1).normal(0, _JITTER, (len(points), 2))

    def __call__(self, places: Raw) -> Raw:
        """Their places (m, 2) by those of the others (n, 2)."""
        put: Raw = (self._weights[:, :, np.newaxis] * places[self._near]).sum(axis=1)
        return put + self._aside * min(1.0, float(places.std()))  # at the start all lie in a small heap


def _turned(places: Raw, before: Raw, known: NDArray[np.bool_]) -> Raw:
    """Turned and mirrored, for which t-SNE has no opinion, to lie as before (Schoenemann 1966)."""
    if known.sum() < _FEWEST:
        return places
    from scipy.linalg import orthogonal_procrustes

    middle, as_before = places[known].mean(axis=0), before[known].mean(axis=0)
    turn, _ = orthogonal_procrustes(places[known] - middle, before[known] - as_before)
    turned: Raw = (places - middle) @ turn + as_before
    return turned
