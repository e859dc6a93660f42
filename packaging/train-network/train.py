"""Fine-tunes the network on the labelled photos: garment kind, and every view of a garment close to its own photo."""

from __future__ import annotations

import argparse
import copy
import math
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from garment_net import FROZEN, KINDS, GarmentNet
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from views import SHARES, catalogue, centre_square, resize, view

SHORT = 300  # short side of the photos in memory
SIDES = ((0.53, 164), (0.8, 196), (1.0, 260))  # share of the steps done, side: small is fast
WEIGHTS = (1.0, 0.5, 1.0, 0.3)  # kind of the catalogue picture, of the view, contrast, attention
QUEUE = 3072  # catalogue embeddings of earlier steps that serve as negatives (Wang et al. 2020)


class Photos:
    """The labelled photos as RGBA arrays in memory, alpha from the mask files."""

    def __init__(self, folder: Path, masks: Path) -> None:
        paths = sorted(folder.glob("*/*.jpg"))
        self.labels = torch.tensor([KINDS.index(path.parent.name) for path in paths])
        self.images = [self._load(path, masks / path.relative_to(folder).with_suffix(".png")) for path in paths]

    def _load(self, path: Path, mask: Path) -> NDArray[np.uint8]:
        rgb = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        alpha = cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE) if mask.exists() else None
        rgba = np.dstack([rgb, np.zeros(rgb.shape[:2], np.uint8) if alpha is None else alpha])
        scale = min(1.0, SHORT / min(rgb.shape[:2]))
        return resize(rgba, round(rgb.shape[1] * scale), round(rgb.shape[0] * scale))

    def pair(
        self, index: int, seed: tuple[int, ...], side: int, shares: Sequence[float] = SHARES
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """A catalogue picture and a view of it, both (side, side, 4)."""
        rng = np.random.default_rng(seed)
        base = catalogue(self.images[index], rng)
        other = view(base, self.images[rng.integers(len(self.images))], rng, shares)
        return centre_square(base, side), centre_square(other, side)


def batches(photos: Photos, args: argparse.Namespace) -> Iterator[tuple[Tensor, Tensor]]:
    """Endless (indices, (2B, side, side, 4) uint8), catalogue pictures first, made ahead by a thread."""
    ready: queue.Queue[tuple[Tensor, Tensor]] = queue.Queue(4)

    def produce() -> None:
        order: list[int] = []
        for step in range(args.start, args.steps):
            while len(order) < args.batch:
                order += np.random.default_rng((args.seed, step, len(order))).permutation(len(photos.images)).tolist()
            chosen, order = order[: args.batch], order[args.batch :]
            side = next(side for share, side in SIDES if step < share * args.steps)
            pairs = [photos.pair(index, (args.seed, step, place), side) for place, index in enumerate(chosen)]
            images = np.stack([pair[0] for pair in pairs] + [pair[1] for pair in pairs])
            ready.put((torch.tensor(chosen), torch.from_numpy(images)))

    threading.Thread(target=produce, daemon=True).start()
    while True:
        yield ready.get()


def attention_loss(logits: Tensor, alpha: Tensor) -> Tensor:
    """Minus the log of the attention that lies on the garment, over the pictures whose garment is known."""
    inside = functional.adaptive_avg_pool2d(alpha[:, None].float() / 255, logits.shape[2:]).flatten(2)
    known = inside.amax((1, 2)) > 0.5
    mass = (logits.flatten(2).softmax(2) * inside).sum(2)[known]
    return -(mass + 0.02).log().mean() if known.any() else logits.sum() * 0


def contrast(views: Tensor, bases: Tensor, memory: Tensor, same: Tensor, temperature: float) -> Tensor:
    """InfoNCE of each view against its catalogue picture, the others of the batch and the memory."""
    target = torch.arange(len(views))
    logits = torch.cat([views @ bases.T, (views @ memory.T).masked_fill(same, -4.0)], 1) / temperature
    back = bases @ views.T / temperature
    return functional.cross_entropy(logits, target) + 0.5 * functional.cross_entropy(back, target)


@torch.no_grad()
def start_from_principal_axes(net: GarmentNet, photos: Photos, args: argparse.Namespace) -> None:
    """Lets the instance part begin as the centred principal axes of the plain features."""
    rows = []
    for start in range(0, 1536, 48):
        images = np.stack(
            [photos.pair(i * 2 % len(photos.images), (args.seed, i), SIDES[0][1])[0] for i in range(start, start + 48)]
        )
        early = embed_early(net, torch.from_numpy(images))
        rows.append(net.pooled(*net.late(early))[0])
    features = torch.cat(rows)
    scale = torch.cat([features[:, :1280].std().repeat(1280), features[:, 1280:].std().repeat(120) * 2])
    mean = features.mean(0)
    _, values, axes = torch.linalg.svd((features - mean) / scale, full_matrices=False)
    gain = (values[: net.instance.out_features] ** -0.25)[:, None]  # half-way whitening helps the tail a little
    weight = axes[: net.instance.out_features] * gain / gain.mean() / scale
    net.instance.weight.copy_(weight)
    net.instance.bias.copy_(-weight @ mean)


def embed_early(net: GarmentNet, images: Tensor) -> Tensor:
    """The frozen part in bfloat16, without gradient."""
    rgb = images[:, :, :, :3].permute(0, 3, 1, 2).float().contiguous(memory_format=torch.channels_last)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        return net.early(rgb).float()


def use_bfloat16(convolution: nn.Conv2d) -> None:
    """Computes a 1 x 1 convolution in bfloat16 (nearly twice as fast here), its weights stay float32."""
    plain = convolution.forward

    def forward(x: Tensor) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return plain(x).float()

    convolution.forward = forward  # type: ignore[method-assign]


def speed_up(net: GarmentNet) -> None:
    """Lets the trained pointwise convolutions, most of the work, compute in bfloat16."""
    for part in (*net.blocks[FROZEN:], net.top):
        for layer in part.modules():
            if isinstance(layer, nn.Conv2d) and layer.kernel_size == (1, 1):
                use_bfloat16(layer)


def parameter_groups(net: GarmentNet, args: argparse.Namespace) -> list[dict[str, object]]:
    """The late trunk with a small rate, the heads with a larger one; the early blocks stay."""
    for part in (net.stem, *net.blocks[:FROZEN]):
        part.requires_grad_(False)
    trunk = [p for part in (*net.blocks[FROZEN:], net.top) for p in part.parameters()]
    fast = [p for part in (net.attention, net.attention_mid, net.kind) for p in part.parameters()]
    slow = list(net.instance.parameters())
    return [
        {"params": trunk, "lr": args.lr},
        {"params": fast, "lr": args.lr * 10},
        {"params": slow, "lr": args.lr * 3},
    ]


class Memory:
    """The catalogue embeddings of the last steps, as further negatives, and whose they are."""

    def __init__(self, width: int) -> None:
        self.vectors, self.owners = torch.zeros(0, width), torch.zeros(0, dtype=torch.long)

    def add(self, vectors: Tensor, owners: Tensor) -> None:
        self.vectors = torch.cat([vectors.detach(), self.vectors])[:QUEUE]
        self.owners = torch.cat([owners, self.owners])[:QUEUE]


def losses(
    net: GarmentNet, chosen: Tensor, images: Tensor, labels: Tensor, memory: Memory, temperature: float
) -> tuple[Tensor, Tensor]:
    """The four losses in the order of WEIGHTS, and the share of catalogue pictures whose kind is right."""
    mid, top = net.late(embed_early(net, images))
    garment, kind = net.pooled(mid, top)
    bases, views = functional.normalize(net.instance(garment)).chunk(2)
    logits = net.kind(net.dropout(kind)).chunk(2)
    same = chosen[:, None] == memory.owners[None]
    parts = [
        functional.cross_entropy(logits[0], labels, label_smoothing=0.1),
        functional.cross_entropy(logits[1], labels, label_smoothing=0.1),
        contrast(views, bases, memory.vectors, same, temperature),
        attention_loss(net.attention(top), images[:, :, :, 3]),
    ]
    memory.add(bases, chosen)
    return torch.stack(parts), (logits[0].argmax(1) == labels).float().mean()


@torch.no_grad()
def follow(average: GarmentNet, net: GarmentNet, decay: float) -> None:
    """Moves the running average of the weights a little towards the weights."""
    for mine, theirs in zip(average.parameters(), net.parameters(), strict=True):
        if theirs.requires_grad:
            mine.lerp_(theirs, 1 - decay)


def learning_rate(step: int, start: int, steps: int) -> float:
    """Share of the full rate: 50 steps of warming up, then half a cosine."""
    return min(1.0, (step - start + 1) / 50) * (0.02 + 0.49 * (1 + math.cos(math.pi * step / steps)))


def prepare(args: argparse.Namespace, photos: Photos) -> GarmentNet:
    """The network to start from."""
    net = GarmentNet().eval().to(memory_format=torch.channels_last)
    if args.resume:
        net.load_state_dict(torch.load(args.resume, weights_only=True))
    else:
        start_from_principal_axes(net, photos, args)
    return net


def train(args: argparse.Namespace) -> None:
    """Runs all steps; saves the averaged weights now and then and at the end."""
    photos = Photos(args.photos, args.masks)
    net = prepare(args, photos)
    groups = parameter_groups(net, args)
    rates = [float(group["lr"]) for group in groups]  # type: ignore[arg-type]
    trained = [p for p in net.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.02)
    average = copy.deepcopy(net)
    net.dropout.train()
    speed_up(net)
    memory, begin, sums = Memory(net.instance.out_features), time.time(), torch.zeros(5)
    source = batches(photos, args)
    for step in range(args.start, args.steps):
        chosen, images = next(source)
        for group, full in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = full * learning_rate(step, args.start, args.steps)
        parts, right = losses(net, chosen, images, photos.labels[chosen], memory, args.temperature)
        optimizer.zero_grad()
        (parts * torch.tensor(WEIGHTS)).sum().backward()
        torch.nn.utils.clip_grad_norm_(trained, 5.0)
        optimizer.step()
        follow(average, net, min(0.995, 1 - 1 / (step - args.start + 2)))
        sums += torch.cat([parts.detach(), right[None]])
        if (step + 1) % 25 == 0:
            figures = " ".join(f"{value:.3f}" for value in (sums / 25).tolist())
            print(f"{step + 1} {time.time() - begin:.0f} s: {figures}", flush=True)
            sums.zero_()
        if (step + 1) % args.save == 0 or step + 1 == args.steps:
            torch.save(average.state_dict(), args.out / f"net-{step + 1}.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path)
    parser.add_argument("masks", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--save", type=int, default=200)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--temperature", type=float, default=0.07)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    cv2.setNumThreads(1)
    train(args)


if __name__ == "__main__":
    main()
