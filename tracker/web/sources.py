"""The documents of the portfolio, and what each of them states, figure by figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, NotFoundError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.project import Centre
from tracker.domain.snapshot import take_snapshot
from tracker.domain.sources import SourceDocument, Standing, StatedFigure, Subject, stated_figures
from tracker.domain.vocabulary import SourceKind, Voivodeship
from tracker.gate.access import may, place_of, scope
from tracker.gate.clock import today, viewpoint
from tracker.gate.guards import at_source, guard
from tracker.labels import choices
from tracker.source_sentences import (
    documents_headline,
    figure_name,
    figure_standing,
    figure_value,
    stated_headline,
)
from tracker.storage.projects import portfolio_life, records_of
from tracker.storage.settings import get_settings
from tracker.storage.sources import SourceFilter, count_documents, get_document, list_documents
from tracker.web.addresses import VIEWPOINT_ARGUMENTS, address, kept
from tracker.web.arguments import member, page_number
from tracker.web.as_of import make_strip
from tracker.web.listing import page_url
from tracker.web.source_tabs import source_tabs

bp = Blueprint("sources", __name__, url_prefix="/zrodla/dokumenty")

PAGE_SIZE = 50
PROJECTS_ON_A_PAGE = 20
"""Projects whose figures one page of a document lists."""


@dataclass(frozen=True)
class DocumentLine:
    """A document in the list."""

    document: SourceDocument
    url: str


@dataclass(frozen=True)
class FigureLine:
    """A figure that a document states.

    Attributes:
        url: The form that states it anew, for those who may; empty otherwise.
    """

    name: str
    as_written: str
    value: str
    standing: str
    is_counting: bool
    url: str


@dataclass(frozen=True)
class StatedProject:
    """What a document states of one project."""

    slug: str
    centre: Centre
    lines: Sequence[FigureLine]


@bp.get("")
@guard(Deed.CHECK_DATA)
def show_list() -> str:
    """The documents that the filters take, the newest first, with how many figures of how many projects each states."""
    wanted, reach = _wanted(), scope(Deed.CHECK_DATA)
    total = count_documents(wanted, reach)
    number, pages = page_number(total, PAGE_SIZE)
    first = (number - 1) * PAGE_SIZE
    found = list_documents(wanted, reach, first=first, most=PAGE_SIZE)
    viewed = kept()
    return render_template(
        "sources/list.html",
        day=today(),
        settings=get_settings(),
        tabs=source_tabs(),
        heading=documents_headline(total, is_narrowed=wanted != SourceFilter()),
        wanted=wanted,
        total=total,
        lines=[DocumentLine(one, address("sources.show", viewed | {"source_id": one.key})) for one in found],
        first=first + 1,
        page=number,
        pages=pages,
        page_url=page_url,
        kinds=choices(SourceKind),
        voivodeships=choices(Voivodeship),
        carried=kept(*VIEWPOINT_ARGUMENTS, "projekt"),
        clear_url=address("sources.show_list", viewed),
        has_examples=any(one.is_example for one in found),
    )


def _wanted() -> SourceFilter:
    problems: list[Problem] = []
    wanted = SourceFilter(
        kind=member("rodzaj", SourceKind, problems),
        voivodeship=member("woj", Voivodeship, problems),
        project=request.args.get("projekt", "")[:80],
    )
    if problems:
        raise InvalidInputError(problems)
    return wanted


@bp.get("/<int:source_id>")
@guard(Deed.CHECK_DATA, at_source)
def show(source_id: int) -> str:
    """What one document states, figure by figure: as written, which of it counts, and what competes with it.

    What came with an import that was undone is shown to whoever looks with the knowledge of a day before.

    Raises:
        NotFoundError: If nothing else is left of it.
    """
    settings = get_settings()
    seen, reach = viewpoint(settings), scope(Deed.CHECK_DATA)
    document, records = get_document(source_id, reach)
    number, pages = page_number(len(records), PROJECTS_ON_A_PAGE)
    shown = list(records)[(number - 1) * PROJECTS_ON_A_PAGE : number * PROJECTS_ON_A_PAGE]
    standings: Counter[Standing] = Counter()
    projects = []
    edit_url = ""
    for record in records_of(shown):
        told = stated_figures(take_snapshot(record, seen), records[record.id])
        figures = [figure for figure in told if figure.standing is not Standing.WITHDRAWN]
        if told and not figures:
            continue
        standings.update(figure.standing for figure in figures)
        may_edit = may(Deed.EDIT_PROJECT, place_of(record.centre))
        if may_edit and not edit_url and document.kind is not SourceKind.REPORT:
            edit_url = url_for("editing.document", slug=record.slug, key=records[record.id][0])
        lines = [_line(record.slug, figure, may_edit=may_edit) for figure in figures]
        projects.append(StatedProject(record.slug, record.centre, lines))
    if not projects:
        raise NotFoundError(str(source_id))
    if pages == 1:
        document = replace(document, projects=len(projects), figures=standings.total())
    return render_template(
        "sources/detail.html",
        as_of=seen.as_of,
        strip=make_strip(seen, settings, portfolio_life(reach), None),
        document=document,
        heading=stated_headline(document, standings, is_whole=pages == 1),
        projects=projects,
        edit_url=edit_url,
        page=number,
        pages=pages,
        page_url=lambda to: address("sources.show", kept() | {"source_id": source_id, "strona": [str(to)]}),
        list_url=address("sources.show_list", kept()),
    )


def _line(slug: str, figure: StatedFigure, *, may_edit: bool) -> FigureLine:
    return FigureLine(
        name=figure_name(figure),
        as_written=gettext("“%(figure)s”", figure=figure.as_written) if figure.as_written else "",
        value=figure_value(figure),
        standing=figure_standing(figure),
        is_counting=figure.standing in (Standing.COUNTS, Standing.PART),
        url=_form(slug, figure) if may_edit else "",
    )


def _form(slug: str, figure: StatedFigure) -> str:
    """The form in which a figure can be stated anew; what a report tells is corrected in the report."""
    if figure.fact is not None:
        return url_for("editing.fact", slug=slug, fact=figure.fact.value)
    if figure.subject is Subject.PLAN:
        return url_for("editing.plan", slug=slug)
    if figure.subject is Subject.MILESTONE:
        return url_for("editing.milestone", slug=slug, number=figure.key)
    if figure.subject in (Subject.POST, Subject.TRAINING):
        endpoint = "editing.post" if figure.subject is Subject.POST else "editing.training"
        return url_for(endpoint, slug=slug, key=figure.key)
    return ""
