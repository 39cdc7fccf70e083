"""Fields tell people what is expected, and take nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from marshmallow import ValidationError, fields

from tracker.domain.periods import PartialDate
from tracker.domain.vocabulary import CentreKind
from tracker.schemas.fields import (
    DayField,
    DayInputField,
    EnumField,
    MomentField,
    MonthField,
    PartialDateField,
    PartialDateInputField,
    PlnField,
    PlnInputField,
    QuantityField,
    TextField,
)


def refusal(field: fields.Field[Any], value: object) -> str:
    with pytest.raises(ValidationError) as error:
        field.deserialize(value)
    return str(error.value.messages[0])


def test_an_ambiguous_amount_is_asked_back_with_both_readings() -> None:
    message = refusal(PlnInputField(), "325.377")

    assert "325\u00a0377 zł" in message
    assert "325,377 zł" in message


def test_an_empty_amount_of_a_form_is_unknown_not_zero() -> None:
    assert PlnInputField().deserialize("   ") is None


def test_a_required_amount_of_a_form_cannot_be_empty() -> None:
    refusal(PlnInputField(required=True), "")


@pytest.mark.parametrize("value", [402025, 402025.0, None, "402025", ["1.00"], True])
def test_an_amount_of_a_file_is_a_text_with_two_places(value: object) -> None:
    refusal(PlnField(), value)


def test_a_partial_date_of_a_file_keeps_its_precision() -> None:
    assert PartialDateField().deserialize("2019-04") == PartialDate.parse("2019-04")


@pytest.mark.parametrize("value", ["4.2019", 2019, None, "2019-13", "2019-02-30", ""])
def test_a_date_of_a_file_is_iso(value: object) -> None:
    refusal(PartialDateField(), value)


def test_a_date_of_a_form_may_be_a_month_and_a_day_field_may_not() -> None:
    assert PartialDateInputField().deserialize("06.2019") == PartialDate.parse("2019-06")
    refusal(DayInputField(), "06.2019")


def test_a_day_field_wants_a_day_and_a_month_field_a_month() -> None:
    refusal(DayField(), "2019-04")
    refusal(MonthField(), "2019-04-01")


@pytest.mark.parametrize("value", ["2026-11-22T12:00:00", "2026-11-22", 5, None, "1999-01-01T00:00:00Z"])
def test_a_moment_needs_its_zone(value: object) -> None:
    refusal(MomentField(), value)


def test_a_moment_is_kept_in_utc() -> None:
    assert MomentField().deserialize("2026-11-22T13:00:00+01:00") == datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_closed_list_names_its_members_when_it_refuses() -> None:
    assert EnumField(CentreKind).deserialize("GOPS") is CentreKind.GOPS
    assert "GOPS" in refusal(EnumField(CentreKind), "gops")


@pytest.mark.parametrize("value", ["", "  ", 5, None, "a\x00b", "x" * 201])
def test_a_text_is_not_empty_too_long_or_full_of_control_characters(value: object) -> None:
    refusal(TextField(), value)


@pytest.mark.parametrize(("value", "quantity"), [("0", "0"), ("1,5", "1.5"), ("0.75", "0.75"), ("100 000", "100000")])
def test_a_quantity_is_read_with_a_comma_or_a_dot(value: str, quantity: str) -> None:
    assert QuantityField().deserialize(value) == Decimal(quantity)


@pytest.mark.parametrize("value", ["-1", "1.234", "100001", "", 5, "x"])
def test_a_quantity_is_bounded(value: object) -> None:
    refusal(QuantityField(), value)
