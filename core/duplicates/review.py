"""Going through groups of duplicates: what is left to look at, and what the user ticked to be deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.base.sentences import Sentence
from core.duplicates.groups import Group, Kind
from core.duplicates.plan import Plan


@dataclass(frozen=True)
class Review:
    """Groups that are left. Nothing is ticked by itself, and never what may not be deleted with all else that is."""

    groups: tuple[Group, ...] = ()
    untouched: frozenset[str] = frozenset()  # folders
    ticked: frozenset[str] = frozenset()

    @cached_property
    def plan(self) -> Plan:
        """What may be deleted of these groups."""
        return Plan(tuple(group.paths for group in self.groups), self.untouched)

    @cached_property
    def _with_ticked(self) -> Plan:
        return self.plan.without(self.ticked)

    def refusal(self, path: str) -> Sentence | None:
        """Why this photo cannot be ticked too; None where it can, or is."""
        return None if path in self.ticked else self._with_ticked.refusal(path)

    def toggled(self, path: str) -> Review:
        """With a tick more or less; the same where it cannot be ticked."""
        if path in self.ticked:
            return replace(self, ticked=self.ticked - {path})
        return self if self.refusal(path) is not None else replace(self, ticked=self.ticked | {path})

    def with_all_but_best(self, groups: Sequence[Group]) -> Review:
        """All of these groups ticked but the photo of each that had better be kept."""
        best = {group.best.path for group in groups}
        paths = [copy.path for group in groups for copy in group.photos]
        return self._ticking(path for path in paths if path not in best)

    def without_ticks(self) -> Review:
        """Nothing is to be deleted."""
        return replace(self, ticked=frozenset())

    def now(self, groups: tuple[Group, ...], untouched: frozenset[str]) -> Review:
        """With other groups left, and what of the ticks still makes sense."""
        if groups == self.groups and untouched == self.untouched:
            return self
        return Review(groups, untouched)._ticking(sorted(self.ticked))

    def _ticking(self, paths: Iterable[str]) -> Review:
        return replace(self, ticked=self.ticked.union(self._with_ticked.allowed(paths)))

    @cached_property
    def order(self) -> tuple[str, ...]:
        """What is ticked, in the order of the groups."""
        paths = (copy.path for group in self.groups for copy in group.photos)
        return tuple(dict.fromkeys(path for path in paths if path in self.ticked))

    @cached_property
    def freed(self) -> int:
        """Bytes of what is ticked."""
        sizes = {copy.path: copy.facts.bytes for group in self.groups for copy in group.photos}
        return sum(sizes[path] for path in self.ticked)

    @cached_property
    def spare(self) -> int:
        """Bytes of all that are the same picture as a better one."""
        pictures = (group for group in self.groups if group.kind is Kind.PICTURE)
        return sum(copy.facts.bytes for group in pictures for copy in group.photos if not copy.keep)
