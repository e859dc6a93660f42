"""Parts of photos as square pictures, sampled in batches: moved, scaled, turned and mirrored in one step."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from chance import Chance, spread
from pack import Photos
from settings import Range
from torch import Tensor
from torch.nn import functional

WHITE = 255.0
FEWEST = 1200  # px of a mask that is believed


class Frame(NamedTuple):
    """What part of each photo a square picture shows: (n,) each, its middle and half of its extents in px."""

    x: Tensor
    y: Tensor
    across: Tensor
    down: Tensor


class Pose(NamedTuple):
    """How it is turned, in radians, and whether it is mirrored, (n,) each."""

    angle: Tensor
    mirrored: Tensor


class Picture(NamedTuple):
    """rgb (n, 3, s, s) in 0..255, where the garment is (n, 1, s, s) in 0..1, where the photo is, likewise."""

    rgb: Tensor
    garment: Tensor
    inside: Tensor


class Sampler:
    """Frames and samples of photos.

    Attributes:
        known: (N,), whose garment's place is known. boxes: (N, 4) of these garments: left, top, right, bottom in px.
    """

    def __init__(self, photos: Photos, chance: Chance) -> None:
        self.photos, self.chance = photos, chance
        self.canvas = photos.images.shape[2]
        garment = photos.images[:, 3] > 127
        self.known = garment.flatten(1).sum(1) > FEWEST
        across, down = _extent(garment.any(1)), _extent(garment.any(2))
        self.boxes = torch.stack([across[0], down[0], across[1], down[1]], 1)

    def sizes(self, index: Tensor) -> tuple[Tensor, Tensor]:
        """Heights and widths."""
        height, width = self.photos.sizes[index].float().unbind(1)
        return height, width

    def whole(self, index: Tensor) -> Frame:
        """The centre square, as the program shows it to the network."""
        height, width = self.sizes(index)
        half = torch.minimum(width, height) / 2
        return Frame(width / 2, height / 2, half, half)

    def squeezed(self, index: Tensor) -> Frame:
        """The whole photo squeezed into a square."""
        height, width = self.sizes(index)
        return Frame(width / 2, height / 2, width / 2, height / 2)

    def part(self, index: Tensor, shares: Range) -> Frame:
        """The centre square of a part with independent shares of width and height, at a random place."""
        count = len(index)
        height, width = self.sizes(index)
        w, h = width * self.chance.between(count, shares), height * self.chance.between(count, shares)
        x = w / 2 + self.chance.between(count, (0.0, 1.0)) * (width - w)
        y = h / 2 + self.chance.between(count, (0.0, 1.0)) * (height - h)
        half = torch.minimum(w, h) / 2
        return Frame(x, y, half, half)

    def placed(self, index: Tensor, fills: Range, wide: float, high: float) -> Frame:
        """The centre square of a canvas of wide x high, of whose tighter direction the garment fills a share."""
        count = len(index)
        left, top, right, bottom = self.boxes[index].unbind(1)
        across, down = right - left, bottom - top
        unit = torch.maximum(across / wide, down / high) / self.chance.between(count, fills)  # px of the canvas' unit
        x = left + (wide / 2 - (wide - across / unit) * self.chance.between(count, (0.0, 1.0))) * unit
        y = top + (high / 2 - (high - down / unit) * self.chance.between(count, (0.0, 1.0))) * unit
        half = unit * min(wide, high) / 2
        return Frame(x, y, half, half)

    def sample(self, index: Tensor, frame: Frame, pose: Pose, side: int) -> Picture:
        """The pictures; beyond a photo its border goes on."""
        line = (torch.arange(side, device=frame.x.device) + 0.5) / side * 2 - 1
        down, across = torch.meshgrid(line, line, indexing="ij")
        across = across * torch.where(pose.mirrored, -1.0, 1.0)[:, None, None] * frame.across[:, None, None]
        down = down * frame.down[:, None, None]
        cosine, sine = torch.cos(pose.angle)[:, None, None], torch.sin(pose.angle)[:, None, None]
        x = frame.x[:, None, None] + cosine * across - sine * down
        y = frame.y[:, None, None] + sine * across + cosine * down
        height, width = (size[:, None, None] for size in self.sizes(index))
        inside = (x > 0) & (x < width) & (y > 0) & (y < height)
        x, y = torch.minimum(x.clamp(min=0.5), width - 0.5), torch.minimum(y.clamp(min=0.5), height - 0.5)
        grid = torch.stack([x, y], -1) / self.canvas * 2 - 1
        # float32: in float16 this function ended a process on a CPU
        rgba = functional.grid_sample(self.photos.images[index].float(), grid, mode="bilinear", align_corners=False)
        return Picture(rgba[:, :3], rgba[:, 3:] / 255, inside[:, None].float())

    def rendered(
        self, index: Tensor, frame: Frame, pose: Pose, cut: Tensor, side: int, under: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """(n, 3, side, side) and the garment (n, 1, side, side): photos, or where `cut` (n,) garments alone; over white
        or over `under`, (n, 3, 2 side, 2 side). Two samples across a pixel, against aliasing."""
        picture = self.sample(index, frame, pose, 2 * side)
        sharp = ((picture.garment - 0.35) / 0.3).clamp(0, 1) * picture.inside
        opaque = torch.where(spread(cut), sharp, picture.inside)
        below = torch.full_like(picture.rgb, WHITE) if under is None else under
        rgb = picture.rgb * opaque + below * (1 - opaque)
        garment = picture.garment * picture.inside * spread(self.known[index])
        return functional.avg_pool2d(rgb, 2), functional.avg_pool2d(garment, 2)


def upright(index: Tensor) -> Pose:
    """As the photos are."""
    return Pose(torch.zeros(len(index), device=index.device), torch.zeros_like(index, dtype=torch.bool))


def chosen(choice: Tensor, frames: list[Frame]) -> Frame:
    """Of each photo the frame at the place `choice` (n,)."""
    return Frame(*(torch.stack(parts).gather(0, choice[None])[0] for parts in zip(*frames, strict=True)))


def radians(degrees: Tensor) -> Tensor:
    return degrees * (math.pi / 180)


def _extent(lines: Tensor) -> tuple[Tensor, Tensor]:
    """The first and the end of the last line with something on it, (N, C) to (N,) each."""
    places = torch.arange(lines.shape[1], device=lines.device).float()
    first = torch.where(lines, places, float(lines.shape[1])).amin(1)
    return first, torch.where(lines, places + 1, 0.0).amax(1)
