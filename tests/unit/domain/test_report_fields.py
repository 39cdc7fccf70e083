"""The names of a report's fields: made, taken apart, and nothing else accepted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.report_strategies import forms
from tracker.domain.report_codes import WARNINGS, CheckCode
from tracker.domain.report_fields import (
    CONFIRMABLE,
    INDICATOR_ASPECTS,
    MAX_INDICATORS,
    MILESTONE_ASPECTS,
    Aspect,
    FieldGroup,
    FieldName,
    explanation_field,
    indicator_field,
    milestone_field,
    parse_field,
    part_of,
    post_field,
    spending_field,
    training_field,
    unchanged_field,
    warning_key,
)
from tracker.domain.report_form import ReportForm
from tracker.domain.vocabulary import ReportPart

numbers = st.integers(1, 10**18 - 1)
months = st.dates(date(2000, 1, 1), date(2099, 12, 1)).map(lambda day: day.replace(day=1))


@given(numbers, months)
def test_an_amount_has_the_name_of_its_task_and_month(task: int, month: date) -> None:
    assert parse_field(spending_field(task, month)) == FieldName(FieldGroup.SPENDING, task, month)


@given(numbers, st.sampled_from(MILESTONE_ASPECTS))
def test_a_milestone_has_a_state_a_day_and_a_reason(number: int, aspect: Aspect) -> None:
    assert parse_field(milestone_field(number, aspect)) == FieldName(FieldGroup.MILESTONE, number, aspect=aspect)


@given(numbers)
def test_posts_and_training_are_named_by_their_keys(key: int) -> None:
    assert parse_field(post_field(key)) == FieldName(FieldGroup.POST, key)
    assert parse_field(training_field(key)) == FieldName(FieldGroup.TRAINING, key)


@given(st.integers(1, MAX_INDICATORS), st.sampled_from(INDICATOR_ASPECTS))
def test_an_indicator_is_named_by_its_row(row: int, aspect: Aspect) -> None:
    assert parse_field(indicator_field(row, aspect)) == FieldName(FieldGroup.INDICATOR, row, aspect=aspect)


@given(st.sampled_from(list(WARNINGS)), st.none() | numbers, months)
def test_an_explanation_stands_in_the_part_of_its_warning(code: CheckCode, number: int | None, month: date) -> None:
    key = warning_key(code, number, month if number else None)

    parsed = parse_field(explanation_field(key))

    assert parsed == FieldName(FieldGroup.EXPLANATION, key=key)
    assert parsed.part is WARNINGS[code]


@given(st.text())
def test_any_text_is_a_field_or_none(name: str) -> None:
    parsed = parse_field(name)

    assert parsed is None or part_of(name) is parsed.part


@pytest.mark.parametrize(
    "name",
    [
        "",
        "spending",
        "spending.0.2019-08",
        "spending.02.2019-08",
        "spending.2.2019-13",
        "spending.2.1999-12",
        "spending.2.2019-8",
        "spending.2.2019-08\n",
        "spending.-2.2019-08",
        "spending.٢.2019-08",
        "spending.9999999999999999999.2019-08",
        "milestone.1.baseline",
        "milestone.1",
        "post.1.name",
        "indicator.13.name",
        "indicator.0.name",
        "problems.1",
        "declared.by",
        "unchanged.spending",
        "explanation.over_task.",
        "explanation.total_over.1",
        "explanation.over_task.1; drop table",
        "attachments",
        "decision",
    ],
)
def test_what_names_no_field_is_none(name: str) -> None:
    assert parse_field(name) is None


def test_a_part_answers_to_its_own_name() -> None:
    assert part_of("spending") is ReportPart.SPENDING
    assert part_of("declared.reason") is ReportPart.STATUS
    with pytest.raises(ValueError, match="nothing"):
        part_of("nothing")


def test_a_confirmation_stands_in_the_part_it_confirms() -> None:
    assert [part_of(unchanged_field(part)) for part in CONFIRMABLE] == list(CONFIRMABLE)


def test_the_longest_name_fits_where_drafts_keep_it() -> None:
    key = warning_key(CheckCode.NEGATIVE_AMOUNT, 10**18 - 1, date(2019, 8, 1))

    assert max(len(explanation_field(key)), *(len(code) + 32 for code in WARNINGS)) <= 80


@given(forms())
def test_every_field_of_a_form_is_taken_apart_into_what_it_was_made_of(form: ReportForm) -> None:
    names = form.all_fields()

    assert len({parse_field(name) for name in names} - {None}) == len(names)
