"""ICU's data, 32 MB of all languages in the wheels of Qt: here without the languages that Twinset has not.

Qt sorts names by it; the order of all other languages falls back to the one that holds for most. Needs `icupkg`
(Debian: icu-devtools) and binutils.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

_LANGUAGES = ("en", "de")
_LOCALE = re.compile(r"([a-z]{2,3})(_\w*)?\.res")
# Encodings, breaks between words, scripts and spelled-out numbers: Qt and Python have their own or need none.
_UNUSED = ("brkitr/", "translit/", "rbnf/")
_ASSEMBLY = """
.section .rodata
.globl {name}
.type {name}, @object
.balign 16
{name}: .incbin "data.dat"
.size {name}, .-{name}
.section .note.GNU-stack, "", @progbits
"""


def trim(library: Path) -> None:
    """Put the small library in the place of the large one. Raises OSError and CalledProcessError."""
    version = re.findall(r"\.so\.(\d+)", library.name)[0]
    content = library.read_bytes()
    start = content.index(b"CmnD") - 12  # the header of ICU's data; what follows the data is not looked at
    with tempfile.TemporaryDirectory() as folder:
        whole = f"icudt{version}l.dat"
        Path(folder, whole).write_bytes(content[start:])
        names = _run(folder, "icupkg", "-l", whole).split()
        Path(folder, "unused.txt").write_text("\n".join(filter(_is_unused, names)))
        _run(folder, "icupkg", "-r", "unused.txt", whole, "data.dat")
        Path(folder, "data.s").write_text(_ASSEMBLY.format(name=f"icudt{version}_dat"))
        _run(folder, "as", "data.s", "-o", "data.o")
        _run(folder, "ld", "-shared", "-soname", library.name, "-z", "noexecstack", "data.o", "-o", "library")
        library.write_bytes(Path(folder, "library").read_bytes())


def _is_unused(name: str) -> bool:
    locale = _LOCALE.fullmatch(name.rpartition("/")[2])
    return bool(locale and locale[1] not in _LANGUAGES) or name.endswith(".cnv") or name.startswith(_UNUSED)


def _run(folder: str, *command: str) -> str:
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
