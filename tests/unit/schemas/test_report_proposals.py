"""A coordinator's proposal has one spelling in the database and words on the page, however it was typed."""

from __future__ import annotations

import pytest

from tests.unit.speaking import speaking
from tracker.formatting import NBSP
from tracker.schemas.report_proposals import proposal_text, spell_proposal


@pytest.mark.parametrize(
    ("field", "typed", "kept", "shown"),
    [
        ("spending.2.2019-08", "8.300,50", "8 300,50", "8 300,50 zł"),
        ("spending.2.2019-08", "PLN 500", "500,00", "500,00 zł"),
        ("spending.2.2019-08", "-12,5 zł", "-12,50", "−12,50 zł"),
        ("post.4", "1.50", "1,5", "1,5"),
        ("training.4", " 12,00 ", "12", "12"),
        ("indicator.1.reached", "1 200", "1 200", "1 200"),
        ("milestone.3.day", "25/10/19", "25.10.2019", "25 października 2019"),
        ("milestone.3.state", "achieved", "achieved", "Zrobione"),
        ("declared.status", "attention", "attention", "Wymaga uwagi"),
        ("problems", "Nabór trwa.", "Nabór trwa.", "Nabór trwa."),
        ("milestone.3.reason", "2019", "2019", "2019"),
        ("spending.2.2019-08", "12,800", "12,800", "12,800"),
        ("no.such.field", "8.300,50", "8.300,50", "8.300,50"),
    ],
)
def test_a_proposal_is_kept_as_the_form_spells_it_and_shown_in_words(
    field: str, typed: str, kept: str, shown: str
) -> None:
    with speaking("pl"):
        spelled = spell_proposal(field, typed)
        again = spell_proposal(field, spelled)
        told = proposal_text(field, typed)

    assert (spelled.replace(NBSP, " "), told.replace(NBSP, " ")) == (kept, shown)
    assert again == spelled


def test_nothing_proposed_is_shown_as_nothing() -> None:
    with speaking("pl"):
        assert proposal_text("spending.2.2019-08", "") == ""
