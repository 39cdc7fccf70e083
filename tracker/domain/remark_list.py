"""What is doubtful about many projects: put in order, narrowed and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.doubts import DOUBTS, GRAVITY, Doubt, DoubtGroup, Gravity, QualityRemark
from tracker.domain.portfolio import ProjectSummary

EVERY_DOUBT = frozenset(Doubt)


class RemarkOrder(StrEnum):
    """How remarks follow each other."""

    GRAVITY = "gravity"
    """The most serious first, those of one kind together."""
    PROJECT = "project"
    """Those of one project together, in the order of the projects."""


@dataclass(frozen=True, slots=True)
class ListedRemark:
    """A remark and the project it is about."""

    row: ProjectSummary
    remark: QualityRemark


@dataclass(frozen=True, slots=True)
class RemarkCount:
    """How many remarks there are, about how many projects."""

    remarks: int = 0
    projects: int = 0


@dataclass(frozen=True, slots=True)
class RemarkList:
    """The remarks about some projects.

    Attributes:
        items: Those wanted, in the order asked.
        total: Of those.
        of: Projects looked at.
        by_gravity: Of those wanted, how many of each gravity.
        by_doubt: Of all kinds, wanted or not, how many there are.
        by_group: The same by group.
    """

    items: Sequence[ListedRemark]
    total: RemarkCount
    of: int
    by_gravity: Mapping[Gravity, int]
    by_doubt: Mapping[Doubt, RemarkCount]
    by_group: Mapping[DoubtGroup, RemarkCount]


@dataclass(frozen=True, slots=True)
class CollectedRemarks:
    """The remarks about some projects, sorted once, so that they can be narrowed often.

    Attributes:
        in_turn: All of them, in the order of the projects.
        by_doubt: Those of each kind, in the same order.
        projects: How many projects there are with remarks of a kind or group.
        of: Projects looked at.
    """

    in_turn: Sequence[ListedRemark]
    by_doubt: Mapping[Doubt, Sequence[ListedRemark]]
    projects: Mapping[Doubt | DoubtGroup, int]
    of: int


def collect_remarks(rows: Sequence[ProjectSummary]) -> CollectedRemarks:
    """The remarks about projects, in their order."""
    by_doubt: dict[Doubt, list[ListedRemark]] = {doubt: [] for doubt in Doubt}
    in_turn: list[ListedRemark] = []
    projects: Counter[Doubt | DoubtGroup] = Counter()
    for row in rows:
        for remark in row.remarks:
            item = ListedRemark(row, remark)
            by_doubt[remark.doubt].append(item)
            in_turn.append(item)
        doubts = {remark.doubt for remark in row.remarks}
        projects.update(doubts)
        projects.update({_GROUP_OF[doubt] for doubt in doubts})
    return CollectedRemarks(in_turn, by_doubt, projects, len(rows))


def list_remarks(
    collected: CollectedRemarks,
    wanted: Collection[Doubt] = EVERY_DOUBT,
    order: RemarkOrder = RemarkOrder.GRAVITY,
) -> RemarkList:
    """The remarks that are wanted; of equal ones those of earlier projects come first.

    Args:
        collected: The remarks there are.
        wanted: The kinds that are listed; the counts by kind and group tell of all kinds.
        order: How the remarks follow each other.
    """
    found, projects = collected.by_doubt, collected.projects
    by_doubt = {doubt: RemarkCount(len(items), projects[doubt]) for doubt, items in found.items()}
    chosen = [item for doubt in Doubt if doubt in wanted for item in found[doubt]]
    is_by_gravity = order is RemarkOrder.GRAVITY
    return RemarkList(
        items=chosen if is_by_gravity else [item for item in collected.in_turn if item.remark.doubt in wanted],
        total=RemarkCount(len(chosen), len({item.row.slug for item in chosen})),
        of=collected.of,
        by_gravity=_by_gravity({doubt: len(found[doubt]) for doubt in Doubt if doubt in wanted}),
        by_doubt=by_doubt,
        by_group={
            group: RemarkCount(sum(by_doubt[doubt].remarks for doubt in doubts), projects[group])
            for group, doubts in DOUBTS.items()
        },
    )


_GROUP_OF: Mapping[Doubt, DoubtGroup] = {doubt: group for group, doubts in DOUBTS.items() for doubt in doubts}


def _by_gravity(counts: Mapping[Doubt, int]) -> dict[Gravity, int]:
    found = dict.fromkeys(Gravity, 0)
    for doubt, count in counts.items():
        found[GRAVITY[doubt]] += count
    return found
