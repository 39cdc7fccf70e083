"""The S-curve: drawing, table and sentence carry the same numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given

from tests.unit.charts.examples import chart_of, invented_snapshots, make_chart, odd_rates, wild_snapshots
from tests.unit.domain.factories import (
    make_decision,
    make_even_plan,
    make_origin,
    make_quarter,
    make_record,
    make_snapshot,
    make_terms,
    make_year,
)
from tracker.charts.spec import Chart, Line, Role
from tracker.charts.spending import spending_chart
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import ReportDecision
from tracker.formatting import DASH, day_long, percent


def line_of(chart: Chart, role: Role) -> Line | None:
    return next((line for line in chart.lines if line.role is role), None)


def assert_agrees(snapshot: Snapshot, chart: Chart) -> None:
    """The last reported percentage stands in the drawing, in its label, in the table and in the sentence."""
    fact, covered = line_of(chart, Role.FACT), snapshot.covered_until
    assert fact is not None
    assert covered is not None
    assert chart.end_point is not None
    said = percent(snapshot.spent_rate, 1)
    rows = {row[0]: row for row in chart.table.rows}
    assert (chart.end_point.day, chart.end_point.value) == fact.points[-1]
    assert fact.texts[-1] == said
    assert rows[day_long(fact.points[-1][0])][2] == said
    assert any(said in line for label in chart.labels if label.role is Role.FACT for line in label.lines)
    assert said in chart.sentence
    assert abs(chart.end_point.value - (snapshot.spent_rate or Decimal(0)) * 100) <= Decimal("0.005")


@given(invented_snapshots)
def test_last_reported_figure_is_the_same_wherever_it_stands(snapshot: Snapshot) -> None:
    if snapshot.actual is not None:
        assert_agrees(snapshot, chart_of(snapshot))


@pytest.mark.parametrize("spent", odd_rates())
def test_percentage_is_rounded_once(spent: Decimal) -> None:
    snapshot = make_snapshot(make_year(str(spent)), "2019-04-10")

    assert_agrees(snapshot, chart_of(snapshot))


@given(invented_snapshots)
def test_every_chart_has_a_table_a_sentence_and_a_description(snapshot: Snapshot) -> None:
    chart = chart_of(snapshot)

    assert all((chart.heading, chart.unit, chart.description, chart.table.caption, chart.table.rows))
    assert chart.sentence or snapshot.actual is None
    assert {len(row) for row in chart.table.rows} == {len(chart.table.headings)}
    assert snapshot.record.centre.short_name in chart.description


@given(wild_snapshots)
def test_chart_is_made_of_any_project_with_a_period_and_a_budget(snapshot: Snapshot) -> None:
    chart = spending_chart(snapshot)

    assert (chart is None) == (snapshot.period is None or not snapshot.budget)
    if chart is not None:
        assert all(len(line.points) == len(line.texts) for line in chart.lines)
        assert all(
            chart.first <= day <= chart.last and value <= chart.top
            for line in chart.lines
            for day, value in line.points
        )
        assert all(one[0] < next_one[0] for line in chart.lines for one, next_one in pairwise(line.points))
        assert all(chart.first <= diamond.day <= chart.last for diamond in chart.diamonds)
        assert chart.is_example == snapshot.has_examples


@given(invented_snapshots)
def test_table_tells_what_was_spent_until_the_last_report_and_what_is_expected_after(snapshot: Snapshot) -> None:
    chart = chart_of(snapshot)

    for _day, _plan, spent, low, high in chart.table.rows:
        assert (low == DASH) == (high == DASH)
        assert DASH in {spent, low}
    assert sum(row[2] != DASH for row in chart.table.rows) == (len(snapshot.actual.days) - 1 if snapshot.actual else 0)


@given(invented_snapshots)
def test_forecast_goes_on_where_the_reports_end_inside_its_band(snapshot: Snapshot) -> None:
    chart = chart_of(snapshot)
    forecast, fact = line_of(chart, Role.FORECAST), line_of(chart, Role.FACT)

    assert (forecast is None) == (chart.band is None)
    if forecast is not None and chart.band is not None and fact is not None:
        assert forecast.points[0] == fact.points[-1]
        assert [day for day, _ in chart.band.low] == [day for day, _ in forecast.points]
        for low, middle, high in zip(chart.band.low, forecast.points, chart.band.high, strict=True):
            assert low[1] <= middle[1] <= high[1]


@given(invented_snapshots)
def test_milestones_stand_on_the_curves(snapshot: Snapshot) -> None:
    chart = chart_of(snapshot)

    numbers = {state.milestone.number for state in snapshot.milestones}
    assert {diamond.number for diamond in chart.diamonds} <= numbers
    assert all(0 <= diamond.value <= chart.top for diamond in chart.diamonds)
    assert all(diamond.day <= snapshot.as_of for diamond in chart.diamonds if diamond.is_achieved)


def test_without_a_report_there_is_only_the_plan() -> None:
    chart = make_chart()

    assert [line.role for line in chart.lines] == [Role.PLAN]
    assert (chart.band, chart.end_point) == (None, None)
    assert {row[2] for row in chart.table.rows} == {DASH}


def test_without_a_schedule_nothing_is_forecast_and_the_plan_is_called_assumed() -> None:
    chart = chart_of(make_snapshot(make_year("300.00", plans=[]), "2019-04-15"))
    planned = chart_of(make_snapshot(make_year("300.00"), "2019-04-15"))

    plan = next(label for label in chart.labels if label.role is Role.PLAN)
    assert line_of(chart, Role.FORECAST) is None
    assert plan.lines != next(label for label in planned.labels if label.role is Role.PLAN).lines
    assert len(chart.sentence) > len(planned.sentence) - 200


def test_last_point_is_hollow_until_its_report_is_accepted() -> None:
    accepted = make_decision(ReportDecision.ACCEPTED, date(2019, 4, 20))
    record = replace(make_year(), reports=(make_quarter(1, "300.00", accepted),))

    waiting, counted = (chart_of(make_snapshot(record, day)).end_point for day in ("2019-04-19", "2019-04-20"))

    assert waiting is not None
    assert counted is not None
    assert (waiting.is_hollow, counted.is_hollow) == (True, False)


@pytest.mark.parametrize(("as_of", "is_drawn"), [("2018-12-31", False), ("2019-01-01", True), ("2020-01-01", False)])
def test_day_looked_at_is_drawn_inside_the_project_only(as_of: str, is_drawn: bool) -> None:
    assert (make_chart(as_of=as_of).as_of is not None) is is_drawn


def test_overspending_makes_room_above_a_hundred_percent() -> None:
    chart = make_chart("1500.00")

    assert chart.top == Decimal(140)
    assert [int(value) for value in chart.values()] == [0, 35, 70, 105, 140]


def test_money_taken_back_leaves_the_peak_inside_the_drawing() -> None:
    chart = make_chart("1500.00", "-400.00")

    fact = line_of(chart, Role.FACT)
    assert fact is not None
    assert max(value for _day, value in fact.points) == Decimal("125.00") <= chart.top


def test_heading_says_since_when_spending_lags() -> None:
    behind = make_chart("300.00", "100.00", "100.00").heading
    ahead, even, silent = (make_chart(*quarters).heading for quarters in (["400.00"], ["300.00"], []))

    assert len({behind, ahead, even, silent}) == 4
    assert "2019" in behind


@pytest.mark.parametrize("spent", ["300.00", "200.00", "400.00"])
def test_heading_of_a_silent_project_speaks_of_the_last_reported_day_only(spent: str) -> None:
    known, silent = make_chart(spent, as_of="2019-07-10").heading, make_chart(spent, as_of="2019-07-11").heading

    assert known != silent
    assert day_long(date(2019, 3, 31)) in silent


@pytest.mark.parametrize("terms", [make_terms(value=None), make_terms("2019-05-01", "2019-04-01")])
def test_project_without_a_budget_or_a_period_has_no_chart(terms: tuple[object, ...]) -> None:
    record = make_record(*terms)  # type: ignore[arg-type]  # Parametrised tests know no element types.

    assert spending_chart(make_snapshot(record, "2019-06-01")) is None


def test_reported_day_that_ends_no_month_has_a_row_of_its_own() -> None:
    shortened = (*make_terms("2019-01-01", "2019-08-15"),)
    record = make_year(statements=shortened)
    reports = (make_quarter(1, "300.00"), make_quarter(2, "300.00"), make_quarter(3, "100.00"))

    snapshot = make_snapshot(replace(record, reports=reports), "2019-10-15")

    assert snapshot.covered_until == date(2019, 9, 30)
    assert_agrees(snapshot, chart_of(snapshot))


def test_invented_figures_mark_the_chart() -> None:
    plan = replace(make_even_plan(), origin=make_origin(is_example=True))

    assert not make_chart("300.00").is_example
    assert chart_of(make_snapshot(make_year(plans=[plan]), "2019-04-15")).is_example
