"""The user's other programs: open a photo, show it in the file manager, copy it or its path."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QProcess, QUrl
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QDesktopServices, QGuiApplication

from gui.base.urls import url_of


def open_in_default_app(path: str) -> bool:
    """True if some program took it."""
    return QDesktopServices.openUrl(url_of(path))


def show_in_file_manager(path: str, *others: str) -> bool:
    """Open the folder of photos, with them selected where the system can do that; on some only the first is."""
    if sys.platform == "win32":
        return bool(QProcess.startDetached("explorer", [f"/select,{os.path.normpath(path)}"])[0])
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("open", ["-R", path, *others])[0])
    return _select_over_dbus((path, *others)) or QDesktopServices.openUrl(url_of(os.path.dirname(path)))


def _select_over_dbus(paths: Sequence[str]) -> bool:
    """Ask whichever file manager owns the freedesktop interface."""
    bus = QDBusConnection.sessionBus()
    name = "org.freedesktop.FileManager1"
    if not bus.isConnected() or not bus.interface().isServiceRegistered(name).value():
        return False
    message = QDBusMessage.createMethodCall(name, "/org/freedesktop/FileManager1", name, "ShowItems")
    message.setArguments([[url_of(path).toString() for path in paths], ""])
    return bus.send(message)


def copy_paths(paths: Sequence[str]) -> None:
    """Put paths on the clipboard, one a line."""
    QGuiApplication.clipboard().setText(_lines(paths))


def copy_files(paths: Sequence[str]) -> None:
    """Put photos on the clipboard as files; where only text can be pasted, their paths."""
    put_files(*files_of(paths))


def files_of(paths: Sequence[str]) -> tuple[list[QUrl], str]:
    """What `put_files` takes; for many photos that is for the background."""
    return [url_of(path) for path in paths], _lines(paths)


def put_files(urls: Sequence[QUrl], text: str) -> None:
    """Put files on the clipboard, and the text for where only text can be pasted."""
    data = QMimeData()
    data.setUrls(urls)
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def _lines(paths: Sequence[str]) -> str:
    return "\n".join(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for path in paths)
