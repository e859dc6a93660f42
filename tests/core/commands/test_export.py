"""`features` and `rankings`: tables that numpy opens without pickle and that agree with scipy."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from support import INPUT_SIDE, Result, part, photo, save

from core.looks.model import Extractor
from core.photos.images import load_rgb

Twinset = Callable[..., Result]
Table = dict[str, np.ndarray]


def load(file: Path) -> Table:
    with np.load(file, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


@pytest.fixture
def features(photos: Path, tmp_path: Path, twinset: Twinset) -> Table:
    result = twinset("features", photos, "-o", tmp_path / "features.npz")
    assert (result.code, result.out) == (0, f"{tmp_path / 'features.npz'}\n")
    return load(tmp_path / "features.npz")


def test_features_hold_paths_vectors_and_the_model(photos: Path, features: Table, extractor: Extractor) -> None:
    assert list(features) == ["paths", "vectors", "model_id"]
    assert features["paths"].tolist() == sorted(str(path) for path in photos.iterdir())
    assert features["model_id"].item() == extractor.model_id
    assert features["vectors"].dtype == np.float32
    for path, vector in zip(features["paths"].tolist(), features["vectors"], strict=True):
        row = extractor.features(load_rgb(path, INPUT_SIDE)).astype(np.float32)
        assert vector.tolist() == part(row[np.newaxis], "look")[0].tolist()


@pytest.mark.parametrize(("words", "top"), [([], 12), (["--top", "0"], 12), (["--top", "5", "--method", "kdtree"], 5)])
def test_rankings_are_the_sorted_cdist(
    words: list[str], top: int, photos: Path, features: Table, tmp_path: Path, twinset: Twinset
) -> None:
    result = twinset("rankings", photos, *words, "-o", tmp_path / "rankings.npz")
    assert (result.code, result.out) == (0, f"{tmp_path / 'rankings.npz'}\n")
    table = load(tmp_path / "rankings.npz")
    assert list(table) == ["paths", "indices", "distances"]
    assert (table["indices"].dtype, table["distances"].dtype) == (np.int32, np.float32)
    distances = cdist(features["vectors"].astype(float), features["vectors"].astype(float))
    assert (table["paths"] == features["paths"]).all()
    assert (table["indices"] == np.argsort(distances, axis=1)[:, :top]).all()
    np.testing.assert_allclose(table["distances"], np.sort(distances, axis=1)[:, :top], atol=1e-6)
    assert not table["distances"][:, 0].any()
    assert sorted(os.listdir(tmp_path)) == ["features.npz", "photos", "rankings.npz"]  # no temporary file is left


def test_each_of_several_copies_ranks_itself_first(photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    for name in ("copy 1.png", "copy 2.png"):
        save(photos / name, photo(3))
    twinset("rankings", photos, "-o", tmp_path / "rankings.npz", "--top", "3")
    assert load(tmp_path / "rankings.npz")["indices"][:, 0].tolist() == list(range(14))


def test_two_folders_are_ranked_as_one(photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    save(tmp_path / "more" / "x.png", photo(70))
    twinset("rankings", photos, tmp_path / "more", "-o", tmp_path / "rankings.npz")
    assert load(tmp_path / "rankings.npz")["indices"].shape == (13, 13)
