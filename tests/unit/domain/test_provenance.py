"""Which statement counts, from which day, and by what was known when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_choice, make_origin, make_statement
from tests.unit.domain.strategies import days, origins, statements
from tracker.domain.periods import ONE_DAY, PartialDate
from tracker.domain.provenance import Choice, Fact, Origin, Statement, Viewpoint, derive_sum, resolve_fact
from tracker.domain.vocabulary import FactName, StatementKind

VALUE = FactName.TOTAL_VALUE
VIEW = Viewpoint(date(2019, 10, 15))
viewpoints = st.builds(Viewpoint, days, st.none() | days)
randoms = st.randoms(use_true_random=False)


@given(statements(), st.lists(origins(), max_size=3), viewpoints, randoms)
def test_order_of_recording_is_irrelevant(
    said: list[Statement], choosing: list[Origin], viewpoint: Viewpoint, random: Random
) -> None:
    choices = [Choice(id, VALUE, id, "", origin) for id, origin in enumerate(choosing, start=1)]
    fact = resolve_fact(VALUE, said, choices, viewpoint)

    random.shuffle(said)
    random.shuffle(choices)

    assert resolve_fact(VALUE, said, choices, viewpoint) == fact


@given(statements(), statements(), days, days)
def test_what_becomes_known_later_does_not_change_what_was_known(
    said: list[Statement], further: list[Statement], as_of: date, known_on: date
) -> None:
    viewpoint = Viewpoint(as_of, known_on)
    later = [s for s in further if s.origin.known_on > known_on]

    assert resolve_fact(VALUE, [*later, *said], [], viewpoint) == resolve_fact(VALUE, said, [], viewpoint)


@given(statements(), statements(), viewpoints)
def test_what_applies_later_does_not_change_the_day_looked_at(
    said: list[Statement], further: list[Statement], viewpoint: Viewpoint
) -> None:
    later = [s for s in further if s.origin.effective_on and s.origin.effective_on > viewpoint.as_of]

    assert resolve_fact(VALUE, [*later, *said], [], viewpoint) == resolve_fact(VALUE, said, [], viewpoint)


@given(statements(), viewpoints)
def test_nothing_seen_is_lost_nor_anything_unseen_shown(said: list[Statement], viewpoint: Viewpoint) -> None:
    fact = resolve_fact(VALUE, said, [], viewpoint)

    seen = {s.value for s in said if viewpoint.sees(s.origin)}
    assert {s.value for s in (*fact.statements, *fact.competing)} == seen
    assert all(s.value != fact.value for s in fact.competing)


@given(statements(), viewpoints)
def test_choice_of_a_person_wins(said: list[Statement], viewpoint: Viewpoint) -> None:
    assume(said)
    assume(viewpoint.sees(said[0].origin))
    origin = make_origin(known_on=date(2017, 1, 1))

    fact = resolve_fact(VALUE, said, [make_choice(said[0], origin, reason="Umowa.")], viewpoint)

    assert fact.chosen == said[0]
    assert fact.reason == "Umowa."


def test_choice_of_a_statement_not_yet_known_waits_for_it() -> None:
    planned = make_statement(Decimal("374101.08"), id=1)
    agreed = make_statement(Decimal("370000.00"), make_origin(date(2019, 11, 1)), id=2)

    before, after = (
        resolve_fact(VALUE, [planned, agreed], [make_choice(agreed)], Viewpoint(day))
        for day in (date(2019, 10, 31), date(2019, 11, 1))
    )

    assert (before.chosen, before.reason) == (planned, "")
    assert after.chosen == agreed


@given(days, days)
def test_entry_is_seen_from_its_day_and_known_from_the_day_it_became_known(effective: date, known: date) -> None:
    origin = make_origin(effective, known_on=known)

    assert Viewpoint(effective, known).sees(origin)
    assert not Viewpoint(effective - ONE_DAY, known).sees(origin)
    assert not Viewpoint(effective, known - ONE_DAY).sees(origin)


def test_latest_choice_replaces_the_earlier_one() -> None:
    one, other = make_statement(Decimal(1), id=1), make_statement(Decimal(2), id=2)
    choices = [
        make_choice(one, make_origin(date(2019, 5, 1)), id=1),
        make_choice(other, make_origin(date(2019, 4, 1)), id=2),
    ]

    assert resolve_fact(VALUE, [one, other], choices, VIEW).chosen == one


def test_amendment_counts_from_its_day_and_the_old_value_stays_beside_it() -> None:
    signed = make_statement(Decimal(402025), make_origin(date(2019, 6, 1)), id=1, kind=StatementKind.AGREED)
    amended = make_statement(Decimal("410000.00"), make_origin(date(2019, 9, 1)), id=2, kind=StatementKind.AGREED)

    eve, day = (
        resolve_fact(VALUE, [signed, amended], [], Viewpoint(as_of)) for as_of in (date(2019, 8, 31), date(2019, 9, 1))
    )

    assert (eve.value, eve.competing) == (Decimal(402025), ())
    assert (day.value, day.competing) == (Decimal("410000.00"), (signed,))


@pytest.mark.parametrize("weaker", [StatementKind.PLANNED, StatementKind.STATED])
def test_agreement_outweighs_what_is_only_said_of_the_same_day(weaker: StatementKind) -> None:
    agreed = make_statement(Decimal("370000.00"), id=1, kind=StatementKind.AGREED)
    said = make_statement(Decimal("374101.08"), id=2, kind=weaker)

    assert resolve_fact(VALUE, [said, agreed], [], VIEW).chosen == agreed


def test_same_amount_written_twice_does_not_compete_with_itself() -> None:
    rounded, exact = make_statement(Decimal(402025), id=1), make_statement(Decimal("402025.00"), id=2)

    assert resolve_fact(VALUE, [rounded, exact], [], VIEW).competing == ()


def test_month_and_a_day_in_it_compete() -> None:
    month = make_statement(PartialDate.parse("2019-04"), id=1, fact=FactName.START)
    day = make_statement(PartialDate.parse("2019-04-01"), id=2, fact=FactName.START)

    fact = resolve_fact(FactName.START, [month, day], [], VIEW)

    assert fact.partial_date == day.value
    assert fact.competing == (month,)


def test_unknown_is_none_and_never_zero() -> None:
    fact = resolve_fact(VALUE, [], [], VIEW)

    assert (fact.value, fact.amount, fact.partial_date, fact.text, fact.statements) == (None, None, None, None, ())


def test_statement_is_about_one_fact_only() -> None:
    grant = make_statement(Decimal("1.00"), fact=FactName.GRANT)

    assert resolve_fact(VALUE, [grant], [], VIEW) == Fact(VALUE)


@given(days)
def test_deed_is_seen_and_known_from_its_day(day: date) -> None:
    assert Viewpoint(day).sees_deed(day)
    assert not Viewpoint(day - ONE_DAY).sees_deed(day)
    assert Viewpoint(day + ONE_DAY, day).sees_deed(day)
    assert not Viewpoint(day + ONE_DAY, day - ONE_DAY).sees_deed(day)


def test_value_of_klucze_is_derived_from_its_parts() -> None:
    eu = make_statement(Decimal("292237.73"), id=1, fact=FactName.EU_FUNDING)
    state = make_statement(Decimal("54508.52"), id=2, fact=FactName.STATE_FUNDING)

    derivation = derive_sum([Fact(eu.fact, chosen=eu), Fact(state.fact, chosen=state)])

    assert derivation is not None
    assert derivation.value == Decimal("346746.25")
    assert Fact(VALUE, derived=derivation).statements == (eu, state)


def test_sum_with_an_unknown_part_is_unknown() -> None:
    eu = make_statement(Decimal("292237.73"), fact=FactName.EU_FUNDING)

    assert derive_sum([Fact(eu.fact, chosen=eu), Fact(FactName.STATE_FUNDING)]) is None
    assert derive_sum([]) is None


def test_derived_figure_is_an_example_when_a_term_is() -> None:
    invented = make_statement(Decimal("1.00"), make_origin(is_example=True), id=1, fact=FactName.EU_FUNDING)
    real = make_statement(Decimal("1.00"), id=2, fact=FactName.STATE_FUNDING)

    derivation = derive_sum([Fact(invented.fact, chosen=invented), Fact(real.fact, chosen=real)])

    assert Fact(VALUE, derived=derivation).is_example
    assert not Fact(real.fact, chosen=real).is_example
