"""How long somebody waits who types wrong passwords."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.sign_in import PER_ADDRESS, PER_EMAIL, Attempt, Limit, locked_until

NOON = datetime(2019, 10, 15, 12, tzinfo=UTC)
limits = st.sampled_from([PER_EMAIL, PER_ADDRESS])
moments = st.integers(-2_000, 0).map(lambda seconds: NOON + timedelta(seconds=seconds))
attempts = st.lists(st.builds(Attempt, moments, st.booleans()), max_size=60)


def failures(number: int, at: datetime = NOON) -> list[Attempt]:
    """So many wrong passwords at the same moment."""
    return [Attempt(at, succeeded=False)] * number


@pytest.mark.parametrize(
    ("number", "minutes"), [(4, None), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (10, 15), (1_000, 15)]
)
def test_the_wait_begins_with_the_fifth_failure_and_grows(number: int, minutes: int | None) -> None:
    until = locked_until(failures(number), PER_EMAIL, NOON)

    assert until == (NOON + timedelta(minutes=minutes) if minutes else None)


def test_an_office_behind_one_address_has_more_attempts() -> None:
    assert locked_until(failures(29), PER_ADDRESS, NOON) is None
    assert locked_until(failures(30), PER_ADDRESS, NOON) == NOON + timedelta(minutes=1)


@given(attempts, limits)
def test_the_order_of_attempts_does_not_matter(some: list[Attempt], limit: Limit) -> None:
    assert locked_until(some, limit, NOON) == locked_until(reversed(some), limit, NOON)


@given(attempts, limits)
def test_a_wait_lies_ahead_and_ends(some: list[Attempt], limit: Limit) -> None:
    until = locked_until(some, limit, NOON)

    assert until is None or NOON < until <= NOON + limit.longest


@given(attempts, limits)
def test_a_success_clears_what_was_before_it(some: list[Attempt], limit: Limit) -> None:
    assert locked_until([*some, Attempt(NOON, succeeded=True)], limit, NOON) is None


@given(attempts, limits)
def test_a_success_clears_nothing_of_anybody_else(some: list[Attempt], limit: Limit) -> None:
    before = locked_until(some, limit, NOON)

    assert locked_until([*some, Attempt(NOON, succeeded=True, who="another")], limit, NOON) == before


@given(attempts, moments, limits)
def test_one_more_failure_never_shortens_the_wait(some: list[Attempt], at: datetime, limit: Limit) -> None:
    before = locked_until(some, limit, NOON)
    after = locked_until([*some, Attempt(at, succeeded=False)], limit, NOON)

    assert before is None or (after is not None and after >= before)


@given(attempts, limits)
def test_waiting_is_enough(some: list[Attempt], limit: Limit) -> None:
    until = locked_until(some, limit, NOON)

    assert until is None or locked_until(some, limit, until) is None


@given(st.integers(0, 4))
def test_a_few_typing_errors_hold_up_nobody(number: int) -> None:
    assert locked_until(failures(number), PER_EMAIL, NOON) is None
