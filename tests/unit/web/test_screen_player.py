"""What the script of a shared screen is given: complete words in both languages, and the palette of the hour."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.speaking import speaking
from tracker.web.screens.player import COUNTS, palette, player_words


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_form_of_a_count_has_a_place_for_its_number(language: str) -> None:
    with speaking(language):
        words = player_words()

    for unit in ("minutes", "hours", "days"):
        assert set(words[unit]) == set(COUNTS)
        assert all("{count}" in form for form in words[unit].values())
    assert "{moment}" in words["since"]
    assert len(set(words["months"])) == 12


def test_polish_months_stand_in_the_form_of_dates() -> None:
    with speaking("pl"):
        months = player_words()["months"]

    assert months[9:11] == ["października", "listopada"]


def test_night_is_the_palette_of_a_screen_without_day_hours() -> None:
    assert palette(None, 60, datetime(2026, 11, 23, 11, 0, tzinfo=UTC)) == "night"


def test_hours_are_those_of_the_place_across_midnight() -> None:
    just_after_midnight = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert palette((0, 60), 60, just_after_midnight) == "day"
