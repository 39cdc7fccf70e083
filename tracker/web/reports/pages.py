"""What the pages of reports share: their blueprint, which report an address means, who writes and when."""

from __future__ import annotations

from flask import Blueprint, url_for

from tracker.gate.access import current_person
from tracker.gate.clock import default_day, now
from tracker.services.editing.ground import Editor
from tracker.services.reporting.ground import OpenReport, open_report
from tracker.storage.settings import get_settings

bp = Blueprint("reports", __name__, url_prefix="/sprawozdania")


def editor() -> Editor:
    """Who does something with a report, on the day the portfolio's business stands on."""
    person = current_person()
    return Editor(
        person.name if person else "",
        now(),
        default_day(get_settings()),
        is_example=person is not None and person.is_example,
    )


def opened(report_id: int) -> OpenReport:
    """A report with all it stands on, on the day the portfolio's business stands on."""
    return open_report(report_id, default_day(get_settings()))


def report_url(report_id: int) -> str:
    """The address of a report."""
    return url_for("reports.show", report_id=report_id)
