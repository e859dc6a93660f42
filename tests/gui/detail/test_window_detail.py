"""Results and the detail panel as a user has them: cards, side by side, zoom, why it matched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSlider, QWidget
from support import Expert, photo
from window_support import PLAIN, User, photos_in, point

from core.looks.features import ASPECTS
from core.looks.model import Extractor
from core.looks.patterns import pattern_word
from core.search.compared import compare, likeness
from core.search.described import described_query
from core.search.request import Request
from gui.base.texts import kind_label, pattern_label
from gui.detail.photo_pane import PhotoPane
from gui.gallery.gallery_delegate import ACTIONS

pytestmark = [
    pytest.mark.usefixtures("no_stacks"),
    pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True),
]

Start = Callable[..., User]


# --- cards and details ---


def test_a_result_that_its_kind_put_back_says_so(
    start: Start, indexed_before: Callable[[Path], Path], wardrobe: Path, home: Path, extractor: Extractor
) -> None:
    user = start(indexed_before(wardrobe))
    user.wait_for_photos(len(photos_in(wardrobe)))
    count = len(user.paths)
    clicked = user.ask(next(row for row, path in enumerate(user.paths) if path.endswith("navy-pants.jpg")), count)
    user.choose("top_button", "100")
    user.wait(lambda: len(user.matches) == count - 1)
    expert = Expert(wardrobe, home, extractor)
    matches = expert.searcher.nearest(Request(expert.query(clicked), 99, exclude=[clicked]))
    assert any(match.other_kind for match in matches)
    model = user.gallery.model()
    for row, match in enumerate(matches):
        for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = model.index(row, 0).data(role)
            assert ("other kind: " in said) == match.other_kind
            assert not match.other_kind or kind_label(match.finer or match.kind) in said


def test_a_result_says_how_alike_it_is(user: User, expert: Expert) -> None:
    clicked = user.ask(2)
    query = expert.query(clicked)
    for row, match in enumerate(expert.searcher.nearest(Request(query, 10, exclude=[clicked]))):
        spoken = user.gallery.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert match.label in spoken.lower() and f"number {row + 1}" in spoken and f"{match.distance:.2f}" in spoken
    for action in ACTIONS:
        user.hover_button(2, action)
        user.wait(lambda name=action: user.gallery.itemDelegate().hovered == (2, name))  # type: ignore[attr-defined]


def panes(user: User) -> tuple[PhotoPane, PhotoPane]:
    return user.widget("query_pane", PhotoPane), user.widget("photo_pane", PhotoPane)


def look_closer(user: User, row: int) -> tuple[PhotoPane, PhotoPane]:
    user.gallery.go_to(user.paths[row])
    user.gallery.setFocus()
    user.press("Space")
    user.wait(lambda: user.sees("detail_panel"))
    query, match = panes(user)
    user.wait(lambda: not match.image.isNull() and not query.image.isNull())
    return query, match


def test_side_by_side(user: User, expert: Expert) -> None:
    clicked = user.ask(2)
    _, match = look_closer(user, 1)
    second = expert.searcher.nearest(Request(expert.query(clicked), 2, exclude=[clicked]))[1]
    assert "2 of 10" in user.text("detail_title") and Path(second.path).name in user.text("detail_title")
    bars = user.widget("aspect_bars").accessibleName()
    assert all(f"{100 * likeness(second.by_aspect[aspect]):.0f} %" in bars for aspect in ASPECTS)
    asked, seen = (described_query(expert.query(path)) for path in (clicked, second.path))
    told = compare(second, asked, seen)
    assert user.text("same_traits") == (f"Same: {', '.join(told.same)}" if told.same else "")
    assert user.text("different_traits") == (f"Different: {', '.join(told.different)}" if told.different else "")
    assert not user.sees("match_numbers"), "numbers are for those who ask"
    user.click("numbers_button")
    user.wait(lambda: f"{second.distance:.4f}" in user.text("match_numbers"))
    assert "64 × 80" in user.words("detail_facts") and str(Path(clicked).parent.name) in user.words("detail_facts")
    assert user.widget("query_palette").accessibleName() and user.widget("photo_palette").accessibleName()
    pattern = pattern_word(expert.query(second.path).part("words"))
    assert user.sees("photo_pattern") == (pattern is not None)
    assert user.text("photo_pattern") == (pattern_label(pattern) if pattern else "")
    third = user.paths[2]
    user.press("Right")
    user.wait(lambda: match.accessibleName() == Path(third).name)
    assert "3 of 10" in user.text("detail_title")
    user.press("Escape")
    user.wait(lambda: not user.sees("detail_panel"))
    assert user.gallery.current_path() == third and user.gallery.hasFocus() and user.shows_results


def test_zoom_and_pan_are_shared(user: User) -> None:
    user.ask(2)
    query, match = look_closer(user, 1)
    wheel(query, point(query, 0.5, 0.5), 480)
    assert query.zoom.factor > 1.5 and match.zoom == query.zoom
    zoomed = query.zoom
    user.drag_across(match, point(match, 0.5, 0.5), point(match, 0.45, 0.5), point(match, 0.4, 0.5))
    assert match.zoom.x > zoomed.x and query.zoom == match.zoom
    panned = match.zoom
    user.press("Shift+Right")
    assert match.zoom.x > panned.x and query.zoom == match.zoom
    user.press("+")
    assert match.zoom.factor > panned.factor
    user.press("0")
    assert match.zoom.factor == query.zoom.factor == 1


def wheel(widget: QWidget, at: QPoint, turn: int) -> None:
    handle = widget.window().windowHandle()
    assert handle is not None
    where = QPointF(widget.mapTo(widget.window(), at))
    everywhere = QPointF(widget.mapToGlobal(at))
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, everywhere, QPoint(), QPoint(0, turn), none, PLAIN, phase, False)
    QCoreApplication.sendEvent(handle, event)


def test_swap_and_why(user: User) -> None:
    user.ask(2)
    query, match = look_closer(user, 1)
    assert query.image != match.image
    user.press("X")
    user.wait(lambda: query.image == match.image)
    user.press("X")
    user.wait(lambda: query.image != match.image)
    plain = match.grab().toImage()
    user.press("W")
    user.wait(lambda: match.grab().toImage() != plain)
    user.press("W")
    user.wait(lambda: match.grab().toImage() == plain)
    user.click("close_detail_button")
    user.wait(lambda: not user.sees("detail_panel"))


def test_what_can_be_done_while_two_are_compared(user: User) -> None:
    user.ask(2)
    look_closer(user, 1)
    path = user.paths[1]
    user.click("detail_heart_button")
    user.wait(lambda: user.window._marking.loves(path))
    user.click("detail_deny_button")
    user.wait_for_notice("Not the same")
    user.wait(lambda: len(user.window._marking.marks.apart.pairs) == 1)
    assert user.widget("detail_deny_button", QAbstractButton).isChecked()
    user.click("next_button")
    user.wait(lambda: "3 of 10" in user.text("detail_title"))
    assert not user.widget("detail_deny_button", QAbstractButton).isChecked()
    user.click("previous_button")
    user.wait(lambda: "2 of 10" in user.text("detail_title"))
    user.click("detail_more_button")
    user.wait(lambda: not user.sees("detail_panel") and user.sees("examples") and path not in user.paths)


def test_one_photo_of_the_library(user: User) -> None:
    user.gallery.go_to(user.paths[3])
    user.gallery.setFocus()
    user.press("Space")
    user.wait(lambda: user.sees("detail_panel"))
    assert user.sees("photo_pane") and not user.sees("query_pane") and not user.sees("why_button")
    user.press("Left", "Escape")
    user.wait(lambda: not user.sees("detail_panel"))
    assert user.gallery.current_path() == user.paths[2]


# --- for everybody ---


def test_every_control_has_a_name(user: User) -> None:
    user.ask(2)
    nameless = [widget.objectName() for widget in controls(user.window) if not spoken_name(widget)]
    assert not nameless
    look_closer(user, 1)
    nameless = [widget.objectName() for widget in controls(user.widget("detail_panel")) if not spoken_name(widget)]
    assert not nameless


def controls(parent: QWidget) -> list[QWidget]:
    found = [*parent.findChildren(QAbstractButton), *parent.findChildren(QSlider), *parent.findChildren(PhotoPane)]
    return [widget for widget in found if widget.isVisible()]


def spoken_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def test_the_keyboard_stays_in_the_details(user: User) -> None:
    user.ask(2)
    look_closer(user, 1)
    panel, walked = user.widget("detail_panel"), list[str]()
    for _ in range(15):
        user.press("Tab")
        focused = QApplication.focusWidget()
        assert focused is panel or (focused is not None and panel.isAncestorOf(focused))
        walked.append(focused.objectName())
    assert walked.index("detail_kind_button") < walked.index("numbers_button"), "as they stand"


def test_a_pinch_zooms(user: User) -> None:
    user.ask(2)
    query, match = look_closer(user, 1)
    middle = QPointF(point(match, 0.5, 0.5))
    everywhere = QPointF(match.mapToGlobal(middle.toPoint()))
    kind, pad = Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, pad, 2, middle, middle, everywhere, 0.5, QPointF())
    QCoreApplication.sendEvent(match, event)
    assert match.zoom.factor == pytest.approx(1.5) and query.zoom == match.zoom


def test_the_details_tell_when_a_photo_was_taken(start: Start, photos: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2019:03:04 05:06:07"
    photo(7).save(photos / "00.jpg", exif=exif)
    user = start(photos)
    user.wait_for_photos(13)
    user.gallery.setCurrentIndex(user.gallery.model().index(0, 0))
    user.gallery.setFocus()
    user.press("Space")
    wanted = QLocale().toString(QDateTime(2019, 3, 4, 5, 6, 7), QLocale.FormatType.ShortFormat)
    user.wait(lambda: wanted in user.words("detail_facts"))
    user.press("Right")
    user.wait(lambda: not user.pane("photo_pane").image.isNull() and wanted not in user.words("detail_facts"))
