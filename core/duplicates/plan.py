"""What may be deleted of groups of duplicates, and what never is."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from core.base import sentences
from core.base.sentences import Sentence
from core.catalog.folders import holder


@dataclass(frozen=True)
class Plan:
    """Groups of photos by their paths, which may overlap, of which some are `gone`. Never is the last photo of a group
    deleted, nor one in a folder that is to stay as it is."""

    groups: tuple[frozenset[str], ...]
    untouched: frozenset[str] = frozenset()  # folders
    gone: frozenset[str] = frozenset()

    def refusal(self, path: str) -> Sentence | None:
        """Why this photo may not be deleted now; None where it may. One of no group is the last one of itself."""
        if path in self.gone:
            return sentences.GONE
        if (folder := holder(path, self.untouched)) is not None:
            return sentences.UNTOUCHED.filled(folder=folder)
        groups = self._groups_of(path)
        if not groups or any(len(group - self.gone) < 2 for group in groups):
            return sentences.LAST_ONE
        return None

    def is_last(self, path: str) -> bool:
        """Whether no other photo of a group of this one is there, as the disk says now."""
        others = (group - self.gone - {path} for group in self._groups_of(path))
        return not all(any(map(os.path.isfile, group)) for group in others)

    def _groups_of(self, path: str) -> list[frozenset[str]]:
        return self._by_path.get(path, [])

    @cached_property
    def _by_path(self) -> dict[str, list[frozenset[str]]]:
        groups = defaultdict[str, list[frozenset[str]]](list)
        for group in self.groups:
            for path in group:
                groups[path].append(group)
        return groups

    def allowed(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Those of the wanted photos that may be deleted together: in their order, as long as there is another one."""
        gone, paths = set(self.gone), list[str]()
        left = {group: len(group - self.gone) for group in self.groups}
        for path in wanted:
            groups = self._groups_of(path)
            if groups and path not in gone and all(left[group] > 1 for group in groups) and not self._stays(path):
                paths.append(path)
                gone.add(path)
                for group in set(groups):
                    left[group] -= 1
        return tuple(paths)

    def _stays(self, path: str) -> bool:
        return holder(path, self.untouched) is not None

    def without(self, paths: Collection[str]) -> Plan:
        """Once these are gone, deleted or by themselves."""
        return replace(self, gone=self.gone | frozenset(paths))

    def with_again(self, paths: Collection[str]) -> Plan:
        """Once these are there again."""
        return replace(self, gone=self.gone - frozenset(paths))
