"""Trains the network on a pack of photos: its kind, and every view of a garment close to its catalogue picture.

python packaging/train-network/train.py build/training/pack.npz build/training/run-0.pt --set training.seed=0

On CUDA the network computes in bfloat16, elsewhere in float32; the pictures are made where the network is.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from collections.abc import Iterator
from pathlib import Path

import losses
import settings
import torch
from chance import Chance
from measure import as_text, figures
from network import TOP, GarmentNet, Outputs, Pooled, imagenet_weights, load_network, read_state, write_state
from pack import UNKNOWN, Part, Photos, read_pack
from sampling import Sampler
from torch import Tensor, nn
from torch.nn import functional
from views import Batch, catalogue, view

EARLY = 4  # blocks up to stride 4: edges and textures need little new training


class Clock:
    """How far a run is, from 0 to 1: by time, or by steps where their number is given."""

    def __init__(self, options: settings.Training) -> None:
        self.options, self.begin, self.step = options, time.monotonic(), 0

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begin

    @property
    def done(self) -> float:
        if self.options.steps:
            return self.step / self.options.steps
        return self.seconds / (60 * self.options.minutes)

    def rate(self) -> float:
        """The share of the full rate: warming up, then half a cosine."""
        warmth = min(1.0, (self.step + 1) / self.options.warm_up)
        return warmth * (0.01 + 0.495 * (1 + math.cos(math.pi * min(1.0, self.done))))


class Trainer:
    """One run.

    Attributes:
        average: the network whose weights are the running average of the steps'; that is what is kept.
    """

    def __init__(self, net: GarmentNet, photos: Photos, chosen: settings.Settings, teacher: GarmentNet | None) -> None:
        self.chosen, self.options, self.teacher = chosen, chosen.training, teacher
        self.device = photos.images.device
        self.sampler = Sampler(photos, Chance(self.device, self.options.seed))
        self.net = prepared(net, self.device)
        self.net.dropout.p = self.options.dropout
        if teacher is not None:
            prepared(teacher, self.device).requires_grad_(False)
        self._begin_with_principal_axes()
        self.average = copy.deepcopy(self.net)
        self.net.dropout.train()
        self.optimizer = torch.optim.AdamW(self._groups(), weight_decay=self.options.decay)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]

    def run(self) -> None:
        clock, told = Clock(self.options), []
        for index in self._batches():
            if clock.done >= 1:
                break
            told.append(self._step(index, clock))
            clock.step += 1
            if clock.step % self.options.log == 0:
                self._log(clock, torch.stack(told))
                told.clear()

    def side(self, done: float) -> int:
        """px; small pictures are fast, and the size that counts comes last."""
        small = round(self.net.side * self.options.small_side / 4) * 4
        return small if done < self.options.small_until else self.net.side

    def _step(self, index: Tensor, clock: Clock) -> Tensor:
        """One step; the losses and the share of kinds told right."""
        rate = clock.rate()
        for group, full in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = full * rate
        pictures = self._pictures(index, self.side(clock.done))
        photos = self.sampler.photos
        labels = photos.kinds[index]
        out = self._computed(self.net, pictures.rgb)
        parts = losses.of_labels(out, pictures.garment, labels, photos.finer[index], self.options)
        if self.teacher is not None:
            parts = torch.cat([parts, losses.of_teacher(out, self._taught(pictures.rgb), self.chosen.distil)[None]])
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(parts.sum())
        nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.optimizer.step()
        self._follow(min(self.options.average, 1 - 1 / (clock.step + 2)))
        known = labels != UNKNOWN
        right = (out.kind[: len(index)].argmax(1) == labels)[known].float().mean()
        return torch.cat([parts.detach(), right[None]])

    @torch.no_grad()
    def _pictures(self, index: Tensor, side: int) -> Batch:
        """2 B of them: catalogue pictures, then a view of each."""
        base = catalogue(self.sampler, index, side, self.chosen.catalogue)
        other = view(self.sampler, index, side, self.chosen.views)
        return Batch(torch.cat([base.rgb, other.rgb]), torch.cat([base.garment, other.garment]))

    def _computed(self, net: GarmentNet, rgb: Tensor) -> Outputs:
        """The trunk in bfloat16 where that is fast, the heads in float32."""
        rgb = rgb.contiguous(memory_format=torch.channels_last)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            pooled = net.pooled(*net.maps(rgb))
        return net.heads(Pooled(*(part.float() for part in pooled)))

    @torch.no_grad()
    def _taught(self, rgb: Tensor) -> Outputs:
        assert self.teacher is not None
        size = (self.teacher.side, self.teacher.side)
        return self._computed(self.teacher, functional.interpolate(rgb, size, mode="bilinear", align_corners=False))

    def _batches(self) -> Iterator[Tensor]:
        """Places of photos (B,); each photo comes once before any comes again."""
        count, pairs = len(self.sampler.photos), self.options.pairs
        left = torch.empty(0, dtype=torch.long, device=self.device)
        while True:
            while len(left) < pairs:
                left = torch.cat([left, self.sampler.chance.order(count)])
            yield left[:pairs]
            left = left[pairs:]

    def _groups(self) -> list[dict[str, object]]:
        net, rate = self.net, self.options.rate
        early = nn.ModuleList([net.stem, *net.blocks[:EARLY]])
        late = nn.ModuleList([*net.blocks[EARLY:], net.top])
        heads = nn.ModuleList([net.attention, net.attention_mid, net.kind, net.fine])
        shares = (
            (early, self.options.early_rate),
            (late, 1.0),
            (heads, self.options.head_rate),
            (net.instance, self.options.instance_rate),
        )
        return [{"params": list(part.parameters()), "lr": rate * share} for part, share in shares]

    @torch.no_grad()
    def _follow(self, decay: float) -> None:
        for mine, theirs in zip(self.average.parameters(), self.net.parameters(), strict=True):
            mine.lerp_(theirs, 1 - decay)

    @torch.no_grad()
    def _begin_with_principal_axes(self) -> None:
        """The instance part begins as the principal axes of the untrained features, half whitened."""
        rows = []
        for index in torch.split(torch.arange(self.options.axes_from, device=self.device), 128):
            pictures = catalogue(self.sampler, index % len(self.sampler.photos), self.net.side, self.chosen.catalogue)
            rows.append(self._pooled(pictures.rgb))
        features = torch.cat(rows)
        top, mid = (part.std().clamp(min=1e-2) for part in (features[:, :TOP], features[:, TOP:]))
        scale = torch.cat([top.repeat(TOP), 2 * mid.repeat(self.net.mid)])
        mean = features.mean(0)
        _, values, axes = torch.linalg.svd((features - mean) / scale, full_matrices=False)
        width = min(self.net.instance.out_features, len(axes))
        gain = (values[:width].clamp(min=1e-3) ** -0.25)[:, None]
        self.net.instance.weight[:width] = axes[:width] * gain / gain.mean() / scale
        self.net.instance.bias.copy_(-self.net.instance.weight @ mean)

    def _pooled(self, rgb: Tensor) -> Tensor:
        return self.net.pooled(*self.net.maps(rgb.contiguous(memory_format=torch.channels_last))).garment.float()

    def _log(self, clock: Clock, told: Tensor) -> None:
        means = " ".join(f"{value:.3f}" for value in told.mean(0).tolist())
        speed = 2 * self.options.pairs * clock.step / clock.seconds
        print(f"{clock.step} steps, {clock.seconds:.0f} s, {speed:.0f} pictures a second: {means}", flush=True)


def prepared(net: GarmentNet, device: torch.device) -> GarmentNet:
    """On the device, laid out as its convolutions like it."""
    return net.to(device=device, memory_format=torch.channels_last).eval()  # type: ignore[call-overload,no-any-return]


def first_network(options: settings.Training, weights: Path | None) -> GarmentNet:
    """With the makers' weights: from a file as `network.py` writes it, or from their package."""
    if not options.imagenet:
        return GarmentNet(options.size)
    return GarmentNet(options.size, imagenet=read_state(weights) if weights else imagenet_weights(options.size))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("target", type=Path, help="where the weights go")
    parser.add_argument("--imagenet", type=Path, help="the makers' weights, where their package is not installed")
    parser.add_argument("--teacher", type=Path, help="weights of a network to learn from besides")
    settings.add_options(parser)
    args = parser.parse_args()
    chosen = settings.read_settings(args.settings, args.changes)
    torch.manual_seed(chosen.training.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    photos = read_pack(args.pack, Part.TRAIN, device, chosen.pack.long_side)
    teacher = load_network(args.teacher) if args.teacher else None
    trainer = Trainer(first_network(chosen.training, args.imagenet), photos, chosen, teacher)
    trainer.run()
    write_state(trainer.average.state_dict(), args.target)
    print(as_text(figures(trainer.average.float(), args.pack, chosen)))


if __name__ == "__main__":
    main()
