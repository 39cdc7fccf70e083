"""A list is read row by row: what is wanted, what cannot be taken, and how many of what else there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.official_lists import HEADINGS, TITLE_ROW, Cell, invented_rows, write_csv, write_xlsx
from tracker.domain.register import LeftOut, RowFault, Selection
from tracker.exchange.incoming.opening import open_table_file
from tracker.exchange.official_list.headings import ListError, ListFault
from tracker.exchange.official_list.reading import LIST_LIMITS, ListReading, Progress, read_list

ROWS = 400


def read(path: Path, selection: Selection | None = None) -> tuple[list[Progress], ListReading]:
    steps: list[Progress] = []
    with open_table_file(path, path.name, LIST_LIMITS) as file:
        reading = read_list(file, path.name, selection or Selection())
        while True:
            try:
                steps.append(next(reading))
            except StopIteration as end:
                return steps, end.value


def xlsx(folder: Path, rows: Iterable[Sequence[Cell]], **options: list[Sequence[Cell]]) -> Path:
    write_xlsx(folder / "lista.xlsx", rows, **options)
    return folder / "lista.xlsx"


@pytest.fixture
def centre() -> list[Cell]:
    return list(invented_rows(8))[7]


def test_centres_of_the_action_are_chosen_and_the_others_counted(tmp_path: Path) -> None:
    steps, found = read(xlsx(tmp_path, invented_rows(2200)))

    assert found.total == 2200
    assert len(found.rows) == 13
    assert found.left_out == {LeftOut.REGIONAL: 220, LeftOut.OTHER_MEASURE: 220, LeftOut.OTHER_PROGRAMME: 1747}
    assert found.published == date(2024, 1, 1)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].rows == 2000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1250"])
def test_both_formats_say_the_same(tmp_path: Path, encoding: str) -> None:
    write_csv(tmp_path / "lista.csv", invented_rows(ROWS), encoding=encoding)

    _, from_csv = read(tmp_path / "lista.csv")
    _, from_xlsx = read(xlsx(tmp_path, invented_rows(ROWS)))

    assert len(from_csv.rows) == 3
    for one, other in zip(from_csv.rows, from_xlsx.rows, strict=True):
        assert (one.number, one.contract, one.start, one.end) == (
            other.number + 1,
            other.contract,
            other.start,
            other.end,
        )
        assert one.total_value is not None
        assert other.total_value is not None
        assert one.total_value.value == other.total_value.value
        assert (one.title, one.locations) == (other.title, other.locations)


def test_a_row_is_read_whole(tmp_path: Path, centre: list[Cell]) -> None:
    centre[9:12] = [346746.25, "346 746,25 zł", None]
    centre[16:18] = [43221.083333333, "2019-10-31"]
    _, found = read(xlsx(tmp_path, [centre]))

    (row,) = found.rows
    assert row.number == 4
    assert row.total_value is not None
    assert row.total_value.value == Decimal("346746.25")
    assert row.eligible_expenditure == row.total_value.__class__(Decimal("346746.25"), "346 746,25 zł")
    assert row.eu_funding is None
    assert (row.start, row.end) == (date(2018, 5, 1), date(2019, 10, 31))


@pytest.mark.parametrize(
    ("column", "cell", "fault"),
    [
        (0, None, RowFault.NO_TITLE),
        (9, "około miliona", RowFault.NOT_AN_AMOUNT),
        (16, "wiosną", RowFault.NOT_A_DATE),
        (17, 40_000, RowFault.END_BEFORE_START),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(
    tmp_path: Path, centre: list[Cell], column: int, cell: Cell, fault: RowFault
) -> None:
    centre[column] = cell
    _, found = read(xlsx(tmp_path, [centre]))

    assert not found.rows
    (refused,) = found.refused
    assert (refused.number, refused.fault) == (4, fault)


def test_amounts_in_euro_are_refused_when_they_are_chosen(tmp_path: Path) -> None:
    _, found = read(xlsx(tmp_path, invented_rows(30)), Selection(measure=""))

    assert {refused.fault for refused in found.refused} == {RowFault.IN_EURO}
    assert len(found.refused) == 3


def test_notes_under_the_table_are_no_projects(tmp_path: Path, centre: list[Cell]) -> None:
    _, found = read(xlsx(tmp_path, [centre, [], ["Źródło: system centralny", None, "stan"]]))

    assert found.total == 1


def test_the_list_is_found_on_a_later_sheet_or_named_for_what_it_is(tmp_path: Path, centre: list[Cell]) -> None:
    with pytest.raises(ListError) as refused:
        read(xlsx(tmp_path, [centre], above=[TITLE_ROW, HEADINGS[4:]]))

    assert refused.value.fault is ListFault.MISSING
