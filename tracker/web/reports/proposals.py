"""Taking over what a coordinator proposes for a field, with one click."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.permissions import Deed
from tracker.domain.report_draft import NEVER_SAVED
from tracker.gate.guards import at_report, guard
from tracker.services.reporting.reviewing import take_proposal
from tracker.storage.transactions import transaction
from tracker.web.reports.form import keep_typed, show_form
from tracker.web.reports.form_page import Options, anchor
from tracker.web.reports.pages import bp, editor, opened
from tracker.web.reports.typed_form import SEEN, read_seen, read_typed_form


@bp.post("/<int:report_id>/propozycja")
@guard(Deed.WRITE_REPORT, at_report)
def take(report_id: int) -> Response:
    """Put the proposed value into its field; whatever else the form holds is saved first."""
    name = request.form.get("field", "")
    typed = read_typed_form(request.form)
    others = {other: field for other, field in typed.changed.items() if other != name}
    refused = keep_typed(report_id, replace(typed, changed=others, undecided=typed.undecided - {name}))
    if refused is not None:
        return refused
    seen = read_seen(request.form.get(SEEN + name, ""))
    report = opened(report_id)
    with transaction():
        outcome = take_proposal(report, name, seen=seen.version if seen else NEVER_SAVED, editor=editor())
    if outcome.conflicts:
        kept = {name: typed.texts.get(name, "")}
        return show_form(replace(report, fields=outcome.fields), Options(typed=kept, conflicts=outcome.conflicts), 409)
    flash(gettext("The proposed value is in the field."), "success")
    return redirect(url_for("reports.show", report_id=report_id, _anchor=anchor(name)), code=303)
