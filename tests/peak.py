"""The most memory that this process has had."""

from __future__ import annotations

import sys
from pathlib import Path


def peak() -> float:
    """In MB. Linux hands the `ru_maxrss` of whoever starts a process on to it, so there the kernel's own mark is read;
    0 where neither is to be had."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
