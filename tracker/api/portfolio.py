"""The portfolio as a whole for programs: sums, changes between two days, projects side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask import current_app
from flask_babel import gettext

from tracker.api.answers import Answer, section
from tracker.api.arguments import (
    ChangesQuerySchema,
    ComparisonQuerySchema,
    FilterSchema,
    filters_of,
    slice_of,
    viewpoint_of,
)
from tracker.api.shapes.portfolio import ChangesSchema, ComparisonSchema, PortfolioSchema
from tracker.change_sentences.figures import change_figures
from tracker.change_sentences.found import Found, find_changes
from tracker.change_sentences.telling import change_sentence
from tracker.domain.comparison import FEWEST, MOST, common_stage, compare
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary, SortKey, roll_up
from tracker.domain.provenance import Viewpoint
from tracker.domain.two_days import at_meetings
from tracker.exchange.dumping import JsonObject, plain
from tracker.exchange.seen_sums import rate, seen_roll_up, seen_row
from tracker.formatting import showable
from tracker.gate.access import scope
from tracker.gate.guards import guard
from tracker.sentences import status_reason
from tracker.services.portfolio import PortfolioBook
from tracker.storage.settings import get_settings

MOST_LOOKED_AT = 500
"""Projects compared on two days in one answer; a region has fewer."""

bp = section("portfolio", "The portfolio as a whole: sums with what they are made of, changes, comparisons.")


@bp.get("/portfolio")
@guard(Deed.READ_PROJECT)
@bp.arguments(FilterSchema, location="query", unknown="raise")
@bp.response(200, PortfolioSchema)
def get_portfolio(asked: Mapping[str, Any]) -> JsonObject:
    """The sums of the projects that the filters take."""
    seen = viewpoint_of(asked)
    view = _book().view(seen, scope(Deed.READ_PROJECT))
    filters = filters_of(asked)
    sums = roll_up([row for row in view.rows if filters.takes(row)], seen.as_of) if filters else view.sums
    return {"name": get_settings().name, **_days(seen), **seen_roll_up(sums)}


@bp.get("/changes")
@guard(Deed.READ_PROJECT)
@bp.arguments(ChangesQuerySchema, location="query", unknown="raise")
@bp.response(200, ChangesSchema)
def list_changes(asked: Mapping[str, Any]) -> Answer:
    """What changed between two days, the worst first in each group; the later one is as_of."""
    later = viewpoint_of(asked)
    if asked["earlier"] >= later.as_of:
        raise InvalidInputError([Problem("earlier", gettext("The first day must come before the second."))])
    earlier, later = at_meetings(Viewpoint(asked["earlier"], later.known_on), later)
    rows = _book().view(later, scope(Deed.READ_PROJECT)).find(filters_of(asked), SortKey.STATUS, descending=False)
    if len(rows) > MOST_LOOKED_AT:
        text = gettext("At most %(most)s projects are compared at once. Filter them.", most=MOST_LOOKED_AT)
        raise InvalidInputError([Problem("voivodeship", text)])
    found = find_changes(_book().comparisons(rows, earlier, later))
    part = slice_of(len(found), asked)
    told = {
        "earlier": plain(earlier.as_of),
        "later": plain(later.as_of),
        "known_on": plain(later.known_on),
        "compared": len(rows),
        "changed": len({one.row.project_id for one in found}),
        **part.told,
    }
    return told | {"items": [_change(one) for one in found[part.first : part.last]]}, part.headers


def _change(found: Found) -> JsonObject:
    figures = change_figures(found.told)
    return {
        "slug": found.row.slug,
        "group": found.group.value,
        "aspect": found.told[0].aspect.kind.value,
        "direction": found.direction.name.lower(),
        "sentence": change_sentence(found.told),
        "before": _text(figures.before),
        "after": _text(figures.after),
        "difference": _text(figures.difference),
        "unit": figures.unit or None,
    }


def _text(figure: Any) -> str | None:
    return None if figure is None else str(plain(figure))


@bp.get("/comparison")
@guard(Deed.READ_PROJECT)
@bp.arguments(ComparisonQuerySchema, location="query", unknown="raise")
@bp.response(200, ComparisonSchema)
def compare_projects(asked: Mapping[str, Any]) -> JsonObject:
    """Two to six projects side by side."""
    seen = viewpoint_of(asked)
    book = _book()
    rows = _chosen(asked["projects"], {row.slug: row for row in book.view(seen, scope(Deed.READ_PROJECT)).rows})
    snapshots = book.snapshots(rows, seen)
    measures = [
        {"measure": one.measure.value, "values": [_measured(value) for value in one.values]}
        for one in compare(snapshots)
    ]
    return {
        **_days(seen),
        "stage": rate(common_stage(snapshots)),
        "projects": [seen_row(row, status_reason(row, seen.as_of)) for row in rows],
        "measures": measures,
    }


def _measured(value: Decimal | None) -> str | None:
    """A measure to six places at most: the digits beyond them are none that anybody measured."""
    return None if value is None else plain(round(value, 6).normalize() + 0)


def _chosen(typed: str, rows: Mapping[str, ProjectSummary]) -> Sequence[ProjectSummary]:
    slugs = list(dict.fromkeys(slug.strip() for slug in typed.split(",") if slug.strip()))
    if strange := [slug for slug in slugs if slug not in rows]:
        text = gettext("There is no project “%(name)s” among those you may read.", name=showable(strange[0])[:80])
        raise InvalidInputError([Problem("projects", text)])
    if not FEWEST <= len(slugs) <= MOST:
        raise InvalidInputError([Problem("projects", gettext("Two to six different projects are compared."))])
    return [rows[slug] for slug in slugs]


def _days(seen: Viewpoint) -> JsonObject:
    return {"as_of": plain(seen.as_of), "known_on": plain(seen.known_on)}


def _book() -> PortfolioBook:
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    return book
