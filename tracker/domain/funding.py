"""Who pays for a project, and whether the parts that sources print fit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tracker.domain.money import GROSZ, ZERO, round_to_grosz
from tracker.domain.provenance import Fact
from tracker.domain.vocabulary import AmountPrecision, FactName

PROGRAMME_EU_RATE = Decimal("0.8428")
"""The EU's part of eligible expenditure under PO WER; published by beneficiaries of action 2.5, a setting."""

ZLOTY_TOLERANCE = Decimal("1.00")


@dataclass(frozen=True, slots=True)
class GrantSplit:
    """A grant shared between the EU and the state budget, PLN; ``eu + state`` is the grant, always."""

    eu: Decimal
    state: Decimal


def split_grant(grant: Decimal, *, eu_rate: Decimal = PROGRAMME_EU_RATE) -> GrantSplit:
    """Share a grant between the EU and the state budget.

    The EU part is rounded half-even to a grosz and the state takes the remainder, so nothing is lost.

    Args:
        grant: PLN, two places, >= 0.
        eu_rate: A fraction from 0 to 1.

    Raises:
        ValueError: If the grant is negative or the rate is not in 0..1.

    Source: 84.28 % is the rate that PO WER 2.5 beneficiaries publish.

    >>> split_grant(Decimal("346746.25"))
    GrantSplit(eu=Decimal('292237.74'), state=Decimal('54508.51'))
    """
    if grant < 0 or not 0 <= eu_rate <= 1:
        raise ValueError("a grant >= 0 is split by a rate from 0 to 1")
    eu = round_to_grosz(grant * eu_rate)
    return GrantSplit(eu, grant - eu)


class Check(StrEnum):
    """A question that the funding of a project must answer with yes."""

    PARTS_MAKE_TOTAL = "parts_make_total"
    PARTS_MAKE_GRANT = "parts_make_grant"
    EU_RATE = "eu_rate"


class CheckResult(StrEnum):
    """The answer: exact, off by rounding only, wrong, or not to be answered from what is known."""

    EXACT = "exact"
    ROUNDING = "rounding"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """One check with the figures it compared.

    Attributes:
        expected: PLN that the stated total or grant, or the rate, asks for; ``None`` when unknown.
        found: PLN that the parts give; ``None`` when unknown.
        tolerance: PLN, the difference that rounding explains.
    """

    check: Check
    result: CheckResult
    expected: Decimal | None = None
    found: Decimal | None = None
    tolerance: Decimal = GROSZ

    @property
    def difference(self) -> Decimal | None:
        """Found minus expected, PLN."""
        return None if self.found is None or self.expected is None else self.found - self.expected


def check_funding(facts: Mapping[FactName, Fact], *, eu_rate: Decimal = PROGRAMME_EU_RATE) -> tuple[CheckOutcome, ...]:
    """Check that the parts add up and that the EU pays the programme's rate; nothing is repaired.

    Own contribution is 0 unless stated. The tolerance of a check is a grosz where all amounts it compares were
    written to the grosz, a zloty where one of them was rounded. A derived total is not checked against the parts it
    was made of.
    """
    eu, state, own = facts[FactName.EU_FUNDING], facts[FactName.STATE_FUNDING], facts[FactName.OWN_CONTRIBUTION]
    value, grant = facts[FactName.TOTAL_VALUE], facts[FactName.GRANT]
    parts = None if eu.amount is None or state.amount is None else eu.amount + state.amount
    stated_value = value.amount if value.chosen is not None else None
    stated_grant = grant.amount if grant.chosen is not None else None
    whole = None if parts is None else parts + (own.amount or ZERO)
    by_rate = None if parts is None else split_grant(parts, eu_rate=eu_rate).eu
    eu_found = None if parts is None else eu.amount
    return (
        _compare(Check.PARTS_MAKE_TOTAL, stated_value, whole, _tolerance(value, eu, state, own)),
        _compare(Check.PARTS_MAKE_GRANT, stated_grant, parts, _tolerance(grant, eu, state)),
        _compare(Check.EU_RATE, by_rate, eu_found, _tolerance(eu, state)),
    )


def _tolerance(*compared: Fact) -> Decimal:
    stated = (statement for fact in compared for statement in fact.statements)
    rounded = any(statement.amount_precision is AmountPrecision.ZLOTY for statement in stated)
    return ZLOTY_TOLERANCE if rounded else GROSZ


def _compare(check: Check, expected: Decimal | None, found: Decimal | None, tolerance: Decimal) -> CheckOutcome:
    if expected is None or found is None:
        return CheckOutcome(check, CheckResult.UNKNOWN, expected, found, tolerance)
    off = abs(found - expected)
    result = CheckResult.EXACT if off == 0 else CheckResult.ROUNDING if off <= tolerance else CheckResult.WRONG
    return CheckOutcome(check, result, expected, found, tolerance)
