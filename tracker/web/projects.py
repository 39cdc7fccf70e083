"""The page of one project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, current_app, render_template, request
from flask_babel import gettext

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
from tracker.domain.schedule import milestone_progress, next_milestone
from tracker.domain.snapshot import Snapshot
from tracker.gate.access import may, place_of, scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import at_project, guard
from tracker.services.portfolio import PortfolioBook
from tracker.services.seen_projects import seen_snapshot
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import address, kept
from tracker.web.advice import spending_advice
from tracker.web.as_of import make_strip
from tracker.web.footnotes import Footnotes, Mark
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
    snapshot = seen_snapshot(slug, seen)
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
        file_links=_file_links(slug),
        doubts_url=_doubts_url(snapshot),
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
    chart = spending_chart(seen_snapshot(slug, viewpoint(get_settings())))
    if chart is None:
        raise NotFoundError(slug)
    shape = FORMATS.get(request.args.get("format", WIDE.name), WIDE)
    return Response(figure_json(chart, shape), mimetype="application/json")


def _file_links(slug: str) -> list[tuple[str, str]]:
    """The kinds of files that hold this project as it is seen, with their addresses."""
    here = {"slug": slug} | kept()
    return [
        (gettext("Calendar"), address("calendar_files.project", here)),
        ("JSON", address("seen_files.project", here)),
    ]


def _doubts_url(snapshot: Snapshot) -> str:
    """Where the doubts about this project are told, for those who may see them; empty otherwise."""
    if not may(Deed.CHECK_DATA, place_of(snapshot.record.centre)):
        return ""
    return address("quality.show", kept() | {"projekt": snapshot.record.slug})


def _shown(events: Sequence[Event], centre: Centre) -> Sequence[Event]:
    """The events as far as the reader may know: what was said of a report is for those who may read it."""
    if may(Deed.READ_REPORT, place_of(centre)):
        return events
    return [replace(event, comment="") for event in events]


def _report_note(snapshot: Snapshot, notes: Footnotes) -> Mark | None:
    counting = [r for r in snapshot.reports if r.counts and r.submission]
    return notes.mark(counting[-1].submission.origin.source) if counting and counting[-1].submission else None
