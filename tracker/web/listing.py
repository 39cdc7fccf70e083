"""The projects a page lists, found by the filters of its address: the same on every view of the portfolio."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flask import request, url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.portfolio import AmountSum, Filters, ProjectSummary, SortKey, value_sum
from tracker.domain.vocabulary import CentreKind, Stage, Status, Voivodeship
from tracker.labels import choices, label
from tracker.services.portfolio import PortfolioView
from tracker.web.addresses import VIEWPOINT_ARGUMENTS, address, given, kept
from tracker.web.arguments import member, page_number, search_text

FILTER_ARGUMENTS = ("woj", "typ", "etap", "ocena", "nabor", "szukaj")


@dataclass(frozen=True)
class Listing:
    """The projects that a page shows, and what its filters need.

    Attributes:
        rows: Every project that the filters take, in the order asked.
        total: How many projects there are without filters.
        shown_value: The value of the rows together; ``None`` without filters.
        hidden_unknown: How many projects a filter leaves out only because nobody has said what it asks for.
        options: The choices of each filter, by its argument: value and word.
        sort: The word of the address for the order.
        exports: Kinds of files with the addresses that give these projects.
        views_url: The page of views by name.
        keep_url: The same with the form that keeps this view; empty where it cannot be kept.
        carried: Arguments of the address that the form of the filters keeps.
    """

    rows: Sequence[ProjectSummary]
    total: int
    filters: Filters
    shown_value: AmountSum | None
    hidden_unknown: int
    options: Mapping[str, Sequence[tuple[str, str]]]
    sort: str
    descending: bool
    action: str
    clear_url: str
    exports: Sequence[tuple[str, str]]
    views_url: str
    keep_url: str
    carried: Mapping[str, Any]


@dataclass(frozen=True)
class TakeLinks:
    """The ways to keep what a page shows that lists no projects.

    Attributes:
        exports: Kinds of files with their addresses.
        views_url: The page of views by name.
        keep_url: The same with the form that keeps this view; empty where it cannot be kept.
    """

    exports: Sequence[tuple[str, str]]
    views_url: str
    keep_url: str


@dataclass(frozen=True)
class Tab:
    """A link to a view of the same projects."""

    label: str
    url: str
    is_current: bool


VIEWS: Sequence[tuple[str, LazyString]] = (
    ("portfolio.show", lazy_gettext("Table")),
    ("timeline.show", lazy_gettext("Timeline")),
    ("curves.show", lazy_gettext("S-curves")),
    ("matrix.show", lazy_gettext("Matrix")),
    ("map.show", lazy_gettext("Map")),
    ("milestone_trend.show", lazy_gettext("Milestone trend")),
    ("changes.show", lazy_gettext("Changes")),
)
"""The views of the portfolio in the order of their tabs, by endpoint."""

EXPORTERS: Mapping[str, str] = MappingProxyType(
    {
        "portfolio.show": "portfolio_export",
        "timeline.show": "timeline_export",
        "matrix.show": "matrix_export",
        "changes.show": "changes_export",
        "curves.show": "curves_export",
        "scatter.show": "scatter_export",
        "map.show": "portfolio_map_export",
        "milestone_trend.show": "milestone_trend_export",
        "quality.show": "quality_export",
    }
)
"""The views that have files of their own, with the blueprints of these; the others give the table of the portfolio."""

_CALENDAR = (lazy_gettext("Calendar"), "calendar_files.portfolio")

WHOLE_FILES: Mapping[str, Sequence[tuple[LazyString | str, str]]] = MappingProxyType(
    {
        "portfolio.show": (("JSON", "seen_files.portfolio"), _CALENDAR),
        "timeline.show": (_CALENDAR,),
    }
)
"""The views that lead to files of the projects themselves as well: their kinds and endpoints."""

PARTS: Mapping[str, str] = {"scatter.show": "curves.show"}
"""Pages without a tab of their own, and the view whose tab they stand under."""


@dataclass(frozen=True)
class Page:
    """A slice of the rows.

    Attributes:
        number: From 1.
        first: Number of its first row, from 1; 0 when there is none.
    """

    rows: Sequence[ProjectSummary]
    number: int
    pages: int
    first: int
    last: int


def list_projects(view: PortfolioView, orders: Mapping[str, SortKey], *, carrying: Sequence[str] = ()) -> Listing:
    """The projects of a view that the address asks for.

    Args:
        view: The portfolio as far as the reader may see it.
        orders: The words of the address for the orders; the first is the one without being asked for.
        carrying: Arguments of this page alone that its links and its form carry along.

    Raises:
        InvalidInputError: If a filter or the order is none of the choices.
    """
    filters = read_filters()
    sort, descending = _sort(orders)
    rows = view.find(filters, orders[sort], descending=descending)
    carried = kept("stan", "wiedza", "sort", "kierunek", *carrying)
    here = request.endpoint or ""
    return Listing(
        rows=rows,
        total=len(view.rows),
        filters=filters,
        shown_value=value_sum(rows) if filters else None,
        hidden_unknown=_hidden_for_lack_of_data(view.rows, filters),
        options=_options(view.rows),
        sort=sort,
        descending=descending,
        action=request.path,
        clear_url=address(here, carried),
        exports=_exports(carrying),
        views_url=url_for("saved_views.show"),
        keep_url=_keep_url(),
        carried=carried,
    )


def take_links(exporter: str, arguments: Mapping[str, Any]) -> TakeLinks:
    """The ways to keep this page; its files are those of a blueprint, with the arguments given."""
    return TakeLinks(export_links(exporter, arguments), url_for("saved_views.show"), _keep_url())


def _keep_url() -> str:
    here = address(request.endpoint or "", given(without=("strona",)))
    return url_for("saved_views.show", adres=here)


def _exports(carrying: Sequence[str]) -> list[tuple[str, str]]:
    exporter = EXPORTERS.get(request.endpoint or "")
    # The orders and choices of a view without files of its own are none of the table's.
    own = ("sort", "kierunek", *carrying) if exporter else ()
    asked = kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS)
    links = export_links(exporter or "portfolio_export", kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS, *own))
    return links + [(str(kind), address(target, asked)) for kind, target in WHOLE_FILES.get(request.endpoint or "", ())]


def export_links(exporter: str, arguments: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The kinds of files that a blueprint of files gives, with their addresses."""
    endpoints = (("CSV", f"{exporter}.table"), ("XLSX", f"{exporter}.workbook"))
    return [(kind, address(endpoint, arguments)) for kind, endpoint in endpoints]


def view_tabs() -> list[Tab]:
    """The views of the portfolio, each with the filters and the day of this page."""
    arguments = kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS)
    here = PARTS.get(request.endpoint or "", request.endpoint)
    return [Tab(str(text), address(target, arguments), here == target) for target, text in VIEWS]


def curve_tabs() -> list[Tab]:
    """The two pages of curves, each with the filters and the day of this page."""
    arguments = kept(*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS)
    names = (("curves.show", gettext("Curves")), ("scatter.show", gettext("Time and money")))
    return [Tab(text, address(target, arguments), request.endpoint == target) for target, text in names]


def page_of(listing: Listing, size: int) -> Page:
    """The part of a listing that the address asks for, so many rows at most."""
    number, pages = page_number(len(listing.rows), size)
    start = (number - 1) * size
    shown = listing.rows[start : start + size]
    return Page(shown, number, pages, start + 1 if shown else 0, start + len(shown))


def page_url(number: int) -> str:
    """The address of another part of the listing that this request shows."""
    return address(request.endpoint or "", given(without=("strona",)) | {"strona": [str(number)]})


def read_filters() -> Filters:
    """The filters of this request's address.

    Raises:
        InvalidInputError: If one is none of the choices.
    """
    problems: list[Problem] = []
    filters = Filters(
        voivodeship=member("woj", Voivodeship, problems),
        kind=member("typ", CentreKind, problems),
        stage=member("etap", Stage, problems),
        status=member("ocena", Status, problems),
        call=request.args.get("nabor", "")[:60],
        text=search_text(),
    )
    if problems:
        raise InvalidInputError(problems)
    return filters


def _sort(orders: Mapping[str, SortKey]) -> tuple[str, bool]:
    key = request.args.get("sort") or next(iter(orders))
    if key not in orders:
        raise InvalidInputError([Problem("sort", gettext("“%(text)s” is not one of the choices.", text=key[:40]))])
    return key, request.args.get("kierunek", "") == "malejaco"


def _options(rows: Collection[ProjectSummary]) -> dict[str, list[tuple[str, str]]]:
    voivodeships = {row.centre.voivodeship for row in rows} - {None}
    kinds = {row.centre.kind for row in rows}
    calls = sorted({row.call for row in rows if row.call})
    return {
        "woj": [(v.value, label(v)) for v in Voivodeship if v in voivodeships],
        "typ": [(kind.value, label(kind)) for kind in CentreKind if kind in kinds],
        "etap": choices(Stage),
        "ocena": choices(Status),
        "nabor": [(call, call) for call in calls],
    }


def _hidden_for_lack_of_data(rows: Collection[ProjectSummary], filters: Filters) -> int:
    return sum(
        (filters.voivodeship is not None and row.centre.voivodeship is None) or (bool(filters.call) and not row.call)
        for row in rows
    )
