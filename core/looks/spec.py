"""What one network is like, as its file tells it: nothing else in the program knows a number of a network.

An ONNX file holds pairs of texts beside its graph. The export writes what the network was trained with; under names
that begin with `twinset.` stands what was measured with it since, see packaging/describe-network.py.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import NamedTuple

from core.base import sentences
from core.base.sentences import TwinsetError

OWN = "twinset."  # how the names of what was measured begin
METADATA = 14  # the number of a model's field that holds one pair


class ModelError(TwinsetError):
    """The model file is missing or damaged; str() is one plain sentence."""


@dataclass(frozen=True)
class Doubt:
    """How far the kinds are believed: see core.search.space.

    Attributes:
        overlap: the share of likeness in kind that is the probabilities' overlap, not the chance that the kinds are
            the same. low, high: how probably the photos nearest by look must be of the query's kind; below `low` that
            kind counts no longer, from `high` on in full. mild: what another kind adds then, times a logarithm.
    """

    overlap: float
    low: float
    high: float
    mild: float


@dataclass(frozen=True)
class Gate:
    """How a difference in kind counts, by the distance of instance parts: up to `near` two photos surely show one
    garment, from `far` on surely two, and then another kind adds `weight` to the square of the distance. doubt: None
    where the file does not tell it, then the kinds are believed as they are."""

    near: float
    far: float
    weight: float
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Ratios:
    """Up to which distance each label holds, as a share of a folder's yardstick: see core.search.labels."""

    same: float
    same_outside: float
    very: float
    style: float


@dataclass(frozen=True)
class SameItem:
    """Up to which distance a photo is called the same item, by how far the others of the folder are from the query.

    The more photos a folder holds, the nearer the nearest wrong one is. But as all of them come nearer alike, how near
    it is against the fifth nearest hardly depends on their number: a share that shrinks with a small power of it.

    Attributes:
        least: of the folder's yardstick, where five photos or more show the very garment. share, power: of the distance
            to the fifth nearest photo, share (n / 1000)^-power in a folder of n photos. share_of_views, power_of_views:
            the same for a query of several views.
    """

    least: float
    share: float
    power: float
    share_of_views: float
    power_of_views: float


@dataclass(frozen=True)
class NoGarment:
    """When a photo is taken to show no garment: the network is less sure of any kind than `confidence`, and the nearest
    photo of the folder is further than `beyond` of its yardstick."""

    confidence: float
    beyond: float


@dataclass(frozen=True)
class PlainBorder:
    """When the border of a photo counts as of one colour: its width as a share of the photo's sides, how far a pixel
    may be off, in levels of 255, and how large a share of it is not."""

    width: float
    levels: float
    share: float


@dataclass(frozen=True)
class Views:
    """With which views of a photo from outside it is searched: see core.looks.views.

    Attributes:
        grids: the sides of squares, as shares of the short side, and how many lie across it. stretch: how much of the
            height of a portrait that was squeezed into a square is cut off above and below. best: how many views count.
    """

    grids: tuple[tuple[float, int], ...]
    stretch: float
    best: int
    border: PlainBorder


@dataclass(frozen=True)
class FinerKind:
    """A finer kind, or a kind itself where it is none of the others: what it is called, a kind of which such a one may
    be, and from which probability on that is said of a garment of this kind."""

    name: str
    kind: str
    least: float


@dataclass(frozen=True)
class ModelSpec:
    """One network. It takes `images`, (n, side, side, 3) uint8, and gives `look`, `kind` and `map`; also `finer` where
    it tells finer kinds.

    An embedding, `look`, is an instance part and the square roots of the kinds' probabilities, side by side. So plain
    L2 on it knows both, and each can be had apart. The lengths of the two are the training's choice.

    Attributes:
        side: px. dimension: of the embedding. kinds: of garments, as `kind` gives their probabilities.
        kind_share: the length of the embedding's roots against that of its instance part. unsure_below: the
            probability of the likeliest kind. yardstick: that of the training photos, and spread: the median distance
            of two of them, for folders too small to have their own. same: None where the file does not tell it, then
            `ratios` alone count. no_garment: None where the file does not tell it, then no photo is taken for none.
        finer_names: whose probabilities `finer` gives, kinds among them; none where there is no such output.
        finer: those that are told well enough to be said, for each kind; none where the file does not tell it.
    """

    side: int
    dimension: int
    kinds: tuple[str, ...]
    kind_share: float
    unsure_below: float
    gate: Gate
    yardstick: float
    ratios: Ratios
    spread: float
    views: Views
    same: SameItem | None = None
    no_garment: NoGarment | None = None
    finer_names: tuple[str, ...] = ()
    finer: tuple[FinerKind, ...] = ()

    @property
    def told_kinds(self) -> tuple[str, ...]:
        """All that it tells from other clothes: its kinds, and the finer ones that it tells well enough."""
        return tuple(dict.fromkeys((*self.kinds, *(one.name for one in self.finer))))

    @property
    def instance(self) -> int:
        """How many numbers of the embedding are its instance part, the first ones."""
        return self.dimension - len(self.kinds)

    @property
    def instance_length(self) -> float:
        """The length of the instance part; that of the whole embedding is 1."""
        return 1 / math.sqrt(1 + self.kind_share**2)


def read_spec(model: bytes) -> ModelSpec:
    """What the bytes of a model file tell of it. Raises ModelError."""
    try:
        return _spec(_metadata(model))
    except KeyError as error:
        raise ModelError(sentences.UNDESCRIBED_MODEL.filled(what=error.args[0])) from error
    except (ValueError, TypeError) as error:
        raise ModelError(sentences.DAMAGED_MODEL) from error


def _spec(metadata: Mapping[str, str]) -> ModelSpec:
    """Raises KeyError, ValueError, TypeError."""
    views = _numbers(metadata[OWN + "views"])
    finer = metadata.get(OWN + "finer", "").split()
    spec = ModelSpec(
        side=int(metadata[OWN + "side"]),
        dimension=int(metadata["dimension"]),
        kinds=tuple(metadata["kinds"].split()),
        kind_share=float(metadata["kind share"]),
        unsure_below=float(metadata["unsure below"]),
        gate=_gate(metadata[OWN + "gate"]),
        yardstick=float(metadata[OWN + "yardstick"]),
        ratios=Ratios(*_numbers(metadata[OWN + "labels"])),
        spread=float(metadata[OWN + "spread"]),
        views=Views(
            grids=tuple((share, int(steps)) for share, steps in zip(views[::2], views[1::2], strict=True)),
            stretch=float(metadata[OWN + "stretch"]),
            best=int(metadata[OWN + "best views"]),
            border=PlainBorder(*_numbers(metadata[OWN + "plain border"])),
        ),
        same=SameItem(*_numbers(metadata[OWN + "same"])) if OWN + "same" in metadata else None,
        no_garment=NoGarment(*_numbers(metadata[OWN + "no garment"])) if OWN + "no garment" in metadata else None,
        finer_names=tuple(metadata.get("finer", "").split()),
        finer=tuple(
            FinerKind(name, kind, float(least))
            for name, kind, least in zip(finer[::3], finer[1::3], finer[2::3], strict=True)
        ),
    )
    if not _is_possible(spec):
        raise ValueError("no network is like that")
    return spec


def _gate(text: str) -> Gate:
    near, far, weight, *doubt = _numbers(text)
    return Gate(near, far, weight, Doubt(*doubt) if doubt else None)


def _is_possible(spec: ModelSpec) -> bool:
    views = spec.views
    return (
        spec.side > 0
        and 0 < len(spec.kinds) < spec.dimension
        and 0 < spec.kind_share < math.inf
        and -math.inf < spec.gate.near < spec.gate.far < math.inf
        and 0 < spec.gate.weight < math.inf
        and min(spec.yardstick, spec.spread, views.best) > 0
        and all(share > 0 and steps > 1 for share, steps in views.grids)
        and (spec.gate.doubt is None or _is_possible_doubt(spec.gate.doubt))
        and (spec.same is None or all(0 <= number < 1 for number in astuple(spec.same)))
        and all(_is_possible_finer(one, spec) for one in spec.finer)
    )


def _is_possible_finer(finer: FinerKind, spec: ModelSpec) -> bool:
    return finer.name in spec.finer_names and finer.kind in spec.kinds and 0 <= finer.least <= 1


def _is_possible_doubt(doubt: Doubt) -> bool:
    return 0 <= doubt.overlap <= 1 and -math.inf < doubt.low < doubt.high < math.inf and 0 <= doubt.mild < math.inf


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(map(float, text.split()))


def fingerprint(model: bytes) -> str:
    """What the bytes of a model file are known by: to measure anew what describes the network changes nothing that it
    computes. Raises ModelError."""
    hashed = hashlib.blake2b(digest_size=6)
    try:
        for piece in undescribed(model):
            hashed.update(piece)
    except ValueError as error:
        raise ModelError(sentences.DAMAGED_MODEL) from error
    return hashed.hexdigest()


def undescribed(model: bytes) -> Iterator[memoryview]:
    """The bytes of a model file without the pairs whose names begin with OWN, in pieces. Raises ValueError."""
    whole = memoryview(model)
    for field in _fields(whole):
        content = whole[field.content : field.end]
        if field.number != METADATA or not _pair(content)[0].startswith(OWN):
            yield whole[field.start : field.end]


def _metadata(model: bytes) -> dict[str, str]:
    """Raises ValueError."""
    whole = memoryview(model)
    return dict(_pair(whole[field.content : field.end]) for field in _fields(whole) if field.number == METADATA)


def _pair(content: memoryview) -> tuple[str, str]:
    """A StringStringEntryProto. Raises ValueError."""
    texts = {field.number: str(content[field.content : field.end], "utf-8") for field in _fields(content)}
    return texts.get(1, ""), texts.get(2, "")


# To read a few pairs needs neither onnxruntime nor onnx, which take longer to import than all the rest of a start; the
# graph is one field, over which the walk leaps.


class _Field(NamedTuple):
    """A field of a message: its number, where it starts, where its content does, where both end."""

    number: int
    start: int
    content: int
    end: int


def _fields(message: memoryview) -> Iterator[_Field]:
    """The fields of a message of protobuf, in their order. Raises ValueError."""
    at = 0
    while at < len(message):
        start = at
        tag, at = _varint(message, at)
        match tag & 7:
            case 0:  # a varint
                end = _varint(message, at)[1]
            case 1:
                end = at + 8
            case 2:
                size, at = _varint(message, at)
                end = at + size
            case 5:
                end = at + 4
            case _:
                raise ValueError("no field of protobuf")
        if end > len(message):
            raise ValueError("cut short")
        yield _Field(tag >> 3, start, at, end)
        at = end


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """A number, seven bits a byte, and where it ends. Raises ValueError."""
    number = 0
    for shift, byte in enumerate(message[at : at + 10]):
        number |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            return number, at + shift + 1
    raise ValueError("cut short")
