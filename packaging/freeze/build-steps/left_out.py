"""What of the libraries stays outside the frozen program, and why.

Paths are those inside the program's folder, with "/" between names. `placeholders_hook.py` names the modules that a
placeholder stands for.
"""

from __future__ import annotations

import pkgutil
from fnmatch import fnmatch
from importlib import util
from pathlib import PurePath

import placeholders_hook

# Imported by something, where it is there, for uses that Twinset has not.
MODULES = (
    *("tkinter", "matplotlib", "pandas", "pynndescent", "hnswlib", "networkx"),  # pictures, examples, other neighbours
    *("pytest", "hypothesis", "IPython", "setuptools", "pkg_resources", "pip"),  # for developers
    *("ssl", "_ssl", "_hashlib", "readline", "curses"),  # nothing is fetched; Python has the hashes itself
    *("scipy.stats", "scipy.io", "joblib", "openTSNE.dependencies"),
)

# Of PyInstaller's own: it sets variables by which every program that we open would look for Qt's plug-ins here, and
# loads Qt into each worker process. The wheels of PySide6 find their plug-ins without.
HOOKS = {"pyi_rth_pyside6"}

# Of the system's libraries only those that Python itself needs, whose versions differ from system to system, and the
# small ones that Qt's window needs and that not every desktop has. All others are the system's own.
SYSTEM_KEPT = (
    *("libpython3*", "libsqlite3.so*", "libffi.so*", "libz.so*", "libbz2.so*", "liblzma.so*"),
    *("libxcb-cursor.so*", "libxcb-icccm.so*", "libxcb-image.so*", "libxcb-keysyms.so*", "libxcb-render-util.so*"),
    *("libxcb-util.so*", "libxkbcommon-x11.so*"),
)

# Of Qt's plug-ins: the window under X and Wayland and off the screen, input methods, the desktop's looks and dialogs,
# icons, the pictures of the guide and of dragging, printing. Windows and macOS have their platforms instead.
QT_PLUGINS = "PySide6/*plugins/"
QT_PLUGINS_KEPT = (
    *(
        "platforms/*qxcb*",
        "platforms/*qwayland*",
        "platforms/*qoffscreen*",
        "platforms/*qwindows*",
        "platforms/*qcocoa*",
    ),
    *("xcbglintegrations/*", "wayland-decoration-client/*", "wayland-graphics-integration-client/*egl*"),
    *("wayland-shell-integration/*xdg-shell*", "platformthemes/*", "styles/*", "iconengines/*", "printsupport/*"),
    *("platforminputcontexts/*compose*", "platforminputcontexts/*ibus*"),
    *(
        "imageformats/*qjpeg*",
        "imageformats/*qsvg*",
        "imageformats/*qgif*",
        "imageformats/*qwebp*",
        "imageformats/*qico*",
    ),
)

UNUSED = (
    "*libQt6Egl*",  # screens without a desktop
    "*libQt6WlShellIntegration*",
    "*/opengl32sw.dll",  # drawing in 3D without a driver, on Windows
    "*.dist-info/*",
    "*.egg-info/*",
    "*/_codecs_[jhckt]*",  # East Asian encodings from before Unicode
    "*.pyx*",
    "*.pxi*",
    "*.pxd",
)
QT_TRANSLATIONS = "PySide6/*translations/"
QT_TRANSLATIONS_KEPT = ("qtbase_de.qm", "qtbase_en.qm")  # of the languages that come with Twinset


def modules() -> list[str]:
    """All modules that are not looked at; those in a package of which something is kept, one by one."""
    whole = [name for name in placeholders_hook.LEFT_OUT if not name.endswith(".*")]
    parts = [f"{name}.{part}" for name in _opened() for part in _parts(name)]
    return [*MODULES, *whole, *(part for part in parts if placeholders_hook.is_left_out(part))]


def _opened() -> list[str]:
    return [name.removesuffix(".*") for name in placeholders_hook.LEFT_OUT if name.endswith(".*")]


def _parts(package: str) -> list[str]:
    found = util.find_spec(package)
    assert found is not None, f"{package} is not installed"
    return [part.name for part in pkgutil.iter_modules(found.submodule_search_locations)]


def is_unused(inside: str, source: str) -> bool:
    """Whether the file that would lie at `inside`, taken from `source`, stays outside."""
    path = PurePath(inside).as_posix()
    if "site-packages" not in PurePath(source).parts and fnmatch(path, "lib*.so*"):
        return not _is_one_of(path, SYSTEM_KEPT)
    for place, kept in ((QT_PLUGINS, QT_PLUGINS_KEPT), (QT_TRANSLATIONS, QT_TRANSLATIONS_KEPT)):
        if fnmatch(path, f"{place}*"):
            return not _is_one_of(path, [f"{place}{one}" for one in kept])
    return _is_one_of(path, UNUSED)


def _is_one_of(path: str, patterns: tuple[str, ...] | list[str]) -> bool:
    return any(fnmatch(path, pattern) for pattern in patterns)
