"""Spending that a document tells month by month, cut into the reports that it stands for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.money import ZERO, total
from tracker.domain.obstacles import Obstacle
from tracker.domain.periods import Period
from tracker.domain.project import Plan, ProjectRecord, Report, ReportContent, Spending, Submission
from tracker.domain.provenance import Origin, Viewpoint
from tracker.domain.report_form import SOLE_TASK
from tracker.domain.reporting import ReportState, report_states, reported_spending, reporting_periods
from tracker.domain.vocabulary import ReportingFrequency

Cell = tuple[date, int]
"""A month, by its first day, and the number of a task."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """When a project reports, once what a document says of it is taken over.

    Attributes:
        period: Of the project; ``None`` while an end of it is unknown.
        frequency: ``None`` while nobody has said it.
        plan: The payment schedule whose tasks are reported on; ``None`` for a project without one.
    """

    period: Period | None
    frequency: ReportingFrequency | None
    plan: Plan | None

    @property
    def expected(self) -> tuple[Period, ...]:
        """The reporting periods; none while they cannot be told."""
        return reporting_periods(self.period, self.frequency) if self.period and self.frequency else ()

    @property
    def tasks(self) -> set[int]:
        """The numbers of the tasks of which every report says what was spent."""
        return {task.number for task in self.plan.tasks} if self.plan and self.plan.tasks else {SOLE_TASK}


@dataclass(frozen=True, slots=True)
class SpendingDifference:
    """What a document tells of spending that no report on record does.

    Attributes:
        reports: One for each reporting period, each with one submission on which nothing is decided yet.
        obstacles: What cannot be taken over, with the month (``2019-07``) or the number of the task that it concerns.
    """

    reports: tuple[Report, ...] = ()
    obstacles: tuple[tuple[Obstacle, str], ...] = ()


def monthly_spending(spending: Sequence[Spending]) -> dict[Cell, Decimal]:
    """Spending summed by month and task, PLN."""
    sums: dict[Cell, Decimal] = {}
    for item in spending:
        cell = (item.month, item.task_number)
        sums[cell] = sums.get(cell, ZERO) + item.amount
    return sums


def spent_in_reports(reports: Iterable[Report]) -> Decimal:
    """What reports tell of spending altogether, PLN; each has one submission."""
    return total(item.amount for report in reports for item in report.submissions[-1].content.spending)


def compare_spending(
    record: ProjectRecord, said: Sequence[Report], reporting: Reporting, view: Viewpoint
) -> SpendingDifference:
    """Hold the spending that a document tells against the reports on record.

    Args:
        record: The project as it is.
        said: What the document tells; how it is divided into reports means nothing.
        reporting: When the project reports.
        view: From where what is held true is looked at.
    """
    submissions = [submission for report in said for submission in report.submissions]
    told = monthly_spending([item for submission in submissions for item in submission.content.spending])
    if not told:
        return SpendingDifference()
    return _Comparison(record, told, reporting, view).made(submissions[0].origin)


class _Comparison:
    """Holds the spending of one project against its reports."""

    def __init__(
        self, record: ProjectRecord, told: Mapping[Cell, Decimal], reporting: Reporting, view: Viewpoint
    ) -> None:
        self.record = record
        self.told = told
        self.reporting = reporting
        self.view = view
        self.states = report_states(reporting.expected, record.reports, view)
        self.held = monthly_spending(reported_spending(self.states).spending)
        counted = {month for state in self.states if state.counts for month in state.period.months()}
        self.reported = counted | {month for month, _task in self.held}

    def made(self, origin: Origin) -> SpendingDifference:
        """The difference; ``origin`` is that of what the document tells."""
        obstacles = [*self._against_reports(), *self._unplaced()]
        reports = []
        for state in self.states:
            months = [month for month in state.period.months() if month not in self.reported]
            if state.counts or not self._tells(months):
                continue
            found = list(self._in_the_way(state, months))
            if found:
                obstacles += found
            else:
                reports.append(self._report(state, months, origin))
        return SpendingDifference(tuple(reports), tuple(dict.fromkeys(obstacles)))

    def _tells(self, months: Collection[date]) -> bool:
        return any(month in months for month, _task in self.told)

    def _against_reports(self) -> Iterator[tuple[Obstacle, str]]:
        for (month, task), amount in sorted(self.told.items()):
            if month in self.reported and self.held.get((month, task), ZERO) != amount:
                yield Obstacle.SPENDING_REPORTED, _name(month)

    def _unplaced(self) -> Iterator[tuple[Obstacle, str]]:
        known = self.reporting.tasks | {task for _month, task in self.held}
        yield from ((Obstacle.UNKNOWN_TASK, str(task)) for task in sorted({t for _m, t in self.told} - known))
        expected = {month for state in self.states for month in state.period.months()} | self.reported
        missed = sorted({month for month, _task in self.told} - expected)
        if missed and not self.reporting.expected:
            yield Obstacle.NO_REPORTING, ""
        else:
            yield from ((Obstacle.SPENDING_OUTSIDE, _name(month)) for month in missed)

    def _in_the_way(self, state: ReportState, months: Sequence[date]) -> Iterator[tuple[Obstacle, str]]:
        if state.period.last_day >= self.view.as_of:
            yield Obstacle.SPENDING_TO_COME, _name(months[-1])
        if any(self._is_begun(report, state) for report in self.record.reports):
            yield Obstacle.REPORT_BEGUN, _name(months[0])
        for month in months:
            if any((month, task) not in self.told for task in self.reporting.tasks):
                yield Obstacle.SPENDING_INCOMPLETE, _name(month)

    def _is_begun(self, report: Report, state: ReportState) -> bool:
        """Whether somebody is writing a report of some of these days.

        A report whose only submissions came with imports that were undone is nobody's.
        """
        if not report.period.overlaps(state.period):
            return False
        is_undone = bool(report.submissions) and not any(self.view.knows(s.origin) for s in report.submissions)
        return not is_undone or report.period != state.period

    def _report(self, state: ReportState, months: Sequence[date], origin: Origin) -> Report:
        spending = tuple(
            Spending(task, month, amount) for (month, task), amount in sorted(self.told.items()) if month in months
        )
        earlier = [r for r in self.record.reports if r.period == state.period]
        number = max((s.number for report in earlier for s in report.submissions), default=0) + 1
        submission = Submission(0, number, ReportContent(spending=spending), origin)
        return Report(0, state.period, state.due_on, (submission,))


def _name(month: date) -> str:
    return month.strftime("%Y-%m")
