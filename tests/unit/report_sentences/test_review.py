"""What a reviewer reads of the checks' findings: every one has its sentence, without advice for the writer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.speaking import speaking
from tracker.domain.report_check import Check
from tracker.domain.report_codes import CheckCode
from tracker.domain.vocabulary import Status
from tracker.formatting import NBSP
from tracker.report_sentences.checks import check_sentence
from tracker.report_sentences.review import reviewed_check

FOUND = Check(
    CheckCode.OVER_TASK,
    "spending.1.2019-07",
    "over_task.1",
    amount=Decimal("120.50"),
    limit=Decimal("40.00"),
    rate=Decimal("-0.088"),
    limit_rate=Decimal("0.10"),
    day=date(2019, 11, 7),
    limit_day=date(2019, 10, 15),
    status=Status.ATTENTION,
)
"""A finding with every figure that any sentence could ask for."""


@pytest.mark.parametrize("code", list(CheckCode))
def test_every_finding_has_a_sentence_in_both_languages(code: CheckCode) -> None:
    said = []
    for language in ("pl", "en"):
        with speaking(language):
            said.append(reviewed_check(replace(FOUND, code=code)))

    assert all(sentence.endswith(".") for sentence in said)
    assert said[0] != said[1]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (CheckCode.OVER_TASK, "120,50 zł ponad budżet zadania, 40,00 zł."),
        (CheckCode.DELAY_UNEXPLAINED, "23 dni później niż poprzednio; powodu nie podano."),
        (CheckCode.MUCH_MORE_THAN_BEFORE, "Warto sprawdzić. To 3,0 razy tyle, ile w poprzednim okresie."),
        (CheckCode.STATUS_DIFFERS, "Warto sprawdzić. Z liczb wynika ocena: wymaga uwagi."),
    ],
)
def test_the_sentence_tells_the_figures(code: CheckCode, sentence: str) -> None:
    with speaking("pl"):
        assert reviewed_check(replace(FOUND, code=code)).replace(NBSP, " ") == sentence


def test_what_the_writer_is_to_do_is_not_said_to_the_reviewer() -> None:
    found = replace(FOUND, code=CheckCode.BEHIND_PLAN)

    with speaking("pl"):
        assert "Napisz" in check_sentence(found)
        assert "Napisz" not in reviewed_check(found)
