"""A new model: an index made with the old one is computed again, never mixed with it, and kept for going back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from support import Result, encoded, photo, save

from core.base import sentences
from core.catalog.catalog import Catalog
from core.indexing.indexing import Control, Listener, Progress, index_folders
from core.indexing.pace import Pace
from core.looks.model import Extractor
from core.photos.images import ImageFile, UnreadableImage, content_hash, load_rgb
from core.workers.messages import Computed, Looked
from core.workers.workers import Workers


class OldExtractor(Extractor):
    """The first model: other features, fewer of them."""

    def __init__(self) -> None:
        super().__init__()
        self.model_id = "first-model"


class OldWorkers(Workers):
    """Look at photos in this process, with the first model."""

    @contextmanager
    def lend(self, cancelled: object = None) -> Iterator[OldWorkers]:  # type: ignore[override]
        yield self

    def look(self, file: ImageFile, seconds: float) -> Looked:
        return Looked(file, content_hash(Path(file.path).read_bytes()))

    def compute(self, file: ImageFile, seconds: float) -> Computed:
        return Computed(np.array([load_rgb(file.path).mean(), 1, 2], np.float16), b"", 0.0)


@pytest.fixture
def old(photos: Path, catalog: Catalog) -> OldExtractor:
    """An extractor whose features of all photos are in the catalog."""
    extractor = OldExtractor()
    index_folders(catalog, extractor, [str(photos)], workers=OldWorkers(extractor))
    return extractor


def widths(catalog: Catalog, photos: Path, *extractors: Extractor) -> list[tuple[int, ...]]:
    return [catalog.collection([str(photos)], extractor.model_id).vectors[:].shape for extractor in extractors]


def test_features_of_two_models_never_meet(
    photos: Path, catalog: Catalog, old: OldExtractor, extractor: Extractor
) -> None:
    assert widths(catalog, photos, old, extractor) == [(12, 3), (0, 0)]
    report = index_folders(catalog, extractor, [str(photos)])
    assert (report.indexed, report.reused) == (12, 0)
    (_, (count, width)) = widths(catalog, photos, old, extractor)
    assert count == 12 and width > 100


def test_old_features_stay_while_new_ones_come(
    photos: Path, catalog: Catalog, old: OldExtractor, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.indexing.indexing.COMMIT_EVERY", 1)
    control = Control()

    def stop_half_way(progress: Progress) -> None:
        if progress.done >= 5:
            control.cancel()

    monkeypatch.setattr("core.indexing.indexing.PROGRESS_SECONDS", 0)
    index_folders(
        catalog, extractor, [str(photos)], pace=Pace(1), control=control, listener=Listener(on_progress=stop_half_way)
    )
    (left, _), (done, _) = widths(catalog, photos, old, extractor)
    assert 5 <= done < 12 and left == 12


def test_back_and_forth_costs_nothing(photos: Path, catalog: Catalog, old: OldExtractor, extractor: Extractor) -> None:
    index_folders(catalog, extractor, [str(photos)])
    before = [catalog.collection([str(photos)], one.model_id).vectors[:].tobytes() for one in (old, extractor)]
    for one, workers in ((old, OldWorkers(old)), (extractor, None), (old, OldWorkers(old))):
        report = index_folders(catalog, one, [str(photos)], workers=workers)
        assert (report.indexed, report.reused, report.failed) == (0, 12, ())
    after = [catalog.collection([str(photos)], one.model_id).vectors[:].tobytes() for one in (old, extractor)]
    assert before == after and len(set(after)) == 2


class OldWorkersThatRefuse(OldWorkers):
    """They cannot read one of the photos, for a reason that lies in the file."""

    def look(self, file: ImageFile, seconds: float) -> Looked:
        if file.path.endswith("03.png"):
            raise UnreadableImage(sentences.DAMAGED)
        return super().look(file, seconds)


def test_a_photo_that_one_network_alone_refuses_loses_nothing(
    photos: Path, catalog: Catalog, extractor: Extractor
) -> None:
    """Who refused it is remembered for one network, so that each change of networks reads it again."""
    old, folder = OldExtractor(), [str(photos)]
    refusing = OldWorkersThatRefuse(old)
    assert index_folders(catalog, old, folder, workers=refusing).indexed == 11
    assert index_folders(catalog, extractor, folder).indexed == 12
    before = catalog.collection(folder, extractor.model_id).vectors[:].tobytes()
    for _ in range(2):
        report = index_folders(catalog, old, folder, workers=refusing)
        assert (report.indexed, report.reused, len(report.failed)) == (0, 11, 1)
        assert [one.path for one in catalog.failures(folder)] == [str(photos / "03.png")]
        report = index_folders(catalog, extractor, folder)
        assert (report.indexed, report.reused, report.failed) == (0, 12, ()), "the features were lost"
        assert catalog.collection(folder, extractor.model_id).vectors[:].tobytes() == before
        assert catalog.failures(folder) == ()


def test_only_what_is_new_is_computed_on_the_way_back(
    photos: Path, catalog: Catalog, old: OldExtractor, extractor: Extractor
) -> None:
    (photos / "11.png").rename(photos / "renamed.png")
    save(photos / "new.png", encoded(photo(77), "PNG"))
    assert index_folders(catalog, extractor, [str(photos)]).indexed == 13
    report = index_folders(catalog, old, [str(photos)], workers=OldWorkers(old))
    assert (report.indexed, report.reused) == (1, 12)


def test_the_old_features_go_when_the_user_says_so(
    photos: Path, catalog: Catalog, old: OldExtractor, extractor: Extractor, home: Path, twinset: Callable[..., Result]
) -> None:
    shards = home / "catalog" / "vectors"
    index_folders(catalog, extractor, [str(photos)])
    assert {folder.name for folder in shards.iterdir()} == {"first-model", extractor.model_id}
    vectors = catalog.collection([str(photos)], extractor.model_id).vectors[:].tobytes()
    catalog.close()
    assert twinset("forget").code == 2
    assert twinset("forget", "--other-networks").json["of_other_networks"] == 12
    assert {folder.name for folder in shards.iterdir()} == {extractor.model_id}
    with Catalog(home / "catalog") as again:
        assert widths(again, photos, old)[0][0] == 0
        assert again.collection([str(photos)], extractor.model_id).vectors[:].tobytes() == vectors
    assert twinset("forget", "--other-networks").json["of_other_networks"] == 0
