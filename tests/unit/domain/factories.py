"""Small domain values for tests: everything a test does not speak of has a quiet default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from tracker.domain.periods import PartialDate, Period, add_months
from tracker.domain.project import (
    Centre,
    Decision,
    Milestone,
    MilestoneEntry,
    Plan,
    Post,
    ProjectRecord,
    QuantityEntry,
    Report,
    ReportContent,
    Spending,
    Submission,
    Task,
    Training,
)
from tracker.domain.provenance import Choice, Fact, FactValue, Origin, Source, Statement, Viewpoint
from tracker.domain.reporting import due_day
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.vocabulary import (
    AmountPrecision,
    CentreKind,
    FactName,
    MilestoneEntryKind,
    MilestoneKind,
    PostKind,
    QuantityEntryKind,
    ReportDecision,
    ReportingFrequency,
    SourceKind,
    StatementKind,
    TrainingKind,
    Voivodeship,
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


def make_milestone(
    *entries: MilestoneEntry,
    number: int = 1,
    weight: int = 1,
    kind: MilestoneKind = MilestoneKind.NEW_STRUCTURE,
    name: str = "Nowa struktura",
) -> Milestone:
    return Milestone(
        id=number,
        number=number,
        kind=kind,
        name=name,
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
    return Submission(number, number, ReportContent(spending=tuple(spending)), origin, decisions)


def make_report(period: Period, *submissions: Submission, id: int = 1) -> Report:
    return Report(id, period, due_day(period), submissions)


def make_target(quantity: str, day: date | None = None, origin: Origin | None = None, *, id: int = 1) -> QuantityEntry:
    return QuantityEntry(id, QuantityEntryKind.TARGET, Decimal(quantity), day, origin or make_origin())


def make_actual(quantity: str, day: date | None = None, origin: Origin | None = None, *, id: int = 2) -> QuantityEntry:
    return QuantityEntry(id, QuantityEntryKind.ACTUAL, Decimal(quantity), day, origin or make_origin())


def make_post(*entries: QuantityEntry, is_new: bool = True, id: int = 1) -> Post:
    return Post(id, PostKind.FIRST_CONTACT, "Pierwszy kontakt", is_new, make_origin(), entries)


def make_training(*entries: QuantityEntry, kind: TrainingKind = TrainingKind.TRAINING, id: int = 1) -> Training:
    return Training(id, kind, "Szkolenie zespołu", make_origin(), entries)


def make_centre(place: str = "Klucze", *, voivodeship: Voivodeship | None = Voivodeship.MALOPOLSKIE) -> Centre:
    name = f"Ośrodek Pomocy Społecznej w miejscowości {place}"
    return Centre(1, name, f"OPS {place}", place, CentreKind.OPS, voivodeship)


YEAR = Period.of_days(date(2019, 1, 1), date(2019, 12, 31))
YEAR_VALUE = Decimal("1200.00")


def make_terms(
    start: str = "2019-01-01", end: str = "2019-12-31", *, value: Decimal | None = YEAR_VALUE, reports: bool = True
) -> tuple[Statement, ...]:
    """What an agreement states: the period, perhaps the value and that reports come by the quarter."""
    stated: dict[FactName, FactValue] = {
        FactName.START: PartialDate.parse(start),
        FactName.END: PartialDate.parse(end),
    }
    if value is not None:
        stated[FactName.TOTAL_VALUE] = value
    if reports:
        stated[FactName.REPORTING_FREQUENCY] = ReportingFrequency.QUARTERLY.value
    return tuple(make_statement(value, fact=fact, id=id) for id, (fact, value) in enumerate(stated.items(), start=1))


def make_record(
    *statements: Statement,
    id: int = 1,
    slug: str = "klucze",
    centre: Centre | None = None,
    plans: Sequence[Plan] = (),
    milestones: Sequence[Milestone] = (),
    posts: Sequence[Post] = (),
    trainings: Sequence[Training] = (),
    reports: Sequence[Report] = (),
) -> ProjectRecord:
    return ProjectRecord(
        id=id,
        slug=slug,
        centre=centre or make_centre(),
        revision=1,
        version=1,
        created_at=RECORDED_AT,
        is_example=False,
        statements=statements,
        plans=tuple(plans),
        milestones=tuple(milestones),
        posts=tuple(posts),
        trainings=tuple(trainings),
        reports=tuple(reports),
    )


def make_even_plan() -> Plan:
    """A hundred a month through 2019 in one task."""
    return make_plan(make_task({month: Decimal("100.00") for month in YEAR.months()}))


def make_quarter(number: int, spent: str, *decisions: Decision, submitted_on: date | None = None) -> Report:
    """The report of a quarter of 2019, handed in on its due day; everything was spent in its last month."""
    first = date(2019, 3 * number - 2, 1)
    period = Period(first, add_months(first, 3))
    spending = [Spending(1, add_months(first, 2), Decimal(spent))]
    submission = make_submission(make_origin(submitted_on or due_day(period)), *decisions, spending=spending)
    return make_report(period, submission, id=number)


def make_year(
    *quarters: str,
    statements: Sequence[Statement] = (),
    plans: Sequence[Plan] | None = None,
    milestones: Sequence[Milestone] = (),
    posts: Sequence[Post] = (),
    trainings: Sequence[Training] = (),
) -> ProjectRecord:
    """The project of 2019: 1200.00, planned evenly, with what the first quarters report as spent."""
    return make_record(
        *(statements or make_terms()),
        plans=[make_even_plan()] if plans is None else plans,
        milestones=milestones,
        posts=posts,
        trainings=trainings,
        reports=[make_quarter(number, spent) for number, spent in enumerate(quarters, start=1)],
    )


def make_snapshot(record: ProjectRecord, as_of: str, known_on: date | None = None) -> Snapshot:
    """A project as of a day written as ``2019-10-15``."""
    return take_snapshot(record, Viewpoint(date.fromisoformat(as_of), known_on))
