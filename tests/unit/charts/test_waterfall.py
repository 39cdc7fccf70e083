"""The waterfall of the forecast: drawing, table and sentence of the same numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import fromstring

from tests.unit.speaking import speaking
from tracker.charts.waterfall import waterfall
from tracker.charts.waterfall_svg import draw_waterfall
from tracker.domain.forecast_moves import Cause, CauseShare, ForecastShift

JUNE, OCTOBER = date(2019, 6, 30), date(2019, 10, 15)


def make_shift(*shares: CauseShare, before: str = "1000.00") -> ForecastShift:
    after = Decimal(before) + sum(share.amount for share in shares)
    return ForecastShift(Decimal(before), after, shares, known_before=2, known_after=3, of=5, unknown=1)


def test_steps_lead_from_the_first_level_to_the_last() -> None:
    more = CauseShare(Cause.SPENDING, Decimal("200.00"), 2)
    less = CauseShare(Cause.PLAN, Decimal("-50.00"), 1)

    with speaking("pl"):
        chart = waterfall(make_shift(less, more), JUNE, OCTOBER, is_example=False)

    assert chart is not None
    levels = [int(level) for step in chart.steps for level in (step.start, step.end)]
    assert levels == [1000, 1000, 1000, 950, 950, 1150, 1150, 1150]
    assert all(chart.low < level < chart.high for step in chart.steps for level in (step.start, step.end))
    assert [row[-1] for row in chart.table.rows][1:3] == ["−50,00\u00a0zł", "+200,00\u00a0zł"]
    assert "1 projekt nie ma prognozy" in chart.sentence.replace("\u00a0", " ")


def test_the_heading_speaks_of_the_projects_that_can_be_compared() -> None:
    more = CauseShare(Cause.SPENDING, Decimal("200.00"), 2)
    first = CauseShare(Cause.NEW, Decimal("900.00"), 1)

    with speaking("pl"):
        chart = waterfall(make_shift(more, first), JUNE, OCTOBER, is_example=False)

    assert chart is not None
    assert chart.heading.replace("\u00a0", " ").startswith("W 2 projektach z prognozą na oba dni")
    assert "200,00 zł" in chart.heading.replace("\u00a0", " ")


def test_a_forecast_that_stands_still_can_be_drawn() -> None:
    with speaking("pl"):
        chart = waterfall(make_shift(), JUNE, OCTOBER, is_example=False)
        assert chart is not None
        drawing = fromstring(f"<g>{draw_waterfall(chart)}</g>")  # noqa: S314  It is our own drawing.

    assert len(list(drawing.iter("svg"))) == 3
    assert not [e for e in drawing.iter() if "style" in e.attrib]


def test_without_any_forecast_there_is_no_chart() -> None:
    nothing = ForecastShift(Decimal(0), Decimal(0), (), known_before=0, known_after=0, of=5, unknown=5)

    assert waterfall(nothing, JUNE, OCTOBER, is_example=False) is None
