"""Values of a report as they are typed into its form."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from tests.unit.domain.report_strategies import quantities
from tests.unit.domain.strategies import corrections
from tests.unit.speaking import speaking
from tracker.domain.periods import PartialDate
from tracker.domain.report_values import FieldValue
from tracker.formatting import NBSP
from tracker.schemas.amounts import parse_typed_amount
from tracker.schemas.editing import QuantityInputField
from tracker.schemas.report_spelling import spell


@pytest.mark.parametrize(
    ("field", "value", "spelled"),
    [
        ("spending.2.2019-08", Decimal("12800.00"), f"12{NBSP}800,00"),
        ("spending.2.2019-08", Decimal("0.00"), "0,00"),
        ("spending.2.2019-08", Decimal("-1234567.80"), f"-1{NBSP}234{NBSP}567,80"),
        ("post.1", Decimal("1.50"), "1,5"),
        ("post.1", Decimal("0.00"), "0"),
        ("training.1", Decimal("1200.00"), f"1{NBSP}200"),
        ("milestone.1.day", PartialDate.parse("2019-11-07"), "7.11.2019"),
        ("milestone.1.day", PartialDate.parse("2019-11"), "11.2019"),
        ("milestone.1.day", PartialDate.parse("2019"), "2019"),
        ("problems", "Tak.", "Tak."),
        ("problems", None, ""),
    ],
)
def test_a_value_is_spelled_as_poles_type_it_in_either_language(field: str, value: FieldValue, spelled: str) -> None:
    for language in ("pl", "en"):
        with speaking(language):
            assert spell(field, value) == spelled


@given(corrections)
def test_an_amount_is_read_as_it_was_spelled(amount: Decimal) -> None:
    assert parse_typed_amount(spell("spending.1.2019-08", amount), allow_negative=True) == amount


@given(quantities)
def test_a_quantity_is_read_as_it_was_spelled(quantity: Decimal) -> None:
    assert QuantityInputField().deserialize(spell("post.1", quantity)) == quantity
