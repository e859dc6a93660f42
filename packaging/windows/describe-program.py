"""Writes what Windows is told about the program, from where it stands already: version and kinds of photos.

    python packaging/windows/describe-program.py [DIRECTORY]

`version.txt` becomes the version resource of twinset.exe, `described.iss` a part of the installer (`twinset.iss`).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from core.base.version import version  # noqa: E402
from core.photos.kinds_of_files import EXTENSIONS  # noqa: E402

RESOURCE = """\
# UTF-8
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([
      StringTable("040904B0", [
        StringStruct("CompanyName", "The Twinset authors"),
        StringStruct("FileDescription", "Twinset"),
        StringStruct("FileVersion", "{version}"),
        StringStruct("InternalName", "twinset"),
        StringStruct("LegalCopyright", "The Twinset authors. Apache License 2.0"),
        StringStruct("OriginalFilename", "twinset.exe"),
        StringStruct("ProductName", "Twinset"),
        StringStruct("ProductVersion", "{version}"),
      ])
    ]),
    VarFileInfo([VarStruct("Translation", [0x409, 1200])]),
  ],
)
"""

INSTALLER = """\
; Written by describe-program.py.
#define Version "{version}"
#define Numbers "{numbers}"

[Registry]
"""
_OPENS = (  # beside what is in the menu already; nothing is taken away from the program that opens photos now
    r'Root: HKA; Subkey: "Software\Classes\{ending}\OpenWithProgids"; ValueType: string; ValueName: "Twinset.Photo";'
    r' ValueData: ""; Flags: uninsdeletevalue; Tasks: openwith'
)
_KNOWS = (
    r'Root: HKA; Subkey: "Software\Classes\Applications\twinset.exe\SupportedTypes"; ValueType: string;'
    r' ValueName: "{ending}"; ValueData: ""; Flags: uninsdeletekey; Tasks: openwith'
)


def numbers(text: str) -> tuple[int, int, int, int]:
    """A version as Windows compares it: 0.2.0 as (0, 2, 0, 0)."""
    first, second, third = map(int, re.findall(r"\d+", text)[:3])
    return first, second, third, 0


def resource() -> str:
    return RESOURCE.format(version=version(), numbers=numbers(version()))


def installer() -> str:
    dotted = ".".join(map(str, numbers(version())))
    lines = (line.replace("{ending}", ending) for ending in sorted(EXTENSIONS) for line in (_OPENS, _KNOWS))
    return INSTALLER.format(version=version(), numbers=dotted) + "\n".join(lines) + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "windows"
    target.mkdir(parents=True, exist_ok=True)
    (target / "version.txt").write_text(resource(), "utf-8")
    (target / "described.iss").write_text(installer(), "utf-8")
