"""Time axes: which months are named, and how."""

from __future__ import annotations

from datetime import date

from tracker.charts.spec import Tick
from tracker.domain.periods import Period
from tracker.formatting import date_text


def month_ticks(span: Period) -> tuple[Tick, ...]:
    """Ticks at the first days of months in a span: quarters, or each month (each second) of a short one.

    A tick has its year under it when it is the first or the year is new.
    """
    months = [month for month in span.months() if month >= span.start]
    step = 3 if len(months) > 9 else 2 if len(months) > 4 else 1
    named = [month for month in months if (month.month - 1) % step == 0] or months[:1]
    return tuple(_tick(month, is_first=index == 0) for index, month in enumerate(named))


def _tick(month: date, *, is_first: bool) -> Tick:
    name = date_text(month, "LLL").rstrip(".")
    return Tick(month, name, str(month.year) if is_first or month.month == 1 else "")
