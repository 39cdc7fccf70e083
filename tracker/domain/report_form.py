"""What a report's form shows: the plan beside every field, what was said before, and which fields there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tracker.domain.budget import CumulativeCurve
from tracker.domain.errors import NotFoundError
from tracker.domain.money import ZERO, total
from tracker.domain.periods import Period, first_of_month
from tracker.domain.project import (
    Indicator,
    ProjectRecord,
    QuantityEntry,
    Report,
    Spending,
    Submission,
)
from tracker.domain.provenance import Viewpoint
from tracker.domain.quantities import PostState, TrainingState, quantity_state
from tracker.domain.report_codes import CheckCode
from tracker.domain.report_fields import (
    CONFIRMABLE,
    DECLARED_REASON,
    DECLARED_STATUS,
    INDICATOR_ASPECTS,
    MAX_INDICATORS,
    MILESTONE_ASPECTS,
    NEXT_STEPS,
    PROBLEMS,
    explanation_field,
    indicator_field,
    milestone_field,
    post_field,
    spending_field,
    training_field,
    unchanged_field,
    warning_key,
)
from tracker.domain.report_life import seen_submissions
from tracker.domain.report_lines import MilestoneLine, QuantityLine, TaskLine
from tracker.domain.reporting import ReportState
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.vocabulary import QuantityEntryKind, ReportPart

SOLE_TASK = 1
"""The number under which the spending of a project without a payment schedule is reported."""


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What the form of one report shows, as known without anything this report itself says; amounts are PLN.

    Attributes:
        report: ``None`` while nobody has begun it.
        submission: The last one handed in of this report, taken back or not; the form opens with it.
        project_period: ``None`` when an end of it is unknown.
        months: First days of the months whose spending is asked for.
        previous: The last counting report of an earlier period.
        missing: Earlier periods without a counting report: what was spent before lacks them.
        is_last: No later period has a counting report.
        budget: Of the whole project; ``None`` unknown.
        plan_curve: Planned spending; ``None`` without a payment schedule.
        spent_before: Of all counting reports of earlier periods, tasks outside the form included.
        spent_after: Of all counting reports of later periods.
        milestones: Those that were not reached before this report, in order of the schedule.
        achieved: Those that were, for display.
        indicators: As the last counting report has them.
    """

    period: Period
    due_on: date
    report: Report | None
    submission: Submission | None
    project_period: Period | None
    months: tuple[date, ...]
    previous: ReportState | None
    missing: tuple[Period, ...]
    is_last: bool
    tasks: tuple[TaskLine, ...]
    budget: Decimal | None
    plan_curve: CumulativeCurve | None
    spent_before: Decimal
    spent_after: Decimal
    milestones: tuple[MilestoneLine, ...]
    achieved: tuple[MilestoneLine, ...]
    posts: tuple[QuantityLine, ...]
    trainings: tuple[QuantityLine, ...]
    indicators: tuple[Indicator, ...]

    def fields(self) -> tuple[str, ...]:
        """Every field that is always there, in the order of the page: that of a payment claim."""
        return tuple(_fields(self))

    def has_field(self, name: str) -> bool:
        """Whether a field may be saved with this form: one of ``fields()``, or the explanation of a possible warning.

        Anything else that is sent, a foreign task or a part of the report that nobody may write, is to be refused.
        """
        return name in self.all_fields()

    def all_fields(self) -> frozenset[str]:
        """Every field that may be saved, the explanations of all possible warnings among them."""
        return frozenset(_fields(self)) | {explanation_field(key) for key in _warning_keys(self)}


_INDICATORS = [indicator_field(row, aspect) for row in range(1, MAX_INDICATORS + 1) for aspect in INDICATOR_ASPECTS]


def _fields(form: ReportForm) -> Iterator[str]:
    rows: dict[ReportPart, list[str]] = {
        ReportPart.MILESTONES: [milestone_field(m.number, a) for m in form.milestones for a in MILESTONE_ASPECTS],
        ReportPart.POSTS: [post_field(line.id) for line in form.posts],
        ReportPart.TRAINING: [training_field(line.id) for line in form.trainings],
        ReportPart.INDICATORS: _INDICATORS,
        ReportPart.PROBLEMS: [PROBLEMS],
        ReportPart.NEXT_STEPS: [NEXT_STEPS],
        ReportPart.SPENDING: [spending_field(task.number, month) for task in form.tasks for month in form.months],
        ReportPart.STATUS: [DECLARED_STATUS, DECLARED_REASON],
    }
    for part in ReportPart:
        names = rows.get(part, [])
        yield from names
        if names and part in CONFIRMABLE:
            yield unchanged_field(part)


def _warning_keys(form: ReportForm) -> Iterator[str]:
    for code in (CheckCode.OVER_PERIOD_PLAN, CheckCode.UNDER_PERIOD_PLAN, CheckCode.BEHIND_PLAN):
        yield warning_key(code)
    for task in form.tasks:
        yield warning_key(CheckCode.OVER_TASK, task.number)
        yield warning_key(CheckCode.TASK_FAR_OVER, task.number)
        for month in form.months:
            yield warning_key(CheckCode.NEGATIVE_AMOUNT, task.number, month)
    for milestone in form.milestones:
        for code in (CheckCode.ACHIEVED_BEFORE_START, CheckCode.FORECAST_AFTER_END, CheckCode.POSTS_UNFILLED):
            yield warning_key(code, milestone.number)
    for post in form.posts:
        yield warning_key(CheckCode.POSTS_OVER_TARGET, post.id)
    for training in form.trainings:
        yield warning_key(CheckCode.TRAINING_FELL, training.id)


def lay_out(record: ProjectRecord, start: date, viewpoint: Viewpoint) -> ReportForm:
    """Lay out the form of the report whose period begins on ``start``, begun or only expected.

    Nothing this report's own submissions say is in the figures; of later reports only what was spent is.

    Raises:
        NotFoundError: If the project has no report of a period that begins on that day.
    """
    own = next((report for report in record.reports if report.period.start == start), None)
    everything = take_snapshot(record, viewpoint)
    earlier = tuple(report for report in record.reports if report.period.start < start)
    before = take_snapshot(replace(record, reports=earlier), viewpoint)
    period, due_on = (own.period, own.due_on) if own else _expected(everything, start)
    said = seen_submissions(own, viewpoint) if own else []
    later = [s for s in everything.reports if s.counts and s.period.start > start]
    spent_after = tuple(item for state in later if state.counted for item in state.counted.content.spending)
    months = _months(period, said)
    previous = next((s for s in reversed(before.reports) if s.counts), None)
    mentioned = {m.number for submission in said for m in submission.content.milestones}
    lines = [(m.is_achieved and m.milestone.number not in mentioned, _milestone_line(m)) for m in before.milestones]
    return ReportForm(
        period=period,
        due_on=due_on,
        report=own,
        submission=said[-1] if said else None,
        project_period=before.period,
        months=months,
        previous=previous,
        missing=tuple(s.period for s in before.reports if not s.counts and s.period.end <= start),
        is_last=not later,
        tasks=tuple(_task_lines(before, months, previous, said, spent_after)),
        budget=before.budget,
        plan_curve=before.plan_curve if before.has_plan else None,
        spent_before=total(item.amount for item in before.reported.spending),
        spent_after=total(item.amount for item in spent_after),
        milestones=tuple(line for is_over, line in lines if not is_over),
        achieved=tuple(line for is_over, line in lines if is_over),
        posts=tuple(_post_line(state, period.last_day, viewpoint) for state in before.posts),
        trainings=tuple(_training_line(state, period.last_day, viewpoint) for state in before.trainings),
        indicators=previous.counted.content.indicators if previous and previous.counted else (),
    )


def _expected(snapshot: Snapshot, start: date) -> tuple[Period, date]:
    for state in snapshot.reports:
        if state.period.start == start:
            return state.period, state.due_on
    raise NotFoundError(f"no report is expected from {start}")


def _months(period: Period, said: Sequence[Submission]) -> tuple[date, ...]:
    """The months of the period, and any other that this report was handed in with, so that no amount is lost."""
    others = {first_of_month(item.month) for submission in said for item in submission.content.spending}
    return tuple(sorted({*period.months(), *others}))


def _task_lines(
    before: Snapshot,
    months: Sequence[date],
    previous: ReportState | None,
    said: Sequence[Submission],
    spent_after: Sequence[Spending],
) -> Iterator[TaskLine]:
    planned = {task.number: task for task in before.plan.tasks} if before.plan else {}
    told = {item.task_number for submission in said for item in submission.content.spending}
    earlier = sum_by_task(before.reported.spending)
    last = sum_by_task(previous.counted.content.spending) if previous and previous.counted else {}
    after = sum_by_task(spent_after)
    for number in sorted({*planned, *told} or {SOLE_TASK}):
        task = planned.get(number)
        yield TaskLine(
            number=number,
            name=task.name if task else "",
            budget=task.budget if task else None,
            planned={month: task.monthly.get(month, ZERO) for month in months} if task else {},
            previous=last.get(number),
            spent_before=earlier.get(number, ZERO),
            spent_after=after.get(number, ZERO),
        )


def sum_by_task(spending: Iterable[Spending]) -> dict[int, Decimal]:
    """PLN by task; a task of which nothing is said is not in it."""
    sums: dict[int, Decimal] = {}
    for item in spending:
        sums[item.task_number] = sums.get(item.task_number, ZERO) + item.amount
    return sums


def _milestone_line(state: MilestoneState) -> MilestoneLine:
    expected = state.forecast or state.baseline
    return MilestoneLine(
        number=state.milestone.number,
        kind=state.milestone.kind,
        name=state.milestone.name,
        baseline=state.baseline.day if state.baseline else None,
        expected=expected.day if expected else None,
        is_forecast=state.forecast is not None,
        achieved=state.achieved.day if state.achieved else None,
    )


def _post_line(state: PostState, last_day: date, viewpoint: Viewpoint) -> QuantityLine:
    post = state.post
    line = QuantityLine(post.id, post.kind, post.name, is_new=post.is_new)
    return _with_quantities(line, post.entries, last_day, viewpoint)


def _training_line(state: TrainingState, last_day: date, viewpoint: Viewpoint) -> QuantityLine:
    training = state.training
    line = QuantityLine(training.id, training.kind, training.name)
    return _with_quantities(line, training.entries, last_day, viewpoint)


def _with_quantities(
    line: QuantityLine, entries: Iterable[QuantityEntry], last_day: date, viewpoint: Viewpoint
) -> QuantityLine:
    """Put beside a line what was to be and what was reached by the last day, as far as it is known now."""
    known = [entry for entry in entries if viewpoint.sees(entry.origin)]
    by_then = [e for e in known if e.kind is QuantityEntryKind.ACTUAL and (e.day is None or e.day <= last_day)]
    targets = [e for e in known if e.kind is QuantityEntryKind.TARGET]
    dated = [(e.quantity, e.day) for e in targets if e.day is not None]
    due = max(((quantity, day) for quantity, day in dated if day <= last_day), default=None)
    last = quantity_state(by_then, viewpoint).actual
    return replace(
        line,
        target=max((e.quantity for e in targets), default=None),
        due=(due[0] if due else Decimal(0)) if dated else None,
        due_on=due[1] if due else None,
        last=last.quantity if last else None,
        last_day=last.day if last else None,
    )
