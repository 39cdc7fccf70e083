"""The page that lists what can be edited of a project."""

from __future__ import annotations

from tracker.domain.snapshot import take_snapshot
from tracker.storage.projects import get_record
from tracker.web.editing.pages import bp, editor, page
from tracker.web.footnotes import Footnotes
from tracker.web.forms import Form
from tracker.web.project_view import fact_rows, post_rows, training_rows


@bp.get("/<slug>/edytuj")
def overview(slug: str) -> str:
    """The project as it stands today, with a way to change each part."""
    record = get_record(slug)
    snapshot = take_snapshot(record, editor().view)
    notes = Footnotes()
    return page(
        "overview",
        record,
        Form(),
        snapshot=snapshot,
        facts=fact_rows(snapshot, notes),
        posts=post_rows(snapshot, notes),
        trainings=training_rows(snapshot, notes),
    )


@bp.get("/nowy")
def new() -> str:
    """An empty project."""
    return ""
