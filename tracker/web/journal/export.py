"""The journal as a file for a spreadsheet: a line for each value that changed, sent while it is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext

from tracker.domain.journal import JournalReach
from tracker.exchange.delimited import BYTE_ORDER_MARK, line
from tracker.formatting import moment
from tracker.gate.clock import WARSAW
from tracker.journal_sentences.telling import Change, Told, tell
from tracker.storage.journal import all_events, journal_names
from tracker.web.journal.filters import Narrowing

NO_CHANGE = Change("", None, None)


def export_lines(reach: JournalReach, narrowing: Narrowing, at: datetime) -> Iterator[str]:
    """The file, a thousand events at a time: the moment, the filters, the headings, the events."""
    yield BYTE_ORDER_MARK + line([gettext("Journal of Portfel 2.5"), moment(at)])
    for name, value in narrowing.sentences() or [(gettext("Filters"), gettext("none"))]:
        yield line([name, value])
    yield line([])
    yield line(_headings())
    for events in all_events(reach, narrowing.filter):
        names = journal_names(events)
        yield "".join(text for event in events for text in _lines(tell(event, names)))


def _headings() -> list[str]:
    return [
        gettext("Number of the event"),
        gettext("Moment (real time)"),
        gettext("Who"),
        gettext("Centre"),
        gettext("Project"),
        gettext("What was done"),
        gettext("To what"),
        gettext("Value"),
        gettext("Before the change"),
        gettext("After the change"),
    ]


def _lines(told: Told) -> Iterator[str]:
    event, project = told.event, told.event.project
    head = [
        str(event.position.id),
        f"{event.position.at.astimezone(WARSAW):%Y-%m-%d %H:%M:%S}",
        told.actor,
        project.centre if project else "",
        project.slug if project else "",
        told.deed,
        told.subject,
    ]
    for change in told.changes or (NO_CHANGE,):
        yield line([*head, change.name, change.before or "", change.after or ""])
