"""What rows of the official list say of projects, in the form in which every document arrives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tracker.domain.arrivals import Arrival
from tracker.domain.periods import PartialDate
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import FactValue, Origin, Source, Statement
from tracker.domain.register import LIST_TITLE, PUBLISHER, Amount, RegisterRow
from tracker.domain.slugs import make_slug
from tracker.domain.vocabulary import AmountPrecision, FactName, SourceKind, StatementKind
from tracker.exchange.official_list.centres import centre_of


def list_source(published: date | None, today: date) -> Source:
    """The list as a document; its own date is part of its title, for each year's list is a document of its own.

    Args:
        published: The list's date, where it says one.
        today: The day on which the tracker's business stands; a later date stays in the title only, since no
            document may bear a day to come.
    """
    title = f"{LIST_TITLE}, stan na {published:%d.%m.%Y}" if published else LIST_TITLE
    day = PartialDate(published) if published and published <= today else None
    return Source(1, SourceKind.REGISTER, PUBLISHER, title, day)


def arrival_of(row: RegisterRow, source: Source, *, place: str, on: date, at: datetime) -> Arrival:
    """What a row says of its project.

    Args:
        row: A row without faults.
        source: The list.
        place: Where the row stands, in words.
        on: The day on which it becomes known.
        at: The moment, aware.
    """
    origin = Origin(source, None, on, at)
    statements = tuple(_statements(row, origin))
    centre = centre_of(row.beneficiary, row.locations)
    slug = make_slug(centre.place, ())
    return Arrival(ProjectRecord(0, slug, centre, 0, 1, at, is_example=False, statements=statements), place=place)


def _statements(row: RegisterRow, origin: Origin) -> Iterator[Statement]:
    """What the row states; a figure that is not given is not stated."""
    facts: dict[FactName, str | date | Amount | None] = {
        FactName.TITLE: row.title,
        FactName.PROJECT_NUMBER: row.contract,
        FactName.TOTAL_VALUE: row.total_value,
        FactName.ELIGIBLE_EXPENDITURE: row.eligible_expenditure,
        FactName.EU_FUNDING: row.eu_funding,
        FactName.START: row.start,
        FactName.END: row.end,
    }
    for number, (fact, said) in enumerate(((f, s) for f, s in facts.items() if s), start=1):
        value, written, precision = _value(said)
        yield Statement(number, fact, value, StatementKind.AGREED, origin, written, precision)


def _value(said: str | date | Amount) -> tuple[FactValue, str, AmountPrecision | None]:
    """The value, how the list writes it, and how exactly."""
    if isinstance(said, Amount):
        return said.value, said.as_written, AmountPrecision.GROSZ
    if isinstance(said, date):
        return PartialDate(said), "", None
    return said, "", None
