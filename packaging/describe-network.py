"""Writes into the file of a network what was measured with it, so that the program need not know.

python packaging/describe-network.py [resources/models/garment-lite2-int8.onnx]

Pairs whose names begin with `twinset.` take the place of older ones; every other byte stays, and so does what the
program knows the network by: features that were computed with it hold. So only what describes them may stand here,
nothing that changes them. core/looks/spec.py says what each of these is; for another network, measure and change them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.base.files import write_whole
from core.base.paths import MODEL
from core.looks.spec import METADATA, OWN, fingerprint, read_spec, undescribed

MEASURED = {
    # near, far, weight; overlap, low, high, mild: MODEL_CARD.md, "How the program ranks"
    "gate": "0.9 1.15 16 0.3 0.15 0.35 0.2",
    "yardstick": "0.82",  # that of the 3,068 training photos
    "labels": "0.36 0.43 0.82 1.15",  # same, same outside, very, style: tests/bench/labels.py
    # least; share and power; those of several views: tests/bench/calibrate.py, its powers (0.04) by half, see there
    "same": "0.3 0.56 0.02 0.62 0.03",
    "no garment": "0.5 0.95",  # confidence, of the yardstick: tests/bench/no_garment.py
    # a finer kind, or a kind itself, for a kind, and from which probability on it is said: tests/bench/finer.py
    "finer": (
        "blazer outwear 0.7 body t-shirt 0.5 body longsleeve 0.5 hoodie longsleeve 0.5 hoodie outwear 0.7 "
        "polo t-shirt 0.5 polo shirt 0.7 polo longsleeve 0.7 undershirt t-shirt 0.7 "
        "t-shirt t-shirt 0.7 outwear outwear 0.8 longsleeve longsleeve 0.95 shirt shirt 0.95"
    ),
    "spread": "1.15",  # of the instance parts of the training photos
    "views": "0.75 2",  # share of the short side, how many across: packaging/train-network/RESULTS.md
    "stretch": "0.11",
    "best views": "2",
    "plain border": "0.046875 12 0.85",  # width (3 of 64 pixels), levels, share
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", default=MODEL)
    file = parser.parse_args().model
    model = file.read_bytes()
    described = b"".join(undescribed(model))
    for name, text in {"side": str(_side(model)), **MEASURED}.items():
        described += _field(METADATA, _field(1, (OWN + name).encode()) + _field(2, text.encode()))
    if fingerprint(described) != fingerprint(model):
        sys.exit("This would change what features are known by; nothing was written.")
    print(read_spec(described))
    write_whole(file, described, private=False)


def _side(model: bytes) -> int:
    import onnxruntime as ort  # here, because core turns off first that it reports to its makers

    (images,) = ort.InferenceSession(model, providers=["CPUExecutionProvider"]).get_inputs()
    return int(images.shape[1])


def _field(number: int, content: bytes) -> bytes:
    """A field of a message of protobuf that holds bytes."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    return bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80]) + _varint(number >> 7)


if __name__ == "__main__":
    main()
