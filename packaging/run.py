"""What `make run` starts: the window, or, where there is no display, the same job without one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


def demonstrate() -> int:
    """Index the sample wardrobe, search with one garment, write the 2 x 5 sheet and say where."""
    from core.paths import Paths
    from core.sample import write_sample

    paths = Paths.choose()
    photos = write_sample(paths.sample)
    sheet = paths.data / "similar.jpg"
    print(f"There is no display. Indexing the sample wardrobe of {len(photos)} garments instead ...", flush=True)
    words = ["sheet", str(photos[0]), "--in", str(paths.sample), "-o", str(sheet)]
    code = subprocess.run([sys.executable, str(ROOT / "main.py"), *words], stdout=subprocess.DEVNULL).returncode
    if code == 0:
        print(f"The ten garments most similar to {photos[0].name}: {sheet}")
    return code


if __name__ == "__main__":
    sys.exit(subprocess.run([sys.executable, str(ROOT / "main.py")]).returncode if has_display() else demonstrate())
