"""What the installers of Windows and macOS are made from."""

from __future__ import annotations

import plistlib
import subprocess
import sys
from pathlib import Path

from support import ROOT

from core.base.version import version
from core.photos.kinds_of_files import EXTENSIONS


def test_windows_is_told_version_and_kinds_of_photos(tmp_path: Path) -> None:
    script = ROOT / "packaging" / "windows" / "describe-program.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    resource, installer = ((tmp_path / name).read_text("utf-8") for name in ("version.txt", "described.iss"))
    dotted = version().split("+")[0]
    assert f'"ProductVersion", "{version()}"' in resource and f"filevers=({dotted.replace('.', ', ')}, 0)" in resource
    assert f'#define Version "{version()}"' in installer
    assert all(f"\\{ending}\\OpenWithProgids" in installer for ending in EXTENSIONS)


def test_macos_is_told_of_photos_and_folders() -> None:
    told = plistlib.loads((ROOT / "packaging" / "macos" / "Info.plist").read_bytes())
    photos, folders = (one["LSItemContentTypes"] for one in told["CFBundleDocumentTypes"])
    assert {"public.jpeg", "public.heic", "public.avif"} < {*photos} and folders == ["public.folder"]
    assert all(one["LSHandlerRank"] == "Alternate" for one in told["CFBundleDocumentTypes"]), "it takes nothing over"
    assert told["NSHighResolutionCapable"] is True and told["NSRequiresAquaSystemAppearance"] is False
