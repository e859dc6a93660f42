"""Tries the Debian package as a user has it: builds, installs, uses and removes it, in a clean root.

    python packaging/linux/try-deb.py [tools] [build] [root] [install] [use] [remove]

Without a word all of them, one after the other; as root, on Debian. The clean root is a minimal Debian made by
debootstrap, in build/try-deb/root; what is installed there is the package with what it declares to need, and only to
launch it what any desktop has: gio and xdg-open. The display and the window manager run outside. Pictures of the
window are left in build/try-deb.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote
from urllib.parse import unquote, urlparse

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
PLACE = REPOSITORY / "build" / "try-deb"
ROOT = PLACE / "root"
DISPLAY = ":87"
USER, HOME = "1000:1000", "/home/tester"
ENVIRONMENT = {"HOME": HOME, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "DISPLAY": DISPLAY}
OF_ANY_DESKTOP = ("libglib2.0-bin", "desktop-file-utils", "xdg-utils", "file")
# Seen in the clean root, and there alone: each command has mounts of its own, which end with it.
MOUNTED = ("proc", "dev", "tmp/.X11-unix")
ENTER = "".join(f"mount --bind /{place} {quote(f'{ROOT}/{place}')} && " for place in MOUNTED) + 'exec "$@"'
TOOLS = (
    *("binutils", "dpkg-dev", "icu-devtools", "lintian", "libcups2", "libgtk-3-0", "libwayland-egl1"),  # to build
    *("debootstrap", "imagemagick", "openbox", "xclip", "xdotool", "xvfb"),  # to try
)
PATIENCE = 120.0  # s
PHOTOS = 60
KEPT_BY_SYSTEM = ("var/cache", "var/lib/apt", "var/lib/dpkg", "var/log", "tmp", "proc", "dev", "sys", "run")


def tools() -> None:
    """What building and trying need, by apt, where something is missing."""
    query = subprocess.run(["dpkg-query", "--show", *TOOLS], capture_output=True)
    if query.returncode:
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        _run("apt-get", "update", "-q", quiet=True)
        _run("apt-get", "install", "-y", "-q", *TOOLS, quiet=True)


def build() -> None:
    """Freeze, pack, and let lintian look at it."""
    _run(sys.executable, "packaging/freeze/freeze-program.py")
    _run(sys.executable, "packaging/linux/make-deb.py")
    _run("lintian", "--fail-on", "error", "--allow-root", str(_package()))


def root() -> None:
    """A minimal Debian of this computer's release, with its mirrors."""
    shutil.rmtree(ROOT, ignore_errors=True)
    ROOT.mkdir(parents=True)
    release = re.findall(r"^VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text(), re.M)[0]
    mirror = re.findall(r"^(?:URIs:|deb(?: \[.*?\])?) (\S+/(?:debian|ubuntu)/?)(?:\s|$)", _sources(), re.M)[0]
    _run("debootstrap", "--variant=minbase", release, str(ROOT), mirror, quiet=True)
    for place in ("apt/apt.conf.d", "apt/sources.list.d"):
        shutil.copytree(f"/etc/{place}", ROOT / "etc" / place, dirs_exist_ok=True)
    shutil.copy("/etc/resolv.conf", ROOT / "etc/resolv.conf")
    (ROOT / "etc/apt/apt.conf.d/docker-clean").unlink(missing_ok=True)
    for folder in (Path("/tmp/.X11-unix"), *(ROOT / name for name in MOUNTED)):
        folder.mkdir(mode=0o1777, parents=True, exist_ok=True)
    _inside("apt-get", "update", "-q", quiet=True)
    _inside("useradd", "--create-home", "--uid", "1000", "tester")
    (PLACE / "before.txt").write_text("\n".join(_files()))


def install() -> None:
    """The package with what it needs, and nothing that it only recommends."""
    shutil.copy(_package(), ROOT / "tmp")
    before = _packages()
    _inside("apt-get", "install", "-y", "-q", "--no-install-recommends", f"/tmp/{_package().name}", quiet=True)
    came = sorted(_packages() - before - {"twinset"})
    print(f"with it came {len(came)} packages: {' '.join(came)}")
    told = _inside("twinset", "--version", user=True)
    assert _package().name.split("_")[1].startswith(told.split()[1]), told


def use() -> None:
    """A folder opened through the desktop entry, a photo clicked, and one opened by xdg-open."""
    with _display():
        _show_photos()
        with _window(["twinset", f"{HOME}/Photos"]):  # before anything is installed that was not declared
            _picture("declared")
        _inside("apt-get", "install", "-y", "-q", "--no-install-recommends", *OF_ANY_DESKTOP, quiet=True)
        with _window(["gio", "launch", "/usr/share/applications/twinset.desktop", f"{HOME}/Photos"]):
            _picture("launched")
            _click_and_compare()
            _picture("clicked")
            _inside("xdg-open", f"{HOME}/Elsewhere/new.jpg", user=True)
            _wait(lambda: _copied() == _told("Elsewhere/new.jpg"))
            _picture("handed-over")
        with _window(["xdg-open", f"{HOME}/Elsewhere/new.jpg"]):
            _wait(lambda: _copied() == _told("Elsewhere/new.jpg"))
            _picture("opened")


def remove() -> None:
    """Purge it, and list what is left."""
    _inside("apt-get", "purge", "-y", "-q", "twinset", *OF_ANY_DESKTOP, quiet=True)
    _inside("apt-get", "autoremove", "--purge", "-y", "-q", quiet=True)
    before = set((PLACE / "before.txt").read_text().splitlines())
    left = [name for name in _files() if name not in before]
    own = [name for name in left if name.startswith(HOME[1:])]
    others = [name for name in left if not name.startswith(HOME[1:])]
    print(f"left are {len(own)} files of the user's, and of the system's: {others or 'none'}")
    folders = Counter("/".join(os.path.dirname(name).split("/")[:5]) for name in own)
    print(*(f"    {folder}: {count}" for folder, count in sorted(folders.items())), sep="\n")
    assert not [name for name in others if "twinset" in name.lower()]


def _sources() -> str:
    places = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    return "\n".join(place.read_text() for place in places if place.is_file())


def _package() -> Path:
    return max((REPOSITORY / "build").glob("twinset_*.deb"), key=lambda path: path.stat().st_mtime)


def _run(*command: str, quiet: bool = False) -> None:
    nowhere = subprocess.DEVNULL if quiet else None
    subprocess.run(command, cwd=REPOSITORY, check=True, stdout=nowhere)


def _chrooted(*command: str, user: bool) -> list[str]:
    who = [f"--userspec={USER}"] if user else []
    extra = {} if user else {"HOME": "/root", "PATH": os.environ["PATH"], "DEBIAN_FRONTEND": "noninteractive"}
    environment = {**ENVIRONMENT, **extra}
    values = (f"{name}={value}" for name, value in environment.items())
    alone = ("unshare", "--mount", "--propagation", "private", "sh", "-c", ENTER, "enter")
    return [*alone, "chroot", *who, str(ROOT), "env", "-i", *values, *command]


def _inside(*command: str, user: bool = False, quiet: bool = False) -> str:
    """Run within the clean root; what it prints. Raises CalledProcessError."""
    errors = subprocess.DEVNULL if quiet else None
    done = subprocess.run(_chrooted(*command, user=user), stdout=subprocess.PIPE, stderr=errors, text=True, check=True)
    return done.stdout


@contextlib.contextmanager
def _display() -> Iterator[None]:
    """A screen with a window manager."""
    os.environ["DISPLAY"] = DISPLAY
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-ac", "-screen", "0", "1400x900x24"], stderr=subprocess.DEVNULL)
    try:
        _wait(lambda: subprocess.run(["xdotool", "getdisplaygeometry"], capture_output=True).returncode == 0)
        manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            manager.terminate()
    finally:
        screen.terminate()
        screen.wait()


@contextlib.contextmanager
def _window(command: list[str]) -> Iterator[None]:
    """The window that a command leads to, in front and as large as the screen; closed as a user does."""
    began = time.monotonic()
    process = subprocess.Popen(_chrooted(*command, user=True))
    _wait(lambda: _windows())
    print(f"{' '.join(command)}: a window after {time.monotonic() - began:.1f} s")
    _run("xdotool", "windowactivate", "--sync", _windows()[0], "windowsize", "--sync", _windows()[0], "1390", "860")
    _run("xdotool", "windowmove", _windows()[0], "0", "0")
    time.sleep(3)  # for the picture
    try:
        yield
        _run("xdotool", "key", "ctrl+q")
        _wait(lambda: not _windows())
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        process.wait()


def _windows() -> list[str]:
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "twinset"], capture_output=True, text=True)
    return found.stdout.split()


def _picture(name: str) -> None:
    _run("import", "-window", "root", str(PLACE / f"{name}.png"))


def _show_photos() -> None:
    """Garments of the sample wardrobe in the user's folder, and one that lies elsewhere."""
    sys.path.insert(0, str(REPOSITORY))
    from core.sample.sample import write_sample

    drawn = write_sample(PLACE / "wardrobe")
    photos, elsewhere = (ROOT / f"{HOME}/{name}".lstrip("/") for name in ("Photos", "Elsewhere"))
    for folder in (photos, elsewhere):
        folder.mkdir(exist_ok=True)
    for path in drawn[:PHOTOS]:
        shutil.copy(path, photos)
    shutil.copy(drawn[PHOTOS], elsewhere / "new.jpg")
    _run("chown", "-R", USER, str(photos), str(elsewhere))


def _click_and_compare() -> None:
    """Click the first photo; the window's results must be those of the command line."""
    _wait(lambda: len(_copied()) == PHOTOS)
    first = _copied()[0]
    print(f"clicked: {first}")
    _wait(lambda: _clicked() and _copied() == _told(os.path.relpath(first, HOME)))
    print("the window's results are the command line's:", *map(os.path.basename, _copied()))


def _clicked() -> bool:
    _run("xdotool", "key", "Escape", "mousemove", "380", "300", "click", "1")
    time.sleep(2)
    return True


def _copied() -> list[str]:
    """All photos that the window shows, in their order, by the clipboard."""
    _run("xdotool", "key", "ctrl+a", "key", "ctrl+c")
    time.sleep(0.5)
    told = subprocess.run(["xclip", "-o", "-selection", "clipboard", "-t", "text/uri-list"], capture_output=True)
    return [unquote(urlparse(line).path) for line in told.stdout.decode().split()]


def _told(photo: str) -> list[str]:
    """What the command line finds like a photo, itself left out."""
    words = ("similar", f"{HOME}/{photo}", "--exclude-self", "--in", f"{HOME}/Photos", "--home", f"{HOME}/command line")
    return [match["path"] for match in json.loads(_inside("twinset", *words, user=True, quiet=True))["matches"]]


def _wait(condition: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            _picture("in-vain")
            raise AssertionError("waited in vain; what was seen is in build/try-deb/in-vain.png")
        time.sleep(0.2)


def _files() -> list[str]:
    """All files of the clean root but those that its package manager keeps for itself."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        here = os.path.relpath(folder, ROOT)
        folders[:] = [one for one in folders if os.path.normpath(f"{here}/{one}") not in KEPT_BY_SYSTEM]
        found += [os.path.normpath(f"{here}/{name}") for name in names]
    return sorted(found)


def _packages() -> set[str]:
    return set(_inside("dpkg-query", "--show", "--showformat", "${Package}\n").split())


PARTS = (tools, build, root, install, use, remove)


def main() -> int:
    """0 when all went well."""
    wanted = sys.argv[1:] or [part.__name__ for part in PARTS]
    for part in PARTS:
        if part.__name__ in wanted:
            began = time.monotonic()
            print(f"{part.__name__}: {(part.__doc__ or '').strip()}", flush=True)
            part()
            print(f"{part.__name__}: done in {time.monotonic() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
