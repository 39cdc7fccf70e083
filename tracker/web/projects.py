"""The page of one project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, current_app, render_template, request

from tracker.charts.layout import FORMATS, WIDE
from tracker.charts.milestone_trend import milestone_trend_chart
from tracker.charts.milestone_trend_svg import draw_trend
from tracker.charts.milestone_trend_words import verdict_words
from tracker.charts.plotly import figure_json
from tracker.charts.spending import spending_chart
from tracker.charts.svg import draw
from tracker.domain.errors import NotFoundError
from tracker.domain.funding import check_funding
from tracker.domain.history import Event, history
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import summarise
from tracker.domain.project import Centre
from tracker.domain.provenance import Viewpoint
from tracker.domain.schedule import milestone_progress, next_milestone
from tracker.domain.snapshot import Snapshot, is_known, take_snapshot
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import get_record, portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.access import may, place_of, scope
from tracker.web.addresses import address, kept
from tracker.web.advice import spending_advice
from tracker.web.as_of import make_strip
from tracker.web.clock import viewpoint
from tracker.web.footnotes import Footnotes, Mark
from tracker.web.guards import at_project, guard
from tracker.web.project_view.earned_value import earned_value_rows
from tracker.web.project_view.facts import fact_rows, funding_rows
from tracker.web.project_view.quantities import post_rows, training_rows
from tracker.web.project_view.schedule import milestone_rows, task_rows

bp = Blueprint("projects", __name__, url_prefix="/projekty")

RECENT_EVENTS = 8


@bp.get("/<slug>")
@guard(Deed.READ_PROJECT, at_project)
def show(slug: str) -> str:
    """Everything about a project as of a day: facts with sources, status with reasons, curve, plans and history."""
    settings = get_settings()
    seen = viewpoint(settings)
    snapshot = _look(slug, seen)
    notes = Footnotes()
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    life = portfolio_life(reach)
    events = _shown(history(snapshot.record, seen), snapshot.record.centre)
    chart = spending_chart(snapshot)
    trend = milestone_trend_chart(snapshot)
    return render_template(
        "projects/detail.html",
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach), project_id=snapshot.record.id),
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
        earned_value=earned_value_rows(snapshot),
        posts=post_rows(snapshot, notes),
        trainings=training_rows(snapshot, notes),
        report_note=_report_note(snapshot, notes),
        plan_note=notes.mark(snapshot.plan.origin.source) if snapshot.plan else None,
        chart=chart,
        chart_svg=draw(chart) if chart else None,
        trend=trend,
        trend_svg=draw_trend(trend) if trend else None,
        verdict_words=verdict_words,
        trends_url=address("milestone_trend.show", kept()),
        changes_url=address("changes.show", kept() | {"projekt": slug}),
        figure_url=address("projects.spending_figure", {"slug": slug} | kept()),
        advice=spending_advice(snapshot),
        events=events[:RECENT_EVENTS],
        earlier_events=events[RECENT_EVENTS:],
    )


@bp.get("/<slug>/wydatki.json")
@guard(Deed.READ_PROJECT, at_project)
def spending_figure(slug: str) -> Response:
    """The S-curve as a Plotly figure, for the browser to draw."""
    chart = spending_chart(_look(slug, viewpoint(get_settings())))
    if chart is None:
        raise NotFoundError(slug)
    shape = FORMATS.get(request.args.get("format", WIDE.name), WIDE)
    return Response(figure_json(chart, shape), mimetype="application/json")


def _look(slug: str, seen: Viewpoint) -> Snapshot:
    """The project as seen from a viewpoint.

    Raises:
        NotFoundError: If nothing of it had been recorded by the day whose knowledge is used: then it was not there.
    """
    record = get_record(slug)
    if not is_known(record, seen):
        raise NotFoundError(slug)
    return take_snapshot(record, seen)


def _shown(events: Sequence[Event], centre: Centre) -> Sequence[Event]:
    """The events as far as the reader may know: what was said of a report is for those who may read it."""
    if may(Deed.READ_REPORT, place_of(centre)):
        return events
    return [replace(event, comment="") for event in events]


def _report_note(snapshot: Snapshot, notes: Footnotes) -> Mark | None:
    counting = [r for r in snapshot.reports if r.counts and r.submission]
    return notes.mark(counting[-1].submission.origin.source) if counting and counting[-1].submission else None
