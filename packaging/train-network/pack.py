"""Packs the labelled photos and their masks into one small file, so that it travels to a machine with a GPU.

python packaging/train-network/pack.py ../shared/data/clothing build/training/masks build/training/pack.npz
"""

from __future__ import annotations

import argparse
import csv
import io
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
import settings
import torch
from network import FINER, KINDS
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

FOLDERS = ("train", "extra", "validation")
UNKNOWN = -1  # in place of a kind


class Part(IntEnum):
    """What a photo is for: to train on, to measure on, or to measure on because of who took it."""

    TRAIN = 0
    VALIDATION = 1
    PEOPLE = 2


@dataclass(frozen=True)
class Photos:
    """Unpacked photos.

    Attributes:
        images: (N, 4, C, C) uint8, RGB and the garment's mask; a photo lies in the top left corner.
        sizes: (N, 2), heights and widths in px. kinds, finer: (N,), places in KINDS and FINER or UNKNOWN.
    """

    images: Tensor
    sizes: Tensor
    kinds: Tensor
    finer: Tensor

    def __len__(self) -> int:
        return len(self.images)


class Blobs:
    """Many byte strings as two arrays, since an .npz file without pickles holds nothing else."""

    def __init__(self, data: NDArray[np.uint8], offsets: NDArray[np.int64]) -> None:
        self.data, self.offsets = data, offsets

    @classmethod
    def of(cls, pieces: Sequence[bytes]) -> Blobs:
        offsets = np.cumsum([0, *map(len, pieces)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(pieces), np.uint8), offsets)

    def __getitem__(self, index: int) -> bytes:
        return self.data[self.offsets[index] : self.offsets[index + 1]].tobytes()

    def __len__(self) -> int:
        return len(self.offsets) - 1


def held_back(rows: Iterable[dict[str, str]], chosen: settings.Pack) -> set[str]:
    """The people, by their numbers, none of whose photos is trained on; drawn among those with neither few photos,
    which say little, nor many, which are missed."""
    counts = Counter(row["sender"] for row in rows if row["part"] != "validation")
    fewest, most = chosen.held_back_photos
    people = sorted(person for person, count in counts.items() if fewest <= count <= most)
    return set(random.Random(chosen.seed).sample(people, min(chosen.people_held_back, len(people))))


def part_of(row: dict[str, str], people: set[str]) -> Part:
    if row["part"] == "validation":
        return Part.VALIDATION
    return Part.PEOPLE if row["sender"] in people else Part.TRAIN


def kind_of(row: dict[str, str]) -> int:
    """The kind by its label, or by the finer one where that is a kind too."""
    name = row["label"] or row["fine_label"].lower()
    return KINDS.index(name) if name in KINDS else UNKNOWN


def finer_of(row: dict[str, str]) -> int:
    name = row["fine_label"].lower()
    return FINER.index(name) if name in FINER else UNKNOWN


def packed_photo(path: Path, chosen: settings.Pack) -> tuple[bytes, tuple[int, int]]:
    """A small WebP, and its width and height."""
    with Image.open(path) as file:
        image = file.convert("RGB")
    scale = min(chosen.short_side / min(image.size), chosen.long_side / max(image.size), 1.0)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    stream = io.BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(stream, "WEBP", quality=chosen.quality, method=4)
    return stream.getvalue(), size


def packed_mask(path: Path, size: tuple[int, int]) -> bytes:
    """A PNG of one bit, half as large as the photo; nothing where no garment is known."""
    if not path.exists():
        return b""
    with Image.open(path) as file:
        mask = file.convert("L").resize((max(1, size[0] // 2), max(1, size[1] // 2)), Image.Resampling.BILINEAR)
    bits = mask.point(lambda value: 255 * (value > 127)).convert("1")
    stream = io.BytesIO()
    bits.save(stream, "PNG", optimize=True)
    return stream.getvalue() if bits.getbbox() else b""


def write_pack(data: Path, masks: Path, target: Path, chosen: settings.Pack) -> Counter[Part]:
    """Packs what labels.csv in `data` names; tells how many photos each part has."""
    found = {path.stem: path for folder in FOLDERS for path in (data / folder).glob("*/*.jpg")}
    rows = list(csv.DictReader((data / "labels.csv").read_text("utf-8").splitlines()))
    people = held_back(rows, chosen)
    parts = [part_of(row, people) for row in rows]
    photos, photo_masks = [], []
    for row in rows:
        photo, size = packed_photo(found[row["photo"]], chosen)
        photos.append(photo)
        photo_masks.append(packed_mask(masks / f"{row['photo']}.png", size))
    target.parent.mkdir(parents=True, exist_ok=True)
    images, shapes = Blobs.of(photos), Blobs.of(photo_masks)
    np.savez(
        target,
        blob=images.data,
        offsets=images.offsets,
        masks=shapes.data,
        mask_offsets=shapes.offsets,
        kind=np.array([kind_of(row) for row in rows]),
        fine=np.array([finer_of(row) for row in rows]),
        split=np.array(parts, np.int64),
    )
    return Counter(parts)


def read_pack(pack: Path, part: Part, device: torch.device, canvas: int) -> Photos:
    """The photos of one part. Raises OSError, KeyError, ValueError."""
    with np.load(pack, allow_pickle=False) as file:
        photos, masks = Blobs(file["blob"], file["offsets"]), Blobs(file["masks"], file["mask_offsets"])
        chosen = np.flatnonzero(file["split"] == part)
        kinds, finer = file["kind"][chosen], file["fine"][chosen]
    images = np.full((len(chosen), canvas, canvas, 4), 255, np.uint8)
    images[..., 3] = 0
    sizes = np.zeros((len(chosen), 2), np.int64)
    for place, index in enumerate(chosen.tolist()):
        sizes[place] = _unpack(photos[index], masks[index], images[place])
    return Photos(
        torch.from_numpy(images).to(device).permute(0, 3, 1, 2).contiguous(),
        *(torch.from_numpy(each).to(device) for each in (sizes, kinds, finer)),
    )


def _unpack(photo: bytes, mask: bytes, into: NDArray[np.uint8]) -> tuple[int, int]:
    """Draws one photo into the corner of (C, C, 4); its height and width."""
    with Image.open(io.BytesIO(photo)) as file:
        rgb = np.asarray(file.convert("RGB"))
    height, width = rgb.shape[:2]
    into[:height, :width, :3] = rgb
    if mask:
        with Image.open(io.BytesIO(mask)) as file:
            into[:height, :width, 3] = np.asarray(file.convert("L").resize((width, height), Image.Resampling.BILINEAR))
    return height, width


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="a folder with train, extra, validation and labels.csv")
    parser.add_argument("masks", type=Path)
    parser.add_argument("target", type=Path)
    settings.add_options(parser)
    args = parser.parse_args()
    counts = write_pack(args.data, args.masks, args.target, settings.read_settings(args.settings, args.changes).pack)
    told = ", ".join(f"{count} {part.name.lower()}" for part, count in sorted(counts.items()))
    print(f"{told}: {args.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
