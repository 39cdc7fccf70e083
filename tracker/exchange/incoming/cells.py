"""A cell's value from what the XML of a sheet says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tracker.exchange.incoming.serials import day_of_serial
from tracker.exchange.incoming.shared_texts import SharedTexts
from tracker.exchange.incoming.tables import CellValue

_LONGEST_WHOLE_NUMBER = 15
"""Digits; a spreadsheet knows no more."""


@dataclass(frozen=True, slots=True)
class CellReader:
    """What a workbook's cells are read with.

    Attributes:
        texts: Its shared texts.
        day_styles: Numbers of the styles that show a day.
        from_1904: Days are counted from 1904, as early Macs did.
    """

    texts: SharedTexts
    day_styles: frozenset[str]
    from_1904: bool

    def value(self, kind: str, style: str, written: str) -> CellValue:
        """The value of a cell, ``None`` for an empty one.

        Args:
            kind: The cell's attribute ``t``: ``s`` for a shared text, ``n`` for a number.
            style: Its attribute ``s``.
            written: What stands in its ``v`` or ``is``.

        Raises:
            ValueError: If it is not what its kind says.
            IndexError: If there is no such shared text.
        """
        if not written:
            return None
        if kind == "s":
            return self.texts[int(written)] or None
        if kind == "n":
            return self._number(written, style)
        return _OTHERS.get(kind, str)(written)

    def _number(self, written: str, style: str) -> CellValue:
        if style in self.day_styles:
            serial = float(written)
            day = day_of_serial(serial, from_1904=self.from_1904)
            return serial if day is None else day
        return int(written) if written.isdecimal() and len(written) <= _LONGEST_WHOLE_NUMBER else float(written)


def _day(written: str) -> CellValue:
    moment = datetime.fromisoformat(written)
    return moment if moment.time() != datetime.min.time() else moment.date()


_OTHERS: dict[str, Callable[[str], CellValue]] = {"b": lambda written: written.strip() in {"1", "true"}, "d": _day}
"""Kinds that are neither texts nor numbers; an error, ``e``, stays the text it shows."""
