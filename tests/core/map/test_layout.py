"""What a layout does with many photos: a sample is laid out, and the others are put beside it."""

from __future__ import annotations

import numpy as np
import pytest

from core.map import layout


def test_of_many_photos_the_others_lie_beside_those_they_look_like(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "SAMPLE", 90)
    random = np.random.default_rng(0)
    kind = np.arange(240) % 3
    rows = 4 * np.eye(3, 10)[kind] + random.normal(scale=0.3, size=(240, 10))
    shown: list[float] = []
    places = layout.lay_out(rows, np.full((240, 2), np.nan), lambda _, share: shown.append(share), 1)
    assert places.shape == (240, 2) and np.isfinite(places).all() and len(np.unique(places, axis=0)) == 240
    middles = np.stack([places[kind == one].mean(axis=0) for one in range(3)])
    nearest = np.linalg.norm(places[:, np.newaxis] - middles, axis=2).argmin(axis=1)
    assert (nearest == kind).mean() > 0.97
    assert shown == sorted(shown) and shown[-1] == 1


def test_of_many_photos_those_of_the_earlier_map_are_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "SAMPLE", 60)
    random = np.random.default_rng(0)
    rows, before = random.normal(size=(100, 10)), np.full((100, 2), np.nan)
    before[20:80] = random.uniform(-9, 9, size=(60, 2))
    places = layout.lay_out(rows, before, lambda *_: None, 1)
    assert np.allclose(places[20:80], before[20:80])
