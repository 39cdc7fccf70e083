"""Correct what has no history of its own: the journal keeps what stood there before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext

from tracker.domain.corrections import CentreCorrection, DocumentCorrection, replaces
from tracker.domain.errors import NotFoundError
from tracker.domain.permissions import Place, Scope
from tracker.domain.project import Centre, ProjectRecord
from tracker.domain.provenance import Source
from tracker.domain.sources import SourceDocument
from tracker.domain.vocabulary import SourceKind
from tracker.services.editing.ground import Editor, known_sources, open_project, refuse
from tracker.storage.audit import AuditEvent, record_event
from tracker.storage.corrections import correct_records, place_centre
from tracker.storage.sources import get_document

Values = dict[str, Any]


def find_document(record: ProjectRecord, key: int) -> Source:
    """A document of the project that can be corrected; a report bears the day on which it was handed in.

    Raises:
        NotFoundError: If there is none.
    """
    source = known_sources(record).get(key)
    if source is None or source.kind is SourceKind.REPORT:
        raise NotFoundError(str(key))
    return source


def document_fingerprint(source: Source | SourceDocument | DocumentCorrection) -> str:
    """What tells one state of a document from another."""
    return _fingerprint(_document_values(source))


def centre_fingerprint(centre: Centre | CentreCorrection) -> str:
    """What tells one place of a centre from another."""
    return _fingerprint(_centre_values(centre))


def correct_document(
    slug: str, key: int, correction: DocumentCorrection, editor: Editor, *, seen: str, reach: Scope
) -> SourceDocument:
    """Give a document its date and address, in every project within reach that it speaks of; the caller commits.

    Returns:
        The document as it stood before.

    Raises:
        ConflictError: If somebody corrected it since the form was opened.
        InvalidInputError: If nothing changes, a reason is missing or the date is still to come.
        NotFoundError: If the project has no such document.
    """
    find_document(open_project(slug, seen=seen, fingerprint=lambda r: document_fingerprint(find_document(r, key))), key)
    if correction.published is not None and correction.published.first_day > editor.today:
        raise refuse("published", gettext("The date of the document is still to come."))
    document, records = get_document(key, reach)
    before, after = _document_values(document), _document_values(correction)
    _check(before, after, correction.reason, "published")
    correct_records((one for several in records.values() for one in several), records, correction)
    told = {"document": document.title} | after | _reason(correction.reason)
    _record(AuditEvent(editor.at, editor.name, "correct_document", before, told), records)
    return document


def correct_centre(slug: str, correction: CentreCorrection, editor: Editor, *, seen: str, reach: Scope) -> Centre:
    """Put a centre in its place; the caller commits.

    Returns:
        The centre as it stood before.

    Raises:
        ConflictError: If somebody corrected it since the form was opened.
        InvalidInputError: If nothing changes, a reason is missing, or the place is beyond the editor's reach.
    """
    record = open_project(slug, seen=seen, fingerprint=lambda r: centre_fingerprint(r.centre))
    centre = record.centre
    if not reach.includes(Place(centre.id, correction.voivodeship)):
        raise refuse("voivodeship", gettext("This account does not cover the voivodeship."))
    before, after = _centre_values(centre), _centre_values(correction)
    _check(before, after, correction.reason, "voivodeship")
    told = after | _reason(correction.reason)
    projects = place_centre(centre.id, correction)
    _record(AuditEvent(editor.at, editor.name, "place_centre", before, told), projects)
    return centre


def _document_values(source: Source | SourceDocument | DocumentCorrection) -> Values:
    return {"published": source.published.isoformat() if source.published else None, "url": source.url}


def _centre_values(centre: Centre | CentreCorrection) -> Values:
    return {
        "voivodeship": centre.voivodeship.value if centre.voivodeship else None,
        "county": centre.county or None,
        "commune_code": centre.commune_code,
        "latitude": centre.latitude,
        "longitude": centre.longitude,
    }


def _fingerprint(values: Values) -> str:
    return "|".join("" if value is None else str(value) for value in values.values())


def _check(before: Values, after: Values, reason: str, where: str) -> None:
    if before == after:
        raise refuse(where, gettext("This is what is on record already."))
    if replaces(before.values(), after.values()) and not reason:
        raise refuse("reason", gettext("Say in a sentence why what is on record changes."))


def _reason(reason: str) -> Values:
    return {"reason": reason} if reason else {}


def _record(event: AuditEvent, projects: Iterable[int]) -> None:
    for key in projects:
        record_event(event, project_id=key)
