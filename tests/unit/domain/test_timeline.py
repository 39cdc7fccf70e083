"""The common time axis: its months, and where periods and milestones stand on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_entry, make_milestone, make_record, make_snapshot, make_statement
from tests.unit.domain.strategies import days, partial_dates
from tracker.domain.periods import EARLIEST_DAY, LATEST_DAY, PartialDate, Period, add_months, first_of_month
from tracker.domain.portfolio import ProjectSummary, SortKey, order, summarise
from tracker.domain.timeline import (
    SHORTEST,
    Axis,
    Line,
    Stretch,
    draw_line,
    months_in,
    nearer,
    shifted,
    whole_months,
    whole_span,
    wider,
)
from tracker.domain.vocabulary import DatePrecision, FactName, MilestoneEntryKind, MilestoneKind

BASELINE, FORECAST, ACHIEVED = MilestoneEntryKind.BASELINE, MilestoneEntryKind.FORECAST, MilestoneEntryKind.ACHIEVED
YEAR_2019 = Axis(Period(date(2019, 1, 1), date(2020, 1, 1)))


@st.composite
def spans(draw: st.DrawFn) -> Period:
    """Whole months among those a project can have."""
    first = first_of_month(draw(st.dates(EARLIEST_DAY, date(2098, 1, 1))))
    last = min(add_months(first, draw(st.integers(0, 200))), LATEST_DAY)
    return whole_months(first, last)


@given(spans(), st.integers(-400, 400))
def test_shifting_keeps_the_length_and_the_bounds(span: Period, months: int) -> None:
    moved = shifted(span, months)

    assert months_in(moved) == months_in(span)
    assert moved.start >= EARLIEST_DAY
    assert moved.last_day <= LATEST_DAY


@given(spans(), days)
def test_coming_closer_stays_inside_and_going_wider_holds_it(span: Period, focus: date) -> None:
    close, wide = nearer(span, focus), wider(span)

    assert span.start <= close.start < close.end <= span.end
    assert months_in(close) >= min(months_in(span), SHORTEST)
    assert focus in close or focus not in span
    assert wide.start <= span.start < span.end <= wide.end
    assert EARLIEST_DAY <= wide.start < wide.last_day <= LATEST_DAY


@given(spans(), days, days)
def test_a_later_day_stands_further_right(span: Period, one: date, other: date) -> None:
    axis = Axis(span)

    assert (axis.place(one) < axis.place(other)) == (one < other)
    assert axis.place(span.start) == 0
    assert axis.place(span.end) == 100


@given(spans(), days, days)
def test_what_is_shown_never_leaves_the_axis(span: Period, start: date, end: date) -> None:
    part = Axis(span).stretch(start, end)

    if part is None:
        assert end <= start or end <= span.start or start >= span.end
    else:
        assert 0 <= part.start < part.end <= 100


@given(partial_dates(), partial_dates())
def test_the_parts_of_a_bar_follow_each_other_over_the_period(start: PartialDate, end: PartialDate) -> None:
    line = line_of(Axis(whole_months(start.first_day, max(start.first_day, end.last_day))), start, end)

    if end.last_day < start.first_day:
        assert line.bar is None
        return
    assert line.bar is not None
    parts = [part for part in (line.bar.fade_in, line.bar.sure, line.bar.fade_out) if part]
    assert all(left.end <= right.start for left, right in pairwise(parts))
    assert sum(part.width for part in parts) > 0
    assert (line.bar.fade_in is None) == (start.precision is DatePrecision.DAY)


def test_an_end_known_to_its_month_fades_over_that_month() -> None:
    line = line_of(YEAR_2019, PartialDate.parse("2019-02-01"), PartialDate.parse("2019-12"))

    assert line.bar is not None
    assert line.bar.fade_in is None
    assert line.bar.fade_out == YEAR_2019.stretch(date(2019, 12, 1), date(2020, 1, 1))


def line_of(axis: Axis, start: PartialDate, end: PartialDate) -> Line:
    record = make_record(make_statement(start, fact=FactName.START), make_statement(end, id=2, fact=FactName.END))
    snapshot = make_snapshot(record, "2019-10-15")
    return draw_line(axis, summarise(snapshot), snapshot)


def test_the_slip_of_an_overdue_milestone_reaches_the_day_looked_at() -> None:
    overdue = make_milestone(make_entry(BASELINE, "2019-08-01"))
    late = make_milestone(make_entry(BASELINE, "2019-08-01"), make_entry(FORECAST, "2019-12-01"), number=2)
    done = make_milestone(make_entry(BASELINE, "2019-08-01"), make_entry(ACHIEVED, "2019-08-20"), number=3)
    early = make_milestone(make_entry(BASELINE, "2019-08-01"), make_entry(ACHIEVED, "2019-07-20"), number=4)
    snapshot = make_snapshot(make_record(milestones=[overdue, late, done, early]), "2019-10-15")

    line = draw_line(YEAR_2019, summarise(snapshot), snapshot)

    ends = [date(2019, 10, 15), date(2019, 12, 1), date(2019, 8, 20)]
    expected: list[Stretch | None] = [YEAR_2019.stretch(date(2019, 8, 1), end) for end in ends]
    assert [mark.late for mark in line.marks] == [*expected, None]


def test_a_project_outside_the_axis_says_on_which_side() -> None:
    def side(start: str, end: str) -> int:
        return line_of(YEAR_2019, PartialDate.parse(start), PartialDate.parse(end)).outside

    assert side("2017-01-01", "2018-12-31") == -1
    assert side("2020-01-01", "2020-12-31") == 1
    assert side("2018-01-01", "2020-12-31") == 0


def test_the_whole_axis_holds_periods_and_milestones() -> None:
    milestone = make_milestone(make_entry(BASELINE, "2019-06-30"), make_entry(FORECAST, "2020-02"))
    record = make_record(
        make_statement(PartialDate.parse("2019-03"), fact=FactName.START),
        make_statement(PartialDate.parse("2019-11-30"), id=2, fact=FactName.END),
        milestones=[milestone],
    )
    snapshot = make_snapshot(record, "2019-10-15")

    assert whole_span([summarise(snapshot)], [snapshot], snapshot.as_of) == Period(date(2019, 3, 1), date(2020, 3, 1))
    assert whole_span([], [], date(2019, 10, 15)) == YEAR_2019.span


def test_a_row_tells_its_longest_slip_and_what_falls_due_soon() -> None:
    record = make_record(
        milestones=[
            make_milestone(make_entry(BASELINE, "2019-10-01"), kind=MilestoneKind.STUDY_VISIT),
            make_milestone(make_entry(BASELINE, "2019-12-14"), number=2, kind=MilestoneKind.FINAL_SETTLEMENT),
            make_milestone(make_entry(BASELINE, "2019-12-15"), number=3, kind=MilestoneKind.OTHER),
            make_milestone(make_entry(BASELINE, "2019-01-01"), make_entry(ACHIEVED, "2019-06-01"), number=4),
        ]
    )

    row = summarise(make_snapshot(record, "2019-10-15"))

    assert row.slip_days == 14
    assert row.due_soon == (MilestoneKind.FINAL_SETTLEMENT,)
    assert summarise(make_snapshot(make_record(), "2019-10-15")).slip_days is None


def test_the_longest_slip_comes_first_and_unknown_ones_last() -> None:
    def row(slug: str, promised: str | None) -> ProjectSummary:
        milestones = [make_milestone(make_entry(BASELINE, promised))] if promised else []
        return summarise(make_snapshot(make_record(slug=slug, milestones=milestones), "2019-10-15"))

    rows = [row("a", None), row("b", "2019-10-01"), row("c", "2019-05-01"), row("d", "2019-12-01")]

    assert [one.slug for one in order(rows, SortKey.SLIP)] == ["c", "b", "d", "a"]


def test_places_are_exact() -> None:
    assert YEAR_2019.place(date(2019, 1, 1)) == Decimal(0)
    assert YEAR_2019.shown(date(2020, 1, 1)) is None
