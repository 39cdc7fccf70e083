"""The timeline page: the projects that the filters find, their periods and milestones on one axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import Blueprint, current_app, render_template
from flask_babel import gettext

from tracker.domain.periods import Period
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary, SortKey
from tracker.domain.snapshot import Snapshot
from tracker.domain.timeline import Axis, Line, draw_line, months_in, whole_span
from tracker.formatting import date_text
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import VIEWPOINT_ARGUMENTS, address, given, kept
from tracker.web.as_of import make_strip
from tracker.web.listing import FILTER_ARGUMENTS, list_projects, page_of, page_url, view_tabs
from tracker.web.timeline_range import FIRST, LAST, asked_range, is_zoomed, iso, range_url, steps
from tracker.web.timeline_words import due_sentence, longest_words, next_words, timeline_headline

bp = Blueprint("timeline", __name__)

PAGE_SIZE = 100

SORT_WORDS: Mapping[str, SortKey] = {
    "ocena": SortKey.STATUS,
    "poczatek": SortKey.START,
    "koniec": SortKey.END,
    "poslizg": SortKey.SLIP,
}
"""The words of the address for the orders; the first is the usual one."""

STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
MOST_NAMES, MOST_NAMES_ON_A_PHONE = 16, 6

RIGHTMOST = 97
"""Percent of the axis after which a month has no room for its name."""


@dataclass(frozen=True)
class AxisTick:
    """A named month on the axis.

    Attributes:
        text: The month's name; the year for a January.
        narrow_year: The year to add where there is little room, because the tick that has it is left out there.
        is_minor: It is left out where there is little room.
    """

    place: Decimal
    text: str
    narrow_year: str
    is_year: bool
    is_minor: bool


@bp.get("/os-czasu")
@guard(Deed.READ_PROJECT)
def show() -> str:
    """The projects on one axis as of a day, a hundred at a time."""
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    life = portfolio_life(reach)
    listing = list_projects(book.view(seen, reach), SORT_WORDS, carrying=(FIRST, LAST))
    page = page_of(listing, PAGE_SIZE)
    snapshots = book.snapshots(page.rows, seen)
    whole = whole_span(listing.rows, snapshots, seen.as_of)
    span = asked_range(whole)
    axis = Axis(span)
    return render_template(
        "timeline/list.html",
        settings=settings,
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach)),
        tabs=view_tabs(),
        listing=listing,
        page=page,
        page_url=page_url,
        viewed=kept(),
        headline=timeline_headline(listing.rows),
        second=due_sentence(listing.rows),
        has_examples=any(row.has_examples for row in page.rows),
        lines=_lines(axis, page.rows, snapshots),
        span=span,
        first=iso(span.start),
        last=iso(span.last_day),
        months=months_in(span),
        ticks=_ticks(axis),
        as_of_place=axis.shown(seen.as_of),
        is_before=seen.as_of < span.start,
        steps=steps(span, whole, seen.as_of),
        range_url=range_url(span),
        carried=kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS, "sort", "kierunek"),
        is_zoomed=is_zoomed(),
        orders=_orders(listing.sort),
        next_words=next_words,
        longest_words=longest_words,
    )


def _lines(
    axis: Axis, rows: Sequence[ProjectSummary], snapshots: Sequence[Snapshot]
) -> list[tuple[ProjectSummary, Snapshot, Line]]:
    by_id = {snapshot.record.id: snapshot for snapshot in snapshots}
    found = ((row, by_id[row.project_id]) for row in rows if row.project_id in by_id)
    return [(row, snapshot, draw_line(axis, row, snapshot)) for row, snapshot in found]


def _orders(current: str) -> list[tuple[str, str, bool]]:
    names = {
        "ocena": gettext("status"),
        "poczatek": gettext("start"),
        "koniec": gettext("end"),
        "poslizg": gettext("slip"),
    }
    arguments = given(without=("sort", "kierunek", "strona"))
    usual = next(iter(SORT_WORDS))
    return [
        (name, address("timeline.show", arguments | ({} if word == usual else {"sort": [word]})), word == current)
        for word, name in names.items()
    ]


def _ticks(axis: Axis) -> list[AxisTick]:
    step, wide_step = _step(axis.span, MOST_NAMES), _step(axis.span, MOST_NAMES_ON_A_PHONE)
    named = [month for month in axis.span.months() if _counted(month) % step == 0 and axis.place(month) < RIGHTMOST]
    first_kept = next((month for month in named if _counted(month) % wide_step == 0), None)
    return [
        AxisTick(
            place=axis.place(month),
            text=str(month.year) if month.month == 1 else _name(month, with_year=month == named[0]),
            narrow_year=str(month.year) if month == first_kept and month.month != 1 and month != named[0] else "",
            is_year=month.month == 1,
            is_minor=_counted(month) % wide_step != 0,
        )
        for month in named
    ]


def _step(span: Period, most: int) -> int:
    """Every so many months one is named, so that there are no more names than fit."""
    return next((step for step in STEPS if months_in(span) <= most * step), STEPS[-1])


def _counted(month: date) -> int:
    return month.year * 12 + month.month - 1


def _name(month: date, *, with_year: bool) -> str:
    return date_text(month, "LLL y" if with_year else "LLL").rstrip(".")
