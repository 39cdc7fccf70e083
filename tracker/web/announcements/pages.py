"""The pages of the reader: a text is pasted or sent, shown with what was recognised, and taken over as accepted."""

from __future__ import annotations

from contextlib import closing

from flask import Blueprint, flash, make_response, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from tracker.domain.errors import ConflictError, InvalidInputError, NotFoundError, Problem
from tracker.domain.imports import ImportKind
from tracker.domain.permissions import Deed
from tracker.domain.project import Centre
from tracker.domain.provenance import Source
from tracker.domain.vocabulary import StatementKind
from tracker.formatting import showable
from tracker.gate.access import current_person, place_of, scope
from tracker.gate.guards import guard
from tracker.reading.decoding import DecodingError, Undecodable, decode
from tracker.reading.reader import read
from tracker.reading.result import Reading
from tracker.schemas.announcements import Acceptance, AcceptanceSchema, acceptance_schema
from tracker.services.imports.applying import Decisions, Outcome, bring_in
from tracker.services.imports.matching import Matcher
from tracker.services.imports.telling import arrival_of
from tracker.storage.places import find_centre_place
from tracker.storage.projects import all_centres, get_record
from tracker.web.announcements.draft import facts_of
from tracker.web.announcements.reading import show_reading
from tracker.web.editing.pages import editor
from tracker.web.forms import Form, submit, typed

bp = Blueprint("announcements", __name__, url_prefix="/wczytaj/ogloszenie")

LONGEST_TEXT = 400_000
"""Characters of a text or a saved page; a page of an office has a few thousand."""

LARGEST_FILE = 1_500_000
"""Bytes of a saved page."""


@bp.get("")
@guard(Deed.BRING_IN)
def paste() -> str:
    """Where a text is pasted or a saved page is sent."""
    return _paste(Form())


@bp.post("")
@guard(Deed.BRING_IN)
def show() -> Response:
    """The text with what was recognised, beside the draft; nothing is stored.

    The page itself comes here again to be compared with another project, or to tick what is sure.
    """
    try:
        text = _given_text()
    except InvalidInputError as refusal:
        return make_response(_paste(Form(typed(), refusal.by_field())), 422)
    values = {"kind": StatementKind.STATED.value} | typed()
    return make_response(show_reading(text, read(text), Form(values)))


@bp.post("/przyjmij")
@guard(Deed.BRING_IN)
def accept() -> Response:
    """Take over what was accepted, all of it or nothing."""
    text = _whole_lines(request.form.get("text", "")[:LONGEST_TEXT])
    reading = read(text)
    return submit(
        _schema(reading),
        deed=_accept,
        show=lambda form: show_reading(text, reading, form),
        done=_done,
    )


def _schema(reading: Reading) -> AcceptanceSchema:
    return acceptance_schema(
        facts_of(reading),
        posts=len(reading.posts),
        trainings=len(reading.training),
        events=len(reading.events),
    )


def _given_text() -> str:
    """The text that was pasted or sent.

    Raises:
        InvalidInputError: If there is none, it is too long, or the file holds no text.
    """
    file = request.files.get("file")
    where = "file" if file is not None and file.filename else "text"
    text = _file_text(file) if file is not None and where == "file" else request.form.get("text", "")
    if not text.strip():
        raise _refuse(where, gettext("Paste the text of the announcement, or choose a saved page."))
    if len(text) > LONGEST_TEXT:
        raise _refuse(where, gettext("The text is too long. Paste only the part about the project."))
    return _whole_lines(text)


def _file_text(file: FileStorage) -> str:
    """The text of a file.

    Raises:
        InvalidInputError: If it is too large or no text.
    """
    with closing(file.stream) as stream:
        content = stream.read(LARGEST_FILE + 1)
    try:
        if len(content) > LARGEST_FILE:
            raise DecodingError(Undecodable.TOO_LARGE)
        return showable(decode(content))
    except DecodingError as error:
        if error.reason is Undecodable.TOO_LARGE:
            raise _refuse("file", gettext("The file is too large. Paste only the part about the project.")) from error
        if error.reason is Undecodable.EMPTY:
            raise _refuse("file", gettext("This file is empty.")) from error
        message = gettext("This file holds no text. Save the page as HTML, or copy its text and paste it.")
        raise _refuse("file", message) from error


def _whole_lines(text: str) -> str:
    """A text with one kind of line end: places are counted in it, and a browser sends its own kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse(where: str, message: str) -> InvalidInputError:
    return InvalidInputError([Problem(where, message)])


def _accept(acceptance: Acceptance) -> Outcome:
    """Bring in what was accepted.

    Raises:
        ConflictError: If the project has changed since the text was shown beside it.
        InvalidInputError: If something does not fit what is on record.
    """
    who, person = editor(), current_person()
    arrival = arrival_of(acceptance.accepted, _centre(acceptance), who, slug=acceptance.slug or None)
    if not acceptance.slug and Matcher().find(arrival) is not None:
        message = gettext("A project of this number, or of this centre and title, is on record: choose it.")
        raise _refuse("slug", message)
    accepted = acceptance.accepted
    return bring_in(
        ImportKind.ANNOUNCEMENT,
        _name(accepted.source),
        [arrival],
        who,
        decisions=Decisions({1}, {1: acceptance.overruling}, accepted.reason),
        account_id=person.key if person else None,
        reach=scope(Deed.BRING_IN),
    )


def _name(source: Source) -> str:
    return (source.title or source.publisher)[:200]


def _centre(acceptance: Acceptance) -> Centre:
    """The centre of the project on record, the one that was chosen, or the new one; within reach."""
    if acceptance.slug:
        try:
            record = get_record(acceptance.slug)
        except NotFoundError as error:
            raise ConflictError(acceptance.slug) from error
        if record.revision != acceptance.seen:
            raise ConflictError(acceptance.slug)
        return record.centre
    centre, reach = acceptance.centre, scope(Deed.BRING_IN)
    if isinstance(centre, Centre):
        if not reach.includes(place_of(centre)):
            raise _refuse("centre_voivodeship", gettext("This account does not cover the voivodeship."))
        return centre
    place = find_centre_place(centre or 0)
    if place is None or not reach.includes(place):
        raise _refuse("centre_id", gettext("Choose the centre."))
    return next(one for one in all_centres() if one.id == centre)


def _done(outcome: Outcome) -> str:
    flash(gettext("Taken over. Every figure has the announcement as its source."), "success")
    return url_for("projects.show", slug=(*outcome.added, *outcome.changed)[0])


def _paste(form: Form) -> str:
    return render_template("announcements/paste.html", form=form)
