"""What cameras and the web do to pictures, in batches: light, blur, JPEG. Pictures are (n, 3, h, w), 0 to 255."""

from __future__ import annotations

import math

import torch
from chance import Chance, spread
from settings import Range
from torch import Tensor
from torch.nn import functional

GREY = (0.299, 0.587, 0.114)
TINT = 0.08  # how much each channel may be off
BLUR_REACH = 4  # px
BLOCK = 8
# Tables K.1 and K.2 of the JPEG standard (ITU-T T.81, 1992).
LUMA = (
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
    87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99,
)  # fmt: skip
CHROMA = (
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
    99, 99, 99, *(99,) * 32,
)  # fmt: skip


def lit(pictures: Tensor, brightness: Range, colour: Range, chance: Chance) -> Tensor:
    """Scaled in brightness and colourfulness, with a slight tint."""
    count = len(pictures)
    weights = torch.tensor(GREY, device=pictures.device)[None, :, None, None]
    grey = (pictures * weights).sum(1, keepdim=True)
    bright, colourful = (spread(chance.between(count, span)) for span in (brightness, colour))
    tint = 1 + chance.either_way(3 * count, TINT).reshape(count, 3, 1, 1)
    return (bright * (grey + colourful * (pictures - grey)) * tint).clamp(0, 255)


def bent(pictures: Tensor, most: float, chance: Chance) -> Tensor:
    """With another gamma, whose logarithm is at most so far from 0."""
    gamma = spread(torch.exp(chance.either_way(len(pictures), most)))
    return (pictures / 255).clamp(1e-4, 1) ** gamma * 255


def blurred(pictures: Tensor, sigma: Tensor) -> Tensor:
    """Each by a Gaussian of its own `sigma` (n,), px."""
    count, channels, height, width = pictures.shape
    reach = torch.arange(-BLUR_REACH, BLUR_REACH + 1, device=pictures.device)
    weights = torch.exp(-0.5 * (reach[None] / sigma[:, None]) ** 2)
    weights = (weights / weights.sum(1, keepdim=True)).repeat_interleave(channels, 0)[:, None]
    planes = functional.pad(pictures, (BLUR_REACH,) * 4, mode="replicate").flatten(0, 1)[None]
    planes = functional.conv2d(planes, weights[:, :, None, :], groups=count * channels)
    planes = functional.conv2d(planes, weights[:, :, :, None], groups=count * channels)
    return planes.reshape(count, channels, height, width)


def as_jpeg(pictures: Tensor, quality: Tensor) -> Tensor:
    """After one round trip at each one's `quality` (n,) with colours at half the resolution; only rounding in the space
    of frequencies loses anything, so this is what a decoder gives but for a level or two."""
    height, width = pictures.shape[2:]
    right, below = -width % (2 * BLOCK), -height % (2 * BLOCK)
    red, green, blue = functional.pad(pictures, (0, right, 0, below), mode="replicate").unbind(1)
    luma = GREY[0] * red + GREY[1] * green + GREY[2] * blue
    chroma = functional.avg_pool2d(torch.stack([0.564 * (blue - luma), 0.713 * (red - luma)], 1), 2)
    scale = torch.where(quality < 50, 50 / quality, 2 - quality / 50)
    luma = _coded(luma - 128, LUMA, scale) + 128
    blueness, redness = (_coded(plane, CHROMA, scale) for plane in chroma.unbind(1))
    chroma = functional.interpolate(torch.stack([blueness, redness], 1), scale_factor=2, mode="bilinear")
    blueness, redness = chroma.unbind(1)
    rgb = [luma + 1.402 * redness, luma - 0.344 * blueness - 0.714 * redness, luma + 1.772 * blueness]
    return torch.stack(rgb, 1).clamp(0, 255)[:, :, :height, :width]


def _coded(plane: Tensor, table: tuple[int, ...], scale: Tensor) -> Tensor:
    """(n, h, w) with the cosine transform of its blocks rounded to the steps of the table."""
    count, height, width = plane.shape
    steps = (torch.tensor(table, device=plane.device).reshape(BLOCK, BLOCK) * scale[:, None, None]).round()
    steps = steps.clamp(1, 255)[:, None, None]
    cosines = _cosines(plane.device)
    blocks = plane.reshape(count, height // BLOCK, BLOCK, width // BLOCK, BLOCK).permute(0, 1, 3, 2, 4)
    rounded = (cosines @ blocks @ cosines.T / steps).round() * steps
    return (cosines.T @ rounded @ cosines).permute(0, 1, 3, 2, 4).reshape(count, height, width)


def _cosines(device: torch.device) -> Tensor:
    """The orthonormal cosine transform of 8 numbers, (8, 8)."""
    places = torch.arange(BLOCK, device=device).float()
    table = torch.cos((2 * places[None] + 1) * places[:, None] * math.pi / (2 * BLOCK)) * 0.5
    table[0] *= math.sqrt(0.5)
    return table
