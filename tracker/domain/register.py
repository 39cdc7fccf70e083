"""The official list of EU projects 2014-2020: what one of its rows says, and which rows are projects of centres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.domain.beneficiaries import Beneficiary, beneficiary_of, plain
from tracker.domain.locations import Location

DEFAULT_MEASURE = "2.5"
"""The action that this tracker is about."""

PUBLISHER = "Ministerstwo Funduszy i Polityki Regionalnej"
LIST_TITLE = "Lista projektów realizowanych z Funduszy Europejskich w Polsce w latach 2014-2020"
"""The list's name as its publisher has it; it names the source of every figure taken from it."""

_MEASURE = re.compile(r"(?P<axis>\d{1,2})\.(?P<action>\d{1,2})")
_NUMBER = re.compile(r"\bPOWE?R\.(?P<axis>\d{2})\.(?P<action>\d{2})\.", re.IGNORECASE)
_WRITTEN_MEASURE = re.compile(r"(?:dzialanie\s+)?(?:powr[. ]?)?0*(?P<axis>\d{1,2})\s*\.\s*0*(?P<action>\d{1,2})(?!\d)")
_PROGRAMME = re.compile(r"\bwiedza,? edukacja,? rozwoj\b|\bpo ?wer\b|\bpowr\b")
_IN_EURO = re.compile(r"\binterreg\b|europejsk\w+ wspolprac\w+ terytorialn|wspolprac\w+ transgraniczn|\bewt\b")


class LeftOut(StrEnum):
    """Why a row was not chosen."""

    OTHER_PROGRAMME = "other_programme"
    OTHER_MEASURE = "other_measure"
    OTHER_BENEFICIARY = "other_beneficiary"
    COMMUNE = "commune"
    COUNTY = "county"
    REGIONAL = "regional"
    OTHER_NAME = "other_name"
    """Its beneficiary's name does not hold the words looked for."""


class RowFault(StrEnum):
    """Why a row that was chosen cannot be taken."""

    NO_TITLE = "no_title"
    NO_BENEFICIARY = "no_beneficiary"
    IN_EURO = "in_euro"
    NOT_AN_AMOUNT = "not_an_amount"
    NOT_A_DATE = "not_a_date"
    END_BEFORE_START = "end_before_start"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of the list.

    Attributes:
        value: PLN, two places.
        as_written: As the file has it; empty where it has a number, which is written in no way.
    """

    value: Decimal
    as_written: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What one row of the list says; texts that are empty and amounts and days that are ``None`` are not given.

    Attributes:
        number: The row in the file.
        contract: The number of the agreement or decision.
        end: The last day.
    """

    number: int
    title: str
    contract: str
    beneficiary: str
    programme: str
    measure: str
    submeasure: str = ""
    locations: tuple[Location, ...] = ()
    total_value: Amount | None = None
    eligible_expenditure: Amount | None = None
    eu_funding: Amount | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are wanted.

    Attributes:
        measure: As people write it, ``2.5``, of PO WER; empty for every measure of every programme.
        beneficiaries: The sorts of bodies.
        words: Words that the beneficiary's name holds, in any case, with or without Polish letters; empty for any.
    """

    measure: str = DEFAULT_MEASURE
    beneficiaries: frozenset[Beneficiary] = frozenset({Beneficiary.CENTRE})
    words: str = ""


def is_measure(text: str) -> bool:
    """Whether a text is a measure as people write it.

    >>> is_measure("2.5"), is_measure("Działanie 2.5")
    (True, False)
    """
    return _MEASURE.fullmatch(text) is not None


def is_in_euro(programme: str) -> bool:
    """Whether the list gives the amounts of a programme in euro, as it does for territorial co-operation.

    >>> is_in_euro("Program Współpracy Interreg V-A Polska-Słowacja"), is_in_euro("PO Wiedza Edukacja Rozwój")
    (True, False)
    """
    return _IN_EURO.search(plain(programme)) is not None


def reason_to_leave_out(row: RegisterRow, selection: Selection) -> LeftOut | None:
    """Why a row is not wanted, ``None`` for one that is; the first reason of several."""
    if selection.measure and not _is_of_measure(row, selection.measure):
        is_power = _NUMBER.search(row.contract) or _PROGRAMME.search(plain(row.programme))
        return LeftOut.OTHER_MEASURE if is_power else LeftOut.OTHER_PROGRAMME
    sort = beneficiary_of(row.beneficiary)
    if sort not in selection.beneficiaries:
        return _BY_SORT[sort]
    words = plain(selection.words).split()
    return None if all(word in plain(row.beneficiary) for word in words) else LeftOut.OTHER_NAME


_BY_SORT = {
    Beneficiary.CENTRE: LeftOut.OTHER_NAME,
    Beneficiary.COMMUNE: LeftOut.COMMUNE,
    Beneficiary.COUNTY: LeftOut.COUNTY,
    Beneficiary.REGIONAL: LeftOut.REGIONAL,
    Beneficiary.OTHER: LeftOut.OTHER_BENEFICIARY,
}


def _is_of_measure(row: RegisterRow, measure: str) -> bool:
    """By the number of the agreement or by the measure's name; where the two differ, either will do.

    A number that names another measure occurs in public texts; the row is kept and the quality report tells.
    """
    asked = _pair(_MEASURE.fullmatch(measure))
    if asked is None:
        return False
    if _pair(_NUMBER.search(row.contract)) == asked:
        return True
    if not _PROGRAMME.search(plain(row.programme)):
        return False
    return any(_pair(_WRITTEN_MEASURE.match(plain(text))) == asked for text in (row.measure, row.submeasure))


def _pair(found: re.Match[str] | None) -> tuple[int, int] | None:
    return (int(found["axis"]), int(found["action"])) if found else None


def faults_of(row: RegisterRow) -> Iterator[RowFault]:
    """What keeps a row from being taken, beside cells that could not be read."""
    if not row.title:
        yield RowFault.NO_TITLE
    if not row.beneficiary:
        yield RowFault.NO_BENEFICIARY
    if is_in_euro(row.programme):
        yield RowFault.IN_EURO
    if row.start and row.end and row.end < row.start:
        yield RowFault.END_BEFORE_START
