"""Where the columns of the official list stand: found by their headings, which change from year to year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from flask_babel import gettext

from tracker.domain.beneficiaries import plain
from tracker.domain.errors import InvalidInputError, Problem
from tracker.exchange.incoming.tables import CellValue, Row
from tracker.exchange.official_list.editions import published_in

MOST_ROWS_ABOVE = 15
"""How far down the headings are looked for; they stand in row 3 of the XLSX and in row 4 of the older CSV."""

_LEAST_KNOWN = 4
_LONGEST_HEADING = 300
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_UNIT = re.compile(r"\bw (?:zl|pln|euro)\b.*$")
_NEWER_PERIOD = re.compile(r"2021\s*[-–—]\s*2027")
_NEWER_NUMBER = re.compile(r"FE[A-Z]{2}\.\d{2}\.\d{2}-")
_OLDER_PERIOD = re.compile(r"2007\s*[-–—]\s*2013")


class Column(StrEnum):
    """The columns that are read; the others of the 25 are passed over."""

    TITLE = "Tytuł projektu"
    CONTRACT = "Numer umowy/decyzji"
    BENEFICIARY = "Nazwa beneficjenta"
    PROGRAMME = "Program"
    MEASURE = "Działanie"
    SUBMEASURE = "Poddziałanie"
    TOTAL_VALUE = "Wartość projektu"
    ELIGIBLE_EXPENDITURE = "Wydatki kwalifikowalne"
    EU_FUNDING = "Wartość unijnego dofinansowania"
    LOCATION = "Miejsce realizacji projektu"
    START = "Data rozpoczęcia realizacji projektu"
    END = "Data zakończenia realizacji projektu"


_OPTIONAL = frozenset({Column.SUBMEASURE})
_KNOWN: Mapping[str, Column] = MappingProxyType(
    {plain(column.value): column for column in Column}
    | {
        "numer umowy": Column.CONTRACT,
        "numer decyzji": Column.CONTRACT,
        "program operacyjny": Column.PROGRAMME,
        "data rozpoczecia realizacji": Column.START,
        "data zakonczenia realizacji": Column.END,
        "miejsce realizacji": Column.LOCATION,
    }
)
_NEWER_HEADINGS = frozenset({"nazwa projektu", "dofinansowanie z ue", "data rozpoczecia projektu"})


class ListFault(StrEnum):
    """Why a table is not the list that is read."""

    NO_HEADINGS = "no_headings"
    MISSING = "missing"
    DOUBLED = "doubled"
    NEWER = "newer"
    OLDER = "older"


class ListError(InvalidInputError):
    """The table is not the list of 2014-2020, or lacks columns; nothing of it was taken.

    Attributes:
        fault: Why.
    """

    def __init__(self, fault: ListFault, *messages: str, file: str) -> None:
        super().__init__([Problem(file, message) for message in messages])
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the rows.

    Attributes:
        row: Its number; the projects follow.
        columns: Where each column stands, from 0.
        published: The list's own date, where it says one.
    """

    row: int
    columns: Mapping[Column, int]
    published: date | None


def column_named(heading: str) -> Column | None:
    r"""The column of a heading, whatever its units, language, case and spaces.

    >>> column_named("Tytuł\u00a0projektu/ Project name").name
    'TITLE'
    >>> column_named("Wartość projektu (w zł, dla projektów EWT w euro)").name
    'TOTAL_VALUE'
    """
    return next((_KNOWN[name] for name in _names(heading) if name in _KNOWN), None)


def _names(heading: str) -> Sequence[str]:
    """What a heading says, whole and by its languages, which a slash parts."""
    text = _BRACKETS.sub(" ", heading.replace("\n", " "))
    parts = (text, *text.split("/"))
    return [" ".join(_UNIT.sub("", plain(part)).replace(" / ", "/").split()).strip(" .:*") for part in parts]


def find_heading(top: Sequence[Row], *, file: str) -> Heading:
    """The headings among the first rows of a table.

    Args:
        top: The first rows, some of the projects among them.
        file: What people call the file.

    Raises:
        ListError: If there are none, a needed one is missing or stands twice, or it is the list of other years.
    """
    above = [row for row in top if row[0] <= MOST_ROWS_ABOVE]
    row, cells = max(above, key=lambda one: len(_columns(one[1])), default=(0, ()))
    found = _columns(cells)
    _refuse_other_years(top, file)
    if len(found) < _LEAST_KNOWN:
        message = gettext(
            "The headings of the official list of projects 2014-2020 are not in the first %(rows)s rows.",
            rows=MOST_ROWS_ABOVE,
        )
        raise ListError(ListFault.NO_HEADINGS, message, file=file)
    _refuse_missing_or_doubled(found, row, file)
    columns = {column: places[0] for column, places in found.items()}
    return Heading(row, columns, published_in([one for one in above if one[0] <= row]))


def _columns(cells: Sequence[CellValue]) -> dict[Column, list[int]]:
    found: dict[Column, list[int]] = {}
    for place, cell in enumerate(cells):
        column = column_named(cell) if isinstance(cell, str) and len(cell) < _LONGEST_HEADING else None
        if column:
            found.setdefault(column, []).append(place)
    return found


def _refuse_missing_or_doubled(found: Mapping[Column, Sequence[int]], row: int, file: str) -> None:
    missing = [column.value for column in Column if column not in found and column not in _OPTIONAL]
    doubled = [column.value for column, places in found.items() if len(places) > 1]
    messages = []
    if missing:
        messages.append(
            gettext(
                "Row %(row)s holds the headings, but these are missing: %(names)s.", row=row, names=_listed(missing)
            )
        )
    if doubled:
        messages.append(
            gettext("Row %(row)s holds headings more than once: %(names)s.", row=row, names=_listed(doubled))
        )
    if messages:
        raise ListError(ListFault.MISSING if missing else ListFault.DOUBLED, *messages, file=file)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"„{name}”" for name in names)


def _refuse_other_years(top: Sequence[Row], file: str) -> None:
    texts = [cell for _, cells in top for cell in cells if isinstance(cell, str) and len(cell) < _LONGEST_HEADING]
    above = [cell for number, cells in top if number < 4 for cell in cells if isinstance(cell, str)]
    named = {name for text in texts for name in _names(text)}
    numbers = sum(_NEWER_NUMBER.match(text) is not None for text in texts)
    if named & _NEWER_HEADINGS or numbers > 2 or _says(above, _NEWER_PERIOD):
        message = gettext("This is the list of projects 2021-2027. Only the list of 2014-2020 is read here.")
        raise ListError(ListFault.NEWER, message, file=file)
    if _says(above, _OLDER_PERIOD):
        message = gettext("This is the list of projects 2007-2013. Only the list of 2014-2020 is read here.")
        raise ListError(ListFault.OLDER, message, file=file)


def _says(texts: Sequence[str], period: re.Pattern[str]) -> bool:
    return any(period.search(text) for text in texts if len(text) < _LONGEST_HEADING and "2014" not in text)
