"""Every location the program reads or writes; no other file knows one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import appdirs

APP_NAME = "Twinset"
HOME_VARIABLE = "TWINSET_HOME"

# Relative to this file, so that it holds in a checkout, in site-packages and in a frozen build alike.
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
MODEL = RESOURCES / "models" / "garment-lite2-int8.onnx"


@dataclass(frozen=True)
class Paths:
    """Where one user's files lie. Directories are made by whoever first writes into them."""

    data: Path
    cache: Path
    config: Path

    @classmethod
    def choose(cls, home: str | None = None) -> Paths:
        """Under `home` or $TWINSET_HOME when given, else where the platform keeps such files."""
        home = home or os.environ.get(HOME_VARIABLE)
        if home:
            root = Path(home).absolute()
            return cls(root, root / "cache", root)
        return cls(
            Path(appdirs.user_data_dir(APP_NAME, appauthor=False)),
            Path(appdirs.user_cache_dir(APP_NAME, appauthor=False)),
            Path(appdirs.user_config_dir(APP_NAME, appauthor=False)),
        )

    @property
    def catalog(self) -> Path:
        return self.data / "catalog"

    @property
    def marks(self) -> Path:
        return self.data / "marks.json"

    @property
    def stacks(self) -> Path:
        return self.cache / "stacks"

    @property
    def browsed(self) -> Path:
        return self.cache / "browsed"

    @property
    def thumbnails(self) -> Path:
        return self.cache / "thumbnails"

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def log(self) -> Path:
        return self.data / "twinset.log"

    @property
    def sample(self) -> Path:
        return self.data / "sample wardrobe"
