"""Small domain values for tests: everything a test does not speak of has a quiet default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from tracker.domain.periods import PartialDate, Period, add_months
from tracker.domain.project import (
    Decision,
    Milestone,
    MilestoneEntry,
    Plan,
    Report,
    Spending,
    Submission,
    Task,
)
from tracker.domain.provenance import Choice, Fact, FactValue, Origin, Source, Statement
from tracker.domain.reporting import due_day
from tracker.domain.vocabulary import (
    AmountPrecision,
    FactName,
    MilestoneEntryKind,
    MilestoneKind,
    ReportDecision,
    SourceKind,
    StatementKind,
)

RECORDED_AT = datetime(2018, 1, 2, 12, 0, tzinfo=UTC)
KNOWN_ON = date(2018, 1, 2)


def make_source(*, is_example: bool = False) -> Source:
    return Source(1, SourceKind.ANNOUNCEMENT, "OPS w Kluczach", "O projekcie", is_example=is_example)


def make_origin(
    effective_on: date | None = None,
    *,
    known_on: date | None = None,
    recorded_at: datetime = RECORDED_AT,
    is_example: bool = False,
) -> Origin:
    """An origin known as soon as it applies, unless told otherwise."""
    return Origin(make_source(is_example=is_example), effective_on, known_on or effective_on or KNOWN_ON, recorded_at)


def make_statement(
    value: FactValue,
    origin: Origin | None = None,
    *,
    id: int = 1,
    fact: FactName = FactName.TOTAL_VALUE,
    kind: StatementKind = StatementKind.STATED,
    precision: AmountPrecision | None = None,
) -> Statement:
    return Statement(id, fact, value, kind, origin or make_origin(), amount_precision=precision)


def make_choice(statement: Statement, origin: Origin | None = None, *, id: int = 1, reason: str = "") -> Choice:
    return Choice(id, statement.fact, statement.id, reason, origin or make_origin())


def make_amounts(stated: Mapping[FactName, Decimal], *, rounded: Iterable[FactName] = ()) -> dict[FactName, Fact]:
    """Every fact of a project of which only some amounts are stated, those in ``rounded`` to the zloty."""
    facts = {name: Fact(name) for name in FactName}
    for name, amount in stated.items():
        precision = AmountPrecision.ZLOTY if name in rounded else AmountPrecision.GROSZ
        facts[name] = Fact(name, chosen=make_statement(amount, fact=name, precision=precision))
    return facts


def make_entry(kind: MilestoneEntryKind, day: str, origin: Origin | None = None, *, id: int = 1) -> MilestoneEntry:
    """An entry for a day written as ``2018-09`` or ``2018-09-03``."""
    return MilestoneEntry(id, kind, PartialDate.parse(day), origin or make_origin())


def make_milestone(*entries: MilestoneEntry, number: int = 1, weight: int = 1) -> Milestone:
    return Milestone(
        id=number,
        number=number,
        kind=MilestoneKind.NEW_STRUCTURE,
        name="Nowa struktura",
        weight=weight,
        origin=make_origin(),
        entries=entries,
    )


def make_task(monthly: Mapping[date, Decimal], *, number: int = 1) -> Task:
    return Task(number, f"Zadanie {number}", sum(monthly.values(), start=Decimal("0.00")), monthly)


def make_plan(*tasks: Task) -> Plan:
    return Plan(1, tasks, make_origin())


def make_month(first: str) -> Period:
    """The calendar month written as ``2019-04``."""
    start = date.fromisoformat(f"{first}-01")
    return Period(start, add_months(start, 1))


def make_decision(decision: ReportDecision, decided_on: date, *, recorded_at: datetime = RECORDED_AT) -> Decision:
    return Decision(decision, decided_on, recorded_at)


def make_submission(
    origin: Origin, *decisions: Decision, number: int = 1, spending: Sequence[Spending] = ()
) -> Submission:
    return Submission(number, number, tuple(spending), origin, decisions=decisions)


def make_report(period: Period, *submissions: Submission, id: int = 1) -> Report:
    return Report(id, period, due_day(period), submissions)
