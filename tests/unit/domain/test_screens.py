"""What a screen is at a moment: how it fares, what of the desk's deeds still holds, who has to wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.screens import (
    BEAT_EVERY,
    MISS_WINDOW,
    MOST_MISSES,
    SILENT_AFTER,
    Control,
    Heartbeat,
    Screen,
    ScreenPlan,
    ScreenStanding,
    ScreenView,
    is_token,
    new_token,
    token_digest,
    wait_for_misses,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SCREEN = Screen(1, ScreenPlan("Korytarz"), Control(), 1, NOON)
moments = st.integers(-4_000, 4_000).map(lambda seconds: NOON + timedelta(seconds=seconds))


def seen(at: datetime) -> Screen:
    """A screen whose last heartbeat was then."""
    return replace(SCREEN, heartbeat=Heartbeat(at, ScreenView.CURVE, 1920, 1080, "1"))


def test_a_screen_is_awaited_then_shows_then_falls_silent_then_is_withdrawn() -> None:
    standings = [
        SCREEN.standing(NOON),
        seen(NOON).standing(NOON + SILENT_AFTER),
        seen(NOON).standing(NOON + SILENT_AFTER + SECOND),
        replace(seen(NOON), withdrawn_at=NOON).standing(NOON),
    ]

    assert standings == list(ScreenStanding)


def test_a_heartbeat_is_taken_every_twenty_seconds_and_after_a_clock_was_set_back() -> None:
    assert SCREEN.takes_heartbeat(NOON)
    assert not seen(NOON).takes_heartbeat(NOON + BEAT_EVERY - SECOND)
    assert seen(NOON).takes_heartbeat(NOON + BEAT_EVERY)
    assert seen(NOON).takes_heartbeat(NOON - SECOND)


@given(st.none() | moments, st.none() | moments, st.booleans())
def test_what_has_run_out_is_gone_and_the_rest_stays(
    pushed: datetime | None, told: datetime | None, is_paused: bool
) -> None:
    view, text = ScreenView.MAP if pushed else None, "Alarm próbny" if told else ""
    control = Control(is_paused, view, pushed, text, told)

    current = control.current(NOON)

    assert current.is_paused is is_paused
    assert (current.pushed is not None) == (pushed is not None and pushed > NOON)
    assert bool(current.message) == (told is not None and told > NOON)
    assert current.current(NOON) == current


@given(st.lists(moments, max_size=60))
def test_a_wait_ends_when_enough_misses_are_old(misses: list[datetime]) -> None:
    wait = wait_for_misses(misses, NOON)
    recent = [at for at in misses if at > NOON - MISS_WINDOW]

    assert (wait is None) == (len(recent) < MOST_MISSES)
    if wait is not None and max(misses) <= NOON:
        assert SECOND * 0 < wait <= MISS_WINDOW
        assert wait_for_misses(misses, NOON + wait) is None


def test_tokens_are_well_formed_and_no_two_are_alike() -> None:
    tokens = {new_token() for _ in range(200)}

    assert len(tokens) == 200
    assert all(map(is_token, tokens))
    assert not any(map(is_token, ["", "a" * 31, "a" * 33, "ą" * 32, "a" * 31 + "\n", "a" * 31 + "/"]))
    assert {len(token_digest(token)) for token in tokens} == {64}
