"""What a chart's description holds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.charts.examples import make_chart


@pytest.mark.parametrize(
    ("top", "values"), [(100, (0, 25, 50, 75, 100)), (120, (0, 30, 60, 90, 120)), (180, (0, 45, 90, 135, 180))]
)
def test_value_axis_names_five_whole_values(top: int, values: tuple[int, ...]) -> None:
    assert tuple(map(int, replace(make_chart(), top=Decimal(top)).values())) == values
