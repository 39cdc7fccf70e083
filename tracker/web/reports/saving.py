"""The address to which a script sends the fields of a report one by one while they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, get_template_attribute, jsonify, request
from flask_babel import gettext

from tracker.domain.errors import ForbiddenError, InvalidInputError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.report_draft import NEVER_SAVED, TypedField
from tracker.domain.report_fields import Aspect, FieldGroup, parse_field
from tracker.formatting import DASH, pln, tie
from tracker.gate.access import current_person
from tracker.gate.clock import worked_at
from tracker.gate.guards import at_report, guard
from tracker.services.editing.ground import Editor
from tracker.services.reporting.drafts import SaveOutcome, save_fields
from tracker.storage.transactions import transaction
from tracker.web.reports.form_page import FormPage, anchor
from tracker.web.reports.pages import bp, editor, opened
from tracker.web.reports.typed_form import read_seen, seen_token, storable

DRAWN = frozenset({FieldGroup.SPENDING, FieldGroup.MILESTONE, FieldGroup.POST, FieldGroup.TRAINING})
"""What the curve and the status beside the form depend on; a text changes neither."""


@bp.post("/<int:report_id>/pola")
@guard(Deed.WRITE_REPORT, at_report)
def save_some(report_id: int) -> Response:
    """Save the fields that were changed; answers with what became of them and with all that follows from them."""
    typed = _read_fields(_sent())
    by = editor()
    report = opened(report_id)
    with transaction():
        outcome = save_fields(report, typed, by)
    after = replace(report, fields=outcome.fields)
    return jsonify(_told(typed, outcome, by) | {"page": page_state(FormPage(after), draw=any(map(_is_drawn, typed)))})


def _sent() -> Any:
    """What was sent, ``None`` when it is no JSON or lists within lists beyond all measure."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _read_fields(sent: Any) -> dict[str, TypedField]:
    """The fields of a request.

    Raises:
        ForbiddenError: If another person has signed in since the page was made: nobody writes in another's name.
        InvalidInputError: If it is not what the form's script sends.
    """
    fields = sent.get("fields") if isinstance(sent, dict) else None
    if not isinstance(fields, dict):
        raise InvalidInputError([Problem("fields", gettext("The request could not be understood."))])
    person = current_person()
    if "account" in sent and person is not None and sent["account"] != person.key:
        raise ForbiddenError(gettext("Somebody else has signed in meanwhile. Open the page again."))
    return {str(name): _read_field(name, field) for name, field in fields.items()}


def _read_field(name: str, field: Any) -> TypedField:
    seen = read_seen(field.get("seen")) if isinstance(field, dict) else None
    text = field.get("text") if isinstance(field, dict) else None
    if seen is None or not isinstance(text, str):
        raise InvalidInputError([Problem(name[:80], gettext("The request could not be understood."))])
    return TypedField(storable(text), seen.version)


def _is_drawn(name: str) -> bool:
    field = parse_field(name)
    return field is not None and field.group in DRAWN and field.aspect is not Aspect.REASON


def _told(typed: Mapping[str, TypedField], outcome: SaveOutcome, by: Editor) -> dict[str, Any]:
    saved = {}
    for name in typed.keys() - outcome.conflicts.keys():
        field = outcome.saved.get(name)
        version = field.version if field else NEVER_SAVED
        saved[name] = {"seen": seen_token(version, typed[name].text)}
    conflicts = {
        name: {
            "seen": seen_token(field.version, field.text),
            "text": field.text,
            "by": field.saved_by,
            "at": worked_at(field.saved_at, by.today),
        }
        for name, field in outcome.conflicts.items()
    }
    return {"saved": saved, "conflicts": conflicts, "at": worked_at(by.at, by.today)}


def page_state(page: FormPage, *, draw: bool) -> dict[str, Any]:
    """All that stands on the page because of what its fields say.

    Args:
        page: The form.
        draw: Whether the column beside the form may have changed.
    """
    messages = {
        name: [[m.kind, tie(m.shown), m.explained_in, anchor(m.explained_in) if m.explained_in else ""] for m in said]
        for name, said in page.messages.items()
    }
    return {
        "messages": messages,
        "explanations": {f.name: {"text": f.text, "seen": f.seen} for f in map(page.field, page.explained())},
        "notes": page.notes,
        "sums": {f"spending.{n}": DASH if t.amount is None else pln(t.amount) for n, t in page.task_totals.items()}
        | {"spending": page.total_text},
        "changed": sorted(part.value for part in page.changed_parts),
        "left": _render("left_list", page),
        "aside": _render("aside_body", page) if draw else None,
    }


def _render(macro: str, page: FormPage) -> str:
    return str(get_template_attribute("reports/parts.html", macro)(page))
