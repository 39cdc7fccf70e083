"""The months of a workbook: the same projects throughout, and nothing reported of days to come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.unit.domain.factories import make_snapshot, make_terms, make_year
from tests.unit.speaking import speaking
from tracker.domain.portfolio import ProjectSummary, summarise
from tracker.domain.portfolio_curve import portfolio_curve
from tracker.exchange.portfolio_sheets import month_sheet

DAY = date(2019, 10, 15)


def year(*quarters: str, start: str = "2019-01-01") -> ProjectSummary:
    return summarise(make_snapshot(make_year(*quarters, statements=make_terms(start=start)), DAY.isoformat()))


def test_spending_never_falls_and_ends_with_what_is_known() -> None:
    curve = portfolio_curve([year("300", "300", "240"), year("250"), year(start="2019-11-01")], DAY)

    with speaking("pl"):
        rows = month_sheet(curve, DAY, ()).rows

    spent = [row[3] for row in rows if isinstance(row[3], Decimal)]
    assert spent == sorted(spent)
    assert spent[-1] == Decimal("840.00")
    assert all(row[3] is None and row[10] is None for row in rows if isinstance(row[0], date) and row[0] > DAY)
    assert [(row[10], row[11]) for row in rows if row[0] == date(2019, 9, 30)] == [(1, 2)]


def test_the_forecast_begins_after_the_compared_month_and_keeps_its_order() -> None:
    curve = portfolio_curve([year("300", "300", "240"), year("250", "240", "260")], DAY)

    with speaking("pl"):
        rows = list(month_sheet(curve, DAY, ()).rows)

    expected = [row[6:10] for row in rows]
    assert expected[:9] == [(None,) * 4] * 9
    for low, central, high, projects in expected[9:]:
        assert low <= central <= high  # type: ignore[operator]
        assert projects == 2


def test_a_portfolio_without_a_schedule_has_no_months() -> None:
    with speaking("pl"):
        assert list(month_sheet(None, DAY, ()).rows) == []
