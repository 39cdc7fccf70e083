"""Accepting several reports at once: those without warnings that a reviewer has ticked in the queue."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.report_life import ReportStatus
from tracker.gate.access import require
from tracker.gate.guards import guard
from tracker.sentences import period_name
from tracker.services.reporting.ground import OpenReport
from tracker.services.reporting.reviewing import accept_reports
from tracker.storage.reports import get_report_address
from tracker.storage.transactions import transaction
from tracker.web.reports.lists import PAGE_SIZE
from tracker.web.reports.pages import bp, editor, opened

LARGEST_NUMBER = 18
"""Digits of the largest key that both databases take, and of any number of a version."""


@bp.post("/zatwierdz")
@guard(Deed.REVIEW_REPORT)
def accept_many() -> Response:
    """Accept the ticked reports, each in the version seen; say which are accepted, which are left, and why."""
    seen = _ticked()
    for report_id, _number in seen:
        require(Deed.REVIEW_REPORT, get_report_address(report_id).place)
    if not seen:
        flash(gettext("Nothing was ticked, so nothing has been accepted."), "warning")
        return _to_queue()
    with transaction():
        left = accept_reports(seen, editor())
    accepted = len(seen) - len(left)
    if accepted:
        flash(ngettext("%(num)s report accepted.", "%(num)s reports accepted.", accepted), "success")
    for report_id in left:
        flash(_reason(opened(report_id)), "warning")
    return _to_queue()


def _to_queue() -> Response:
    return redirect(url_for("reports.show_list"), code=303)


def _ticked() -> Sequence[tuple[int, int]]:
    """Report and version of every box that is ticked.

    Raises:
        InvalidInputError: If one of them names no version of a report, or if there are more than a page holds.
    """
    values = sorted(set(request.form.getlist("report")))
    if len(values) > PAGE_SIZE:
        raise InvalidInputError([Problem("report", gettext("That is more than one page of the queue holds."))])
    return [_pair(value) for value in values]


def _pair(value: str) -> tuple[int, int]:
    report, _, number = value.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) <= LARGEST_NUMBER for part in (report, number)):
        raise InvalidInputError([Problem("report", gettext("“%(text)s” names no report.", text=value[:40]))])
    return int(report), int(number)


def _reason(report: OpenReport) -> str:
    """Why a ticked report was left as it is."""
    names = {"centre": report.record.centre.short_name, "period": period_name(report.form.period)}
    if report.status is ReportStatus.ACCEPTED:
        return gettext("%(centre)s, %(period)s: somebody had accepted it already.", **names)
    if report.status is not ReportStatus.SUBMITTED:
        return gettext("%(centre)s, %(period)s: left as it is, because it no longer waits for review.", **names)
    return gettext("%(centre)s, %(period)s: left as it is, because it has to be opened first.", **names)
