"""The pages on which the date of a document and the place of a centre are corrected."""

from __future__ import annotations

from flask import flash, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.periods import PartialDate
from tracker.domain.permissions import Deed, Place, Scope
from tracker.domain.project import Centre, ProjectRecord
from tracker.domain.sources import SourceDocument
from tracker.domain.vocabulary import DatePrecision, Voivodeship
from tracker.formatting import day
from tracker.gate.access import scope
from tracker.gate.guards import at_standing_project, guard
from tracker.labels import choices
from tracker.schemas.corrections import CentreCorrectionSchema, DocumentCorrectionSchema
from tracker.services.editing.corrections import (
    centre_fingerprint,
    correct_centre,
    correct_document,
    document_fingerprint,
    find_document,
)
from tracker.storage.projects import get_record
from tracker.storage.sources import get_document
from tracker.web.editing.pages import bp, editor, page, saved
from tracker.web.forms import Form, submit, typed


@bp.get("/<slug>/edytuj/dokument/<int:key>")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def document(slug: str, key: int) -> str:
    """The form of a document's date and address."""
    record = get_record(slug)
    source = find_document(record, key)
    return _show_document(record, key, Form({"published": _typed_date(source.published), "url": source.url or ""}))


@bp.post("/<slug>/edytuj/dokument/<int:key>")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def save_document(slug: str, key: int) -> Response:
    """Record the date and the address."""
    seen, reach = typed().get("seen", ""), scope(Deed.EDIT_PROJECT)
    return submit(
        DocumentCorrectionSchema(),
        deed=lambda correction: correct_document(slug, key, correction, editor(), seen=seen, reach=reach),
        show=lambda form: _show_document(get_record(slug), key, form),
        done=_say_document,
    )


def _say_document(corrected: SourceDocument) -> str:
    flash(gettext("Saved. Document: “%(title)s”.", title=corrected.title), "success")
    return url_for("sources.show", source_id=corrected.key)


def _show_document(record: ProjectRecord, key: int, form: Form) -> str:
    source = find_document(record, key)
    shared, _ = get_document(key, scope(Deed.EDIT_PROJECT))
    return page("document", record, form, document=source, projects=shared.projects, seen=document_fingerprint(source))


def _typed_date(known: PartialDate | None) -> str:
    """A date as people type it, as exactly as it is known."""
    if known is None:
        return ""
    if known.precision is DatePrecision.DAY:
        return day(known.value)
    return f"{known.value:%m.%Y}" if known.precision is DatePrecision.MONTH else f"{known.value:%Y}"


@bp.get("/<slug>/edytuj/osrodek")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def centre(slug: str) -> str:
    """The form of the place of the project's centre."""
    record = get_record(slug)
    return _show_centre(record, Form(_typed_place(record.centre)))


@bp.post("/<slug>/edytuj/osrodek")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def save_centre(slug: str) -> Response:
    """Record the place."""
    seen, reach = typed().get("seen", ""), scope(Deed.EDIT_PROJECT)
    return submit(
        CentreCorrectionSchema(),
        deed=lambda correction: correct_centre(slug, correction, editor(), seen=seen, reach=reach),
        show=lambda form: _show_centre(get_record(slug), form),
        done=lambda centre: saved(slug, gettext("Saved. The place of %(name)s.", name=centre.short_name)),
    )


def _show_centre(record: ProjectRecord, form: Form) -> str:
    reach = scope(Deed.EDIT_PROJECT)
    return page("centre", record, form, voivodeships=_within(reach), seen=centre_fingerprint(record.centre))


def _within(reach: Scope) -> list[tuple[str, str]]:
    """The voivodeships in which the editor may put a centre."""
    return [(code, word) for code, word in choices(Voivodeship) if reach.includes(Place(0, Voivodeship(code)))]


def _typed_place(known: Centre) -> dict[str, str]:
    return {
        "voivodeship": known.voivodeship.value if known.voivodeship else "",
        "county": known.county,
        "commune_code": known.commune_code or "",
        "latitude": _typed_degrees(known.latitude),
        "longitude": _typed_degrees(known.longitude),
    }


def _typed_degrees(degrees: float | None) -> str:
    return "" if degrees is None else str(degrees).replace(".", ",")
