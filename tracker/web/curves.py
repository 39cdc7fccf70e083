"""The curves: the portfolio's own over the calendar, and a small one for each project that the filters find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, current_app, render_template, request
from flask_babel import get_locale, gettext
from markupsafe import Markup

from tracker.charts.coverage_svg import draw_coverage
from tracker.charts.curve_panel import draw_panel
from tracker.charts.layout import FORMATS, WIDE
from tracker.charts.plotly import figure_json
from tracker.charts.portfolio_curve import portfolio_chart
from tracker.charts.portfolio_curve_words import curve_notes
from tracker.charts.spec import Chart
from tracker.charts.svg import draw
from tracker.domain.errors import NotFoundError
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import Filters, ProjectSummary, SortKey
from tracker.domain.portfolio_curve import PortfolioCurve
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import VIEWPOINT_ARGUMENTS, address, given, kept
from tracker.web.as_of import make_strip
from tracker.web.curves_words import curves_headline, end_words, lag_words, lags_sentence, nothing_drawn, page_words
from tracker.web.listing import (
    FILTER_ARGUMENTS,
    Listing,
    curve_tabs,
    list_projects,
    page_of,
    page_url,
    read_filters,
    view_tabs,
)

bp = Blueprint("curves", __name__)

PAGE_SIZE = 200

PANELS_KEPT = 1_000
"""Panels kept in memory, about 6 kB each; when there are more, all are forgotten and drawn anew."""

DRAWINGS_KEPT = 60
"""Drawings of many projects together, about 60 kB each, kept in the same way."""

SORT_WORDS: Mapping[str, SortKey] = {
    "odchylenie": SortKey.PROGRESS,
    "koniec": SortKey.END,
    "osrodek": SortKey.CENTRE,
    "wartosc": SortKey.VALUE,
}
"""The words of the address for the orders; the first is the usual one."""


@dataclass(frozen=True)
class Panel:
    """A project on the page; ``drawing`` is ``None`` where its period or its budget is not known."""

    row: ProjectSummary
    drawing: Markup | None
    words: str

    @property
    def is_assumed(self) -> bool:
        """Whether an even spending stands in for the plan that nobody has told."""
        return self.drawing is not None and self.row.lines is not None and self.row.lines.plan is None


@dataclass(frozen=True)
class Drawing:
    """The curve of many projects together.

    Attributes:
        svg: The drawings of the chart, one for each width.
        coverage: The same of the strip that says from how many projects each month is known.
    """

    curve: PortfolioCurve
    chart: Chart
    svg: Markup
    coverage: Markup


@bp.get("/krzywe")
@guard(Deed.READ_PROJECT)
def show() -> str:
    """The curve of the projects that the filters find together, and each one's own, the furthest behind first."""
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    life = portfolio_life(reach)
    view = book.view(seen, reach)
    listing = list_projects(view, SORT_WORDS)
    page = page_of(listing, PAGE_SIZE)
    curve = view.curve(listing.filters)
    lags = view.lags(listing.filters)
    return render_template(
        "curves/list.html",
        settings=settings,
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach)),
        tabs=view_tabs(),
        parts=curve_tabs(),
        listing=listing,
        page=page,
        page_url=page_url,
        viewed=kept(),
        headline=curves_headline(lags),
        has_examples=any(row.has_examples for row in page.rows),
        whole=_drawing(curve, listing.filters, seen.as_of),
        notes=list(curve_notes(curve)) if curve else [],
        figure_url=address("curves.figure", kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS)),
        months_url=address("curves_export.months", kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS)),
        panels=_panels(page.rows, seen.as_of),
        sentences=[lags_sentence(lags), end_words(lags, listing.sort)],
        part=page_words(page.first, page.last, len(listing.rows)) if page.pages > 1 else "",
        orders=_orders(listing),
        nothing_drawn=nothing_drawn,
    )


@bp.get("/krzywe/portfel.json")
@guard(Deed.READ_PROJECT)
def figure() -> Response:
    """The portfolio's curve as a Plotly figure, for the browser to draw."""
    seen = viewpoint(get_settings())
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    filters = read_filters()
    curve = book.view(seen, scope(Deed.READ_PROJECT)).curve(filters)
    drawing = _drawing(curve, filters, seen.as_of)
    if drawing is None:
        raise NotFoundError(gettext("No project has a payment schedule."))
    shape = FORMATS.get(request.args.get("format", WIDE.name), WIDE)
    return Response(figure_json(drawing.chart, shape), mimetype="application/json")


def _drawing(curve: PortfolioCurve | None, filters: Filters, as_of: date) -> Drawing | None:
    """The curve of the rows that filters take, drawn only when its numbers changed."""
    if curve is None:
        return None
    drawn: dict[object, Drawing] = current_app.extensions["curve_drawings"]
    key = (filters, as_of, str(get_locale()))
    drawing = drawn.get(key)
    if drawing is None or drawing.curve != curve:
        if len(drawn) >= DRAWINGS_KEPT:
            drawn.clear()
        chart = portfolio_chart(curve, as_of)
        drawing = drawn[key] = Drawing(curve, chart, draw(chart), draw_coverage(curve, as_of))
    return drawing


def _panels(rows: Sequence[ProjectSummary], as_of: date) -> list[Panel]:
    """A panel for each row, drawn only for those that changed since they were last asked for."""
    drawn: dict[object, Panel] = current_app.extensions["curve_panels"]
    page = (as_of, str(get_locale()))
    if len(drawn) > PANELS_KEPT:
        drawn.clear()
    return [_panel(drawn, (row.project_id, page), row, as_of) for row in rows]


def _panel(drawn: dict[object, Panel], key: object, row: ProjectSummary, as_of: date) -> Panel:
    panel = drawn.get(key)
    # A row that nothing happened to is the very same object; numbers may come again after a restored backup.
    if panel is None or panel.row is not row:
        panel = drawn[key] = Panel(row, draw_panel(row, as_of), lag_words(row, as_of))
    return panel


def _orders(listing: Listing) -> list[tuple[str, str, bool]]:
    names = {
        "odchylenie": gettext("deviation from the plan"),
        "koniec": gettext("end"),
        "osrodek": gettext("centre"),
        "wartosc": gettext("value"),
    }
    arguments = given(without=("sort", "kierunek", "strona"))
    usual = next(iter(SORT_WORDS))
    orders = []
    for word, name in names.items():
        order = {} if word == usual else {"sort": [word]}
        if word == "wartosc":
            # Nobody looks for the smallest project.
            order["kierunek"] = ["malejaco"]
        orders.append((name, address("curves.show", arguments | order), word == listing.sort))
    return orders
