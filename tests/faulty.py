"""Decoders with faults, for worker processes of tests: what they do stands in the photo's bytes."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time

from PIL.ImageFile import ImageFile

from core.photos.images import Picture
from core.workers import worker

ABORT, KILL, EXIT, RAISE = b"test: abort", b"test: kill", b"test: exit", b"test: raise"
HANG, HANG_LOCKED, EAT, EAT_NATIVE = b"test: hang", b"test: hang locked", b"test: eat", b"test: eat natively"


def _hang_locked() -> None:
    ctypes.PyDLL(None).sleep(1000)  # a call through PyDLL keeps Python's lock


def _eat_natively() -> None:
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    libc.malloc.argtypes = [ctypes.c_size_t]
    libc.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
    while True:  # as a decoder that looks at no return value
        libc.memset(libc.malloc(50_000_000), 1, 50_000_000)


DEEDS = {
    ABORT: os.abort,
    KILL: lambda: os.kill(os.getpid(), signal.SIGKILL),
    HANG: lambda: time.sleep(1000),
    HANG_LOCKED: _hang_locked,
    EAT: lambda: [bytearray(50_000_000) for _ in range(100)],
    EAT_NATIVE: _eat_natively,
    EXIT: lambda: os._exit(3),
}

_load = ImageFile.load


def _load_badly(image: ImageFile) -> object:
    data = image.fp.getvalue() if image.fp else b""  # of a BytesIO
    for mark, deed in DEEDS.items():
        if data.endswith(mark):
            deed()
    return _load(image)


_decode = worker.decode


def _decode_badly(data: bytes, at_least: int, within: int = 0) -> Picture:
    """A fault of the computing itself: no second attempt at decoding can help."""
    if data.endswith(RAISE):
        raise OverflowError("int too big to convert")
    return _decode(data, at_least, within)


if "--worker" in sys.argv:  # and not in the tests themselves, which only want the marks
    ImageFile.load = _load_badly  # type: ignore[method-assign]
    worker.decode = _decode_badly
