"""Amounts: exact, whole in grosze, shared without loss."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.strategies import amounts, grosze
from tracker.domain.money import GROSZ, MAX_AMOUNT, from_grosze, round_to_grosz, share, to_grosze, total

weights = st.lists(st.integers(0, 1000).map(Decimal), min_size=1, max_size=8).filter(any)


@given(grosze)
def test_grosze_make_the_round_trip(count: int) -> None:
    assert to_grosze(from_grosze(count)) == count


@given(amounts)
def test_amount_makes_the_round_trip_with_its_two_places(amount: Decimal) -> None:
    assert str(from_grosze(to_grosze(amount))) == str(amount)


def test_sum_of_90_000_largest_amounts_fits_64_bits() -> None:
    assert 90_000 * to_grosze(MAX_AMOUNT) < 2**63


@pytest.mark.parametrize(
    "amount", ["0.001", "402025.005", "1.0000000000000000000000000000000000001", "NaN", "Infinity", "-Infinity"]
)
def test_what_is_no_whole_number_of_grosze_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="whole number of grosze"):
        to_grosze(Decimal(amount))


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False))
def test_rounding_moves_an_amount_by_half_a_grosz_at_most(amount: Decimal) -> None:
    rounded = round_to_grosz(amount)

    assert abs(rounded - amount) <= GROSZ / 2
    assert rounded.as_tuple().exponent == -2


def test_half_a_grosz_is_rounded_to_the_even_grosz() -> None:
    assert [str(round_to_grosz(Decimal(amount))) for amount in ("0.005", "0.015", "0.025")] == ["0.00", "0.02", "0.02"]


@given(st.lists(amounts))
def test_total_does_not_depend_on_the_order(parts: list[Decimal]) -> None:
    assert total(parts) == total(reversed(parts)) == total(sorted(parts))


def test_total_of_nothing_is_zero_with_two_places() -> None:
    assert str(total([])) == "0.00"


@given(amounts, weights)
def test_shares_add_up_to_the_amount(amount: Decimal, weights: list[Decimal]) -> None:
    parts = share(amount, weights)

    assert len(parts) == len(weights)
    assert total(parts) == amount


@given(amounts, weights)
def test_every_share_is_within_a_grosz_of_its_exact_part(amount: Decimal, weights: list[Decimal]) -> None:
    for part, weight in zip(share(amount, weights), weights, strict=True):
        assert part >= 0
        assert abs(part - amount * weight / sum(weights)) < GROSZ


@given(amounts, weights)
def test_who_weighs_nothing_gets_nothing(amount: Decimal, weights: list[Decimal]) -> None:
    parts = share(amount, weights)

    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


@given(amounts, weights)
def test_who_weighs_more_never_gets_less(amount: Decimal, weights: list[Decimal]) -> None:
    by_weight = sorted(zip(weights, share(amount, weights), strict=True))

    assert [part for _, part in by_weight] == sorted(part for _, part in by_weight)


@pytest.mark.parametrize(
    ("amount", "weights"), [("-0.01", ["1"]), ("1.00", ["-1", "2"]), ("1.00", ["0", "0"]), ("1.00", [])]
)
def test_share_refuses_what_cannot_be_shared(amount: str, weights: list[str]) -> None:
    with pytest.raises(ValueError, match="shared by weights"):
        share(Decimal(amount), [Decimal(weight) for weight in weights])
