"""A comparison drawn: six names find room, though all lines end in one place."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.charts.comparison import LETTERS, ComparedLine, ComparisonChart
from tracker.charts.comparison_svg import _Drawing
from tracker.charts.layout import MEDIUM, WIDE
from tracker.charts.spec import Table

NAMES = st.sampled_from(("Klucze", "Łopiennik Górny", "Bobrowe Zacisze nad Leszczynką"))


def make_chart(ends: list[tuple[int, int, str]]) -> ComparisonChart:
    lines = tuple(
        ComparedLine(
            letter,
            (name, f"{height} % po {across} % okresu"),
            ((Decimal(0), Decimal(0)), (Decimal(across), Decimal(height))),
            False,
        )
        for letter, (across, height, name) in zip(LETTERS, ends, strict=False)
    )
    return ComparisonChart(
        unit="",
        last=Decimal(100),
        top=Decimal(100),
        ticks=(),
        lines=lines,
        mean_plan=(),
        heights=(),
        band=None,
        marker=None,
        table=Table("", (), ()),
        sentence="",
        description="",
        is_example=False,
    )


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(90, 100), st.integers(90, 100), NAMES), min_size=2, max_size=6))
def test_no_name_covers_another(ends: list[tuple[int, int, str]]) -> None:
    for shape in (WIDE, MEDIUM):
        drawing = _Drawing(make_chart(ends), shape)

        boxes = list(drawing.places())

        assert len(boxes) == len(ends)
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        assert all(box.left >= 0 and box.right <= shape.width for box in boxes)
        assert all(box.top >= 0 and box.bottom <= drawing.floor for box in boxes)
