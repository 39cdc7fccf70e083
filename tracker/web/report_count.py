"""How many reports wait for whoever looks: the number in the navigation."""

from __future__ import annotations

from contextlib import suppress

from flask import current_app, g
from flask_babel import ngettext

from tracker.domain.errors import NotReadyError
from tracker.domain.permissions import CENTRE_ROLES, Deed
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_queue import TO_WRITE, Queue, QueueGroup
from tracker.gate.access import current_person, may, scope
from tracker.gate.clock import default_day
from tracker.services.portfolio import PortfolioBook
from tracker.storage.settings import get_settings


def reports_to_do() -> tuple[int, str]:
    """How many reports wait to be written or reviewed, with what is to be done about them; 0 for who does neither.

    A page is put together from many templates, each of which asks; the answer is kept for the request.
    """
    if "reports_to_do" not in g:
        do_not_count()
        # While a large portfolio is still being read, the page goes without the number rather than wait for it.
        with suppress(NotReadyError):
            g.reports_to_do = _count()
    answer: tuple[int, str] = g.reports_to_do
    return answer


def do_not_count() -> None:
    """Let the page of this request go without the number."""
    g.reports_to_do = 0, ""


def _count() -> tuple[int, str]:
    person = current_person()
    if person is None:
        return 0, ""
    if person.role in CENTRE_ROLES:
        count = sum(len(reports) for group, reports in _queue(Deed.READ_REPORT).items() if group in TO_WRITE)
        return count, ngettext("%(num)s to be written", "%(num)s to be written", count)
    if may(Deed.REVIEW_REPORT):
        count = len(_queue(Deed.REVIEW_REPORT)[QueueGroup.WAITING])
        return count, ngettext("%(num)s to be reviewed", "%(num)s to be reviewed", count)
    return 0, ""


def _queue(deed: Deed) -> Queue:
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    return book.view(Viewpoint(default_day(get_settings())), scope(deed)).queue
