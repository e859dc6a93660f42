"""Refits the two linear heads on what the finished int8 trunk gives at full size: no backward pass there."""

import argparse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import torch
from export import convert
from garment_net import GarmentNet
from numpy.typing import NDArray
from photos import SIDE, open_session
from torch import Tensor, nn
from torch.nn import functional
from train import Photos

SHARES = (0.2, 0.05, 0.3, 0.2, 0.25)  # poor light and thumbnails gain most from the full size
OUTPUTS = ["garment", "kind_features"]


class Features(nn.Module):
    """Bytes (N, 260, 260, 3) to the pooled features that the linear heads see: (N, 1400) and (N, 1280)."""

    def __init__(self, net: GarmentNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        return self.net.pooled(*self.net.late(self.net.early(images.permute(0, 3, 1, 2).float())))


def blend(net: GarmentNet, plain: float) -> None:
    """Moves the trunk a share of the way back to the ImageNet weights (WiSE-FT, Wortsman et al. 2022)."""
    start = GarmentNet().state_dict()
    for name, tensor in net.state_dict().items():
        if name.startswith(("blocks.", "top.")):
            tensor.lerp_(start[name], plain)


def collect(photos: Photos, model: Path, rounds: int, seed: int) -> NDArray[np.float16]:
    """(rounds, photos, 2, 2680): features of a catalogue picture and of a view, for each photo and round."""
    session = open_session(model)

    def one(place: tuple[int, int]) -> NDArray[np.float16]:
        turn, index = place
        pair = photos.pair(index, (seed, 1_000_000 + turn, index), SIDE, SHARES)
        rows = [session.run(OUTPUTS, {"images": np.ascontiguousarray(image[None, :, :, :3])}) for image in pair]
        return np.stack([np.concatenate(row, 1)[0] for row in rows]).astype(np.float16)

    places = [(turn, index) for turn in range(rounds) for index in range(len(photos.images))]
    with ThreadPoolExecutor(2) as pool:
        rows = list(pool.map(one, places))
    return np.stack(rows).reshape(rounds, len(photos.images), 2, -1)


def refit(net: GarmentNet, features: Tensor, labels: Tensor, args: argparse.Namespace) -> None:
    """InfoNCE against all photos of the round and cross-entropy, held near the weights of the fine-tuning."""
    heads = [*net.instance.parameters(), *net.kind.parameters()]
    before = [p.detach().clone() for p in heads]
    for p in heads:
        p.requires_grad_(True)
    optimizer = torch.optim.Adam(heads, lr=args.lr)
    rounds, count = features.shape[:2]
    generator = torch.Generator().manual_seed(args.seed)
    for step in range(args.steps):
        rate = 1 - step / args.steps
        optimizer.param_groups[0]["lr"] = args.lr * rate
        chosen = torch.randperm(count, generator=generator)[: args.batch]
        turn = int(torch.randint(rounds, (1,), generator=generator))
        bank = functional.normalize(net.instance(features[turn, :, 0, :1400].float()))
        asked = features[turn, chosen, 1].float()
        views = functional.normalize(net.instance(asked[:, :1400]))
        kinds = torch.cat([features[turn, chosen, 0, 1400:].float(), asked[:, 1400:]])
        loss = functional.cross_entropy(views @ bank.T / args.temperature, chosen)
        logits = net.kind(functional.dropout(kinds, 0.3))
        loss = loss + functional.cross_entropy(logits, labels[chosen].repeat(2), label_smoothing=0.1)
        drift = sum(((p - q) ** 2).sum() / (q**2).sum() for p, q in zip(heads, before, strict=True))
        loss = loss + args.hold * drift
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if (step + 1) % 50 == 0:
            print(f"{step + 1} loss {loss.item():.3f} drift {drift.item():.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("photos", type=Path)
    parser.add_argument("masks", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--features", type=Path, help="keep or reuse the features here (.npy)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--plain", type=float, default=0.2, help="share of the ImageNet weights in the trunk")
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--batch", type=int, default=768)
    parser.add_argument("--lr", type=float, default=6e-4)
    parser.add_argument("--temperature", type=float, default=0.09)
    parser.add_argument("--hold", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    cv2.setNumThreads(1)
    net = GarmentNet(pretrained=False).eval().requires_grad_(False)
    net.load_state_dict(torch.load(args.checkpoint, map_location="cpu", weights_only=True))
    blend(net, args.plain)
    photos = Photos(args.photos, args.masks)
    if args.features and args.features.exists():
        features = np.load(args.features)
    else:
        graph = args.out.with_suffix(".features.onnx")
        convert(Features(net), OUTPUTS, args.photos, graph, {})
        features = collect(photos, graph, args.rounds, args.seed)
        if args.features:
            np.save(args.features, features)
    refit(net, torch.from_numpy(features), photos.labels, args)
    torch.save(net.state_dict(), args.out)


if __name__ == "__main__":
    main()
