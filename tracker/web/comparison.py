"""Two to six projects beside each other: curves on one scale, measures, facts, milestones, and who is like them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from flask import Blueprint, current_app, render_template, request
from flask_babel import gettext

from tracker.charts.comparison import LETTERS, comparison_chart, spending_line, stage_heading
from tracker.charts.comparison_svg import draw_comparison
from tracker.domain.comparison import (
    FEWEST,
    FEWEST_FOR_BAND,
    MOST,
    Criterion,
    MiddleHalf,
    Scale,
    Similar,
    compare,
    middle_half,
    milestones_by_kind,
    similar_projects,
)
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import Filters, ProjectSummary, SortKey
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import Snapshot
from tracker.formatting import percent
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook, PortfolioView
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import address, kept
from tracker.web.as_of import make_strip
from tracker.web.comparison_rows import Group, fact_group, measure_groups, milestone_rows
from tracker.web.footnotes import Footnotes
from tracker.web.listing import take_links

bp = Blueprint("comparison", __name__)

SCALES: Mapping[str, Scale] = MappingProxyType(
    {"okres": Scale.STAGE, "miesiace": Scale.MONTHS, "kalendarz": Scale.CALENDAR}
)
"""The words of the address for what lies across; the first is the usual one."""

CRITERIA: Mapping[str, Criterion] = MappingProxyType(
    {"wartosc": Criterion.VALUE, "czas": Criterion.DURATION, "stanowiska": Criterion.POSTS}
)

SIMILAR_SHOWN = 5
CHOICES_SHOWN = 300
"""In a larger portfolio a list to choose from helps nobody; projects are ticked in the portfolio's table."""

BAND_OF = 200
"""The middle half is that of so many projects of nearest value, so that a large portfolio is not read whole."""


@dataclass(frozen=True)
class Pick:
    """A compared project.

    Attributes:
        letter: A to F.
        without_url: The comparison without it.
    """

    letter: str
    row: ProjectSummary
    without_url: str


@dataclass(frozen=True)
class Chosen:
    """What the address asks to compare.

    Attributes:
        rows: At most six known projects, none twice.
        problems: What of the address could not be followed.
    """

    rows: Sequence[ProjectSummary]
    problems: Sequence[str]


@bp.get("/porownanie")
@guard(Deed.READ_PROJECT)
def show() -> tuple[str, int]:
    """The projects of the address beside each other, or the way to choose them."""
    settings = get_settings()
    seen = viewpoint(settings)
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    view = book.view(seen, reach)
    life = portfolio_life(reach)
    scale, criteria = asked_scale(), asked_criteria()
    chosen = choose(view, request.args.getlist("p"))
    snapshots = book.snapshots(chosen.rows, seen)
    is_enough = len(snapshots) >= FEWEST
    notes = Footnotes()
    page = render_template(
        "comparison/detail.html",
        as_of=seen.as_of,
        strip=make_strip(seen, settings, life, book.attention_by_month(life, reach)),
        picks=_picks(chosen.rows),
        problems=chosen.problems,
        others=_others(view, chosen.rows),
        carried=kept() | {"os": [_word_of(scale)]},
        most=MOST,
        heading=stage_heading(snapshots) if is_enough else "",
        has_examples=any(snapshot.has_examples for snapshot in snapshots),
        scales=_scale_links(scale),
        groups=comparison_groups(snapshots, notes) if is_enough else [],
        milestones=milestone_rows(milestones_by_kind(snapshots), notes) if is_enough else [],
        notes=notes,
        similar=_similar(view, chosen.rows, criteria),
        criteria=_criterion_choices(criteria),
        taken=take_links("comparison_export", {"p": [row.slug for row in chosen.rows]} | kept("stan", "wiedza", "os")),
        **_chart(book, view, seen, snapshots, scale),
    )
    return page, 422 if chosen.problems else 200


def choose(view: PortfolioView, slugs: Sequence[str]) -> Chosen:
    """Find the projects of the address; what cannot be followed is said and the rest is compared."""
    by_slug = {row.slug: row for row in view.rows}
    wanted = [slug for slug in slugs if slug]
    unique = list(dict.fromkeys(wanted))
    problems = [gettext("There is no project “%(slug)s”.", slug=slug[:40]) for slug in unique if slug not in by_slug]
    problems += [
        gettext("“%(name)s” was asked for more than once and is shown once.", name=by_slug[slug].centre.short_name)
        for slug in unique
        if wanted.count(slug) > 1 and slug in by_slug
    ]
    rows = [by_slug[slug] for slug in unique if slug in by_slug]
    if len(rows) > MOST:
        names = ", ".join(row.centre.short_name for row in rows[MOST:])
        problems.append(
            gettext("At most %(most)s projects can be compared. Left out: %(names)s.", most=MOST, names=names)
        )
    return Chosen(rows[:MOST], problems)


def asked_scale() -> Scale:
    """What lies across, as the address asks.

    Raises:
        InvalidInputError: If that is none of the choices.
    """
    word = request.args.get("os") or next(iter(SCALES))
    if word not in SCALES:
        raise InvalidInputError([Problem("os", gettext("“%(text)s” is not one of the choices.", text=word[:40]))])
    return SCALES[word]


def _word_of(scale: Scale) -> str:
    return next(word for word, one in SCALES.items() if one is scale)


def asked_criteria() -> list[Criterion]:
    """In what other projects shall be alike, as the address asks.

    Raises:
        InvalidInputError: If one of them is none of the choices.
    """
    words = request.args.getlist("kryterium") or list(CRITERIA)
    unknown = [word for word in words if word not in CRITERIA]
    if unknown:
        text = gettext("“%(text)s” is not one of the choices.", text=unknown[0][:40])
        raise InvalidInputError([Problem("kryterium", text)])
    return list(dict.fromkeys(CRITERIA[word] for word in words))


def _criterion_choices(chosen: Sequence[Criterion]) -> list[tuple[str, str, bool]]:
    names = {
        Criterion.VALUE: gettext("value"),
        Criterion.DURATION: gettext("duration"),
        Criterion.POSTS: gettext("new posts"),
    }
    return [(word, names[criterion], criterion in chosen) for word, criterion in CRITERIA.items()]


def comparison_url(slugs: Sequence[str], **arguments: Sequence[str]) -> str:
    """The address of a comparison as of the day that is looked at, on the scale that is looked at."""
    return address("comparison.show", {"p": list(slugs)} | kept("stan", "wiedza", "os", "kryterium") | arguments)


def _picks(rows: Sequence[ProjectSummary]) -> list[Pick]:
    slugs = [row.slug for row in rows]
    return [
        Pick(letter, row, comparison_url([slug for slug in slugs if slug != row.slug]))
        for letter, row in zip(LETTERS, rows, strict=False)
    ]


def _others(view: PortfolioView, rows: Sequence[ProjectSummary]) -> list[ProjectSummary]:
    """The projects that can be added, by name; none in a portfolio too large for a list."""
    if len(view.rows) > CHOICES_SHOWN or len(rows) >= MOST:
        return []
    taken = {row.slug for row in rows}
    return [row for row in view.find(Filters(), SortKey.CENTRE, descending=False) if row.slug not in taken]


def _scale_links(current: Scale) -> list[tuple[str, str, bool]]:
    names = {
        Scale.STAGE: gettext("part of the period"),
        Scale.MONTHS: gettext("months of the project"),
        Scale.CALENDAR: gettext("calendar"),
    }
    slugs = request.args.getlist("p")
    return [(names[scale], comparison_url(slugs, os=[word]), scale is current) for word, scale in SCALES.items()]


def comparison_groups(snapshots: Sequence[Snapshot], notes: Footnotes) -> list[Group]:
    """The measures and facts of the projects, group by group."""
    return [*measure_groups(snapshots, compare(snapshots), notes), fact_group(snapshots, notes)]


def _chart(
    book: PortfolioBook, view: PortfolioView, seen: Viewpoint, snapshots: Sequence[Snapshot], scale: Scale
) -> dict[str, object]:
    if len(snapshots) < FEWEST:
        return {"chart": None, "chart_svg": None}
    chart = comparison_chart(snapshots, scale, middle_of(book, view, seen, snapshots, scale))
    return {"chart": chart, "chart_svg": draw_comparison(chart) if chart else None}


def middle_of(
    book: PortfolioBook, view: PortfolioView, seen: Viewpoint, snapshots: Sequence[Snapshot], scale: Scale
) -> MiddleHalf | None:
    """The middle half of the portfolio's lines; the calendar has none, for projects begin when they begin."""
    reporting = [row for row in view.rows if row.spent is not None and row.period is not None]
    if scale is Scale.CALENDAR or len(reporting) < FEWEST_FOR_BAND:
        return None
    values = [s.value for s in snapshots if s.value is not None]
    middle = sum(values, start=Decimal(0)) / len(values) if values else Decimal(0)
    nearest = sorted(reporting, key=lambda row: (abs((row.value or Decimal(0)) - middle), row.slug))[:BAND_OF]
    lines = [spending_line(one, scale, date.min) for one in book.snapshots(nearest, seen)]
    longest = max((line[-1][0] for line in lines if line), default=Decimal(0))
    step = 5 if scale is Scale.STAGE else 1
    return middle_half(lines, [Decimal(place) for place in range(0, int(longest) + 1, step)])


@dataclass(frozen=True)
class SimilarRow:
    """A project that could be compared next.

    Attributes:
        differences: By how much the larger figure exceeds the smaller one, by criterion, in whole percent.
        together: Their sum, in percent.
        made_of: The same term by term, in the order of the criteria.
    """

    row: ProjectSummary
    differences: Mapping[Criterion, str]
    together: str
    made_of: str
    add_url: str


def _similar(view: PortfolioView, rows: Sequence[ProjectSummary], criteria: Sequence[Criterion]) -> list[SimilarRow]:
    if not rows or len(rows) >= MOST:
        return []
    slugs = [row.slug for row in rows]
    candidates = [row for row in view.rows if row.slug not in slugs]
    found = similar_projects(rows[0], candidates, criteria)[:SIMILAR_SHOWN]
    return [_similar_row(one, comparison_url([*slugs, one.row.slug])) for one in found]


def _similar_row(one: Similar, add_url: str) -> SimilarRow:
    # The terms are rounded before they are added, so that what is shown adds up.
    terms = {criterion: round(one.differences[criterion], 2) for criterion in Criterion if criterion in one.differences}
    shown = {criterion: percent(term) for criterion, term in terms.items()}
    return SimilarRow(
        one.row, shown, percent(sum(terms.values(), start=Decimal(0))), " + ".join(shown.values()), add_url
    )
