"""The window in other languages: every text is translated, shown, and fits; a file adds a language."""

from __future__ import annotations

import ast
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableWidget, QWidget
from pytestqt.qtbot import QtBot
from support import KINDS, ROOT, Result, photo, save
from window_support import Gate, User, cut_off, files, offer

from core.base import sentences
from core.base.paths import Paths
from core.base.sentences import Sentence
from core.base.settings import Settings, load_settings, save_settings
from core.photos.images import BadFolder, UnreadableImage, load_rgb, scan_folders
from gui.base import language, texts
from gui.base.core_texts import translated
from gui.window.app import run_window
from gui.window.main_window import MainWindow

# Menus grab the keyboard, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Start = Callable[..., User]
FOLDER = ROOT / "resources" / "translations"
SOURCES = [*sorted((ROOT / "gui").rglob("*.py")), ROOT / "core" / "base" / "sentences.py"]
MARK = re.compile(r"[⟦⟧]")
SENTENCES = [value for value in vars(sentences).values() if isinstance(value, Sentence)]


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication, home: Path) -> Iterator[None]:
    yield
    language.choose(qapp, Paths.choose(str(home)), "en")


@pytest.fixture
def speaking(qapp: QApplication, home: Path) -> Callable[[str], str]:
    """Chooses a language for what is asked without a window."""
    return lambda code: language.choose(qapp, Paths.choose(str(home)), code)


def messages(file: Path) -> list[tuple[str, str, list[str]]]:
    """Context, source text and translations, several where there are plural forms."""
    contexts = ElementTree.parse(file).getroot().iter("context")
    return [
        (str(context.findtext("name")), str(message.findtext("source")), _forms(message))
        for context in contexts
        for message in context.iter("message")
    ]


def _forms(message: ElementTree.Element) -> list[str]:
    forms = [form.text or "" for form in message.iter("numerusform")]
    return forms or [message.findtext("translation") or ""]


# --- the files ---


def test_the_files_are_up_to_date_and_complete(tmp_path: Path) -> None:
    """A text that was added, changed or taken away without `make translations`, or not translated, fails here."""
    for file in FOLDER.glob("*.ts"):
        shutil.copy(file, tmp_path)
    command = [sys.executable, str(ROOT / "packaging" / "update-translations.py"), "--folder", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    names = sorted(os.listdir(FOLDER))
    assert names == ["twinset_de.qm", "twinset_de.ts", "twinset_en.qm", "twinset_en.ts"]
    for name in names:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), f"{name}: run `make translations`"


def test_a_missing_translation_is_reported(tmp_path: Path) -> None:
    ts = (FOLDER / "twinset_de.ts").read_text("utf-8")
    (tmp_path / "twinset_de.ts").write_text(ts.replace("<translation>Beenden</translation>", "<translation/>"), "utf-8")
    command = [sys.executable, str(ROOT / "packaging" / "update-translations.py"), "--folder", str(tmp_path), "pl"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert "MainMenu: Quit" in done.stdout and (tmp_path / "twinset_pl.qm").exists()


def _texts_in_sources() -> set[tuple[str, str]]:
    """What the sources ask to be translated, read by Python's own parser: context and text."""
    found: set[tuple[str, str]] = set()
    for path in SOURCES:
        _collect(ast.parse(path.read_text("utf-8")), "", found)
    return found


def _collect(node: ast.AST, context: str, found: set[tuple[str, str]]) -> None:
    context = node.name if isinstance(node, ast.ClassDef) else context
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        words = [word.value for word in node.args if isinstance(word, ast.Constant)]
        if name == "tr":
            assert isinstance(words[0], str), "only literals can be found"
            found.add((context, words[0]))
        elif name in ("translate", "_text", "QT_TRANSLATE_NOOP") and len(words) > 1:
            found.add((str(words[0]), str(words[1])))
    for child in ast.iter_child_nodes(node):
        _collect(child, context, found)


def test_lupdate_finds_every_text() -> None:
    """Also those that it would overlook, as inside an f-string, or file under another context than Qt looks in."""
    assert _texts_in_sources() == {(context, source) for context, source, _ in messages(FOLDER / "twinset_de.ts")}


@pytest.mark.parametrize("code", ["de", "en"])
def test_placeholders_are_kept(code: str) -> None:
    for context, source, forms in messages(FOLDER / f"twinset_{code}.ts"):
        for form in forms:
            assert _fields(form) == _fields(source), (context, source)
            assert ("%Ln" in form) == ("%Ln" in source), (context, source)
            assert form.count("\n") == source.count("\n") and form == form.strip(), (context, source)


def _fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def test_german_typography() -> None:
    for _, _, forms in messages(FOLDER / "twinset_de.ts"):
        for form in forms:
            assert not re.search(r"\.\.\.|[\"']|\b(du|dich|dein|deine|Sie|Ihre?)\b", form), form


# --- what core says ---

# The command line, and what is said before there is a window, is English.
KNOWN_HERE = {
    "cli.py",
    "commands.py",
    "care_commands.py",
    "duplicates_command.py",
    "board_command.py",
    "board_ways.py",
    "facts_command.py",
    "kept.py",
    "mirror_command.py",
    "goes_with_command.py",
    "results.py",
    "console.py",
    "index_command.py",
    "paths.py",
    "running.py",
    "session.py",
    "sheet_command.py",
}
NEVER_IN_THE_WINDOW = {
    "{} exists already and holds something else; nothing was written.",
    '"{}" is not a colour. Write it like "#1f2a55", or as a name such as navy or mustard.',
}


def _sentences_in(tree: ast.AST) -> set[str]:
    """Literals that read like a sentence; docstrings excepted, and fields of f-strings as {}."""
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = set()
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts | docs:
            text = node.value
        if re.match(r"[A-Z{\"].* .*\.$", text):
            found.add(text)
    return found


def test_core_says_nothing_that_the_window_could_not_translate() -> None:
    for path in sorted((ROOT / "core").rglob("*.py")):
        if path.name not in KNOWN_HERE | {"sentences.py"}:
            tree = ast.parse(path.read_text("utf-8"))
            assert _sentences_in(tree) <= NEVER_IN_THE_WINDOW, path.name


def test_core_fills_its_sentences() -> None:
    """Each is used, with exactly its fields."""
    used = set()
    for path in (*(ROOT / "core").rglob("*.py"), *(ROOT / "gui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "filled":
                text = _sentence(node.func.value)
                assert text is None or _fields(text) == {word.arg for word in node.keywords}, text
            used.add(_sentence(node))
    assert used - {None} == {sentence.template for sentence in SENTENCES}


def _sentence(node: ast.AST) -> str | None:
    if (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "sentences"
        and node.attr.isupper()
    ):
        return str(getattr(sentences, node.attr).template)
    return None


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.template[:30])
def test_the_window_says_what_core_says_in_german(speaking: Callable[[str], str], sentence: Sentence) -> None:
    template = sentence.template
    fields = {name: f"<{name}> (a.b)" for name in _fields(template) if name}
    numbers = [name for name in fields if name in ("width", "height", "most")]
    said = sentence.filled(**fields | dict.fromkeys(numbers, 20_000))
    english = template.format(**fields | dict.fromkeys(numbers, "20,000"))
    assert str(said) == english
    speaking("en")
    assert translated(said) == english
    speaking("de")
    german = translated(said)
    source = {source: forms[0] for context, source, forms in messages(FOLDER / "twinset_de.ts") if context == "core"}
    expected = source[template].format(**fields | dict.fromkeys(numbers, "20.000"))
    assert german == expected != english


def test_real_errors_in_german(speaking: Callable[[str], str], tmp_path: Path) -> None:
    speaking("de")
    for folder, words in ((tmp_path / "gone", "gibt es nicht"), (tmp_path, "keine Fotos")):
        with pytest.raises(BadFolder) as refused:
            scan_folders([str(folder)])
        assert words in translated(refused.value) and str(folder) in translated(refused.value)
    for data, words in ((b"", "leer"), (b"nope", "kein Bild")):
        with pytest.raises(UnreadableImage) as unreadable:
            load_rgb(save(tmp_path / "broken.jpg", data))
        assert words in translated(unreadable.value)
    full = sentences.BROKEN_FILE.filled(why="No space left on device")
    assert translated(full).endswith("(kein Platz mehr auf dem Datenträger).")
    assert translated(Sentence("Never heard of.")) == "Never heard of."


def test_a_folder_called_like_a_sentence(speaking: Callable[[str], str], tmp_path: Path) -> None:
    """What is in a name is neither translated nor filled."""
    names = (
        "The file is empty.",
        "x does not exist. Check its name, or plug in the drive it is on. The folder y",
        "{folder} {folders} {why} {} %1",
    )
    speaking("de")
    for name in names:
        (folder := tmp_path / name).mkdir()
        with pytest.raises(BadFolder) as empty:
            scan_folders([str(folder)])
        assert str(empty.value) == str(sentences.NO_PHOTOS).replace("{folders}", str(folder))
        assert translated(empty.value) == translated(sentences.NO_PHOTOS).replace("{folders}", str(folder))
        assert translated(empty.value).startswith("In ")


def test_reasons_in_a_catalog_of_an_earlier_version(start: Start, home: Path, closet: Path) -> None:
    """Those were texts. One with fields stays English; all others, and those of today, are translated."""
    for number in (97, 98):
        save(closet / f"{number}.jpg", b"")
    user = start(closet)
    user.wait_till_indexed()
    user.window.close()
    many = "The image has 20,000 x 10,000 pixels; more than 200 million are not read."
    with contextlib.closing(sqlite3.connect(home / "catalog" / "catalog.sqlite3")) as db, db:
        for name, old in (("97.jpg", many), ("98.jpg", "The file is empty.")):
            changed = db.execute("UPDATE files SET reason = ? WHERE path = ?", (old, os.fsencode(closet / name)))
            assert changed.rowcount == 1
    _speak(home, "de")
    user = start(closet)
    user.wait_till_indexed()
    user.click("failures_link")
    table = user.widget("failures_table", QTableWidget)
    user.wait(table.isVisible)
    empty = "Die Datei ist leer."
    assert [table.item(row, 1).text() for row in range(table.rowCount())] == [many, empty, empty]
    user.click("close_button")


def test_amounts(speaking: Callable[[str], str]) -> None:
    amounts = (1, 12_345)
    speaking("en")
    assert [texts.photos(amount) for amount in amounts] == ["1 photo", "12,345 photos"]
    assert [texts.duration(seconds) for seconds in (1, 60, 120)] == ["1 second", "1 minute", "2 minutes"]
    speaking("de")
    assert [texts.photos(amount) for amount in amounts] == ["1 Foto", "12.345 Fotos"]
    assert [texts.duration(seconds) for seconds in (1, 60, 120)] == ["1 Sekunde", "1 Minute", "2 Minuten"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the language comes from no variable")
def test_the_command_line_stays_english(twinset: Callable[..., Result], tmp_path: Path) -> None:
    german = {**os.environ, "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
    result = twinset("index", tmp_path / "gone", env=german)
    assert result.code == 1 and result.said == [
        f"twinset: The folder {tmp_path / 'gone'} does not exist. Check its name, or plug in the drive it is on."
    ]


# --- which language ---


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the language comes from no variable")
@pytest.mark.parametrize(
    ("system", "words", "thousand"),
    [("de_AT", "Ordner wählen", "de_AT"), ("en_GB", "Choose a folder", "en_GB"), ("fr_FR", "Choose a folder", "en_US")],
)
def test_the_language_of_the_system(system: str, words: str, thousand: str, home: Path) -> None:
    code = (
        "from core.base.paths import Paths; from gui.window.app import *; from PySide6.QtCore import QLocale\n"
        "create_application(['twinset'])\n"
        "with open_window(Paths.choose()) as window:\n"
        "    print(window.findChild(QWidget, 'empty_choose_folder_button').text(), QLocale().name(), sep=';')\n"
        "    window.close()\n"
    )
    environment = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LANGUAGE")}
    environment["LANG"] = f"{system}.UTF-8"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert done.stdout.decode("utf-8", "replace").strip().split(";") == [words, thousand]


def test_a_wish_that_cannot_be_met(speaking: Callable[[str], str]) -> None:
    assert [speaking(code) for code in ("de", "de_CH", "xx", "", "../de", "system")] == ["de", "de", *["en"] * 4]


def _windows() -> list[MainWindow]:
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow) and top.isVisible()]


def test_the_language_changes_in_the_running_window(home: Path, photos: Path, qapp: QApplication, qtbot: QtBot) -> None:
    """Chosen in the menu, there and back; folders and the window's size stay."""
    heard: list[object] = []

    def english() -> None:
        user = User(_windows()[0], qtbot)
        user.wait_till_indexed()
        user.window.resize(760, 540)
        user.wait(lambda: user.text("browse_count"))
        heard.append((user.text("browse_page_button"), user.text("browse_count")))
        user.choose("menu_button", "Language", "Deutsch")

    def german() -> None:
        user = User(_windows()[0], qtbot)
        user.wait(lambda: user.text("browse_count"))
        heard.append((user.text("browse_page_button"), user.text("browse_count")))
        heard.append((user.window.width(), user.window.height()))
        user.choose("menu_button", "Sprache", "English")

    def english_again() -> None:
        user = User(_windows()[0], qtbot)
        heard.append(user.text("browse_page_button"))
        user.press("Ctrl+Q")

    steps = [english, german, english_again]
    _run(qapp, steps, Paths.choose(str(home)), [str(photos)])
    assert steps == []
    assert heard == [("Browse", "12 photos"), ("Stöbern", "12 Fotos"), (760, 540), "Browse"]
    assert load_settings(home / "settings.json").language == "en"


def _run(app: QApplication, steps: list[Callable[[], None]], paths: Paths, start: list[str]) -> None:
    """The application as main.py runs it; each new window it shows is for the next step."""
    failures: list[BaseException] = []
    known: list[MainWindow] = []
    watch = QTimer(app, interval=20)

    def look() -> None:
        new = [window for window in _windows() if window not in known]
        if new:
            known[:] = new
            try:
                steps.pop(0)()
            except BaseException as error:  # would be lost in Qt
                failures.append(error)
                new[0].close()

    watch.timeout.connect(look)
    watch.start()
    try:
        assert run_window(paths, start) == 0
    finally:
        watch.stop()
    if failures:
        raise failures[0]


# --- a language of the user's ---


@pytest.fixture
def added(home: Path) -> Path:
    """A language that the user adds: Esperanto, in which each text is the English one in brackets."""
    tree = ElementTree.parse(FOLDER / "twinset_de.ts")
    tree.getroot().set("language", "eo")
    for message in tree.getroot().iter("message"):
        source = message.findtext("source")
        for node in message.iter("numerusform") if message.get("numerus") else [message.find("translation")]:
            assert node is not None
            node.text = f"⟦{source}⟧"
    folder = Paths.choose(str(home)).translations
    folder.mkdir()
    return _released(tree, folder / "twinset_eo.qm")


def _released(tree: ElementTree.ElementTree, at: Path) -> Path:
    source = at.with_suffix(".ts")
    tree.write(source, "utf-8", xml_declaration=True)
    subprocess.run([Path(sys.executable).with_name("pyside6-lrelease"), "-silent", source, "-qm", at], check=True)
    return at


def test_an_added_file_is_a_language(start: Start, home: Path, added: Path) -> None:
    paths = Paths.choose(str(home))
    assert language.languages(paths) == (("de", "Deutsch"), ("en", "English"), ("eo", "Esperanto"))
    (added.parent / "twinset_.qm").touch()
    (added.parent / "twinset_no-language.qm").touch()
    assert len(language.languages(paths)) == 3
    save_settings(paths.settings, Settings(language="eo"))
    user = start()
    assert user.text("empty_choose_folder_button") == "⟦Choose a folder⟧"
    names = [action.text() for action in user.window.findChildren(QAction) if action.text() == "Esperanto"]
    assert len(names) == 1


def test_what_an_added_file_leaves_out_is_english(start: Start, home: Path, added: Path) -> None:
    """Also what cannot be filled in, because of a slip in its fields."""
    tree = ElementTree.parse(added.with_suffix(".ts"))
    slips = {"Sorted by: {sort}": "⟦{order}⟧", "Remove the filter {name}": "⟦{name⟧", "%Ln photos": "", "Browse": ""}
    for message in tree.getroot().iter("message"):
        slip = slips.get(message.findtext("source") or "")
        for node in message.iter("numerusform") if message.get("numerus") else message.iter("translation"):
            node.text = node.text if slip is None else slip
    _released(tree, added)
    save_settings(Paths.choose(str(home)).settings, Settings(language="eo"))
    user = start()
    assert user.widget("sort_button").accessibleName() == "Sorted by: ⟦Name⟧"
    assert user.text("browse_page_button") == "Browse"
    assert texts.photos(1) == "1 photo" and texts.photos(2) == "2 photos"


def test_an_added_file_that_is_none(start: Start, home: Path, added: Path) -> None:
    added.write_bytes(b"no translation at all")
    save_settings(Paths.choose(str(home)).settings, Settings(language="eo"))
    assert start().text("empty_choose_folder_button") == "Choose a folder"


# --- what the window shows ---


@pytest.fixture
def closet(tmp_path: Path, wardrobe: Path) -> Path:
    """Some garments of the sample wardrobe, and a file that cannot be read."""
    folder = tmp_path / "closet"
    folder.mkdir()
    for file in sorted(wardrobe.iterdir())[::3]:
        shutil.copy(file, folder / f"{len(os.listdir(folder)):02}.jpg")
    save(folder / "99.jpg", b"")
    return folder


def _speak(home: Path, code: str) -> None:
    save_settings(Paths.choose(str(home)).settings, Settings(language=code, stacks=False))


def _tour(start: Start, closet: Path, gate: Gate, size: tuple[int, int]) -> Iterator[tuple[str, User]]:
    """The window in its states, by the names of its parts alone, whatever language it speaks."""
    user = start()
    user.window.resize(*size)
    yield "empty", user
    gate.allow(4)
    user.drop(files(closet))
    user.wait(lambda: gate.passed >= 4 and user.busy)
    yield "indexing", user
    user.click("pause_button")
    yield "paused", user
    user.click("pause_button")
    gate.allow(None)
    user.wait_till_indexed()
    user.wait(lambda: user.sees("failures_link"))
    yield from _browsing(user)
    yield from _searching(user, closet)
    user.press("Ctrl+1")
    user.click("failures_link")
    user.wait(lambda: user.sees("failures_dialog"))
    yield "failures", user
    user.click("close_button")


def _browsing(user: User) -> Iterator[tuple[str, User]]:
    shown = len(user.paths)
    user.wait(lambda: user.sees(f"filter_kind_{KINDS[0]}"))
    user.click(f"filter_kind_{KINDS[0]}")
    user.wait(lambda: 0 < len(user.paths) < shown)
    user.click_photo(0, keys=Qt.KeyboardModifier.ControlModifier)
    user.press("F")
    yield "filtered", user
    user.press("Ctrl+Z")
    user.wait(lambda: user.sees("notice_text"))
    yield "undone", user
    user.click("clear_filters_button")
    user.wait(lambda: len(user.paths) == shown)
    user.drag(_web_address())
    yield "dragged over", user
    user.drop(_web_address())
    yield "refused", user
    user.press("Ctrl+2")
    yield "invited", user
    user.press("Ctrl+1")


def _web_address() -> QMimeData:
    data = offer(text__html="<a href='https://example.org'>")
    data.setText("https://example.org")
    return data


def _searching(user: User, closet: Path) -> Iterator[tuple[str, User]]:
    user.click_photo(2)
    user.wait(lambda: user.shows_results and len(user.matches) > 3)
    for count, (row, key) in enumerate(((1, "+"), (3, "-")), start=1):
        user.gallery.go_to(user.paths[row])
        user.gallery.setFocus()
        user.press(key)
        user.wait(lambda count=count: len(_examples(user)) == count)  # an answer that comes later closes the large view
    yield "results", user
    user.gallery.go_to(user.paths[1])
    user.gallery.setFocus()
    user.press("Space")
    user.wait(lambda: user.sees("detail_panel"))
    user.press("W")
    yield "details", user
    user.press("Escape")
    user.wait(lambda: not user.sees("detail_panel"))
    user.wait(lambda: user.sees("colours_button"))
    user.widget("colours_button").setFocus()
    user.press("Space")
    user.wait(lambda: QApplication.activePopupWidget() is not None)
    yield "colours", user
    user.press("Escape")
    user.drop(files(save(closet.parent / "shop.png", photo(3, (200, 260)))))
    user.wait(lambda: "shop" in user.text("query_title") and user.text("query_verdict"))
    yield "shop photo", user


def _examples(user: User) -> list[QAbstractButton]:
    """Those that the answer was asked with."""
    found = user.widget("examples").findChildren(QAbstractButton, "example")
    return [one for one in found if one.isVisible()]


def _shown(user: User) -> set[str]:
    """All texts, tooltips and names for screen readers of all windows, seen at the moment or not."""
    said: set[str] = set()
    for top in {user.window, *QApplication.topLevelWidgets()}:
        said.add(top.windowTitle())
        for widget in [top, *top.findChildren(QWidget)]:
            said |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), _words(widget)}
            said |= {text for action in widget.actions() for text in (action.text(), action.toolTip())}
    model = user.gallery.model()
    roles = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    said |= {str(model.index(row, 0).data(role)) for row in range(min(8, model.rowCount())) for role in roles}
    said |= {user.gallery.toolTip(), str(getattr(user.gallery, "_message", ""))}
    return said - {""}


def _words(widget: QWidget) -> str:
    if isinstance(widget, QTableWidget):
        columns = range(widget.columnCount())
        cells = [widget.item(row, column) for row in range(widget.rowCount()) for column in columns]
        heads = [widget.horizontalHeaderItem(column) for column in columns]
        return "\n".join(item.text() for item in (*heads, *cells) if item is not None)
    text = getattr(widget, "text", None) or getattr(widget, "title", None)
    return str(text()) if callable(text) else ""


NO_WORDS = re.compile(
    r"[\d., ×\u00a0\u202f]+%?|[\d.]+ (bytes|kB|MB)|\d+[/-]\d+[/-]\d+ .*"  # figures
    r"|Twinset|English|Deutsch|Esperanto|JPEG"
    r"|.*\.(jpg|png)|closet|/.*"  # the user's own
)
KEYS = re.compile(r"\(([A-Z][a-z]+\+)*(\S|F\d|[A-Z][A-Za-z]+)?\)$")


def _untranslated(text: str) -> str:
    """The text, if any of it stands outside of the brackets of the made-up language; keys behind it excepted."""
    outside, depth = "", 0
    for sign in text.replace("\u200b", ""):
        depth += {"⟦": 1, "⟧": -1}.get(sign, 0)
        outside += sign if depth <= 0 and sign != "⟧" else ""
    parts = re.split(r"[,\n·]", KEYS.sub("", outside.strip()))
    return "" if all(NO_WORDS.fullmatch(part.strip()) for part in parts if part.strip()) else text


@pytest.mark.slow
def test_no_text_is_left_out(start: Start, home: Path, added: Path, closet: Path, gate: Gate) -> None:
    """In a language where each translated text stands in brackets, nothing stands outside of them."""
    _speak(home, "eo")
    for state, user in _tour(start, closet, gate, (1180, 800)):
        left_out = sorted(filter(None, map(_untranslated, _shown(user))))
        assert left_out == [], state


@pytest.mark.slow
@pytest.mark.parametrize(("code", "size"), [("de", (900, 600)), ("de", (1280, 860)), ("en", (900, 600))])
def test_the_window_speaks_it_and_nothing_is_cut_off(
    start: Start, home: Path, closet: Path, gate: Gate, code: str, size: tuple[int, int]
) -> None:
    _speak(home, code)
    translated = messages(FOLDER / "twinset_de.ts")
    english = {source for _, source, forms in translated if code == "de" and source not in forms and "{" not in source}
    said: set[str] = set()
    for state, user in _tour(start, closet, gate, size):
        shown = {part for text in _shown(user) for part in re.split(r"\n| · |  \(", text)}
        assert shown & english == set(), state
        user.wait_till_quiet(partial(cut_off, user.window))  # the layout follows new words a moment later
        assert cut_off(user.window) == [], state
        said |= shown
    if code == "de":
        words = {form for _, source, forms in translated for form in forms if "{" not in source and "%" not in source}
        assert len(said & words) > 100
