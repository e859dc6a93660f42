"""What the tests of marking photos share."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import encoded, photo

from core.base.paths import Paths
from core.base.settings import Settings, save_settings


@pytest.fixture
def garments(tmp_path: Path, home: Path) -> Path:
    """Six JPEG files, each of which lies alone."""
    save_settings(Paths.choose(str(home)).settings, Settings(stacks=False, fold_results=False))
    folder = tmp_path / "garments"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.jpg").write_bytes(encoded(photo(number), "JPEG"))
    return folder
