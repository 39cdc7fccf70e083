"""Every doubt is told in a whole sentence, in both languages, with its figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.speaking import speaking
from tracker.domain.doubts import Doubt, QualityRemark, Remedy, remedy_of
from tracker.domain.funding import Check
from tracker.domain.periods import PartialDate
from tracker.domain.remark_list import collect_remarks, list_remarks
from tracker.domain.vocabulary import FactName
from tracker.quality_sentences import remark_sentence, remarks_headline, remarks_second


def make_remark(doubt: Doubt) -> QualityRemark:
    """A remark of which every field is set."""
    is_conflict = doubt is Doubt.CONFLICT
    start, end = PartialDate.parse("2019-04"), PartialDate.parse("2018-04-30")
    return QualityRemark(
        doubt,
        (FactName.TOTAL_VALUE, FactName.START),
        check=Check.PARTS_MAKE_TOTAL,
        found=Decimal(5),
        expected=Decimal("346746.25"),
        values=(Decimal("1.00"), Decimal("2.00")) if is_conflict else (start, end),
        text="wholly_eu" if doubt is Doubt.CLAIM_CONTRADICTED else "Wizyta studyjna",
        number=1,
        day=start,
        days=97,
    )


@pytest.mark.parametrize("doubt", Doubt)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_doubt_is_a_whole_sentence(doubt: Doubt, language: str) -> None:
    with speaking(language):
        sentence = remark_sentence(make_remark(doubt))

    assert sentence[0].isupper() or sentence[0] in "„“"
    assert sentence.endswith(".")
    assert "%(" not in sentence


def test_a_conflict_names_what_counts_first() -> None:
    with speaking("pl"):
        sentence = remark_sentence(make_remark(Doubt.CONFLICT)).replace("\u00a0", " ")

    assert sentence == "Wartość projektu: liczy się 1,00 zł, a inne źródło podaje 2,00 zł; nie zapisano, dlaczego."


def test_nothing_to_check_is_said() -> None:
    with speaking("pl"):
        nothing = list_remarks(collect_remarks([]))
        heading, second = remarks_headline(nothing), remarks_second(nothing)

    assert (heading, second) == ("Nie ma projektu do sprawdzenia.", "")


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_about_a_fact_leads_to_its_form(doubt: Doubt) -> None:
    bare = QualityRemark(doubt, (FactName.TITLE,))

    assert remedy_of(bare) in Remedy
    assert remedy_of(QualityRemark(Doubt.NO_DOCUMENT, text="plan")) is Remedy.PLAN
