"""Notes beside the fields: the plan and what was said before, in one short sentence each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from tests.unit.domain.factories import make_year
from tests.unit.domain.report_strategies import QUARTERS, filled_forms
from tests.unit.speaking import speaking
from tracker.domain.periods import PartialDate
from tracker.domain.project import ReportContent, Spending
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_form import ReportForm, lay_out
from tracker.domain.report_lines import MilestoneLine, QuantityLine
from tracker.domain.report_totals import report_totals
from tracker.domain.vocabulary import MilestoneKind, PostKind
from tracker.formatting import NBSP
from tracker.report_sentences.notes import milestone_note, missing_note, quantity_note, task_note, totals_note

FORM = lay_out(make_year("300.00", "300.00"), QUARTERS[2].start, Viewpoint(date(2019, 10, 8)))
LINE = QuantityLine(1, PostKind.FIRST_CONTACT, "Pierwszy kontakt", target=Decimal(4))


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("amount", "note"),
    [
        ("160.00", "Cumulatively 760.00 zł of 1,200.00 zł, 440.00 zł remains."),
        ("600.00", "Cumulatively 1,200.00 zł of 1,200.00 zł, 0.00 zł remains."),
        ("700.00", "Cumulatively 1,300.00 zł of 1,200.00 zł, 100.00 zł too much."),
    ],
)
def test_a_task_says_what_it_has_come_to(amount: str, note: str) -> None:
    totals = report_totals(FORM, ReportContent(spending=(Spending(1, date(2019, 9, 1), Decimal(amount)),)))

    with speaking("en"):
        assert plain(task_note(totals.tasks[0])) == note


def test_the_total_stands_beside_the_plan_where_there_is_one() -> None:
    totals = report_totals(FORM, ReportContent(spending=(Spending(1, date(2019, 9, 1), Decimal("160.00")),)))

    with speaking("en"):
        known, no_plan, no_budget = (
            plain(totals_note(t)) for t in (totals, replace(totals, planned=None), replace(totals, budget=None))
        )

    assert known.endswith("that is 63.3 % of the budget. Plan: 75.0 %.")
    assert no_plan.endswith("that is 63.3 % of the budget.")
    assert no_budget == "From the start of the project 760.00 zł."


@pytest.mark.parametrize(
    ("planned", "day", "end"),
    [
        ("2019-10-15", date(2019, 11, 7), "23 days after plan."),
        ("2019-10-15", date(2019, 10, 15), "on time."),
        ("2019-10", date(2019, 10, 31), "on time."),
        ("2019-10", date(2019, 11, 1), "1 day after plan."),
        ("2019-10", date(2019, 9, 30), "1 day before plan."),
        ("2019-10-15", None, "15 October 2019."),
    ],
)
def test_a_milestone_says_how_far_its_day_is_from_the_plan(planned: str, day: date | None, end: str) -> None:
    line = MilestoneLine(1, MilestoneKind.STUDY_VISIT, "Wizyta", PartialDate.parse(planned), None)

    with speaking("en"):
        assert plain(milestone_note(line, day)).endswith(end)
        assert milestone_note(replace(line, baseline=None), day) == "No planned date."


def test_a_quantity_says_whether_it_was_carried_forward() -> None:
    before = replace(LINE, last=Decimal(2), last_day=date(2019, 6, 30))
    stepped = replace(before, due=Decimal(3), due_on=date(2019, 9, 30))

    with speaking("en"):
        same = plain(quantity_note(stepped, Decimal(2)))
        changed, first, unknown = (
            plain(quantity_note(line, value))
            for line, value in ((before, Decimal(3)), (LINE, Decimal(1)), (LINE, None))
        )

    assert same == "No change, carried forward from 30 June 2019. Planned by 30 September 2019: 3."
    assert changed == "Changed: 3 instead of 2. Target of the project: 4."
    assert first == unknown == "Target of the project: 4."


def test_periods_without_a_report_are_named() -> None:
    gap = lay_out(make_year("300.00"), QUARTERS[2].start, Viewpoint(date(2019, 10, 8)))

    with speaking("en"):
        assert plain(missing_note(gap)).endswith("1 April 2019 \u2013 30 June 2019.")
        assert missing_note(FORM) == ""


@given(filled_forms())
def test_every_line_has_its_note(filled: tuple[ReportForm, ReportContent]) -> None:
    form, content = filled
    totals = report_totals(form, content)

    with speaking("pl"):
        notes = [totals_note(totals), *(task_note(task) for task in totals.tasks)]
        notes += [milestone_note(line, None) for line in (*form.milestones, *form.achieved)]
        beside = [quantity_note(line, line.last) for line in (*form.posts, *form.trainings) if line.last is not None]

    assert all(notes)
    assert all(beside)
