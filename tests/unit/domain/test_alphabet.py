"""Polish order from code points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.alphabet import polish_key

LETTERS = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
words = st.text(st.sampled_from(LETTERS + LETTERS.upper() + " -"), max_size=12)


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    assert "".join(sorted(sorted(LETTERS), key=polish_key)) == LETTERS


def test_places_stand_as_in_an_index() -> None:
    places = [
        "Łopiennik Górny",
        "Żabno",
        "Ćmielów",
        "Lublin",
        "Zator",
        "Łódź",
        "Cieszyn",
        "Świdnik",
        "Swarzędz",
        "Źrebce",
    ]

    assert sorted(places, key=polish_key) == [
        "Cieszyn",
        "Ćmielów",
        "Lublin",
        "Łopiennik Górny",
        "Łódź",
        "Swarzędz",
        "Świdnik",
        "Zator",
        "Źrebce",
        "Żabno",
    ]


@given(words, words)
def test_different_texts_have_different_keys(one: str, other: str) -> None:
    assert (polish_key(one) == polish_key(other)) == (one == other)


@given(words, words)
def test_case_decides_only_between_texts_of_the_same_letters(one: str, other: str) -> None:
    if one.casefold() != other.casefold():
        assert (polish_key(one) < polish_key(other)) == (polish_key(one.lower()) < polish_key(other.upper()))


@given(words, st.text(st.sampled_from(LETTERS), min_size=1, max_size=4))
def test_shorter_text_comes_before_the_same_text_with_more(text: str, more: str) -> None:
    assert polish_key(text) < polish_key(text + more)


def test_new_word_comes_before_any_letter() -> None:
    assert sorted(["Nowyż", "Nowy Sącz", "Nowy"], key=polish_key) == ["Nowy", "Nowy Sącz", "Nowyż"]
