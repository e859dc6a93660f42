"""Loaded by every Python process of the tests, by way of PYTHONPATH: whoever reaches for the network is refused, and
written down where the tests look. What native code does is not seen here: see tests/test_no_network.py.
"""

from __future__ import annotations

import os
import sys
from typing import Any

LOG_VARIABLE = "TWINSET_TEST_NETWORK_LOG"
_LOCAL = {-1, 1}  # AF_UNIX, the hand-over to the window that runs; -1: a descriptor that is open already
_NAMES = {"socket.getaddrinfo", "socket.gethostbyaddr", "socket.gethostbyname", "socket.getnameinfo"}


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _NAMES or (event == "socket.__new__" and arguments[1] not in _LOCAL):
        told = f"{event}{arguments[event == 'socket.__new__' :]} in {sys.argv}"
        with open(os.environ[LOG_VARIABLE], "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(told + "\n")
        raise PermissionError(f"The tests forbid the network: {told}")


def forbid() -> None:
    """From now on and for good: an audit hook cannot be taken out again."""
    sys.addaudithook(_refuse)


if LOG_VARIABLE in os.environ:
    forbid()
