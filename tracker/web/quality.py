"""What is doubtful about the figures of the portfolio, with a way to mend each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from flask import Blueprint, current_app, render_template, request
from flask_babel import gettext

from tracker.domain.doubts import DOUBTS, GRAVITY, Doubt, DoubtGroup, Gravity
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import SortKey
from tracker.domain.provenance import Viewpoint
from tracker.domain.remark_list import EVERY_DOUBT, ListedRemark, RemarkList, RemarkOrder, collect_remarks, list_remarks
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.labels import label
from tracker.quality_sentences import remark_sentence, remarks_headline, remarks_second
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import VIEWPOINT_ARGUMENTS, address, kept
from tracker.web.arguments import member, page_number
from tracker.web.as_of import make_strip
from tracker.web.listing import FILTER_ARGUMENTS, Listing, export_links, list_projects, page_url
from tracker.web.remedies import RemedyLink, remedy_link
from tracker.web.source_tabs import source_tabs

bp = Blueprint("quality", __name__)

PAGE_SIZE = 100
ORDERS: Mapping[str, SortKey] = MappingProxyType({"waga": SortKey.CENTRE, "osrodek": SortKey.CENTRE})
"""The words of the address for the order of the remarks; the projects are in that of their centres in both."""

REMARK_ORDERS: Mapping[str, RemarkOrder] = MappingProxyType(
    {"waga": RemarkOrder.GRAVITY, "osrodek": RemarkOrder.PROJECT}
)
OWN_ARGUMENTS = ("rodzaj", "waga", "projekt")
"""Arguments of this page alone."""


@dataclass(frozen=True)
class AskedRemarks:
    """What the address asks for.

    Attributes:
        choice: The group or the kind that is listed; empty for all.
        project: The project whose remarks alone are listed; ``None`` for all.
    """

    listing: Listing
    remarks: RemarkList
    choice: str
    gravity: Gravity | None
    project: str | None


@dataclass(frozen=True)
class Line:
    """A remark on the page."""

    item: ListedRemark
    sentence: str
    remedy: RemedyLink


@dataclass(frozen=True)
class GroupLink:
    """A group of doubts with its counts, as a way to list it alone."""

    text: str
    url: str
    remarks: int
    projects: int
    is_current: bool


@bp.get("/zrodla")
@guard(Deed.CHECK_DATA)
def show() -> str:
    """The doubts about the figures of the projects that the filters take, the most serious first."""
    settings = get_settings()
    seen = viewpoint(settings)
    asked = ask_remarks(seen)
    found = asked.remarks
    number, pages = page_number(len(found.items), PAGE_SIZE)
    shown = found.items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    reach = scope(Deed.CHECK_DATA)
    return render_template(
        "sources/quality.html",
        as_of=seen.as_of,
        strip=make_strip(seen, settings, portfolio_life(reach), None),
        settings=settings,
        tabs=source_tabs(),
        listing=asked.listing,
        asked=asked,
        found=found,
        heading=remarks_headline(found),
        second=remarks_second(found),
        lines=[Line(item, remark_sentence(item.remark), remedy_link(item.row, item.remark)) for item in shown],
        page=number,
        pages=pages,
        first=(number - 1) * PAGE_SIZE + 1,
        page_url=page_url,
        groups=_group_links(asked),
        kinds=_kinds(),
        gravities=[(gravity.value, label(gravity)) for gravity in Gravity],
        orders=_order_links(asked.listing.sort),
        all_projects_url=address("quality.show", _without("projekt")),
        has_examples=any(item.row.has_examples for item in shown),
    )


def ask_remarks(seen: Viewpoint) -> AskedRemarks:
    """The remarks that this request's address asks for, as far as whoever asks may see them.

    Raises:
        InvalidInputError: If a filter, the kind or the order is none of the choices.
    """
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    view = book.view(seen, scope(Deed.CHECK_DATA))
    listing = list_projects(view, ORDERS, carrying=("projekt",))
    problems: list[Problem] = []
    gravity = member("waga", Gravity, problems)
    choice, wanted = _wanted(problems)
    if problems:
        raise InvalidInputError(problems)
    if gravity is not None:
        wanted = frozenset(doubt for doubt in wanted if GRAVITY[doubt] is gravity)
    project = request.args.get("projekt") or None
    if project is not None:
        listing = replace(listing, rows=[row for row in listing.rows if row.slug == project])
    # The choices of this page are fields of its form, so its files have to be told of them apart; and only pages for
    # everybody who may read projects can be kept under a name, because such a view can be offered to all of them.
    listing = replace(listing, exports=export_links("quality_export", _without()), keep_url="")
    is_whole = not listing.filters and not listing.descending and project is None
    collected = view.remarks if is_whole else collect_remarks(listing.rows)
    found = list_remarks(collected, wanted, REMARK_ORDERS[listing.sort])
    return AskedRemarks(listing, found, choice, gravity, project)


def _wanted(problems: list[Problem]) -> tuple[str, frozenset[Doubt]]:
    """What ``rodzaj`` names, and the kinds it means: a group, one kind, or all."""
    text = request.args.get("rodzaj", "")
    if text in list(DoubtGroup):
        return text, frozenset(DOUBTS[DoubtGroup(text)])
    if text in list(Doubt):
        return text, frozenset({Doubt(text)})
    if text:
        problems.append(Problem("rodzaj", gettext("“%(text)s” is not one of the choices.", text=text[:40])))
    return "", EVERY_DOUBT


def choice_label(choice: str) -> str:
    """The words of a group of doubts, or of one kind."""
    return label(DoubtGroup(choice)) if choice in list(DoubtGroup) else label(Doubt(choice))


def _without(*names: str) -> Mapping[str, Sequence[str]]:
    every = (*VIEWPOINT_ARGUMENTS, *FILTER_ARGUMENTS, *OWN_ARGUMENTS, "sort")
    return kept(*(name for name in every if name not in names))


def _group_links(asked: AskedRemarks) -> list[GroupLink]:
    arguments = _without("rodzaj", "waga")
    here = asked.choice if asked.gravity is None else None
    counts = asked.remarks.by_group.items()
    everything = sum(count.remarks for _, count in counts)
    doubtful = sum(bool(row.remarks) for row in asked.listing.rows)
    return [
        GroupLink(gettext("All doubts"), address("quality.show", arguments), everything, doubtful, here == ""),
        *(
            GroupLink(
                label(group),
                address("quality.show", {**arguments, "rodzaj": [group.value]}),
                count.remarks,
                count.projects,
                here == group.value,
            )
            for group, count in counts
        ),
    ]


def _kinds() -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (group.value, label(group), [(doubt.value, label(doubt)) for doubt in doubts])
        for group, doubts in DOUBTS.items()
    ]


def _order_links(current: str) -> list[tuple[str, str, bool]]:
    names = {"waga": gettext("how serious"), "osrodek": gettext("centre")}
    arguments = _without("sort")
    return [(names[word], address("quality.show", {**arguments, "sort": [word]}), word == current) for word in ORDERS]
