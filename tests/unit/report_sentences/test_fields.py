"""Names and values of fields in words that stand alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from tests.unit.domain.factories import make_milestone, make_post, make_training, make_year
from tests.unit.domain.report_strategies import QUARTERS, filled_forms
from tests.unit.speaking import speaking
from tracker.domain.periods import PartialDate
from tracker.domain.project import ReportContent
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_form import ReportForm, lay_out
from tracker.domain.report_values import FieldValue, field_values
from tracker.domain.vocabulary import ReportPart
from tracker.formatting import DASH, NBSP
from tracker.report_sentences.fields import field_label, task_name, value_text

RECORD = make_year(milestones=[make_milestone()], posts=[make_post()], trainings=[make_training()])
FORM = lay_out(RECORD, QUARTERS[2].start, Viewpoint(date(2019, 10, 8)))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("spending.1.2019-08", f"Task 1. Zadanie 1, August{NBSP}2019"),
        ("spending.1", "Task 1. Zadanie 1"),
        ("spending.8", "Task 8"),
        ("milestone.1.day", "“Nowa struktura”, day"),
        ("milestone.1.reason", "“Nowa struktura”, reason"),
        ("milestone.1.state", "“Nowa struktura”, done or not"),
        ("post.1", "Pierwszy kontakt"),
        ("training.1", "Szkolenie zespołu"),
        ("indicator.3.reached", "Indicator 3, reached"),
        ("explanation.over_task.1", "Task 1. Zadanie 1, explanation"),
        ("explanation.posts_unfilled.1", "“Nowa struktura”, explanation"),
        ("explanation.training_fell.1", "Szkolenie zespołu, explanation"),
        ("explanation.posts_over_target.1", "Pierwszy kontakt, explanation"),
        ("explanation.behind_plan", "Financial progress, explanation"),
        ("unchanged.posts", "Posts, no changes"),
        ("declared.status", "The director's assessment"),
        ("declared.reason", "The director's assessment, why"),
        ("problems", "Problems"),
        ("spending", "Financial progress"),
    ],
)
def test_a_field_is_named_so_that_it_can_be_found(name: str, label: str) -> None:
    with speaking("en"):
        assert field_label(FORM, name) == label


def test_what_is_no_field_has_no_name() -> None:
    with speaking("en"), pytest.raises(ValueError, match="decision"):
        field_label(FORM, "decision")


def test_a_project_without_a_schedule_has_its_spending_in_one_line() -> None:
    form = lay_out(replace(RECORD, plans=()), QUARTERS[2].start, Viewpoint(date(2019, 10, 8)))

    with speaking("en"):
        assert task_name(form.tasks[0]) == "Spending of the project"
        assert task_name(replace(form.tasks[0], number=4)) == "Task 4"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("spending.1.2019-08", Decimal("12800.00"), f"12,800.00{NBSP}zł"),
        ("spending.1", Decimal("0.00"), f"0.00{NBSP}zł"),
        ("post.1", Decimal("1.50"), "1.5"),
        ("milestone.1.day", PartialDate.parse("2019-11"), f"November{NBSP}2019"),
        ("milestone.1.state", "achieved", "Done"),
        ("milestone.1.state", "ahead", "Not yet"),
        ("declared.status", "at_risk", "At risk"),
        ("indicator.1.kind", "output", "output indicator"),
        ("indicator.1.unit", "osoby", "osoby"),
        ("unchanged.posts", "yes", "no changes"),
        ("problems", "at_risk", "at_risk"),
        ("problems", None, DASH),
    ],
)
def test_a_value_is_shown_for_people(name: str, value: FieldValue, text: str) -> None:
    with speaking("en"):
        assert value_text(name, value) == text


@given(filled_forms())
def test_every_field_of_every_form_has_a_name_and_a_value_to_show(filled: tuple[ReportForm, ReportContent]) -> None:
    form, content = filled
    values = field_values(form, content)

    with speaking("pl"):
        names = [field_label(form, name) for name in (*form.all_fields(), *(part.value for part in ReportPart))]
        shown = [value_text(name, value) for name, value in values.items()]

    assert all(names)
    assert all(shown)
