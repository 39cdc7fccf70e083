"""What is seen as of a day, as JSON: one project, or those that the filters take."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, current_app
from flask_babel import gettext

from tracker.domain.permissions import Deed
from tracker.domain.portfolio import summarise
from tracker.exchange.seen_project import seen_view
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import at_project, guard
from tracker.services.portfolio import PortfolioBook
from tracker.services.seen_projects import seen_snapshot
from tracker.storage.settings import get_settings
from tracker.web.downloads import days_asked, download, first_lines, first_projects, looked_into, page_address
from tracker.web.listing import list_projects
from tracker.web.portfolio import SORT_WORDS

bp = Blueprint("seen_files", __name__)


@bp.get("/portfel.json")
@guard(Deed.READ_PROJECT)
def portfolio() -> Response:
    """The projects that the filters take, each as its page shows it, with its sources."""
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    listing = list_projects(book.view(seen, scope(Deed.READ_PROJECT)), SORT_WORDS)
    more = first_projects(len(listing.rows))
    about = first_lines(settings, seen, listing, "portfolio.show", *more, in_columns=False)
    return _answer(seen_view(about, looked_into(book, listing.rows, seen)), f"portfel-{seen.as_of.isoformat()}")


@bp.get("/projekty/<slug>.json")
@guard(Deed.READ_PROJECT, at_project)
def project(slug: str) -> Response:
    """One project as its page shows it, with its sources."""
    settings = get_settings()
    seen = viewpoint(settings)
    snapshot = seen_snapshot(slug, seen)
    about = (
        *days_asked(settings, seen),
        (gettext("Project"), snapshot.title),
        page_address("projects.show", slug=slug),
    )
    return _answer(seen_view(about, [(summarise(snapshot), snapshot)]), f"{slug}-{seen.as_of.isoformat()}")


def _answer(pieces: Iterable[str], file: str) -> Response:
    # Written whole before the answer begins: nothing half is sent when a project cannot be read.
    return download(["".join(pieces).encode()], "application/json; charset=utf-8", f"{file}.json")
