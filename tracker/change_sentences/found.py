"""The changes of projects compared on two days, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tracker.change_sentences.telling import Told, fold
from tracker.domain.alphabet import polish_key
from tracker.domain.changes import Direction, Group
from tracker.domain.grounds import Ground
from tracker.domain.picture import AspectKind
from tracker.domain.portfolio import ProjectSummary
from tracker.domain.two_days import TwoDays

_GROUPS = {group: place for place, group in enumerate(Group)}
_KINDS = {kind: place for place, kind in enumerate(AspectKind)}


@dataclass(frozen=True)
class Found:
    """A change, or several that one sentence tells, not yet put into words."""

    row: ProjectSummary
    told: Told
    ground: Ground

    @property
    def group(self) -> Group:
        """What it is about."""
        return self.told[0].group

    @property
    def direction(self) -> Direction:
        """Whether it is for the worse."""
        return self.told[0].direction

    @property
    def order(self) -> tuple[object, ...]:
        """Its place: by group, the worst first, like beside like, then by name."""
        change = self.told[0]
        size: Decimal = -abs(change.weight)
        name = polish_key(self.row.centre.place)
        return _GROUPS[change.group], change.direction, _KINDS[change.aspect.kind], size, name, self.row.slug


def find_changes(compared: Iterable[tuple[ProjectSummary, TwoDays]]) -> list[Found]:
    """Every change of the projects compared, in the order told."""
    found = [
        Found(row, told, two_days.grounds.get(told[0].aspect.kind) or Ground(told[0].aspect, told[0].held))
        for row, two_days in compared
        for told in fold(two_days.changes)
    ]
    return sorted(found, key=lambda one: one.order)
