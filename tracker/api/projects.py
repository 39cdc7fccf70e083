"""Projects for programs: a row each in a list, one whole with its sources, and all that was ever stated of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app

from tracker.api.answers import Answer, section
from tracker.api.arguments import (
    FieldsSchema,
    ProjectsSchema,
    ViewpointSchema,
    filters_of,
    order_of,
    slice_of,
    viewpoint_of,
    wanted,
)
from tracker.api.shapes.projects import (
    ProjectPageSchema,
    ProjectRowSchema,
    ProjectSchema,
    SparseProjectSchema,
    StatementsSchema,
)
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import summarise
from tracker.exchange.dumping import plain
from tracker.exchange.seen_project import seen_project, seen_statements
from tracker.exchange.seen_sums import seen_row
from tracker.gate.access import scope
from tracker.gate.guards import at_project, guard
from tracker.sentences import status_reason
from tracker.services.portfolio import PortfolioBook
from tracker.services.seen_projects import seen_snapshot

bp = section("projects", "Projects with every figure and the document that states it.")


@bp.get("/projects")
@guard(Deed.READ_PROJECT)
@bp.arguments(ProjectsSchema, location="query", unknown="raise")
@bp.response(200, ProjectPageSchema)
def list_projects(asked: Mapping[str, Any]) -> Answer:
    """The projects that the filters take, a row each."""
    seen = viewpoint_of(asked)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    key, descending = order_of(asked)
    rows = book.view(seen, scope(Deed.READ_PROJECT)).find(filters_of(asked), key, descending=descending)
    part = slice_of(len(rows), asked)
    known = list(ProjectRowSchema().fields)
    items = [seen_row(row, status_reason(row, seen.as_of)) for row in rows[part.first : part.last]]
    told = {"as_of": plain(seen.as_of), "known_on": plain(seen.known_on), **part.told}
    return told | {"items": [wanted(item, asked, known) for item in items]}, part.headers


@bp.get("/projects/<slug>")
@guard(Deed.READ_PROJECT, at_project)
@bp.arguments(FieldsSchema, location="query", unknown="raise")
@bp.response(200, SparseProjectSchema)
def get_project(asked: Mapping[str, Any], slug: str) -> Mapping[str, Any]:
    """One project: facts, spending, plan, milestones, posts, training, reports, and the documents behind them."""
    snapshot = seen_snapshot(slug, viewpoint_of(asked))
    return wanted(seen_project(summarise(snapshot), snapshot), asked, list(ProjectSchema().fields))


@bp.get("/projects/<slug>/statements")
@guard(Deed.READ_PROJECT, at_project)
@bp.arguments(ViewpointSchema, location="query", unknown="raise")
@bp.response(200, StatementsSchema)
def list_statements(asked: Mapping[str, Any], slug: str) -> Mapping[str, Any]:
    """Everything known to have been stated of a project, with the documents; what counts is marked."""
    return seen_statements(seen_snapshot(slug, viewpoint_of(asked)))
