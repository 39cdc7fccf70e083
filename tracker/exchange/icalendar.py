"""Calendars as programs for mail and phones read them (RFC 5545): days, no hours, and never a day nobody has named.

The few properties needed are written here: the 15,000 events of a thousand projects take a second, where the
library icalendar 7.3 takes seven, and it would bring two more with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from tracker.domain.periods import ONE_DAY

MOST_OCTETS = 75
"""Of a line without its end, RFC 5545 §3.1."""

PRODUCT = "-//Portfel 2.5//Portfel 2.5//PL"
_NAMES = UUID("0b1f5a52-6d0c-4c1e-9a55-25f0a1c7d2e5")
"""The space of names of the events; any other would make every calendar program see new events."""


_MARKED = str.maketrans(
    {chr(code): "" for code in (*range(32), 127)} | {"\n": "\\n", "\\": "\\\\", ";": "\\;", ",": "\\,"}
)
"""What divides values is marked, and control characters are left out."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A whole day with what falls on it.

    Attributes:
        name: What it is, the same whenever its day moves: ``klucze/milestone/3``.
        changed_at: When it was last changed, aware.
        url: Where to read on.
    """

    name: str
    day: date
    summary: str
    description: str
    changed_at: datetime
    url: str = ""
    category: str = ""


def as_calendar(name: str, about: str, events: Iterable[CalendarEvent]) -> Iterator[str]:
    """The lines of a calendar, each with its end.

    Args:
        name: What the calendar is called.
        about: What it holds: the filters, the day, the dates that have no day.
        events: In the order written.
    """
    yield from _lines("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    # The first of each pair is what programs read, the second what the standard has come to (RFC 7986).
    yield from _lines(f"X-WR-CALNAME:{escape(name)}", f"NAME:{escape(name)}")
    yield from _lines(f"X-WR-CALDESC:{escape(about)}", f"DESCRIPTION:{escape(about)}")
    for event in events:
        yield from _event(event)
    yield from _lines("END:VCALENDAR")


def _event(event: CalendarEvent) -> Iterator[str]:
    yield from _lines(
        "BEGIN:VEVENT",
        f"UID:{uuid5(_NAMES, event.name)}",
        f"DTSTAMP:{event.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + ONE_DAY:%Y%m%d}",
        f"SUMMARY:{escape(event.summary)}",
        f"DESCRIPTION:{escape(event.description)}",
    )
    if event.url:
        yield from _lines(f"URL:{event.url}")
    if event.category:
        yield from _lines(f"CATEGORIES:{escape(event.category)}")
    # Nobody is busy all day because a report is due.
    yield from _lines("TRANSP:TRANSPARENT", "END:VEVENT")


def escape(text: str) -> str:
    r"""A text as a value: what divides values is marked, line breaks are written, other control characters left out.

    >>> escape("Klucze; plan, etap\nII")
    'Klucze\\; plan\\, etap\\nII'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.translate(_MARKED)


def fold(line: str) -> str:
    """A line with its end, cut into lines of at most 75 octets; no letter is cut in two.

    >>> fold("SUMMARY:" + "ł" * 40).encode().splitlines()[1].decode()
    ' łłłłłłł'
    """
    octets = line.encode("utf-8", "replace")
    pieces: list[str] = []
    start, room = 0, MOST_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        pieces.append(octets[start:end].decode())
        # The blank that tells a line goes on is one of its octets.
        start, room = end, MOST_OCTETS - 1
    return "\r\n ".join([*pieces, octets[start:].decode()]) + "\r\n"


def _lines(*lines: str) -> Iterator[str]:
    return map(fold, lines)
