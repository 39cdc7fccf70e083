"""Every member of every closed list has a word."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import pytest

from tests.unit.speaking import speaking
from tracker.domain import vocabulary
from tracker.domain.funding import Check
from tracker.domain.portfolio import Deed
from tracker.domain.reporting import ReportStanding
from tracker.domain.screens import ScreenDay, ScreenStanding, ScreenView
from tracker.domain.status import Rule
from tracker.labels import choices, label

UNSPOKEN = {vocabulary.DatePrecision, vocabulary.ReportDecision}
"""A date shows its precision by how it is written, a decision shows as the standing of its report."""

LISTS = [
    *(
        thing
        for thing in vars(vocabulary).values()
        if isinstance(thing, type) and issubclass(thing, Enum) and thing.__module__ == vocabulary.__name__
    ),
    ReportStanding,
    Rule,
    Check,
    Deed,
    ScreenView,
    ScreenDay,
    ScreenStanding,
]
SPOKEN = [members for members in LISTS if members not in UNSPOKEN]


@pytest.fixture(params=["pl", "en"], autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    with speaking(request.param):
        yield request.param


def test_there_are_lists_to_speak_of() -> None:
    assert {vocabulary.Status, vocabulary.Stage, vocabulary.FactName} <= set(SPOKEN)


@pytest.mark.parametrize("members", SPOKEN, ids=lambda members: members.__name__)
def test_every_member_has_a_word_of_its_own(members: type[Enum]) -> None:
    words = [label(member) for member in members]

    assert all(word.strip() for word in words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("members", SPOKEN, ids=lambda members: members.__name__)
def test_choices_keep_the_order_of_the_list(members: type[Enum]) -> None:
    assert choices(members) == [(member.value, label(member)) for member in members]


def test_word_follows_the_language(language: str) -> None:
    assert label(vocabulary.Status.AT_RISK) == {"pl": "Zagrożony", "en": "At risk"}[language]


def test_equal_values_of_two_lists_have_words_of_their_own() -> None:
    assert vocabulary.StatementKind.PLANNED.value == "planned"
    assert label(vocabulary.Stage.FINISHED) != label(vocabulary.Status.FINISHED)


def test_list_without_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        label(vocabulary.DatePrecision.DAY)
