"""Kinds that no photo here was labelled with: the makers' network knows them, and fine-tuning forgot them.

Their late layers are kept as a branch that leaves the trained trunk at stride 16. Between the two lies a bridge, one
linear map of each place's channels, fitted by least squares so that the makers' layers see nearly what they would see
behind the makers' own early ones. That needs no labels, no backward pass and no photo of a bag.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import settings
import torch
from network import TOP, GarmentNet, State
from photos import Picture, read, square
from torch import Tensor, nn

# Of the thousand classes of ImageNet those that are the kind, or look like nothing else that lies in a wardrobe.
CLASSES = {
    "bag": (414, 636, 728, 748, 893),  # backpack, mailbag, plastic bag, purse, wallet
    "watch": (409, 531, 635, 826, 892),  # analog clock, digital watch, magnetic compass, stopwatch, wall clock
    "jewellery": (488, 584, 679),  # chain, hair slide, necklace
    "scarf": (552, 824),  # feather boa, stole
    "glasses": (836, 837),  # sunglass, sunglasses
    "socks": (496, 806),  # Christmas stocking, sock
}
OTHERS = tuple(CLASSES)


class Others(nn.Module):
    """The branch: the map at stride 16 (N, 120, h, w) to the shares of OTHERS (N, 6), together at most 1."""

    def __init__(self, makers: GarmentNet, classifier: State) -> None:
        super().__init__()
        self.bridge = nn.Conv2d(makers.mid, makers.mid, 1)
        self.blocks = nn.ModuleList(list(makers.blocks)[makers.mid_end + 1 :])
        self.top = makers.top
        self.classes = nn.Conv2d(TOP, len(classifier["_fc.bias"]), 1)
        self.classes.weight = nn.Parameter(classifier["_fc.weight"][:, :, None, None])
        self.classes.bias = nn.Parameter(classifier["_fc.bias"])
        members = torch.zeros(len(classifier["_fc.bias"]), len(OTHERS))
        for place, name in enumerate(OTHERS):
            members[list(CLASSES[name]), place] = 1
        self.register_buffer("members", members)

    def forward(self, mid: Tensor) -> Tensor:
        x = self.bridge(mid)
        for block in self.blocks:
            x = block(x)
        logits = self.classes(self.top(x).mean((2, 3), keepdim=True)).flatten(1)
        shares: Tensor = logits.softmax(1) @ self.members
        return shares

    @torch.no_grad()
    def fit_bridge(
        self, trained: GarmentNet, makers: GarmentNet, paths: Sequence[Path], options: settings.Others
    ) -> float:
        """Sets the bridge; the share of the variance that it explains, of the photos it is fitted to."""
        drawn, seen, wanted = random.Random(options.seed), [], []
        generator = torch.Generator().manual_seed(options.seed)
        for path in paths:
            image = torch.tensor(_part(path, trained.side, drawn, options)).permute(2, 0, 1)[None].float()
            columns = [net.mid_map(image)[0].flatten(1).T for net in (trained, makers)]
            some = torch.randperm(len(columns[0]), generator=generator)[: options.places]
            seen.append(columns[0][some])
            wanted.append(columns[1][some])
        before, after = torch.cat(seen).double(), torch.cat(wanted).double()
        solution = _least_squares(before, after, options.ridge)
        self.bridge.weight.copy_(solution[:-1].T[:, :, None, None])
        assert self.bridge.bias is not None
        self.bridge.bias.copy_(solution[-1])
        left = (before @ solution[:-1] + solution[-1] - after).square().sum()
        return 1 - float(left / (after - after.mean(0)).square().sum())


def _least_squares(before: Tensor, after: Tensor, ridge: float) -> Tensor:
    """(C + 1, D): the linear map from (N, C) to (N, D) and below it what is added."""
    before = torch.cat([before, torch.ones(len(before), 1)], 1)
    squares = before.T @ before
    held = ridge * squares.diagonal().mean() * torch.eye(len(squares))
    solution: Tensor = torch.linalg.solve(squares + held, before.T @ after)
    return solution


def _part(path: Path, side: int, drawn: random.Random, options: settings.Others) -> Picture:
    """A photo's centre square, or that of a part of it."""
    photo = read(path)
    if drawn.random() < options.parts:
        edge = drawn.uniform(*options.part) * min(photo.size)
        left, top = (drawn.uniform(0, size - edge) for size in photo.size)
        photo = photo.crop((int(left), int(top), int(left + edge), int(top + edge)))
    return square(photo, side)


def with_others(kind: Tensor, shares: Tensor, claimed: settings.Range) -> Tensor:
    """Probabilities of KINDS and OTHERS (N, 16), from those of KINDS and the shares of OTHERS: up to the first share of
    `claimed` all are garments, from the second on none is."""
    low, high = claimed
    total = shares.sum(1, keepdim=True)
    other = ((total - low) / (high - low)).clamp(0, 1)
    return torch.cat([kind * (1 - other), shares / total.clamp(min=1e-6) * other], 1)


def photos_for_bridge(folders: Sequence[Path], options: settings.Others) -> list[Path]:
    """Drawn from all labelled photos."""
    paths = sorted(path for folder in folders for path in folder.rglob("*.jpg"))
    return random.Random(options.seed).sample(paths, min(options.photos, len(paths)))
