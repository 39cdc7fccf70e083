"""A project as it stood on a day: every history resolved to what held, from one viewpoint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from tracker.domain.budget import (
    CumulativeCurve,
    TaskState,
    actual_curve,
    linear_curve,
    plan_curve,
    plan_total,
    task_states,
)
from tracker.domain.periods import Period
from tracker.domain.project import MilestoneEntry, Plan, ProjectRecord, QuantityEntry
from tracker.domain.provenance import Choice, Fact, Statement, Viewpoint, derive_sum, resolve_fact
from tracker.domain.quantities import PostState, TrainingState, post_states, training_states
from tracker.domain.reported import with_reported
from tracker.domain.reporting import (
    ReportedSpending,
    ReportState,
    report_states,
    reported_spending,
    reporting_periods,
)
from tracker.domain.schedule import MilestoneState, milestone_state
from tracker.domain.vocabulary import FactName, MilestoneKind, ReportingFrequency, Stage, Status

_OfFactT = TypeVar("_OfFactT", Statement, Choice)
_UNKNOWN = {name: Fact(name) for name in FactName}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What held of a project at a viewpoint; everything a page, a chart or a rule needs.

    Attributes:
        period: The project's period; a month-only start counts from its first day, a month-only end to its last.
            ``None`` when an end of it is unknown.
        budget: PLN that spending is measured against: the plan's total, else the project's value; ``None`` unknown.
        plan_curve: Planned spending; even over the period when ``plan`` is ``None`` but the value is known.
        reports: Every report expected or submitted, in order of periods.
        actual: Reported spending; ``None`` when nothing was reported.
    """

    record: ProjectRecord
    viewpoint: Viewpoint
    facts: Mapping[FactName, Fact]
    period: Period | None
    plan: Plan | None
    budget: Decimal | None
    plan_curve: CumulativeCurve | None
    milestones: tuple[MilestoneState, ...]
    posts: tuple[PostState, ...]
    trainings: tuple[TrainingState, ...]
    reports: tuple[ReportState, ...]
    reported: ReportedSpending
    actual: CumulativeCurve | None

    @property
    def as_of(self) -> date:
        """The day looked at."""
        return self.viewpoint.as_of

    @property
    def watched_until(self) -> date:
        """The last day of which anything can be known; up to it days of delay and silence are counted."""
        return self.viewpoint.watched_until

    @property
    def value(self) -> Decimal | None:
        """Total value of the project, PLN, stated or derived."""
        return self.facts[FactName.TOTAL_VALUE].amount

    @property
    def title(self) -> str:
        """The project's title, or the centre's name while no source gives one."""
        return self.facts[FactName.TITLE].text or self.record.centre.short_name

    @property
    def has_plan(self) -> bool:
        """Whether there is a payment schedule, so that the planned curve is more than a straight line."""
        return self.plan is not None

    @property
    def covered_until(self) -> date | None:
        """The last day that counting reports cover."""
        return self.reported.covered_until

    @property
    def spent(self) -> Decimal | None:
        """PLN spent by ``covered_until``; ``None`` when nothing was reported."""
        return self.actual.final if self.actual else None

    @property
    def spent_rate(self) -> Decimal | None:
        """Spent as a part of the budget."""
        return self.spent / self.budget if self.spent is not None and self.budget else None

    @property
    def planned_rate(self) -> Decimal | None:
        """Planned by ``covered_until`` as a part of the budget: like is compared with like."""
        if self.plan_curve is None or not self.budget or self.covered_until is None:
            return None
        return self.plan_curve.at(self.covered_until) / self.budget

    @property
    def spending_lag(self) -> Decimal | None:
        """Spent minus planned on the last reported day, as a part of the budget; negative is behind the plan.

        ``None`` without reports or without a payment schedule: an even spending is an assumption, not a plan.
        """
        if self.plan is None or self.spent_rate is None or self.planned_rate is None:
            return None
        return self.spent_rate - self.planned_rate

    @property
    def time_rate(self) -> Decimal | None:
        """The part of the period that has passed."""
        return self.period.elapsed_rate(self.as_of) if self.period else None

    @property
    def tasks(self) -> tuple[TaskState, ...]:
        """The tasks of the plan in force, measured on the last reported day, before any report on the day looked at."""
        if self.plan is None or self.period is None:
            return ()
        return task_states(
            self.plan, self.period, self.reported.spending, covered_until=self.covered_until, as_of=self.as_of
        )

    @property
    def unaccepted_sources(self) -> frozenset[int]:
        """The ids of the reports that count although nobody has accepted them yet."""
        return frozenset(r.counted.origin.source.id for r in self.reports if r.counted and not r.is_accepted)

    def awaits_acceptance(self, entry: MilestoneEntry | QuantityEntry | None) -> bool:
        """Whether only a report that nobody has accepted yet says something of a milestone, a post or training."""
        return entry is not None and entry.origin.source.id in self.unaccepted_sources

    @property
    def last_counted(self) -> ReportState | None:
        """The last report whose figures count."""
        return next((r for r in reversed(self.reports) if r.counts), None)

    @property
    def declared_status(self) -> Status | None:
        """How the director sees the project, as the last counting report says."""
        last = self.last_counted
        return last.counted.content.declared_status if last and last.counted else None

    @property
    def declared_reason(self) -> str:
        """What the director gives as the reason; empty when nothing was said."""
        last = self.last_counted
        return last.counted.content.declared_reason if last and last.counted else ""

    @property
    def is_settled(self) -> bool:
        """Whether the final settlement was reached."""
        return any(m.is_achieved for m in self.milestones if m.milestone.kind is MilestoneKind.FINAL_SETTLEMENT)

    @property
    def stage(self) -> Stage:
        """Where the project stands in its life on the day looked at."""
        if self.is_settled:
            return Stage.FINISHED
        if self.period is None:
            return Stage.UNKNOWN
        if self.as_of < self.period.start:
            return Stage.PREPARATION
        return Stage.IMPLEMENTATION if self.as_of in self.period else Stage.SETTLEMENT

    @property
    def last_counted_on(self) -> date | None:
        """The day on which the last figures that count were handed in; what was returned or taken back is none."""
        return max((day for r in self.reports if (day := r.counted_on) is not None), default=None)

    @property
    def has_examples(self) -> bool:
        """Whether anything seen here was invented for demonstration."""
        return (
            self.record.is_example
            or any(fact.is_example for fact in self.facts.values())
            or (self.plan is not None and self.plan.origin.source.is_example)
            or any(m.is_example for m in self.milestones)
            or any(r.submission is not None and r.submission.origin.source.is_example for r in self.reports)
            or any(post.quantity.is_example for post in self.posts)
            or any(training.quantity.is_example for training in self.trainings)
        )


def resolve_facts(record: ProjectRecord, viewpoint: Viewpoint) -> dict[FactName, Fact]:
    """Every fact of a project; a missing total is derived from the parts when both are stated."""
    said, chosen = _by_fact(record.statements), _by_fact(record.choices)
    facts = _UNKNOWN | {name: resolve_fact(name, said[name], chosen.get(name, ()), viewpoint) for name in said}
    parts = [facts[FactName.EU_FUNDING], facts[FactName.STATE_FUNDING]]
    if facts[FactName.OWN_CONTRIBUTION].chosen is not None:
        parts.append(facts[FactName.OWN_CONTRIBUTION])
    if facts[FactName.TOTAL_VALUE].chosen is None:
        facts[FactName.TOTAL_VALUE] = Fact(FactName.TOTAL_VALUE, derived=derive_sum(parts))
    return facts


def _by_fact(things: Iterable[_OfFactT]) -> dict[FactName, list[_OfFactT]]:
    groups: dict[FactName, list[_OfFactT]] = {}
    for thing in things:
        groups.setdefault(thing.fact, []).append(thing)
    return groups


def project_period(facts: Mapping[FactName, Fact]) -> Period | None:
    """The project's period, ``None`` when an end is unknown or the ends contradict each other."""
    start, end = facts[FactName.START].partial_date, facts[FactName.END].partial_date
    if start is None or end is None or end.last_day < start.first_day:
        return None
    return Period.of_days(start.first_day, end.last_day)


def is_known(record: ProjectRecord, viewpoint: Viewpoint) -> bool:
    """Whether anything at all was on record of a project by the day whose knowledge is used.

    Nothing is on record of a project whose only import was undone; an empty project of a file is there from the start.
    """
    is_empty = True
    for origin in record.origins():
        if viewpoint.knows(origin):
            return True
        is_empty = False
    return is_empty and viewpoint.known_on is None


def take_snapshot(record: ProjectRecord, viewpoint: Viewpoint) -> Snapshot:
    """Look at a project from a viewpoint."""
    facts = resolve_facts(record, viewpoint)
    period = project_period(facts)
    plan = plan_in_force(record, viewpoint)
    budget = plan_total(plan) if plan else facts[FactName.TOTAL_VALUE].amount
    reports = report_states(_expected_reports(facts, period), record.reports, viewpoint)
    told = with_reported(record, reports)
    milestones = tuple(
        milestone_state(m, viewpoint)
        for m in sorted(told.milestones, key=lambda m: m.number)
        if viewpoint.sees(m.origin)
    )
    reported = reported_spending(reports)
    actual = None
    if period is not None and reported.covered_until is not None:
        actual = actual_curve(period, reported.spending, reported.covered_until)
    return Snapshot(
        record=record,
        viewpoint=viewpoint,
        facts=facts,
        period=period,
        plan=plan,
        budget=budget,
        plan_curve=_planned(period, plan, budget),
        milestones=milestones,
        posts=post_states(told.posts, viewpoint),
        trainings=training_states(told.trainings, viewpoint),
        reports=reports,
        reported=reported,
        actual=actual,
    )


def plan_in_force(record: ProjectRecord, viewpoint: Viewpoint) -> Plan | None:
    """The version of the payment schedule that holds, ``None`` when nobody has recorded one."""
    seen = (plan for plan in record.plans if viewpoint.sees(plan.origin))
    return max(seen, key=lambda p: (p.origin.effective_on or date.min, p.origin.recorded_at, p.id), default=None)


def _planned(period: Period | None, plan: Plan | None, budget: Decimal | None) -> CumulativeCurve | None:
    if period is None or budget is None:
        return None
    return plan_curve(period, plan) if plan else linear_curve(period, budget)


def _expected_reports(facts: Mapping[FactName, Fact], period: Period | None) -> tuple[Period, ...]:
    frequency = facts[FactName.REPORTING_FREQUENCY].text
    if period is None or frequency is None:
        return ()
    return reporting_periods(period, ReportingFrequency(frequency))
