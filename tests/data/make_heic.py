"""Makes garment.heic and turned.heic, the HEIC photos of the tests: `python make_heic.py HEIF_ENC`.

HEIF_ENC is an encoder such as Debian's heif-enc (package libheif-examples); the program itself only decodes. What is
encoded is drawn by our own code. Phones store the sensor's view and an `irot` box that says how to turn it; old
versions of heif-enc cannot write that box, so it is inserted here.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from core.sample.sample import draw, garments  # noqa: E402


def encode(heif_enc: str, image: Image.Image, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "image.png"
        image.save(source)
        subprocess.run([heif_enc, "-q", "60", str(source), "-o", str(target)], check=True)


def with_rotation(heic: bytes, quarter_turns: int) -> bytes:
    """The file with an `irot` box (anticlockwise quarter turns) for its one item."""
    box = struct.pack(">I4sB", 9, b"irot", quarter_turns)
    ipco, ipma, iloc = (heic.index(kind) - 4 for kind in (b"ipco", b"ipma", b"iloc"))
    ipco_end, ipma_end = (at + struct.unpack_from(">I", heic, at)[0] for at in (ipco, ipma))
    properties = _count_boxes(heic[ipco + 8 : ipco_end])
    data = bytearray(heic[:ipco_end] + box + heic[ipco_end:ipma_end] + bytes([0x80 | properties + 1]) + heic[ipma_end:])
    data[ipma + len(box) + 18] += 1  # associations of the first item
    for at, more in ((ipco, 9), (ipma + len(box), 1), (heic.index(b"iprp") - 4, 10), (heic.index(b"meta") - 4, 10)):
        struct.pack_into(">I", data, at, struct.unpack_from(">I", data, at)[0] + more)
    struct.pack_into(">I", data, iloc + 20, struct.unpack_from(">I", heic, iloc + 20)[0] + 10)
    return bytes(data)


def _count_boxes(data: bytes) -> int:
    count = at = 0
    while at < len(data):
        at += struct.unpack_from(">I", data, at)[0]
        count += 1
    return count


def main(heif_enc: str) -> None:
    image = draw(garments()[0], 120).convert("RGB").resize((96, 128))
    encode(heif_enc, image, HERE / "garment.heic")
    encode(heif_enc, image.transpose(Image.Transpose.ROTATE_90), HERE / "turned.heic")
    turned = HERE / "turned.heic"
    turned.write_bytes(with_rotation(turned.read_bytes(), 3))


if __name__ == "__main__":
    main(sys.argv[1])
