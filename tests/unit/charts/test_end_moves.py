"""The chart of expected ends: bars, sentence and table of the same numbers."""

from __future__ import annotations

from datetime import date

from tests.unit.speaking import speaking
from tracker.charts.end_moves import DRAWN, end_moves_chart
from tracker.domain.end_moves import EndMove
from tracker.domain.periods import PartialDate

JUNE, OCTOBER = date(2019, 6, 30), date(2019, 10, 15)
SOME_DAY = PartialDate(date(2020, 3, 31))


def make_moves(*days: int | None) -> list[tuple[str, EndMove]]:
    return [(f"Miejsce {place}", EndMove(SOME_DAY, SOME_DAY, moved)) for place, moved in enumerate(days)]


def test_the_worst_are_drawn_and_the_others_are_counted() -> None:
    with speaking("pl"):
        chart = end_moves_chart(make_moves(*range(1, 13), -5, 0, None), JUNE, OCTOBER, is_example=False)

    assert chart is not None
    assert [int(step.end) for step in chart.steps] == list(range(12, 12 - DRAWN, -1))
    rows = [tuple(cell.replace("\u00a0", " ") for cell in row) for row in chart.table.rows]
    assert rows[DRAWN:] == [
        ("inne przesunięte: 3", "–", "–", "−2 dni"),
        ("bez przesunięcia: 1", "–", "–", "0 dni"),
        ("nieznane w jednym z dni: 1", "brak danych", "brak danych", "brak danych"),
    ]
    sentence = chart.sentence.replace("\u00a0", " ")
    assert "w 14 z 15 projektów" in sentence
    assert "+73" in sentence


def test_where_nothing_is_known_nothing_is_drawn() -> None:
    with speaking("pl"):
        unknown = end_moves_chart(make_moves(None, None), JUNE, OCTOBER, is_example=False)
        still = end_moves_chart(make_moves(0, None), JUNE, OCTOBER, is_example=False)

    assert unknown is None
    assert still is not None
    assert not still.steps
    assert "w 1 z 2 projektów" in still.sentence.replace("\u00a0", " ")
