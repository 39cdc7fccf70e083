"""Amounts as people type them and as files hold them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.typed_amounts import BELOW_ZERO, READ, REFUSED
from tracker.domain.money import MAX_AMOUNT
from tracker.domain.vocabulary import AmountPrecision
from tracker.schemas.amounts import (
    AmountError,
    AmountFault,
    parse_file_amount,
    parse_typed_amount,
    written_precision,
)

amounts = st.decimals(0, MAX_AMOUNT, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("typed", READ)
def test_a_typed_amount_is_read_as_it_is_meant(typed: str) -> None:
    assert str(parse_typed_amount(typed)) == str(READ[typed])


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_amount_or_two_amounts_is_refused_with_its_fault(typed: str) -> None:
    with pytest.raises(AmountError) as refusal:
        parse_typed_amount(typed, allow_negative=True)

    assert refusal.value.fault is REFUSED[typed]


@pytest.mark.parametrize("typed", BELOW_ZERO)
def test_a_negative_amount_is_read_where_it_is_allowed(typed: str) -> None:
    assert str(parse_typed_amount(typed, allow_negative=True)) == str(BELOW_ZERO[typed])


@pytest.mark.parametrize("typed", [typed for typed, meant in BELOW_ZERO.items() if meant])
def test_a_negative_amount_is_refused_where_nothing_is_taken_back(typed: str) -> None:
    with pytest.raises(AmountError) as refusal:
        parse_typed_amount(typed)

    assert refusal.value.fault is AmountFault.NEGATIVE


@given(amounts)
def test_an_amount_survives_polish_spelling(amount: Decimal) -> None:
    spelled = f"{amount:,.2f}".replace(",", "\u00a0").replace(".", ",") + "\u00a0zł"

    assert parse_typed_amount(spelled) == amount


@given(amounts)
def test_an_amount_survives_the_file(amount: Decimal) -> None:
    assert parse_file_amount(f"{amount:.2f}") == amount


@pytest.mark.parametrize(
    "text", ["402025", "402 025.00", "402025,00", "0402025.00", "4.0e5", "", "+1.00", " 1.00", "1.000"]
)
def test_a_file_holds_amounts_in_one_spelling_only(text: str) -> None:
    with pytest.raises(AmountError):
        parse_file_amount(text)


@pytest.mark.parametrize(
    ("written", "precision"),
    [
        ("402 025 zł", AmountPrecision.ZLOTY),
        ("402.025 zł", AmountPrecision.ZLOTY),
        ("325 377,82 zł", AmountPrecision.GROSZ),
        ("325.377,82", AmountPrecision.GROSZ),
        ("100,00", AmountPrecision.GROSZ),
        ("PLN 500,-", AmountPrecision.ZLOTY),
    ],
)
def test_the_precision_of_an_amount_is_seen_from_its_spelling(written: str, precision: AmountPrecision) -> None:
    assert written_precision(written) is precision
