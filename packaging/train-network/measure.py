"""Measures trained weights, or an ONNX file, on photos that were not trained on.

python packaging/train-network/measure.py build/training/soup.pt build/training/pack.npz

Two measures: the validation photos, most of whose photographers were trained on too, and the photos of people of whom
none was. One view a photo and the program's rule of ranking; `python tests/bench/quality.py` measures through the
program itself, in all views.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import settings
import torch
from chance import Chance
from network import KINDS, GarmentNet, load_network
from pack import UNKNOWN, Part, Photos, read_pack
from photos import open_session
from sampling import Sampler
from torch import Tensor
from views import plain, turned_by_quarters, view

CHUNK = 64
SEED = 1

Embedded = tuple[Tensor, Tensor]  # instance (N, 192) of length 1, probabilities of the kinds (N, 10)
Embed = Callable[[Tensor], Embedded]  # of pictures (n, 3, side, side) in 0..255
Figures = dict[str, float]


def figures(net: GarmentNet, pack: Path, chosen: settings.Settings) -> dict[str, Figures]:
    """By part of the pack what a network gives; parts without photos are left out."""
    device = next(net.parameters()).device
    net.eval()

    @torch.no_grad()
    def embed(rgb: Tensor) -> Embedded:
        out = net(rgb.contiguous(memory_format=torch.channels_last))
        return out.instance, (out.kind / chosen.export.kind_temperature).softmax(1)

    return by_part(embed, net.side, pack, device, chosen)


def figures_of_file(model: Path, pack: Path, chosen: settings.Settings) -> dict[str, Figures]:
    """The same of an ONNX file; its probabilities are as they are."""
    session = open_session(model)
    side = int(session.get_inputs()[0].shape[1])

    def one(rgb: Tensor) -> Embedded:
        images = rgb.permute(1, 2, 0).round().to(torch.uint8).numpy()[np.newaxis]
        look, kind = (torch.from_numpy(row[0]) for row in session.run(["look", "kind"], {"images": images}))
        return torch.nn.functional.normalize(look[: -len(KINDS)], dim=0), kind

    def embed(rgb: Tensor) -> Embedded:
        instances, kinds = zip(*map(one, rgb), strict=True)
        return torch.stack(instances), torch.stack(kinds)

    return by_part(embed, side, pack, torch.device("cpu"), chosen)


def by_part(embed: Embed, side: int, pack: Path, device: torch.device, chosen: settings.Settings) -> dict[str, Figures]:
    told = {}
    for part in (Part.VALIDATION, Part.PEOPLE):
        photos = read_pack(pack, part, device, chosen.pack.long_side)
        if len(photos):
            told[part.name.lower()] = _measured(embed, side, photos, chosen)
    return told


def _measured(embed: Embed, side: int, photos: Photos, chosen: settings.Settings) -> Figures:
    sampler = Sampler(photos, Chance(photos.images.device, SEED))
    index = torch.arange(len(photos), device=photos.images.device)

    def embedded(make: Callable[[Tensor], Tensor]) -> Embedded:
        instances, kinds = zip(*(embed(make(part)) for part in torch.split(index, CHUNK)), strict=True)
        return torch.cat(instances), torch.cat(kinds)

    def quarter(part: Tensor) -> Tensor:
        return turned_by_quarters(plain(sampler, part, side).rgb, torch.ones_like(part))

    instances, kinds = embedded(lambda part: plain(sampler, part, side).rgb)
    views = embedded(lambda part: view(sampler, part, side, chosen.views).rgb)[0]
    quarters = embedded(quarter)[0]
    return {
        **of_kinds(instances, kinds, photos.kinds, chosen.measure.gate),
        "view R@1": _first(views, instances),
        "quarter turn R@1": _first(quarters, instances),
    }


def of_kinds(instances: Tensor, kinds: Tensor, labels: Tensor, gate: tuple[float, float, float]) -> Figures:
    """Over the photos whose kind is known, each asking for the others: how often the kind is told right, the share of
    the first ten of its kind, the mean average precision, and how many have at most one right of ten."""
    known = labels != UNKNOWN
    instances, kinds, labels = instances[known], kinds[known], labels[known]
    order = ranked(instances, kinds, gate)
    hits = (labels[order] == labels[:, None]).float()
    places = torch.arange(1, hits.shape[1] + 1, device=hits.device)
    averages = (hits.cumsum(1) / places * hits).sum(1) / hits.sum(1).clamp(min=1)
    return {
        "photos": float(len(labels)),
        "kind right": (kinds.argmax(1) == labels).float().mean().item(),
        "P@10": hits[:, :10].mean().item(),
        "mAP": averages.mean().item(),
        "bad searches": float((hits[:, :10].sum(1) <= 1).sum().item()),
    }


def ranked(instances: Tensor, kinds: Tensor, gate: tuple[float, float, float]) -> Tensor:
    """(N, N - 1): the others of each photo by the program's distance, see core/search/space.py."""
    near, far, weight = gate
    squared = (2 - 2 * instances @ instances.T).clamp(min=0)
    counted = ((squared.sqrt() - near) / (far - near)).clamp(0, 1)
    squared = squared + weight * counted * (1 - kinds @ kinds.T)
    squared.fill_diagonal_(torch.inf)
    return squared.argsort(dim=1, stable=True)[:, :-1]


def _first(views: Tensor, instances: Tensor) -> float:
    """How often a view is nearest to its own photo."""
    own = torch.arange(len(views), device=views.device)
    return ((views @ instances.T).argmax(1) == own).float().mean().item()


def as_text(told: dict[str, Figures]) -> str:
    """One line for each measure."""
    lines = []
    for name, values in told.items():
        lines.append(f"{name}: " + ", ".join(f"{what} {value:.4g}" for what, value in values.items()))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", type=Path, help="weights (.pt) or a file of the program (.onnx)")
    parser.add_argument("pack", type=Path)
    settings.add_options(parser)
    args = parser.parse_args()
    chosen = settings.read_settings(args.settings, args.changes)
    if args.network.suffix == ".onnx":
        print(as_text(figures_of_file(args.network, args.pack, chosen)))
    else:
        print(as_text(figures(load_network(args.network), args.pack, chosen)))


if __name__ == "__main__":
    main()
