"""Sentences: one for everything that can be found, with true plurals and true counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_choice,
    make_decision,
    make_entry,
    make_even_plan,
    make_milestone,
    make_month,
    make_origin,
    make_post,
    make_quarter,
    make_record,
    make_snapshot,
    make_statement,
    make_submission,
    make_target,
    make_task,
    make_terms,
    make_training,
    make_year,
)
from tests.unit.domain.strategies import records, viewpoints
from tests.unit.speaking import speaking
from tracker import sentences
from tracker.domain.budget import TaskState
from tracker.domain.earned_value import CatchUp
from tracker.domain.funding import Check, CheckOutcome, CheckResult
from tracker.domain.history import Event, EventKind, history
from tracker.domain.periods import Period
from tracker.domain.portfolio import Deed, ToDo, roll_up, summarise, to_do
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.quantities import post_states, training_states
from tracker.domain.reporting import ReportStanding, ReportState
from tracker.domain.schedule import milestone_state
from tracker.domain.snapshot import take_snapshot
from tracker.domain.status import Finding, Level, Rule
from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind, ReportDecision, Status
from tracker.formatting import NBSP

DAY = date(2019, 6, 1)
VIEW = Viewpoint(DAY)
BASELINE, FORECAST, ACHIEVED = MilestoneEntryKind.BASELINE, MilestoneEntryKind.FORECAST, MilestoneEntryKind.ACHIEVED
MILESTONE = make_milestone(make_entry(BASELINE, "2019-05-01"))
STATE = milestone_state(MILESTONE, VIEW)
QUARTER = Period.of_days(date(2019, 1, 1), date(2019, 3, 31))
REPORT = ReportState(QUARTER, date(2019, 4, 10), ReportStanding.DUE)
HANDED_IN = make_submission(make_origin(date(2019, 4, 12)))
SUBMITTED = replace(REPORT, submission=HANDED_IN, counted=HANDED_IN)
RETURNED = replace(REPORT, submission=HANDED_IN, decided_on=date(2019, 4, 15), correction_due_on=date(2019, 4, 25))
TASK = TaskState(make_task({date(2019, 1, 1): Decimal("50.00")}), QUARTER, date(2019, 3, 31), Decimal("60.00"))
(POST,) = post_states([make_post(make_target("1", date(2019, 3, 1)))], VIEW)
(TRAINING,) = training_states([make_training(make_target("20", date(2019, 3, 1)))], VIEW)
COUNTS = [0, 1, 2, 5, 12, 22, 112]
SPOKEN = [Status.AT_RISK, Status.ATTENTION, Status.ON_TRACK, Status.FINISHED, Status.NOT_STARTED]
ENGLISH = {
    word: count
    for count, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
    )
}


@pytest.fixture(autouse=True, scope="module")
def polish() -> Iterator[None]:
    """Polish, unless a test speaks otherwise."""
    with speaking("pl"):
        yield


def assert_sentence(text: str) -> None:
    """The text is whole: it ends, and nothing of a template or of Python is left in it."""
    assert text.endswith((".", "…"))
    assert "%(" not in text
    assert "None" not in text


def findings(rule: Rule, level: Level) -> list[Finding]:
    """What the rule may find at a level, with much and with little known."""
    finding = Finding(rule, level, days=3, lag=Decimal("-0.088"), amount=Decimal("100.00"), spent_rate=Decimal("1.2"))
    by_rule: dict[Rule, list[Finding]] = {
        Rule.SPENDING: [replace(finding, lag=Decimal(lag)) for lag in ("-0.16", "-0.02", "0", "0.09")]
        + [replace(finding, lag=None)],
        Rule.MILESTONES: [replace(finding, milestone=STATE, days=days) for days in (-2, 0, 1, 31)] + [finding],
        Rule.REPORTS: [replace(finding, report=report) for report in (None, REPORT, SUBMITTED, RETURNED)]
        + [replace(finding, report=RETURNED, days=None)],
        Rule.SILENCE: [replace(finding, measured_on=on, report=r) for on in (None, DAY) for r in (None, RETURNED)],
        Rule.ENDING: [finding, replace(finding, amount=Decimal("-5.00"))],
        Rule.TASKS: [replace(finding, task=TASK)],
        Rule.POSTS: [replace(finding, post=POST)],
        Rule.TRAINING: [replace(finding, training=TRAINING)],
    }
    return by_rule[rule]


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_sentence_at_every_level(rule: Rule, level: Level, language: str) -> None:
    with speaking(language):
        for finding in findings(rule, level):
            assert_sentence(sentences.finding_sentence(finding))


def full_record() -> ProjectRecord:
    """A history with an event of every kind."""
    promised = make_entry(BASELINE, "2019-03-01", make_origin(date(2019, 1, 1)), id=1)
    promised_anew = make_entry(BASELINE, "2019-03-15", make_origin(date(2019, 1, 15)), id=2)
    expected = replace(make_entry(FORECAST, "2019-04", make_origin(date(2019, 2, 1)), id=3), reason="Choroba.")
    reached = make_entry(ACHIEVED, "2019-04-05", make_origin(date(2019, 4, 20)), id=4)
    returned = make_decision(ReportDecision.RETURNED, date(2019, 4, 15))
    withdrawn = make_decision(ReportDecision.WITHDRAWN, date(2019, 4, 14))
    reopened = make_decision(ReportDecision.REOPENED, date(2019, 5, 3))
    accepted = make_decision(ReportDecision.ACCEPTED, date(2019, 5, 2))
    first = make_quarter(1, "300.00", withdrawn, returned)
    second = replace(make_quarter(1, "310.00", accepted, reopened).submissions[0], number=2)
    statement = make_statement(Decimal("1.00"), id=9)
    record = make_record(
        *make_terms(),
        statement,
        plans=[make_even_plan()],
        milestones=[make_milestone(promised, promised_anew, expected, reached)],
        posts=[make_post(make_target("2", date(2019, 3, 1)))],
        trainings=[make_training(make_target("20"))],
        reports=[replace(first, submissions=(*first.submissions, second))],
    )
    return replace(record, choices=(make_choice(statement, reason="Umowa."), make_choice(statement, id=2)))


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_has_a_sentence(kind: EventKind, language: str) -> None:
    events: list[Event] = [event for event in history(full_record(), VIEW) if event.kind is kind]

    assert events
    with speaking(language):
        for event in events:
            assert_sentence(sentences.event_sentence(event))


@given(records(), viewpoints)
def test_any_project_can_be_told(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    row = summarise(take_snapshot(record, viewpoint))

    assert_sentence(sentences.status_reason(row, viewpoint.as_of))
    for finding in row.assessment.findings:
        assert_sentence(sentences.finding_sentence(finding))
    for item in to_do([row], viewpoint.as_of):
        assert_sentence(sentences.to_do_reason(item))
    for event in history(record, viewpoint):
        assert_sentence(sentences.event_sentence(event))


def settled() -> ProjectRecord:
    milestone = make_milestone(make_entry(ACHIEVED, "2020-02-01"), kind=MilestoneKind.FINAL_SETTLEMENT)
    return make_year("300.00", "300.00", "300.00", "290.00", milestones=[milestone])


@pytest.mark.parametrize(
    ("record", "as_of", "figures"),
    [
        (make_year("194.40"), "2019-04-10", ["8,8"]),
        (make_year("300.00"), "2019-04-10", []),
        (make_year(), "2018-12-29", ["3", "1", "2019"]),
        (make_record(), "2019-04-10", []),
        (settled(), "2020-03-01", ["99,2"]),
    ],
)
def test_status_is_explained_with_its_figures(record: ProjectRecord, as_of: str, figures: list[str]) -> None:
    row = summarise(make_snapshot(record, as_of))

    said = sentences.status_reason(row, date.fromisoformat(as_of))

    assert re.findall(r"\d+(?:,\d+)?", said) == figures


def sums_of(**counts: int) -> tuple[str, str]:
    """Headline and rest for so many projects of each status."""
    statuses = {Status(name): count for name, count in counts.items() if name != "silent"}
    silent = counts.get("silent", 0)
    statuses[Status.NO_DATA] = statuses.get(Status.NO_DATA, 0) + silent
    sums = replace(roll_up([], DAY), projects=sum(statuses.values()), statuses=statuses, silent=silent)
    return sentences.headline(sums), sentences.rest_of_headline(sums)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "Jeden projekt jest zagrożony."),
        (2, "Dwa projekty są zagrożone."),
        (5, "Pięć projektów jest zagrożonych."),
        (12, "12 projektów jest zagrożonych."),
        (22, "22 projekty są zagrożone."),
        (112, "112 projektów jest zagrożonych."),
    ],
)
def test_headline_declines_the_projects_at_risk(count: int, text: str) -> None:
    headline, _rest = sums_of(at_risk=count)

    assert headline.replace(NBSP, " ") == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "Jeden projekt jest zagrożony, jeden wymaga uwagi, jeden milczy."),
        (2, "Dwa projekty są zagrożone, dwa wymagają uwagi, dwa milczą."),
        (5, "Pięć projektów jest zagrożonych, pięć wymaga uwagi, pięć milczy."),
        (12, "12 projektów jest zagrożonych, 12 wymaga uwagi, 12 milczy."),
        (22, "22 projekty są zagrożone, 22 wymagają uwagi, 22 milczą."),
        (112, "112 projektów jest zagrożonych, 112 wymaga uwagi, 112 milczy."),
    ],
)
def test_headline_names_exceptions_in_one_sentence(count: int, text: str) -> None:
    headline, _rest = sums_of(at_risk=count, attention=count, silent=count)

    assert headline.replace(NBSP, " ") == text


@pytest.mark.parametrize("count", COUNTS[1:])
def test_headline_that_begins_with_a_later_exception_names_the_projects(count: int) -> None:
    attention, silent = sums_of(attention=count)[0], sums_of(silent=count)[0]

    assert "projekt" in attention
    assert "projekt" in silent


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "Jeden idzie zgodnie z planem, jeden jest zakończony."),
        (2, "Dwa idą zgodnie z planem, dwa są zakończone."),
        (5, "Pięć idzie zgodnie z planem, pięć jest zakończonych."),
        (22, "22 idą zgodnie z planem, 22 są zakończone."),
        (112, "112 idzie zgodnie z planem, 112 jest zakończonych."),
    ],
)
def test_rest_of_the_headline_declines_too(count: int, text: str) -> None:
    _headline, rest = sums_of(on_track=count, finished=count)

    assert rest.replace(NBSP, " ") == text


def test_headline_of_nothing_of_nothing_reported_and_of_nothing_to_do() -> None:
    reported = replace(roll_up([summarise(make_snapshot(make_year("300.00"), "2019-04-10"))], DAY))

    said = [sums_of()[0], sums_of(no_data=3)[0], sentences.headline(reported)]

    assert len(set(said)) == 3
    assert said[2] == "Żaden projekt nie wymaga uwagi."
    assert sums_of()[1] == ""


@given(
    st.fixed_dictionaries({name: st.sampled_from(COUNTS) for name in [*(s.value for s in SPOKEN), "silent", "no_data"]})
)
def test_counts_of_headline_and_rest_make_the_number_of_projects(counts: dict[str, int]) -> None:
    with speaking("en"):
        text = " ".join(sums_of(**counts)).lower()

    named = [ENGLISH.get(word) or int(word) for word in re.findall(rf"\b(?:{'|'.join(ENGLISH)}|\d+)\b", text)]
    assert sum(named) == sum(counts.values())
    assert len(named) == sum(count > 0 for count in counts.values())


@pytest.mark.parametrize(
    ("count", "text"), [(0, "żaden"), (1, "jeden"), (2, "dwa"), (10, "dziesięć"), (11, "11"), (1112, f"1{NBSP}112")]
)
def test_counts_to_ten_are_words(count: int, text: str) -> None:
    assert sentences.count_word(count) == text


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (QUARTER, "I kwartał 2019"),
        (Period.of_days(date(2019, 11, 1), date(2019, 12, 31)), "IV kwartał 2019"),
        (make_month("2020-04"), "kwiecień 2020"),
    ],
)
def test_reporting_period_has_a_name(period: Period, text: str) -> None:
    assert sentences.period_name(period).replace(NBSP, " ") == text


@pytest.mark.parametrize(
    ("other", "text"),
    [
        (date(2019, 6, 1), "tego dnia"),
        (date(2019, 5, 31), "1 dzień temu"),
        (date(2019, 5, 10), "22 dni temu"),
        (date(2019, 6, 2), "za 1 dzień"),
        (date(2019, 6, 6), "za 5 dni"),
    ],
)
def test_distance_in_time_is_told_from_the_day_looked_at(other: date, text: str) -> None:
    assert sentences.days_between(DAY, other).replace(NBSP, " ") == text


@pytest.mark.parametrize("days", [-12, -1, 1, 2, 22])
def test_slip_says_its_days_and_its_side(days: int) -> None:
    said = sentences.slip(days)

    assert str(abs(days)) in said
    assert said != sentences.slip(-days)
    assert not {sentences.slip(None), sentences.slip(0)} & {said}


def test_what_is_overspent_is_not_called_unspent() -> None:
    over = Finding(Rule.ENDING, Level.FINE, days=20, amount=Decimal("-100.00"))

    assert "100" not in sentences.finding_sentence(over)


@pytest.mark.parametrize("days", COUNTS)
def test_report_that_waits_says_for_how_long(days: int) -> None:
    row = summarise(make_snapshot(make_year("300.00"), "2019-04-12"))

    said = sentences.to_do_reason(ToDo(Deed.REVIEW, row, days=days))

    assert (str(days) if days else "od dziś") in said
    assert said[0].islower()


def test_catching_up_names_share_day_and_amount_a_month() -> None:
    said = sentences.catch_up_sentence(
        CatchUp(date(2019, 8, 31), Decimal("716.00"), Decimal("0.5966"), Decimal("208.00"))
    )

    assert all(part.replace(" ", NBSP) in said for part in ("59,7 %", "31 sierpnia 2019", "208,00 zł"))


@pytest.mark.parametrize("result", CheckResult)
@pytest.mark.parametrize("check", Check)
def test_every_answer_to_a_check_has_a_sentence(check: Check, result: CheckResult) -> None:
    known = CheckOutcome(check, result, expected=Decimal("292237.74"), found=Decimal("292237.73"))
    unknown = CheckOutcome(check, CheckResult.UNKNOWN)

    assert_sentence(sentences.check_sentence(known))
    assert_sentence(sentences.check_sentence(unknown))
    assert f"292{NBSP}237,73" in sentences.check_sentence(known)
    assert (f"0,01{NBSP}zł" in sentences.check_sentence(known)) == (result is not CheckResult.EXACT)


def test_reporting_period_by_its_days_says_the_year_once() -> None:
    assert sentences.period_days(QUARTER).count("2019") == 1
    assert sentences.period_days(Period.of_days(date(2018, 12, 1), date(2019, 1, 31))).count("201") == 2
