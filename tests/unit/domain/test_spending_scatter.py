"""Each project has one place or none, zones and squares count each once, and a window never changes a project."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.factories import make_snapshot, make_year
from tests.unit.domain.strategies import records
from tracker.domain.portfolio import summarise
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.spending_scatter import Scatter, Window, Zone, binned, scatter, zone_of

parts = st.decimals(0, 1, places=2)
ranges = st.none() | st.tuples(parts, parts).map(lambda ends: (min(ends), max(ends)))


def scattered(found: list[ProjectRecord], day: date) -> Scatter:
    return scatter([summarise(take_snapshot(record, Viewpoint(day))) for record in found])


@given(st.lists(records(), max_size=5), st.dates(date(2018, 1, 1), date(2022, 12, 31)), ranges, ranges)
@settings(max_examples=40)
def test_every_project_is_counted_once_and_a_window_only_chooses(
    found: list[ProjectRecord],
    day: date,
    time: tuple[Decimal, Decimal] | None,
    money: tuple[Decimal, Decimal] | None,
) -> None:
    whole = scattered(found, day)

    assert sum(map(whole.count, Zone)) + len(whole.unknown) == whole.projects == len(found)
    assert all(0 <= spot.time <= 1 and spot.money == spot.row.spent_rate for spot in whole.spots)
    assert all(row.spent_rate is None or row.period is None for row in whole.unknown)
    offs = [spot.off for spot in whole.spots]
    assert offs == sorted(offs)
    assert sum(binned(whole.spots, 10, Decimal("1.5")).values()) == len(whole.spots)
    window = Window(time, money)
    inside = [spot for spot in whole.spots if window.takes(spot)]
    for spot in inside:
        assert time is None or time[0] <= spot.time <= time[1]
        assert money is None or money[0] <= spot.money <= money[1]
    assert bool(window) or len(inside) == len(whole.spots)


@pytest.mark.parametrize(
    ("off", "zone"),
    [("-0.07", Zone.BELOW), ("-0.0699", Zone.WITHIN), ("0", Zone.WITHIN), ("0.07", Zone.ABOVE), ("0.2", Zone.ABOVE)],
)
def test_a_distance_equal_to_the_threshold_reaches_it(off: str, zone: Zone) -> None:
    assert zone_of(Decimal(off)) is zone


def test_time_and_money_are_told_of_the_last_reported_day_and_not_of_today() -> None:
    row = summarise(make_snapshot(make_year("300", "300"), "2019-10-15"))

    (spot,) = scatter([row]).spots

    assert spot.money == Decimal("0.5")
    assert round(spot.time, 2) == Decimal("0.50")
    assert row.time_rate is not None
    assert row.time_rate > Decimal("0.7")
