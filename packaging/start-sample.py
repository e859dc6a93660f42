"""What `make run` starts: the window, or, where there is no display, the same job without one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gui.base import display  # noqa: E402  not found before


def demonstrate() -> int:
    """Index the sample wardrobe, search with one garment, write the 2 x 5 sheet and say where."""
    from core.base.paths import BadHome, Paths
    from core.sample.sample import write_sample

    try:
        paths = Paths.choose()
    except BadHome as error:
        print(f"twinset: {error}", file=sys.stderr)
        return 1
    photos = write_sample(paths.sample)
    sheet = paths.data / "similar.jpg"
    print(f"There is no display. Indexing the sample wardrobe of {len(photos)} garments instead ...", flush=True)
    words = ["sheet", str(photos[0]), "--in", str(paths.sample), "-o", str(sheet)]
    code = subprocess.run([sys.executable, str(ROOT / "main.py"), *words], stdout=subprocess.DEVNULL).returncode
    if code == 0:
        print(f"The ten garments most similar to {photos[0].name}: {sheet}")
    return code


if __name__ == "__main__":
    sys.exit(
        subprocess.run([sys.executable, str(ROOT / "main.py")]).returncode if display.is_there() else demonstrate()
    )
