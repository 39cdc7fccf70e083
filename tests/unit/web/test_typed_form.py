"""A report's whole form as it comes back: what was not touched is told from what was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.web.reports.typed_form import read_seen, read_typed_form, seen_token, storable

texts = st.text(max_size=40)
names = st.sampled_from(["problems", "next_steps", "spending.1.2019-07", "declared.status"])
versions = st.integers(0, 10_000)


def browser_text(text: str) -> str:
    """A text as a browser sends it: every line ends with two signs."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


@given(names, versions, texts)
def test_what_nobody_touched_is_not_saved(name: str, version: int, text: str) -> None:
    shown = storable(text).replace("\r", "")
    sent = {f"seen.{name}": seen_token(version, shown), name: browser_text(shown)}

    typed = read_typed_form(sent)

    assert typed.changed == {}
    assert set(typed.texts) == {name}


@given(names, versions, texts, texts)
def test_what_was_typed_is_saved_upon_the_version_shown(name: str, version: int, shown: str, text: str) -> None:
    sent = {f"seen.{name}": seen_token(version, shown), name: text}

    typed = read_typed_form(sent)

    if storable(text).replace("\r\n", "\n") != shown.replace("\r\n", "\n"):
        assert (typed.changed[name].text, typed.changed[name].seen) == (storable(text), version)


def test_an_unticked_box_is_an_empty_text() -> None:
    typed = read_typed_form({"seen.unchanged.posts": seen_token(3, "yes")})

    assert typed.changed["unchanged.posts"].text == ""


def test_a_field_that_was_not_on_the_page_is_left_alone() -> None:
    assert read_typed_form({"problems": "x", "csrf_token": "y"}).texts == {}


@pytest.mark.parametrize(
    ("choice", "changed", "undecided"), [("", False, True), ("mine", True, False), ("theirs", False, False)]
)
def test_a_field_in_conflict_is_saved_only_when_somebody_chose_it(choice: str, changed: bool, undecided: bool) -> None:
    sent = {"seen.problems": seen_token(2, "tamto"), "problems": "moje", "conflict.problems": "1"}

    typed = read_typed_form(sent | ({"choice.problems": choice} if choice else {}))

    assert ("problems" in typed.changed, "problems" in typed.undecided) == (changed, undecided)


@given(st.one_of(st.text(max_size=20), st.none(), st.booleans(), st.floats(), st.lists(st.integers(), max_size=2)))
def test_a_token_is_a_version_or_nothing(token: object) -> None:
    seen = read_seen(token)

    assert seen is None or 0 <= seen.version < 10**9


@given(texts)
def test_what_can_be_stored_stays_as_it_is(text: str) -> None:
    once = storable(text)

    assert storable(once) == once
    once.encode()
    assert "\0" not in once
