"""Listens for second starts of the program, which hand over what they were given: folders, photos, or nothing."""

from __future__ import annotations

import logging
import os
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from core.base.paths import Paths
from core.base.running import HEAD, MOST, TAKEN, is_wish, paths_in

log = logging.getLogger(__name__)

_WAIT_MS = 5000  # for the rest of a message
_MOST_CALLERS = 8  # at a time


class StartListener(QObject):
    """Listens as long as the window is open.

    Signals:
        came: a tuple with the paths of folders and files that are there, and wishes; empty where the window is only to
        come to the front.
    """

    came = Signal(tuple)

    def __init__(self, paths: Paths, window: QWidget) -> None:
        super().__init__(window)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST_CALLERS)
        self._server.newConnection.connect(self._on_caller)
        self._listen(paths.window_address)
        window.installEventFilter(self)

    def _listen(self, address: str) -> None:
        """Whatever lies at the address is stale: who comes here is the first, or could not reach the one before."""
        QLocalServer.removeServer(address)
        if not self._server.listen(address):  # then a second start opens a second window
            log.info("Second starts cannot reach this window: %s", self._server.errorString())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self._server.close()
        return False

    @Slot()
    def _on_caller(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.setReadBufferSize(len(HEAD) + 4 + MOST + 1)
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(partial(self._read, caller))
            QTimer.singleShot(_WAIT_MS, caller, caller.abort)
            self._read(caller)

    def _read(self, caller: QLocalSocket) -> None:
        """Nothing is taken from the socket before the message is complete; junk ends the conversation.

        So does the end of the window: the other start then opens one of its own.
        """
        if not self._server.isListening():
            caller.abort()
            return
        try:
            paths = paths_in(bytes(caller.peek(caller.bytesAvailable()).data()))
            if paths is None:
                return
            caller.readAll()
            usable = tuple(word for word in paths if is_wish(word) or _is_usable(word))
        except ValueError:
            caller.abort()
            return
        caller.write(TAKEN)
        caller.disconnectFromServer()
        if usable or not paths:
            self.came.emit(usable)


def _is_usable(path: str) -> bool:
    return os.path.isabs(path) and (os.path.isdir(path) or os.path.isfile(path))
