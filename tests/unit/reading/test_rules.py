"""Every rule of the announcement reader finds the passage of its example."""

from __future__ import annotations

import pytest

from tests.unit.speaking import speaking
from tracker.announcement_labels import label
from tracker.reading.reader import read
from tracker.reading.result import DecoyReason, FieldName, Found, Reading, Verdict
from tracker.reading.rules import EXAMPLES, Rule

FRAME = "\n\nDziałanie 2.5 Skuteczna pomoc społeczna, ośrodek pomocy społecznej, usprawnienia organizacyjne."


def everything(reading: Reading) -> list[Found]:
    """All that is proposed."""
    return list(reading.passages())


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_finds_its_example(rule: Rule) -> None:
    marked, value = EXAMPLES[rule]
    passage = marked[marked.index("<") + 1 : marked.index(">")]
    subject = "" if rule in (Rule.TITLE_HEADING, Rule.EVENT_THIS_YEAR) else "To nasz projekt.\n\n"

    reading = read(subject + marked.replace("<", "").replace(">", "") + FRAME + " Projekt.")

    found = [(found.as_written, found.value) for found in everything(reading) if found.rule is rule]
    assert (passage, value) in found


def test_every_rule_has_an_example() -> None:
    assert set(Rule) - set(EXAMPLES) == {Rule.TITLE_REPEATED}


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_member_has_words(language: str) -> None:
    with speaking(language):
        words = [label(member) for members in (Rule, FieldName, DecoyReason, Verdict) for member in members]

    assert all(words)
    assert len(words) == len(set(words))
