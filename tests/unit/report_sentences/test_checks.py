"""What the checks found, in words: every finding has a sentence, with its figures and what to type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from tests.unit.domain.report_strategies import AS_OF, filled_forms
from tests.unit.speaking import speaking
from tracker.domain.project import ReportContent
from tracker.domain.report_check import Check
from tracker.domain.report_checks import check_report, outcome
from tracker.domain.report_codes import CheckCode, CheckLevel
from tracker.domain.report_form import ReportForm
from tracker.domain.vocabulary import Status
from tracker.formatting import NBSP
from tracker.report_sentences.checks import FieldMessage, check_sentence, field_messages

FIGURES = {
    "amount": Decimal("7720.40"),
    "limit": Decimal("38400.00"),
    "rate": Decimal("-0.088"),
    "limit_rate": Decimal("0.10"),
    "day": date(2019, 11, 7),
    "limit_day": date(2019, 10, 15),
    "status": Status.ATTENTION,
}


def make_check(code: CheckCode, field: str = "spending.1.2019-09") -> Check:
    return Check(code, field, code.value, **FIGURES)  # type: ignore[arg-type]  # Every figure a sentence may need.


def plain(code: CheckCode) -> str:
    """A finding's sentence with ordinary spaces."""
    return check_sentence(make_check(code)).replace(NBSP, " ")


@pytest.mark.parametrize("code", CheckCode)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_finding_has_a_sentence_of_its_own(code: CheckCode, language: str) -> None:
    with speaking(language):
        sentence = plain(code)
        others = {plain(other) for other in CheckCode if other is not code}

    assert sentence.endswith(".")
    assert sentence not in others
    assert "!" not in sentence


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        (CheckCode.TASK_FAR_OVER, ["38,400.00 zł", "46,120.40 zł", "7,720.40 zł", "10 %"]),
        (CheckCode.OVER_TASK, ["38,400.00 zł", "46,120.40 zł", "7,720.40 zł", "10 %"]),
        (CheckCode.TOTAL_OVER, ["38,400.00 zł", "46,120.40 zł", "7,720.40 zł"]),
        (CheckCode.TASK_BELOW_ZERO, ["7,720.40 zł", "38,400.00 zł"]),
        (CheckCode.BEHIND_PLAN, ["8.8 percentage points"]),
        (CheckCode.DELAY_UNEXPLAINED, ["23 days later"]),
        (CheckCode.MUCH_MORE_THAN_BEFORE, ["7,720.40 zł", "38,400.00 zł"]),
        (CheckCode.STATUS_DIFFERS, ["needs attention"]),
    ],
)
def test_a_sentence_says_by_how_much(code: CheckCode, figures: list[str]) -> None:
    with speaking("en"):
        sentence = plain(code)

    assert [figure for figure in figures if figure not in sentence] == []


def test_what_reading_says_replaces_what_the_check_counts() -> None:
    unreadable = make_check(CheckCode.UNREADABLE)

    with speaking("en"):
        told = field_messages([unreadable], {unreadable.field: ("Type the amount in digits.",)})
        alone = field_messages([unreadable])

    assert told == {unreadable.field: (FieldMessage(CheckLevel.ERROR, "Type the amount in digits."),)}
    assert alone[unreadable.field][0].text == "Correct this field."


def test_the_most_serious_stands_first_and_a_warning_says_where_to_explain_it() -> None:
    checks = [make_check(c) for c in (CheckCode.MUCH_MORE_THAN_BEFORE, CheckCode.OVER_TASK, CheckCode.TASK_BELOW_ZERO)]

    with speaking("en"):
        (told,) = field_messages(checks).values()

    assert [message.level for message in told] == [CheckLevel.ERROR, CheckLevel.WARNING, CheckLevel.HINT]
    assert [message.explained_in for message in told] == ["", "explanation.over_task", ""]


@given(filled_forms())
def test_everything_found_can_be_said(filled: tuple[ReportForm, ReportContent]) -> None:
    form, content = filled
    checks = check_report(form, content, frozenset(), AS_OF, computed=Status.AT_RISK)
    missing = outcome(checks, content).unexplained

    with speaking("pl"):
        told = field_messages([*checks, *missing])

    assert sum(len(messages) for messages in told.values()) == len(checks) + len(missing)
    assert all(message.text for messages in told.values() for message in messages)
