"""The user's other programs: open a photo, show it in the file manager, copy it or its path."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QProcess
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QDesktopServices, QGuiApplication

from gui.base.urls import url_of


def open_in_default_app(path: str) -> bool:
    """True if some program took it."""
    return QDesktopServices.openUrl(url_of(path))


def show_in_file_manager(path: str) -> bool:
    """Open the folder of a photo, with the photo selected where the system can do that."""
    if sys.platform == "win32":
        return bool(QProcess.startDetached("explorer", [f"/select,{os.path.normpath(path)}"])[0])
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("open", ["-R", path])[0])
    return _select_over_dbus(path) or QDesktopServices.openUrl(url_of(os.path.dirname(path)))


def _select_over_dbus(path: str) -> bool:
    """Ask whichever file manager owns the freedesktop interface."""
    bus = QDBusConnection.sessionBus()
    name = "org.freedesktop.FileManager1"
    if not bus.isConnected() or not bus.interface().isServiceRegistered(name).value():
        return False
    message = QDBusMessage.createMethodCall(name, "/org/freedesktop/FileManager1", name, "ShowItems")
    message.setArguments([[url_of(path).toString()], ""])
    return bus.send(message)


def copy_paths(paths: Sequence[str]) -> None:
    """Put paths on the clipboard, one a line."""
    QGuiApplication.clipboard().setText(_lines(paths))


def copy_files(paths: Sequence[str]) -> None:
    """Put photos on the clipboard as files; where only text can be pasted, their paths."""
    data = QMimeData()
    data.setUrls([url_of(path) for path in paths])
    data.setText(_lines(paths))
    QGuiApplication.clipboard().setMimeData(data)


def _lines(paths: Sequence[str]) -> str:
    return "\n".join(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for path in paths)
