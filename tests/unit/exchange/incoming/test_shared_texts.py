"""Shared texts come back by their numbers, however many and however long."""

from __future__ import annotations

from contextlib import closing
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.incoming.shared_texts import SharedTexts


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))), st.randoms())
def test_texts_come_back_in_any_order(texts: list[str], chance: Random) -> None:
    numbers = list(range(len(texts)))
    chance.shuffle(numbers)

    with closing(_shared(texts)) as shared:
        assert [shared[number] for number in numbers] == [texts[number] for number in numbers]


def test_texts_longer_than_a_block_are_whole() -> None:
    texts = ["ą" * 40_000, "b", "ć" * 200_000, ""]

    with closing(_shared(texts)) as shared:
        assert [shared[number] for number in (3, 2, 0, 1)] == ["", texts[2], texts[0], "b"]


def test_a_number_beyond_the_last_is_refused() -> None:
    with closing(SharedTexts()) as shared, pytest.raises(IndexError):
        shared[0]


def _shared(texts: list[str]) -> SharedTexts:
    shared = SharedTexts()
    for text in texts:
        shared.add(text)
    return shared
