"""The whole suite where there is no network at all, not even this computer's own, and watched by the system.

    python -m tests.stress.no_network [--short] [TEST FILE ...]

It runs in a network namespace without any interface (`unshare`), and strace notes every socket that a process asks for,
native code included: none but local ones may be among them. Ends with code 77 where the system does not let it.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.stress.common import ROOT

SKIPPED = 77
ALLOWED = {"AF_UNIX", "AF_NETLINK"}  # the hand-over and the system's services; how the kernel tells of devices
SHORT = ["tests/core/commands/test_cli.py", "tests/gui/desktop/test_single_start.py"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE", help="only these tests")
    parser.add_argument("--short", action="store_true", help=f"only {' and '.join(SHORT)}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinset-offline-") as folder:
        return _watched(Path(folder) / "strace", options.files or (SHORT if options.short else []))


def _watched(log: Path, files: list[str]) -> int:
    apart = ["unshare", "-n" if os.getuid() == 0 else "-rn"]
    watching = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket", "-o", str(log)]
    for command in (apart, watching):
        if not shutil.which(command[0]) or subprocess.run([*command, "true"], capture_output=True).returncode:
            print(f"not tried: {command[0]} is missing or not allowed here")
            return SKIPPED
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([*apart, *watching, *tests], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        print(done.stdout)
    return _report(done, log.read_text(errors="replace"))


def _report(done: subprocess.CompletedProcess[str], noted: str) -> int:
    asked = Counter(re.findall(r"socket\((\w+)", noted))
    lines = done.stdout.strip().splitlines() or ["no test ran"]
    counts = ", ".join(f"{count:,} {family}" for family, count in asked.most_common()) or "none"
    print(f"{lines[-1].strip('= ')}; sockets asked for: {counts}")
    return 1 if done.returncode or not asked or not {*asked} <= ALLOWED else 0


if __name__ == "__main__":
    sys.exit(main())
