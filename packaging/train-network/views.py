"""Random catalogue pictures of labelled photos and other views of them, made on the GPU in batches."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

import settings
import torch
from chance import Chance, spread
from light import as_jpeg, bent, blurred, lit
from sampling import Frame, Pose, Sampler, chosen, radians, upright
from torch import Tensor
from torch.nn import functional

KINDS_OF_VIEW = tuple(field.name for field in dataclasses.fields(settings.Shares))
CROP, TURN, POOR, ROOM, THUMB = range(len(KINDS_OF_VIEW))


class Batch(NamedTuple):
    """rgb (n, 3, side, side) in 0..255; garment (n, 1, side, side) in 0..1, all 0 where its place is not known."""

    rgb: Tensor
    garment: Tensor


def plain(sampler: Sampler, index: Tensor, side: int) -> Batch:
    """The photos as the program shows them to the network."""
    nothing = torch.zeros_like(index, dtype=torch.bool)
    return Batch(*sampler.rendered(index, sampler.whole(index), upright(index), nothing, side))


def catalogue(sampler: Sampler, index: Tensor, side: int, options: settings.Catalogue) -> Batch:
    """Varied catalogue pictures: some garments cut out on white, the others in their room."""
    chance, count = sampler.chance, len(index)
    cut = sampler.known[index] & chance.happens(count, options.cut_out)
    boxed = ~cut & chance.happens(count, options.boxed)
    frames = [
        sampler.whole(index),
        sampler.part(index, options.box),
        sampler.placed(index, options.cut_out_fills, 1.0, 1.285),
    ]
    frame = chosen(torch.where(cut, 2, boxed.long()), frames)
    turned = radians(chance.either_way(count, options.cut_out_turned)) * cut
    pose = Pose(turned, chance.happens(count, options.mirrored))
    rgb, garment = sampler.rendered(index, frame, pose, cut, side)
    bright = lit(rgb, options.brightness, options.colour, chance)
    return Batch(torch.where(spread(chance.happens(count, options.lit)), bright, rgb), garment)


def view(sampler: Sampler, index: Tensor, side: int, options: settings.Views) -> Batch:
    """Another view of each photo: a part, turned, in poor light, in a room, a thumbnail."""
    chance, count = sampler.chance, len(index)
    shares = torch.tensor(dataclasses.astuple(options.shares), device=index.device)
    kind = chance.of(count, shares)
    kind = torch.where((kind == ROOM) & ~sampler.known[index], CROP, kind)
    room = kind == ROOM
    frame = _framed(sampler, index, kind, options)
    turned = torch.where(kind == TURN, options.turned, torch.where(room, options.room_turned, 0.0))
    angle = radians(chance.either_way(count, 1.0) * turned)
    pose = Pose(angle, (kind == TURN) | chance.happens(count, options.mirrored))
    rgb, garment = sampler.rendered(index, frame, pose, room, side, _other_rooms(sampler, count, side))
    rgb = torch.where(spread(kind == THUMB), _thumbnails(rgb, options, chance), rgb)
    poor = (kind == POOR) | chance.happens(count, options.poor_besides)
    rgb = torch.where(spread(poor), _poor(rgb, options, chance), rgb)
    quarters = torch.where(chance.happens(count, options.quarters), 1 + chance.below(count, 3), 0)
    return Batch(turned_by_quarters(rgb, quarters), turned_by_quarters(garment, quarters))


def turned_by_quarters(pictures: Tensor, quarters: Tensor) -> Tensor:
    """Square pictures turned by so many quarters each, `quarters` (n,)."""
    for times in (1, 2, 3):
        pictures = torch.where(spread(quarters == times), torch.rot90(pictures, times, (2, 3)), pictures)
    return pictures


def _framed(sampler: Sampler, index: Tensor, kind: Tensor, options: settings.Views) -> Frame:
    chance, count = sampler.chance, len(index)
    room = kind == ROOM
    tight = room & chance.happens(count, options.room_tight)
    squeezed = (kind == THUMB) & chance.happens(count, options.thumb_squeezed)
    choice = torch.where(tight, 3, torch.where(room, 2, torch.where(squeezed, 4, (kind == CROP).long())))
    frames = [
        sampler.whole(index),
        sampler.part(index, options.crop),
        sampler.placed(index, options.room_fills, 1.0, 4 / 3),
        sampler.placed(index, (max(0.7, options.room_fills[0]), 1.0), 1.0, 1.0),
        sampler.squeezed(index),
    ]
    frame = chosen(choice, frames)
    stretch = torch.exp(chance.either_way(count, options.room_stretched) * room)
    return frame._replace(across=frame.across * stretch, down=frame.down / stretch)


def _other_rooms(sampler: Sampler, count: int, side: int) -> Tensor:
    """Parts of any photos, (count, 3, 2 side, 2 side), to lay garments on."""
    other = sampler.chance.below(count, len(sampler.photos))
    return sampler.sample(other, sampler.part(other, (0.4, 1.0)), upright(other), 2 * side).rgb


def _thumbnails(rgb: Tensor, options: settings.Views, chance: Chance) -> Tensor:
    """Made small, a JPEG, and large again; the whole batch by one size."""
    side = rgb.shape[2]
    small = min(side, int(chance.between(1, options.thumb).item()))
    pictures = functional.interpolate(rgb, size=(small, small), mode="bilinear", antialias=True, align_corners=False)
    pictures = as_jpeg(pictures, chance.between(len(rgb), options.thumb_quality))
    return functional.interpolate(pictures, size=(side, side), mode="bicubic", align_corners=False).clamp(0, 255)


def _poor(rgb: Tensor, options: settings.Views, chance: Chance) -> Tensor:
    count = len(rgb)
    pictures = bent(lit(rgb, options.brightness, options.colour, chance), options.gamma, chance)
    pictures = blurred(pictures, chance.between(count, options.blur))
    return as_jpeg(pictures, chance.between(count, options.poor_quality))
