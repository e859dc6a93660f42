"""Facts about garments: what a person adds to a photo, and the days on which it was worn; all of it can be undone."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.browse.shelf import Shelf
from core.wardrobe.facts import Facts
from core.wardrobe.marks import Identity, Marks
from gui.base.texts import file_name
from gui.marking.keeping import Keeping, are_few
from gui.marking.undo import Change, UndoList


class Wearing(QObject):
    """Keeps them.

    Signals:
        said: a sentence.
    """

    said = Signal(str)

    def __init__(self, keeping: Keeping, undos: UndoList, parent: QObject) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._undos = undos
        self._shelf: Shelf | None = None

    @Slot(Shelf)
    def know(self, shelf: Shelf) -> None:
        """The newest one, which tells by what photos are known."""
        self._shelf = shelf

    def of(self, path: str) -> Facts | None:
        """What is known of a photo; None of one that has not been read yet."""
        photo = None if self._shelf is None else self._shelf.identity(path)
        return None if photo is None else self._keeping.marks.facts.of(photo)

    def was_worn_today(self, path: str) -> bool:
        """As far as is known."""
        facts = self.of(path)
        return facts is not None and datetime.date.today() in facts.worn

    def toggle_today(self, paths: Sequence[str]) -> None:
        """All of them were worn today; if that was said already, none."""
        known, today = self._known(paths), datetime.date.today()
        if not known:
            return
        facts = self._keeping.marks.facts
        wanted = not all(today in facts.of(photo).worn for photo in known)
        photos = [photo for photo in known if (today in facts.of(photo).worn) != wanted]
        again, back = (partial(self._set_day, photos, today, one) for one in (wanted, not wanted))
        if again():
            on, off = self._sentences([known[photo] for photo in photos])
            self._undos.add(Change(off if wanted else on, back, on if wanted else off, again), on if wanted else off)

    def change(self, path: str, after: Facts) -> None:
        """What the user says of a photo in place of all that was known."""
        for photo in self._known([path]):
            before = self._keeping.marks.facts.of(photo)
            if before != after:
                name = file_name(path)
                self._exchange(
                    {photo: before},
                    {photo: after},
                    self.tr("The facts of {name} are as they were before.").format(name=name),
                    self.tr("The facts of {name} are kept.").format(name=name),
                )

    def take_over(
        self, values: Sequence[tuple[Identity, Mapping[str, object]]], into: Callable[[Marks], Marks]
    ) -> None:
        """What a table says of photos; `into` makes marks with it."""
        facts, after = self._keeping.marks.facts, into(self._keeping.marks).facts
        before = {photo: facts.of(photo) for photo, _ in values}
        now = {photo: after.of(photo) for photo in before}
        sentence = self.tr("The facts of %Ln photos were taken over.", "", len(now))
        self._exchange(before, now, self.tr("The facts are as they were before."), sentence)

    def _exchange(
        self, before: Mapping[Identity, Facts], after: Mapping[Identity, Facts], undone: str, redone: str
    ) -> None:
        back, again = partial(self._set, before), partial(self._set, after)
        if again():
            self._undos.add(Change(undone, back, redone, again), redone)

    def _set(self, facts: Mapping[Identity, Facts]) -> bool:
        changes = [(photo, partial(_instead, one)) for photo, one in facts.items()]
        at_once = are_few(len(facts) + len(self._keeping.marks.facts.by_photo))
        return self._keeping.change(lambda marks: marks.with_each_fact(changes), at_once=at_once)

    def _set_day(self, photos: Sequence[Identity], day: datetime.date, wanted: bool) -> bool:
        at_once = are_few(len(photos) + len(self._keeping.marks.facts.by_photo))
        return self._keeping.change(
            lambda marks: marks.with_facts(photos, lambda facts: facts.worn_on(day, wanted)), at_once=at_once
        )

    def _known(self, paths: Sequence[str]) -> dict[Identity, str]:
        """The photos that have been read, with their paths; says so where there are none."""
        shelf, found = self._shelf, dict[Identity, str]()
        if shelf is not None and self._keeping.ready:
            found = {photo: path for path in paths if (photo := shelf.identity(path)) is not None}
        if paths and not found:
            self.said.emit(self.tr("Facts are kept of photos of your folders that have been read."))
        return found

    def _sentences(self, paths: Sequence[str]) -> tuple[str, str]:
        """That they were worn today, and that they were not."""
        name = file_name(paths[0])
        if len(paths) == 1:
            on, off = self.tr("{name} was worn today."), self.tr("{name} was not worn today.")
            return on.format(name=name), off.format(name=name)
        return (
            self.tr("%Ln photos show what was worn today.", "", len(paths)),
            self.tr("%Ln photos show what was not worn today.", "", len(paths)),
        )


def _instead(facts: Facts, _before: Facts) -> Facts:
    return facts
