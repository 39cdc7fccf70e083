"""The page that lists what can be edited of a project."""

from __future__ import annotations

from flask_babel import gettext

from tracker.domain.permissions import Deed
from tracker.domain.quantities import QuantityState
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import SourceKind
from tracker.formatting import partial_date, quantity
from tracker.gate.guards import at_standing_project, guard
from tracker.services.editing.ground import known_sources
from tracker.storage.projects import get_record
from tracker.web.editing.pages import bp, editor, page
from tracker.web.footnotes import Footnotes
from tracker.web.forms import Form
from tracker.web.project_view.facts import fact_rows


@bp.get("/<slug>/edytuj")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def overview(slug: str) -> str:
    """The project as it stands today, with a way to change each part."""
    record = get_record(slug)
    snapshot = take_snapshot(record, editor().view)
    return page(
        "overview",
        record,
        Form(),
        snapshot=snapshot,
        facts=fact_rows(snapshot, Footnotes()),
        documents=[source for source in known_sources(record).values() if source.kind is not SourceKind.REPORT],
        milestone_text=milestone_text,
        quantity_text=quantity_text,
        quantity_known=lambda state: state.target is not None or state.actual is not None,
    )


def milestone_text(state: MilestoneState) -> str:
    """What holds of a milestone's date: achieved, else expected, and the plan where it differs."""
    if state.expected is None:
        return gettext("no date")
    day = partial_date(state.expected)
    text = gettext("achieved: %(day)s", day=day) if state.is_achieved else gettext("expected: %(day)s", day=day)
    if state.baseline is None or state.baseline.day == state.expected:
        return text
    plan = gettext("plan: %(day)s", day=partial_date(state.baseline.day))
    return f"{text}, {plan}"


def quantity_text(state: QuantityState) -> str:
    """What was reached and what is to be, as far as anybody has said."""
    if state.target is None and state.actual is None:
        return gettext("number not stated")
    parts = []
    if state.actual is not None:
        parts.append(gettext("reached: %(count)s", count=quantity(state.actual.quantity)))
    if state.target is not None:
        parts.append(gettext("target: %(count)s", count=quantity(state.target.quantity)))
    return ", ".join(parts)
