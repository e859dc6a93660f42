"""Collections: photos put into them and taken out, new ones, other names; all of it can be undone."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QWidget

from core.browse.shelf import Shelf
from core.wardrobe.boards import Pin
from core.wardrobe.collected import Collection, Collections, Rule, Words
from core.wardrobe.identity import Photos
from core.wardrobe.marks import Identity
from gui.base.texts import file_name, number
from gui.base.work import Work
from gui.marking.finding import MANY, Finding
from gui.marking.keeping import Keeping, are_few
from gui.marking.undo import Change, UndoList
from gui.widgets.menus import LINE, Tick, tick_menu

_LONGEST = 80  # signs of a name

Lay = Callable[[Sequence[Identity]], Iterable[Pin]]  # of new photos: their pins, and maybe others'


class Collecting(QObject):
    """Makes them, and changes them.

    Signals:
        said: a sentence. renamed: the name that one had, and has now; empty where it is gone. made: the key of a new
        one made by hand.
    """

    said = Signal(str)
    renamed = Signal(str, str)
    made = Signal(str)

    def __init__(self, keeping: Keeping, undos: UndoList, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._undos = undos
        self._finding = Finding(work, self.said.emit, self)
        self._shelf: Shelf | None = None

    @Slot(Shelf)
    def know(self, shelf: Shelf) -> None:
        """The newest one, which tells by what photos are known."""
        self._shelf = shelf

    @property
    def all(self) -> Collections:
        return self._keeping.marks.collections

    def _find(self, paths: Sequence[str], then: Callable[[tuple[Identity, ...]], object]) -> None:
        """What those of the photos are known by that have been read; says so where there are none."""
        shelf = self._shelf if self._keeping.ready else None

        def found(photos: tuple[Identity, ...]) -> None:
            if photos:
                then(photos)
            else:
                self.said.emit(self.tr("Only photos of your folders that have been read can be put into a collection."))

        if shelf is None:
            found(())
        else:
            self._finding.find(len(paths), partial(shelf.identities, tuple(paths)), found)

    def _change(self, change: Callable[[Collections], Collections], photos: int = 0) -> bool:
        """One that puts in or takes out so many photos, for which it looks at all that are there."""
        at_once = not photos or are_few(photos + sum(len(one.photos) for one in self.all.all))
        return self._keeping.change(lambda marks: marks.with_collections(change), at_once=at_once)

    # --- photos ---

    def menu(self, parent: QWidget, paths: Sequence[str], title: str = "") -> QMenu:
        """All collections made by hand, with a tick at those that hold all of the photos, and a new one."""
        # Whether a collection holds them all takes a while.
        found = self._shelf.identities(paths) if self._shelf is not None and len(paths) <= MANY else ()
        ticks = []
        for at, one in enumerate(self.all.all):
            if one.rule is None:
                holds = bool(found) and all(map(Photos(frozenset(one.photos)).holds, found))
                do = partial(self.take_out if holds else self.put_in, paths, one.name)
                ticks.append(Tick(f"collection_{at}", one.name, holds, do))
        new = Tick("collection_new", self.tr("New collection…"), False, partial(self.ask_for_new, paths))
        return tick_menu(parent, "collection_menu", title, [*ticks, LINE, new] if ticks else [new])

    def menu_title(self, paths: Sequence[str]) -> str:
        """The words for the menu within another one."""
        several = self.tr("Add %Ln photos to a collection", "", len(paths))
        return self.tr("Add to a collection") if len(paths) == 1 else several

    def put_in(self, paths: Sequence[str], name: str, lay: Lay | None = None) -> None:
        """At the end of the collection of this name; a new one where there is none. `lay`: where they lie on it."""
        before = self.all.named(name)
        if before is not None and before.rule is not None:
            sentence = self.tr("{name} holds what passes its filters; photos cannot be put into it by hand.")
            self.said.emit(sentence.format(name=name))
        else:
            self._find(paths, partial(self._put_in, paths, before or Collection(uuid4().hex, name), lay))

    def _put_in(self, paths: Sequence[str], before: Collection, lay: Lay | None, photos: tuple[Identity, ...]) -> None:
        held, name, is_new = frozenset(before.photos), before.name, self.all.get(before.key) is None
        new = tuple(one for one in photos if one not in held)
        if not new or (are_few(len(photos) + len(held)) and before.with_photos(new) is before):
            self.said.emit(self.tr("They are all in {name} already.").format(name=name))
            return
        pins = () if lay is None else tuple(lay(new))
        again: Callable[[], object] = partial(self._change, lambda all_: _put_in(all_, before, new, pins), len(new))
        back: Callable[[], object]
        if is_new:
            back = partial(self._remove, before)
        else:
            taken = partial(Collection.without_photos, photos=new)
            back = partial(self._change, lambda all_: all_.changed(before.key, taken), len(new))
        again()
        one_in = self.tr("{photo} is in {name}.").format(photo=file_name(paths[0]), name=name)
        several = self.tr("%Ln photos are in {name}.", "", len(paths)).format(name=name)
        self._tell(self.tr("{name} is as it was before.").format(name=name), back, one_in, again, several, len(paths))

    def take_out(self, paths: Sequence[str], name: str) -> None:
        if (before := self.all.named(name)) is not None:
            self._find(paths, partial(self._take_out, paths, before))

    def _take_out(self, paths: Sequence[str], before: Collection, photos: tuple[Identity, ...]) -> None:
        name, taken = before.name, partial(Collection.without_photos, photos=photos)
        again = partial(self._change, lambda all_: all_.changed(before.key, taken), len(photos))
        back = partial(self._change, lambda all_: all_.with_one(before))
        again()
        one_out = self.tr("{photo} is not in {name} any more.").format(photo=file_name(paths[0]), name=name)
        several = self.tr("%Ln photos are not in {name} any more.", "", len(paths)).format(name=name)
        self._tell(self.tr("{name} is as it was before.").format(name=name), back, one_out, again, several, len(paths))

    def _tell(
        self,
        undone: str,
        back: Callable[[], object],
        one: str,
        again: Callable[[], object],
        several: str = "",
        count: int = 1,
    ) -> None:
        sentence = one if count == 1 else several
        self._undos.add(Change(undone, back, sentence, again), sentence)

    # --- collections ---

    def ask_for_new(self, paths: Sequence[str]) -> None:
        """Of photos, which are put into it."""
        ask = partial(self._ask, self.tr("New collection"), "", partial(self.put_in, tuple(paths)))
        self._find(paths, lambda _: ask())

    def ask_for_smart(self, rule: Rule, words: Words | None = None) -> None:
        """Of all that passes filters, now and later, in the order of words where there are some."""
        self._ask(self.tr("New collection of all that passes these filters"), "", partial(self.make, rule, words))

    def make(self, rule: Rule, words: Words | None, name: str) -> None:
        if self.all.named(name) is not None:
            self.said.emit(self._taken(name))
            return
        new = Collection(uuid4().hex, name, rule=rule, words=words)
        again = partial(self._change, lambda all_: all_.with_one(new))
        again()
        made = self.tr("{name} holds all that passes these filters, now and later.").format(name=name)
        self._tell(self.tr("{name} is gone again.").format(name=name), partial(self._remove, new), made, again)

    def ask_for_empty(self) -> None:
        """One made by hand, into which photos come later."""
        self._ask(self.tr("New board"), "", self.make_empty)

    def make_empty(self, name: str) -> None:
        if self.all.named(name) is not None:
            self.said.emit(self._taken(name))
        else:
            self._add(Collection(uuid4().hex, name), self.tr("{name} is there; now put photos on it."))

    def duplicate(self, name: str) -> None:
        """The same once more, with all that is laid out and noted."""
        if (one := self.all.named(name)) is not None:
            self.add(replace(one, key=uuid4().hex))

    def add(self, new: Collection) -> None:
        """One that is made by hand already, by another name where its own is taken."""
        others = (self.tr("{name} ({n})").format(name=new.name, n=number(n)) for n in itertools.count(2))
        free = next(name for name in itertools.chain((new.name,), others) if self.all.named(name) is None)
        self._add(replace(new, name=free), self.tr("{name} is there."))

    def _add(self, new: Collection, sentence: str) -> None:
        again = partial(self._change, lambda all_: all_.with_one(new))
        again()
        self.made.emit(new.key)
        gone = self.tr("{name} is gone again.").format(name=new.name)
        self._tell(gone, partial(self._remove, new), sentence.format(name=new.name), again)

    def _taken(self, name: str) -> str:
        return self.tr("There is a collection {name} already; choose another name.").format(name=name)

    def ask_to_rename(self, name: str) -> None:
        self._ask(self.tr("Another name for the collection"), name, partial(self.rename, name))

    def rename(self, before: str, name: str) -> None:
        one = self.all.named(before)
        if one is None or before == name:
            return
        if self.all.named(name) is not None:
            self.said.emit(self._taken(name))
            return
        self._rename(one.key, before, name)
        now = self.tr("The collection is called {name}.")
        back, again = partial(self._rename, one.key, name, before), partial(self._rename, one.key, before, name)
        self._tell(now.format(name=before), back, now.format(name=name), again)

    def _rename(self, key: str, before: str, name: str) -> None:
        if self._change(lambda all_: all_.renamed(key, name)):
            self.renamed.emit(before, name)

    def delete(self, name: str) -> None:
        """The collection, not its photos."""
        if (one := self.all.named(name)) is not None:
            back, again = partial(self._change, lambda all_: all_.with_one(one)), partial(self._remove, one)
            again()
            gone = self.tr("The collection {name} is gone; its photos stay.").format(name=name)
            self._tell(self.tr("{name} is back.").format(name=name), back, gone, again)

    def _remove(self, one: Collection) -> None:
        if self._change(lambda all_: all_.without(one.key)):
            self.renamed.emit(one.name, "")

    def _ask(self, title: str, name: str, then: Callable[[str], object]) -> None:
        dialog = QInputDialog(QApplication.activeWindow())
        dialog.setObjectName("collection_dialog")
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name:"))
        dialog.setTextValue(name)
        dialog.textValueSelected.connect(lambda given: self._on_named(given, then))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_named(self, given: str, then: Callable[[str], object]) -> None:
        if name := " ".join(given.split())[:_LONGEST]:
            then(name)


def _put_in(collections: Collections, one: Collection, photos: Sequence[Identity], pins: Sequence[Pin]) -> Collections:
    """Into the collection as it is by then; where it is not there, it comes as it was before."""
    there = collections if collections.get(one.key) is not None else collections.with_one(one)
    return there.changed(one.key, lambda now: _laid(now.with_photos(photos), pins))


def _laid(one: Collection, pins: Sequence[Pin]) -> Collection:
    return replace(one, board=one.board.moved(pins)) if pins else one
