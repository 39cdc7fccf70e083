"""The official list of EU projects: read, told in words, and made into what a person decides about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from tracker.domain.arrivals import Arrival
from tracker.domain.imports import ImportKind
from tracker.domain.register import LeftOut, RowFault
from tracker.exchange.official_list.arrivals import arrival_of, list_source
from tracker.exchange.official_list.reading import ListReading, RefusedRow
from tracker.formatting import day, number
from tracker.services.editing.ground import Editor
from tracker.services.imports.applying import keep

MOST_TOLD = 20
"""Rows that cannot be taken which are told one by one."""


def arrivals_of(reading: ListReading, editor: Editor) -> list[Arrival]:
    """What the wanted rows say of projects."""
    source = list_source(reading.published, editor.today)
    return [
        arrival_of(row, source, place=gettext("row %(row)s", row=row.number), on=editor.today, at=editor.at)
        for row in reading.rows
    ]


def keep_list(reading: ListReading, name: str, editor: Editor, *, account_id: int | None) -> int:
    """Keep what was read until somebody decides; the caller commits. Gives the key of the import."""
    arrivals = arrivals_of(reading, editor)
    return keep(ImportKind.REGISTER, name, arrivals, editor, account_id=account_id, notes=list(notes_of(reading)))


def notes_of(reading: ListReading) -> Iterator[str]:
    """What was read, what was left out and why, and what cannot be taken, in sentences."""
    yield _counted(reading)
    if reading.left_out:
        reasons = [f"{_REASONS[reason]}: {number(count)}" for reason, count in reading.left_out.most_common()]
        yield gettext("Left out: %(reasons)s.", reasons="; ".join(reasons))
    yield from refusals_of(reading.refused)


def _counted(reading: ListReading) -> str:
    total = number(reading.total)
    rows = ngettext("%(number)s project read", "%(number)s projects read", reading.total, number=total)
    chosen = ngettext("%(num)s chosen", "%(num)s chosen", len(reading.rows))
    if reading.published is None:
        return gettext("%(rows)s, %(chosen)s. The list does not say its date.", rows=rows, chosen=chosen)
    return gettext("%(rows)s, %(chosen)s. List as of %(day)s.", rows=rows, chosen=chosen, day=day(reading.published))


def refusals_of(refused: Sequence[RefusedRow]) -> Iterator[str]:
    """A sentence for each row that is wanted and cannot be taken, and how many more there are."""
    for one in refused[:MOST_TOLD]:
        told = {"row": one.number, "name": one.beneficiary, "column": one.column, "written": one.as_written}
        yield _FAULTS[one.fault](told)
    more = len(refused) - MOST_TOLD
    if more > 0:
        yield ngettext("%(num)s more row cannot be taken.", "%(num)s more rows cannot be taken.", more)


_REASONS: Mapping[LeftOut, LazyString] = MappingProxyType(
    {
        LeftOut.OTHER_PROGRAMME: lazy_gettext("another programme"),
        LeftOut.OTHER_MEASURE: lazy_gettext("another action of PO WER"),
        LeftOut.OTHER_BENEFICIARY: lazy_gettext("another beneficiary than a social welfare centre"),
        LeftOut.COMMUNE: lazy_gettext("a gmina that names no centre"),
        LeftOut.COUNTY: lazy_gettext("a powiat or its family support centre"),
        LeftOut.REGIONAL: lazy_gettext("a regional centre of social policy (ROPS)"),
        LeftOut.OTHER_NAME: lazy_gettext("another name than the one looked for"),
    }
)
"""Why a row is left out."""

_FAULTS: Mapping[RowFault, Callable[[Mapping[str, object]], str]] = MappingProxyType(
    {
        RowFault.NO_TITLE: lambda told: gettext("Row %(row)s, %(name)s: there is no title.", **told),
        RowFault.NO_BENEFICIARY: lambda told: gettext("Row %(row)s: there is no beneficiary.", **told),
        RowFault.IN_EURO: lambda told: gettext(
            "Row %(row)s, %(name)s: the amounts are in euro, and no rate is guessed.", **told
        ),
        RowFault.NOT_AN_AMOUNT: lambda told: gettext(
            "Row %(row)s, %(name)s: “%(written)s” in the column “%(column)s” is no amount.", **told
        ),
        RowFault.NOT_A_DATE: lambda told: gettext(
            "Row %(row)s, %(name)s: “%(written)s” in the column “%(column)s” is no date.", **told
        ),
        RowFault.END_BEFORE_START: lambda told: gettext("Row %(row)s, %(name)s: it ends before it starts.", **told),
    }
)
"""Why a row cannot be taken."""
