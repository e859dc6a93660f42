"""Build the plain network, which the trained one is measured against: fit the projection, export, quantise, label.

    python packaging/model/export_model.py --photos ../shared/data/clothing/train --work build/model

`--work` keeps the float graphs, which evaluate_model.py compares with.
"""

import argparse
import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from network import MEAN, STD, Embedder, Pooled, export
from numpy.typing import NDArray
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process
from photos import PREPROCESSING, embed, load

NAME, VERSION = "efficientnet-lite2-int8", "1"
LICENCE = "Apache-2.0"
DIMENSION = 256
SEED = 2
CALIBRATION_PHOTOS = 200
OUTPUT = Path(__file__).parents[2] / "build" / f"{NAME}.onnx"


def principal_directions(
    pooled: NDArray[np.float32], dimension: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Principal component analysis of pooled features (N, C): directions (dimension, C), and the centre (C,).

    Largest variance first. Each direction points where its largest coefficient is positive: one fixed sign.
    """
    features = pooled.astype(np.float64)
    centre = features.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov((features - centre).T))
    directions = vectors[:, ::-1].T[:dimension]
    largest = np.take_along_axis(directions, np.abs(directions).argmax(axis=1)[:, None], axis=1)
    return directions * np.sign(largest), centre


class Calibration(CalibrationDataReader):
    """Feeds the photos to the quantiser one by one."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = iter(paths)

    def get_next(self) -> dict[str, NDArray[np.uint8]] | None:
        path = next(self._paths, None)
        return None if path is None else {"images": load(path)[None]}


def depthwise_weights(model: onnx.ModelProto) -> list[str]:
    """Names of the weights of the depthwise convolutions."""
    return [
        node.input[1]
        for node in model.graph.node
        if node.op_type == "Conv" and any(a.name == "group" and a.i > 1 for a in node.attribute)
    ]


def quantise(source: Path, target: Path, calibration: Sequence[Path]) -> None:
    """Static QDQ int8, per channel: 7-bit weights, 8-bit in the depthwise layers (CARD.md: why)."""
    full_range = [{"quant_type": QuantType.QInt8, "axis": 0, "symmetric": True, "reduce_range": False}]
    overrides = dict.fromkeys(depthwise_weights(onnx.load(source)), full_range)
    quantize_static(
        str(source),
        str(target),
        Calibration(calibration),
        quant_format=QuantFormat.QDQ,
        op_types_to_quantize=["Conv", "Add", "Clip"],
        per_channel=True,
        reduce_range=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        calibrate_method=CalibrationMethod.MinMax,
        extra_options={"TensorQuantOverrides": overrides},
    )


def feed_bytes(graph: onnx.GraphProto) -> None:
    """Let the first convolution read the bytes themselves.

    Cast, subtract, divide and quantise give each byte back as it was, since the quantiser found scale 1/128
    and zero point 127: DequantizeLinear with these two numbers is the whole normalisation.
    """
    by_input = {node.input[0]: node for node in graph.node}
    transpose = by_input["images"]
    chain = [by_input[transpose.output[0]]]
    while chain[-1].op_type != "QuantizeLinear":
        chain.append(by_input[chain[-1].output[0]])
    values = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    scale, zero_point = (values[name] for name in chain[-1].input[1:])
    if (scale, zero_point) != (1 / STD, MEAN):
        raise ValueError(f"unexpected input scale {scale} or zero point {zero_point}")
    by_input[chain[-1].output[0]].input[0] = transpose.output[0]
    for node in chain:
        graph.node.remove(node)


def tidy(graph: onnx.GraphProto) -> None:
    """Drop constants that no node reads, and the exporter's notes, which name folders of this machine."""
    used = {name for node in graph.node for name in node.input}
    for tensor in [t for t in graph.initializer if t.name not in used]:
        graph.initializer.remove(tensor)
    del graph.value_info[:]
    for node in graph.node:
        node.ClearField("doc_string")


def finish(quantised: Path, target: Path) -> None:
    """Shorten the input, label the model and check it."""
    model = onnx.load(quantised)
    feed_bytes(model.graph)
    tidy(model.graph)
    domains = {node.domain for node in model.graph.node}
    kept = [opset for opset in model.opset_import if opset.domain in domains]
    del model.opset_import[:]
    model.opset_import.extend(kept)
    del model.metadata_props[:]
    labels = {
        "name": NAME,
        "version": VERSION,
        "licence": LICENCE,
        "preprocessing": PREPROCESSING,
        "dimension": str(DIMENSION),
    }
    onnx.helper.set_model_props(model, labels)
    onnx.checker.check_model(model, full_check=True)
    target.write_bytes(model.SerializeToString(deterministic=True))


def build(photos: Path, work: Path, output: Path) -> None:
    """All steps, from the photos to the file."""
    paths = sorted(photos.rglob("*.jpg"))
    pooled, exact, optimised, quantised = (
        work / f"{name}.onnx" for name in ("pooled", "float", "optimised", "quantised")
    )
    export(Pooled(), ["pooled"], pooled)
    directions, centre = principal_directions(embed(pooled, paths, load), DIMENSION)
    export(Embedder(directions, centre), ["embedding", "map"], exact)
    # Folds batch normalisation and padding into the convolutions.
    quant_pre_process(str(exact), str(optimised), skip_symbolic_shape=True)
    quantise(optimised, quantised, random.Random(SEED).sample(paths, CALIBRATION_PHOTOS))
    finish(quantised, output)


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("--photos", type=Path, required=True, help="clothing photos to fit and calibrate on")
    parser.add_argument("--work", type=Path, required=True, help="folder for the float graphs")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    build(arguments.photos, arguments.work, arguments.output)
    content = arguments.output.read_bytes()
    print(f"{arguments.output.name}: {len(content):,} bytes, sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
