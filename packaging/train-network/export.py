"""Turns a trained checkpoint into the ONNX file of the program: static int8 trunk, float heads.

python packaging/train-network/export.py build/training/net-700.pt ../shared/data/clothing/train
"""

import argparse
import random
import tempfile
from pathlib import Path

import onnx
import torch
from garment_net import KINDS, GarmentNet
from graph import LICENCE, Calibration, depthwise_weights, export, feed_bytes, tidy
from onnxruntime.quantization import CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from photos import PREPROCESSING, load
from torch import Tensor, nn

NAME, VERSION = "garment-lite2-int8", "1"
FLOAT_PARTS = ("attention", "project")  # their few numbers decide much and cost nothing
OUTPUTS = ["look", "kind", "map", "texture"]
OUTPUT = Path(__file__).parents[2] / "resources" / "models" / f"{NAME}.onnx"
SEED = 2


class Graph(nn.Module):
    """Bytes (N, 260, 260, 3) to look (N, 202), kind (N, 10), map (N, 64, 9, 9) and texture (N, 48).

    ``look`` is the instance part next to the square roots of the kind's probabilities times ``share``, both of
    length 1 before, so that the plain distance is a weighted sum of "the same garment?" and "the same kind?".
    """

    def __init__(self, net: GarmentNet, share: float, look_temperature: float, kind_temperature: float) -> None:
        super().__init__()
        self.net, self.share = net, share
        self.look_temperature, self.kind_temperature = look_temperature, kind_temperature

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        out = self.net(images.permute(0, 3, 1, 2).float())
        kinds = (out.logits / self.look_temperature).softmax(1).sqrt() * self.share
        look = torch.cat([out.instance, kinds], 1) / (1 + self.share**2) ** 0.5
        return look, (out.logits / self.kind_temperature).softmax(1), out.map, out.texture


@torch.no_grad()
def fit_map(net: GarmentNet, paths: list[Path]) -> None:
    """Sets the map's projection: each place's share of the instance part, in its 64 principal directions."""
    weight = net.instance.weight[:, :1280]
    shares = []
    for path in paths:
        top = net.late(net.early(torch.from_numpy(load(path)).permute(2, 0, 1)[None].float()))[1]
        attention = net.attention(top)[0, 0].flatten().softmax(0)
        shares.append((weight @ top[0].flatten(1)).T * attention[:, None] * len(attention))
    directions = torch.linalg.svd(torch.cat(shares), full_matrices=False)[2][: net.project.out_channels]
    net.project.weight.copy_((directions @ weight)[:, :, None, None])
    net.project.bias.copy_(directions @ net.instance.bias)


def quantise(source: Path, target: Path, calibration: list[Path]) -> None:
    """The trunk as MODEL_CARD.md says (static QDQ, per channel, 7-bit weights but for depthwise), heads in float."""
    model = onnx.load(source)
    heads = [node.name for node in model.graph.node if any(f"/net/{part}" in node.name for part in FLOAT_PARTS)]
    full_range = [{"quant_type": QuantType.QInt8, "axis": 0, "symmetric": True, "reduce_range": False}]
    quantize_static(
        str(source),
        str(target),
        Calibration(calibration),
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
    return (
        node.op_type in ("Add", "Clip")
        and "/blocks." not in node.name
        and "/stem" not in node.name
        and "/top" not in node.name
    )


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


def calibration(photos: Path, count: int = 200) -> list[Path]:
    """The photos that set the ranges of the activations."""
    return random.Random(SEED).sample(sorted(photos.rglob("*.jpg")), count)


def convert(module: nn.Module, outputs: list[str], photos: Path, target: Path, properties: dict[str, str]) -> None:
    """Module to quantised ONNX file."""
    with tempfile.TemporaryDirectory() as folder:
        exact, optimised, quantised = (Path(folder) / f"{step}.onnx" for step in ("float", "optimised", "quantised"))
        export(module, outputs, exact)
        quant_pre_process(str(exact), str(optimised), skip_symbolic_shape=True)
        quantise(optimised, quantised, calibration(photos))
        label(quantised, target, properties)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("photos", type=Path, help="the labelled photos, for the ranges of the activations")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--share", type=float, default=0.7, help="weight of the kind against the instance part")
    parser.add_argument("--look-temperature", type=float, default=0.6)
    parser.add_argument("--kind-temperature", type=float, default=0.6)
    parser.add_argument("--unsure", type=float, default=0.5, help="confidence below which the kind is not said")
    args = parser.parse_args()
    net = GarmentNet(pretrained=False).eval()
    net.load_state_dict(torch.load(args.checkpoint, map_location="cpu", weights_only=True))
    fit_map(net, calibration(args.photos))
    properties = {
        "name": NAME,
        "version": VERSION,
        "licence": LICENCE,
        "preprocessing": PREPROCESSING,
        "dimension": str(net.instance.out_features + len(KINDS)),
        "kinds": " ".join(KINDS),
        "kind share": str(args.share),
        "unsure below": str(args.unsure),
    }
    graph = Graph(net, args.share, args.look_temperature, args.kind_temperature)
    convert(graph, OUTPUTS, args.photos, args.output, properties)
    print(f"{args.output}: {args.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
