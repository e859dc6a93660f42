"""What a network is like stands in its file, and changing what is said of it changes nothing that it computes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support import KINDS, ROOT, SPEC, photo, save

from core.base.paths import MODEL
from core.catalog.catalog import Collection
from core.looks.features import kinds, part, width_of
from core.looks.model import Extractor, ModelError
from core.looks.spec import Doubt, FinerKind, Gate, _metadata, fingerprint, read_spec, undescribed
from core.looks.views import query_views
from core.search.query import stored_query
from core.search.request import Request
from core.search.search import Searcher

DESCRIBE = ROOT / "packaging" / "describe-network.py"


def told(model: bytes, name: str, text: str) -> bytes:
    """The model with one more pair of texts, which counts more than an earlier one of this name."""
    pair = b"".join(bytes([tag, len(each)]) + each.encode() for tag, each in ((0x0A, name), (0x12, text)))
    return model + bytes([0x72, len(pair)]) + pair


@pytest.fixture(scope="module")
def model() -> bytes:
    return MODEL.read_bytes()


def test_features_are_known_by_what_they_always_were(extractor: Extractor) -> None:
    """Whoever changes this lets everybody's photos be computed again."""
    assert extractor.model_id == "garment-lite2-int8-square2-aspects3-rows2-b2ca8490021d"


def test_the_network_is_described(extractor: Extractor) -> None:
    spec = extractor.spec
    assert spec.kinds == KINDS and len(KINDS) == 16 and spec.dimension == 208 and spec.side == 260
    assert spec.gate == Gate(0.9, 1.15, 16, Doubt(0.3, 0.15, 0.35, 0.2))
    assert spec.same is not None and spec.no_garment is not None
    assert len(spec.finer_names) == 17 and FinerKind("hoodie", "outwear", 0.7) in spec.finer
    assert spec.told_kinds == (*KINDS, "blazer", "body", "hoodie", "polo", "undershirt")
    assert spec.instance_length == float(1 / np.sqrt(1 + 0.7**2))


def test_what_is_measured_anew_changes_no_feature(tmp_path: Path, model: bytes, extractor: Extractor) -> None:
    other = told(model, "twinset.gate", "0.5 1.25 16")
    save(tmp_path / MODEL.name, other)
    changed = Extractor(tmp_path / MODEL.name)
    assert changed.spec == replace(SPEC, gate=Gate(0.5, 1.25, 16)) and changed.model_id == extractor.model_id
    rgb = np.asarray(photo(1))
    assert changed.features(rgb).tobytes() == extractor.features(rgb).tobytes()


def test_what_older_files_do_not_tell_is_not_used(model: bytes) -> None:
    """Their kinds are believed, "same item" has one distance, no photo is taken for no garment, no finer kind said."""
    older = b"".join(undescribed(model))
    for name, text in pairs(model).items():
        if name not in ("twinset.same", "twinset.no garment", "twinset.finer"):
            older = told(older, name, "0.9 1.15 32" if name == "twinset.gate" else text)
    spec = read_spec(older)
    assert spec == replace(SPEC, gate=Gate(0.9, 1.15, 32), same=None, no_garment=None, finer=())
    rows = np.zeros((60, width_of(spec)), np.float32)
    labels = Searcher(Collection.of([f"/{at:02}" for at in range(60)], rows), spec).labels
    assert labels.shares is None and labels.nothing == np.inf


def pairs(model: bytes) -> dict[str, str]:
    """What was measured, as the file tells it."""
    return {name: text for name, text in _metadata(model).items() if name.startswith("twinset.")}


def test_what_the_export_wrote_counts_to_what_it_is_known_by(model: bytes) -> None:
    other = told(model, "unsure below", "0.6")
    assert read_spec(other).unsure_below == 0.6 and fingerprint(other) != fingerprint(model)


def test_the_script_describes_the_file_once(tmp_path: Path, model: bytes) -> None:
    bare, file = b"".join(undescribed(model)), tmp_path / "bare.onnx"
    for before in (bare, model, told(model, "twinset.spread", "9.99")):
        save(file, before)
        subprocess.run([sys.executable, str(DESCRIBE), str(file)], check=True, capture_output=True)
        assert file.read_bytes() == model
    assert len(bare) < len(model) and fingerprint(bare) == fingerprint(model)


def test_a_file_that_lacks_something_says_what(model: bytes) -> None:
    with pytest.raises(ModelError, match=r'not tell its "twinset\.views"; install Twinset'):
        read_spec(b"".join(undescribed(model)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dimension", "10"),
        ("kinds", ""),
        ("kind share", "0"),
        ("twinset.side", "big"),
        ("twinset.side", "-260"),
        ("twinset.gate", "0.9 1.15"),
        ("twinset.gate", "0.9 1.15 nan"),
        ("twinset.gate", "1.15 0.9 32"),
        ("twinset.gate", "0.9 1.15 16 0.3"),
        ("twinset.gate", "0.9 1.15 16 0.3 0.35 0.15 0.2"),
        ("twinset.gate", "0.9 1.15 16 1.3 0.15 0.35 0.2"),
        ("twinset.same", "0.3 0.56"),
        ("twinset.same", "0.3 1.56 0.02 0.62 0.03"),
        ("twinset.no garment", "0.5"),
        ("twinset.views", "0.75 1"),
        ("twinset.views", "0.75 2 0.55"),
        ("twinset.best views", "0"),
        ("twinset.spread", "-1.1"),
        ("twinset.finer", "blazer outwear"),
        ("twinset.finer", "blazer outwear often"),
        ("twinset.finer", "blazer outwear 1.2"),
        ("twinset.finer", "blazer kilt 0.5"),
        ("twinset.finer", "kilt skirt 0.5"),
    ],
)
def test_what_cannot_be_is_refused(model: bytes, name: str, text: str) -> None:
    with pytest.raises(ModelError, match="damaged"):
        read_spec(told(model, name, text))


def test_a_file_cut_short_is_refused(model: bytes) -> None:
    for size in (1, 2, 40, len(model) // 2, len(model) - 1):
        with pytest.raises(ModelError):
            read_spec(model[:size])


def test_another_network_needs_no_other_program() -> None:
    """It tells other kinds apart, one of which has no text; its embeddings are shorter, its gate is its own."""
    spec = replace(
        SPEC, kinds=("dress", "hat", "kilt"), dimension=8, unsure_below=0.3, gate=Gate(0.1, 0.2, 100), finer=()
    )
    rows = np.zeros((4, width_of(spec)), np.float32)
    part(rows, "look", spec)[:, :5] = spec.instance_length * np.eye(5)[[0, 1, 2, 0]]
    part(rows, "kind", spec)[:] = [[0, 0, 1], [1, 0, 0], [0, 0, 1], [0.4, 0.35, 0.25]]
    searcher = Searcher(Collection.of(("/a", "/b", "/c", "/d"), rows), spec)
    found = searcher.nearest(Request(stored_query(rows[0], spec), 4))
    assert [(match.path, match.kind) for match in found] == [
        ("/a", "kilt"), ("/d", "dress"), ("/c", "kilt"), ("/b", "dress"),
    ]  # fmt: skip
    assert [match.distance for match in found] == pytest.approx([0, 0, 2**0.5, (2 + 100) ** 0.5])
    assert searcher.traits.of_kind("kilt").tolist() == [True, False, True, False]
    assert kinds(rows, replace(spec, unsure_below=0.5))[0].tolist() == [2, 0, 2, -1]


def test_the_views_of_a_network() -> None:
    busy = np.asarray(photo(1, (300, 400)))
    more = replace(SPEC, side=64, views=replace(SPEC.views, grids=((0.75, 2), (0.5, 3))))
    assert len(query_views(busy, SPEC)) == 1 + 1 + 2 * 3
    views = query_views(busy, more)
    assert len(views) == 1 + 1 + 2 * 3 + 3 * 4 and {view.shape for view in views} == {(64, 64, 3)}
    tolerant = replace(SPEC.views, border=replace(SPEC.views.border, levels=256))
    assert len(query_views(busy, replace(SPEC, views=tolerant))) == 1
