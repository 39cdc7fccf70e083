"""Numbers and dates as Poles write them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.strategies import days
from tests.unit.speaking import speaking
from tracker import formatting
from tracker.domain.money import from_grosze
from tracker.domain.periods import PartialDate
from tracker.formatting import DASH, MINUS, NBSP

MARCH = date(2020, 3, 5)


@pytest.fixture(autouse=True, scope="module")
def polish() -> Iterator[None]:
    """Polish, unless a test speaks otherwise."""
    with speaking("pl"):
        yield


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("0", 0, "0"),
        ("1234.5", 1, "1 234,5"),
        ("1234567.891", 2, "1 234 567,89"),
        ("-8.75", 1, f"{MINUS}8,8"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-0.04", 1, "0,0"),
        ("1000", 0, "1 000"),
    ],
)
def test_number_has_a_comma_spaces_between_thousands_and_a_true_minus(value: str, places: int, text: str) -> None:
    assert formatting.number(Decimal(value), places) == text.replace(" ", NBSP)


@given(st.integers(-(10**13), 10**13))
def test_amount_says_every_grosz(grosze: int) -> None:
    text = formatting.pln(from_grosze(grosze))

    digits = text.removesuffix(f"{NBSP}zł").replace(NBSP, "").replace(",", "").replace(MINUS, "-")
    assert int(digits) == grosze
    assert " " not in text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("9999.99", "9 999,99 zł"),
        ("10000.00", "10 tys. zł"),
        ("374101.08", "374 tys. zł"),
        ("1000000.00", "1,00 mln zł"),
        ("5081234.56", "5,08 mln zł"),
    ],
)
def test_short_amount_is_in_thousands_or_millions(amount: str, text: str) -> None:
    assert formatting.pln_short(Decimal(amount)) == text.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("quantity", "text"), [("22", "22"), ("1.50", "1,5"), ("0.25", "0,25"), ("100", "100"), ("0", "0")]
)
def test_quantity_has_only_the_places_it_needs(quantity: str, text: str) -> None:
    assert formatting.quantity(Decimal(quantity)) == text


def test_unknown_is_a_dash_never_zero() -> None:
    assert {
        formatting.quantity(None),
        formatting.pln(None),
        formatting.pln_short(None),
        formatting.percent(None),
        formatting.day(None),
        formatting.partial_date(None),
    } == {DASH}


@pytest.mark.parametrize(
    ("rate", "places", "text"), [("0.364", 1, "36,4 %"), ("0.3645", 1, "36,5 %"), ("1", 0, "100 %"), ("0", 0, "0 %")]
)
def test_rate_is_shown_as_percent(rate: str, places: int, text: str) -> None:
    assert formatting.percent(Decimal(rate), places) == text.replace(" ", NBSP)


def test_difference_is_shown_in_points_without_a_unit() -> None:
    assert formatting.points(Decimal("-0.0875")) == f"{MINUS}8,8"


def test_dates_are_written_as_in_prose_tables_and_headings() -> None:
    assert formatting.day(MARCH) == "5.03.2020"
    assert formatting.day_long(MARCH) == f"5{NBSP}marca{NBSP}2020"
    assert formatting.month(MARCH) == f"marzec{NBSP}2020"
    assert formatting.month_name(MARCH) == f"marca{NBSP}2020"


def test_day_of_the_year_spoken_of_needs_no_year() -> None:
    assert formatting.day_month(MARCH, 2020) == f"5{NBSP}marca"
    assert formatting.day_month(MARCH, 2019) == f"5{NBSP}marca{NBSP}2020"
    assert formatting.day_month(MARCH) == f"5{NBSP}marca"


@pytest.mark.parametrize(
    ("written", "text"), [("2019", "2019"), ("2019-04", "kwiecień 2019"), ("2019-11-07", "7 listopada 2019")]
)
def test_date_is_shown_as_exactly_as_it_is_known(written: str, text: str) -> None:
    assert formatting.partial_date(PartialDate.parse(written)) == text.replace(" ", NBSP)


@given(days)
def test_no_date_breaks_over_a_line(day: date) -> None:
    texts = [formatting.day(day), formatting.day_long(day), formatting.month(day), formatting.month_name(day)]

    assert not any(" " in text for text in texts)


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("pomoc w gminie", "pomoc w~gminie"),
        ("i w mieście", "i~w~mieście"),
        ("W Gminie", "W~Gminie"),
        ("nowy dom", "nowy dom"),
        ("", ""),
    ],
)
def test_one_letter_words_stay_with_the_next(text: str, tied: str) -> None:
    assert formatting.tie(text) == tied.replace("~", NBSP)


def test_language_of_the_page_is_followed() -> None:
    with speaking("en"):
        assert formatting.number(Decimal("1234.5"), 1) == "1,234.5"
        assert formatting.month(MARCH) == f"March{NBSP}2020"
