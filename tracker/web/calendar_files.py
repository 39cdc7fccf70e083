"""Calendars to take along or to subscribe to: milestones and due days of many projects, or of one."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, current_app, request
from flask_babel import gettext

from tracker.domain.permissions import Deed
from tracker.domain.snapshot import Snapshot
from tracker.exchange.calendar_events import calendar_about, calendar_events
from tracker.exchange.icalendar import as_calendar
from tracker.exchange.sheets import About
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import at_project, guard
from tracker.services.portfolio import PortfolioBook
from tracker.services.seen_projects import seen_snapshot
from tracker.storage.settings import get_settings
from tracker.web.addresses import project_url
from tracker.web.downloads import days_asked, download, first_lines, first_projects, looked_into, page_address
from tracker.web.listing import list_projects
from tracker.web.portfolio import SORT_WORDS

bp = Blueprint("calendar_files", __name__)


@bp.get("/kalendarz.ics")
@guard(Deed.READ_PROJECT)
def portfolio() -> Response:
    """The dates of the projects that the filters take."""
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    listing = list_projects(book.view(seen, scope(Deed.READ_PROJECT)), SORT_WORDS)
    more = first_projects(len(listing.rows))
    about = first_lines(settings, seen, listing, "timeline.show", *more, in_columns=False)
    snapshots = (snapshot for _, snapshot in looked_into(book, listing.rows, seen))
    return _answer(settings.name or "Portfel 2.5", about, snapshots, f"kalendarz-{seen.as_of.isoformat()}")


@bp.get("/projekty/<slug>/kalendarz.ics")
@guard(Deed.READ_PROJECT, at_project)
def project(slug: str) -> Response:
    """The dates of one project."""
    settings = get_settings()
    seen = viewpoint(settings)
    snapshot = seen_snapshot(slug, seen)
    about = (
        *days_asked(settings, seen),
        (gettext("Project"), snapshot.title),
        page_address("projects.show", slug=slug),
    )
    return _answer(snapshot.record.centre.short_name, about, [snapshot], f"{slug}-{seen.as_of.isoformat()}")


def _answer(name: str, about: About, snapshots: Iterable[Snapshot], file: str) -> Response:
    host = request.host_url.rstrip("/")
    events, dayless = calendar_events(snapshots, lambda slug: host + project_url(slug))
    text = as_calendar(name, calendar_about(about, dayless), events)
    return download(text, "text/calendar; charset=utf-8", f"{file}.ics")
