"""Labels keep clear of each other and inside the plot, on a wide page and on a phone."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given

from tests.unit.charts.examples import chart_of, invented_snapshots, make_chart, wild_snapshots
from tracker.charts.layout import FORMATS, NARROW, WIDE, Box, Format, Placed, Scales, place_labels
from tracker.charts.spec import Chart
from tracker.charts.spending import spending_chart
from tracker.domain.snapshot import Snapshot


def assert_clear(placed: list[Placed], shape: Format) -> None:
    """Every label lies inside the plot and on no other label."""
    for label in placed:
        assert shape.left <= label.box.left < label.box.right <= shape.width
        assert shape.top <= label.box.top < label.box.bottom <= shape.height - shape.bottom
    assert not any(one.box.meets(other.box) for one, other in combinations(placed, 2))


@given(invented_snapshots)
def test_labels_of_any_project_keep_clear_in_both_formats(snapshot: Snapshot) -> None:
    chart = chart_of(snapshot)

    for shape in FORMATS.values():
        assert_clear(place_labels(Scales(chart, shape)), shape)


@given(wild_snapshots)
def test_labels_keep_clear_whatever_the_figures(snapshot: Snapshot) -> None:
    chart = spending_chart(snapshot)

    for shape in FORMATS.values() if chart else ():
        assert chart is not None
        assert_clear(place_labels(Scales(chart, shape)), shape)


@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_labels_of_one_point_find_places_of_their_own(shape: Format) -> None:
    chart = make_chart("300.00", "300.00")
    crowded = replace(chart, labels=chart.labels * 3)

    placed = place_labels(Scales(crowded, shape))

    assert [label.label for label in placed] == list(crowded.labels)
    assert_clear(placed, shape)


@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_label_lies_as_far_from_its_point_as_it_says(shape: Format) -> None:
    scales = Scales(make_chart("300.00", "200.00"), shape)

    for placed in place_labels(scales):
        x, y = scales.at((placed.label.day, placed.label.value))
        assert (placed.box.left, placed.box.top) == pytest.approx((x + placed.dx, y + placed.dy), abs=0.1)


@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_scales_span_the_plot(shape: Format) -> None:
    chart: Chart = make_chart("300.00")
    scales = Scales(chart, shape)

    assert (scales.x(chart.first), scales.x(chart.last)) == (shape.left, shape.width - shape.right)
    assert (scales.y(0), scales.y(chart.top)) == (scales.floor, shape.top)


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (Box(5, 5, 15, 15), True),
        (Box(2, 2, 4, 4), True),
        (Box(10, 0, 20, 10), False),
        (Box(0, 10, 10, 20), False),
        (Box(11, 11, 12, 12), False),
    ],
)
def test_boxes_that_only_touch_do_not_meet(other: Box, meets: bool) -> None:
    box = Box(0, 0, 10, 10)

    assert (box.meets(other), other.meets(box)) == (meets, meets)
