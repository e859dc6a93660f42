"""Every location the program reads or writes; no other file knows one."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import appdirs

APP_NAME = "Twinset"
HOME_VARIABLE = "TWINSET_HOME"

# Relative to this file, so that it holds in a checkout, in site-packages and in a frozen build alike.
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MODEL = RESOURCES / "models" / "garment-lite2-int8.onnx"
TRANSLATIONS = RESOURCES / "translations"


# What says where a user's files lie; the XDG specification wants values ignored that are empty or not absolute.
_PLACES = ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "TMPDIR", "HOME")


class BadHome(Exception):
    """There is no place for the program's files; str() is one plain sentence that says what to do."""


@dataclass(frozen=True)
class Paths:
    """Where one user's files lie. Directories are made by whoever first writes into them."""

    data: Path
    cache: Path
    config: Path

    @classmethod
    def choose(cls, home: str | None = None) -> Paths:
        """Under `home` or $TWINSET_HOME when given, else where the platform keeps such files. Raises BadHome.

        A `home` that is not absolute starts in the current folder. The variable must be absolute: it counts wherever
        the program is started, and so files would lie everywhere.
        """
        _ignore_what_is_not_absolute()
        if home is not None:
            return cls._under(_expanded(home).absolute())
        if variable := os.environ.get(HOME_VARIABLE):
            root = _expanded(variable)
            if not root.is_absolute():
                raise BadHome(f"{HOME_VARIABLE} is {variable}, but must be a full path; set it so, or use --home.")
            return cls._under(root)
        return cls._of_platform()

    @classmethod
    def _under(cls, root: Path) -> Paths:
        return cls(root, root / "cache", root)

    @classmethod
    def _of_platform(cls) -> Paths:
        places = [
            Path(place(APP_NAME, appauthor=False))
            for place in (appdirs.user_data_dir, appdirs.user_cache_dir, appdirs.user_config_dir)
        ]
        if not all(map(_can_be, places)):
            raise BadHome("There is no home folder for Twinset's files; set HOME, or name a folder with --home.")
        return cls(*places)

    @property
    def catalog(self) -> Path:
        """What was computed of photos: a folder of its own."""
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
        """Which photos show the same garment, as last found: a file that can be made anew."""
        return self.cache / "stacks"

    @property
    def maps(self) -> Path:
        """Where photos lie on maps, as last laid out: a folder of files that can be made anew."""
        return self.cache / "maps"

    @property
    def browsed(self) -> Path:
        """What was browsed last."""
        return self.cache / "browsed"

    @property
    def thumbnails(self) -> Path:
        """Where thumbnails go unless the user chose a folder."""
        return self.cache / "thumbnails"

    def thumbnails_in(self, chosen: str) -> Path:
        """Where thumbnails go when the user has chosen a folder for them; empty: none. Others' files may be there."""
        return Path(chosen) / "Twinset thumbnails" if chosen else self.thumbnails

    @property
    def settings(self) -> Path:
        """What the user chose."""
        return self.config / "settings.json"

    @property
    def translations(self) -> Path:
        """Languages that the user adds."""
        return self.data / "translations"

    @property
    def log(self) -> Path:
        """What went wrong, for whoever mends it."""
        return self.data / "twinset.log"

    @property
    def reports(self) -> Path:
        """What breakdowns left behind, for the user to read and send: a folder."""
        return self.data / "reports"

    @property
    def sample(self) -> Path:
        """Where the sample wardrobe is drawn."""
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
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        if flatpak := os.environ.get("FLATPAK_ID"):  # where each start has a folder of its own, but for this one
            runtime = os.path.join(runtime, "app", flatpak)
        # Not tempfile's folder: where there is none it tries the current one.
        return os.path.join(runtime if os.path.isdir(runtime) else os.environ.get("TMPDIR", "/tmp"), name)


def _ignore_what_is_not_absolute() -> None:
    """Take such values out of the environment, for appdirs, Qt, fontconfig and whoever else would follow them."""
    for variable in _PLACES:
        if not os.path.isabs(os.environ.get(variable, os.sep)):
            del os.environ[variable]


def _expanded(given: str) -> Path:
    """With "~" and "~user" as their home folders. Raises BadHome where there is none."""
    path = os.path.expanduser(given)
    if not path or path.startswith("~"):
        named = f"the home folder in {given} is not known" if given else "it is empty"
        raise BadHome(
            f"The place for the program's files cannot be used, because {named}; use --home with a full path."
        )
    return Path(path)


def _can_be(place: Path) -> bool:
    """Whether a folder is there or can be made: who has no home often has "/" or a folder that is nowhere."""
    if not place.is_absolute():
        return False
    there = next(folder for folder in (place, *place.parents) if folder.exists())
    return there == place or os.access(there, os.W_OK | os.X_OK)
