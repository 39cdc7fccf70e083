"""What changed between two days to take along: every change, not only those on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, request
from flask_babel import gettext

from tracker.change_sentences.figures import change_figures
from tracker.change_sentences.found import Found, find_changes
from tracker.change_sentences.headline import counts_sentence
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.forecast_moves import add_up
from tracker.domain.permissions import Deed
from tracker.domain.portfolio import ProjectSummary
from tracker.exchange.changes_sheets import ChangeRow, change_sheet, end_sheet, forecast_sheet
from tracker.exchange.portfolio_sheets import examples_of
from tracker.exchange.sheets import About
from tracker.formatting import day_long, number
from tracker.gate.access import scope
from tracker.gate.clock import viewpoint
from tracker.gate.guards import guard
from tracker.services.portfolio import PortfolioBook
from tracker.storage.projects import portfolio_life
from tracker.storage.settings import get_settings
from tracker.web.addresses import look_at
from tracker.web.change_days import LATER, AskedDays, ask_days
from tracker.web.change_lines import line_of
from tracker.web.changes import ORDERS, Compared, asked_of, compare_rows, one_project
from tracker.web.downloads import days_asked, page_address, projects_asked, table_answer, workbook_answer
from tracker.web.listing import Listing, list_projects

bp = Blueprint("changes_export", __name__)

MOST_CHANGES = 4_000
"""Changes in one file; each is put into words."""


@dataclass(frozen=True)
class Taken:
    """What is taken along."""

    asked: AskedDays
    compared: Compared
    found: Sequence[Found]
    about: About

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return f"zmiany-{self.asked.earlier.as_of.isoformat()}-{self.asked.later.as_of.isoformat()}"


@bp.get("/zmiany.csv")
@guard(Deed.READ_PROJECT)
def table() -> Response:
    """A line a change: the sentence, what was, what is, the difference and the evidence."""
    taken = _take()
    return table_answer(change_sheet(_rows(taken.found), taken.about), taken.name)


@bp.get("/zmiany.xlsx")
@guard(Deed.READ_PROJECT)
def workbook() -> Response:
    """The changes, what moved the forecast of spending, and the expected ends, with both drawn."""
    taken = _take()
    projects = taken.compared.projects
    days = taken.asked.earlier.as_of, taken.asked.later.as_of
    ends = [(row.centre.place, two_days.end) for row, two_days in projects]
    sheets = (
        change_sheet(_rows(taken.found), taken.about),
        forecast_sheet(add_up(two_days.move for _, two_days in projects), *days, taken.about),
        end_sheet(ends, *days, taken.about),
    )
    return workbook_answer(sheets, taken.name)


def _take() -> Taken:
    settings = get_settings()
    book: PortfolioBook = current_app.extensions["portfolio_book"]
    reach = scope(Deed.READ_PROJECT)
    asked = ask_days(viewpoint(settings), portfolio_life(reach))
    if asked.errors:
        raise InvalidInputError([Problem(name, text) for name, said in asked.errors.items() for text in said])
    if request.args.get(LATER):
        look_at(asked.later.as_of)
    view = book.view(asked.later, reach)
    listing = list_projects(view, ORDERS)
    only = one_project(view)
    compared = compare_rows(asked, listing, view, only)
    found = find_changes(compared.projects)
    about = (*days_asked(settings, asked.later), *_about(asked, listing, only, compared, found))
    return Taken(asked, compared, found[:MOST_CHANGES], about)


def _about(
    asked: AskedDays, listing: Listing, only: ProjectSummary | None, compared: Compared, found: Sequence[Found]
) -> Iterator[tuple[str, str]]:
    yield gettext("Compared with"), day_long(asked.earlier.as_of)
    if only is None:
        yield from projects_asked(listing)
    else:
        yield gettext("Project"), only.centre.short_name
    if len(compared.projects) < compared.differing:
        text = gettext(
            "Compared: %(part)s of %(whole)s projects that changed, those first whose status got worse.",
            part=number(len(compared.projects)),
            whole=number(compared.differing),
        )
        yield gettext("On this sheet"), text
    counts = Counter(one.direction for one in found)
    changed = len({one.row.project_id for one in found})
    yield gettext("Changes"), counts_sentence(counts, changed, asked_of(compared))
    if len(found) > MOST_CHANGES:
        text = gettext("the first %(part)s of %(whole)s changes", part=number(MOST_CHANGES), whole=number(len(found)))
        yield gettext("On this sheet"), text
    yield page_address("changes.show")


def _rows(found: Sequence[Found]) -> Iterator[ChangeRow]:
    root = request.host_url.rstrip("/")
    for one in found:
        line, held = line_of(one), one.ground.held
        source = held.source if held else None
        yield ChangeRow(
            group=one.group,
            place=one.row.centre.place,
            direction=one.direction,
            sentence=line.text,
            figures=change_figures(one.told),
            day=source.published if source else None,
            evidence=line.evidence,
            url=root + line.evidence_url,
            examples=examples_of(one.row),
        )
