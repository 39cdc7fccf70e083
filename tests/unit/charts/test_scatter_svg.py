"""The scatter's drawing: a shape for each status, names that cover nothing, squares when there are many."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.charts.examples import invented
from tests.unit.domain.factories import make_snapshot, make_year
from tracker.charts.scatter_svg import MOST_MARKS, draw_scatter, draw_window
from tracker.charts.status_shapes import draw_status
from tracker.domain.portfolio import summarise
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.spending_scatter import Scatter, Spot, Window, Zone, scatter
from tracker.domain.vocabulary import Status


def scattered(size: int) -> Scatter:
    records = map(invented, range(size))
    # The records of one crowd have no keys before they are stored.
    keyed = (replace(record, id=key) for key, record in enumerate(records, start=1))
    return scatter([summarise(take_snapshot(record, Viewpoint(date(2019, 10, 15)))) for record in keyed])


@pytest.fixture(scope="module")
def crowd() -> Scatter:
    return scattered(40)


def test_every_status_has_a_shape_of_its_own() -> None:
    shapes = {re.sub(r'class="[^"]*"', "", draw_status(status, 50, 50, 6)) for status in Status}

    # The two hollow circles differ by their dashes; a project that has not begun has no spot.
    assert len(shapes) >= len(Status) - 2


def test_a_mark_for_each_project_and_a_name_for_a_few(crowd: Scatter) -> None:
    drawing = draw_scatter(crowd)

    assert drawing.count("status-shape--") == 3 * len(crowd.spots)
    assert 0 < drawing.count("scatter-name") <= 8 + 6 + 4
    assert "scatter-square" not in drawing


def test_of_few_projects_all_are_named_and_those_on_one_spot_together() -> None:
    ended = summarise(make_snapshot(make_year("300", "300", "300", "290"), "2020-06-01"))
    # Beside the ended two, just high enough for a name at the usual height to touch theirs.
    beside = Spot(ended, Decimal("0.8289"), Decimal("0.9225"), Zone.ABOVE)
    rows = [replace(ended, centre=replace(ended.centre, place=place)) for place in ("Klucze", "Nowy Bród")]
    jaworow = replace(ended, centre=replace(ended.centre, place="Jaworów Leśny"))
    spots = (
        Spot(rows[0], Decimal(1), Decimal("0.985"), Zone.WITHIN),
        Spot(rows[1], Decimal(1), Decimal("0.985"), Zone.WITHIN),
    )

    drawing = draw_scatter(Scatter((replace(beside, row=jaworow), *spots), ()))

    assert drawing.count(">Klucze, Nowy Bród</text>") == 3
    assert drawing.count(">Jaworów Leśny</text>") == 3


def test_many_projects_become_counted_squares_or_marks_and_each_is_in_one() -> None:
    many = scattered(MOST_MARKS * 3 // 2)
    assert len(many.spots) > MOST_MARKS

    drawing = draw_scatter(many)

    for one in drawing.split("</svg>")[:3]:
        counts = [int(count) for count in re.findall(r'text-anchor="middle">(\d+)</text></g>', one)]
        assert sum(counts) + one.count("status-shape--") == len(many.spots)
    assert len(drawing) < 150_000


def test_the_chosen_part_has_its_place_and_none_has_no_size(crowd: Scatter) -> None:
    half = (Decimal(0), Decimal("0.5"))

    chosen, none = draw_window(crowd, Window(half, half)), draw_window(crowd, Window())

    assert 'x="48.0" y="242.0" width="368.0" height="226.0"' in chosen
    assert none.count('width="0" height="0"') == 3
