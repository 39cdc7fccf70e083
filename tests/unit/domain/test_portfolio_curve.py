"""The spending of many projects together: sums that agree with the rows, denominators, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.factories import make_even_plan, make_record, make_snapshot, make_terms, make_year
from tests.unit.domain.strategies import records
from tracker.domain.earned_value import forecast_spending
from tracker.domain.money import from_grosze, to_grosze
from tracker.domain.periods import month_end
from tracker.domain.portfolio import ProjectSummary, summarise
from tracker.domain.portfolio_curve import compared_month, compared_sums, is_compared, month_sums, portfolio_curve
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.domain.spending_lines import SpendingLines, end_of_month_number, month_number

OCTOBER = date(2019, 10, 15)
NINE_MONTHS = 90_000
"""Grosze of an even hundred zloty a month by the end of September."""

shown = st.builds(
    lambda record, day: take_snapshot(record, Viewpoint(day)), records(), st.dates(date(2017, 6, 1), date(2023, 1, 1))
)
crowds = st.lists(records(), min_size=1, max_size=3)


def rows_of(found: Sequence[ProjectRecord], day: date) -> list[ProjectSummary]:
    return [summarise(take_snapshot(record, Viewpoint(day))) for record in found]


def scheduled(rows: Sequence[ProjectSummary]) -> list[SpendingLines]:
    return [row.lines for row in rows if row.lines is not None and row.lines.plan is not None]


def year(*quarters: str, start: str = "2019-01-01") -> ProjectSummary:
    return summarise(make_snapshot(make_year(*quarters, statements=make_terms(start=start)), "2019-10-15"))


@given(shown)
@settings(max_examples=30)
def test_a_projects_lines_tell_its_curves_to_the_grosz_and_nothing_beyond_its_reports(snapshot: Snapshot) -> None:
    lines = summarise(snapshot).lines

    if lines is None:
        assert snapshot.period is None
        return
    for month in range(lines.first - 2, month_number(lines.period.last_day) + 3):
        day, spent = end_of_month_number(month), lines.spent_by(month)
        if snapshot.has_plan and snapshot.plan_curve is not None:
            assert lines.planned_by(month) == to_grosze(snapshot.plan_curve.at(day))
        covered = snapshot.covered_until
        reached = covered is not None and (day <= covered or covered >= lines.period.last_day)
        assert (spent is not None) == reached
        if spent is not None and snapshot.actual is not None:
            assert from_grosze(spent) == snapshot.actual.at(day)


@given(crowds, st.dates(date(2018, 1, 1), date(2022, 12, 31)))
@settings(max_examples=20)
def test_every_sum_is_that_of_the_rows_known_by_its_day(found: list[ProjectRecord], day: date) -> None:
    rows = rows_of(found, day)
    curve = portfolio_curve(rows, day)
    lines = scheduled(rows)

    assert (curve is None) == (not lines)
    for one in curve.months if curve else ():
        known = [line for line in lines if line.first <= one.month and line.spent_by(one.month) is not None]
        assert one.planned == sum(line.planned_by(one.month) or 0 for line in lines)
        assert (one.begun, one.known) == (sum(line.first <= one.month for line in lines), len(known))
        assert one.spent == sum(line.spent_by(one.month) or 0 for line in known)
        assert one.planned_of_known == sum(line.planned_by(one.month) or 0 for line in known)


@given(crowds, st.dates(date(2018, 1, 1), date(2022, 12, 31)))
@settings(max_examples=20)
def test_compared_projects_are_the_same_on_every_line_and_with_those_left_out_all(
    found: list[ProjectRecord], day: date
) -> None:
    rows = rows_of(found, day)
    curve = portfolio_curve(rows, day)

    if curve is None or curve.compared is None:
        return
    compared, out = curve.compared, curve.left_out
    inside = [line for line in scheduled(rows) if is_compared(line, compared.last)]
    assert compared.projects + out.unscheduled + out.later + out.unknown == curve.projects == len(rows)
    assert compared.projects == len(inside) >= compared.foreseen
    for month, spent in enumerate(compared.spent, start=compared.first):
        assert spent == sum(line.spent_by(month) or 0 for line in inside)
    assert compared.spent_now == next(one.spent for one in curve.months if one.month == compared.last)
    assert all(low <= high for low, high in zip(compared.low, compared.high, strict=True))
    if compared.foreseen == compared.projects:
        assert compared.low[0] == compared.high[0] == compared.spent_now


@given(crowds, st.dates(date(2018, 1, 1), date(2022, 12, 31)))
@settings(max_examples=20)
def test_sums_of_groups_add_up_to_the_whole_with_their_denominators(found: list[ProjectRecord], day: date) -> None:
    rows = rows_of(found, day)
    lines = scheduled(rows)
    if not lines:
        return
    first = min(line.first for line in lines)
    last = max(month_number(line.period.last_day) for line in lines)
    voivodeships = {row.centre.voivodeship for row in rows}
    groups = [scheduled([row for row in rows if row.centre.voivodeship is one]) for one in voivodeships]

    whole = month_sums(lines, first, last)
    parts = [month_sums(group, first, last) for group in groups]

    for place, month in enumerate(whole):
        added = [sum(figures) for figures in zip(*(astuple(part[place])[1:] for part in parts), strict=True)]
        assert tuple(added) == astuple(month)[1:]
    compared = compared_month(whole, day)
    if compared is not None:
        kept = [[line for line in group if is_compared(line, compared)] for group in groups]
        sums = [compared_sums(group, whole, compared) for group in kept]
        all_of_them = compared_sums([line for group in kept for line in group], whole, compared)
        assert sum(one.projects for one in sums) == all_of_them.projects
        assert tuple(map(sum, zip(*(one.high for one in sums), strict=True))) == all_of_them.high


def test_the_silent_the_later_and_the_unscheduled_are_left_out_and_counted() -> None:
    unscheduled = summarise(make_snapshot(make_record(*make_terms()), "2019-10-15"))
    rows = [year("300", "300", "240"), year("300", "300", "300"), year("250"), year(start="2019-11-01"), unscheduled]

    curve = portfolio_curve(rows, OCTOBER)

    assert curve is not None
    assert curve.compared is not None
    assert (curve.projects, curve.scheduled, curve.compared.projects) == (5, 4, 2)
    assert astuple(curve.left_out) == (1, 1, 1, 25_000)
    assert curve.compared.day == date(2019, 9, 30)
    assert (curve.compared.planned_now, curve.compared.spent_now) == (2 * NINE_MONTHS, 174_000)
    march = next(one for one in curve.months if one.day == date(2019, 3, 31))
    assert (march.begun, march.known, march.spent) == (3, 3, 85_000)


def test_a_month_that_few_reports_cover_is_not_compared() -> None:
    rows = [year("300", "300", "300"), year("300", "300"), year("300", "300")]

    curve = portfolio_curve(rows, OCTOBER)

    assert curve is not None
    assert curve.compared is not None
    assert (curve.compared.day, curve.compared.projects) == (date(2019, 6, 30), 3)


def test_a_project_whose_reports_cover_its_whole_period_stays_known_after_its_end() -> None:
    ended = summarise(make_snapshot(make_year("300", "300", "300", "250"), "2020-06-01"))
    longer = summarise(
        make_snapshot(make_record(*make_terms(end="2020-12-31"), id=2, plans=[make_even_plan()]), "2020-06-01")
    )

    curve = portfolio_curve([ended, longer], date(2020, 6, 1))

    assert curve is not None
    assert curve.compared is not None
    assert (curve.compared.day, curve.compared.spent_now) == (date(2020, 5, 31), 115_000)
    assert curve.compared.low == curve.compared.high
    assert {one.known for one in curve.months} == {1}


def test_nobody_reporting_leaves_only_the_plan() -> None:
    curve = portfolio_curve([year()], OCTOBER)

    assert curve is not None
    assert curve.compared is None
    assert curve.budget == 120_000


def test_the_band_is_the_sum_of_the_projects_own_bands() -> None:
    snapshots = [
        make_snapshot(make_year(*quarters), "2019-10-15") for quarters in (("300", "240", "150"), ("300",) * 3)
    ]
    curve = portfolio_curve([summarise(snapshot) for snapshot in snapshots], OCTOBER)
    forecasts = [
        forecast_spending(s.period, s.budget, s.plan_curve, s.actual, s.covered_until)
        for s in snapshots
        if s.period and s.budget and s.plan_curve and s.actual and s.covered_until
    ]

    assert curve is not None
    assert curve.compared is not None
    assert curve.compared.low[-1] == sum(to_grosze(one.low[-1]) for one in forecasts if one)
    assert curve.compared.high[-1] == sum(to_grosze(one.high[-1]) for one in forecasts if one)
    assert month_end(curve.compared.day) == curve.compared.day
