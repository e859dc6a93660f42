"""Turns trained weights into the ONNX file of the program: static int8 trunk, float heads.

python packaging/train-network/export.py build/training/soup.pt ../shared/data/clothing
"""

import argparse
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import settings
import torch
from graph import LICENCE, Calibration, depthwise_weights, export, feed_bytes, tidy
from network import FINER, KINDS, TOP, GarmentNet, imagenet_weights, load_network
from onnxruntime.quantization import CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from others import OTHERS, Others, photos_for_bridge, with_others
from photos import load, preprocessing
from torch import Tensor, nn

VERSION = "2"
FLOAT_PARTS = ("attention", "project")  # their few numbers decide much and cost nothing
OUTPUTS = ("look", "kind", "map", "finer")
DIRECTIONS = 64  # of the map
TRAINED = ("train", "extra")  # folders whose photos were trained on
MODELS = Path(__file__).parents[2] / "resources" / "models"


class Graph(nn.Module):
    """Bytes (N, side, side, 3) to look (N, 208), kind (N, 16), map (N, 64, h, w) and finer (N, 17).

    ``look`` is the instance part next to the square roots of the kind's probabilities times ``kind_share``, both of
    length 1 before, so that the plain distance is a weighted sum of "the same garment?" and "the same kind?".
    """

    def __init__(self, net: GarmentNet, others: Others, options: settings.Export, claimed: settings.Range) -> None:
        super().__init__()
        self.net, self.others, self.options, self.claimed = net, others, options, claimed
        self.project = nn.Conv2d(TOP, DIRECTIONS, 1)

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        mid, top = self.net.maps(images.permute(0, 3, 1, 2).float())
        out = self.net.heads(self.net.pooled(mid, top))
        garments = (out.kind / self.options.kind_temperature).softmax(1)
        kind = with_others(garments, self.others(mid), self.claimed)
        share = self.options.kind_share
        look = torch.cat([out.instance, kind.sqrt() * share], 1) / (1 + share**2) ** 0.5
        finer = (out.finer / self.options.finer_temperature).softmax(1)
        return look, kind, self._map(top, out.attention), finer

    def _map(self, top: Tensor, attention: Tensor) -> Tensor:
        """Each place's share of the instance part; the products of two photos' places add up to their likeness."""
        height, width = top.shape[2:]
        weights = attention[:, :1].flatten(2).softmax(2).reshape(-1, 1, height, width)
        projected: Tensor = self.project(top)
        return projected * weights * (height * width)

    @torch.no_grad()
    def fit_map(self, paths: Sequence[Path]) -> None:
        """Sets the map's projection: each place's share of the instance part, in its principal directions."""
        weight, shares = self.net.instance.weight[:, :TOP], []
        for path in paths:
            image = torch.tensor(load(path, self.net.side)).permute(2, 0, 1)[None].float()
            top = self.net.maps(image)[1]
            attention = self.net.attention(top)[0, 0].flatten().softmax(0)
            shares.append((weight @ top[0].flatten(1)).T * attention[:, None] * len(attention))
        directions = torch.linalg.svd(torch.cat(shares), full_matrices=False)[2][:DIRECTIONS]
        self.project.weight.copy_((directions @ weight)[:, :, None, None])
        assert self.project.bias is not None
        self.project.bias.copy_(directions @ self.net.instance.bias)


def quantise(source: Path, target: Path, photos: Sequence[Path], side: int) -> None:
    """The trunk as MODEL_CARD.md says (static QDQ, per channel, 7-bit weights but for depthwise), heads in float."""
    model = onnx.load(source)
    heads = [node.name for node in model.graph.node if any(f"/{part}/" in node.name for part in FLOAT_PARTS)]
    full_range = [{"quant_type": QuantType.QInt8, "axis": 0, "symmetric": True, "reduce_range": False}]
    quantize_static(
        str(source),
        str(target),
        Calibration(photos, side),
        quant_format=QuantFormat.QDQ,
        op_types_to_quantize=["Conv", "Add", "Clip"],
        nodes_to_exclude=heads + [node.name for node in model.graph.node if is_head_addition(node)],
        per_channel=True,
        reduce_range=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        calibrate_method=CalibrationMethod.MinMax,
        extra_options={"TensorQuantOverrides": dict.fromkeys(depthwise_weights(model), full_range)},
    )


def is_head_addition(node: onnx.NodeProto) -> bool:
    """Whether ``node`` adds in the heads; the trunk's additions carry the name of their block."""
    trunk = ("/blocks.", "/stem", "/top")
    return node.op_type in ("Add", "Clip") and not any(part in node.name for part in trunk)


def label(quantised: Path, target: Path, properties: dict[str, str]) -> None:
    """Shortens the input, writes the properties, checks the graph."""
    model = onnx.load(quantised)
    feed_bytes(model.graph)
    tidy(model.graph)
    domains = {node.domain for node in model.graph.node}
    kept = [opset for opset in model.opset_import if opset.domain in domains]
    del model.opset_import[:]
    model.opset_import.extend(kept)
    onnx.helper.set_model_props(model, properties)
    onnx.checker.check_model(model, full_check=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(model.SerializeToString(deterministic=True))


def some_photos(folder: Path, options: settings.Export) -> list[Path]:
    """The photos that set the ranges of the activations and the directions of the map."""
    paths = sorted(folder.rglob("*.jpg"))
    return random.Random(options.seed).sample(paths, min(options.photos, len(paths)))


def convert(graph: Graph, photos: Sequence[Path], target: Path, properties: dict[str, str]) -> None:
    """Network to quantised ONNX file."""
    side = graph.net.side
    with tempfile.TemporaryDirectory() as folder:
        exact, optimised, quantised = (Path(folder) / f"{step}.onnx" for step in ("float", "optimised", "quantised"))
        export(graph, side, OUTPUTS, exact)
        quant_pre_process(str(exact), str(optimised), skip_symbolic_shape=True)
        quantise(optimised, quantised, photos, side)
        label(quantised, target, properties)


def properties_of(net: GarmentNet, name: str, options: settings.Export) -> dict[str, str]:
    """What the file tells of itself: see core/looks/spec.py."""
    return {
        "name": name,
        "version": VERSION,
        "licence": LICENCE,
        "preprocessing": preprocessing(net.side),
        "dimension": str(net.instance.out_features + len(KINDS) + len(OTHERS)),
        "kinds": " ".join((*KINDS, *OTHERS)),
        "finer": " ".join(FINER),
        "kind share": str(options.kind_share),
        "unsure below": str(options.unsure_below),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("data", type=Path, help="a folder with train and extra, for ranges, map and bridge")
    parser.add_argument("--output", type=Path, help="else resources/models/garment-SIZE-int8.onnx")
    settings.add_options(parser)
    args = parser.parse_args()
    chosen = settings.read_settings(args.settings, args.changes)
    options = chosen.export
    net = load_network(args.weights)
    name = f"garment-{net.size}-int8"
    target = args.output or MODELS / f"{name}.onnx"
    classifier = imagenet_weights(net.size)
    makers = GarmentNet(net.size, imagenet=classifier).eval()
    others = Others(makers, classifier)
    folders = [args.data / folder for folder in TRAINED]
    explained = others.fit_bridge(net, makers, photos_for_bridge(folders, chosen.others), chosen.others)
    print(f"The bridge explains {explained:.3f} of the variance.", flush=True)
    graph = Graph(net, others, options, chosen.others.claimed).eval()
    photos = some_photos(args.data / TRAINED[0], options)
    graph.fit_map(photos)
    convert(graph, photos, target, properties_of(net, name, options))
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
