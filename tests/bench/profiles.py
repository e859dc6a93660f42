"""What minding a colour profile costs per photo, in milliseconds of processor time.

    python -m tests.bench.profiles [--times 40]

A photo of 12 million pixels (drawn here), decoded at the size that features need, with a profile and without, in turn;
the same of a PNG just small enough to be kept as it is; then the conversion alone at the sizes that reduced pictures
have.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from colour_spaces import in_inks, in_space, inks_profile, rgb_profile
from PIL import Image, ImageCms

from core.looks.model import Extractor
from core.photos.images import decode
from core.photos.profiles import to_srgb
from core.sample.sample import draw, garments


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=40)
    times = parser.parse_args().times
    photo = draw(garments()[0], 800).convert("RGB").resize((3024, 4032), Image.Resampling.BICUBIC)
    small = photo.resize((605, 806))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide = rgb_profile("Display P3")
    files = {
        "JPEG without a profile": _encoded(photo, "JPEG"),
        "JPEG with that of sRGB": _encoded(photo, "JPEG", icc_profile=srgb),
        "JPEG with Display P3": _encoded(in_space(photo, "Display P3"), "JPEG", icc_profile=wide),
        "PNG without a profile": _encoded(small, "PNG"),
        "PNG with Display P3": _encoded(in_space(small, "Display P3"), "PNG", icc_profile=wide),
    }
    side = Extractor().spec.side
    _report({name: lambda data=data: decode(data, side) for name, data in files.items()}, times)
    pictures = {f"{width} x {height}": photo.resize((width, height)) for width, height in ((378, 504), (504, 672))}
    _report({f"P3, {name}": lambda image=image: to_srgb(image.copy(), wide) for name, image in pictures.items()}, times)
    inks, profile = in_inks(photo.resize((378, 504))), inks_profile()
    _report({"CMYK, 378 x 504": lambda: to_srgb(inks, profile)}, times)
    return 0


def _encoded(image: Image.Image, file_format: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, file_format, quality=90, **options)
    return stream.getvalue()


def _report(deeds: dict[str, Callable[[], object]], times: int) -> None:
    took: dict[str, list[float]] = {name: [] for name in deeds}
    for _ in range(times):
        for name, deed in deeds.items():
            started = time.process_time()
            deed()
            took[name].append(1000 * (time.process_time() - started))
    for name, values in took.items():
        print(f"{name:24} {statistics.median(values):6.2f} ms (first {values[0]:.2f})")


if __name__ == "__main__":
    sys.exit(main())
