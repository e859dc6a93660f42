"""Random numbers for batches, from one seeded generator on the device where the pictures are."""

from __future__ import annotations

import torch
from settings import Range
from torch import Tensor


class Chance:
    """Draws (n,) tensors."""

    def __init__(self, device: torch.device, seed: int) -> None:
        self.device = device
        self.generator = torch.Generator(device=device)
        self.generator.manual_seed(seed)

    def between(self, count: int, span: Range) -> Tensor:
        """Uniform from `span`."""
        low, high = span
        return torch.rand(count, device=self.device, generator=self.generator) * (high - low) + low

    def either_way(self, count: int, most: float) -> Tensor:
        """Uniform from -most to most."""
        return self.between(count, (-most, most))

    def happens(self, count: int, share: float) -> Tensor:
        """True for about this share."""
        return self.between(count, (0.0, 1.0)) < share

    def below(self, count: int, end: int) -> Tensor:
        """Whole numbers from 0 to end - 1."""
        return torch.randint(end, (count,), device=self.device, generator=self.generator)

    def of(self, count: int, shares: Tensor) -> Tensor:
        """Places in `shares`, each as often as its share says."""
        return torch.multinomial(shares, count, replacement=True, generator=self.generator)

    def order(self, count: int) -> Tensor:
        """All numbers below `count`, shuffled."""
        return torch.randperm(count, device=self.device, generator=self.generator)


def spread(values: Tensor) -> Tensor:
    """(n,) to (n, 1, 1, 1), to be combined with pictures."""
    return values[:, None, None, None]
