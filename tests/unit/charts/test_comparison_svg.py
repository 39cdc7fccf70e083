"""A comparison drawn: names find room near the ends of their lines, though all of these end in one place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.charts.comparison import LETTERS, ComparedLine, ComparisonChart
from tracker.charts.comparison_svg import _Drawing, draw_comparison
from tracker.charts.layout import MEDIUM, NARROW, WIDE, Box
from tracker.charts.spec import Table
from tracker.domain.comparison import MiddleHalf

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
        plan_name="",
        band_name=(),
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

        boxes = [place.box for place in drawing.places()]

        assert len(boxes) == len(ends)
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        assert all(box.left >= 0 and box.right <= shape.width for box in boxes)
        assert all(box.top >= 0 and box.bottom <= drawing.floor for box in boxes)


@settings(max_examples=25)
@given(st.decimals(0, 100, places=1), st.text("przewidywany koniec 2019", max_size=60))
def test_the_marker_may_stand_at_either_edge(across: Decimal, text: str) -> None:
    chart = replace(make_chart([(44, 54, "Klucze"), (100, 100, "Rzeczna")]), marker=(across, text))

    for shape in (WIDE, MEDIUM, NARROW):
        drawing = _Drawing(chart, shape)

        _left, right = drawing._marker_text(across, text)
        assert len(drawing.places()) == (2 if shape.has_numbers else 0)
        assert right <= shape.width


@pytest.mark.parametrize(
    "ends",
    [
        ((52, 98), (58, 98), (62, 75), (62, 54), (62, 46), (52, 29)),
        ((50, 84), (60, 75), (60, 51), (60, 47), (50, 29), (50, 13)),
        ((40, 30), (45, 45), (50, 60), (55, 75), (60, 90), (65, 20)),
    ],
)
def test_a_name_stands_near_its_end_and_on_no_line_where_there_is_room(ends: tuple[tuple[int, int], ...]) -> None:
    drawing = _Drawing(make_chart([(across, height, "Zagajnik") for across, height in ends]), WIDE)

    places = drawing.places()

    for end, place in zip(drawing.ends, places, strict=True):
        assert place.distance <= 90, end.line.letter
        assert not [stroke for stroke in drawing._strokes() if is_inside(place.box, *stroke)], end.line.letter


def is_inside(box: Box, x: float, y: float) -> bool:
    return box.left < x < box.right and box.top < y < box.bottom


def test_the_band_and_the_mean_plan_are_named_in_the_drawing() -> None:
    half = tuple((Decimal(across), Decimal(across)) for across in range(0, 101, 10))
    band = MiddleHalf(half[:6], tuple((across, up + up / 10) for across, up in half[:6]), 12)
    chart = replace(
        make_chart([(44, 54, "Klucze"), (46, 30, "Rzeczna")]),
        band=band,
        band_name=("środkowa połowa z 12 projektów", "50–55 % po 50 % okresu"),
        mean_plan=half,
        plan_name="średni plan",
    )

    drawn = str(draw_comparison(chart))

    assert drawn.count("środkowa połowa z 12 projektów") == drawn.count(">średni plan<") == 3
    assert drawn.count("compared-range") == 3
    assert band.widest == (Decimal(50), Decimal(50), Decimal(55))
