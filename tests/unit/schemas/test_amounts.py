"""Amounts as people type them and as files hold them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("325 377,82", "325377.82"),
        ("325\u00a0377,82\u00a0zł", "325377.82"),
        ("325\u202f377,82", "325377.82"),
        ("325377,82", "325377.82"),
        ("325.377,82 zł", "325377.82"),
        ("325377.82", "325377.82"),
        ("1,234,567.89", "1234567.89"),
        ("1.234.567", "1234567.00"),
        ("402 025 zł", "402025.00"),
        ("  402025 PLN ", "402025.00"),
        ("0", "0.00"),
        ("12,5", "12.50"),
        ("7,", "7.00"),
    ],
)
def test_a_typed_amount_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    assert parse_typed_amount(typed) == Decimal(meant)
    assert str(parse_typed_amount(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("325.377", AmountFault.AMBIGUOUS),
        ("1.000", AmountFault.AMBIGUOUS),
        ("12,800", AmountFault.AMBIGUOUS),
        ("10,005", AmountFault.TOO_PRECISE),
        ("10.0050", AmountFault.TOO_PRECISE),
        ("-1", AmountFault.NEGATIVE),
        ("\u2212325 377,82", AmountFault.NEGATIVE),
        ("1 000 000 000 000", AmountFault.TOO_LARGE),
        ("9" * 40, AmountFault.TOO_LARGE),
        ("", AmountFault.NOT_AN_AMOUNT),
        ("zł", AmountFault.NOT_AN_AMOUNT),
        ("12 34", AmountFault.NOT_AN_AMOUNT),
        ("1e5", AmountFault.NOT_AN_AMOUNT),
        ("NaN", AmountFault.NOT_AN_AMOUNT),
        ("sto", AmountFault.NOT_AN_AMOUNT),
        ("1,2,3", AmountFault.NOT_AN_AMOUNT),
    ],
)
def test_what_is_no_amount_or_two_amounts_is_refused_with_its_fault(typed: str, fault: AmountFault) -> None:
    with pytest.raises(AmountError) as refusal:
        parse_typed_amount(typed)

    assert refusal.value.fault is fault


def test_a_negative_amount_is_read_where_it_is_allowed() -> None:
    assert parse_typed_amount("\u2212325 377,82", allow_negative=True) == Decimal("-325377.82")


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
    ],
)
def test_the_precision_of_an_amount_is_seen_from_its_spelling(written: str, precision: AmountPrecision) -> None:
    assert written_precision(written) is precision
