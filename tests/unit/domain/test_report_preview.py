"""A report tried out before it is sent, and two versions side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_actual,
    make_entry,
    make_even_plan,
    make_milestone,
    make_post,
    make_report,
    make_year,
)
from tests.unit.domain.report_strategies import AS_OF, QUARTERS, contents, filled_forms, forms, reporting_projects
from tracker.domain.money import total
from tracker.domain.periods import PartialDate, Period
from tracker.domain.project import (
    ProjectRecord,
    ReportContent,
    ReportedMilestone,
    ReportedQuantity,
    Spending,
)
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_form import ReportForm, lay_out
from tracker.domain.report_preview import FieldDifference, differences, news, with_submission
from tracker.domain.report_values import field_values
from tracker.domain.reporting import ReportStanding
from tracker.domain.snapshot import take_snapshot
from tracker.domain.status import assess
from tracker.domain.vocabulary import MilestoneEntryKind, Status

THIRD = QUARTERS[2]
ON = date(2019, 10, 8)


def september(amount: str) -> ReportContent:
    return ReportContent(spending=(Spending(1, date(2019, 9, 1), Decimal(amount)),))


def test_the_status_is_known_before_the_report_is_sent() -> None:
    record = make_year("300.00", "300.00")
    report = make_report(THIRD, id=7)

    good, poor = (with_submission(record, report, september(amount), ON) for amount in ("290.00", "10.00"))

    assert assess(take_snapshot(good, Viewpoint(ON))).status is Status.ON_TRACK
    assert assess(take_snapshot(poor, Viewpoint(ON))).status is Status.AT_RISK


def test_a_tried_report_waits_for_review_with_its_milestones_and_posts() -> None:
    record = make_year(plans=[make_even_plan()], milestones=[make_milestone()], posts=[make_post()])
    content = ReportContent(
        milestones=(ReportedMilestone(1, MilestoneEntryKind.ACHIEVED, date(2019, 9, 2)),),
        posts=(ReportedQuantity(1, Decimal(3)),),
    )

    snapshot = take_snapshot(with_submission(record, make_report(THIRD), content, ON), Viewpoint(ON))

    state = next(s for s in snapshot.reports if s.period == THIRD)
    assert (state.standing, state.submitted_on) == (ReportStanding.SUBMITTED, ON)
    assert snapshot.milestones[0].is_achieved
    actual = snapshot.posts[0].quantity.actual
    assert actual is not None
    assert actual.quantity == Decimal(3)


def test_a_tried_correction_takes_the_place_of_the_version_on_record() -> None:
    record = make_year("300.00", "300.00", "50.00")
    report = record.reports[2]

    corrected = with_submission(record, report, september("80.00"), date(2019, 10, 20))

    assert take_snapshot(corrected, Viewpoint(date(2019, 10, 20))).spent == Decimal("680.00")
    assert [s.number for s in corrected.reports[2].submissions] == [1, 2]
    assert record.reports[2] is report


@given(reporting_projects(), st.sampled_from(QUARTERS), st.data())
def test_nothing_counts_twice(record: ProjectRecord, period: Period, data: st.DataObject) -> None:
    form = lay_out(record, period.start, Viewpoint(AS_OF))
    content = data.draw(contents(form))
    report = form.report or make_report(period, id=9)

    tried = with_submission(record, report, content, AS_OF)

    snapshot = take_snapshot(tried, Viewpoint(AS_OF))
    amount = total(item.amount for item in content.spending)
    assert total(item.amount for item in snapshot.reported.spending) == form.spent_before + form.spent_after + amount
    again = lay_out(tried, period.start, Viewpoint(AS_OF))
    assert (again.spent_before, again.posts, again.previous) == (form.spent_before, form.posts, form.previous)


@given(forms(), st.data())
def test_differences_turn_the_one_version_into_the_other(form: ReportForm, data: st.DataObject) -> None:
    before, after = data.draw(contents(form)), data.draw(contents(form))

    found = differences(before, after, form)

    old, new = field_values(form, before), field_values(form, after)
    turned = old | {difference.field: difference.after for difference in found}
    assert {k: v for k, v in turned.items() if v is not None} == {k: v for k, v in new.items() if v is not None}
    assert all(difference.before == old.get(difference.field) for difference in found)
    assert all(difference.before != difference.after for difference in found)


@given(filled_forms())
def test_a_version_does_not_differ_from_itself(filled: tuple[ReportForm, ReportContent]) -> None:
    form, content = filled

    assert differences(content, content, form) == ()


@given(filled_forms())
def test_a_first_version_differs_in_all_that_it_fills(filled: tuple[ReportForm, ReportContent]) -> None:
    form, content = filled

    found = differences(None, content, form)

    filled_fields = {name for name, value in field_values(form, content).items() if value is not None}
    assert {difference.field for difference in found} == filled_fields


def test_the_news_are_told_against_the_report_before() -> None:
    record = make_year(
        "100.00",
        "310.00",
        milestones=[make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-10-15"))],
        posts=[make_post(make_actual("2", date(2019, 6, 30)))],
    )
    form = lay_out(record, THIRD.start, Viewpoint(ON))
    content = replace(
        september("160.00"),
        milestones=(ReportedMilestone(1, MilestoneEntryKind.FORECAST, date(2019, 11, 7), "Ośrodek odłożył wizytę."),),
        posts=(ReportedQuantity(1, Decimal(2)),),
        problems="Nowy opis.",
    )

    found = news(form, content)

    assert found == (
        FieldDifference("milestone.1.day", PartialDate(date(2019, 10, 15)), PartialDate(date(2019, 11, 7))),
        FieldDifference("milestone.1.reason", None, "Ośrodek odłożył wizytę."),
        FieldDifference("problems", None, "Nowy opis."),
        FieldDifference("spending.1", Decimal("310.00"), Decimal("160.00")),
    )
    assert news(form, september("310.00")) == (FieldDifference("post.1", Decimal(2), None),)
