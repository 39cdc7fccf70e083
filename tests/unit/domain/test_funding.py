"""The grant's two payers, and what the parts that sources print say of the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from tests.unit.domain.factories import make_amounts, make_statement
from tests.unit.domain.strategies import amounts, rates
from tracker.domain.funding import Check, CheckOutcome, CheckResult, check_funding, split_grant
from tracker.domain.money import GROSZ
from tracker.domain.provenance import Fact, derive_sum
from tracker.domain.vocabulary import FactName

VALUE, GRANT, EU, STATE, OWN = (
    FactName.TOTAL_VALUE,
    FactName.GRANT,
    FactName.EU_FUNDING,
    FactName.STATE_FUNDING,
    FactName.OWN_CONTRIBUTION,
)
KLUCZE = {EU: Decimal("292237.73"), STATE: Decimal("54508.52")}


def outcomes(facts: dict[FactName, Fact]) -> dict[Check, CheckOutcome]:
    return {outcome.check: outcome for outcome in check_funding(facts)}


@given(amounts, rates)
def test_split_loses_nothing(grant: Decimal, rate: Decimal) -> None:
    split = split_grant(grant, eu_rate=rate)

    assert split.eu + split.state == grant
    assert split.eu >= 0
    assert split.state >= 0
    assert abs(split.eu - grant * rate) <= GROSZ / 2


@given(amounts, amounts, rates)
def test_larger_grant_gives_neither_payer_less(one: Decimal, other: Decimal, rate: Decimal) -> None:
    low, high = (split_grant(grant, eu_rate=rate) for grant in sorted((one, other)))

    assert low.eu <= high.eu
    assert low.state <= high.state


@pytest.mark.parametrize(("grant", "rate"), [("-0.01", "0.5"), ("1.00", "-0.01"), ("1.00", "1.01")])
def test_impossible_split_is_refused(grant: str, rate: str) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        split_grant(Decimal(grant), eu_rate=Decimal(rate))


@given(amounts)
def test_what_was_split_passes_its_own_checks(grant: Decimal) -> None:
    split = split_grant(grant)

    checked = outcomes(make_amounts({VALUE: grant, GRANT: grant, EU: split.eu, STATE: split.state}))

    assert {outcome.result for outcome in checked.values()} == {CheckResult.EXACT}


@given(amounts, amounts, amounts, amounts)
def test_result_follows_from_the_difference(value: Decimal, eu: Decimal, state: Decimal, own: Decimal) -> None:
    checked = outcomes(make_amounts({VALUE: value, EU: eu, STATE: state, OWN: own}))

    outcome = checked[Check.PARTS_MAKE_TOTAL]
    assert outcome.difference == eu + state + own - value
    assert (outcome.result is CheckResult.WRONG) == (abs(eu + state + own - value) > GROSZ)


def test_klucze_has_the_rate_of_the_programme_but_for_a_grosz() -> None:
    checked = outcomes(make_amounts(KLUCZE))

    rate = checked[Check.EU_RATE]
    assert (rate.expected, rate.found) == (Decimal("292237.74"), Decimal("292237.73"))
    assert (rate.result, rate.difference) == (CheckResult.ROUNDING, Decimal("-0.01"))


def test_derived_total_is_not_checked_against_its_own_parts() -> None:
    facts = make_amounts(KLUCZE)
    facts[VALUE] = Fact(VALUE, derived=derive_sum([facts[EU], facts[STATE]]))

    checked = outcomes(facts)

    assert facts[VALUE].amount == Decimal("346746.25")
    assert checked[Check.PARTS_MAKE_TOTAL].result is CheckResult.UNKNOWN


def test_przasnysz_cannot_be_checked_because_it_names_no_parts() -> None:
    checked = outcomes(make_amounts({VALUE: Decimal(402025)}, rounded=[VALUE]))

    assert {outcome.result for outcome in checked.values()} == {CheckResult.UNKNOWN}
    assert all(outcome.difference is None for outcome in checked.values())


def test_total_rounded_to_the_zloty_may_be_off_by_one() -> None:
    parts = {EU: Decimal("338826.67"), STATE: Decimal("63198.19")}

    checked = outcomes(make_amounts({VALUE: Decimal(402025), **parts}, rounded=[VALUE]))
    exact = outcomes(make_amounts({VALUE: Decimal(402025), **parts}))

    assert checked[Check.PARTS_MAKE_TOTAL].result is CheckResult.ROUNDING
    assert exact[Check.PARTS_MAKE_TOTAL].result is CheckResult.WRONG
    assert exact[Check.PARTS_MAKE_TOTAL].difference == Decimal("-0.14")


def test_rounded_total_excuses_nothing_in_a_check_without_it() -> None:
    parts = {EU: Decimal("292237.24"), STATE: Decimal("54509.01")}

    checked = outcomes(make_amounts({VALUE: Decimal(346746), **parts}, rounded=[VALUE]))

    assert checked[Check.PARTS_MAKE_TOTAL].tolerance == Decimal("1.00")
    assert checked[Check.EU_RATE].tolerance == GROSZ
    assert checked[Check.EU_RATE].result is CheckResult.WRONG


def test_own_contribution_belongs_to_the_total_and_not_to_the_grant() -> None:
    amounts = {**KLUCZE, OWN: Decimal("1000.00"), VALUE: Decimal("347746.25"), GRANT: Decimal("346746.25")}

    checked = outcomes(make_amounts(amounts))

    assert checked[Check.PARTS_MAKE_TOTAL].result is CheckResult.EXACT
    assert checked[Check.PARTS_MAKE_GRANT].result is CheckResult.EXACT


@pytest.mark.parametrize("known", [EU, STATE])
def test_one_part_alone_answers_nothing(known: FactName) -> None:
    checked = outcomes(make_amounts({known: KLUCZE[known], VALUE: Decimal("346746.25")}))

    assert {outcome.result for outcome in checked.values()} == {CheckResult.UNKNOWN}


def test_words_about_payers_are_never_turned_into_amounts() -> None:
    facts = make_amounts({VALUE: Decimal("374101.08")})
    facts[FactName.FUNDING_CLAIM] = Fact(
        FactName.FUNDING_CLAIM, chosen=make_statement("wholly_eu", fact=FactName.FUNDING_CLAIM)
    )

    assert outcomes(facts)[Check.EU_RATE].found is None
