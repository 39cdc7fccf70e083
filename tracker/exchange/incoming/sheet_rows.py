"""The rows of one sheet, put together from its XML as it passes by."""

from __future__ import annotations

from functools import lru_cache
from typing import NoReturn

from tracker.exchange.incoming.cells import CellReader
from tracker.exchange.incoming.refusals import TableRefusal
from tracker.exchange.incoming.tables import NO_RESULT, CellValue, Limits, Row
from tracker.exchange.incoming.xml_stream import Attributes, BrokenXmlError, plain_names

_NAMES = plain_names("row", "c", "v", "t", "is", "rPh", "f")
_DIGITS = "0123456789"


class BeyondError(ValueError):
    """A cell stands beyond the bounds.

    Attributes:
        refusal: Which bound it was.
        row: The cell's row.
    """

    def __init__(self, refusal: TableRefusal, row: int) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.row = row


@lru_cache(maxsize=20_000)
def column_of(letters: str) -> int:
    """The number of a column, from 0.

    Raises:
        BrokenXmlError: If it is none.

    >>> column_of("A"), column_of("Z"), column_of("AA")
    (0, 25, 26)
    """
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or number > 20_000:
            raise BrokenXmlError(f"there is no column {letters[:9]}")
        number = number * 26 + ord(letter) - 64
    return number - 1


class SheetRows:
    """Handlers for the elements of a sheet; the finished rows are taken from time to time.

    Memory is bounded by the cells that are there, never by how far apart they stand.
    """

    def __init__(self, cells: CellReader, limits: Limits) -> None:
        self._cells = cells
        self._limits = limits
        self._finished: list[Row] = []
        self._number = 0
        self._row: list[CellValue] = []
        self._column = -1
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._is_value = self._is_spoken = self._lacks_result = False

    def take(self) -> list[Row]:
        """The rows finished since the last time."""
        finished, self._finished = self._finished, []
        return finished

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        plain = _NAMES.get(name)
        if plain == "c":
            reference = attributes.get("r")
            self._column = column_of(reference.rstrip(_DIGITS)) if reference else self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
        elif plain in {"v", "t"}:
            self._is_value = not self._is_spoken
            self._lacks_result = False
        elif plain == "f":
            self._lacks_result = True
        elif plain == "row":
            self._begin_row(attributes.get("r"))
        elif plain == "rPh":
            self._is_spoken = True

    def text(self, piece: str) -> None:
        """A piece of text stands in the element that is open."""
        if self._is_value:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        """An element ends."""
        plain = _NAMES.get(name)
        if plain in {"v", "t"}:
            self._is_value = False
        elif plain == "c":
            if self._pieces:
                self._put(self._cells.value(self._kind, self._style, "".join(self._pieces)))
                self._pieces.clear()
            elif self._lacks_result:
                self._put(NO_RESULT)
            self._lacks_result = False
        elif plain == "row":
            if self._row:
                self._finished.append((self._number, self._row))
        elif plain == "rPh":
            self._is_spoken = False

    def _begin_row(self, written: str | None) -> None:
        number = int(written) if written else self._number + 1
        if number <= self._number:
            raise BrokenXmlError("the rows are out of order")
        self._number = number
        self._row = []
        self._column = -1

    def _put(self, value: CellValue) -> None:
        if value is None:
            return
        if self._column >= self._limits.columns:
            self._refuse(TableRefusal.TOO_MANY_COLUMNS)
        if self._number > self._limits.rows:
            self._refuse(TableRefusal.TOO_MANY_ROWS)
        row = self._row
        gap = self._column - len(row)
        if gap < 0:
            raise BrokenXmlError("the cells are out of order")
        if gap:
            row.extend([None] * gap)
        row.append(value)

    def _refuse(self, refusal: TableRefusal) -> NoReturn:
        raise BeyondError(refusal, self._number)
