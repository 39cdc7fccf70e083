"""The portfolio as of a day: one row a project, filters, order, sums with denominators, and what is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tracker.domain.alphabet import plain, polish_key
from tracker.domain.doubts import QualityRemark
from tracker.domain.listed_reports import ListedReport, listed_reports
from tracker.domain.money import ZERO, total
from tracker.domain.periods import Period, add_months, quarter_of
from tracker.domain.project import Centre, MilestoneEntry, QuantityEntry
from tracker.domain.quality import quality_remarks
from tracker.domain.quantities import post_total
from tracker.domain.report_life import DECLARABLE
from tracker.domain.reporting import DUE_AFTER_DAYS, ReportStanding, ReportState, due_day
from tracker.domain.schedule import (
    MilestoneState,
    due_soon,
    milestone_progress,
    next_milestone,
    worst_open_slip,
    worst_slip,
)
from tracker.domain.snapshot import Snapshot
from tracker.domain.spending_lines import SpendingLines, spending_lines
from tracker.domain.status import (
    DEFAULT_THRESHOLDS,
    Assessment,
    Finding,
    Level,
    Rule,
    Thresholds,
    assess,
    milestone_level,
)
from tracker.domain.vocabulary import CentreKind, FactName, MilestoneKind, Stage, StatementKind, Status, Voivodeship

URGENCY: Mapping[Status, int] = {
    Status.AT_RISK: 0,
    Status.NO_DATA: 2,
    Status.ATTENTION: 1,
    Status.ON_TRACK: 3,
    Status.NOT_STARTED: 4,
    Status.FINISHED: 5,
}
"""The order of statuses in lists, the most urgent first."""


@dataclass(frozen=True, slots=True)
class PortfolioSettings:
    """What the portfolio is called and which day it shows when none is asked for.

    Attributes:
        reference_day: The fixed day of a portfolio whose projects are over; ``None`` shows today.
        reference_note: Why that day.
    """

    name: str = ""
    reference_day: date | None = None
    reference_note: str = ""


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """A project in one row; rates are parts of the budget or the period.

    Attributes:
        spent_rate: By ``covered_until``, like ``planned_rate``.
        milestones_planned: Milestones due by the day looked at; ``None`` when none has a planned date.
        last_counted_on: The day on which the last figures that count were handed in.
        late_days: Days by which the report or correction awaited longest is late, 0 for none.
        correction: The returned report whose correction is awaited, where the rule about reports speaks of one.
        reports: Those that somebody has to do something about, and the one of the last period that is over.
        declared: How the director sees the project, where the rules say something else; ``None`` where they agree.
        has_unaccepted: A report counts although nobody has accepted it yet.
        unaccepted_milestones: Milestones that only such a report says were achieved.
        unaccepted_posts: New posts of which only such a report says how far they are filled.
        next_is_unaccepted: The next milestone's date is one that only such a report gives.
        slip_days: Days by which the unachieved milestone furthest from its plan slips; ``None`` when unknown.
        largest_slip_days: The same of all milestones, those long achieved among them.
        due_soon: The kinds of the milestones that fall due soon.
        lines: Its spending month by month; ``None`` while its period is not known.
        remarks: What is doubtful about its figures, the most serious first.
    """

    project_id: int
    revision: int
    slug: str
    centre: Centre
    title: str
    is_example: bool
    has_examples: bool
    period: Period | None
    stage: Stage
    assessment: Assessment
    time_rate: Decimal | None
    budget: Decimal | None
    spent: Decimal | None
    planned: Decimal | None
    spent_rate: Decimal | None
    planned_rate: Decimal | None
    spending_level: Level
    milestones_total: int
    milestones_achieved: int
    milestones_planned: int | None
    milestones_level: Level
    next_milestone: MilestoneState | None
    value: Decimal | None
    value_is_derived: bool
    value_kind: StatementKind | None
    last_counted_on: date | None
    covered_until: date | None
    late_days: int
    correction: ReportState | None
    waiting_since: date | None
    round_expected: bool
    round_submitted: bool
    posts_target: Decimal | None
    posts_filled: Decimal
    call: str | None
    reports: tuple[ListedReport, ...]
    declared: Status | None
    has_unaccepted: bool
    unaccepted_milestones: int
    next_is_unaccepted: bool
    unaccepted_posts: int
    slip_days: int | None
    largest_slip_days: int | None
    due_soon: tuple[MilestoneKind, ...]
    lines: SpendingLines | None
    remarks: tuple[QualityRemark, ...]

    @property
    def status(self) -> Status:
        """The assessed status."""
        return self.assessment.status

    @property
    def spending_lag(self) -> Decimal | None:
        """Spent minus planned, as a part of the budget, where there is a plan to compare with."""
        finding = _finding(self.assessment, Rule.SPENDING)
        return finding.lag if finding else None


def _finding(assessment: Assessment, rule: Rule) -> Finding | None:
    return next((f for f in assessment.findings if f.rule is rule), None)


@dataclass(frozen=True, slots=True)
class ReportingRound:
    """The last calendar quarter that was over on a day, for which reports are counted."""

    period: Period
    due_on: date

    @property
    def quarter(self) -> int:
        """1 to 4."""
        return quarter_of(self.period.start)


def reporting_round(as_of: date) -> ReportingRound:
    """The last quarter over before ``as_of``.

    >>> reporting_round(date(2019, 10, 15)).period.last_day
    datetime.date(2019, 9, 30)
    """
    this_quarter = date(as_of.year, 3 * quarter_of(as_of) - 2, 1)
    period = Period(add_months(this_quarter, -3), this_quarter)
    return ReportingRound(period, due_day(period, after_days=DUE_AFTER_DAYS))


def summarise(snapshot: Snapshot, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> ProjectSummary:
    """Put a project as of a day into one row."""
    record, facts = snapshot.record, snapshot.facts
    assessment = assess(snapshot, thresholds)
    progress = milestone_progress(snapshot.milestones, snapshot.as_of)
    spending = _finding(assessment, Rule.SPENDING)
    milestones = _finding(assessment, Rule.MILESTONES)
    waiting = [r.submitted_on for r in snapshot.reports if r.standing is ReportStanding.SUBMITTED and r.submitted_on]
    due = _finding(assessment, Rule.REPORTS)
    in_round = _round_reports(snapshot)
    posts = post_total(snapshot.posts)
    value = facts[FactName.TOTAL_VALUE]
    unaccepted = snapshot.unaccepted_sources
    following = next_milestone(snapshot.milestones)
    return ProjectSummary(
        project_id=record.id,
        revision=record.revision,
        slug=record.slug,
        centre=record.centre,
        title=snapshot.title,
        is_example=record.is_example,
        has_examples=snapshot.has_examples,
        period=snapshot.period,
        stage=snapshot.stage,
        assessment=assessment,
        time_rate=snapshot.time_rate,
        budget=snapshot.budget,
        spent=snapshot.spent,
        planned=_planned_amount(snapshot),
        spent_rate=snapshot.spent_rate,
        planned_rate=snapshot.planned_rate if snapshot.has_plan else None,
        spending_level=spending.level if spending else Level.UNKNOWN,
        milestones_total=progress.total,
        milestones_achieved=progress.achieved,
        milestones_planned=progress.planned if progress.unplanned < progress.total else None,
        milestones_level=milestones.level if milestones else Level.UNKNOWN,
        next_milestone=following,
        value=value.amount,
        value_is_derived=value.derived is not None,
        value_kind=value.chosen.kind if value.chosen else None,
        last_counted_on=snapshot.last_counted_on,
        covered_until=snapshot.covered_until,
        late_days=due.days or 0 if due else 0,
        correction=due.correction if due else None,
        waiting_since=min(waiting, default=None),
        round_expected=bool(in_round),
        round_submitted=bool(in_round) and all(in_round),
        posts_target=posts.target,
        posts_filled=posts.filled,
        call=facts[FactName.CALL_NUMBER].text,
        reports=listed_reports(snapshot),
        declared=contrary_declaration(snapshot, assessment),
        has_unaccepted=bool(unaccepted),
        unaccepted_milestones=sum(m.is_achieved and _is_from(unaccepted, m.entry) for m in snapshot.milestones),
        unaccepted_posts=sum(s.post.is_new and _is_from(unaccepted, s.quantity.actual) for s in snapshot.posts),
        next_is_unaccepted=following is not None and _is_from(unaccepted, following.entry),
        slip_days=worst_open_slip(snapshot.milestones),
        largest_slip_days=worst_slip(snapshot.milestones),
        due_soon=due_soon(snapshot.milestones, snapshot.as_of),
        lines=spending_lines(snapshot),
        remarks=quality_remarks(snapshot),
    )


def _is_from(sources: frozenset[int], entry: MilestoneEntry | QuantityEntry | None) -> bool:
    return entry is not None and entry.origin.source.id in sources


def contrary_declaration(snapshot: Snapshot, assessment: Assessment) -> Status | None:
    """What the director says of the project in the last counting report, where the rules say something else.

    The rules' other answers, such as silence, follow from dates and are no opinion one could differ from.
    """
    declared = snapshot.declared_status
    if declared is None or assessment.status not in DECLARABLE or declared is assessment.status:
        return None
    return declared


def _planned_amount(snapshot: Snapshot) -> Decimal | None:
    if snapshot.plan is None or snapshot.plan_curve is None or snapshot.covered_until is None:
        return None
    return snapshot.plan_curve.at(snapshot.covered_until)


def _round_reports(snapshot: Snapshot) -> list[bool]:
    quarter = reporting_round(snapshot.as_of).period
    return [r.counts for r in snapshot.reports if r.period.last_day in quarter]


def next_milestone_level(state: MilestoneState | None, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Level:
    """How serious the slip of the next milestone is; unknown when there is none."""
    return milestone_level(state, thresholds) if state else Level.UNKNOWN


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rows are wanted; ``None`` and an empty text want all."""

    voivodeship: Voivodeship | None = None
    kind: CentreKind | None = None
    stage: Stage | None = None
    status: Status | None = None
    call: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return self != Filters()

    def takes(self, row: ProjectSummary) -> bool:
        """Whether a row is wanted; a row's own figures never change by filtering."""
        return (
            (self.voivodeship is None or row.centre.voivodeship is self.voivodeship)
            and (self.kind is None or row.centre.kind is self.kind)
            and (self.stage is None or row.stage is self.stage)
            and (self.status is None or row.status is self.status)
            and (not self.call or row.call == self.call)
            and (not self.text or self._finds(row))
        )

    def _finds(self, row: ProjectSummary) -> bool:
        searched = _searched(row)
        return all(word in searched for word in plain(self.text).split())


def _searched(row: ProjectSummary) -> str:
    return plain(f"{row.centre.name} {row.centre.short_name} {row.centre.place} {row.title}")


class SortKey(StrEnum):
    """What the portfolio can be ordered by; slips have the longest first, as statuses have the most urgent."""

    CENTRE = "centre"
    STATUS = "status"
    PROGRESS = "progress"
    VALUE = "value"
    MILESTONE = "milestone"
    REPORT = "report"
    START = "start"
    END = "end"
    SLIP = "slip"


def order(rows: Iterable[ProjectSummary], key: SortKey, *, descending: bool = False) -> list[ProjectSummary]:
    """Sort rows; unknown values always come last, equals by the centre's place and then the slug."""
    by_name = sorted(rows, key=lambda row: (polish_key(row.centre.place), row.slug))
    measure = _MEASURES[key]
    known = [row for row in by_name if measure(row) is not None]
    unknown = [row for row in by_name if measure(row) is None]
    return sorted(known, key=measure, reverse=descending) + unknown


def _urgency(row: ProjectSummary) -> tuple[int, Decimal, int]:
    slip = max((f.days or 0 for f in row.assessment.reasons if f.rule is Rule.MILESTONES), default=0)
    lag = row.spending_lag if row.status in (Status.AT_RISK, Status.ATTENTION) else None
    return _status_rank(row), lag or Decimal(0), -slip


def _status_rank(row: ProjectSummary) -> int:
    """Silence is a reason to act, a report that is not yet due is not."""
    if row.status is Status.NO_DATA and not row.assessment.is_silent:
        return URGENCY[Status.ON_TRACK]
    return URGENCY[row.status]


_MEASURES: Mapping[SortKey, Callable[[ProjectSummary], Any]] = {
    SortKey.CENTRE: lambda row: polish_key(row.centre.place),
    SortKey.STATUS: _urgency,
    SortKey.PROGRESS: lambda row: row.spending_lag,
    SortKey.VALUE: lambda row: row.value,
    SortKey.MILESTONE: lambda row: row.next_milestone.slip_days if row.next_milestone else None,
    SortKey.REPORT: lambda row: row.last_counted_on,
    SortKey.START: lambda row: row.period.start if row.period else None,
    SortKey.END: lambda row: row.period.end if row.period else None,
    SortKey.SLIP: lambda row: None if row.slip_days is None else -row.slip_days,
}


@dataclass(frozen=True, slots=True)
class AmountSum:
    """A sum with its denominator: from how many projects it is made, and how sure they are.

    Attributes:
        known: Projects whose amount is in the sum.
        of: Projects asked.
        derived: Of the known, how many amounts were calculated from parts.
        planned: Of the known, how many are only planned.
    """

    amount: Decimal
    known: int
    of: int
    derived: int = 0
    planned: int = 0


@dataclass(frozen=True, slots=True)
class CountSum:
    """A count reached out of a count wanted, over the projects where both are known."""

    reached: Decimal
    wanted: Decimal
    known: int
    of: int


@dataclass(frozen=True, slots=True)
class RollUp:
    """The sums of a set of rows.

    Attributes:
        spent_rate: Spent of the budgets of the projects that reported, each as of its last report.
        planned_rate: What those projects planned by the same days, of the same budgets.
        milestones_planned: Milestones due by the day looked at; ``None`` when none has a planned date.
    """

    projects: int
    voivodeships: int
    statuses: Mapping[Status, int]
    silent: int
    value: AmountSum
    spent: AmountSum
    spent_rate: Decimal | None
    planned_rate: Decimal | None
    milestones: CountSum
    milestones_planned: int | None
    posts: CountSum
    round: ReportingRound
    round_expected: int
    round_submitted: int
    has_examples: bool


def value_sum(rows: Sequence[ProjectSummary]) -> AmountSum:
    """The value of projects together, from as many of them as have one."""
    values = [row for row in rows if row.value is not None]
    return AmountSum(
        total(row.value or ZERO for row in values),
        len(values),
        len(rows),
        derived=sum(row.value_is_derived for row in values),
        planned=sum(row.value_kind is StatementKind.PLANNED for row in values),
    )


def roll_up(rows: Sequence[ProjectSummary], as_of: date) -> RollUp:
    """Add up rows; every sum says from how many projects it is made, unknown is never zero."""
    spent = [row for row in rows if row.spent is not None]
    compared = [row for row in spent if row.planned is not None and row.budget]
    budgets = total(row.budget or ZERO for row in compared)
    with_posts = [row for row in rows if row.posts_target is not None]
    with_milestones = [row for row in rows if row.milestones_total]
    with_plan = [row.milestones_planned for row in rows if row.milestones_planned is not None]
    return RollUp(
        projects=len(rows),
        voivodeships=len({row.centre.voivodeship for row in rows} - {None}),
        statuses=Counter(row.status for row in rows),
        silent=sum(row.assessment.is_silent and row.status is Status.NO_DATA for row in rows),
        value=value_sum(rows),
        spent=AmountSum(total(row.spent or ZERO for row in spent), len(spent), len(rows)),
        spent_rate=total(row.spent or ZERO for row in compared) / budgets if budgets else None,
        planned_rate=total(row.planned or ZERO for row in compared) / budgets if budgets else None,
        milestones=CountSum(
            Decimal(sum(row.milestones_achieved for row in with_milestones)),
            Decimal(sum(row.milestones_total for row in with_milestones)),
            len(with_milestones),
            len(rows),
        ),
        milestones_planned=sum(with_plan) if with_plan else None,
        posts=CountSum(
            sum((row.posts_filled for row in with_posts), start=Decimal(0)),
            sum((row.posts_target or Decimal(0) for row in with_posts), start=Decimal(0)),
            len(with_posts),
            len(rows),
        ),
        round=reporting_round(as_of),
        round_expected=sum(row.round_expected for row in rows),
        round_submitted=sum(row.round_submitted for row in rows),
        has_examples=any(row.has_examples for row in rows),
    )


class Deed(StrEnum):
    """What a coordinator can do about an exception."""

    CALL = "call"
    CHASE = "chase"
    REVIEW = "review"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class ToDo:
    """One exception: what to do, about which project, and the finding that is the reason."""

    deed: Deed
    row: ProjectSummary
    finding: Finding | None = None
    days: int = 0


def to_do(rows: Iterable[ProjectSummary], as_of: date) -> list[ToDo]:
    """The exceptions of a day, the most serious first; at most one a project, none of a settled one."""
    running = (row for row in rows if row.status is not Status.FINISHED)
    found = [item for row in running if (item := _exception(row, as_of)) is not None]
    deeds = list(Deed)
    return sorted(found, key=lambda item: (deeds.index(item.deed), _urgency(item.row), -item.days, item.row.slug))


def _exception(row: ProjectSummary, as_of: date) -> ToDo | None:
    reasons = row.assessment.reasons
    by_rule = {finding.rule: finding for finding in reasons}
    if Rule.SILENCE in by_rule:
        return ToDo(Deed.CHASE, row, by_rule[Rule.SILENCE], by_rule[Rule.SILENCE].days or 0)
    if Rule.REPORTS in by_rule:
        return ToDo(Deed.CHASE, row, by_rule[Rule.REPORTS], row.late_days)
    if row.status is Status.AT_RISK:
        return ToDo(Deed.CALL, row, reasons[0])
    if row.waiting_since is not None:
        return ToDo(Deed.REVIEW, row, days=(as_of - row.waiting_since).days)
    ending = _finding(row.assessment, Rule.ENDING)
    if ending is not None and row.stage is Stage.IMPLEMENTATION:
        return ToDo(Deed.CHECK, row, ending, ending.days or 0)
    return None
