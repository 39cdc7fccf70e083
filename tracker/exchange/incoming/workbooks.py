"""An XLSX as sheets and rows, in a stream."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Self

from tracker.exchange.incoming.archives import open_archive
from tracker.exchange.incoming.cells import CellReader
from tracker.exchange.incoming.package import day_styles, open_package, read_texts
from tracker.exchange.incoming.refusals import TableFileError, TableRefusal
from tracker.exchange.incoming.shared_texts import SharedTexts
from tracker.exchange.incoming.sheet_rows import BeyondError, SheetRows
from tracker.exchange.incoming.tables import Limits, Row
from tracker.exchange.incoming.xml_stream import BrokenXmlError, TooManyTagsError, parse_part


class Workbook:
    """An XLSX that is open: a :class:`~tracker.exchange.incoming.tables.TableFile`.

    No formula is calculated, no link followed and no macro looked at: only values that were saved are read.
    """

    def __init__(self, file: BinaryIO, *, name: str, limits: Limits) -> None:
        self._archive = open_archive(file, name=name, limits=limits)
        self._file = file
        self._name = name
        self._limits = limits
        self._texts = SharedTexts()
        self._cells: CellReader | None = None
        self._done = 0.0
        try:
            self._package = open_package(self._archive)
        except BrokenXmlError:
            self.close()
            raise TableFileError(TableRefusal.BROKEN, file=name) from None

    @property
    def sheet_names(self) -> Sequence[str]:
        """The sheets that hold cells, in their order; those of charts and of macros are left out."""
        return tuple(self._package.sheets)

    @property
    def progress(self) -> float:
        """The part of the reading that lies behind, 0 to 1; the texts are read before the first sheet."""
        return self._done

    @property
    def from_1904(self) -> bool:
        """Whether the workbook counts days from 1904."""
        return self._package.from_1904

    def prepare(self) -> Iterator[float]:
        """Read the texts and styles that all sheets share."""
        try:
            yield from self._read_shared()
        except TooManyTagsError:
            raise TableFileError(TableRefusal.UNPACKS_TOO_LARGE, file=self._name) from None
        except (BrokenXmlError, ValueError):
            raise TableFileError(TableRefusal.BROKEN, file=self._name) from None

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of a sheet that hold something."""
        part = self._package.sheets[sheet]
        try:
            yield from self._rows(part)
        except BeyondError as beyond:
            limit = self._limits.rows if beyond.refusal is TableRefusal.TOO_MANY_ROWS else self._limits.columns
            raise TableFileError(beyond.refusal, file=self._name, row=beyond.row, limit=limit) from None
        except TooManyTagsError:
            raise TableFileError(TableRefusal.UNPACKS_TOO_LARGE, file=self._name) from None
        except (BrokenXmlError, ValueError, IndexError):
            raise TableFileError(TableRefusal.BROKEN, file=self._name) from None

    def close(self) -> None:
        """Let go of the file and of the texts."""
        self._archive.close()
        self._file.close()
        self._texts.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows(self, part: zipfile.ZipInfo) -> Iterator[Row]:
        for _ in self._read_shared():
            pass
        assert self._cells is not None
        before = self._texts_part()
        found = SheetRows(self._cells, self._limits)
        steps = parse_part(
            self._archive, part, start=found.start, end=found.end, text=found.text, most=self._limits.tags
        )
        for read in steps:
            self._done = before + (1 - before) * read / (part.file_size or 1)
            yield from found.take()

    def _read_shared(self) -> Iterator[float]:
        """Read the texts and styles that all sheets share, once; gives the progress from time to time."""
        if self._cells is not None:
            return
        if self._package.texts:
            for read in read_texts(self._archive, self._package.texts, self._texts, most=self._limits.tags):
                self._done = self._texts_part() * read / (self._package.texts.file_size or 1)
                yield self._done
        styles = day_styles(self._archive, self._package.styles) if self._package.styles else frozenset()
        self._cells = CellReader(self._texts, styles, self._package.from_1904)

    def _texts_part(self) -> float:
        """The part of the time that the texts take beside the largest sheet; a byte of it takes a third."""
        texts = self._package.texts.file_size / 3 if self._package.texts else 0
        return texts / (texts + max(sheet.file_size for sheet in self._package.sheets.values()) or 1)
