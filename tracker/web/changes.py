"""The page of what changed between two days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask_babel import gettext
from markupsafe import Markup

from tracker.change_sentences.found import Found, find_changes
from tracker.change_sentences.headline import (
    changes_headline,
    counts_sentence,
    direction_name,
    directions_sentence,
    group_name,
    project_headline,
)
from tracker.charts.end_moves import end_moves_chart
from tracker.charts.waterfall import Waterfall, waterfall
from tracker.charts.waterfall_svg import draw_waterfall
from tracker.domain.changes import Group
from tracker.domain.errors import NotFoundError
from tracker.domain.forecast_moves import add_up
from tracker.domain.outcome import differing, outcome
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary, SortKey
from tracker.domain.two_days import TwoDays
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook, PortfolioView
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import address, kept, look_at
from tracker.web.arguments import page_number
from tracker.web.as_of import make_strip
from tracker.web.change_days import EARLIER, LATER, AskedDays, ask_days, presets
from tracker.web.change_lines import Line, lines_by_group
from tracker.web.listing import FILTER_ARGUMENTS, Listing, list_projects, page_url, view_tabs

bp = Blueprint("changes", __name__)

PAGE_SIZE = 100
"""Sentences on a page."""

ALL_COMPARED = 200
"""Up to so many projects each is compared whole; of more only those whose rows differ."""

COMPARED_AT_MOST = 400
"""Projects compared in one answer, about 4 ms each the first time; those first whose status got worse."""

ORDERS = {"ocena": SortKey.STATUS}


@dataclass(frozen=True)
class Compared:
    """The projects of the page on the two days.

    Attributes:
        after: Their rows of the later day.
        gone: Rows of the earlier day whose projects are not there any more.
        differing: How many of them differ at all.
        projects: Those compared whole, which may be fewer.
    """

    before: PortfolioView
    after: Sequence[ProjectSummary]
    gone: Sequence[ProjectSummary]
    differing: int
    projects: Sequence[tuple[ProjectSummary, TwoDays]]


@dataclass(frozen=True)
class Drawing:
    """What moved a forecast, drawn beside the sentences it belongs to.

    Attributes:
        svg: ``None`` where there is nothing to draw; the sentence says so.
    """

    name: str
    chart: Waterfall
    svg: Markup | None


@bp.get("/zmiany")
@guard(Deed.READ_PROJECT)
def show() -> str | tuple[str, int]:
    """What changed between two days: a finding, what moved the forecast, and a sentence for every change."""
    settings = get_settings()
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    life = portfolio_life(reach)
    asked = ask_days(viewpoint(settings), life)
    if request.args.get(LATER) and not asked.errors:
        look_at(asked.later.as_of)
    view = book.view(asked.later, reach)
    listing = list_projects(view, ORDERS, carrying=(EARLIER, LATER, "projekt"))
    frame: dict[str, Any] = {
        "as_of": asked.later.as_of,
        "asked": asked,
        "carried": kept("wiedza", "projekt", *FILTER_ARGUMENTS),
        "listing": listing,
        "presets": presets(asked),
        "settings": settings,
        "strip": make_strip(asked.later, settings, life, book.attention_by_month(life, reach)),
        "views": view_tabs(),
    }
    if asked.errors:
        return render_template("changes/list.html", problem=True, **frame), 422
    only = one_project(view)
    compared = compare_rows(asked, listing, view, only)
    return render_template("changes/list.html", **frame, **_findings(asked, compared, only))


def one_project(view: PortfolioView) -> ProjectSummary | None:
    """The one project that the address asks about.

    Raises:
        NotFoundError: If there is none of that name.
    """
    slug = request.args.get("projekt")
    if not slug:
        return None
    found = next((row for row in view.rows if row.slug == slug), None)
    if found is None:
        raise NotFoundError(gettext("There is no project “%(slug)s”.", slug=slug[:40]))
    return found


def compare_rows(asked: AskedDays, listing: Listing, view: PortfolioView, only: ProjectSummary | None) -> Compared:
    """Look at the projects listed, or at the one asked for, on both days."""
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    before = book.view(asked.earlier, scope(Deed.READ_PROJECT))
    if only is not None:
        return Compared(before, [only], [], 1, book.comparisons([only], asked.earlier, asked.later))
    after = listing.rows
    gone = [row for row in before.rows if row.project_id not in view.by_key and listing.filters.takes(row)]
    rows = list(after) if len(after) <= ALL_COMPARED else differing(before.by_key, after)
    chosen = [*gone, *rows][:COMPARED_AT_MOST]
    return Compared(before, after, gone, len(gone) + len(rows), book.comparisons(chosen, asked.earlier, asked.later))


def asked_of(compared: Compared) -> int:
    """Of how many projects the changes are told: all of the page, or those compared where these are fewer."""
    if len(compared.projects) < compared.differing:
        return len(compared.projects)
    return len(compared.after) + len(compared.gone)


def _findings(asked: AskedDays, compared: Compared, only: ProjectSummary | None) -> dict[str, Any]:
    found = find_changes(compared.projects)
    number, pages = page_number(len(found), PAGE_SIZE)
    shown = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    since = asked.earlier.as_of
    told = outcome(compared.before.by_key, compared.after, len(compared.gone))
    counts = Counter(one.direction for one in found)
    changed = len({one.row.project_id for one in found})
    shift = add_up(two_days.move for _, two_days in compared.projects)
    is_example = any(row.has_examples for row, _ in compared.projects)
    chart = waterfall(shift, since, asked.later.as_of, is_example=is_example)
    moves = [(row.centre.place, two_days.end) for row, two_days in compared.projects]
    ends = end_moves_chart(moves, since, asked.later.as_of, is_example=is_example)
    drawings: dict[Group, Drawing] = {}
    if chart:
        drawings[Group.MONEY] = Drawing("forecast", chart, draw_waterfall(chart))
    if ends:
        drawings[Group.DATES] = Drawing("ends", ends, draw_waterfall(ends) if ends.steps else None)
    return {
        "headline": project_headline(only.centre.place, since, len(found)) if only else changes_headline(told, since),
        "counts": directions_sentence(counts) if only else counts_sentence(counts, changed, asked_of(compared)),
        "only": only,
        "has_examples": is_example,
        "sections": list(_sections(shown, drawings if number == 1 else {})),
        "group_counts": Counter(one.group for one in found),
        "group_name": group_name,
        "direction_name": direction_name,
        "total": len(found),
        "first": (number - 1) * PAGE_SIZE + 1,
        "page": number,
        "pages_count": pages,
        "page_url": page_url,
        "compared": len(compared.projects),
        "differing": compared.differing,
        "whole_url": address("changes.show", kept("stan", "wiedza", EARLIER, LATER, *FILTER_ARGUMENTS)),
    }


def _sections(
    shown: Sequence[Found], drawings: Mapping[Group, Drawing]
) -> Iterator[tuple[Group, Sequence[Line], Drawing | None]]:
    lines = dict(lines_by_group(shown))
    for group in Group:
        if group in lines or group in drawings:
            yield group, lines.get(group, ()), drawings.get(group)
