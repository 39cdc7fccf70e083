"""The rows of a project's page: facts, funding, milestones, tasks, posts and training, ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.earned_value import EarnedValue, earned_schedule_end, earned_value_of
from tracker.domain.funding import PROGRAMME_EU_RATE, split_grant
from tracker.domain.money import round_to_grosz, total
from tracker.domain.periods import PartialDate, Period
from tracker.domain.project import QuantityEntry
from tracker.domain.provenance import Fact, FactValue, Source, Statement
from tracker.domain.quantities import QuantityState
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import DEFAULT_THRESHOLDS, Level
from tracker.domain.vocabulary import AMOUNT_FACTS, CODED_FACTS, AmountPrecision, FactName, TrainingKind
from tracker.formatting import DASH, day_long, number, partial_date, percent, pln, quantity
from tracker.labels import label
from tracker.web.bars import LEVEL_NAMES, position
from tracker.web.footnotes import Footnotes, Mark
from tracker.web.wording import slip_level


def fact_text(name: FactName, value: FactValue | None) -> str:
    """A fact's value as people read it; "not stated" when it is unknown."""
    if value is None:
        return gettext("not stated")
    if isinstance(value, Decimal):
        return pln(value)
    if isinstance(value, PartialDate):
        return partial_date(value)
    return label(CODED_FACTS[name](value)) if name in CODED_FACTS else value


@dataclass(frozen=True)
class Claim:
    """One statement beside others: what it says, how binding it is, and where it stands."""

    text: str
    kind: str
    note: Mark


@dataclass(frozen=True)
class FactRow:
    """A fact of the project.

    Attributes:
        competing: What other statements say that do not count.
        reason: Why the chosen one counts, where somebody gave a reason.
    """

    name: FactName
    label: str
    text: str
    is_known: bool
    kind: str
    note: Mark | None
    is_derived: bool
    competing: tuple[Claim, ...]
    reason: str
    remark: str


def fact_rows(snapshot: Snapshot, notes: Footnotes) -> dict[FactName, FactRow]:
    """Every fact, known or not, with its source mark."""
    return {name: _fact_row(fact, notes) for name, fact in snapshot.facts.items()}


def _fact_row(fact: Fact, notes: Footnotes) -> FactRow:
    chosen = fact.chosen
    return FactRow(
        name=fact.name,
        label=label(fact.name),
        text=fact_text(fact.name, fact.value),
        is_known=fact.value is not None,
        kind=label(chosen.kind) if chosen and fact.name in AMOUNT_FACTS | {FactName.START, FactName.END} else "",
        note=fact_note(fact, notes),
        is_derived=fact.derived is not None,
        competing=tuple(_claim(fact.name, statement, notes) for statement in fact.competing),
        reason=fact.reason,
        remark=_remark(chosen) if chosen else "",
    )


def _remark(statement: Statement) -> str:
    rounded = statement.amount_precision is AmountPrecision.ZLOTY
    return " ".join(part for part in (gettext("Written without grosze.") if rounded else "", statement.note) if part)


def _claim(name: FactName, statement: Statement, notes: Footnotes) -> Claim:
    return Claim(fact_text(name, statement.value), label(statement.kind), notes.statement(statement))


def fact_note(fact: Fact, notes: Footnotes) -> Mark | None:
    """The source mark of a fact, stated or derived; ``None`` when it is unknown."""
    if fact.chosen is not None:
        return notes.statement(fact.chosen)
    if fact.derived is not None:
        return notes.derived(fact.derived)
    return None


@dataclass(frozen=True)
class FundingRow:
    """One payer.

    Attributes:
        share: Part of the whole, 0 to 100, for the bar; ``None`` when the amount is unknown.
    """

    label: str
    amount: Decimal | None
    rate: Decimal | None
    share: float | None
    note: Mark | None


@dataclass(frozen=True)
class Funding:
    """Who pays, and whether anybody said so.

    Attributes:
        is_calculated: The split follows the programme's rate; no source gives it.
    """

    rows: tuple[FundingRow, ...]
    total: Decimal | None
    is_calculated: bool


def funding_rows(snapshot: Snapshot, notes: Footnotes) -> Funding:
    """The payers as stated; where nobody says, the programme's rate shares the value and the page says so."""
    facts = snapshot.facts
    names = (FactName.EU_FUNDING, FactName.STATE_FUNDING, FactName.OWN_CONTRIBUTION)
    amounts = [facts[name].amount for name in names]
    marks = [fact_note(facts[name], notes) for name in names]
    is_calculated = amounts[0] is None and amounts[1] is None and snapshot.value is not None
    if is_calculated and snapshot.value is not None:
        split = split_grant(snapshot.value - (amounts[2] or Decimal(0)))
        amounts[:2] = [split.eu, split.state]
        rule = gettext(
            "Calculated from the programme's rate, %(eu)s from the EU; no source gives the split.",
            eu=percent(PROGRAMME_EU_RATE, 2),
        )
        marks[:2] = [notes.calculated(rule)] * 2
    known = [amount for amount in amounts if amount is not None]
    whole = total(known) if known else None
    rows = tuple(
        FundingRow(
            label(name),
            amount,
            amount / whole if amount is not None and whole else None,
            float(amount / whole * 100) if amount is not None and whole else None,
            mark,
        )
        for name, amount, mark in zip(names, amounts, marks, strict=True)
    )
    return Funding(rows, whole, is_calculated)


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone with its place on the time axis, 0 to 100, where it has one."""

    state: MilestoneState
    baseline: float | None
    expected: float | None
    level: str
    note: Mark | None


@dataclass(frozen=True)
class MilestoneTable:
    """The milestones on one time axis."""

    lines: tuple[MilestoneLine, ...]
    span: Period | None
    as_of: float | None


def milestone_rows(snapshot: Snapshot, notes: Footnotes) -> MilestoneTable:
    """The milestones, drawn on an axis that holds the project's period and every date of theirs."""
    span = _span(snapshot)
    lines = tuple(
        MilestoneLine(
            state,
            _place(span, state.baseline.day.last_day) if state.baseline else None,
            _place(span, state.expected.last_day) if state.expected else None,
            slip_level(state),
            _milestone_note(state, notes),
        )
        for state in snapshot.milestones
    )
    return MilestoneTable(lines, span, _place(span, snapshot.as_of))


def _milestone_note(state: MilestoneState, notes: Footnotes) -> Mark | None:
    entry = state.achieved or state.forecast or state.baseline
    return notes.mark(entry.origin.source) if entry else notes.mark(state.milestone.origin.source)


def _span(snapshot: Snapshot) -> Period | None:
    days = [entry.day.last_day for m in snapshot.milestones for entry in (m.baseline,) if entry]
    days += [m.expected.last_day for m in snapshot.milestones if m.expected]
    if snapshot.period:
        days += [snapshot.period.start, snapshot.period.last_day]
    return Period.of_days(min(days), max(days)) if days else None


def _place(span: Period | None, day: date) -> float | None:
    if span is None or day not in span:
        return None
    return round((day - span.start).days / max(span.days - 1, 1) * 100, 2)


@dataclass(frozen=True)
class TaskLine:
    """A task, or all together, with its bar."""

    label: str
    budget: Decimal
    planned: Decimal
    spent: Decimal | None
    value: float | None
    plan: float | None
    text: str
    level: str


def task_rows(snapshot: Snapshot) -> tuple[TaskLine, ...]:
    """The tasks of the plan in force and, last, their total."""
    tasks = snapshot.tasks
    if not tasks:
        return ()
    lines = [
        _task_line(gettext("Task %(number)s. %(name)s", number=t.number, name=t.name), t.budget, t.planned, t.spent)
        for t in tasks
    ]
    spent = None if snapshot.spent is None else snapshot.spent
    lines.append(_task_line(gettext("Total"), total(t.budget for t in tasks), total(t.planned for t in tasks), spent))
    return tuple(lines)


def _task_line(text: str, budget: Decimal, planned: Decimal, spent: Decimal | None) -> TaskLine:
    spent_rate = spent / budget if spent is not None and budget else None
    planned_rate = planned / budget if budget else None
    return TaskLine(
        text,
        budget,
        planned,
        spent,
        position(spent_rate),
        position(planned_rate) if spent is not None else None,
        percent(spent_rate),
        _task_level(spent_rate, planned_rate),
    )


def _task_level(spent_rate: Decimal | None, planned_rate: Decimal | None) -> str:
    if spent_rate is None or planned_rate is None:
        return "none"
    lag = spent_rate - planned_rate
    if spent_rate > DEFAULT_THRESHOLDS.overspent_attention or lag <= DEFAULT_THRESHOLDS.spending_at_risk:
        return LEVEL_NAMES[Level.AT_RISK]
    return LEVEL_NAMES[Level.ATTENTION] if lag <= DEFAULT_THRESHOLDS.spending_attention else "none"


@dataclass(frozen=True)
class QuantityLine:
    """A post or training with what was reached of what is wanted.

    Attributes:
        text: "1 z 2", "22" without a target, a dash when nothing is known.
        due_text: What should be reached by now; empty when no target has a day.
        detail: Since when, or what the recorder remarked.
        filled, wanted: Whole numbers for squares; ``None`` when they cannot be drawn.
        value, plan: 0 to 100 of the target, for the bar.
    """

    label: str
    kind: str
    is_new: bool
    text: str
    due_text: str
    detail: str
    filled: int | None
    wanted: int | None
    value: float | None
    plan: float | None
    level: str
    note: Mark | None
    is_example: bool


def post_rows(snapshot: Snapshot, notes: Footnotes) -> tuple[QuantityLine, ...]:
    """The posts, new ones first."""
    states = sorted(snapshot.posts, key=lambda s: not s.post.is_new)
    return tuple(
        _quantity_line(
            s.post.name, label(s.post.kind), s.quantity, notes, is_new=s.post.is_new, first=s.post.origin.source
        )
        for s in states
    )


def training_rows(snapshot: Snapshot, notes: Footnotes) -> tuple[QuantityLine, ...]:
    """Training, supervision and study visits."""
    return tuple(
        _quantity_line(
            s.training.name, unit(s.training.kind), s.quantity, notes, is_new=False, first=s.training.origin.source
        )
        for s in snapshot.trainings
    )


def unit(kind: TrainingKind) -> str:
    """What is counted of a training."""
    words = {
        TrainingKind.TRAINING: gettext("persons"),
        TrainingKind.SUPERVISION: gettext("hours"),
        TrainingKind.STUDY_VISIT: gettext("visits"),
    }
    return words[kind]


def _quantity_line(
    name: str, kind: str, state: QuantityState, notes: Footnotes, *, is_new: bool, first: Source
) -> QuantityLine:
    target = state.target.quantity if state.target else None
    reached = state.actual.quantity if state.actual else None
    entry = state.actual or state.target
    missing = state.missing / target if target else Decimal(0)
    late = missing >= DEFAULT_THRESHOLDS.training_missing_rate
    return QuantityLine(
        label=name,
        kind=kind,
        is_new=is_new,
        text=_reached_text(reached, target),
        due_text=quantity(state.due) if state.due is not None else "",
        detail=_detail(state.actual),
        filled=_whole(reached if reached is not None else (Decimal(0) if target is not None else None)),
        wanted=_whole(target),
        value=position(reached / target) if reached is not None and target else None,
        plan=position(state.due / target) if state.due is not None and target else None,
        level=LEVEL_NAMES[Level.ATTENTION] if late else "none",
        note=notes.mark(entry.origin.source) if entry else notes.mark(first),
        is_example=state.is_example,
    )


def _reached_text(reached: Decimal | None, target: Decimal | None) -> str:
    if target is None:
        return quantity(reached)
    known = quantity(reached) if reached is not None else DASH
    return gettext("%(part)s of %(whole)s", part=known, whole=quantity(target))


def _detail(entry: QuantityEntry | None) -> str:
    if entry is None:
        return ""
    day = partial_date(PartialDate(entry.day)) if entry.day else ""
    since = gettext("as of %(day)s", day=day) if day else ""
    return "; ".join(part for part in (since, entry.note) if part)


def _whole(value: Decimal | None) -> int | None:
    return int(value) if value is not None and value == value.to_integral_value() else None


@dataclass(frozen=True)
class EarnedValueLine:
    """One measure of earned value.

    Attributes:
        text: Its figure.
        meaning: What the figure says, in a sentence; empty where the name says it all.
    """

    label: str
    text: str
    meaning: str = ""


def earned_value_rows(snapshot: Snapshot) -> tuple[EarnedValueLine, ...]:
    """Planned, earned and actual value with the two indices and the two forecasts; nothing when it is undefined."""
    value = earned_value_of(snapshot)
    if value is None:
        return ()
    lines = [
        EarnedValueLine(gettext("Planned value (PV)"), pln(value.planned)),
        EarnedValueLine(
            gettext("Earned value (EV)"),
            pln(value.earned),
            gettext("The weight of the milestones achieved by then, as a part of the budget."),
        ),
        EarnedValueLine(gettext("Actual cost (AC)"), pln(value.actual)),
    ]
    if value.spi is not None:
        meaning = gettext("Of each zloty planned by then %(part)s was earned.", part=pln(round_to_grosz(value.spi)))
        lines.append(EarnedValueLine(gettext("Schedule index (SPI)"), number(value.spi, 2), meaning))
    if value.cpi is not None and value.estimate_at_completion is not None:
        meaning = gettext("Each zloty spent earned %(part)s.", part=pln(round_to_grosz(value.cpi)))
        lines.append(EarnedValueLine(gettext("Cost index (CPI)"), number(value.cpi, 2), meaning))
        meaning = gettext("The budget of %(budget)s divided by CPI.", budget=pln(value.budget))
        lines.append(
            EarnedValueLine(gettext("Cost of the whole at this pace"), pln(value.estimate_at_completion), meaning)
        )
    end = _end_at_this_pace(snapshot, value)
    if end is not None:
        meaning = gettext("Earned schedule: when the plan reached what is earned now.")
        lines.append(EarnedValueLine(gettext("End at this pace"), day_long(end), meaning))
    return tuple(lines)


def _end_at_this_pace(snapshot: Snapshot, value: EarnedValue) -> date | None:
    if snapshot.period is None or snapshot.plan_curve is None or snapshot.as_of not in snapshot.period:
        return None
    return earned_schedule_end(snapshot.period, snapshot.plan_curve, value.earned, value.measured_on)
