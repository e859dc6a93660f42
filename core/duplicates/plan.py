"""What may be deleted of groups of duplicates, and what never is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

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
        groups = [group for group in self.groups if path in group]
        if not groups or any(len(group - self.gone) < 2 for group in groups):
            return sentences.LAST_ONE
        return None

    def allowed(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Those of the wanted photos that may be deleted together: in their order, as long as there is another one."""
        plan, paths = self, list[str]()
        for path in wanted:
            if plan.refusal(path) is None:
                paths.append(path)
                plan = plan.without([path])
        return tuple(paths)

    def without(self, paths: Collection[str]) -> Plan:
        """Once these are gone, deleted or by themselves."""
        return replace(self, gone=self.gone | frozenset(paths))

    def with_again(self, paths: Collection[str]) -> Plan:
        """Once these are there again."""
        return replace(self, gone=self.gone - frozenset(paths))
