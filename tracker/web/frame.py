"""What surrounds every page: the navigation, the footer, and the choice of language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, redirect, request, session
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.permissions import Deed
from tracker.gate.access import current_person, may
from tracker.gate.clock import today
from tracker.gate.guards import open_to_all
from tracker.storage.transactions import is_primary_away
from tracker.web.addresses import address, kept, local_address
from tracker.web.as_of import day_note
from tracker.web.report_count import reports_to_do
from tracker.web.templating import LANGUAGES

bp = Blueprint("frame", __name__)

BRINGING_IN = frozenset({"announcements", "imports", "register", "sheets"})
"""The blueprints of the ways to bring in data."""


@dataclass(frozen=True)
class Link:
    """An entry of the navigation.

    Attributes:
        count: How many things wait there; 0 says nothing.
        count_text: What they are, for listeners.
    """

    label: str
    url: str
    current: bool = False
    count: int = 0
    count_text: str = ""


def init_app(app: Flask) -> None:
    """Give the frame to every template."""
    app.register_blueprint(bp)
    app.context_processor(_frame)
    app.jinja_env.globals.update(day_note=day_note, clock_day=today)


def _frame() -> dict[str, Any]:
    viewed = kept()
    # Editing is about now, so its address carries no day.
    entries = [
        (gettext("Portfolio"), "portfolio.show", viewed),
        (gettext("Comparison"), "comparison.show", viewed),
        *([(gettext("Add data"), "imports.show_start", {})] if may(Deed.BRING_IN) else []),
        *([(gettext("Screens"), "screens.show_list", {})] if may(Deed.MANAGE_SCREENS) else []),
        *([(gettext("Users"), "accounts.people", {})] if may(Deed.MANAGE_ACCOUNTS) else []),
        *([(gettext("Sources of data"), "quality.show", viewed)] if may(Deed.CHECK_DATA) else []),
        *([(gettext("Journal"), "journal.show", {})] if may(Deed.READ_JOURNAL) else []),
        (gettext("Rules"), "rules.show", viewed),
    ]
    links = [Link(text, address(target, arguments), _is_here(target)) for text, target, arguments in entries]
    if may(Deed.READ_REPORT):
        links.insert(2, _reports_link())
    return {
        "navigation": links,
        "here": local_address(request.full_path.removesuffix("?")),
        "person": current_person(),
        "is_reading_only": is_primary_away(),
        "is_entrance": request.blueprint == "accounts",
    }


def _is_here(target: str) -> bool:
    """Whether this is the page that an entry leads to, or one that stands under it."""
    if target == "imports.show_start":
        return request.blueprint in BRINGING_IN or request.endpoint == "editing.new"
    return request.endpoint == target or (target == "quality.show" and request.blueprint == "sources")


def _reports_link() -> Link:
    count, text = reports_to_do()
    is_here = request.blueprint == "reports"
    return Link(gettext("Reports"), address("reports.show_list", {}), is_here, count, text)


@bp.post("/jezyk")
@open_to_all("Changes the reader's own session only.")
def choose_language() -> Response:
    """Remember the reader's language and go back to the page."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
    return redirect(local_address(request.form.get("next", "/")), code=303)
