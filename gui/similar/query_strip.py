"""The strip above results: what was searched for, in how many photos, whether it is owned already, the way back."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from core.base.sentences import printable
from core.photos.images import RGB
from core.photos.names import says_nothing
from core.search.described import described_query
from core.search.found import Found, Shown
from core.search.labels import Label
from core.search.search import Match
from core.search.turns import CLOSE
from gui.base.garment_texts import garment_texts, placed
from gui.base.pictures import image_from
from gui.base.texts import number, plain_tip
from gui.base.theme import SPACE, Theme
from gui.gallery.thumbnails import ThumbnailLoader, Wanted
from gui.similar.photo_button import SIDE, PhotoButton
from gui.visits.history import Visit
from gui.widgets.controls import ElidedLabel, label_button, name_control, text_button
from gui.widgets.tiles import draw_rounded

TOPS = (10, 20, 50, 100, 500)  # how many results may be asked for

_WIDE = 860  # px, without the stand-in; from here on all buttons have words beside a verdict in any language


class Preview(QFrame):
    """A small rounded picture."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setFixedSize(size)
        self._pixmap = QPixmap()

    def show_pixmap(self, pixmap: QPixmap) -> None:
        self._pixmap = pixmap
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._pixmap.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        draw_rounded(painter, QRect(0, 0, self.width(), self.height()), self._pixmap)
        painter.end()


class Verdict(ElidedLabel):
    """A sentence, which can be clicked while it `leads` somewhere.

    Signals:
        clicked.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__("query_verdict")
        self._leads = False

    def lead(self, wanted: bool) -> None:
        self._leads = wanted
        self.setCursor(Qt.CursorShape.PointingHandCursor if wanted else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._leads and inside and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
        else:
            super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(self._leads)


class QueryStrip(QFrame):
    """Tells about an answer. `names_of`: what a photo of the library is called, and shorter.

    Signals:
        closed: the user wants all photos back. top_chosen: another number of results. denied: the path of the photo
        that is not the same. looked_at: the path of the photo that the verdict names.
    """

    closed = Signal()
    top_chosen = Signal(int)
    denied = Signal(object)
    looked_at = Signal(object)

    def __init__(
        self, theme: Theme, loader: ThumbnailLoader, top: int, names_of: Callable[[str], Sequence[str]]
    ) -> None:
        super().__init__()
        self.setObjectName("query_strip")
        self._preview = Preview(QSize(48, 60))
        self._picture: RGB | None = None  # what it shows
        self._names_of = names_of
        self._meant = ""  # the path of the photo that the verdict names
        self._loader = loader
        self._photo = PhotoButton(theme, "verdict_photo")
        self._verdict = Verdict()
        self._deny = text_button("deny_button")
        self._title = ElidedLabel("query_title")
        self._subtitle = ElidedLabel("query_subtitle")
        self._top_shown = top
        self._top = self._make_top(top)
        theme.set_icon(self._top, "down", "muted")
        self._close = text_button("all_photos_button")
        theme.set_icon(self._close, "all")
        theme.set_icon(self._deny, "cancel")
        self._lay_out()
        self._close.clicked.connect(self.closed)
        self._deny.clicked.connect(self._on_denied)
        for way in (self._photo, self._verdict):
            way.clicked.connect(self._on_looked_at)
        loader.loaded.connect(self._on_loaded)
        self._top.menu().triggered.connect(self._on_top)
        self._name_all()
        self._show_meant("")
        for button in (self._photo, self._deny, self._top, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _make_top(self, top: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName("top_button")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        menu = QMenu(button)
        group = QActionGroup(menu)
        for value in sorted({*TOPS, top}):
            action = menu.addAction(number(value))
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(value == top)
            group.addAction(action)
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._verdict)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l + SPACE.s, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.m)
        row.addWidget(self._preview)
        row.addWidget(self._photo)
        row.addLayout(words, 1)
        row.addWidget(self._deny)
        row.addWidget(self._top)
        row.addWidget(self._close)

    def _name_all(self) -> None:
        label_button(self._close, self.tr("Back to all photos"), self.tr("Esc"))
        label_button(self._deny, self.tr("Not the same"))
        self._deny.setToolTip(self.tr("The photo that is named is another garment. This will be remembered."))
        self._label_top(self._top_shown)
        self._preview.setAccessibleName(self.tr("The photo that was searched for"))

    @property
    def title(self) -> str:
        """What was searched for, in full."""
        return self._title.text()

    def stand_in(self, panel_hidden: bool) -> None:
        """Without the query panel a small picture stands in for it."""
        self._preview.setVisible(panel_hidden)
        self._fit_buttons()

    def show_visit(self, visit: Visit, total: int) -> None:
        """Tell about an answer; `total` photos will be searchable when indexing is done."""
        found = visit.found
        if found is None:
            return
        self._title.say(*self._titles_of(found))
        self._title.setToolTip(plain_tip(self._title_of(found, found.question.name)))  # the name, on hover
        self._subtitle.say(*self._summaries(found, visit.shown, total))
        self._show_verdict(found, found.searched < total)
        self.show_top(visit.tuning.top)
        if found.picture is not self._picture:
            self._picture = found.picture
            pixmap = QPixmap() if found.picture is None else QPixmap.fromImage(image_from(found.picture))
            self._preview.show_pixmap(pixmap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, buttons are pictures alone."""
        super().resizeEvent(event)
        self._fit_buttons()

    @property
    def _is_wide(self) -> bool:
        taken = 0 if self._preview.isHidden() else self._preview.width() + SPACE.m
        return self.width() - taken >= _WIDE

    def _fit_buttons(self) -> None:
        self._close.setText(self.tr("Back to all photos") if self._is_wide else "")
        self._deny.setText(self.tr("Not the same") if self._is_wide else "")
        self._label_top(self._top_shown)

    def _titles_of(self, found: Found) -> tuple[str, str]:
        """In full and shorter."""
        name, others = found.question.name, len(found.question.likes)
        seen = garment_texts(described_query(found.own)) if says_nothing(name) else ()
        full = self._title_of(found, name)
        if seen and not others:
            part, whole = self.tr("Most similar to a part: {garment}"), self.tr("Most similar to the {garment}")
            full, name = placed(part if found.question.box else whole, seen[0]), seen[0]
        return full, self.tr("{name} and %Ln more", "", others).format(name=name) if others else name

    def _title_of(self, found: Found, name: str) -> str:
        asked, others = found.question, len(found.question.likes)
        if not others:
            full = self.tr("Most similar to a part of {name}") if asked.box else self.tr("Most similar to {name}")
        elif asked.box:
            full = self.tr("Most similar to a part of {name} and %Ln more", "", others)
        else:
            full = self.tr("Most similar to {name} and %Ln more", "", others)
        return full.format(name=name)

    def _show_verdict(self, found: Found, partly: bool) -> None:
        verdict = self._verdict_on(found.closest) if found.closest else ("",)
        if found.copies:
            verdict = self._known(found.copies[0])
        if partly and found.nearest in (Label.STYLE, Label.LOOSE) and not found.copies:
            so_far = self.tr("Nothing like it so far; not all photos have been looked at yet.")
            verdict = (so_far, self.tr("Nothing like it so far."))
        if not found.sees_garment and not found.copies:
            verdict = (self.tr("I see no garment here."),)
        self._verdict.say(*verdict)
        close = found.closest if found.sees_garment and not found.copies and found.nearest in CLOSE else None
        self._deny.setVisible(close is not None and found.identity is not None)
        self._show_meant(found.copies[0] if found.copies else close.path if close is not None else "")
        self._verdict.setVisible(bool(verdict[0]))
        if self._title.property("small") != bool(verdict[0]):
            self._title.setProperty("small", bool(verdict[0]))
            self._title.style().polish(self._title)

    def _verdict_on(self, closest: Match) -> tuple[str, ...]:
        """Does the user own this already? In full and shorter."""
        names = self._names_of(closest.path)
        match closest.label:
            case Label.SAME:
                named = tuple(self.tr("You own this: {name}").format(name=name) for name in names)
                return (*named, self.tr("Yes, you probably own it."))
            case Label.VERY:
                full, short = self.tr("You own something very close: {name}"), self.tr("Very close: {name}")
                named = (full.format(name=names[0]), *(short.format(name=name) for name in names))
                return (*named, self.tr("You own something very close."))
            case Label.STYLE:
                full = self.tr("You own nothing like it, but something in a similar style.")
                return full, self.tr("You own only a similar style.")
            case Label.LOOSE:
                return (self.tr("You own nothing like it."),)

    def _known(self, path: str) -> tuple[str, ...]:
        """The photo asked with is one of the library."""
        folder = os.path.dirname(path)
        above = printable(os.path.basename(os.path.dirname(folder)))
        name = printable(os.path.basename(folder))
        full = self.tr("This very photo is in {folder}.")
        places = (f"{above}/{name}" if above else name, name)
        return (*(full.format(folder=place) for place in places), self.tr("You have this very photo."))

    def _show_meant(self, path: str) -> None:
        """The photo that the verdict names."""
        if path != self._meant:
            self._meant = path
            self._photo.show_pixmap(QPixmap())
            self._loader.want_also((Wanted(path, SIDE),) if path else ())
        compare = self.tr("Compare with {name}")
        name_control(
            self._photo, compare.format(name=self._names_of(path)[0]) if path else self.tr("No photo is named")
        )
        self._photo.setVisible(bool(path))
        self._verdict.lead(bool(path))

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, _side: int, image: QImage, _version: str) -> None:
        if path == self._meant:
            self._photo.show_pixmap(QPixmap.fromImage(image))

    @Slot()
    def _on_looked_at(self) -> None:
        self.looked_at.emit(self._meant)

    @Slot()
    def _on_denied(self) -> None:
        self.denied.emit(self._meant)

    def _summaries(self, found: Found, shown: Shown, total: int) -> tuple[str, ...]:
        """What is shown, in full and shorter."""
        photos = self.tr("%Ln photos, nearest first", "", len(shown.matches))
        place = self.tr("searched {n} of {total} so far") if found.searched < total else self.tr("searched {n}")
        place = place.format(n=number(found.searched), total=number(total))
        turned = self.tr("found turned") if found.was_turned else ""
        hidden = self.tr("%Ln more of this garment left out", "", shown.own) if shown.own else ""
        return tuple(
            " · ".join(filter(None, parts))
            for parts in ((photos, turned, hidden, place), (turned, hidden, place), (turned or place,))
        )

    def show_top(self, top: int) -> None:
        """Show a number of results that was chosen elsewhere."""
        if top != self._top_shown:
            self._top_shown = top
            self._label_top(top)
            for action in self._top.menu().actions():
                action.setChecked(action.data() == top)

    def _label_top(self, top: int) -> None:
        self._top.setText(self.tr("Nearest {n}").format(n=number(top)) if self._is_wide else number(top))
        name_control(self._top, self.tr("Number of results: {n}").format(n=number(top)))

    @Slot(QAction)
    def _on_top(self, action: QAction) -> None:
        self._top_shown = action.data()
        self._label_top(self._top_shown)
        self.top_chosen.emit(self._top_shown)
