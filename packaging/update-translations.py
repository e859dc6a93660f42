"""Brings the translations up to date: python packaging/update-translations.py [CODE...] [--folder DIR]

Collects the texts of the window from the sources into each twinset_*.ts, keeping what is translated, makes the .qm
files that Twinset reads, and lists what is still to be translated; exit code 1 if that is anything. A CODE such as "pl"
begins another language. Needs nothing but PySide6.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
SOURCES = [*sorted((ROOT / "gui").rglob("*.py")), ROOT / "core" / "base" / "sentences.py"]
COLLECT = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-silent"]
MARK = ["-tr-function-alias", "QT_TRANSLATE_NOOP+=_text"]  # how core marks its sentences


def main() -> int:
    """Update, release, report."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("codes", nargs="*", metavar="CODE", help="begin these languages")
    words.add_argument("--folder", type=Path, default=FOLDER, metavar="DIR", help="where the .ts and .qm files are")
    options = words.parse_args()
    begun = {options.folder / f"twinset_{code}.ts" for code in options.codes}
    return max([_bring_up_to_date(file) for file in sorted({*options.folder.glob("twinset_*.ts"), *begun})])


def _bring_up_to_date(file: Path) -> int:
    code = file.stem.removeprefix("twinset_")
    plurals = ["-pluralonly"] if code == "en" else []  # all else is English in the sources
    _run("pyside6-lupdate", *COLLECT, *MARK, *plurals, "-target-language", code, *SOURCES, "-ts", file)
    _run("pyside6-lrelease", "-silent", file, "-qm", file.with_suffix(".qm"))
    unfinished = _unfinished(file)
    print(f"{file.name}: {len(unfinished)} to be translated", *unfinished, sep="\n    ")
    return min(len(unfinished), 1)


def _run(tool: str, *words: str | Path) -> None:
    subprocess.run([Path(sys.executable).with_name(tool), *words], check=True)


def _unfinished(file: Path) -> list[str]:
    contexts = ElementTree.parse(file).getroot().iter("context")
    return [
        f"{context.findtext('name')}: {message.findtext('source')}"
        for context in contexts
        for message in context.iter("message")
        if message.find("translation[@type='unfinished']") is not None
    ]


if __name__ == "__main__":
    sys.exit(main())
