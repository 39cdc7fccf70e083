"""The page on which a project is added."""

from __future__ import annotations

from flask import flash, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.drafts import ProjectDraft
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.identifiers import NumberRemark, call_number_remarks, project_number_remarks
from tracker.domain.permissions import Deed, Place
from tracker.domain.project import Centre, ProjectRecord
from tracker.domain.vocabulary import CentreKind, FactName, StatementKind, Voivodeship
from tracker.gate.access import place_of, scope
from tracker.gate.guards import guard
from tracker.labels import choices
from tracker.schemas.editing import EXISTING, NEW
from tracker.schemas.editing_projects import ProjectInputSchema
from tracker.services.editing.projects import add_project
from tracker.storage.places import find_centre_place
from tracker.storage.projects import standing_centres
from tracker.web.editing.pages import bp, editor, page
from tracker.web.forms import Form, submit


@bp.get("/nowy")
@guard(Deed.ADD_PROJECT)
def new() -> str:
    """The form of a new project."""
    return _show(Form())


@bp.post("/nowy")
@guard(Deed.ADD_PROJECT)
def save_new() -> Response:
    """Add the project."""
    return submit(
        ProjectInputSchema(),
        deed=_add,
        show=_show,
        done=_say,
    )


def _add(draft: ProjectDraft) -> ProjectRecord:
    """Add the project, if its centre is within the editor's reach.

    Raises:
        InvalidInputError: If it is not; as if there were no such centre.
    """
    reach = scope(Deed.ADD_PROJECT)
    if isinstance(draft.centre, Centre):
        if not reach.includes(place_of(draft.centre)):
            message = gettext("This account does not cover the voivodeship.")
            raise InvalidInputError([Problem("centre_voivodeship", message)])
    elif (place := find_centre_place(draft.centre)) is None or not reach.includes(place):
        raise InvalidInputError([Problem("centre_id", gettext("Choose the centre."))])
    return add_project(draft, editor())


def _show(form: Form) -> str:
    reach = scope(Deed.ADD_PROJECT)
    within = [centre for centre in standing_centres() if reach.includes(place_of(centre))]
    centres = [(centre.id, f"{centre.place}: {centre.name}") for centre in within]
    choice = form.values.get("centre") or (EXISTING if centres else NEW)
    return page(
        "project_new",
        None,
        form,
        centres=centres,
        centre_choice=choice,
        centre_kinds=choices(CentreKind),
        voivodeships=[
            (code, word) for code, word in choices(Voivodeship) if reach.includes(Place(0, Voivodeship(code)))
        ],
        kinds=choices(StatementKind),
    )


def _say(record: ProjectRecord) -> str:
    """Say that the project is there and what is odd about its numbers; lead to its page."""
    flash(
        gettext("The project has been added. Add the plan, milestones, posts and training when they are known."),
        "success",
    )
    texts = {s.fact: str(s.value) for s in record.statements}
    remarks = {
        FactName.PROJECT_NUMBER: project_number_remarks,
        FactName.CALL_NUMBER: call_number_remarks,
    }
    for fact, find in remarks.items():
        for remark in find(texts[fact]) if fact in texts else ():
            flash(remark_text(remark, texts[fact]), "warning")
    return url_for("projects.show", slug=record.slug)


def remark_text(remark: NumberRemark, text: str) -> str:
    """What is odd about a number that was taken as it is."""
    if remark is NumberRemark.WRONG_FORM:
        return gettext(
            "The number %(number)s has an unusual form. It was saved as typed; compare it with the agreement.",
            number=text,
        )
    return gettext("The number %(number)s belongs to another action than 2.5. It was saved as typed.", number=text)
