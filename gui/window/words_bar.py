"""In which the user describes what to look for: a field for the header, and a bar with what was understood as chips."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.search.worded import searchable
from core.words.understanding import MOST_LETTERS, Part, Understood, understand
from core.words.vocabulary import Language
from gui.base.keys import named, native
from gui.base.theme import SPACE
from gui.base.word_texts import part_text
from gui.gallery.place import Place
from gui.visits.asking import Asking
from gui.visits.history import Visit
from gui.visits.seen import Seen
from gui.widgets.controls import name_control, text_label
from gui.widgets.flow import FlowLayout

_NARROWEST, _WIDEST = 130, 300  # px
_MOST_NAMED = 3  # words that are told not to be understood
_LONGEST_NAMED = 20  # letters of each


class WordsField(QLineEdit):
    """A line to type in; Escape leaves it.

    Signals:
        left: the user has done with it.
    """

    left = Signal()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()  # else the window would take it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PartChip(QPushButton):
    """Something that was understood; clicking it takes it away."""

    def __init__(self, part: Part, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = part
        self.setObjectName(f"chip_words_{part.name}")
        self.setProperty("chip", True)
        self.setAutoDefault(False)


class WordsBar(QFrame):
    """Follows what is seen: in Browse all photos in the order in which they fit the words, in Similar the results that
    fit them besides. There only where there is something to say.

    Attributes:
        field: stands elsewhere.

    Signals:
        left: the keyboard belongs to the photos again.
    """

    left = Signal()

    def __init__(self, kinds: Sequence[str], seen: Seen, asking: Asking) -> None:
        super().__init__()
        self.setObjectName("words_bar")
        self._kinds = kinds
        self._seen = seen
        self._asking = asking
        self._shown: Understood | None = None
        self._made: list[PartChip] = []
        self.field = WordsField()
        self.field.setObjectName("words_field")
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(MOST_LETTERS)
        self.field.setFocusPolicy(Qt.FocusPolicy.ClickFocus | Qt.FocusPolicy.TabFocus)
        self._told = text_label("words_told")
        self._told.setWordWrap(True)
        self._chips = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._flow = FlowLayout(self._chips, SPACE.xs)
        self._lay_out()
        self.field.setPlaceholderText(self.tr("Describe what you look for"))
        name_control(self.field, self.tr("Describe what you look for"), native(named("words")))
        if (clear := self.field.findChild(QToolButton)) is not None:  # Qt gives it no name
            clear.setObjectName("clear_words_button")
            name_control(clear, self.tr("Clear the field"))
        self.field.returnPressed.connect(self._on_return)
        self.field.textEdited.connect(self._on_edited)
        self.field.left.connect(self._on_left)
        seen.moved.connect(self._on_moved)
        seen.changed.connect(self._on_changed)
        self._draw(None)

    def _lay_out(self) -> None:
        self.field.setMinimumWidth(_NARROWEST)
        self.field.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l + SPACE.s, SPACE.s, SPACE.m, SPACE.xs)
        column.setSpacing(0)
        column.addWidget(self._chips)
        column.addWidget(self._told)

    @Slot()
    def take_focus(self) -> None:
        """The user wants to describe something."""
        if self.field.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()

    # --- what the user wants ---

    @Slot()
    def _on_return(self) -> None:
        self._ask(self.field.text())

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if not text:  # the button at the end of the field, or the last letter
            self._want(None)

    @Slot()
    def _on_left(self) -> None:
        self.field.setText(self._shown.text if self._shown else "")
        self.left.emit()

    @Slot()
    def _on_chip(self) -> None:
        chip, words = self.sender(), self._shown
        assert isinstance(chip, PartChip)
        if words is not None:
            rest = understand(words.without(chip.part), words.language)
            self._want(rest if searchable(rest, self._kinds).parts else None)

    def _ask(self, text: str) -> None:
        """Nonsense changes nothing that is seen."""
        words = understand(text.strip(), _language())
        if searchable(words, self._kinds).parts:
            self._want(words)
        elif not text.strip():
            self._want(None)
        else:
            self._tell(self.tr("Name a kind, a colour or a pattern, such as “navy dotted dress”."))

    def _want(self, words: Understood | None) -> None:
        now = self._seen.now
        if words == _words_of(now):
            self._draw(words)  # what was told of something else is old
        elif now.page == "similar":
            self._asking.tune(replace(now.tuning, words=words))
        else:
            browsing = replace(now.browsing, words=words)
            self._seen.go(replace(now, page="browse", browsing=browsing, place=Place()))

    # --- what is shown ---

    @Slot(Visit)
    def _on_moved(self, visit: Visit) -> None:
        self._show(visit)

    @Slot(Visit, Visit)
    def _on_changed(self, before: Visit, visit: Visit) -> None:
        if _words_of(before) != _words_of(visit):
            self._show(visit)

    def _show(self, visit: Visit) -> None:
        words = _words_of(visit)
        self.field.setText(words.text if words else "")
        self.field.home(False)  # a long text begins where it can be read
        self._draw(words)

    def _draw(self, words: Understood | None) -> None:
        self._shown = words
        for chip in self._made:
            self._flow.removeWidget(chip)
            chip.setObjectName("")
            chip.hide()
            chip.deleteLater()
        known = searchable(words, self._kinds) if words else None
        self._made = [self._chip(part) for part in (known.parts if known else ())]
        for place, chip in enumerate(self._made):
            self._flow.insert(place, chip)
        self._tell(self._left_out(words, known) if words and known else "")

    def _chip(self, part: Part) -> PartChip:
        chip = PartChip(part, self._chips)
        text = part_text(part, self._kinds)
        chip.setText(f"{text}  ×".replace("&", "&&"))
        name_control(chip, self.tr("Look for it without “{part}”").format(part=text))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(self._on_chip)
        chip.show()
        return chip

    def _left_out(self, words: Understood, known: Understood) -> str:
        """What of the words could not be minded."""
        unknown = words.unknown_words
        untold = [words.text[slice(*part.span)] for part in words.parts if part not in known.parts]
        told = [self.tr("Not understood: {words}").format(words=_short(unknown))] if unknown else []
        if untold:
            told.append(self.tr("Not told from other clothes yet: {words}").format(words=_short(untold)))
        return "   ".join(told)

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        self._chips.setVisible(bool(self._made))
        self.setHidden(not (sentence or self._made))
        self._chips.updateGeometry()
        self._flow.invalidate()
        self._flow.activate()


def _words_of(visit: Visit) -> Understood | None:
    return visit.tuning.words if visit.page == "similar" else visit.browsing.words


def _language() -> Language:
    """Whose a word counts as that is English and German."""
    return "de" if QLocale().language() == QLocale.Language.German else "en"


def _short(words: Collection[str]) -> str:
    shown = [word if len(word) <= _LONGEST_NAMED else f"{word[:_LONGEST_NAMED]}…" for word in words]
    return ", ".join(shown[:_MOST_NAMED]) + (", …" if len(shown) > _MOST_NAMED else "")
