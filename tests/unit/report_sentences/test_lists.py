"""How the lists of reports say when something happened, and who did it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.unit.speaking import speaking
from tracker.domain.project import Decision
from tracker.domain.vocabulary import ReportDecision
from tracker.formatting import NBSP
from tracker.report_sentences.lists import days_since_text, days_until_text, decision_text, when_text

DAY = date(2019, 10, 15)


@pytest.mark.parametrize(("days", "text"), [(0, "od dziś"), (1, "1 dzień"), (2, "2 dni"), (5, "5 dni"), (22, "22 dni")])
def test_what_began_today_has_not_lasted_zero_days(days: int, text: str) -> None:
    with speaking("pl"):
        assert days_since_text(days).replace(NBSP, " ") == text


def test_what_is_due_today_has_not_zero_days_left() -> None:
    with speaking("pl"):
        assert days_until_text(0) == "dziś"


@pytest.mark.parametrize(("day", "text"), [(14, "1 dzień temu"), (15, "dziś"), (17, "za 2 dni")])
def test_a_day_is_told_from_today(day: int, text: str) -> None:
    with speaking("pl"):
        assert when_text(DAY, DAY.replace(day=day)).replace(NBSP, " ") == text


def test_who_took_a_report_back_has_decided_nothing() -> None:
    at = datetime(2019, 10, 15, 10, tzinfo=UTC)
    taken, returned = (
        Decision(made, DAY, at, made_by="Anna Nowak") for made in (ReportDecision.WITHDRAWN, ReportDecision.RETURNED)
    )

    with speaking("en"):
        texts = [decision_text(made) for made in (taken, returned)]

    assert "Taken back by: Anna Nowak." in texts[0]
    assert "Decided by" not in texts[0]
    assert "Decided by: Anna Nowak." in texts[1]
