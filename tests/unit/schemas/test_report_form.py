"""A report's typed fields: what can be read is read, what cannot is named with what to type, nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from tests.unit.domain.factories import make_actual, make_entry, make_milestone, make_post, make_training, make_year
from tests.unit.domain.report_strategies import AS_OF, QUARTERS, filled_forms, forms, typed_forms
from tests.unit.speaking import speaking
from tracker.domain.project import ReportContent, ReportedMilestone, ReportedQuantity, Spending
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_checks import check_report
from tracker.domain.report_form import ReportForm, lay_out
from tracker.domain.report_values import carried_content
from tracker.domain.vocabulary import IndicatorKind, MilestoneEntryKind, ReportPart, Status, TrainingKind
from tracker.formatting import NBSP
from tracker.report_sentences.checks import field_messages
from tracker.schemas.report_form import ReadForm, read_form
from tracker.schemas.report_spelling import initial_values, spell_content

BASELINE = MilestoneEntryKind.BASELINE
FORM = lay_out(
    make_year(
        "300.00",
        milestones=[
            make_milestone(make_entry(BASELINE, "2019-11"), number=1),
            make_milestone(make_entry(BASELINE, "2019-11-07"), number=2),
            make_milestone(number=3),
        ],
        posts=[make_post(make_actual("2", date(2019, 3, 31)))],
        trainings=[make_training(kind=kind, id=key) for key, kind in enumerate(TrainingKind, start=1)],
    ),
    QUARTERS[2].start,
    Viewpoint(date(2019, 10, 8)),
)


def read(**typed: str) -> ReadForm:
    """Read the form as it opens with some fields typed over; a dot of a name is written as two underscores."""
    with speaking("en"):
        over = {name.replace("__", ".").replace("_2019_", ".2019-"): text for name, text in typed.items()}
        return read_form(FORM, initial_values(FORM, None) | over)


def test_amounts_are_read_as_poles_type_them() -> None:
    result = read(
        spending__1_2019_07="12 800,00", spending__1_2019_08="325.377,82 zł", spending__1_2019_09="\u2212100,5"
    )

    assert [item.amount for item in result.content.spending] == [
        Decimal("12800.00"),
        Decimal("325377.82"),
        Decimal("-100.50"),
    ]
    assert not result.problems


def test_an_empty_amount_is_not_zero() -> None:
    result = read(spending__1_2019_07=" ", spending__1_2019_08="0")

    assert result.content.spending == (Spending(1, date(2019, 8, 1), Decimal("0.00")),)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("abc", "in digits, for example 12 800,00"),
        ("12 tys.", "in digits"),
        ("325.377", f"Is 325{NBSP}377 zł or 325,377 zł meant?"),
        ("10,005", "at most two digits"),
        ("9" * 20, "too large"),
        ("1" * 300, "in digits"),
        ("<script>alert(1)</script>", "in digits"),
    ],
)
def test_what_is_no_amount_is_told_at_its_field_and_left_out(typed: str, told: str) -> None:
    result = read(spending__1_2019_07=typed)

    assert not result.content.spending
    (message,) = result.problems["spending.1.2019-07"]
    assert told in message


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("wczoraj", "in digits, for example 30.06.2019"),
        ("31.02.2019", "no such day"),
        ("1.1.1019", "no such day"),
        ("31/02/19", "no such day"),
        ("2019", "Day, month and year"),
        ("12.2019", "Day, month and year"),
    ],
)
def test_a_day_that_cannot_be_read_is_told_at_its_field(typed: str, told: str) -> None:
    result = read(milestone__2__day=typed)

    assert not result.content.milestones
    assert told in result.problems["milestone.2.day"][0]


def test_a_milestone_is_told_only_when_it_was_reached_or_moved() -> None:
    result = read(milestone__2__state="achieved", milestone__2__day="2.09.2019", milestone__3__day="30 grudnia 2019 r.")

    assert result.content.milestones == (
        ReportedMilestone(2, MilestoneEntryKind.ACHIEVED, date(2019, 9, 2)),
        ReportedMilestone(3, MilestoneEntryKind.FORECAST, date(2019, 12, 30)),
    )
    assert not result.missing


def test_a_reason_is_kept_even_when_the_day_did_not_move() -> None:
    result = read(milestone__2__reason="Termin potwierdzony.")

    assert result.content.milestones == (
        ReportedMilestone(2, MilestoneEntryKind.FORECAST, date(2019, 11, 7), "Termin potwierdzony."),
    )


def test_a_month_that_was_expected_may_stay_but_nothing_is_reached_in_a_month() -> None:
    result = read(milestone__1__state="achieved")

    assert not read().problems
    assert "milestone.1.day" in result.problems


def test_a_cleared_day_and_a_missing_state_are_asked_for() -> None:
    result = read(milestone__1__state="", milestone__2__day="", milestone__3__state="achieved")

    assert result.missing == {"milestone.1.state", "milestone.2.day", "milestone.3.day"}
    assert not result.problems
    assert not read().missing


def test_an_answer_nobody_offered_is_refused() -> None:
    result = read(
        milestone__1__state="cancelled",
        declared__status="finished",
        unchanged__posts="maybe",
        indicator__1__kind="goal",
        indicator__1__name="x",
        indicator__1__reached="1",
    )

    assert set(result.problems) == {"milestone.1.state", "declared.status", "unchanged.posts", "indicator.1.kind"}
    assert result.content.declared_status is None


@pytest.mark.parametrize("typed", ["dużo", "-1", "1,234", "100 001", "1e3"])
def test_a_quantity_is_a_number_from_zero(typed: str) -> None:
    result = read(post__1=typed)

    assert not result.content.posts
    assert "for example 12 or 1,5" in result.problems["post.1"][0]


def test_a_quantity_takes_a_comma_and_spaces() -> None:
    assert read(post__1="1 234,5").content.posts == (ReportedQuantity(1, Decimal("1234.5")),)
    assert read(post__1="").content.posts == ()


def test_persons_and_visits_are_counted_whole_and_hours_are_not() -> None:
    parts = read(training__1="12,5", training__2="12,5", training__3="1,5")
    whole = read(training__1="12,00", training__3="2")

    assert set(parts.problems) == {"training.1", "training.3"}
    assert "whole number" in parts.problems["training.1"][0]
    assert parts.content.trainings == (ReportedQuantity(2, Decimal("12.5")),)
    assert not whole.problems


def test_a_text_is_bounded_and_has_one_kind_of_line_end() -> None:
    at_limit, longer = read(problems="ą" * 2000), read(problems="ą" * 2001)

    assert len(at_limit.content.problems) == 2000
    assert "problems" in longer.problems
    assert read(next_steps=" a\r\nb \r\n").content.next_steps == "a\nb"
    assert "problems" in read(problems="a\x00b").problems


def test_an_indicator_needs_its_kind_name_and_figure() -> None:
    half = read(indicator__2__unit="osoby")
    whole = read(
        indicator__2__kind="result", indicator__2__name="Klienci", indicator__2__reached="7", indicator__2__target=""
    )
    bad = read(
        indicator__2__kind="result", indicator__2__name="Klienci", indicator__2__reached="7", indicator__2__target="?"
    )

    assert half.missing == {"indicator.2.kind", "indicator.2.name", "indicator.2.reached"}
    (indicator,) = whole.content.indicators
    assert (indicator.kind, indicator.name, indicator.target) == (IndicatorKind.RESULT, "Klienci", None)
    assert not read(indicator__3__kind="output").missing
    assert not bad.content.indicators
    assert bad.unreadable == {"indicator.2.target"}


def test_a_part_that_changed_is_not_confirmed_as_unchanged() -> None:
    still = read(unchanged__posts="yes", unchanged__milestones="yes")
    moved = read(unchanged__posts="yes", post__1="3")

    assert still.content.unchanged == {ReportPart.POSTS, ReportPart.MILESTONES}
    assert moved.content.unchanged == frozenset()


def test_an_explanation_is_read_only_of_a_warning_the_form_can_give() -> None:
    result = read(explanation__over_task__1="Przesunięcie.", explanation__over_task__2="Obce.", explanation__x="Nic.")

    assert dict(result.content.explanations) == {"over_task.1": "Przesunięcie."}


def test_fields_of_other_forms_are_passed_over() -> None:
    result = read(spending__2_2019_07="5", post__9="5", decision="accepted")

    assert result.content == read().content


def test_the_declared_status_is_one_of_three() -> None:
    assert read(declared__status="at_risk").content.declared_status is Status.AT_RISK
    assert read(declared__status="").content.declared_status is None


@given(forms())
def test_a_form_left_as_it_opens_says_what_was_carried_forward(form: ReportForm) -> None:
    with speaking("pl"):
        result = read_form(form, initial_values(form, None))

    assert result.content == carried_content(form)
    assert not result.problems
    assert not result.missing


@given(filled_forms())
def test_what_is_spelled_is_read_as_it_was(filled: tuple[ReportForm, ReportContent]) -> None:
    form, content = filled

    with speaking("pl"):
        result = read_form(form, spell_content(form, content))

    assert result.content == content
    assert not result.problems
    assert not result.missing


@given(typed_forms())
def test_nothing_anybody_types_makes_reading_or_checking_fail(typed: tuple[ReportForm, dict[str, str]]) -> None:
    form, over = typed

    with speaking("pl"):
        result = read_form(form, initial_values(form, form.submission) | over)
        checks = check_report(form, result.content, result.unreadable, AS_OF, missing=result.missing)
        messages = field_messages(checks, result.problems)

    assert set(result.problems) <= form.all_fields()
    assert result.missing <= set(form.fields())
    assert set(result.problems) <= set(messages)
    assert all(text for told in messages.values() for text in (message.text for message in told))
