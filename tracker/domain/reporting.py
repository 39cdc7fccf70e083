"""Reporting periods, due days, and which reports stand as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from tracker.domain.periods import Period, add_months, first_of_month
from tracker.domain.project import Report, Spending, Submission
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_life import (
    counted_submission,
    last_decision,
    seen_submissions,
    standing_submission,
    was_accepted,
)
from tracker.domain.vocabulary import ReportDecision, ReportingFrequency

DUE_AFTER_DAYS = 10
"""A report is due this many days after the last day of its period (a setting of the portfolio)."""

CORRECTION_DAYS = 10
"""The correction of a report that came in time is due this many days after the return (a setting of the portfolio)."""


@lru_cache(maxsize=1024)
def reporting_periods(project: Period, frequency: ReportingFrequency) -> tuple[Period, ...]:
    """The periods a project reports on: calendar months or quarters, cut to the project's period.

    They follow each other without gap or overlap and together are the project's period.
    """
    step = 1 if frequency is ReportingFrequency.MONTHLY else 3
    first = first_of_month(project.start)
    first = add_months(first, -((first.month - 1) % step))
    periods = []
    while first < project.end:
        following = add_months(first, step)
        periods.append(Period(max(first, project.start), min(following, project.end)))
        first = following
    return tuple(periods)


def due_day(period: Period, *, after_days: int = DUE_AFTER_DAYS) -> date:
    """The last day on which the report of a period is in time.

    >>> due_day(Period.of_days(date(2019, 7, 1), date(2019, 9, 30)))
    datetime.date(2019, 10, 10)
    """
    return period.last_day + timedelta(days=after_days)


class ReportStanding(StrEnum):
    """How a report stands as of a day."""

    UPCOMING = "upcoming"
    """Its period is not over."""
    DUE = "due"
    """Its period is over, nothing was submitted, the due day has not passed."""
    LATE = "late"
    """Nothing was submitted and the due day has passed."""
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REOPENED = "reopened"
    """It was accepted and is being corrected."""
    ACCEPTED = "accepted"


_AFTER = {
    ReportDecision.ACCEPTED: ReportStanding.ACCEPTED,
    ReportDecision.RETURNED: ReportStanding.RETURNED,
    ReportDecision.REOPENED: ReportStanding.REOPENED,
}


@dataclass(frozen=True, slots=True)
class ReportState:
    """The report of one period as seen from a viewpoint.

    Attributes:
        report: ``None`` while nobody has begun it.
        submission: The last one handed in and not taken back.
        counted: The one whose figures count in charts and totals: the last that waits for review or was accepted.
        is_accepted: Whether the counted one was accepted.
        decided_on: The day of the last decision on ``submission``.
        correction_due_on: The last day on which the correction of a returned one comes in time.
    """

    period: Period
    due_on: date
    standing: ReportStanding
    report: Report | None = None
    submission: Submission | None = None
    counted: Submission | None = None
    is_accepted: bool = False
    decided_on: date | None = None
    correction_due_on: date | None = None

    @property
    def counts(self) -> bool:
        """Whether its figures count in charts and totals."""
        return self.counted is not None

    @property
    def submitted_on(self) -> date | None:
        """The day the last submission was handed in."""
        return self.submission.origin.effective_on if self.submission else None

    @property
    def counted_on(self) -> date | None:
        """The day the figures that count were handed in."""
        return self.counted.origin.effective_on if self.counted else None

    @property
    def awaits_correction(self) -> bool:
        """Whether it was sent back and has no figures that count, so that it is awaited like one never handed in."""
        return self.submission is not None and not self.counts

    @property
    def owed_by(self) -> date:
        """The last day on which what is awaited comes in time: the report, or its correction after a return."""
        return self.correction_due_on or self.due_on

    def days_late(self, as_of: date) -> int:
        """Days for which figures that count have been overdue, 0 when they are not."""
        if self.counts or as_of <= self.period.last_day:
            return 0
        return max((as_of - self.owed_by).days, 0)


def report_states(
    expected: Iterable[Period], reports: Sequence[Report], viewpoint: Viewpoint, *, after_days: int = DUE_AFTER_DAYS
) -> tuple[ReportState, ...]:
    """Every submitted report, and an expected one for all days that none of those covers, in order of periods.

    A report that was submitted for other days than are expected now, because the period or the frequency of the
    project changed since, answers for its own days; what it leaves of an expected period is still expected.
    """
    submitted = sorted((s for r in reports if (s := _submitted(r, viewpoint))), key=_place)
    covered = [state.period for state in submitted]
    begun = {report.period.start: report for report in reports}
    missing = (days for period in expected for days in _uncovered(period, covered))
    states = [
        *submitted,
        *(_unsubmitted(days, begun.get(days.start), viewpoint.watched_until, after_days) for days in missing),
    ]
    return tuple(sorted(states, key=_place))


def _place(state: ReportState) -> tuple[date, date]:
    return state.period.start, state.period.end


def _uncovered(period: Period, covered: Iterable[Period]) -> Iterator[Period]:
    """What is left of a period without the days of others, which come in order."""
    start = period.start
    for other in covered:
        if other.end <= start or other.start >= period.end:
            continue
        if other.start > start:
            yield Period(start, other.start)
        start = other.end
    if start < period.end:
        yield Period(start, period.end)


def _unsubmitted(period: Period, report: Report | None, as_of: date, after_days: int) -> ReportState:
    # A report begun before the project's period changed may be for fewer or more days; its due day is theirs.
    due_on = report.due_on if report and report.period == period else due_day(period, after_days=after_days)
    if as_of <= period.last_day:
        standing = ReportStanding.UPCOMING
    else:
        standing = ReportStanding.LATE if as_of > due_on else ReportStanding.DUE
    return ReportState(period, due_on, standing, report)


def _submitted(report: Report, viewpoint: Viewpoint) -> ReportState | None:
    seen = seen_submissions(report, viewpoint)
    submission = standing_submission(seen, viewpoint)
    if submission is None:
        return None
    decision = last_decision(submission, viewpoint)
    counted = counted_submission(seen, viewpoint)
    return ReportState(
        period=report.period,
        due_on=report.due_on,
        standing=_AFTER[decision.decision] if decision else ReportStanding.SUBMITTED,
        report=report,
        submission=submission,
        counted=counted,
        is_accepted=counted is not None and was_accepted(counted, viewpoint),
        decided_on=decision.decided_on if decision else None,
        correction_due_on=_correction_due_on(report.due_on, seen, viewpoint),
    )


def _correction_due_on(due_on: date, submissions: Sequence[Submission], viewpoint: Viewpoint) -> date:
    """By when a report sent back is awaited again.

    Who handed it in in time gets days to correct it; what came late and was returned has been late from the due day,
    so that nobody gains time, or the colour of older figures, by handing in what does not stand.
    """
    owed_by = due_on
    for submission in submissions:
        decision, came_on = last_decision(submission, viewpoint), submission.origin.effective_on
        if decision and decision.decision is ReportDecision.RETURNED and came_on and came_on <= owed_by:
            owed_by = max(owed_by, decision.decided_on + timedelta(days=CORRECTION_DAYS))
    return owed_by


@dataclass(frozen=True, slots=True)
class ReportedSpending:
    """What the counting reports say was spent.

    Attributes:
        covered_until: The last day of the last period reported on; ``None`` when nothing was reported.
        accepted_until: The last day up to which every counting report was accepted.
        missing: Periods before ``covered_until`` with no counting report: the sum lacks them.
    """

    spending: tuple[Spending, ...]
    covered_until: date | None
    accepted_until: date | None
    missing: tuple[Period, ...]


def reported_spending(states: Sequence[ReportState]) -> ReportedSpending:
    """Gather the spending of submitted and accepted reports, given in any order."""
    in_order = sorted(states, key=_place)
    counting = [s for s in in_order if s.counts]
    spending = tuple(item for s in counting if s.counted for item in s.counted.content.spending)
    if not counting:
        return ReportedSpending(spending, None, None, ())
    covered = counting[-1].period.last_day
    accepted = None
    for state in counting:
        if not state.is_accepted:
            break
        accepted = state.period.last_day
    missing = tuple(s.period for s in in_order if not s.counts and s.period.last_day < covered)
    return ReportedSpending(spending, covered, accepted, missing)
