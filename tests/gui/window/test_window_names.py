"""Names that look like HTML are shown as they are, wherever the window names a photo or a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QTableWidget, QWidget
from support import encoded, photo, save
from window_support import User

from gui.base.texts import plain_tip

Start = Callable[..., User]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

PHOTO, BROKEN, FOLDER = "<b>x&amp;.jpg", "<u>no photo.png", "H&M <i>x"
HOSTILE = ("<b>", "<i>", "<u>", "&amp;")


@pytest.fixture
def user(start: Start, no_stacks: None, tmp_path: Path) -> User:
    folder = tmp_path / FOLDER
    save(folder / PHOTO, encoded(photo(1), "JPEG"))
    save(folder / BROKEN, b"no photo")
    user = start(folder)
    user.window.resize(1180, 800)
    user.wait(lambda: len(user.paths) == 2)
    user.wait_till_indexed()
    return user


def read(text: str) -> str:
    """What a tooltip or label shows to a person, who must not see any part of a name set in bold, say."""
    if not GuiQt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    block = document.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            form = at.fragment().charFormat()
            assert not (form.fontItalic() or form.fontUnderline() or form.fontWeight() > 400), text
            at += 1
        block = block.next()
    return document.toPlainText()


def tips(user: User) -> Iterator[str]:
    """All tooltips there are, of widgets and of what lists show."""
    for top in (user.window, *QApplication.topLevelWidgets()):
        for widget in (top, *top.findChildren(QWidget)):
            yield widget.toolTip()
            if isinstance(widget, QTableWidget):
                cells = [widget.item(row, column) for row in range(widget.rowCount()) for column in (0, 1)]
                yield from (cell.toolTip() for cell in cells)
    model = user.gallery.model()
    yield from (str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)) for row in range(model.rowCount()))


def labels(user: User) -> Iterator[QLabel]:
    for top in (user.window, *QApplication.topLevelWidgets()):
        yield from top.findChildren(QLabel)


def check(user: User, *names: str) -> None:
    """All these names can be read in tooltips, and none is taken for HTML in a tooltip or label."""
    shown = [read(tip) for tip in tips(user)]
    for name in names:
        assert [tip for tip in shown if name in tip], name
    named = [label for label in labels(user) if any(sign in label.text() for sign in HOSTILE)]
    assert not [one.objectName() for one in named if one.textFormat() != Qt.TextFormat.PlainText]


def test_while_browsing(user: User, tmp_path: Path) -> None:
    user.choose_filter("folder", str(tmp_path / FOLDER))
    check(user, PHOTO, BROKEN, FOLDER)
    chip = user.widget(f"chip_folder_{tmp_path / FOLDER}")
    assert FOLDER in read(chip.toolTip()) and FOLDER in chip.accessibleName()
    assert user.text(chip.objectName()) == "H&&M <i>x  ×"
    user.click("failures_link")
    user.wait(lambda: user.sees("failures_dialog"))
    check(user, PHOTO, BROKEN, FOLDER)
    user.click("close_button")


def test_with_results_and_side_by_side(user: User, tmp_path: Path) -> None:
    user.click_photo(user.paths.index(str(tmp_path / FOLDER / PHOTO)))
    user.wait(lambda: user.shows_results and PHOTO in user.text("query_title"))
    check(user, PHOTO)
    user.tick("include_box")
    user.wait(lambda: len(user.matches) == 1)
    user.gallery.setFocus()
    user.press("Home", "Space")
    user.wait(lambda: user.sees("detail_panel") and not user.pane("photo_pane").image.isNull())
    check(user, PHOTO)
    assert PHOTO.replace(".", ".\N{ZERO WIDTH SPACE}").replace("/", "/\N{ZERO WIDTH SPACE}") in user.words(
        "detail_facts"
    )


def test_notices_and_questions(user: User, tmp_path: Path) -> None:
    user.window.findChild(QWidget, "sidebar").forget_wanted.emit(str(tmp_path / FOLDER))
    user.wait(lambda: user.sees("forget_dialog"))
    box = user.widget("forget_dialog", QMessageBox)
    assert FOLDER in box.text() and box.textFormat() == Qt.TextFormat.PlainText
    box.reject()
    user.window.findChild(QWidget, "sidebar").remove_wanted.emit(str(tmp_path / FOLDER))
    user.wait_for_notice(FOLDER, "off the list")
    check(user)


@pytest.mark.parametrize("text", [PHOTO, FOLDER, "a < b", "&lt;b&gt;", "/x/<i>/y\n<b>12</b> photos", "  two  spaces"])
def test_a_plain_tip_shows_exactly_its_text(qapp: QApplication, text: str) -> None:
    assert read(plain_tip(text)) == text
