"""Hypothesis strategies for domain values, within the bounds in which projects of the programme live."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.unit.domain.factories import make_origin, make_report, make_submission
from tracker.domain.money import from_grosze
from tracker.domain.periods import PartialDate, Period, add_months
from tracker.domain.project import Decision, MilestoneEntry, Report, Spending
from tracker.domain.provenance import Origin, Statement
from tracker.domain.reporting import reporting_periods
from tracker.domain.vocabulary import (
    DatePrecision,
    FactName,
    MilestoneEntryKind,
    ReportDecision,
    ReportingFrequency,
    StatementKind,
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
