"""The network's graph on its way to ONNX: exported, quantised, shortened and tidied."""

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from network import MEAN, STD
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader
from photos import load
from torch import nn

LICENCE = "Apache-2.0"


def export(module: nn.Module, side: int, outputs: Sequence[str], path: Path) -> None:
    """Write the float graph: input `images`, (n, side, side, 3) bytes, and the named outputs."""
    example = torch.zeros(1, side, side, 3, dtype=torch.uint8)
    axes = {name: {0: "n"} for name in ["images", *outputs]}
    with warnings.catch_warnings():
        # The exporter's own notes: that it is the older of two, and that it leaves some Slices unfolded.
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("ignore", message="Constant folding")
        torch.onnx.export(
            module.eval(),
            (example,),
            str(path),
            dynamo=False,
            opset_version=17,
            input_names=["images"],
            output_names=list(outputs),
            dynamic_axes=axes,
        )


class Calibration(CalibrationDataReader):  # type: ignore[misc]  # onnxruntime has no types
    """Feeds the photos to the quantiser one by one."""

    def __init__(self, paths: Sequence[Path], side: int) -> None:
        self._paths, self._side = iter(paths), side

    def get_next(self) -> dict[str, NDArray[np.uint8]] | None:
        path = next(self._paths, None)
        return None if path is None else {"images": load(path, self._side)[None]}


def depthwise_weights(model: onnx.ModelProto) -> list[str]:
    """Names of the weights of the depthwise convolutions."""
    return [
        node.input[1]
        for node in model.graph.node
        if node.op_type == "Conv" and any(a.name == "group" and a.i > 1 for a in node.attribute)
    ]


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
    if (float(scale), float(zero_point)) != (1 / STD, MEAN):
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
