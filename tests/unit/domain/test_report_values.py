"""What stands in the fields: what is carried forward, and what a version says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given

from tests.unit.domain.factories import (
    make_actual,
    make_entry,
    make_milestone,
    make_post,
    make_training,
    make_year,
)
from tests.unit.domain.report_strategies import QUARTERS, filled_forms, forms
from tracker.domain.periods import PartialDate
from tracker.domain.project import ReportContent, ReportedMilestone, ReportedQuantity
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_form import ReportForm, lay_out
from tracker.domain.report_values import carried_content, changed_parts, field_values, opening_content
from tracker.domain.vocabulary import MilestoneEntryKind, ReportPart, Status

ACHIEVED, FORECAST = MilestoneEntryKind.ACHIEVED, MilestoneEntryKind.FORECAST
FORM = lay_out(
    make_year(
        "250.00",
        milestones=[make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-09-30"))],
        posts=[make_post(make_actual("2", date(2019, 3, 31)))],
        trainings=[make_training()],
    ),
    QUARTERS[1].start,
    Viewpoint(date(2019, 7, 5)),
)


def test_a_form_opens_with_the_last_values_and_with_no_amount_at_all() -> None:
    values = field_values(FORM, opening_content(FORM, None))

    assert values["post.1"] == Decimal(2)
    assert values["training.1"] is None
    assert values["milestone.1.state"] == "ahead"
    assert values["milestone.1.day"] == PartialDate(date(2019, 9, 30))
    told = {name for name, value in values.items() if value is not None}
    assert told == {"post.1", "milestone.1.state", "milestone.1.day"}


def test_a_version_stands_in_its_fields_as_it_was_handed_in() -> None:
    content = ReportContent(
        milestones=(ReportedMilestone(1, ACHIEVED, date(2019, 6, 12)),),
        problems="Drugi nabór trwa.",
        declared_status=Status.ATTENTION,
        explanations={"over_task.1": "Przesunięcie."},
        unchanged=frozenset({ReportPart.POSTS}),
    )

    values = field_values(FORM, content)

    assert values["milestone.1.state"] == "achieved"
    assert values["milestone.1.day"] == PartialDate(date(2019, 6, 12))
    assert values["problems"] == "Drugi nabór trwa."
    assert values["declared.status"] == "attention"
    assert values["explanation.over_task.1"] == "Przesunięcie."
    assert values["unchanged.posts"] == "yes"
    assert values["post.1"] is None


def test_what_a_form_has_no_field_for_is_left_out() -> None:
    content = ReportContent(posts=(ReportedQuantity(99, Decimal(1)),), explanations={"over_task.7": "?"})

    assert set(field_values(FORM, content)) == set(FORM.fields())


def test_only_what_differs_from_what_was_carried_is_a_change() -> None:
    same = carried_content(FORM)
    fewer = replace(same, posts=(ReportedQuantity(1, Decimal(1)),))
    later = replace(same, milestones=(ReportedMilestone(1, FORECAST, date(2019, 10, 30)),))

    assert changed_parts(FORM, same) == frozenset()
    assert changed_parts(FORM, fewer) == {ReportPart.POSTS}
    assert changed_parts(FORM, later) == {ReportPart.MILESTONES}


@given(forms())
def test_what_is_carried_forward_changes_nothing_and_spends_nothing(form: ReportForm) -> None:
    carried = carried_content(form)

    assert changed_parts(form, carried) == frozenset()
    assert not carried.spending
    assert {line.id for line in form.posts if line.last is not None} == {item.of for item in carried.posts}


@given(filled_forms())
def test_every_field_has_its_place_whatever_a_report_says(filled: tuple[ReportForm, ReportContent]) -> None:
    form, content = filled

    values = field_values(form, content)

    assert tuple(values)[: len(form.fields())] == form.fields()
    assert set(values) <= form.all_fields()
    amounts = [value for name, value in values.items() if name.startswith("spending.")]
    assert sum(value is not None for value in amounts) == len(content.spending)
