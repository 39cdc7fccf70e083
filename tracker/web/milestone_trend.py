"""The wall of milestone trends: for each project how its milestones' dates went from report to report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, render_template
from flask_babel import get_locale, gettext, ngettext
from markupsafe import Markup

from tracker.charts.milestone_trend import TrendChart, milestone_trend_chart
from tracker.charts.milestone_trend_svg import draw_small_trend
from tracker.charts.milestone_trend_words import course_of, projects_finding
from tracker.domain.milestone_trend import Verdict
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary, SortKey
from tracker.domain.provenance import Viewpoint
from tracker.formatting import number
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import address, given, kept
from tracker.web.as_of import make_strip
from tracker.web.listing import Page, list_projects, page_of, page_url, view_tabs

bp = Blueprint("milestone_trend", __name__)

PAGE_SIZE = 100

PANELS_KEPT = 1_000
"""Panels kept in memory, about 20 kB each; when there are more, all are forgotten and drawn anew."""

SORT_WORDS: Mapping[str, SortKey] = {
    "poslizg": SortKey.SLIP,
    "ocena": SortKey.STATUS,
    "koniec": SortKey.END,
    "osrodek": SortKey.CENTRE,
}
"""The words of the address for the orders; the first is the usual one."""


@dataclass(frozen=True)
class Panel:
    """A project on the wall; ``chart`` is ``None`` where nobody has told a date of its milestones."""

    row: ProjectSummary
    chart: TrendChart | None
    drawing: Markup


@bp.get("/os-czasu/trend")
@guard(Deed.READ_PROJECT)
def show() -> str:
    """The trends of the projects that the filters find, the furthest from their plans first."""
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    life = portfolio_life(reach)
    listing = list_projects(book.view(seen, reach), SORT_WORDS)
    page = page_of(listing, PAGE_SIZE)
    panels = _Panels(book, seen).of(page.rows)
    return render_template(
        "milestone_trend/list.html",
        settings=settings,
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach)),
        tabs=view_tabs(),
        listing=listing,
        page=page,
        page_url=page_url,
        viewed=kept(),
        headline=projects_finding([panel.chart.trends for panel in panels if panel.chart], is_part=page.pages > 1),
        second=_second(page, panels),
        panels=panels,
        has_examples=any(panel.chart.is_example for panel in panels if panel.chart),
        orders=_orders(listing.sort),
    )


class _Panels:
    """The panels of projects as seen from one viewpoint, in the language of the page, kept while nothing changes."""

    def __init__(self, book: PortfolioBook, seen: Viewpoint) -> None:
        self._book = book
        self._seen = seen
        self._page = (seen, str(get_locale()))
        self._kept: dict[object, Panel] = current_app.extensions["trend_panels"]

    def of(self, rows: Sequence[ProjectSummary]) -> list[Panel]:
        """A panel for each row; a project removed since the rows were made is left out."""
        missing = [row for row in rows if self._find(row) is None]
        drawn = self._draw(missing)
        panels = (self._find(row) or drawn.get(row.project_id) for row in rows)
        found = [panel for panel in panels if panel is not None]
        if len(self._kept) + len(drawn) > PANELS_KEPT:
            self._kept.clear()
        self._kept.update({(key, self._page): panel for key, panel in drawn.items()})
        return found

    def _find(self, row: ProjectSummary) -> Panel | None:
        # A row that nothing happened to is the very same object; numbers may come again after a restored backup.
        panel = self._kept.get((row.project_id, self._page))
        return panel if panel is not None and panel.row is row else None

    def _draw(self, rows: Sequence[ProjectSummary]) -> dict[int, Panel]:
        charts = {s.record.id: milestone_trend_chart(s) for s in self._book.snapshots(rows, self._seen)}
        found = ((row, charts[row.project_id]) for row in rows if row.project_id in charts)
        return {
            row.project_id: Panel(row, chart, draw_small_trend(chart) if chart else Markup()) for row, chart in found
        }


def _second(page: Page, panels: Sequence[Panel]) -> str:
    """The longest run of reports that put a milestone off, and of which projects the heading speaks."""
    runs = [(trend, panel.row) for panel in panels if panel.chart for trend in panel.chart.trends]
    drifting = [(trend, row) for trend, row in runs if trend.verdict is Verdict.DRIFTING]
    longest = max(drifting, key=lambda run: (len(run[0].put_off), sum(run[0].put_off)), default=None)
    denominator = _denominator(page, panels)
    if longest is None:
        return " ".join(denominator)
    trend, row = longest
    run = gettext("The longest run: %(centre)s, %(course)s", centre=row.centre.short_name, course=course_of(trend))
    return " ".join([run, *denominator])


def _denominator(page: Page, panels: Sequence[Panel]) -> list[str]:
    """Of which projects the heading speaks, where that is not all of those found."""
    sentences = []
    if page.pages > 1:
        sentences.append(
            gettext("This page shows projects %(first)s to %(last)s.", first=number(page.first), last=number(page.last))
        )
    if undated := sum(panel.chart is None for panel in panels):
        sentences.append(
            ngettext(
                "In %(num)s project nobody has told a date of a milestone.",
                "In %(num)s projects nobody has told a date of a milestone.",
                undated,
            )
        )
    return sentences


def _orders(current: str) -> list[tuple[str, str, bool]]:
    names = {
        "poslizg": gettext("slip"),
        "ocena": gettext("status"),
        "koniec": gettext("end"),
        "osrodek": gettext("centre"),
    }
    arguments = given(without=("sort", "kierunek", "strona"))
    usual = next(iter(SORT_WORDS))
    return [
        (
            name,
            address("milestone_trend.show", arguments | ({} if word == usual else {"sort": [word]})),
            word == current,
        )
        for word, name in names.items()
    ]
