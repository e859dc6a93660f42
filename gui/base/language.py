"""Which languages the window speaks, and speaking one of them.

English is in the sources; resources/translations/twinset_<code>.qm and files of that name in a folder of the user's
hold the others. A user's file goes over the one that came with Twinset, text by text.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QWidget

from core.base.paths import TRANSLATIONS, Paths
from core.base.settings import SYSTEM
from gui.base.preferences import Preferences

ENGLISH = "en"
_REOPENS = "reopens"
_FILE = re.compile(r"twinset_([A-Za-z]{2,3}(?:_[A-Za-z0-9]+)*)\.qm")


def languages(paths: Paths) -> tuple[tuple[str, str], ...]:
    """What can be chosen: codes such as "de" and the languages' own names, in the order of the names."""
    codes = {ENGLISH} | _codes_in(TRANSLATIONS) | _codes_in(paths.translations)
    return tuple(sorted(((code, own_name(code)) for code in codes), key=lambda language: language[1].casefold()))


def own_name(code: str) -> str:
    """What a language calls itself, with a capital as the first word of a line; the code where Qt does not know it."""
    if code == ENGLISH:
        return "English"  # Qt would say "American English"
    name = QLocale(code).nativeLanguageName() or code
    return name[0].upper() + name[1:]


def choose(app: QCoreApplication, paths: Paths, wanted: str) -> str:
    """Speak `wanted`, a code or SYSTEM, in all windows made from now on; English where it cannot be had.

    Numbers and dates follow. Returns the code of the language spoken.
    """
    code = _fitting(wanted, {code for code, _ in languages(paths)})
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _install(app, QTranslator(app), of_qt, "qtbase", code)
    for name in dict.fromkeys((ENGLISH, code)):  # English plural forms serve what another language leaves out
        _install(app, QTranslator(app), TRANSLATIONS, "twinset", name)
        _install(app, _Careful(app), paths.translations, "twinset", name)
    QLocale.setDefault(_locale(code))
    return code


def reopen_in(window: QWidget, preferences: Preferences, wanted: str) -> None:
    """Close the window, to be opened anew by gui.window.app in this language: all its parts make their texts once."""
    if wanted != preferences.now.language:
        preferences.change(language=wanted)
        window.setProperty(_REOPENS, True)
        window.close()


def reopens(window: QWidget) -> bool:
    """Whether a closed window is to come back."""
    return bool(window.property(_REOPENS))


def _codes_in(folder: Path) -> set[str]:
    try:
        return {match[1] for file in folder.iterdir() if (match := _FILE.fullmatch(file.name))}
    except OSError:  # mostly there is no such folder
        return set()


def _fitting(wanted: str, known: set[str]) -> str:
    """The first wanted language that is known, also under a shorter name: "de" serves "de_AT"."""
    wishes = QLocale.system().uiLanguages() if wanted == SYSTEM else [wanted]
    for wish in wishes:
        parts = wish.replace("-", "_").split("_")
        for length in range(len(parts), 0, -1):
            if "_".join(parts[:length]) in known:
                return "_".join(parts[:length])
    return ENGLISH


def _install(app: QCoreApplication, translator: QTranslator, folder: Path, name: str, code: str) -> None:
    """The newest translator is asked first. Qt itself takes a file of a shorter name, as qtbase_pt for pt_PT."""
    if translator.load(f"{name}_{code}", str(folder)):
        app.installTranslator(translator)
    else:
        translator.deleteLater()


def _locale(code: str) -> QLocale:
    """How the user's country writes numbers, where the language spoken is that of the system."""
    system = QLocale.system()
    return system if system.language() == QLocale(code).language() else QLocale(code)


class _Careful(QTranslator):
    """Leaves out what would fail when it is filled in: a slip in a {field} must not cost the user a whole window."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        text = super().translate(context, source, disambiguation, n)
        # None is Qt's null string, "not known here"; an empty one would be shown.
        return text if text and _fields(text) <= _fields(source) else None


def _fields(text: str) -> set[str]:
    try:
        return {field or "" for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError:  # a brace alone
        return {text}
