"""The dates of projects as events of a calendar, in words; dates without a day are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from flask_babel import gettext

from tracker.domain.calendar_days import CalendarDate, CalendarKind, calendar_dates
from tracker.domain.provenance import Source
from tracker.domain.schedule import MilestoneState
from tracker.domain.snapshot import Snapshot
from tracker.exchange.icalendar import CalendarEvent
from tracker.formatting import day_long, number, partial_date
from tracker.labels import label
from tracker.sentences import slip

MOST_DAYLESS = 100
"""Dates known to their month or year that a calendar names; of more it says so."""


def calendar_events(
    snapshots: Iterable[Snapshot], url_of: Callable[[str], str]
) -> tuple[list[CalendarEvent], list[str]]:
    """The days of projects as events, the earliest first, and in words the dates that have no day.

    Args:
        snapshots: The projects as of the day looked at, each looked into once.
        url_of: The address of a project by its slug.
    """
    events: list[CalendarEvent] = []
    dayless: list[str] = []
    for snapshot in snapshots:
        url = url_of(snapshot.record.slug)
        for found in calendar_dates(snapshot):
            event = _event(found, url)
            if event is None:
                dayless.append(f"{_summary(found)}: {partial_date(found.day)}")
            else:
                events.append(event)
    return sorted(events, key=lambda event: (event.day, event.name)), dayless


def calendar_about(first_lines: Sequence[tuple[str, str]], dayless: Sequence[str]) -> str:
    """What a calendar says of itself: what was asked, and the dates that have no day."""
    lines = [f"{name}: {text}" for name, text in first_lines]
    if dayless:
        lines.append(gettext("Known to the month or year only, so without an event:"))
        lines += dayless[:MOST_DAYLESS]
        if len(dayless) > MOST_DAYLESS:
            lines.append(gettext("and %(count)s more", count=number(len(dayless) - MOST_DAYLESS)))
    return "\n".join(lines)


def _event(found: CalendarDate, url: str) -> CalendarEvent | None:
    day = found.exact_day
    if day is None:
        return None
    return CalendarEvent(
        name=f"{found.snapshot.record.slug}/{found.key}",
        day=day,
        summary=_summary(found),
        description="\n".join(_description(found)),
        changed_at=found.changed_at,
        url=url,
        category=_CATEGORIES[found.kind](),
    )


_CATEGORIES: dict[CalendarKind, Callable[[], str]] = {
    CalendarKind.MILESTONE: lambda: gettext("Milestone"),
    CalendarKind.REPORT_DUE: lambda: gettext("Report"),
    CalendarKind.PROJECT_END: lambda: gettext("End of the project"),
}


def _summary(found: CalendarDate) -> str:
    centre = found.snapshot.record.centre.short_name
    if found.milestone is not None:
        kind = label(found.milestone.entry.kind) if found.milestone.entry else ""
        return f"{centre}: {found.milestone.milestone.name} ({kind})"
    if found.report is not None:
        period = found.report.period
        return gettext(
            "%(centre)s: report on %(first)s – %(last)s is due",
            centre=centre,
            first=day_long(period.start),
            last=day_long(period.last_day),
        )
    return gettext("%(centre)s: end of the project", centre=centre)


def _description(found: CalendarDate) -> Iterator[str]:
    yield found.snapshot.title
    if found.milestone is not None:
        yield from _milestone(found.milestone)
    if found.report is not None:
        yield gettext("How it stands: %(standing)s.", standing=label(found.report.standing))
    end = found.snapshot.facts
    if found.kind is CalendarKind.PROJECT_END:
        sources = (s.origin.source for fact in end.values() if fact.partial_date == found.day for s in fact.statements)
        yield from (_source(source) for source in dict.fromkeys(sources))
    yield gettext("As of %(day)s.", day=day_long(found.snapshot.as_of))
    if found.is_example:
        yield gettext("sample data")


def _milestone(state: MilestoneState) -> Iterator[str]:
    if state.baseline is not None:
        yield gettext("Plan: %(day)s; %(slip)s.", day=partial_date(state.baseline.day), slip=slip(state.slip_days))
    if state.entry is not None:
        yield _source(state.entry.origin.source)


def _source(source: Source) -> str:
    return gettext("Source: %(publisher)s, “%(title)s”.", publisher=source.publisher, title=source.title)
