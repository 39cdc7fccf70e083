"""A CSV as rows: whatever separates its cells, in the encodings that spreadsheets write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Self

from tracker.exchange.incoming.refusals import TableFileError, TableRefusal
from tracker.exchange.incoming.tables import Limits, Row

_CHUNK = 1 << 18
_SAMPLE = 1 << 16
_SEPARATORS = (";", ",", "\t")
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_UNREADABLE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_IN_WINDOWS_1250 = re.compile(rb"[\x81\x83\x88\x90\x98]")
_WIDE_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LONGEST_CELL = 131_072
"""Signs; the longest that Excel takes are 32,767."""

_LONGEST_LINE = 2_000_000
"""Signs; a line of nothing but separators would fill the memory with empty cells."""


class DelimitedText:
    """A CSV that is open: a :class:`~tracker.exchange.incoming.tables.TableFile` of one sheet, all cells texts."""

    def __init__(self, file: BinaryIO, *, name: str, limits: Limits) -> None:
        self._file = file
        self._name = name
        self._limits = limits
        self._size = file.seek(0, io.SEEK_END)
        encoding = _encoding(file)
        if encoding is None:
            raise TableFileError(TableRefusal.NOT_A_TABLE, file=name)
        file.seek(0)
        self._lines = io.TextIOWrapper(file, encoding=encoding, newline="")
        try:
            sample = self._lines.read(_SAMPLE)
        except UnicodeDecodeError:
            raise TableFileError(TableRefusal.NOT_A_TABLE, file=name) from None
        hint = _HINT.match(sample)
        self._separator = hint[1] if hint else _separator(sample)
        self._hint_rows = 1 if hint else 0
        self._done = 0.0

    @property
    def sheet_names(self) -> Sequence[str]:
        """The one sheet, named as the file."""
        return (self._name,)

    @property
    def progress(self) -> float:
        """The part of the file that lies behind, 0 to 1."""
        return self._done

    @property
    def from_1904(self) -> bool:
        """A CSV does not say."""
        return False

    def prepare(self) -> Iterator[float]:
        """Nothing has to be read first."""
        return iter(())

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows that hold something; a line break inside quotation marks makes no new row."""
        if sheet != self._name:
            raise KeyError(sheet)
        self._lines.seek(0)
        number = 0
        try:
            for number, cells in enumerate(csv.reader(self._read_lines(), delimiter=self._separator), start=1):
                if number > self._hint_rows and any(cells):
                    yield self._checked(number, cells)
        except UnicodeDecodeError:
            raise TableFileError(TableRefusal.BROKEN, file=self._name) from None
        except csv.Error:
            raise TableFileError(TableRefusal.BROKEN_QUOTES, file=self._name, row=number + 1) from None

    def close(self) -> None:
        """Let go of the file."""
        self._lines.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read_lines(self) -> Iterator[str]:
        number = 0
        while line := self._lines.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                limit = self._limits.columns
                raise TableFileError(TableRefusal.TOO_MANY_COLUMNS, file=self._name, row=number, limit=limit)
            yield line

    def _checked(self, number: int, cells: list[str]) -> Row:
        self._done = min(self._file.tell() / self._size, 1.0)
        while cells and not cells[-1]:
            cells.pop()
        if number > self._limits.rows:
            raise TableFileError(TableRefusal.TOO_MANY_ROWS, file=self._name, row=number, limit=self._limits.rows)
        if len(cells) > self._limits.columns:
            limit = self._limits.columns
            raise TableFileError(TableRefusal.TOO_MANY_COLUMNS, file=self._name, row=number, limit=limit)
        return number, [cell or None for cell in cells]


def _encoding(file: BinaryIO) -> str | None:
    """The encoding of the whole file, ``None`` for bytes that are no text."""
    file.seek(0)
    head = file.read(2)
    if head in _WIDE_MARKS:
        return _WIDE_MARKS[head]
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf_8 = is_windows = True
    file.seek(0)
    while chunk := file.read(_CHUNK):
        if _UNREADABLE.search(chunk):
            return None
        is_utf_8 = is_utf_8 and _takes(decoder, chunk)
        is_windows = is_windows and not _NOT_IN_WINDOWS_1250.search(chunk)
    if is_utf_8 and _takes(decoder, b"", final=True):
        return "utf-8-sig"
    return "cp1250" if is_windows else None


def _takes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _separator(sample: str) -> str:
    """The sign that cuts most of the first lines into most cells; a semicolon where none does, as in Poland."""
    lines = sample.splitlines()[:20]
    return max(_SEPARATORS, key=lambda sign: _cells(lines, sign))


def _cells(lines: Sequence[str], separator: str) -> int:
    """Cells beyond the first in all lines; separators inside quotation marks do not count."""
    try:
        return sum(max(len(cells) - 1, 0) for cells in csv.reader(lines, delimiter=separator))
    except csv.Error:
        return 0
