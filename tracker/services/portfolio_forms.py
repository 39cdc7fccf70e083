"""The sheet of the portfolio: filled with what is on record, and what it says when it comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial

from flask_babel import gettext

from tracker.domain.arrivals import Arrival
from tracker.domain.drafts import Accepted, AcceptedFact
from tracker.domain.periods import PartialDate
from tracker.domain.project import Centre, ProjectRecord
from tracker.domain.provenance import FactValue, Source, Viewpoint
from tracker.domain.snapshot import resolve_facts
from tracker.domain.vocabulary import CODED_FACTS, CentreKind, FactName, SourceKind, StatementKind, Voivodeship
from tracker.exchange.filled_sheets.portfolio_columns import COLUMNS, FACTS
from tracker.exchange.filled_sheets.tables import FilledTable
from tracker.exchange.filled_sheets.writing import Cells
from tracker.formatting import typed_date
from tracker.labels import label
from tracker.services.editing.ground import Editor
from tracker.services.imports.telling import arrival_of
from tracker.storage.projects import all_centres, centres_under


def form_rows(records: Iterable[ProjectRecord], view: Viewpoint) -> Iterator[Cells]:
    """The projects as the sheet has them: what holds from a viewpoint, without the documents that say so."""
    for record in records:
        yield {**centre_cells(record.centre), **fact_cells(record, view)}


def fact_cells(record: ProjectRecord, view: Viewpoint) -> Cells:
    """The facts of a project by the keys of their columns; what was only calculated is left out."""
    facts = resolve_facts(record, view)
    stated = {name: facts[name].chosen for name in FACTS}
    return {"slug": record.slug} | {name.value: _cell(name, one.value) for name, one in stated.items() if one}


def centre_cells(centre: Centre) -> Cells:
    """A centre by the keys of its columns."""
    return {
        "centre_name": centre.name,
        "centre_short_name": centre.short_name,
        "centre_place": centre.place,
        "centre_kind": label(centre.kind),
        "centre_voivodeship": label(centre.voivodeship) if centre.voivodeship else "",
        "centre_county": centre.county,
    }


def _cell(name: FactName, value: FactValue) -> str | Decimal:
    if isinstance(value, PartialDate):
        return typed_date(value)
    if name in CODED_FACTS:
        return label(CODED_FACTS[name](str(value)))
    return value


def form_arrivals(table: FilledTable, editor: Editor, *, file: str) -> list[Arrival]:
    """What the rows of a sheet say, project by project; what is wrong with a centre is noted at its cell.

    Args:
        table: The sheet, each row checked by itself.
        editor: Who brings the sheet.
        file: The name of the file, which is the document of what names none.
    """
    named = [str(row.values["slug"]) for row in table.rows if "slug" in row.values]
    known = centres_under(named)
    centres = centres_by_name()
    arrivals: list[Arrival] = []
    for row in table.rows:
        slug = str(row.values["slug"]) if "slug" in row.values else None
        centre = centre_said(row.values, known[slug] if slug else None, centres, partial(table.complain, row.number))
        if centre is not None:
            accepted = accepted_facts(row.values, editor, file)
            place = gettext("row %(number)s", number=row.number)
            arrivals.append(arrival_of(accepted, centre, editor, slug=slug, place=place, restates=True))
    return arrivals


def centres_by_name() -> dict[str, Centre]:
    """The centres on record by their full names, case folded."""
    return {centre.name.casefold(): centre for centre in all_centres()}


def centre_said(
    values: Mapping[str, object],
    present: Centre | None,
    centres: Mapping[str, Centre],
    complain: Callable[[str, str, str], None],
) -> Centre | None:
    """The centre of which a row, or the first sheet of a project, speaks.

    Args:
        values: The cells by the keys of their columns.
        present: That of the project on record; ``None`` for a new one.
        centres: Those on record by name.
        complain: Notes what is wrong: key, what was read, what is expected.

    Returns:
        The centre; ``None`` when it is neither on record nor described.
    """
    name = str(values.get("centre_name", ""))
    if present is not None:
        if name and name.casefold() != present.name.casefold():
            message = gettext("The project belongs to %(centre)s; a sheet does not change that.", centre=present.name)
            complain("centre_name", name, message)
        return present
    known = centres.get(name.casefold())
    if known is not None:
        return known
    missing = [key for key in _NEEDED if key not in values]
    for key in missing:
        heading = COLUMNS[key].heading
        complain(key, "", gettext("This centre is not on record: “%(name)s” is needed.", name=heading))
    return None if missing else _new_centre(values)


_NEEDED = ("centre_name", "centre_short_name", "centre_place", "centre_kind", "centre_voivodeship")
"""What has to be known of a centre that is not on record."""


def _new_centre(values: Mapping[str, object]) -> Centre:
    kind, voivodeship = values["centre_kind"], values["centre_voivodeship"]
    assert isinstance(kind, CentreKind)
    assert isinstance(voivodeship, Voivodeship)
    return Centre(
        id=0,
        name=str(values["centre_name"]),
        short_name=str(values["centre_short_name"]),
        place=str(values["centre_place"]),
        kind=kind,
        voivodeship=voivodeship,
        county=str(values.get("centre_county", "")),
    )


def accepted_facts(values: Mapping[str, object], editor: Editor, file: str) -> Accepted:
    """What a row, or the first sheet of a project, states of facts, and the document that it names."""
    binding = values.get("binding", StatementKind.STATED)
    assert isinstance(binding, StatementKind)
    facts = tuple(AcceptedFact(name, _value(values[name])) for name in FACTS if name in values)
    return Accepted(_source(values, editor, file), binding, facts)


def _value(value: object) -> FactValue:
    if isinstance(value, Decimal | PartialDate):
        return value
    return str(value)


def _source(values: Mapping[str, object], editor: Editor, file: str) -> Source:
    """The document that a row names, else the sheet itself, by whoever brings it."""
    kind, published = values.get("source_kind", SourceKind.ENTRY), values.get("source_published")
    assert isinstance(kind, SourceKind)
    assert published is None or isinstance(published, PartialDate)
    title = str(values.get("source_title", "")) or gettext("Sheet %(name)s", name=file)
    publisher = str(values.get("source_publisher", "")) or editor.name
    return Source(0, kind, publisher, title[:200], published)
