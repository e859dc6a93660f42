"""Where a result may be written: never over a photo."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from core.photos.images import is_image_name


def is_photo(file: Path, photos: Iterable[str], folders: Sequence[str]) -> bool:
    """Whether the file is one of these photos, by whatever name or link, or one among them in their folders.

    What lies there and is named like a photo counts too, though it could not be read.
    """
    if not file.exists():
        return False
    real = file.resolve()
    if is_image_name(file.name) and any(real.is_relative_to(Path(folder).resolve()) for folder in folders):
        return True
    return any(os.path.samefile(file, path) for path in photos if os.path.exists(path))
