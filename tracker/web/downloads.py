"""What every file that leaves the tracker has in common: its first lines, its kinds, its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flask import Response, request
from flask_babel import gettext

from tracker.domain.portfolio import Filters, PortfolioSettings, ProjectSummary, value_sum
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import Snapshot
from tracker.exchange.sheets import About, Sheet, as_csv, as_workbook
from tracker.formatting import day_long, number
from tracker.gate.clock import default_day
from tracker.labels import label
from tracker.services.portfolio import PortfolioBook
from tracker.web.addresses import address, given
from tracker.web.listing import Listing
from tracker.web.wording import amount_sum

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MOST_PROJECTS = 1_000
"""Files that look into every project hold so many at most; of more, they say so in their first lines."""


def table_answer(sheet: Sheet, name: str) -> Response:
    """A sheet as a CSV file."""
    return download(as_csv(sheet), "text/csv; charset=utf-8", f"{name}.csv")


def workbook_answer(sheets: Iterable[Sheet], name: str) -> Response:
    """Sheets as an XLSX file."""
    return download([as_workbook(sheets)], WORKBOOK, f"{name}.xlsx")


def download(content: Iterator[str] | list[bytes], kind: str, name: str) -> Response:
    """A file of a kind and a name."""
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def days_asked(settings: PortfolioSettings, seen: Viewpoint) -> Iterator[tuple[str, str]]:
    """The portfolio, the day looked at and the day whose knowledge is used."""
    yield "Portfel 2.5", settings.name
    day = day_long(seen.as_of)
    is_reference = settings.reference_day is not None and seen.as_of == default_day(settings)
    yield gettext("As of"), gettext("%(day)s, the portfolio's reference day", day=day) if is_reference else day
    if seen.known_on is not None:
        yield gettext("By what was known on"), day_long(seen.known_on)


def projects_asked(listing: Listing, *, in_columns: bool = True) -> Iterator[tuple[str, str]]:
    """The filters, and of how many projects the file tells; the last column of a table says what is invented."""
    yield gettext("Filters"), "; ".join(_filter_texts(listing.filters)) or gettext("none: all projects")
    yield gettext("Projects"), gettext("%(part)s of %(whole)s", part=len(listing.rows), whole=listing.total)
    if listing.hidden_unknown:
        yield gettext("Left out because nobody has said it of them"), str(listing.hidden_unknown)
    if listing.rows:
        yield gettext("Value"), amount_sum(value_sum(listing.rows))
    if any(row.has_examples for row in listing.rows):
        told = (
            gettext("Some of the figures were invented for demonstration; the last column says which.")
            if in_columns
            else gettext("Some of the figures were invented for demonstration; each of them is marked.")
        )
        yield gettext("Sample data"), told


def page_address(endpoint: str, **path: str) -> tuple[str, str]:
    """Where the same is on a page; ``path`` are the variables of its address."""
    arguments = given(without=("strona",)) | path
    return gettext("Address"), request.host_url.rstrip("/") + address(endpoint, arguments)


def first_lines(
    settings: PortfolioSettings,
    seen: Viewpoint,
    listing: Listing,
    endpoint: str,
    *more: tuple[str, str],
    in_columns: bool = True,
) -> About:
    """The lines before the table of a view of the portfolio; ``more`` are those of this view alone."""
    projects = projects_asked(listing, in_columns=in_columns)
    return (*days_asked(settings, seen), *projects, *more, page_address(endpoint))


def first_projects(total: int, most: int = MOST_PROJECTS) -> Sequence[tuple[str, str]]:
    """The line that says so where a sheet holds fewer projects than were found."""
    if total <= most:
        return ()
    text = gettext("the first %(part)s of %(whole)s projects", part=number(most), whole=number(total))
    return ((gettext("On this sheet"), text),)


def looked_into(
    book: PortfolioBook, rows: Sequence[ProjectSummary], seen: Viewpoint
) -> Iterator[tuple[ProjectSummary, Snapshot]]:
    """The first projects of a list with everything known of them, one after another."""
    by_id = {row.project_id: row for row in rows[:MOST_PROJECTS]}
    for snapshot in book.snapshots_in_turn(rows[:MOST_PROJECTS], seen):
        yield by_id[snapshot.record.id], snapshot


def _filter_texts(filters: Filters) -> Iterator[str]:
    named = {
        gettext("Voivodeship"): filters.voivodeship,
        gettext("Kind of centre"): filters.kind,
        gettext("Stage"): filters.stage,
        gettext("Status"): filters.status,
    }
    yield from (f"{name}: {label(value)}" for name, value in named.items() if value is not None)
    written = {gettext("Call"): filters.call, gettext("Search"): filters.text}
    yield from (f"{name}: {value}" for name, value in written.items() if value)
