"""Whether a window can be shown. Qt itself would abort without one; this asks first, as Qt will, and needs no Qt."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path

_LINUX = sys.platform.startswith("linux")
_in_silence = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_void_p)(lambda *_: None)  # else libwayland prints
_NEEDING = ("xcb", "wayland")  # Qt's platforms that need a display; others, as offscreen, do without


def is_there() -> bool:
    """Whether a display answers. Only Linux can be without one."""
    return not _LINUX or not _needs_one() or _answers_wayland() or _answers_x11()


def missing_library() -> str:
    """What the system says of a library that Qt's window needs and that is not there; empty where all are."""
    if not _LINUX or not _needs_one() or _answers_wayland():
        return ""
    plugin = _plugins() / "libqxcb.so"
    if not plugin.exists():  # a Qt that is laid out otherwise
        return ""
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error)
    return ""


def _plugins() -> Path:
    """Where Qt keeps what talks to displays."""
    found = importlib.util.find_spec("PySide6")
    return Path(found.origin if found and found.origin else "").parent / "Qt" / "plugins" / "platforms"


def _needs_one() -> bool:
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    return not wanted or all(one.startswith(_NEEDING) for one in wanted.split(";"))


def _answers_x11() -> bool:
    """Connect as Qt's plug-in does, with the same library: whoever may not, or finds nobody, has no display."""
    name = os.environ.get("DISPLAY", "")
    if not name:
        return False
    name = f"unix{name}" if name.startswith(":") else name  # else it tries TCP where there is no socket
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(name), None))
    answers = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return bool(answers)


def _answers_wayland() -> bool:
    if os.environ.get("WAYLAND_SOCKET"):  # an open connection, which can be used only once
        return True
    if not os.environ.get("WAYLAND_DISPLAY"):
        return False
    try:
        wayland = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return False
    wayland.wl_log_set_handler_client(_in_silence)
    wayland.wl_display_connect.restype = ctypes.c_void_p
    display = ctypes.c_void_p(wayland.wl_display_connect(None))
    if display.value is None:
        return False
    wayland.wl_display_disconnect(display)
    return True
