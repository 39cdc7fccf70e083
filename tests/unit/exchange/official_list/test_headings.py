"""Columns are found by their headings, and what is another list is told apart."""

from __future__ import annotations

from datetime import date

import pytest

from tests.official_lists import HEADINGS, TITLE_ROW
from tracker.exchange.incoming.tables import CellValue, Row
from tracker.exchange.official_list.headings import Column, ListError, ListFault, column_named, find_heading

NEWER = (
    "Nazwa projektu/ Project name",
    "Numer umowy/decyzji",
    "Nazwa beneficjenta",
    "Program",
    "Dofinansowanie z UE (w zł)",
)


def top(headings: tuple[CellValue, ...] = HEADINGS, *, row: int = 3, above: CellValue = TITLE_ROW[0]) -> list[Row]:
    return [(1, (above,)), (row, headings), (row + 1, ("Projekt",) * 25)]


@pytest.mark.parametrize("row", [1, 2, 3, 4, 15])
def test_headings_are_found_wherever_they_stand(row: int) -> None:
    heading = find_heading([(row, HEADINGS), (row + 1, ("a", "b", "c"))], file="lista")

    assert heading.row == row
    assert heading.columns[Column.TITLE] == 0
    assert heading.columns[Column.EU_FUNDING] == 11
    assert heading.columns[Column.END] == 17


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("TYTUŁ PROJEKTU", Column.TITLE),
        (" tytuł\u00a0 projektu\n/Project name ", Column.TITLE),
        ("Numer umowy", Column.CONTRACT),
        ("Numer umowy / decyzji / Contract number", Column.CONTRACT),
        ("Wartość projektu w zł", Column.TOTAL_VALUE),
        ("Wartość unijnego dofinansowania (w\u00a0zł, dla projektów EWT w euro)", Column.EU_FUNDING),
        ("Poziom unijnego dofinansowania w procentach", None),
        ("Działanie/ Measure", Column.MEASURE),
        ("Dziedzina działalności gospodarczej, której dotyczy projekt", None),
        ("", None),
    ],
)
def test_a_heading_is_known_whatever_its_year(heading: str, column: Column | None) -> None:
    assert column_named(heading) is column


def test_all_missing_headings_are_named() -> None:
    headings = tuple(text for text in HEADINGS if "beneficjenta" not in text and "zakończenia" not in text)

    with pytest.raises(ListError, match=r"Nazwa beneficjenta.*Data zakończenia realizacji projektu") as refused:
        find_heading(top(headings), file="lista")

    assert refused.value.fault is ListFault.MISSING


def test_what_is_missing_and_what_stands_twice_is_told_at_once() -> None:
    headings = tuple("Tytuł projektu" if "beneficjenta" in text else text for text in HEADINGS)

    with pytest.raises(ListError) as refused:
        find_heading(top(headings), file="lista")

    assert [problem.message.split("„")[1] for problem in refused.value.problems] == [
        "Nazwa beneficjenta”.",
        "Tytuł projektu”.",
    ]


def test_headings_that_stand_twice_are_named() -> None:
    with pytest.raises(ListError, match="Tytuł projektu") as refused:
        find_heading(top((*HEADINGS, "Tytuł projektu")), file="lista")

    assert refused.value.fault is ListFault.DOUBLED


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (top(NEWER), ListFault.NEWER),
        (top(above="Lista projektów 2021–2027"), ListFault.NEWER),
        ([(1, HEADINGS), *((row, ("x", "FERS.01.01-IP.05-0001/23")) for row in range(2, 6))], ListFault.NEWER),
        (top(above="Lista beneficjentów 2007-2013"), ListFault.OLDER),
        (top(row=16), ListFault.NO_HEADINGS),
        ([(1, ("a", 1, None)), (2, (date(2018, 1, 1),))], ListFault.NO_HEADINGS),
        ([], ListFault.NO_HEADINGS),
    ],
)
def test_what_is_no_list_of_these_years_is_refused(rows: list[Row], fault: ListFault) -> None:
    with pytest.raises(ListError) as refused:
        find_heading(rows, file="lista")

    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ("stan na 1 stycznia 2024 r.", date(2024, 1, 1)),
        ("Lista projektów 2014-2020 (stan na dzień 31.12.2019)", date(2019, 12, 31)),
        ("Dane według stanu na 2020-05-02", date(2020, 5, 2)),
        (date(2021, 3, 4), date(2021, 3, 4)),
        ("stan na 31 lutego 2020", None),
        ("Lista projektów 2014-2020", None),
    ],
)
def test_the_date_of_the_list_is_read(above: CellValue, published: date | None) -> None:
    assert find_heading(top(above=above), file="lista").published == published
