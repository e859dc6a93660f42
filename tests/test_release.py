"""What a release is built from: the lock file, the list of whose work is shipped, the version and its tag."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support import ROOT

from core.base.version import version

NEEDED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]


def lines(name: str) -> list[str]:
    """The statements of a requirements file, without comments."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def pinned(name: str) -> dict[str, str]:
    """The versions in a requirements file, by name."""
    found = [re.match(r"([\w.-]+)==([^ ;]+)", line) for line in lines(name)]
    return {canonicalize_name(one[1]): one[2] for one in found if one}


def test_each_line_of_the_lock_has_a_version_and_hashes() -> None:
    form = re.compile(r"[\w.-]+==[\w.]+( ; [\w .'=<>()]+)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line for line in lines("requirements.lock") if not form.fullmatch(line)] == []


def test_the_lock_names_no_registry() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text("utf-8")


def test_the_lock_agrees_with_what_was_tested() -> None:
    tested = pinned("constraints.txt")
    assert {name: tested.get(name) for name in pinned("requirements.lock")} == pinned("requirements.lock")


def test_the_lock_holds_all_that_runs_and_nothing_else() -> None:
    """What pyproject.toml asks for, and what that asks for in turn, on whatever system."""
    locked = pinned("requirements.lock")
    wanted = [Requirement(text) for text in NEEDED]
    seen: dict[str, Requirement] = {}
    while wanted:
        one = wanted.pop()
        name = canonicalize_name(one.name)
        assert one.specifier.contains(locked.get(name, "0")), one
        if name in seen:
            continue
        seen[name] = one
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            further = map(Requirement, metadata.requires(name) or ())
            wanted += [two for two in further if two.marker is None or "extra" not in str(two.marker)]
    assert set(seen) == set(locked)


@pytest.mark.skipif(not importlib.util.find_spec("pip"), reason="this environment has no pip")
def test_pip_takes_the_lock_and_finds_everything_installed() -> None:
    words = ["install", "--dry-run", "--no-index", "--no-deps", "--require-hashes", "-r", "requirements.lock"]
    # -I: without what the tests put in front of every Python, since pip looks whether there is IPv6.
    command = [sys.executable, "-I", "-m", "pip", *words, "--disable-pip-version-check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Would install" not in done.stdout


def test_the_list_of_licences_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "packaging/write-licences.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


# --- the tag ---


@pytest.fixture
def checkout(tmp_path: Path) -> Callable[..., str]:
    """A repository of what the tag is made from; runs commands in it."""

    def run(*words: str, code: int = 0) -> str:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    (tmp_path / "packaging").mkdir()
    scripts = ("packaging/prepare-tag.py", "packaging/write-licences.py")
    for name in (*scripts, "pyproject.toml", "CHANGELOG.md", "THIRD_PARTY.md", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    text = (tmp_path / "CHANGELOG.md").read_text("utf-8")  # whatever is under way in the repository
    head, _, rest = text.partition("## Unreleased\n")
    (tmp_path / "CHANGELOG.md").write_text(f"{head}## Unreleased\n\n{rest[rest.index('## ') :]}", "utf-8")
    run("git", "init", "--quiet")
    for key, value in (("user.name", "A"), ("user.email", "a@example.com")):
        run("git", "config", key, value)
    run("git", "add", "--all")
    run("git", "commit", "--quiet", "--message=All")
    return run


def test_a_tag_is_prepared(checkout: Callable[..., str], tmp_path: Path) -> None:
    tag = f"v{version()}"
    assert checkout(sys.executable, "packaging/prepare-tag.py", "--check") == f"{tag} can be tagged.\n"
    assert checkout("git", "tag") == ""
    checkout(sys.executable, "packaging/prepare-tag.py")
    message = checkout("git", "tag", "--list", "-n99", tag)
    assert f"Twinset {version()}" in message and "### Added" in message
    assert "is there already" in checkout(sys.executable, "packaging/prepare-tag.py", code=1)


def test_what_is_in_the_way_of_a_tag(checkout: Callable[..., str], tmp_path: Path) -> None:
    changes = (tmp_path / "CHANGELOG.md").read_text("utf-8").replace(f"## {version()}", "## 0.0.9")
    changes = changes.replace("## Unreleased", "## Unreleased\n\nSomething")
    (tmp_path / "CHANGELOG.md").write_text(changes, "utf-8")
    told = checkout(sys.executable, "packaging/prepare-tag.py", code=1)
    for words in (f"no section {version()}", "left under Unreleased", "Not everything is committed"):
        assert words in told
    assert checkout("git", "tag") == ""
