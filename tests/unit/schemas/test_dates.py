"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.periods import EARLIEST_DAY, LATEST_DAY
from tracker.schemas.dates import parse_typed_date


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30.06.2019", "2019-06-30"),
        ("1.2.2020", "2020-02-01"),
        ("01-02-2020 r.", "2020-02-01"),
        ("25.10.19", "2019-10-25"),
        ("25.10.19 r.", "2019-10-25"),
        ("25.10.2019r.", "2019-10-25"),
        ("25/10/2019", "2019-10-25"),
        ("5/1/20", "2020-01-05"),
        ("6.2019", "2019-06"),
        ("06.2019", "2019-06"),
        ("2019", "2019"),
        ("2019 r.", "2019"),
        ("2019-06-30", "2019-06-30"),
        ("2019-06", "2019-06"),
        ("30 czerwca 2019", "2019-06-30"),
        ("30 Czerwca 2019 roku", "2019-06-30"),
        ("czerwiec 2019", "2019-06"),
        ("  kwietnia   2019 r. ", "2019-04"),
    ],
)
def test_a_typed_date_keeps_as_much_as_was_typed(typed: str, meant: str) -> None:
    assert parse_typed_date(typed).isoformat() == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31.02.2019",
        "13.2019",
        "0.2019",
        "00.01.2019",
        "30 czewca 2019",
        "31.02.19",
        "10.19",
        "19-10-25",
        "25.10/19",
        "19",
        "1999",
        "2100",
        "06/30/2019",
        "wczoraj",
    ],
)
def test_what_names_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_typed_date(typed)


@given(st.dates(EARLIEST_DAY, LATEST_DAY))
def test_a_day_survives_polish_spelling(day: date) -> None:
    assert parse_typed_date(f"{day.day}.{day.month:02}.{day.year}").value == day
