"""The day on which the portfolio's business stands, as pages and commands take it."""

from __future__ import annotations

from datetime import date

from tracker.domain.portfolio import PortfolioSettings


def business_day(settings: PortfolioSettings, today: date, asked: date | None = None) -> date:
    """The day that is asked for, else the portfolio's reference day, else today.

    >>> business_day(PortfolioSettings(reference_day=date(2019, 10, 15)), date(2026, 3, 1))
    datetime.date(2019, 10, 15)
    """
    return asked or settings.reference_day or today
