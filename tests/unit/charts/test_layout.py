"""The scales of a drawing, and the boxes it is made of."""

from __future__ import annotations

import pytest

from tests.unit.charts.examples import make_chart
from tracker.charts.layout import FORMATS, Box, Format, Scales


@pytest.mark.parametrize("shape", FORMATS.values(), ids=FORMATS)
def test_scales_span_the_plot(shape: Format) -> None:
    chart = make_chart("300.00")
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
