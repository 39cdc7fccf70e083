"""What a file of tables is to whoever reads it: sheets, rows, cells, and the bounds it is read in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, Self, TypeAlias

CellValue: TypeAlias = str | int | float | bool | date | datetime | None
"""What a cell holds; ``None`` for an empty one. A CSV holds texts only."""

NO_RESULT = "=…"
"""Stands for a formula that was saved without its result, as programs that do not count save it; it is no text."""

Row: TypeAlias = tuple[int, Sequence[CellValue]]
"""The row's number, from 1 as a spreadsheet shows it, and its cells from column A to the last that is filled."""

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds in which a file is read.

    Attributes:
        file_bytes: Size of a workbook as it lies on the disk.
        unpacked_bytes: Size of a workbook's parts together, unpacked, and of a CSV.
        tags: XML tags in a sheet, or in the texts of all; four make a cell. Packed well, fifty million of them are a
            small file that is read for a minute.
        ratio: How many times smaller a large part may be packed; text packs 5 to 30 times, a bomb a thousand.
        rows: Number of the last row.
        columns: Number of the last column that is filled.
    """

    file_bytes: int
    unpacked_bytes: int
    rows: int
    columns: int
    tags: int = 60_000_000
    ratio: int = 150


SHEET_LIMITS = Limits(file_bytes=20 * MEGABYTE, unpacked_bytes=200 * MEGABYTE, rows=50_000, columns=500, tags=5_000_000)
"""Of a workbook that somebody filled in."""


class TableFile(Protocol):
    """A file that is open; leaving the ``with`` block closes it."""

    @property
    def sheet_names(self) -> Sequence[str]:
        """The sheets that hold cells, in the order of the file; a CSV has one, named after the file."""
        ...

    @property
    def progress(self) -> float:
        """The part of the sheet being read that lies behind, 0 to 1."""
        ...

    @property
    def from_1904(self) -> bool:
        """Whether numbers that stand for days are counted from 1904; cells formatted as days are days already."""
        ...

    def prepare(self) -> Iterator[float]:
        """Do what the rows of every sheet need first, step by step, giving the progress; ``rows`` does it otherwise.

        Raises:
            TableFileError: If the file breaks off.
        """
        ...

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of a sheet that hold something, from the first on, read as they are asked for.

        A merged cell has its value in its first cell; the others are empty. A formula is the result that was saved
        with it, ``NO_RESULT`` without one. Several sheets may be read one after the other, not at once.

        Raises:
            TableFileError: Also in the middle, where the file breaks off or goes beyond its bounds.
            KeyError: If there is no such sheet.
        """
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
