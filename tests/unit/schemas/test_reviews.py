"""A review as it is sent: its verdicts become remarks, and nothing that was typed is passed over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from tests.unit.speaking import speaking
from tracker.domain.project import Remark
from tracker.domain.report_life import ReportAction
from tracker.schemas.reviews import JudgedRow, ReviewDraft, ReviewSchema

TASK = JudgedRow("spending.1.2019-07", ("spending.1.2019-07", "spending.1.2019-08"))
WORDS = JudgedRow("problems", ())
FORM = {"action": "return", "number": "2", "comment": " Proszę poprawić. "}


@pytest.fixture(autouse=True)
def polish() -> Iterator[None]:
    """Speak Polish in every test."""
    with speaking("pl"):
        yield


def load(**typed: str) -> ReviewDraft:
    draft: ReviewDraft = ReviewSchema([TASK, WORDS]).load({**FORM, **typed})
    return draft


def faults(**typed: str) -> set[str]:
    """The inputs a form is refused for."""
    with pytest.raises(ValidationError) as refused:
        load(**typed)
    return set(refused.value.messages_dict)


def test_a_form_without_verdicts_has_no_remarks() -> None:
    assert load() == ReviewDraft(ReportAction.RETURN, 2, "Proszę poprawić.", ())


def test_a_comment_stands_at_the_row_s_own_field() -> None:
    draft = load(**{"verdict:problems": "fix", "comment:problems": "Kogo\r\ndotyczy?"})

    assert draft.remarks == (Remark("problems", "Kogo\ndotyczy?"),)


def test_each_proposal_is_a_remark_and_the_first_takes_the_comment() -> None:
    draft = load(
        **{
            "verdict:spending.1.2019-07": "fix",
            "comment:spending.1.2019-07": "Za mało.",
            "proposed:spending.1.2019-07": "1,00",
            "proposed:spending.1.2019-08": "2,00",
        }
    )

    assert draft.remarks == (
        Remark("spending.1.2019-07", "Za mało.", "1,00"),
        Remark("spending.1.2019-08", "", "2,00"),
    )


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"verdict:problems": "fix"}, "comment:problems"),
        ({"comment:problems": "Zapomniane"}, "comment:problems"),
        ({"proposed:spending.1.2019-08": "2,00"}, "comment:spending.1.2019-07"),
        ({"verdict:problems": "fix", "comment:problems": "x" * 2001}, "comment:problems"),
        ({"verdict:problems": "fix", "comment:problems": "a\0b"}, "comment:problems"),
        ({"action": ""}, "action"),
        ({"action": "destroy"}, "action"),
        ({"number": "0"}, "number"),
        ({"number": "1.5"}, "number"),
        ({"comment": "x" * 2001}, "comment"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_input(typed: dict[str, str], fault: str) -> None:
    assert faults(**typed) == {fault}


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=4))
def test_fields_of_no_row_say_nothing(strange: dict[str, str]) -> None:
    with speaking("pl"):
        known = set(FORM) | {f"{word}:{row.key}" for row in (TASK, WORDS) for word in ("verdict", "comment")}
        others = {name: text for name, text in strange.items() if name not in known}

        draft: ReviewDraft = ReviewSchema([TASK, WORDS]).load({**FORM, **others})

    assert draft.remarks == ()
