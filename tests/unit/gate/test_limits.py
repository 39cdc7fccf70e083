"""A burst passes at once, then a steady pace; what is remembered does not grow without end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.gate.limits import Pace


@given(gaps=st.lists(st.floats(0, 5), max_size=80))
def test_no_more_pass_than_the_burst_and_the_pace_allow(gaps: list[float]) -> None:
    pace, now, passed = Pace(burst=5, a_minute=60), 0.0, 0

    for gap in gaps:
        now += gap
        passed += pace.wait("a", now) == 0

    assert passed <= 5 + now + 1e-6


@given(gaps=st.lists(st.floats(0, 5), max_size=80))
def test_who_waits_as_long_as_told_may_pass(gaps: list[float]) -> None:
    pace, now = Pace(burst=3, a_minute=120), 0.0

    for gap in gaps:
        now += gap
        wait = pace.wait("a", now)
        if wait:
            now += wait + 1e-6
            assert pace.wait("a", now) == 0


def test_askers_are_counted_apart() -> None:
    pace = Pace(burst=1, a_minute=60)

    assert pace.wait("a", 0) == 0
    assert pace.wait("a", 0) > 0
    assert pace.wait("b", 0) == 0


def test_what_is_left_goes_down_and_comes_back() -> None:
    pace = Pace(burst=3, a_minute=60)

    told = [pace.left("a", 0)]
    pace.wait("a", 0)
    told += [pace.left("a", 0), pace.left("a", 1)]

    assert told == [3, 2, 3]


def test_only_the_latest_askers_are_remembered() -> None:
    pace = Pace(burst=1, a_minute=1)

    for number in range(pace.MOST_REMEMBERED + 1):
        pace.wait(str(number), 0)

    assert pace.wait("0", 0) == 0
    assert pace.wait(str(pace.MOST_REMEMBERED), 0) > 0
