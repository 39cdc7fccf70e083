"""Reporting periods, due days, and which reports stand as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.periods import Period, add_months, first_of_month
from tracker.domain.project import Report, Spending, Submission
from tracker.domain.provenance import Viewpoint
from tracker.domain.vocabulary import ReportDecision, ReportingFrequency

DUE_AFTER_DAYS = 10
"""A report is due this many days after the last day of its period (a setting of the portfolio)."""


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
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class ReportState:
    """The report of one period as seen from a viewpoint.

    Attributes:
        report: ``None`` while nobody has begun it.
        submission: The submission in force: the last one handed in.
    """

    period: Period
    due_on: date
    standing: ReportStanding
    report: Report | None = None
    submission: Submission | None = None
    decided_on: date | None = None

    @property
    def counts(self) -> bool:
        """Whether its figures count in charts and totals: submitted or accepted, not returned."""
        return self.standing in (ReportStanding.SUBMITTED, ReportStanding.ACCEPTED)

    @property
    def submitted_on(self) -> date | None:
        """The day the submission in force was handed in."""
        return self.submission.origin.effective_on if self.submission else None

    def days_late(self, as_of: date) -> int:
        """Days past the due day without a submission, 0 when it is not late."""
        return (as_of - self.due_on).days if self.standing is ReportStanding.LATE else 0


def report_states(
    expected: Iterable[Period], reports: Sequence[Report], viewpoint: Viewpoint, *, after_days: int = DUE_AFTER_DAYS
) -> tuple[ReportState, ...]:
    """Every expected report, and every submitted one beyond those, in order of periods."""
    by_start = {report.period.start: report for report in reports}
    states = []
    for period in expected:
        report = by_start.pop(period.start, None)
        states.append(_state(period if report is None else report.period, report, viewpoint, after_days))
    beyond = [_state(r.period, r, viewpoint, after_days) for r in by_start.values()]
    states.extend(state for state in beyond if state.submission is not None)
    return tuple(sorted(states, key=lambda state: state.period))


def _state(period: Period, report: Report | None, viewpoint: Viewpoint, after_days: int) -> ReportState:
    due_on = report.due_on if report else due_day(period, after_days=after_days)
    seen = [s for s in report.submissions if viewpoint.sees(s.origin)] if report else []
    if not seen:
        as_of = viewpoint.as_of
        over = as_of > period.last_day
        standing = ReportStanding.UPCOMING if not over else ReportStanding.LATE if as_of > due_on else ReportStanding.DUE
        return ReportState(period, due_on, standing, report)
    submission = max(seen, key=lambda s: s.number)
    decisions = [d for d in submission.decisions if d.decided_on <= viewpoint.as_of]
    if not decisions:
        return ReportState(period, due_on, ReportStanding.SUBMITTED, report, submission)
    last = decisions[-1]
    accepted = last.decision is ReportDecision.ACCEPTED
    standing = ReportStanding.ACCEPTED if accepted else ReportStanding.RETURNED
    return ReportState(period, due_on, standing, report, submission, last.decided_on)


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
    """Gather the spending of submitted and accepted reports."""
    counting = [s for s in states if s.counts]
    spending = tuple(item for s in counting if s.submission for item in s.submission.spending)
    if not counting:
        return ReportedSpending(spending, None, None, ())
    covered = counting[-1].period.last_day
    accepted = None
    for state in counting:
        if state.standing is not ReportStanding.ACCEPTED:
            break
        accepted = state.period.last_day
    missing = tuple(s.period for s in states if not s.counts and s.period.last_day < covered)
    return ReportedSpending(spending, covered, accepted, missing)
