"""Live totals: they add up, say when they are incomplete, and count later reports against the budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given

from tests.unit.domain.factories import make_year
from tests.unit.domain.report_strategies import QUARTERS, filled_forms
from tracker.domain.money import ZERO, total
from tracker.domain.project import ReportContent, Spending
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_form import ReportForm, lay_out
from tracker.domain.report_totals import report_totals

NOVEMBER = Viewpoint(date(2019, 11, 1))


def spend(*amounts: str) -> ReportContent:
    """Spending of task 1 from July on."""
    months = [date(2019, month, 1) for month in (7, 8, 9)]
    return ReportContent(
        spending=tuple(Spending(1, month, Decimal(a)) for month, a in zip(months, amounts, strict=False))
    )


def test_totals_stand_beside_the_plan_of_the_last_day() -> None:
    form = lay_out(make_year("250.00", "310.00"), QUARTERS[2].start, NOVEMBER)

    totals = report_totals(form, spend("60.00", "0.00", "100.00"))

    assert (totals.amount, totals.cumulative, totals.remaining) == (
        Decimal("160.00"),
        Decimal("720.00"),
        Decimal("480.00"),
    )
    assert totals.is_complete
    assert (totals.spent_rate, totals.planned_rate, totals.lag) == (Decimal("0.6"), Decimal("0.75"), Decimal("-0.15"))


def test_an_amount_that_is_not_given_leaves_the_total_incomplete() -> None:
    form = lay_out(make_year("250.00"), QUARTERS[2].start, NOVEMBER)

    nothing, some = report_totals(form, ReportContent()), report_totals(form, spend("60.00"))

    assert nothing.tasks[0].amount is None
    assert nothing.cumulative == Decimal("250.00")
    assert (some.tasks[0].amount, some.is_complete) == (Decimal("60.00"), False)


def test_an_earlier_report_leaves_what_later_ones_have_not_spent() -> None:
    form = lay_out(make_year("250.00", "310.00", "90.00"), QUARTERS[1].start, NOVEMBER)

    totals = report_totals(form, ReportContent(spending=(Spending(1, date(2019, 4, 1), Decimal("500.00")),)))

    assert totals.cumulative == Decimal("750.00")
    assert totals.remaining == totals.tasks[0].remaining == Decimal("360.00")
    assert totals.tasks[0].spent == Decimal("840.00")


def test_without_a_schedule_there_is_no_plan_to_be_behind() -> None:
    form = lay_out(make_year("250.00", plans=[]), QUARTERS[2].start, NOVEMBER)

    totals = report_totals(form, spend("60.00"))

    assert (totals.planned, totals.lag, totals.tasks[0].remaining) == (None, None, None)
    assert totals.remaining == Decimal("890.00")


@given(filled_forms())
def test_totals_add_up(filled: tuple[ReportForm, ReportContent]) -> None:
    form, content = filled

    totals = report_totals(form, content)

    assert totals.amount == total(task.amount or ZERO for task in totals.tasks)
    assert totals.amount == total(item.amount for item in content.spending)
    assert totals.cumulative == form.spent_before + totals.amount
    assert totals.is_complete == (len(content.spending) == len(form.tasks) * len(form.months))
    for task in totals.tasks:
        assert task.cumulative == task.line.spent_before + (task.amount or ZERO)
        assert task.remaining is None or task.remaining + task.spent == task.line.budget


@given(filled_forms())
def test_a_grosz_more_is_a_grosz_less_to_spend(filled: tuple[ReportForm, ReportContent]) -> None:
    form, content = filled
    grosz = Decimal("0.01")
    more = replace(content, spending=tuple(replace(item, amount=item.amount + grosz) for item in content.spending))

    before, after = report_totals(form, content), report_totals(form, more)

    assert after.amount - before.amount == grosz * len(content.spending)
    if before.remaining is not None and after.remaining is not None:
        assert before.remaining - after.remaining == grosz * len(content.spending)
