"""The curve beside a report's form: what was spent, what the report adds, and nothing that is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.charts.examples import invented_snapshots, wild_snapshots
from tests.unit.domain.factories import make_record, make_snapshot, make_terms, make_year
from tracker.charts.report_preview import report_preview_chart
from tracker.charts.spec import Chart, Point, Role
from tracker.charts.svg import draw_narrow
from tracker.domain.periods import Period
from tracker.domain.snapshot import Snapshot

THIRD = Period.of_days(date(2019, 7, 1), date(2019, 9, 30))


def points_of(chart: Chart, *roles: Role) -> list[Point]:
    """The points of the lines of some roles, in the order drawn."""
    return [point for line in chart.lines if line.role in roles for point in line.points]


def chart_of(*quarters: str, until: date | None = None) -> Chart:
    """The chart of the project of 2019 beside the report of its third quarter."""
    chart = report_preview_chart(make_snapshot(make_year(*quarters), "2019-10-15"), THIRD, until)
    assert chart is not None
    return chart


def test_the_part_of_the_report_is_drawn_apart() -> None:
    chart = chart_of("300.00", "300.00", "240.00")

    before, added = points_of(chart, Role.FACT), points_of(chart, Role.FORECAST)

    assert before[-1] == added[0] == (date(2019, 6, 30), Decimal("50.00"))
    assert added[-1] == (date(2019, 9, 30), Decimal("70.00"))
    assert chart.end_point is not None
    assert chart.end_point.is_hollow


def test_a_curve_ends_where_an_amount_is_missing() -> None:
    chart = chart_of("300.00", "300.00", "240.00", until=date(2019, 6, 30))

    assert points_of(chart, Role.FORECAST) == []
    assert points_of(chart, Role.FACT)[-1] == (date(2019, 6, 30), Decimal("50.00"))
    assert [row[2] for row in chart.table.rows] == ["\u2013"] * 3


def test_nothing_is_drawn_of_a_project_without_a_budget() -> None:
    snapshot = make_snapshot(make_record(*make_terms(value=None)), "2019-10-15")

    assert report_preview_chart(snapshot, THIRD) is None


@given(invented_snapshots, st.integers(0, 8))
def test_the_pieces_make_the_whole_curve(snapshot: Snapshot, place: int) -> None:
    if snapshot.actual is None or not snapshot.reports:
        return
    period = snapshot.reports[min(place, len(snapshot.reports) - 1)].period

    chart = report_preview_chart(snapshot, period)

    assert chart is not None
    days = sorted({on for on, _ in points_of(chart, Role.FACT, Role.FORECAST)})
    assert set(days) <= set(snapshot.actual.days)
    assert days == sorted(days)
    assert chart.end_point is not None
    assert chart.end_point.day == snapshot.actual.days[-1]


@given(wild_snapshots, st.none() | st.dates(date(2018, 1, 1), date(2022, 1, 1)))
def test_any_project_can_be_drawn(snapshot: Snapshot, until: date | None) -> None:
    chart = report_preview_chart(snapshot, THIRD, until)

    if chart is not None:
        assert "<svg" in draw_narrow(chart)
        assert all(one[0] <= two[0] for line in chart.lines for one, two in pairwise(line.points))
