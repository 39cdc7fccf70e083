"""The pages of the journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import Blueprint, Response, make_response, render_template, stream_with_context
from flask_babel import gettext

from tracker.domain.journal import JournalEvent, JournalProject, JournalReach, journal_reach
from tracker.domain.permissions import Deed
from tracker.formatting import WARSAW
from tracker.gate.access import current_person
from tracker.gate.clock import now
from tracker.gate.guards import guard
from tracker.journal_sentences.deeds import DEEDS, GROUPS, DeedGroup, actor_label
from tracker.journal_sentences.telling import Told, tell
from tracker.storage.journal import (
    COUNTED,
    JournalPage,
    count_events,
    events_after,
    events_before,
    journal_actors,
    journal_names,
    journal_projects,
    newest_events,
)
from tracker.storage.settings import get_settings
from tracker.web.addresses import address
from tracker.web.journal.export import export_lines
from tracker.web.journal.filters import NOBODY, Narrowing, read_narrowing, read_position, write_position

bp = Blueprint("journal", __name__, url_prefix="/dziennik")

MOST_CHOICES = 300
"""Of more projects than this one is typed, not chosen from a list."""

SHOWN = 6
"""Values of an event that are shown at once; the rest unfold."""


@bp.get("")
@guard(Deed.READ_JOURNAL)
def show() -> Response:
    """Who changed what and when, the newest first."""
    reach = journal_reach(current_person())
    narrowing = read_narrowing(reach)
    page = JournalPage((), has_newer=False, has_older=False) if narrowing.errors else _page(reach, narrowing)
    names = journal_names(page.events)
    body = render_template(
        "journal/list.html",
        days=_by_day([tell(event, names) for event in page.events]),
        count=None if narrowing.errors else count_events(reach, narrowing.filter),
        counted=COUNTED,
        shown=SHOWN,
        narrowing=narrowing,
        has_all=reach.has_all,
        reference_day=get_settings().reference_day,
        actors=[(actor or NOBODY, actor_label(actor)) for actor in journal_actors(reach)],
        projects=[(project.slug, _project_label(project)) for project in journal_projects(reach, most=MOST_CHOICES)],
        deeds=_deed_choices(reach),
        newer_url=_page_url(narrowing, "po", page.events[0]) if page.has_newer and page.events else None,
        older_url=_page_url(narrowing, "przed", page.events[-1]) if page.has_older and page.events else None,
        first_url=address("journal.show", narrowing.given),
        clear_url=address("journal.show", {}),
        export_url=address("journal.export", narrowing.given),
    )
    return make_response(body, 422 if narrowing.errors else 200)


@bp.get("/dziennik.csv")
@guard(Deed.READ_JOURNAL)
def export() -> Response:
    """The same events as a file for a spreadsheet, all of them."""
    reach = journal_reach(current_person())
    narrowing = read_narrowing(reach)
    if narrowing.errors:
        return show()
    at = now()
    answer = Response(
        stream_with_context(export_lines(reach, narrowing, at)), content_type="text/csv; charset=utf-8; header=absent"
    )
    name = gettext("journal")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}-{at.astimezone(WARSAW):%Y-%m-%d}.csv")
    return answer


@dataclass(frozen=True)
class JournalDay:
    """The events of a day in Poland, the newest first."""

    day: date
    events: list[tuple[str, Told]]


def _by_day(events: Iterable[Told]) -> list[JournalDay]:
    timed = ((told.event.position.at.astimezone(WARSAW), told) for told in events)
    return [
        JournalDay(day, [(f"{at:%H:%M}", told) for at, told in several])
        for day, several in groupby(timed, key=lambda pair: pair[0].date())
    ]


def _page(reach: JournalReach, narrowing: Narrowing) -> JournalPage:
    """The page that the address asks for; the newest events where there are no others."""
    before, after = read_position("przed"), read_position("po")
    page = None
    if before is not None:
        page = events_before(reach, narrowing.filter, before)
    elif after is not None:
        page = events_after(reach, narrowing.filter, after)
    # Near the newest event a page would be cut short: it is the first page then.
    if page is None or not page.events or (before is None and not page.has_newer):
        page = newest_events(reach, narrowing.filter)
    return page


def _page_url(narrowing: Narrowing, name: str, event: JournalEvent) -> str:
    return address("journal.show", {**narrowing.given, name: write_position(event.position)})


def _project_label(project: JournalProject) -> str:
    """The centre; its address tells apart the projects of centres of one name."""
    return f"{project.centre} ({project.slug})"


def _deed_choices(reach: JournalReach) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The groups of deeds that the reader can meet: value, words, and the deeds of each."""
    own = (DeedGroup.PROJECTS, DeedGroup.REPORTS)
    return [
        (group.value, str(GROUPS[group]), [(deed, str(words)) for deed, words in DEEDS[group].items()])
        for group in DeedGroup
        if reach.has_all or group in own
    ]
