"""Adds two heads to a finished network file: where the garment is, and which word is right for its pattern.

python packaging/train-network/heads.py resources/models/garment-lite2-int8.onnx build/training/pack.npz \
    ../shared/data/clothing tests/bench/labels/garments.csv

The heads read what the int8 graph computes anyway, so they cost it next to nothing, and its other outputs stay bit for
bit what they were: `mask` reads the maps at strides 8, 16 and 32, `words` the means by attention behind `look` and
`kind`. Nothing but the heads is trained. A file that has them gets new ones.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import onnxruntime
import settings
import torch
import views
from chance import Chance
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from pack import Part, read_pack
from photos import load
from sampling import Sampler
from torch import Tensor, nn
from torch.nn import functional

PATTERNS = ("plain", "striped", "checked", "dotted", "floral", "picture")  # as core/looks/colour_words.py has them
OUTPUTS = ("mask", "words")
OWN = "heads."  # how the names of what is added begin
CANVAS = 384  # px, the long side of the packed photos

Array = NDArray[np.float32]


class Sources(NamedTuple):
    """The names of the tensors that the heads read: maps at stride 8, 16, 32 and the inputs of instance and kind."""

    fine: str
    mid: str
    top: str
    instance: str
    kind: str


@dataclass(frozen=True)
class Seen:
    """What the trunk makes of n pictures: maps (n, C, h, w), and where the garment is, (n, 1, h, w) like the first."""

    fine: Tensor
    mid: Tensor
    top: Tensor
    garment: Tensor


class MaskHead(nn.Module):
    """The maps to the logits of being garment, (N, 1, h, w) like the finest of them."""

    def __init__(self, channels: Sequence[int], width: int) -> None:
        super().__init__()
        self.fine, self.mid, self.top = (nn.Conv2d(count, width, 1) for count in channels)
        self.near = nn.Conv2d(width, width, 3, padding=1, groups=width)
        self.out = nn.Conv2d(width, 1, 1)

    def forward(self, fine: Tensor, mid: Tensor, top: Tensor) -> Tensor:
        coarse = self.mid(mid) + _larger(self.top(top), mid)
        x = functional.relu(self.fine(fine) + _larger(coarse, fine))
        logits: Tensor = self.out(functional.relu(x + self.near(x)))
        return logits


def _larger(x: Tensor, like: Tensor) -> Tensor:
    return functional.interpolate(x, size=like.shape[2:], mode="bilinear", align_corners=False)


class Trunk:
    """The finished network as it is, and what it computes inside.

    Attributes:
        side: px of its pictures. sources: what the heads read.
    """

    def __init__(self, model: onnx.ModelProto) -> None:
        self.side = int(model.graph.input[0].type.tensor_type.shape.dim[1].dim_value)
        inputs = {node.name: node.input[0] for node in model.graph.node if node.input}
        additions = [f"/blocks.{number}/Add_output_0_DequantizeLinear_Output" for number in _additions(model.graph)]
        rest = inputs["/attention_mid/Conv"], inputs["/top/top.0/top.0.0/Conv"], inputs["/instance/Gemm"]
        wanted = (*additions, *rest, inputs["/kind/Gemm"])
        self._session = _exposed(model, wanted)
        picture = np.zeros((self.side, self.side, 3), np.uint8)
        shapes = [array.shape for array in self._run(wanted, picture)]
        finest = math.ceil(self.side / 8)
        last = max(place for place, shape in enumerate(shapes[: len(additions)]) if shape[1] == finest)
        self.sources = Sources(additions[last], *wanted[len(additions) :])

    def maps(self, picture: NDArray[np.uint8]) -> list[Array]:
        """The maps at stride 8, 16 and 32 of one picture, (C, h, w) each."""
        return self._run(self.sources[:3], picture)

    def means(self, picture: NDArray[np.uint8]) -> Array:
        """What `words` reads of one picture, (D,)."""
        return np.concatenate(self._run(self.sources[3:], picture))

    def _run(self, names: Sequence[str], picture: NDArray[np.uint8]) -> list[Array]:
        return [array[0] for array in self._session.run(list(names), {"images": picture[np.newaxis]})]


def _additions(graph: onnx.GraphProto) -> list[int]:
    """The numbers of the trunk's blocks that add their input."""
    found = (re.fullmatch(r"/blocks\.(\d+)/Add", node.name) for node in graph.node)
    return sorted(int(match[1]) for match in found if match)


def _exposed(model: onnx.ModelProto, names: Sequence[str]) -> onnxruntime.InferenceSession:
    """A session that gives inner tensors too."""
    open_one = onnx.ModelProto()
    open_one.CopyFrom(model)
    given = {output.name for output in model.graph.output}
    for name in dict.fromkeys(names):
        if name not in given:
            open_one.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(open_one.SerializeToString(), options, providers=["CPUExecutionProvider"])


def pictures(sampler: Sampler, side: int, chosen: settings.Settings) -> Iterator[views.Batch]:
    """Photos as they are, garments on white, and other views, in batches; only of garments whose place is known."""
    known, counts = torch.nonzero(sampler.known)[:, 0], chosen.heads
    alone = dataclasses.replace(chosen.catalogue, cut_out=1.0, cut_out_fills=counts.fills)
    for kind, count in (("plain", counts.plain), ("alone", counts.alone), ("view", counts.views)):
        drawn = known[torch.randperm(len(known), generator=sampler.chance.generator)[:count]]
        for index in torch.split(drawn, counts.batch):
            if kind == "plain":
                yield views.plain(sampler, index, side)
            elif kind == "alone":
                yield views.catalogue(sampler, index, side, alone)
            else:
                yield views.view(sampler, index, side, chosen.views)


def look_at(trunk: Trunk, batches: Iterator[views.Batch]) -> Seen:
    """Everything that the mask is learned from; as float16, which holds 8-bit steps well enough."""
    maps: list[list[Tensor]] = [[], [], []]
    garments = []
    for batch in batches:
        rgb = batch.rgb.round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).numpy()
        for picture in rgb:
            for kept, array in zip(maps, trunk.maps(np.ascontiguousarray(picture)), strict=True):
                kept.append(torch.from_numpy(array).half())
        high, wide = maps[0][-1].shape[1:]
        garments.append(functional.adaptive_avg_pool2d(batch.garment, (high, wide)))
    fine, mid, top = (torch.stack(kept) for kept in maps)
    return Seen(fine, mid, top, torch.cat(garments))


def fit_mask(seen: Seen, options: settings.Heads) -> MaskHead:
    """A head that says of each place whether it is garment.

    The masks it learns from are rough, some are wrong altogether; so places that it is sure are wrong count little
    (generalised cross entropy, Zhang and Sabuncu 2018).
    """
    torch.manual_seed(options.seed)
    head = MaskHead([part.shape[1] for part in (seen.fine, seen.mid, seen.top)], options.width)
    optimiser = torch.optim.AdamW(head.parameters(), lr=options.rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, options.steps)
    for _ in range(options.steps):
        index = torch.randint(len(seen.fine), (options.batch,))
        logits = head(*(part[index].float() for part in (seen.fine, seen.mid, seen.top)))
        wanted, sure = seen.garment[index], torch.sigmoid(logits)
        right = wanted * sure + (1 - wanted) * (1 - sure)
        loss = ((1 - right.clamp(min=1e-4) ** options.doubt) / options.doubt).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    return head.eval()


def overlap(head: MaskHead, seen: Seen) -> float:
    """The mean overlap of the head's masks with those it should give: what both cover as a share of what any covers."""
    with torch.no_grad():
        found = head(*(part.float() for part in (seen.fine, seen.mid, seen.top))).flatten(1) > 0
    wanted = seen.garment.flatten(1) > 0.5
    return float(((found & wanted).sum(1) / (found | wanted).sum(1).clamp(min=1)).mean())


def fit_words(rows: Tensor, patterns: Tensor, options: settings.Heads) -> nn.Linear:
    """A logistic head from rows (N, D) to the logits of PATTERNS, with L2 on standardised numbers. Photos are weighted
    by the square root of how much commoner their pattern is in a wardrobe than among these."""
    commoner = torch.tensor(options.mix) / (torch.bincount(patterns, minlength=len(PATTERNS)).clamp(min=1) / len(rows))
    counts = commoner.sqrt()[patterns]
    counts = (counts / counts.mean()).double()
    mean, spread = rows.double().mean(0), rows.double().std(0) + 1e-6
    scaled = (rows.double() - mean) / spread
    head = nn.Linear(rows.shape[1], len(PATTERNS)).double()
    nn.init.zeros_(head.weight)
    nn.init.zeros_(head.bias)
    optimiser = torch.optim.LBFGS(head.parameters(), max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        losses = functional.cross_entropy(head(scaled), patterns, reduction="none")
        loss = (losses * counts).sum() + options.regular * head.weight.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    with torch.no_grad():
        head.weight /= spread
        head.bias.sub_(head.weight @ mean)
    return head.float()


def left_out(rows: Tensor, patterns: Tensor, options: settings.Heads) -> float:
    """The share of photos named rightly by a head that the other fifths fitted."""
    order, right = torch.randperm(len(rows), generator=torch.Generator().manual_seed(options.seed)), 0
    for part in range(5):
        out = order[part::5]
        kept = torch.tensor(sorted({*range(len(rows))} - {*out.tolist()}))
        head = fit_words(rows[kept], patterns[kept], options)
        right += int((head(rows[out]).argmax(1) == patterns[out]).sum())
    return right / len(rows)


def labelled(trunk: Trunk, data: Path, labels: Path) -> tuple[Tensor, Tensor]:
    """What `words` reads of the photos that are labelled to be trained on, (N, D), and their patterns (N,)."""
    rows = [row for row in csv.DictReader(labels.read_text("utf-8").splitlines()) if row["set"] == "train"]
    means = [trunk.means(load(data / row["file"], trunk.side)) for row in rows]
    return torch.from_numpy(np.stack(means)), torch.tensor([PATTERNS.index(row["pattern"]) for row in rows])


def without_heads(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same network with no head of this file."""
    bare = onnx.ModelProto()
    bare.CopyFrom(model)
    graph = bare.graph
    for field in (graph.node, graph.initializer):
        kept = [item for item in field if not item.name.startswith(OWN)]
        del field[:]
        field.extend(kept)
    outputs = [output for output in graph.output if output.name not in OUTPUTS]
    del graph.output[:]
    graph.output.extend(outputs)
    return bare


class _Adding:
    """Nodes and numbers that are added to a graph."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._graph = graph

    def number(self, name: str, values: NDArray[np.generic]) -> str:
        self._graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(values), OWN + name))
        return OWN + name

    def node(self, kind: str, name: str, inputs: Sequence[str], output: str = "", **attributes: Any) -> str:
        result = output or OWN + name
        self._graph.node.append(helper.make_node(kind, list(inputs), [result], name=OWN + name, **attributes))
        return result

    def linear(self, kind: str, name: str, source: str, layer: nn.Conv2d | nn.Linear, **attributes: Any) -> str:
        assert layer.bias is not None
        numbers = {"weight": layer.weight, "bias": layer.bias}
        own = [self.number(f"{name}.{part}", value.detach().numpy()) for part, value in numbers.items()]
        return self.node(kind, name, (source, *own), **attributes)

    def larger(self, name: str, source: str, high: int, side: int) -> str:
        """A square map of `high` places a side at `side` places a side; a hair more, as its product is cut off."""
        scales = np.array([1, 1, (side + 1e-3) / high, (side + 1e-3) / high], np.float32)
        own = self.number(f"{name}.scales", scales)
        return self.node("Resize", name, (source, "", own), mode="linear", coordinate_transformation_mode="half_pixel")


def add_heads(model: onnx.ModelProto, sources: Sources, sides: Sequence[int], mask: MaskHead, words: nn.Linear) -> None:
    """Writes both heads into the graph; `sides`: places across the maps at stride 8, 16 and 32."""
    add, (fine, mid, top) = _Adding(model.graph), sides
    coarse = add.larger("top larger", add.linear("Conv", "top", sources.top, mask.top), top, mid)
    coarse = add.node("Add", "mid and top", (add.linear("Conv", "mid", sources.mid, mask.mid), coarse))
    finest = add.linear("Conv", "fine", sources.fine, mask.fine)
    both = add.node("Add", "all", (finest, add.larger("mid larger", coarse, mid, fine)))
    both = add.node("Relu", "all cut", (both,))
    near = add.linear("Conv", "near", both, mask.near, group=mask.near.groups, pads=[1, 1, 1, 1])
    near = add.node("Relu", "near cut", (add.node("Add", "all and near", (both, near)),))
    logits = add.linear("Conv", "out", near, mask.out)
    axis = add.number("axis", np.array([1], np.int64))
    add.node("Sigmoid", "mask", (add.node("Squeeze", "logits", (logits, axis)),), "mask")
    means = add.node("Concat", "means", (sources.instance, sources.kind), axis=1)
    add.node("Softmax", "words", (add.linear("Gemm", "pattern", means, words, transB=1),), "words", axis=1)
    shapes: dict[str, Sequence[str | int]] = {"mask": ("n", fine, fine), "words": ("n", len(PATTERNS))}
    for name, shape in shapes.items():
        model.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape))
    onnx.checker.check_model(model, full_check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("pack", type=Path)
    parser.add_argument("data", type=Path, help="the folder that the names in LABELS begin in")
    parser.add_argument("labels", type=Path, help="a table with file, set and pattern")
    parser.add_argument("--output", type=Path, help="else the file itself")
    settings.add_options(parser)
    args = parser.parse_args()
    chosen = settings.read_settings(args.settings, args.changes)
    torch.set_num_threads(chosen.heads.threads)
    device, model = torch.device("cpu"), without_heads(onnx.load(args.model))
    trunk = Trunk(model)
    photos = read_pack(args.pack, Part.TRAIN, device, CANVAS)
    seen = look_at(trunk, pictures(Sampler(photos, Chance(device, chosen.heads.seed)), trunk.side, chosen))
    mask = fit_mask(seen, chosen.heads)
    print(f"masks of the training overlap by {overlap(mask, seen):.3f}", flush=True)
    rows, patterns = labelled(trunk, args.data, args.labels)
    print(f"{len(rows)} patterns; left out and named rightly {left_out(rows, patterns, chosen.heads):.3f}", flush=True)
    sides = [part.shape[2] for part in (seen.fine, seen.mid, seen.top)]
    add_heads(model, trunk.sources, sides, mask, fit_words(rows, patterns, chosen.heads))
    (args.output or args.model).write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
