"""What training makes small."""

from __future__ import annotations

import settings
import torch
from network import Outputs
from pack import UNKNOWN
from torch import Tensor
from torch.nn import functional


def contrast(views: Tensor, bases: Tensor, temperature: float) -> Tensor:
    """InfoNCE (van den Oord et al. 2018): each view near its own catalogue picture among all of the batch, and back."""
    likeness = views @ bases.T / temperature
    target = torch.arange(len(views), device=views.device)
    return functional.cross_entropy(likeness, target) + 0.5 * functional.cross_entropy(likeness.T, target)


def attention(logits: Tensor, garment: Tensor) -> Tensor:
    """Minus the logarithm of the attention that lies on the garment, over the pictures whose garment is known."""
    inside = functional.adaptive_avg_pool2d(garment, (logits.shape[2], logits.shape[3])).flatten(2)
    known = inside.amax((1, 2)) > 0.5
    mass = (logits.flatten(2).softmax(2) * inside).sum(2)[known]
    return -(mass + 0.02).log().mean() if known.any() else logits.sum() * 0


def kinds(logits: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    """Cross-entropy over the pictures whose kind is known."""
    if not (labels != UNKNOWN).any():
        return logits.sum() * 0
    return functional.cross_entropy(logits, labels, ignore_index=UNKNOWN, label_smoothing=smoothing)


def of_labels(out: Outputs, garment: Tensor, labels: Tensor, finer: Tensor, options: settings.Training) -> Tensor:
    """(4,): kinds of catalogue pictures, kinds of views, contrast, attention, weighed. `out` and `garment` are of the
    catalogue pictures, then of the views; `labels`, `finer` are of either."""
    bases, views = out.instance.chunk(2)
    weights, told = options.weights, []
    for kind, fine in zip(out.kind.chunk(2), out.finer.chunk(2), strict=True):
        by_kind = kinds(kind, labels, options.smoothing)
        told.append(by_kind + weights.finer * kinds(fine, finer, options.smoothing))
    return torch.stack(
        [
            weights.kind * told[0],
            weights.view_kind * told[1],
            weights.contrast * contrast(views, bases, options.temperature),
            weights.attention * attention(out.attention, garment),
        ]
    )


def of_teacher(out: Outputs, teacher: Outputs, options: settings.Distil) -> Tensor:
    """Both networks' instance parts alike, both kinds alike (Hinton et al. 2015)."""
    apart = (1 - (out.instance * teacher.instance).sum(1)).mean()
    kind = functional.kl_div(out.kind.log_softmax(1), teacher.kind.softmax(1), reduction="batchmean")
    return options.instance * apart + options.kind * kind
