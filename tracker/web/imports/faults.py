"""What is wrong with the cells of a sheet, for its page: faults that are alike stand in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import ngettext

from tracker.exchange.filled_sheets.tables import CellProblem

_CELL = re.compile(r"([A-Z]+)(\d+)")

MOST_RANGES = 4
"""Cells, or ranges of cells, that one line names."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one or more cells of a column.

    Attributes:
        cells: Where it is, for instance "F2–F12, F15"; empty for the sheet as a whole.
        heading: Of the column.
        read: What stands there.
        expected: What is expected, in words.
    """

    sheet: str
    cells: str
    heading: str
    read: str
    expected: str


def faults_of(problems: Iterable[CellProblem]) -> list[Fault]:
    """The faults in the order in which each is met first."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for one in problems:
        match = _CELL.fullmatch(one.cell)
        # Only cells of one column stand together; a row as a whole stands alone.
        column = match[1] if match else one.cell
        alike.setdefault((one.sheet, column, one.heading, one.read, one.expected), []).append(one.cell)
    return [
        Fault(sheet, spelled_cells(cells), heading, read, expected)
        for (sheet, _column, heading, read, expected), cells in alike.items()
    ]


def spelled_cells(cells: Sequence[str]) -> str:
    """Cells of one column, those below one another as a range.

    >>> spelled_cells(["F2", "F3", "F4", "F9"]), spelled_cells(["F2", "F3"]), spelled_cells(["row 7"])
    ('F2–F4, F9', 'F2, F3', 'row 7')
    """
    places = [_CELL.fullmatch(cell) for cell in cells]
    rows = sorted(int(place[2]) for place in places if place)
    if len(rows) < len(cells):
        return ", ".join(dict.fromkeys(cells))
    column = next(place[1] for place in places if place)
    ranges = list(_ranges(rows))
    told = ", ".join(_spelled(column, first, last) for first, last in ranges[:MOST_RANGES])
    more = sum(last - first + 1 for first, last in ranges[MOST_RANGES:])
    if not more:
        return told
    return ngettext("%(cells)s and %(num)s more cell", "%(cells)s and %(num)s more cells", more, cells=told)


def _ranges(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of rows that follow one another."""
    for _, group in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        together = [row for _place, row in group]
        yield together[0], together[-1]


def _spelled(column: str, first: int, last: int) -> str:
    if first == last:
        return f"{column}{first}"
    between = ", " if last == first + 1 else "–"
    return f"{column}{first}{between}{column}{last}"
