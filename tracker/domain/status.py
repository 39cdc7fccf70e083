"""The published rules by which a project is assessed; every colour comes from findings made here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum

from tracker.domain.budget import TaskState
from tracker.domain.quantities import PostState, TrainingState
from tracker.domain.reporting import ReportState
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import Stage, Status


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which figure on a rule speaks; settings of the portfolio, published with the rules.

    Rates are parts of the budget or of a target; a figure equal to a threshold reaches it.
    """

    spending_attention: Decimal = Decimal("-0.07")
    spending_at_risk: Decimal = Decimal("-0.15")
    slip_attention_days: int = 15
    slip_at_risk_days: int = 46
    silence_days: int = 91
    ending_within_days: int = 60
    ending_attention: Decimal = Decimal("-0.05")
    overspent_attention: Decimal = Decimal("1.00")
    overspent_at_risk: Decimal = Decimal("1.10")
    posts_grace_days: int = 30
    training_missing_rate: Decimal = Decimal("0.25")


DEFAULT_THRESHOLDS = Thresholds()


class Rule(StrEnum):
    """The rules, in the order in which their findings are told."""

    SPENDING = "spending"
    MILESTONES = "milestones"
    REPORTS = "reports"
    SILENCE = "silence"
    ENDING = "ending"
    TASKS = "tasks"
    POSTS = "posts"
    TRAINING = "training"


class Level(IntEnum):
    """How serious a finding is."""

    UNKNOWN = 0
    """The rule cannot be applied: what it needs is not known."""
    FINE = 1
    ATTENTION = 2
    AT_RISK = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of a project, with the figures it used.

    Which of the fields are set depends on the rule; amounts are PLN, rates parts of one.
    """

    rule: Rule
    level: Level
    lag: Decimal | None = None
    spent_rate: Decimal | None = None
    planned_rate: Decimal | None = None
    measured_on: date | None = None
    milestone: MilestoneState | None = None
    report: ReportState | None = None
    task: TaskState | None = None
    post: PostState | None = None
    training: TrainingState | None = None
    days: int | None = None
    amount: Decimal | None = None

    @property
    def is_telling(self) -> bool:
        """Whether it says something of the project, if only that a returned report leaves a gap."""
        return self.level is not Level.UNKNOWN or self.correction is not None

    @property
    def correction(self) -> ReportState | None:
        """The returned report whose correction is awaited, where the finding is about one."""
        return self.report if self.report is not None and self.report.awaits_correction else None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The status of a project and every finding behind it.

    Attributes:
        is_silent: The status is "no data" because reports are missing, not because none is due yet.
    """

    status: Status
    findings: tuple[Finding, ...] = field(default=())
    is_silent: bool = False

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """The findings that made the status worse than on track, the most serious first, then in order of rules."""
        serious = [f for f in self.findings if f.level >= Level.ATTENTION]
        return tuple(sorted(serious, key=lambda f: -f.level))


def assess(snapshot: Snapshot, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Assessment:
    """Apply the rules to a project as of a day.

    A project that has not begun or is settled is only that. Otherwise evidence of risk comes first, then silence,
    then what needs attention; "on track" takes a report that shows it, so silence is never green. A report that was
    returned and has no figures that count is awaited like one never handed in, from the day its correction is due.
    """
    stage = snapshot.stage
    if stage is Stage.FINISHED:
        return Assessment(Status.FINISHED, tuple(_findings(snapshot, thresholds)))
    if stage is Stage.PREPARATION:
        return Assessment(Status.NOT_STARTED)
    findings = tuple(_findings(snapshot, thresholds))
    worst = max((f.level for f in findings), default=Level.UNKNOWN)
    silent = any(f.rule is Rule.SILENCE and f.level >= Level.ATTENTION for f in findings)
    if worst is Level.AT_RISK:
        return Assessment(Status.AT_RISK, findings, silent)
    if silent:
        return Assessment(Status.NO_DATA, findings, is_silent=True)
    if worst is Level.ATTENTION:
        return Assessment(Status.ATTENTION, findings)
    known = any(f.rule is Rule.SPENDING and f.level is Level.FINE for f in findings)
    return Assessment(Status.ON_TRACK if known else Status.NO_DATA, findings)


def _findings(snapshot: Snapshot, thresholds: Thresholds) -> Iterator[Finding]:
    for rule in _RULES:
        yield from rule(snapshot, thresholds)


def _spending(snapshot: Snapshot, thresholds: Thresholds) -> Iterator[Finding]:
    lag = snapshot.spending_lag
    if lag is None:
        yield Finding(Rule.SPENDING, Level.UNKNOWN, measured_on=snapshot.covered_until)
        return
    level = Level.FINE
    if lag <= thresholds.spending_attention:
        level = Level.AT_RISK if lag <= thresholds.spending_at_risk else Level.ATTENTION
    yield Finding(
        Rule.SPENDING,
        level,
        lag=lag,
        spent_rate=snapshot.spent_rate,
        planned_rate=snapshot.planned_rate,
        measured_on=snapshot.covered_until,
    )


def milestone_level(state: MilestoneState, thresholds: Thresholds) -> Level:
    """How serious the slip of one milestone is, achieved or not."""
    slip = state.slip_days
    if slip is None:
        return Level.UNKNOWN
    if slip >= thresholds.slip_at_risk_days:
        return Level.AT_RISK
    return Level.ATTENTION if slip >= thresholds.slip_attention_days else Level.FINE


def _milestones(snapshot: Snapshot, thresholds: Thresholds) -> Iterator[Finding]:
    open_states = [m for m in snapshot.milestones if not m.is_achieved and m.slip_days is not None]
    if not open_states:
        known = any(m.is_achieved for m in snapshot.milestones)
        yield Finding(Rule.MILESTONES, Level.FINE if known else Level.UNKNOWN)
        return
    worst = max(open_states, key=lambda m: (m.slip_days or 0, -m.milestone.number))
    yield Finding(Rule.MILESTONES, milestone_level(worst, thresholds), milestone=worst, days=worst.slip_days)


def _reports(snapshot: Snapshot, _thresholds: Thresholds) -> Iterator[Finding]:
    most_late = max(snapshot.reports, key=lambda r: r.days_late(snapshot.watched_until), default=None)
    if most_late is not None and (days := most_late.days_late(snapshot.watched_until)):
        yield Finding(Rule.REPORTS, Level.ATTENTION, report=most_late, days=days)
        return
    returned = next((r for r in snapshot.reports if r.awaits_correction), None)
    if returned is not None:
        yield Finding(Rule.REPORTS, Level.UNKNOWN, report=returned)
        return
    if snapshot.last_counted is not None:
        yield Finding(Rule.REPORTS, Level.FINE, report=snapshot.last_counted)
        return
    upcoming = snapshot.reports[0] if snapshot.reports else None
    yield Finding(Rule.REPORTS, Level.UNKNOWN, report=upcoming)


def find_silence(snapshot: Snapshot, thresholds: Thresholds) -> Iterator[Finding]:
    """That no figures have come for long although some were due; nothing where that is not so."""
    if snapshot.period is None or not any(r.days_late(snapshot.watched_until) for r in snapshot.reports):
        return
    since = snapshot.last_counted_on or snapshot.period.start
    days = (snapshot.watched_until - since).days
    if days >= thresholds.silence_days:
        returned = next((r for r in snapshot.reports if r.awaits_correction), None)
        yield Finding(Rule.SILENCE, Level.ATTENTION, report=returned, days=days, measured_on=snapshot.last_counted_on)


def _ending(snapshot: Snapshot, thresholds: Thresholds) -> Iterator[Finding]:
    spent, budget, period, lag = snapshot.spent, snapshot.budget, snapshot.period, snapshot.spending_lag
    if period is None or spent is None or budget is None or lag is None or snapshot.as_of not in period:
        return
    left_days = (period.last_day - snapshot.as_of).days
    if left_days <= thresholds.ending_within_days:
        level = Level.ATTENTION if lag <= thresholds.ending_attention else Level.FINE
        yield Finding(Rule.ENDING, level, lag=lag, days=left_days, amount=budget - spent)


def _tasks(snapshot: Snapshot, thresholds: Thresholds) -> Iterator[Finding]:
    for task in snapshot.tasks:
        rate = task.spent_rate
        if rate is not None and rate > thresholds.overspent_attention:
            level = Level.AT_RISK if rate > thresholds.overspent_at_risk else Level.ATTENTION
            over = (task.spent or Decimal(0)) - task.budget
            yield Finding(Rule.TASKS, level, task=task, spent_rate=rate, amount=over)


def _posts(snapshot: Snapshot, thresholds: Thresholds) -> Iterator[Finding]:
    grace = timedelta(days=thresholds.posts_grace_days)
    for state in snapshot.posts:
        due_on = state.quantity.due_on
        if state.post.is_new and due_on and state.quantity.missing > 0 and due_on + grace < snapshot.watched_until:
            yield Finding(Rule.POSTS, Level.ATTENTION, post=state, days=(snapshot.watched_until - due_on).days)


def _training(snapshot: Snapshot, thresholds: Thresholds) -> Iterator[Finding]:
    for state in snapshot.trainings:
        target = state.quantity.target
        if target is None or target.quantity == 0:
            continue
        if state.quantity.missing / target.quantity >= thresholds.training_missing_rate:
            yield Finding(Rule.TRAINING, Level.ATTENTION, training=state)


_RULES: tuple[Callable[[Snapshot, Thresholds], Iterator[Finding]], ...] = (
    _spending,
    _milestones,
    _reports,
    find_silence,
    _ending,
    _tasks,
    _posts,
    _training,
)
