"""The declaration of accessibility that the law asks of public bodies, linked from every page."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, current_app, render_template, request

from tracker.config import Config
from tracker.gate.guards import open_to_all

ASSESSED_ON = date(2026, 11, 23)
"""When the pages were last looked at as a whole against WCAG 2.1 AA; changed together with what the page says."""

bp = Blueprint("accessibility", __name__)


@bp.get("/dostepnosc")
@open_to_all("The law wants everybody to be able to read it.")
def show() -> str:
    """How far the pages can be used by everybody, and whom to tell when they cannot."""
    config: Config = current_app.extensions["tracker_config"]
    return render_template(
        "accessibility/show.html",
        publisher=config.publisher,
        address=config.base_url or request.host_url.rstrip("/"),
        assessed_on=ASSESSED_ON,
    )
