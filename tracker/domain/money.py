"""Amounts in PLN: exact decimals with two places, and the ways they may be rounded and shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

GROSZ = Decimal("0.01")
ZERO = Decimal("0.00")
MAX_AMOUNT = Decimal("999999999999.99")
"""The largest amount the tracker takes: the sum of 90,000 such fits a 64-bit integer of grosze."""


def round_to_grosz(amount: Decimal) -> Decimal:
    """Round half-even to two decimal places.

    >>> round_to_grosz(Decimal("292237.7396"))
    Decimal('292237.74')
    """
    return amount.quantize(GROSZ, rounding=ROUND_HALF_EVEN)


def to_grosze(amount: Decimal) -> int:
    """The whole number of grosze in an amount.

    Raises:
        ValueError: If the amount has a fraction of a grosz; nothing is rounded silently.

    >>> to_grosze(Decimal("402025"))
    40202500
    """
    if amount.is_finite():
        # Whole numbers, because Decimal's own arithmetic would round an amount of more than 28 digits.
        numerator, denominator = amount.as_integer_ratio()
        grosze, rest = divmod(numerator * 100, denominator)
        if rest == 0:
            return grosze
    raise ValueError(f"{amount} is not a whole number of grosze")


def from_grosze(grosze: int) -> Decimal:
    """The amount in PLN of a whole number of grosze.

    >>> from_grosze(37410108)
    Decimal('374101.08')
    """
    return Decimal(grosze).scaleb(-2)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The exact sum, 0.00 for nothing."""
    return sum(amounts, start=ZERO)


def share(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Share an amount in proportion to weights, to the grosz, losing nothing.

    Each part is rounded down; the grosze left over go one each to the parts with the largest remainders, earlier
    parts first (largest remainder method, Hamilton).

    Args:
        amount: PLN, two places, >= 0.
        weights: Each >= 0, at least one > 0.

    Raises:
        ValueError: If the amount or a weight is negative, or all weights are 0.

    >>> share(Decimal("100.00"), [Decimal(1), Decimal(1), Decimal(1)])
    (Decimal('33.34'), Decimal('33.33'), Decimal('33.33'))
    """
    whole = sum(weights, start=Decimal(0))
    if amount < 0 or any(weight < 0 for weight in weights) or whole <= 0:
        raise ValueError("an amount >= 0 is shared by weights >= 0 of which one is > 0")
    exact = [amount * weight / whole for weight in weights]
    parts = [part.quantize(GROSZ, rounding=ROUND_DOWN) for part in exact]
    left = to_grosze(amount - total(parts))
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[:left]:
        parts[index] += GROSZ
    return tuple(parts)
