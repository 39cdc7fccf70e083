"""What the slides of a shared screen show: which rows, which names, and how many others there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TypeVar

from tracker.domain.alphabet import polish_key
from tracker.domain.changes import Change, Group
from tracker.domain.history import history
from tracker.domain.periods import PartialDate
from tracker.domain.picture import AspectKind
from tracker.domain.portfolio import ProjectSummary, SortKey, order
from tracker.domain.provenance import Viewpoint
from tracker.domain.schedule import SOON, MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import DEFAULT_THRESHOLDS, Level, Rule, milestone_level
from tracker.domain.vocabulary import Status

T = TypeVar("T")

NAMED = 3
"""So many projects are named, the others are counted."""

MILESTONE_LINES = 6
SILENT_LINES = 6
MOST_IN_LIGHT = 8
"""Centres that take turns, so that one comes round within some minutes."""

SLIPS_FIRST = 4
"""So many lines of the milestones go to the largest slips before the nearest ones get theirs."""

WEEK = timedelta(days=7)
CHANGE_LINES = 5

PUBLIC_KINDS = frozenset(
    {
        AspectKind.PROJECT,
        AspectKind.BUDGET,
        AspectKind.SPENT,
        AspectKind.MILESTONE,
        AspectKind.STATUS,
        AspectKind.STAGE,
        AspectKind.REPORT,
        AspectKind.SILENCE,
    }
)
"""Kinds of changes whose sentences hold figures, days and words of the tracker; a milestone's name is in the plan."""

SETTLED = (Status.FINISHED, Status.NOT_STARTED)


@dataclass(frozen=True, slots=True)
class Named:
    """Some names, and how many more there are."""

    names: tuple[str, ...]
    others: int


def name_some(names: Sequence[str], fits: Callable[[Named], bool], most: int = NAMED) -> Named:
    """The first few names that fit together; those that do not are counted with the others and never cut.

    Args:
        names: In the order of importance.
        fits: Whether there is room for these and for the number of the others.
        most: So many at most, however much room there is.
    """
    # Of thousands of names no more are tried than can be told.
    short = tuple(islice((name for name in names if fits(Named((name,), len(names) - 1))), most))
    for count in range(len(short), 0, -1):
        named = Named(short[:count], len(names) - count)
        if fits(named):
            return named
    return Named((), len(names))


def places_of(rows: Iterable[ProjectSummary], status: Status) -> list[str]:
    """The places of the projects of a status, the most urgent first."""
    return [row.centre.place for row in order((row for row in rows if row.status is status), SortKey.STATUS)]


def wants_attention(row: ProjectSummary) -> bool:
    """Whether somebody should look at a project now."""
    return row.status in (Status.AT_RISK, Status.ATTENTION) or row.assessment.is_silent


def rows_in_light(rows: Collection[ProjectSummary]) -> list[ProjectSummary]:
    """The projects that are shown one by one: those that want attention, the worst first; else the most urgent."""
    wanting = order(filter(wants_attention, rows), SortKey.STATUS)
    return wanting[:MOST_IN_LIGHT] or order(rows, SortKey.STATUS)[:1]


@dataclass(frozen=True, slots=True)
class OpenMilestone:
    """A milestone that was not reached yet.

    Attributes:
        day: When it is expected.
    """

    row: ProjectSummary
    state: MilestoneState
    day: PartialDate

    @property
    def level(self) -> Level:
        """How serious its slip is; unknown without a plan."""
        return milestone_level(self.state, DEFAULT_THRESHOLDS)

    @property
    def slip_days(self) -> int:
        """Days after its plan; 0 where there is none to compare with."""
        return self.state.slip_days or 0


def slipping(rows: Iterable[ProjectSummary]) -> list[ProjectSummary]:
    """The projects of which some milestone slips beyond the published limit."""
    limit = DEFAULT_THRESHOLDS.slip_attention_days
    return [row for row in rows if is_running(row) and row.slip_days is not None and row.slip_days >= limit]


def due_count(rows: Iterable[ProjectSummary]) -> int:
    """How many milestones fall due soon."""
    return sum(len(row.due_soon) for row in rows if is_running(row))


def is_running(row: ProjectSummary) -> bool:
    """Whether a project is not settled; of a settled one nothing is to be done."""
    return row.status is not Status.FINISHED


def open_milestones(rows: Collection[ProjectSummary], as_of: date) -> list[OpenMilestone]:
    """One milestone a project, by date: some with the largest slips, then the nearest ones of the others."""
    running = [row for row in rows if is_running(row)]
    late = sorted((one for row in running if (one := _worst(row))), key=_by_slip)
    near = sorted((one for row in running if (one := _next(row, as_of))), key=_by_day)
    chosen: dict[int, OpenMilestone] = {}
    for one in [*late[:SLIPS_FIRST], *near, *late[SLIPS_FIRST:]]:
        if len(chosen) < MILESTONE_LINES:
            chosen.setdefault(one.row.project_id, one)
    return sorted(chosen.values(), key=_by_day)


def _worst(row: ProjectSummary) -> OpenMilestone | None:
    """The milestone of a project that slips furthest, where it slips beyond the limit."""
    finding = next((f for f in row.assessment.findings if f.rule is Rule.MILESTONES), None)
    one = _open(row, finding.milestone if finding else None)
    return one if one and one.level >= Level.ATTENTION else None


def _next(row: ProjectSummary, as_of: date) -> OpenMilestone | None:
    one = _open(row, row.next_milestone)
    return one if one and as_of <= one.day.last_day <= as_of + SOON else None


def _open(row: ProjectSummary, state: MilestoneState | None) -> OpenMilestone | None:
    if state is None or state.expected is None:
        return None
    return OpenMilestone(row, state, state.expected)


def _by_slip(one: OpenMilestone) -> tuple[int, str]:
    return -one.slip_days, one.row.slug


def _by_day(one: OpenMilestone) -> tuple[date, str, str]:
    return one.day.last_day, polish_key(one.row.centre.place), one.row.slug


def overdue(rows: Iterable[ProjectSummary]) -> list[ProjectSummary]:
    """The projects that owe a report, the one that owes it longest first."""
    owing = [row for row in rows if row.late_days > 0 and is_running(row)]
    return sorted(owing, key=lambda row: (-row.late_days, polish_key(row.centre.place), row.slug))


def silent_lines(rows: Collection[ProjectSummary]) -> list[ProjectSummary]:
    """The projects shown month by month: those that owe a report, then those that reported longest ago."""
    owing = overdue(rows)
    others = [row for row in rows if row.period and row.status not in SETTLED and row.late_days <= 0]
    others.sort(key=lambda row: (row.last_counted_on or date.max, polish_key(row.centre.place), row.slug))
    return [*owing, *others][:SILENT_LINES]


def spread(items: Sequence[T], owner: Callable[[T], object], most: int) -> list[T]:
    """At most so many of the items in their order, no owner's second one before every other owner's first."""
    turns: dict[object, int] = {}
    ranked = []
    for place, item in enumerate(items):
        turn = turns[owner(item)] = turns.get(owner(item), 0) + 1
        ranked.append((turn, place))
    chosen = sorted(place for _, place in sorted(ranked)[:most])
    return [items[place] for place in chosen]


def is_for_all_eyes(told: Sequence[Change]) -> bool:
    """Whether a change can be told where everybody passes by: it quotes no text that people write as they like.

    Several changes told as one are only counted; of a single one, names of tasks, posts and training, titles, and
    what a director thinks of the project stay inside.
    """
    change = told[0]
    if change.aspect.kind is AspectKind.FACT:
        return change.group in (Group.MONEY, Group.DATES)
    return len(told) > 1 or change.aspect.kind in PUBLIC_KINDS


def last_recorded(snapshots: Iterable[Snapshot], viewpoint: Viewpoint) -> date | None:
    """The day of the last thing that happened in any of the projects; ``None`` when nothing ever did."""
    days = (events[0].day for one in snapshots if (events := history(one.record, viewpoint)))
    return max(days, default=None)
