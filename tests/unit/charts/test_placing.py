"""Labels keep clear of each other, of lines and of marks, inside the plot, in every format."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.charts.examples import chart_of, invented_snapshots, make_chart, wild_snapshots
from tracker.charts.layout import FORMATS, WIDE, Box, Format, Scales
from tracker.charts.placing import Obstacles, Placed, place_labels, text_width
from tracker.charts.spec import Chart
from tracker.charts.spending import spending_chart
from tracker.domain.snapshot import Snapshot

sides = st.floats(0, 300)
boxes = st.builds(lambda x, y, width, height: Box(x, y, x + width, y + height), sides, sides, sides, sides)


def assert_clear(placed: list[Placed], shape: Format) -> None:
    """Every label lies inside the plot and on no other label."""
    for label in placed:
        assert shape.left <= label.box.left < label.box.right <= shape.width
        assert shape.top <= label.box.top < label.box.bottom <= shape.height - shape.bottom
    assert not any(one.box.meets(other.box) for one, other in combinations(placed, 2))


@given(invented_snapshots)
def test_labels_of_any_project_keep_clear_in_every_format(snapshot: Snapshot) -> None:
    chart = chart_of(snapshot)

    for shape in FORMATS.values():
        assert_clear(place_labels(Scales(chart, shape)), shape)


@given(wild_snapshots)
def test_labels_keep_clear_whatever_the_figures(snapshot: Snapshot) -> None:
    chart = spending_chart(snapshot)

    for shape in FORMATS.values() if chart else ():
        assert chart is not None
        assert_clear(place_labels(Scales(chart, shape)), shape)


@pytest.mark.parametrize("shape", FORMATS.values(), ids=FORMATS)
def test_labels_of_one_point_find_places_of_their_own(shape: Format) -> None:
    chart = make_chart("300.00", "300.00")
    crowded = replace(chart, labels=chart.labels * 3)

    placed = place_labels(Scales(crowded, shape))

    assert [label.label for label in placed] == list(crowded.labels)
    assert_clear(placed, shape)


@pytest.mark.parametrize("shape", FORMATS.values(), ids=FORMATS)
def test_label_lies_as_far_from_its_point_as_it_says(shape: Format) -> None:
    scales = Scales(make_chart("300.00", "200.00"), shape)

    for placed in place_labels(scales):
        x, y = scales.at((placed.label.day, placed.label.value))
        assert (placed.box.left, placed.box.top) == pytest.approx((x + placed.dx, y + placed.dy), abs=0.1)


@pytest.mark.parametrize("shape", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("quarters", [(), ("100.00",), ("300.00", "200.00"), ("300.00", "400.00", "300.00")])
def test_labels_cover_no_milestone_and_no_line(quarters: tuple[str, ...], shape: Format) -> None:
    chart = make_chart(*quarters)
    scales = Scales(chart, shape)

    for placed in place_labels(scales):
        assert not any(inside(placed.box, *scales.at((d.day, d.value))) for d in chart.diamonds)
        assert not any(inside(placed.box, *scales.at(point)) for line in chart.lines for point in line.points)
        assert chart.as_of is not None
        assert not placed.box.left < scales.x(chart.as_of.day) < placed.box.right


def inside(box: Box, x: float, y: float) -> bool:
    return box.left < x < box.right and box.top < y < box.bottom


def test_label_stays_near_its_point_where_there_is_room() -> None:
    chart: Chart = make_chart("300.00", "200.00")

    assert max(placed.distance for placed in place_labels(Scales(chart, WIDE))) < 40


@given(st.lists(boxes, max_size=20), boxes)
def test_obstacles_are_counted_as_if_each_were_looked_at(others: list[Box], box: Box) -> None:
    assert Obstacles(others).count_met(box) == sum(box.meets(other) for other in others)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("prognoza na koniec", 116.9),
        ("wydano 36,4\u00a0%", 90.7),
        ("plan", 26.8),
        ("2019", 28.7),
        ("stan na 15\u00a0października 2019", 172.1),
        ("even spending, assumed", 147.7),
    ],
)
def test_text_has_the_room_that_chromium_gives_it_in_bold_and_little_more(text: str, width: float) -> None:
    assert width <= text_width(text, 14) < width * 1.1


def test_text_grows_with_its_size() -> None:
    assert text_width("plan", 28) == pytest.approx(2 * text_width("plan", 14))
