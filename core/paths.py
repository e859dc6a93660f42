"""Every location the program reads or writes; no other file knows one."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import appdirs

APP_NAME = "Twinset"
HOME_VARIABLE = "TWINSET_HOME"

# Relative to this file, so that it holds in a checkout, in site-packages and in a frozen build alike.
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
MODEL = RESOURCES / "models" / "garment-lite2-int8.onnx"
TRANSLATIONS = RESOURCES / "translations"


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
    def wardrobe(self) -> Path:
        """What the user made."""
        return self.data / "wardrobe.sqlite3"

    @property
    def copies(self) -> Path:
        """Of the wardrobe, one a day."""
        return self.data / "copies"

    @property
    def marks(self) -> Path:
        """Where earlier versions kept favourites."""
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

    def thumbnails_in(self, chosen: str) -> Path:
        """Where thumbnails go when the user has chosen a folder for them; empty: none. Others' files may be there."""
        return Path(chosen) / "Twinset thumbnails" if chosen else self.thumbnails

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def translations(self) -> Path:
        """Languages that the user adds."""
        return self.data / "translations"

    @property
    def log(self) -> Path:
        return self.data / "twinset.log"

    @property
    def sample(self) -> Path:
        return self.data / "sample wardrobe"

    @property
    def window_lock(self) -> Path:
        """Locked by the process whose window is open."""
        return self.data / "window.lock"

    @property
    def window_address(self) -> str:
        """Where that window listens: a local socket's path, which must be short, or a pipe's name on Windows."""
        identity = hashlib.sha256(os.fsencode(os.path.realpath(self.data))).hexdigest()[:16]
        name = f"{APP_NAME.lower()}-{identity}"
        if sys.platform == "win32":
            return name
        return os.path.join(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir(), name)
