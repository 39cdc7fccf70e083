"""Each change in a Polish sentence of its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain import strategies as domain
from tests.unit.speaking import speaking
from tracker.change_sentences.headline import changes_headline
from tracker.change_sentences.telling import change_sentence, fold
from tracker.domain.changes import Change, compare_snapshots
from tracker.domain.outcome import Outcome
from tracker.domain.periods import PartialDate
from tracker.domain.picture import Aspect, AspectKind, Held, MilestoneDates, Reached, SpentAmount, Value
from tracker.domain.portfolio import AmountSum
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot

JULY, AUGUST = PartialDate(date(2019, 7, 1)), PartialDate(date(2019, 8, 2))


def make_change(kind: AspectKind, before: Value | None, after: Value | None, key: str = "") -> Change:
    held = [None if value is None else Held(value) for value in (before, after)]
    return Change(Aspect(kind, key), held[0], held[1])


def told(*changes: Change) -> str:
    with speaking("pl"):
        (only,) = fold(changes)
        return change_sentence(only).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            make_change(
                AspectKind.SPENT,
                SpentAmount(Decimal("100.00"), date(2019, 6, 30), Decimal("-0.05")),
                SpentAmount(Decimal("150.50"), date(2019, 9, 30), Decimal("-0.103")),
            ),
            "Przybyło 50,50 zł wydatków, razem 150,50 zł do 30 września 2019; wobec planu −10,3 pkt proc., było −5,0.",
        ),
        (
            make_change(
                AspectKind.MILESTONE,
                MilestoneDates("Nowy regulamin", JULY, JULY, is_achieved=False),
                MilestoneDates("Nowy regulamin", JULY, AUGUST, is_achieved=False),
            ),
            "„Nowy regulamin”: spodziewany 2 sierpnia 2019 zamiast 1 lipca 2019, 32 dni później.",
        ),
        (
            make_change(
                AspectKind.MILESTONE,
                MilestoneDates("Nowy regulamin", JULY, JULY, is_achieved=False),
                MilestoneDates("Nowy regulamin", JULY, JULY, is_achieved=True),
            ),
            "„Nowy regulamin”: osiągnięty 1 lipca 2019, w terminie.",
        ),
        (
            make_change(
                AspectKind.POST,
                Reached("Pierwszy kontakt", Decimal(2), None),
                Reached("Pierwszy kontakt", Decimal(2), Decimal("1.5")),
            ),
            "„Pierwszy kontakt”: 1,5 z 2, wcześniej nie podano.",
        ),
    ],
)
def test_a_change_is_told_with_its_figures(change: Change, sentence: str) -> None:
    assert told(change) == sentence


def test_new_things_of_one_sort_are_told_together() -> None:
    new = [
        make_change(AspectKind.MILESTONE, None, MilestoneDates(f"Kamień {n}", JULY, JULY, is_achieved=False), str(n))
        for n in range(5)
    ]

    assert told(*new) == "Do planu weszło 5 kamieni milowych."


@given(record=domain.records(), first=domain.viewpoints, second=domain.viewpoints, there=st.booleans())
def test_whatever_changes_can_be_told(record: ProjectRecord, first: Viewpoint, second: Viewpoint, there: bool) -> None:
    before = take_snapshot(record, first) if there else None
    changes = compare_snapshots(before, take_snapshot(record, second))

    with speaking("pl"):
        sentences = [change_sentence(one) for one in fold(changes)]

    assert sum(len(one) for one in fold(changes)) == len(changes)
    assert all(text.endswith((".", "”.")) and "None" not in text for text in sentences)


@pytest.mark.parametrize(
    ("worse", "better", "came", "sentence"),
    [
        (2, 1, 0, "Od 30 czerwca 2019 pogorszyły się dwa projekty, poprawił się jeden;"),
        (5, 0, 3, "Od 30 czerwca 2019 pogorszyło się pięć projektów, doszły trzy projekty;"),
        (0, 1, 0, "Od 30 czerwca 2019 poprawił się jeden projekt;"),
        (0, 0, 0, "Od 30 czerwca 2019 ocena żadnego projektu się nie pogorszyła ani nie poprawiła;"),
    ],
)
def test_the_headline_tells_worse_before_better(worse: int, better: int, came: int, sentence: str) -> None:
    found = Outcome(worse, better, came, 0, AmountSum(Decimal("1200000.00"), 9, 14))

    with speaking("pl"):
        headline = changes_headline(found, date(2019, 6, 30)).replace("\u00a0", " ")

    assert headline == f"{sentence} doszło 1,20 mln zł wydatków w 9 z 14 projektów."
