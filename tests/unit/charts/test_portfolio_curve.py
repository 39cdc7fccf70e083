"""The portfolio's curve and the small ones: figure, table and sentence say the same, and nothing covers anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.unit.charts.examples import invented
from tests.unit.domain.factories import make_record, make_snapshot, make_terms, make_year
from tracker.charts.coverage_svg import draw_coverage
from tracker.charts.curve_panel import draw_panel
from tracker.charts.layout import FORMATS, Scales
from tracker.charts.placing import place_labels
from tracker.charts.portfolio_curve import nice_top, portfolio_chart
from tracker.charts.portfolio_curve_screen import MOST_TICKS, screen_chart
from tracker.charts.portfolio_curve_words import curve_notes
from tracker.charts.spec import Role
from tracker.charts.svg import draw
from tracker.domain.portfolio import ProjectSummary, summarise
from tracker.domain.portfolio_curve import portfolio_curve
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.formatting import pln

DAY = date(2019, 10, 15)
THOUSAND = 1000
"""What the small portfolios of these tests are drawn in."""


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def year(*quarters: str, start: str = "2019-01-01") -> ProjectSummary:
    return summarise(make_snapshot(make_year(*quarters, statements=make_terms(start=start)), DAY.isoformat()))


def unscheduled() -> ProjectSummary:
    return summarise(make_snapshot(make_record(*make_terms()), DAY.isoformat()))


@given(st.integers(0, 300), st.integers(1, 6), st.dates(date(2018, 1, 1), date(2021, 6, 1)))
@settings(max_examples=15, deadline=None)
def test_labels_of_any_crowd_stay_apart_and_every_line_stays_inside(first: int, size: int, day: date) -> None:
    rows = [summarise(take_snapshot(invented(index), Viewpoint(day))) for index in range(first, first + size)]
    curve = portfolio_curve(rows, day)
    if curve is None:
        return

    chart = portfolio_chart(curve, day)

    for shape in FORMATS.values():
        placed = place_labels(Scales(chart, shape))
        assert not [pair for pair in combinations(placed, 2) if pair[0].box.meets(pair[1].box)]
    values = [value for line in chart.lines for _, value in line.points]
    assert 0 <= max(values) <= chart.top
    assert len(chart.table.rows) == len(curve.months)
    assert all(len(row) == len(chart.table.headings) for row in chart.table.rows)


def test_plan_and_spending_are_those_of_the_same_projects_and_the_rest_is_dotted() -> None:
    rows = [year("300", "300", "240"), year("250"), year(start="2019-11-01"), unscheduled()]
    curve = portfolio_curve(rows, DAY)
    assert curve is not None

    chart = portfolio_chart(curve, DAY)

    assert [line.role for line in chart.lines] == [Role.WHOLE, Role.PLAN, Role.FORECAST, Role.FACT]
    heading = "Wydatki razem zgodne z planem; znane z 1 z 4 projektów; 1 projekt nie ma sprawozdania na ten dzień"
    assert plain(chart.heading) == heading
    assert "Do 30 września w 1 z 4 projektów wydano 840,00 zł." in plain(chart.sentence)
    september = next(row for row in chart.table.rows if plain(row[0]) == "30 września 2019")
    assert [plain(cell) for cell in september[2:5]] == ["900,00 zł", "840,00 zł", "−60,00 zł"]
    assert plain(september[-1]) == "1 z 2"
    assert [plain(note)[:9] for note in curve_notes(curve)][:3] == ["1 projekt"] * 3


def test_the_table_holds_the_points_of_the_lines() -> None:
    curve = portfolio_curve([year("300", "300", "240"), year("250"), year(start="2019-11-01")], DAY)
    assert curve is not None

    chart = portfolio_chart(curve, DAY)

    columns = {Role.WHOLE: 1, Role.PLAN: 2, Role.FACT: 3}
    for line in (line for line in chart.lines if line.role in columns):
        told = [row[columns[line.role]] for row in chart.table.rows]
        drawn = [pln(value * THOUSAND) for _, value in line.points[1:]]
        assert told[: len(drawn)] == drawn
        assert set(told[len(drawn) :]) <= {"–"}


def test_one_line_is_the_plan_when_every_project_is_known() -> None:
    curve = portfolio_curve([year("300", "300", "300"), year("300", "300", "240")], DAY)
    assert curve is not None

    chart = portfolio_chart(curve, DAY)

    assert [line.role for line in chart.lines] == [Role.PLAN, Role.FORECAST, Role.FACT]
    assert "chart-line--whole" not in draw(chart)


def test_a_month_without_a_report_is_hatched_and_never_zero() -> None:
    curve = portfolio_curve([year("300", "300", "300"), year("300", "300")], DAY)
    assert curve is not None

    strip = draw_coverage(curve, DAY)

    assert strip.count("coverage-known") == 3 * 9
    assert strip.count("coverage-missing") == 3 * 3


@pytest.mark.parametrize(
    ("quarters", "gap"),
    [
        (("300", "300", "60"), "curve-gap--at_risk"),
        (("300", "300", "200"), "curve-gap--attention"),
        (("400",), "curve-gap--ahead"),
    ],
)
def test_the_gap_to_the_plan_is_filled_by_how_serious_it_is(quarters: Sequence[str], gap: str) -> None:
    drawing = draw_panel(year(*quarters), DAY)

    assert drawing is not None
    assert gap in drawing
    assert ("url(#hatch-at_risk)" in drawing) == (gap == "curve-gap--at_risk")


def test_a_project_without_schedule_has_a_dotted_plan_and_one_without_budget_no_drawing() -> None:
    assumed = draw_panel(unscheduled(), DAY)

    assert assumed is not None
    assert "curve-plan--assumed" in assumed
    assert "curve-gap" not in assumed
    assert draw_panel(summarise(make_snapshot(make_record(), DAY.isoformat())), DAY) is None


@given(st.decimals(min_value="0.01", max_value="99999", places=2))
def test_the_axis_ends_at_a_round_number_not_far_above_the_highest(most: Decimal) -> None:
    top = nice_top(most)

    assert most <= top <= most * Decimal("2.01")
    assert (top / 4).normalize().as_tuple().digits in {(1,), (1, 5), (2,), (2, 5), (3,), (4,), (5,), (8,)}


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6, unique=True), st.dates(date(2018, 1, 1), date(2021, 6, 1)))
@settings(max_examples=25)
def test_a_television_gets_one_plan_and_few_words(places: list[int], day: date) -> None:
    rows = [summarise(take_snapshot(invented(place), Viewpoint(day))) for place in places]
    curve = portfolio_curve(rows, day)
    assume(curve is not None)
    assert curve is not None

    chart = screen_chart(curve, day)

    plans = [line for line in chart.lines if line.role in (Role.PLAN, Role.WHOLE)]
    assert len(plans) == 1
    assert len(chart.ticks) <= MOST_TICKS
    assert all(chart.first <= tick.day <= chart.last for tick in chart.ticks)
    assert max(value for line in chart.lines for _, value in line.points) <= chart.top
    assert all(len(label.lines) <= 2 for label in chart.labels)
