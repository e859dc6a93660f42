"""Prepares the tag of a release, here and nowhere else: nothing is pushed.

    python packaging/prepare-tag.py [--check]

Looks whether everything is committed, CHANGELOG.md has a section of the version in pyproject.toml and nothing left
under "Unreleased", lock file and list of licences agree, and no tag of that name is there. Then the tag is made, with
the section as its message; --check makes none. See RELEASING.md.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
TAG = f"v{VERSION}"


def main() -> int:
    changes = sections()
    found = list(faults(changes))
    print(*found or [f"{TAG} can be tagged."], sep="\n")
    if found:
        return 1
    if "--check" not in sys.argv:
        message = f"Twinset {VERSION}\n\n{changes[VERSION]}\n"
        git("tag", "--annotate", "--cleanup=verbatim", "--file=-", TAG, given=message)
        print(
            f"The tag {TAG} is made, here only. `git push origin {TAG}` publishes it, `git tag -d {TAG}` takes it back."
        )
    return 0


def sections() -> dict[str, str]:
    """The texts of CHANGELOG.md by what stands in their headings: a version, or Unreleased."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    parts = re.split(r"^## (\S+).*$", text, flags=re.MULTILINE)[1:]
    return {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}


def faults(changes: dict[str, str]) -> Iterator[str]:
    """What is in the way of a release, each in one sentence."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", VERSION):
        yield f"The version {VERSION} is not one of a release; set it in pyproject.toml."
    if not changes.get(VERSION):
        yield f"CHANGELOG.md has no section {VERSION}; write it."
    if changes.get("Unreleased"):
        yield f"Something is left under Unreleased in CHANGELOG.md; move it to {VERSION}, or keep it in a branch."
    if changed := git("status", "--porcelain"):
        yield f"Not everything is committed:\n{changed}"
    if git("tag", "--list", TAG):
        yield f"The tag {TAG} is there already; set a new version in pyproject.toml."
    licences = subprocess.run(
        [sys.executable, "packaging/write-licences.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    if licences.returncode:
        yield licences.stdout.strip() or licences.stderr.strip()


def git(*words: str, given: str = "") -> str:
    """What git prints. Raises CalledProcessError, with what git said on stderr."""
    done = subprocess.run(["git", *words], cwd=ROOT, input=given, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
