"""Time axes: which months are named, and how."""

from __future__ import annotations

from datetime import date

from tracker.charts.spec import Tick
from tracker.domain.periods import Period
from tracker.formatting import date_text

STEPS = ((4, 1), (9, 2), (36, 3), (72, 6), (144, 12), (360, 36))
"""Up to so many months, every so many months are named: at most thirteen fit a phone."""

LONGEST_STEP = 120


def month_ticks(span: Period) -> tuple[Tick, ...]:
    """Ticks at the first days of months in a span: each month of a short one, quarters or years of longer ones.

    A tick has its year under it when it is the first or the year is new.
    """
    months = [month for month in span.months() if month >= span.start]
    step = next((step for most, step in STEPS if len(months) <= most), LONGEST_STEP)
    named = [month for month in months if (month.year * 12 + month.month - 1) % step == 0] or months[:1]
    return tuple(_tick(month, is_first=index == 0) for index, month in enumerate(named))


def _tick(month: date, *, is_first: bool) -> Tick:
    name = date_text(month, "LLL").rstrip(".")
    return Tick(month, name, str(month.year) if is_first or month.month == 1 else "")
