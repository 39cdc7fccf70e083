"""One clock for readers, also where business stands on a day of the past."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.unit.speaking import speaking
from tracker.moments import deed_moment, time_ago, work_moment

REFERENCE_DAY, TODAY = date(2019, 10, 15), date(2026, 11, 22)
AFTERNOON = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)


def test_a_deed_is_done_on_the_day_business_stands_on() -> None:
    with speaking("en"):
        stands = deed_moment(REFERENCE_DAY, AFTERNOON)
        goes_on = deed_moment(TODAY, AFTERNOON)

    assert stands == "15\u00a0October\u00a02019 (real time: 22\u00a0November\u00a02026, 14:05)"
    assert goes_on == "22\u00a0November\u00a02026, 14:05"


def test_the_day_of_a_deed_late_in_the_evening_is_that_of_clocks_in_poland() -> None:
    with speaking("en"):
        told = deed_moment(date(2019, 10, 16), datetime(2019, 10, 15, 22, 30, tzinfo=UTC))

    assert told == "16\u00a0October\u00a02019, 00:30"


def test_work_of_today_is_told_by_the_time_alone_and_earlier_work_as_real_time() -> None:
    yesterday = AFTERNOON.replace(day=21)
    with speaking("en"):
        now = work_moment(AFTERNOON, business_day=REFERENCE_DAY, today=TODAY)
        before = work_moment(yesterday, business_day=REFERENCE_DAY, today=TODAY)
        without_reference_day = work_moment(yesterday, business_day=TODAY, today=TODAY)

    assert now == "14:05"
    assert before == "21\u00a0November\u00a02026, 14:05, real time"
    assert without_reference_day == "21\u00a0November\u00a02026, 14:05"


@pytest.mark.parametrize(
    ("passed", "told"),
    [
        (timedelta(minutes=-5), "przed chwilą"),
        (timedelta(seconds=59), "przed chwilą"),
        (timedelta(seconds=119), "1 minutę temu"),
        (timedelta(minutes=59), "59 minut temu"),
        (timedelta(minutes=60), "1 godzinę temu"),
        (timedelta(hours=47), "47 godzin temu"),
        (timedelta(hours=48), "2 dni temu"),
        (timedelta(days=400), "400 dni temu"),
    ],
)
def test_how_long_ago_is_told_in_the_unit_that_says_enough(passed: timedelta, told: str) -> None:
    with speaking("pl"):
        ago = time_ago(AFTERNOON, AFTERNOON + passed)

    assert ago.replace("\u00a0", " ") == told
