"""Kinds of garments that the user says, where the network takes one for another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from core.browse.shelf import Shelf
from core.looks.features import OTHER, UNSURE
from core.wardrobe.marks import Identity, Marks
from core.wardrobe.said import Said
from gui.base.texts import file_name, kind_label
from gui.base.work import Work
from gui.library.library import Library
from gui.marking.finding import MANY, Finding
from gui.marking.keeping import Keeping
from gui.marking.undo import Change, UndoList
from gui.widgets.menus import LINE, Tick, tick_menu

Words = Mapping[Identity, str]  # what is said of photos; an empty word takes back what was


class Told(NamedTuple):
    """What a photo counts as, and whether the user said so."""

    kind: str = UNSURE
    by_user: bool = False


class Kinds(QObject):
    """Tells what photos count as, and takes what the user says of it.

    Signals:
        changed: what photos count as. said: a sentence.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self, keeping: Keeping, undos: UndoList, library: Library, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._undos = undos
        self._library = library
        self._shelf: Shelf | None = None
        self._finding = Finding(work, self.said.emit, self)
        keeping.changed.connect(self._on_marks)
        library.searchable.connect(self.changed)

    @Slot(Shelf)
    def know(self, shelf: Shelf) -> None:
        """The newest one, which tells by what photos are known."""
        self._shelf = shelf
        self.changed.emit()

    @Slot()
    def _on_marks(self) -> None:
        self._library.correct(self._keeping.marks.said)
        self.changed.emit()

    def can_change(self, path: str) -> bool:
        return self._keeping.ready and self._identity(path) is not None

    def told(self, path: str) -> Told | None:
        """None for a photo that has not been read."""
        photo, searcher = self._identity(path), self._library.searcher
        if photo is not None and (word := self._keeping.marks.said.of(photo)):
            return Told(word, by_user=True)
        kind = searcher.kind(path) if searcher is not None else None
        return None if kind is None else Told(kind)

    def finer(self, path: str) -> str:
        """A finer kind than the photo counts as, such as a blazer; empty where none is told."""
        told, searcher = self.told(path), self._library.searcher
        if told is None or searcher is None or searcher.kind(path) != told.kind:  # what was said does not yet count
            return ""
        finer = searcher.finer(path)
        return finer if finer is not None and finer != told.kind else ""

    def _identity(self, path: str) -> Identity | None:
        return None if self._shelf is None else self._shelf.identity(path)

    # --- the menu ---

    def menu(self, parent: QWidget, paths: Sequence[str], title: str = "") -> QMenu:
        """All that can be said of photos, with a tick at what holds for all; it destroys itself when it closes."""
        return tick_menu(parent, "kind_menu", title, self._entries(tuple(paths)))

    def menu_title(self, paths: Sequence[str]) -> str:
        """The words for the menu within another one."""
        return self.tr("Kind") if len(paths) == 1 else self.tr("Kind of %Ln photos", "", len(paths))

    def _entries(self, paths: tuple[str, ...]) -> list[Tick]:
        told = [self.told(path) for path in paths[:MANY]]
        present = {one.kind if one is not None else UNSURE for one in told} if len(paths) <= MANY else set()
        names = dict.fromkeys(self._library.extractor.spec.kinds)
        names |= dict.fromkeys(sorted(one.kind for one in told if one is not None and one.by_user))  # of other networks
        names.pop(OTHER, None)
        kinds = [Tick(f"kind_{name}", kind_label(name), present == {name}, self._sayer(paths, name)) for name in names]
        other = Tick(f"kind_{OTHER}", kind_label(OTHER), present == {OTHER}, self._sayer(paths, OTHER))
        entries = [*kinds, LINE, other]
        searcher = self._library.searcher
        known = searcher.kinds.words if searcher is not None else {}
        if any(one is not None and one.by_user for one in told) or not known.keys().isdisjoint(paths):
            entries += [LINE, Tick("kind_as_seen", self.tr("As Twinset sees it"), False, self._sayer(paths, ""))]
        return entries

    def _sayer(self, paths: tuple[str, ...], word: str) -> partial[None]:
        return partial(self.say, paths, word)

    # --- saying ---

    def say(self, paths: Sequence[str], word: str) -> None:
        """Say of which kind photos are; an empty word takes back what was said."""
        if not self._keeping.ready or self._shelf is None:
            self.said.emit(self._refusal())
            return
        find = partial(_found, self._shelf, tuple(paths), self._keeping.marks.said)
        self._finding.find(len(paths), find, partial(self._say, word))

    def _refusal(self) -> str:
        return self.tr("Only photos of your folders that have been read can be given a kind.")

    def _say(self, word: str, found: Mapping[Identity, tuple[str, str]]) -> None:
        """Of the photos that were found, each with its path and what was said of it before."""
        if not found:
            self.said.emit(self._refusal())
        before = {photo: said for photo, (_, said) in found.items() if said != word}
        if not before or not self._change(dict.fromkeys(before, word)):
            return
        sentence = self._sentence([found[photo][0] for photo in before], word)
        back, again = partial(self._change, before), partial(self._change, dict.fromkeys(before, word))
        self._undos.add(Change(self.tr("The kind is as it was before."), back, sentence, again), sentence)

    def _sentence(self, paths: Sequence[str], word: str) -> str:
        kind, name = kind_label(word), file_name(paths[0])
        if not word:
            one = self.tr("{name} is again what Twinset sees in it.").format(name=name)
            several = self.tr("%Ln photos are again what Twinset sees in them.", "", len(paths))
        else:
            one = self.tr("{name} – you said: {kind}.").format(name=name, kind=kind)
            several = self.tr("%Ln photos – you said: {kind}.", "", len(paths)).format(kind=kind)
        return one if len(paths) == 1 else several

    def _change(self, words: Words) -> bool:
        few = len(words) + len(self._keeping.marks.said.pairs) <= MANY
        return self._keeping.change(partial(_with_words, words), at_once=few)


def _found(shelf: Shelf, paths: Sequence[str], said: Said) -> dict[Identity, tuple[str, str]]:
    """What the photos are known by that have been read, with their paths and what was said of them."""
    return {photo: (path, said.of(photo)) for path in paths if (photo := shelf.identity(path)) is not None}


def _with_words(words: Words, marks: Marks) -> Marks:
    for word in sorted(set(words.values())):
        marks = marks.with_kind([photo for photo, one in words.items() if one == word], word)
    return marks
