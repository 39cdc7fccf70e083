"""The pages on which milestones are added and their dates recorded."""

from __future__ import annotations

from flask import flash
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.permissions import Deed
from tracker.domain.project import Milestone, MilestoneEntry, ProjectRecord
from tracker.domain.schedule import milestone_state
from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind
from tracker.formatting import partial_date
from tracker.gate.guards import at_standing_project, guard
from tracker.labels import choices, label
from tracker.schemas.editing_schedule import MilestoneEntrySchema, MilestoneInputSchema
from tracker.services.editing.milestones import (
    EntryOutcome,
    add_milestone,
    add_milestone_entry,
    find_milestone,
    milestone_fingerprint,
)
from tracker.storage.projects import get_record
from tracker.web.editing.pages import Theirs, bp, editor, kept, page, recorded, saved
from tracker.web.footnotes import source_name
from tracker.web.forms import Form, submit, typed


@bp.get("/<slug>/edytuj/kamienie/nowy")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def new_milestone(slug: str) -> str:
    """The form of a new milestone."""
    return _show_new(get_record(slug), Form({"weight": "1", "entry_kind": MilestoneEntryKind.BASELINE}))


@bp.post("/<slug>/edytuj/kamienie/nowy")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def save_new_milestone(slug: str) -> Response:
    """Add the milestone."""
    return submit(
        MilestoneInputSchema(),
        deed=lambda draft: add_milestone(slug, draft, editor()),
        show=lambda form: _show_new(get_record(slug), form),
        done=lambda milestone: saved(slug, gettext("Saved. New milestone: “%(name)s”.", name=milestone.name)),
    )


def _show_new(record: ProjectRecord, form: Form) -> str:
    return page(
        "milestone_new",
        record,
        form,
        kinds=choices(MilestoneKind),
        entry_kinds=choices(MilestoneEntryKind),
        names=[label(kind) for kind in MilestoneKind],
    )


@bp.get("/<slug>/edytuj/kamienie/<int:number>")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def milestone(slug: str, number: int) -> str:
    """The form of a further date of a milestone."""
    return _show(get_record(slug), number, Form())


@bp.post("/<slug>/edytuj/kamienie/<int:number>")
@guard(Deed.EDIT_PROJECT, at_standing_project)
def save_milestone(slug: str, number: int) -> Response:
    """Record the date."""
    return submit(
        MilestoneEntrySchema(),
        deed=lambda draft: add_milestone_entry(slug, number, draft, editor(), seen=typed().get("seen", "")),
        show=lambda form: _show(get_record(slug), number, form),
        done=lambda outcome: _say(slug, outcome),
        keep=lambda: kept(slug),
    )


def _say(slug: str, outcome: EntryOutcome) -> str:
    if not outcome.counts:
        flash(gettext("An entry that applies from a later day still counts; this one is in the history."), "warning")
    return saved(
        slug,
        gettext(
            "Saved. “%(name)s”, %(kind)s: %(day)s.",
            name=outcome.milestone.name,
            kind=label(outcome.entry.kind),
            day=partial_date(outcome.entry.day),
        ),
    )


def _show(record: ProjectRecord, number: int, form: Form) -> str:
    found = find_milestone(record, number)
    state = milestone_state(found, editor().view)
    return page(
        "milestone",
        record,
        form,
        milestone=found,
        state=state,
        kinds=choices(MilestoneEntryKind),
        entries=[(entry_text(entry), entry.reason, _said(entry)) for entry in found.entries],
        theirs=_theirs(found) if form.is_conflict else None,
        seen=milestone_fingerprint(found),
    )


def entry_text(entry: MilestoneEntry) -> str:
    """What an entry says: ``prognoza: 5 listopada 2019``."""
    return gettext("%(kind)s: %(day)s", kind=label(entry.kind), day=partial_date(entry.day))


def _said(entry: MilestoneEntry) -> str:
    return f"{source_name(entry.origin.source)}; {recorded(entry.origin)}"


def _theirs(found: Milestone) -> Theirs | None:
    last = max(found.entries, key=lambda e: e.id, default=None)
    return Theirs(entry_text(last), recorded(last.origin)) if last else None
