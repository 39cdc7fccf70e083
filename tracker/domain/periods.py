"""Periods of days, dates known only in part, and the calendar's months and quarters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tracker.domain.vocabulary import DatePrecision

ONE_DAY = timedelta(days=1)
EARLIEST_DAY = date(2000, 1, 1)
LATEST_DAY = date(2099, 12, 31)
"""Days outside these bounds are typing errors, not dates of a project."""

_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


def first_of_month(day: date) -> date:
    """The first day of the month of ``day``."""
    return day.replace(day=1)


def add_months(day: date, months: int) -> date:
    """The first day of the month ``months`` after (or before, if negative) the month of ``day``.

    >>> add_months(date(2019, 11, 30), 3)
    datetime.date(2020, 2, 1)
    """
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_end(day: date) -> date:
    """The last day of the month of ``day``."""
    return add_months(day, 1) - ONE_DAY


def quarter_of(day: date) -> int:
    """The calendar quarter of a day, 1 to 4."""
    return (day.month + 2) // 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole days, half-open: ``start`` is in it, ``end`` is not.

    Raises:
        ValueError: If it would hold no day.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period that starts on {self.start} cannot end before {self.end}")

    @classmethod
    def of_days(cls, first_day: date, last_day: date) -> Period:
        """The period from its first to its last day, both included."""
        return cls(first_day, last_day + ONE_DAY)

    @property
    def last_day(self) -> date:
        """The last day in the period, the one people name as its end."""
        return self.end - ONE_DAY

    @property
    def days(self) -> int:
        """Number of days, >= 1."""
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlaps(self, other: Period) -> bool:
        """Whether some day is in both."""
        return self.start < other.end and other.start < self.end

    def elapsed_days(self, as_of: date) -> int:
        """Days of the period passed when ``as_of`` is over: 0 to ``days``."""
        return min(max((as_of - self.start).days + 1, 0), self.days)

    def elapsed_rate(self, as_of: date) -> Decimal:
        """The part of the period passed when ``as_of`` is over, 0 to 1.

        >>> Period.of_days(date(2019, 4, 1), date(2020, 4, 30)).elapsed_rate(date(2019, 10, 15))
        Decimal('0.5')
        """
        return Decimal(self.elapsed_days(as_of)) / self.days

    def months(self) -> Iterator[date]:
        """First days of the calendar months that the period touches, in order."""
        month = first_of_month(self.start)
        while month < self.end:
            yield month
            month = add_months(month, 1)

    def within_month(self, month: date) -> Period | None:
        """The part of the period in a calendar month, ``None`` when it does not touch it."""
        start, end = max(self.start, first_of_month(month)), min(self.end, add_months(month, 1))
        return Period(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exactly as it was written: to the day, the month or the year.

    Attributes:
        value: The first day that fits; for a month or a year that is its first day.
        precision: How much of ``value`` was written.
    """

    value: date
    precision: DatePrecision = DatePrecision.DAY

    def __post_init__(self) -> None:
        if not EARLIEST_DAY <= self.value <= LATEST_DAY:
            raise ValueError(f"{self.value} is not between {EARLIEST_DAY} and {LATEST_DAY}")
        if self.value != self._first_day():
            raise ValueError(f"{self.value} is not the first day of its {self.precision}")

    def _first_day(self) -> date:
        if self.precision is DatePrecision.YEAR:
            return self.value.replace(month=1, day=1)
        return first_of_month(self.value) if self.precision is DatePrecision.MONTH else self.value

    @property
    def first_day(self) -> date:
        """The earliest day it can mean; a start known to the month counts from here."""
        return self.value

    @property
    def last_day(self) -> date:
        """The latest day it can mean; an end known to the month counts to here."""
        if self.precision is DatePrecision.YEAR:
            return date(self.value.year, 12, 31)
        return month_end(self.value) if self.precision is DatePrecision.MONTH else self.value

    def isoformat(self) -> str:
        """``2019``, ``2019-04`` or ``2019-04-01``: only what is known."""
        return self.value.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises:
            ValueError: If the text is none of these or names no day of the calendar.

        >>> PartialDate.parse("2019-04").last_day
        datetime.date(2019, 4, 30)
        """
        match = _PARTIAL.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = match["year"], match["month"], match["day"]
        precision = DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR
        return cls(date(int(year), int(month or 1), int(day or 1)), precision)
