"""How a portfolio fared between two days, told from one row a project on each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.domain.changes import severity
from tracker.domain.money import ZERO, total
from tracker.domain.portfolio import AmountSum, ProjectSummary


@dataclass(frozen=True, slots=True)
class Outcome:
    """The sums of what became of projects.

    Attributes:
        worse, better: Projects whose status got worse or better; what appeared or disappeared is neither.
        appeared, disappeared: Projects that are there on one of the days only.
        spending: PLN that reports added to what was spent, in ``known`` of ``of`` projects.
    """

    worse: int
    better: int
    appeared: int
    disappeared: int
    spending: AmountSum


def outcome(before: Mapping[int, ProjectSummary], after: Sequence[ProjectSummary], gone: int = 0) -> Outcome:
    """Compare rows of the later day with those of the earlier, by project.

    Args:
        before: Rows of the earlier day, by the project's key.
        after: Rows of the later day.
        gone: How many projects of the earlier day are not there any more.
    """
    pairs = [(before[row.project_id], row) for row in after if row.project_id in before]
    steps = [status_step(old, new) for old, new in pairs]
    added = [amount for row in after if (amount := _added(before.get(row.project_id), row))]
    return Outcome(
        worse=sum(step > 0 for step in steps),
        better=sum(step < 0 for step in steps),
        appeared=len(after) - len(pairs),
        disappeared=gone,
        spending=AmountSum(total(added), len(added), len(after)),
    )


def status_step(before: ProjectSummary, after: ProjectSummary) -> int:
    """By how many steps the status got worse; below zero better."""
    was = severity(before.status, is_silent=before.assessment.is_silent)
    return severity(after.status, is_silent=after.assessment.is_silent) - was


def _added(before: ProjectSummary | None, after: ProjectSummary) -> Decimal | None:
    """Spending that came to be reported: all of it where nothing was reported before."""
    if after.spent is None:
        return None
    return after.spent - (before.spent if before and before.spent is not None else ZERO)


def differing(before: Mapping[int, ProjectSummary], after: Iterable[ProjectSummary]) -> list[ProjectSummary]:
    """The rows that tell of some change, those first whose status got worst; the mere passing of days is none."""
    changed = [row for row in after if _differs(before.get(row.project_id), row)]
    return sorted(changed, key=lambda row: -status_step(before[row.project_id], row) if row.project_id in before else 0)


def _differs(before: ProjectSummary | None, after: ProjectSummary) -> bool:
    return before is None or _told(before) != _told(after)


def _told(row: ProjectSummary) -> tuple[object, ...]:
    following = row.next_milestone
    entry = following.entry if following else None
    findings = tuple((finding.rule, finding.level) for finding in row.assessment.findings)
    return (
        (row.title, row.period, row.stage, row.value, row.value_kind, row.budget, row.call),
        (row.spent, row.covered_until, row.last_counted_on, row.waiting_since, row.declared),
        (row.milestones_total, row.milestones_achieved, entry, row.posts_target, row.posts_filled),
        (row.status, row.assessment.is_silent, findings, tuple((r.period, r.standing) for r in row.reports)),
    )
