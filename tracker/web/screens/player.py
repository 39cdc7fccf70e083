"""What the script of a shared screen is given beside the document: its words, and the server's time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Literal

from flask_babel import gettext, ngettext

from tracker.formatting import date_text, tie

COUNTS = {"one": 1, "few": 2, "many": 5, "other": 5}
"""A number for each of the categories in which a browser puts numbers, to ask the catalogue for the form."""


def player_facts(document: Mapping[str, Any], *, etag: str, now: datetime) -> dict[str, Any]:
    """What a screen needs besides its document to start, in the language of the moment.

    Args:
        document: As ``document_for`` makes it; ``day_hours`` and ``utc_offset`` are read.
        etag: Of the document, as it is in ``Document``, so that the first refresh need not send it again.
        now: This moment, aware.
    """
    return {
        "etag": f'W/"{etag}"',
        "told_at": int(now.timestamp() * 1000),
        "palette": palette(document["day_hours"], document["utc_offset"], now),
        "words": player_words(),
    }


def palette(day_hours: tuple[int, int] | None, utc_offset: int, now: datetime) -> Literal["day", "night"]:
    """The palette of a moment; the script decides in the same way later on.

    Args:
        day_hours: First minute of the day and of the night; ``None`` where it is always night.
        utc_offset: Minutes by which clocks are ahead there.
        now: The moment, aware.

    >>> palette((480, 960), 60, datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    'day'
    >>> palette((480, 960), 60, datetime(2026, 11, 23, 15, 0, tzinfo=UTC))
    'night'
    """
    there = now.astimezone(UTC)
    minute = (there.hour * 60 + there.minute + utc_offset) % (24 * 60)
    return "day" if day_hours and day_hours[0] <= minute < day_hours[1] else "night"


def player_words() -> dict[str, Any]:
    """The words that the script puts together; what it fills in stands in braces."""
    return {
        "minutes": _forms(_minutes),
        "hours": _forms(_hours),
        "days": _forms(_days),
        "since": tie(gettext("There has been no connection to the server since %(moment)s.", moment="{moment}")),
        "months": [date_text(date(2000, month, 1), "MMMM") for month in range(1, 13)],
        "gone": gettext("There is no screen here."),
        "stop": gettext("Stop"),
        "go_on": gettext("Go on"),
    }


def _forms(count_text: Callable[[int], str]) -> dict[str, str]:
    return {category: tie(count_text(number)) for category, number in COUNTS.items()}


def _minutes(number: int) -> str:
    return ngettext("Data of %(count)s minute ago.", "Data of %(count)s minutes ago.", number, count="{count}")


def _hours(number: int) -> str:
    return ngettext("Data of %(count)s hour ago.", "Data of %(count)s hours ago.", number, count="{count}")


def _days(number: int) -> str:
    return ngettext("Data of %(count)s day ago.", "Data of %(count)s days ago.", number, count="{count}")
