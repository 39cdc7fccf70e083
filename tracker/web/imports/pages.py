"""The pages of bringing in data that all ways share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext, ngettext
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.errors import ConflictError, InvalidInputError, NotFoundError
from tracker.domain.imports import Import, ImportKind
from tracker.domain.permissions import Deed, Scope
from tracker.domain.vocabulary import FactName, Role
from tracker.gate.access import current_person, scope
from tracker.gate.guards import guard
from tracker.labels import label
from tracker.services.imports.applying import Decisions, Outcome, apply, proposals_of
from tracker.services.imports.previewing import edition
from tracker.services.imports.undoing import undo
from tracker.storage import imports
from tracker.storage.transactions import transaction
from tracker.web.arguments import whole_number
from tracker.web.editing.pages import editor
from tracker.web.imports.rows import ProposalRow, counts_field, headline, proposal_row

bp = Blueprint("imports", __name__, url_prefix="/wczytaj")

NEW_COUNTS = "new"
"""What the choice between two contradicting figures sends when the document's counts from now on."""

BRIEF_FROM = 40
"""From so many projects on, what a new one brings is folded away."""

MANY_FROM = 6
"""From so many projects on, they can be ticked all at once."""

NAMED = 60
"""Projects that the page of an import leads to; all of them stand in the portfolio."""

WAYS = (
    (
        "announcements.paste",
        lazy_gettext("Announcement"),
        lazy_gettext("A text from a centre's page; what it says of the project is recognised and shown beside it."),
    ),
    (
        "register.show_form",
        lazy_gettext("Official list of projects"),
        lazy_gettext("All projects of centres at once, from the list for 2014-2020 that the ministry publishes."),
    ),
    (
        "sheets.show_upload",
        lazy_gettext("Sheet"),
        lazy_gettext("Many projects, filled in with Excel or LibreOffice; every fault is told at its cell."),
    ),
    (
        "editing.new",
        lazy_gettext("By hand"),
        lazy_gettext("One project, typed in from an agreement, a letter or what somebody knows."),
    ),
)
"""The page of each way to bring in data, what it is called, and what it is for."""

Errors = Mapping[str, Sequence[str]]


@bp.get("")
@guard(Deed.BRING_IN)
def show_start() -> str:
    """The ways to bring in data, and what was brought in."""
    ways = [(url_for(endpoint), str(name), str(text)) for endpoint, name, text in WAYS]
    return render_template("imports/start.html", imports=imports.list_imports(_only_of()), ways=ways)


def _only_of() -> int | None:
    """Whose imports a person sees: the administrator everybody's, others their own."""
    person = current_person()
    if person is None:
        abort(404)
    return None if person.role is Role.ADMINISTRATOR else person.key


def find_import(key: int) -> Import:
    """An import that the person may see.

    Raises:
        NotFoundError: If there is none, or it is somebody else's.
    """
    found = imports.get_import(key)
    mine = _only_of()
    if mine is not None and found.account_id != mine:
        raise NotFoundError(str(key))
    return found


@bp.get("/<int:import_id>")
@guard(Deed.BRING_IN)
def show(import_id: int) -> str:
    """What an import would change; of one that was taken over, what became of it."""
    found = find_import(import_id)
    return _show(found, {}, None, _usual_reason(found)) if found.is_waiting else _show_done(found, {})


def _usual_reason(found: Import) -> str:
    """Why the figures of a sheet count, unless somebody says otherwise: they were typed over those on record."""
    return gettext("Corrected in the sheet %(name)s.", name=found.name) if found.kind is ImportKind.SHEET else ""


def _show(
    found: Import, errors: Errors, taken: frozenset[int] | None, reason: str, *, is_conflict: bool = False
) -> str:
    """The page of an import that waits.

    Args:
        found: The import.
        errors: Messages by field.
        taken: The numbers that are ticked; ``None`` when the page is opened.
        reason: What was typed, or what is proposed.
        is_conflict: Something has changed since the page was opened.
    """
    proposals = proposals_of(found.id, editor(), _reach())
    rows = [proposal_row(one) for one in proposals]
    chosen = {row.number for row in rows if row.can_be_taken} if taken is None else taken
    return render_template(
        "imports/preview.html",
        found=found,
        kind=label(found.kind).capitalize(),
        headline=headline(rows),
        rows=[row for row in rows if row.can_be_taken],
        stuck=[row for row in rows if row.hindrances],
        same=[row for row in rows if not row.can_be_taken and not row.hindrances],
        chosen=chosen,
        is_brief=len(rows) > BRIEF_FROM,
        many_from=MANY_FROM,
        contradicts=any(row.contradicted for row in rows if row.can_be_taken),
        overruling=_overruling(found, rows, is_opened=taken is None),
        reason=reason,
        seen=edition(proposals),
        errors=errors,
        is_conflict=is_conflict,
    )


def _overruling(found: Import, rows: Sequence[ProposalRow], *, is_opened: bool) -> set[str]:
    """The choices that are set to the document: as they were sent, at first those of a sheet."""
    if is_opened and found.kind is ImportKind.SHEET:
        return {line.field for row in rows for line in row.contradicted}
    return {name for name, value in request.form.items() if value == NEW_COUNTS}


def _show_done(found: Import, errors: Errors) -> str:
    return render_template(
        "imports/done.html",
        found=found,
        kind=label(found.kind).capitalize(),
        number=imports.projects_brought(found.id),
        projects=imports.list_brought(found.id, most=NAMED) if found.stands else [],
        errors=errors,
    )


def _reach() -> Scope:
    return scope(Deed.BRING_IN)


@bp.post("/<int:import_id>")
@guard(Deed.BRING_IN)
def decide(import_id: int) -> AnyResponse:
    """Take over what was chosen."""
    found = find_import(import_id)
    if not found.is_waiting:
        return redirect(url_for("imports.show", import_id=import_id), code=303)
    taken = frozenset(n for text in request.form.getlist("take") if (n := whole_number(text)) is not None)
    reason = request.form.get("reason", "").strip()
    return answer(
        lambda: apply(
            import_id, _decisions(taken, reason), editor(), reach=_reach(), seen=request.form.get("seen", "")
        ),
        done=say,
        again=lambda errors, is_conflict: _show(found, errors, taken, reason, is_conflict=is_conflict),
    )


def _decisions(taken: frozenset[int], reason: str) -> Decisions:
    overruling = {
        number: {fact for fact in FactName if request.form.get(counts_field(number, fact)) == NEW_COUNTS}
        for number in taken
    }
    return Decisions(taken, overruling, reason[:2000])


def answer(
    deed: Callable[[], Outcome], *, done: Callable[[Outcome], str], again: Callable[[Errors, bool], str]
) -> AnyResponse:
    """Do something with an import in one transaction, or show the page again with what stands in the way.

    Args:
        deed: What is done.
        done: Says what came of it; gives the address to go on to.
        again: The page, from the messages by field and whether somebody else changed something in between.
    """
    try:
        with transaction():
            outcome = deed()
    except InvalidInputError as refusal:
        return _again(again(refusal.by_field(), False), 422)
    except ConflictError:
        return _again(again({}, True), 409)
    return redirect(done(outcome), code=303)


def _again(text: str, status: int) -> Response:
    return make_response(text, status)


def say(outcome: Outcome) -> str:
    """Say what was taken over; lead to the project when it is only one, else to what was done."""
    number = len(outcome.added) + len(outcome.changed)
    message = ngettext(
        "Taken over: %(num)s project. It can be undone as a whole.",
        "Taken over: %(num)s projects. It can be undone as a whole.",
        number,
    )
    flash(message, "success")
    if number == 1:
        return url_for("projects.show", slug=(*outcome.added, *outcome.changed)[0])
    return url_for("imports.show", import_id=outcome.key)


@bp.post("/<int:import_id>/odrzuc")
@guard(Deed.BRING_IN)
def discard(import_id: int) -> AnyResponse:
    """Forget what was read; nothing of it was stored anywhere else."""
    find_import(import_id)
    with transaction():
        imports.remove_import(import_id)
    flash(gettext("Forgotten. Nothing of it has been taken over."), "info")
    return redirect(url_for("imports.show_start"), code=303)


@bp.post("/<int:import_id>/cofnij")
@guard(Deed.BRING_IN)
def take_back(import_id: int) -> AnyResponse:
    """Undo an import."""
    found = find_import(import_id)
    try:
        with transaction():
            number = undo(import_id, editor(), reach=_reach())
    except InvalidInputError as refusal:
        return _again(_show_done(found, refusal.by_field()), 422)
    except ConflictError:
        return redirect(url_for("imports.show", import_id=import_id), code=303)
    message = ngettext(
        "Undone in %(num)s project. What it brought is hidden from today on and stays in the record.",
        "Undone in %(num)s projects. What it brought is hidden from today on and stays in the record.",
        number,
    )
    flash(message, "success")
    return redirect(url_for("imports.show", import_id=import_id), code=303)
