"""Hypothesis strategies for domain values, within the bounds in which projects of the programme live."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_centre,
    make_milestone,
    make_origin,
    make_post,
    make_record,
    make_report,
    make_submission,
    make_task,
    make_training,
)
from tracker.domain.money import from_grosze
from tracker.domain.periods import PartialDate, Period, add_months
from tracker.domain.project import (
    Decision,
    Milestone,
    MilestoneEntry,
    Plan,
    ProjectRecord,
    QuantityEntry,
    Report,
    Spending,
)
from tracker.domain.provenance import FactValue, Origin, Statement, Viewpoint
from tracker.domain.reporting import reporting_periods
from tracker.domain.vocabulary import (
    DatePrecision,
    FactName,
    MilestoneEntryKind,
    MilestoneKind,
    QuantityEntryKind,
    ReportDecision,
    ReportingFrequency,
    StatementKind,
    TrainingKind,
    Voivodeship,
)

FIRST_DAY = date(2017, 1, 1)
LAST_DAY = date(2022, 12, 31)

days = st.dates(FIRST_DAY, LAST_DAY)
grosze = st.integers(0, 10**14 - 1)
amounts = st.integers(0, 10**9).map(from_grosze)
corrections = st.integers(-(10**6), 10**7).map(from_grosze)
rates = st.integers(0, 10_000).map(lambda parts: Decimal(parts) / 10_000)
moments = st.datetimes(datetime(2017, 1, 1), datetime(2022, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  Bounds must be naive.


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A period of a day to three years."""
    start = draw(days)
    return Period(start, start + timedelta(days=draw(st.integers(1, 1100))))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day, precision = draw(days), draw(st.sampled_from(DatePrecision))
    written = day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
    return PartialDate.parse(written)


@st.composite
def origins(draw: st.DrawFn) -> Origin:
    return make_origin(
        draw(st.none() | days), known_on=draw(days), recorded_at=draw(moments), is_example=draw(st.booleans())
    )


@st.composite
def monthly_amounts(draw: st.DrawFn, each: st.SearchStrategy[Decimal] = amounts) -> dict[date, Decimal]:
    """Amounts by first day of month, some of them outside any period drawn beside it."""
    months = st.integers(-6, 80).map(lambda months: add_months(FIRST_DAY, months))
    return draw(st.dictionaries(months, each, max_size=20))


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    """Statements of one fact with ids of their own, a few of them equal in value."""
    count = draw(st.integers(0, 6))
    values = st.sampled_from([from_grosze(40_202_500), from_grosze(37_410_108), from_grosze(32_537_782)])
    return [
        Statement(id, FactName.TOTAL_VALUE, draw(values), draw(st.sampled_from(StatementKind)), draw(origins()))
        for id in range(1, count + 1)
    ]


@st.composite
def milestone_entries(draw: st.DrawFn) -> list[MilestoneEntry]:
    """Entries of one milestone with ids of their own."""
    count = draw(st.integers(0, 6))
    kinds = st.sampled_from(MilestoneEntryKind)
    return [MilestoneEntry(id, draw(kinds), draw(partial_dates()), draw(origins())) for id in range(1, count + 1)]


def spending(period: Period) -> st.SearchStrategy[list[Spending]]:
    """Spending of months of a period, corrections among it."""
    months = st.sampled_from(list(period.months()))
    return st.lists(st.builds(Spending, st.integers(1, 3), months, corrections), max_size=4)


@st.composite
def reports(draw: st.DrawFn, period: Period, frequency: ReportingFrequency) -> list[Report]:
    """Reports of some of a project's reporting periods, handed in once or several times, decided on or not."""
    every = reporting_periods(period, frequency)[:8]
    chosen = draw(st.sets(st.sampled_from(every)))
    return [draw(_reports_of(reporting_period, id)) for id, reporting_period in enumerate(sorted(chosen), start=1)]


@st.composite
def _reports_of(draw: st.DrawFn, period: Period, id: int) -> Report:
    count = draw(st.integers(0, 3))
    decisions = st.lists(st.builds(Decision, st.sampled_from(ReportDecision), days, moments), max_size=2)
    submissions = [
        make_submission(
            make_origin(draw(days), known_on=draw(days)),
            *draw(decisions),
            number=number,
            spending=draw(spending(period)),
        )
        for number in range(1, count + 1)
    ]
    return make_report(period, *submissions, id=id)


viewpoints = st.builds(Viewpoint, days, st.none() | days)


@st.composite
def quantity_entries(draw: st.DrawFn) -> list[QuantityEntry]:
    """Targets and actuals of one post or training with ids of their own."""
    count = draw(st.integers(0, 4))
    kinds, quantities = st.sampled_from(QuantityEntryKind), st.integers(0, 40).map(lambda half: Decimal(half) / 2)
    return [
        QuantityEntry(id, draw(kinds), draw(quantities), draw(st.none() | days), draw(origins()))
        for id in range(1, count + 1)
    ]


@st.composite
def _terms(draw: st.DrawFn, period: Period) -> list[Statement]:
    """The period, and some of the amounts and the frequency; now and then said twice."""
    certain: list[tuple[FactName, FactValue]] = [
        (FactName.START, PartialDate(period.start)),
        (FactName.END, PartialDate(period.last_day)),
    ]
    frequency = draw(st.sampled_from(ReportingFrequency))
    possible: list[tuple[FactName, FactValue]] = [
        (FactName.TOTAL_VALUE, draw(amounts)),
        (FactName.EU_FUNDING, draw(amounts)),
        (FactName.STATE_FUNDING, draw(amounts)),
        (FactName.OWN_CONTRIBUTION, draw(amounts)),
        (FactName.END, draw(partial_dates())),
        (FactName.REPORTING_FREQUENCY, frequency.value),
    ]
    said = certain + draw(st.lists(st.sampled_from(possible), max_size=5))
    sure = make_origin(known_on=FIRST_DAY)
    return [
        Statement(
            id, fact, value, draw(st.sampled_from(StatementKind)), sure if draw(st.booleans()) else draw(origins())
        )
        for id, (fact, value) in enumerate(said, start=1)
    ]


@st.composite
def _plans(draw: st.DrawFn, period: Period) -> list[Plan]:
    months = st.sampled_from(list(period.months()))
    plans = []
    for id in range(1, draw(st.integers(0, 2)) + 1):
        tasks = [
            make_task(draw(st.dictionaries(months, amounts, max_size=6)), number=number)
            for number in range(1, draw(st.integers(1, 2)) + 1)
        ]
        plans.append(Plan(id, tuple(tasks), draw(origins())))
    return plans


@st.composite
def _milestones(draw: st.DrawFn) -> list[Milestone]:
    kinds = st.sampled_from([MilestoneKind.NEW_STRUCTURE, MilestoneKind.FINAL_SETTLEMENT])
    return [
        make_milestone(*draw(milestone_entries()), number=number, kind=draw(kinds))
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]


@st.composite
def records(draw: st.DrawFn, id: int = 1) -> ProjectRecord:
    """A project of which anything may be unknown, said twice, corrected, or ahead of any day looked at."""
    period = draw(periods())
    place = draw(st.sampled_from(["Klucze", "Łopiennik Górny", "Myślenice", "Żabno"]))
    return make_record(
        *draw(_terms(period)),
        id=id,
        slug=f"projekt-{id}",
        centre=make_centre(place, voivodeship=draw(st.none() | st.sampled_from(list(Voivodeship)[:3]))),
        plans=draw(_plans(period)),
        milestones=draw(_milestones()),
        posts=[make_post(*draw(quantity_entries()), is_new=draw(st.booleans()))],
        trainings=[make_training(*draw(quantity_entries()), kind=draw(st.sampled_from(TrainingKind)))],
        reports=draw(reports(period, draw(st.sampled_from(ReportingFrequency)))),
    )
