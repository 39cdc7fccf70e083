"""The page of one project."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template

from tracker.domain.funding import check_funding
from tracker.domain.history import history
from tracker.domain.portfolio import portfolio_life, summarise
from tracker.domain.provenance import Viewpoint
from tracker.domain.schedule import milestone_progress, next_milestone
from tracker.domain.snapshot import Snapshot, take_snapshot
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import get_record
from tracker.storage.settings import get_settings
from tracker.web.as_of import make_strip
from tracker.web.clock import viewpoint
from tracker.web.footnotes import Footnotes, Mark
from tracker.web.project_view import fact_rows, funding_rows, milestone_rows, post_rows, task_rows, training_rows

bp = Blueprint("projects", __name__, url_prefix="/projekty")

RECENT_EVENTS = 8


@bp.get("/<slug>")
def show(slug: str) -> str:
    """Everything about a project as of a day: facts with sources, status with reasons, curve, plans and history."""
    settings = get_settings()
    seen = viewpoint(settings)
    snapshot = take_snapshot(get_record(slug), seen)
    notes = Footnotes()
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    life = portfolio_life(book.rows(Viewpoint(seen.as_of, seen.known_on)))
    events = history(snapshot.record, seen)
    return render_template(
        "projects/detail.html",
        as_of=seen.as_of,
        strip=make_strip(seen.as_of, settings, life, book.attention_by_month(life) if life else None),
        snapshot=snapshot,
        row=summarise(snapshot),
        notes=notes,
        facts=fact_rows(snapshot, notes),
        funding=funding_rows(snapshot, notes),
        checks=check_funding(snapshot.facts),
        milestones=milestone_rows(snapshot, notes),
        progress=milestone_progress(snapshot.milestones, seen.as_of),
        next_milestone=next_milestone(snapshot.milestones),
        tasks=task_rows(snapshot),
        posts=post_rows(snapshot, notes),
        trainings=training_rows(snapshot, notes),
        report_note=_report_note(snapshot, notes),
        plan_note=notes.mark(snapshot.plan.origin.source) if snapshot.plan else None,
        chart=None,
        events=events[:RECENT_EVENTS],
        earlier_events=events[RECENT_EVENTS:],
    )


def _report_note(snapshot: Snapshot, notes: Footnotes) -> Mark | None:
    counting = [r for r in snapshot.reports if r.counts and r.submission]
    return notes.mark(counting[-1].submission.origin.source) if counting and counting[-1].submission else None
