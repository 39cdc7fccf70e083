"""Reports: which are expected, how they stand on a day, and what the counting ones say was spent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import make_decision, make_month, make_origin, make_report, make_submission
from tests.unit.domain.strategies import days, periods, reports
from tracker.domain.money import total
from tracker.domain.periods import ONE_DAY, Period, first_of_month
from tracker.domain.project import Report, Spending
from tracker.domain.provenance import Viewpoint
from tracker.domain.reporting import (
    ReportStanding,
    ReportState,
    due_day,
    report_states,
    reported_spending,
    reporting_periods,
)
from tracker.domain.vocabulary import ReportDecision, ReportingFrequency

MONTHLY, QUARTERLY = ReportingFrequency.MONTHLY, ReportingFrequency.QUARTERLY
ACCEPTED, RETURNED = ReportDecision.ACCEPTED, ReportDecision.RETURNED
PROJECT = Period.of_days(date(2019, 2, 15), date(2020, 1, 20))
frequencies = st.sampled_from(ReportingFrequency)
viewpoints = st.builds(Viewpoint, days, st.none() | days)
histories = reports(PROJECT, MONTHLY) | reports(PROJECT, QUARTERLY)
APRIL = make_month("2019-04")


def picture(states: Sequence[ReportState]) -> list[tuple[object, ...]]:
    """How every report stands, without the histories behind it."""
    return [(s.period, s.due_on, s.standing, s.submission and s.submission.number, s.decided_on) for s in states]


def stand(report: Report | None, on: date, known_on: date | None = None) -> ReportState:
    (state,) = report_states([APRIL], [report] if report else [], Viewpoint(on, known_on))
    return state


@given(periods(), frequencies)
def test_reporting_periods_are_the_project_cut_at_the_calendar(project: Period, frequency: ReportingFrequency) -> None:
    parts = reporting_periods(project, frequency)

    assert (parts[0].start, parts[-1].end) == (project.start, project.end)
    assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]
    cuts = [part.start for part in parts[1:]]
    assert all(cut == first_of_month(cut) and (frequency is MONTHLY or cut.month in {1, 4, 7, 10}) for cut in cuts)
    longest = 1 if frequency is MONTHLY else 3
    assert all(len(list(part.months())) <= longest for part in parts)


def test_lopiennik_gorny_reports_on_six_quarters() -> None:
    quarters = reporting_periods(Period.of_days(date(2020, 1, 1), date(2021, 6, 30)), QUARTERLY)

    assert len(quarters) == 6
    assert quarters[-1] == Period.of_days(date(2021, 4, 1), date(2021, 6, 30))


def test_krasnystaw_ends_with_a_quarter_of_one_month() -> None:
    quarters = reporting_periods(Period.of_days(date(2019, 4, 1), date(2020, 4, 30)), QUARTERLY)

    assert quarters[-1] == make_month("2020-04")
    assert due_day(quarters[-1]) == date(2020, 5, 10)


@given(histories, viewpoints, frequencies)
def test_every_day_of_the_project_belongs_to_one_report(
    history: list[Report], viewpoint: Viewpoint, frequency: ReportingFrequency
) -> None:
    states = report_states(reporting_periods(PROJECT, frequency), history, viewpoint)

    assert (states[0].period.start, states[-1].period.end) == (PROJECT.start, PROJECT.end)
    assert [s.period.end for s in states[:-1]] == [s.period.start for s in states[1:]]


@given(histories, viewpoints, st.randoms(use_true_random=False))
def test_order_of_reports_is_irrelevant(history: list[Report], viewpoint: Viewpoint, random: Random) -> None:
    expected = list(reporting_periods(PROJECT, MONTHLY))
    states = list(report_states(expected, history, viewpoint))
    reported = reported_spending(states)

    random.shuffle(history)
    random.shuffle(expected)
    again = list(report_states(expected, history, viewpoint))
    random.shuffle(states)

    assert picture(again) == picture(sorted(states, key=lambda state: state.period))
    assert reported_spending(states) == reported


@given(histories, viewpoints)
def test_only_submitted_and_accepted_figures_count(history: list[Report], viewpoint: Viewpoint) -> None:
    states = report_states(reporting_periods(PROJECT, MONTHLY), history, viewpoint)

    reported = reported_spending(states)

    counting = [s for s in states if s.counts]
    sums = [total(i.amount for i in s.counted.content.spending) for s in counting if s.counted]
    assert total(item.amount for item in reported.spending) == total(sums)
    assert reported.covered_until == max((s.period.last_day for s in counting), default=None)
    assert not {s.period for s in counting} & set(reported.missing)
    assert all(s.counts for s in states if s.standing in {ReportStanding.SUBMITTED, ReportStanding.ACCEPTED})
    assert all(s.is_accepted for s in counting if s.standing is not ReportStanding.SUBMITTED)


@given(histories, viewpoints)
def test_accepted_never_reaches_beyond_covered(history: list[Report], viewpoint: Viewpoint) -> None:
    reported = reported_spending(report_states(reporting_periods(PROJECT, MONTHLY), history, viewpoint))

    if reported.accepted_until is not None:
        assert reported.covered_until is not None
        assert reported.accepted_until <= reported.covered_until


@given(histories, days, days)
def test_later_knowledge_does_not_change_what_was_known(history: list[Report], as_of: date, known_on: date) -> None:
    viewpoint = Viewpoint(as_of, known_on)
    expected = reporting_periods(PROJECT, MONTHLY)
    then = [_as_known(report, known_on) for report in history]

    assert picture(report_states(expected, history, viewpoint)) == picture(report_states(expected, then, viewpoint))


def _as_known(report: Report, known_on: date) -> Report:
    """The report without what became known later."""
    submissions = [
        make_submission(
            s.origin,
            *(d for d in s.decisions if d.decided_on <= known_on),
            number=s.number,
            spending=s.content.spending,
        )
        for s in report.submissions
        if s.origin.known_on <= known_on
    ]
    return make_report(report.period, *submissions, id=report.id)


@given(histories, days)
def test_later_deeds_do_not_change_the_day_looked_at(history: list[Report], as_of: date) -> None:
    expected = reporting_periods(PROJECT, MONTHLY)
    until_then = [_as_done(report, as_of) for report in history]

    states, fewer = (report_states(expected, some, Viewpoint(as_of)) for some in (history, until_then))

    assert picture(states) == picture(fewer)


def _as_done(report: Report, as_of: date) -> Report:
    """The report without what was done later."""
    submissions = [
        make_submission(
            s.origin, *(d for d in s.decisions if d.decided_on <= as_of), number=s.number, spending=s.content.spending
        )
        for s in report.submissions
        if s.origin.effective_on and s.origin.effective_on <= as_of
    ]
    return make_report(report.period, *submissions, id=report.id)


@pytest.mark.parametrize(
    ("on", "standing", "days_late"),
    [
        (date(2019, 4, 30), ReportStanding.UPCOMING, 0),
        (date(2019, 5, 1), ReportStanding.DUE, 0),
        (date(2019, 5, 10), ReportStanding.DUE, 0),
        (date(2019, 5, 11), ReportStanding.LATE, 1),
        (date(2019, 6, 10), ReportStanding.LATE, 31),
    ],
)
def test_report_nobody_handed_in_becomes_due_and_then_late(on: date, standing: ReportStanding, days_late: int) -> None:
    for report in (None, make_report(APRIL)):
        state = stand(report, on)

        assert (state.standing, state.days_late(on)) == (standing, days_late)
        assert not state.counts
        assert state.submitted_on is None


def test_no_report_is_late_that_may_have_come_after_the_last_day_of_which_anything_is_known() -> None:
    assert stand(None, date(2019, 9, 30), known_on=date(2019, 3, 31)).standing is ReportStanding.UPCOMING
    assert stand(None, date(2019, 9, 30), known_on=date(2019, 5, 11)).standing is ReportStanding.LATE


@given(days)
def test_lateness_grows_a_day_a_day(day: date) -> None:
    today, tomorrow = stand(None, day), stand(None, day + ONE_DAY)

    growth = tomorrow.days_late(day + ONE_DAY) - today.days_late(day)
    assert growth == (1 if day >= today.due_on else 0)


def test_figures_of_a_returned_report_stop_counting_until_it_is_handed_in_again() -> None:
    spent = [Spending(1, APRIL.start, Decimal("100.00"))]
    corrected = [Spending(1, APRIL.start, Decimal("90.00"))]
    first = make_submission(
        make_origin(date(2019, 5, 2)), make_decision(RETURNED, date(2019, 5, 6)), number=1, spending=spent
    )
    second = make_submission(
        make_origin(date(2019, 5, 8)), make_decision(ACCEPTED, date(2019, 5, 9)), number=2, spending=corrected
    )
    report = make_report(APRIL, second, first)

    seen = {day: stand(report, date(2019, 5, day)) for day in (1, 2, 6, 8, 9)}

    assert [state.standing for state in seen.values()] == [
        ReportStanding.DUE,
        ReportStanding.SUBMITTED,
        ReportStanding.RETURNED,
        ReportStanding.SUBMITTED,
        ReportStanding.ACCEPTED,
    ]
    spending = [total(item.amount for item in reported_spending([state]).spending) for state in seen.values()]
    assert spending == [0, 100, 0, 90, 90]
    assert seen[9].submitted_on == date(2019, 5, 8)


def test_decision_is_known_from_the_day_it_was_made() -> None:
    decision = make_decision(ACCEPTED, date(2019, 5, 6), recorded_at=datetime(2019, 5, 20, 8, 0, tzinfo=UTC))
    report = make_report(APRIL, make_submission(make_origin(date(2019, 5, 2)), decision))

    assert stand(report, date(2019, 5, 19)).standing is ReportStanding.ACCEPTED
    assert stand(report, date(2019, 5, 19), known_on=date(2019, 5, 5)).standing is ReportStanding.SUBMITTED
    assert stand(report, date(2019, 5, 19), known_on=date(2019, 5, 6)).standing is ReportStanding.ACCEPTED


def test_accepted_figures_count_while_they_are_corrected_and_until_the_correction_is_handed_in() -> None:
    spent = [Spending(1, APRIL.start, Decimal("100.00"))]
    corrected = [Spending(1, APRIL.start, Decimal("90.00"))]
    decisions = [make_decision(ACCEPTED, date(2019, 5, 4)), make_decision(ReportDecision.REOPENED, date(2019, 5, 6))]
    first = make_submission(make_origin(date(2019, 5, 2)), *decisions, number=1, spending=spent)
    returned = make_decision(RETURNED, date(2019, 5, 10))
    second = make_submission(make_origin(date(2019, 5, 8)), returned, number=2, spending=corrected)
    report = make_report(APRIL, first, second)

    seen = {day: stand(report, date(2019, 5, day)) for day in (4, 6, 8, 10)}

    assert [(s.standing, s.is_accepted) for s in seen.values()] == [
        (ReportStanding.ACCEPTED, True),
        (ReportStanding.REOPENED, True),
        (ReportStanding.SUBMITTED, False),
        (ReportStanding.RETURNED, True),
    ]
    spending = [total(item.amount for item in reported_spending([state]).spending) for state in seen.values()]
    assert spending == [100, 100, 90, 100]


def test_report_taken_back_is_awaited_again() -> None:
    taken_back = make_decision(ReportDecision.WITHDRAWN, date(2019, 5, 4))
    report = make_report(APRIL, make_submission(make_origin(date(2019, 5, 2)), taken_back))

    seen = {day: stand(report, date(2019, 5, day)).standing for day in (3, 4, 11)}

    assert list(seen.values()) == [ReportStanding.SUBMITTED, ReportStanding.DUE, ReportStanding.LATE]


def test_correction_has_ten_days_from_the_return_when_the_report_came_in_time() -> None:
    returned = make_decision(RETURNED, date(2019, 5, 14))
    in_time, late = (make_report(APRIL, make_submission(make_origin(date(2019, 5, d)), returned)) for d in (10, 11))

    assert [stand(in_time, date(2019, 5, d)).days_late(date(2019, 5, d)) for d in (14, 24, 25)] == [0, 0, 1]
    assert stand(late, date(2019, 5, 14)).days_late(date(2019, 5, 14)) == 4


def test_report_returned_early_is_due_on_its_own_day() -> None:
    early = make_submission(make_origin(date(2019, 4, 20)), make_decision(RETURNED, date(2019, 4, 22)))

    state = stand(make_report(APRIL, early), date(2019, 5, 11))

    assert (state.owed_by, state.days_late(date(2019, 5, 11))) == (date(2019, 5, 10), 1)


@given(histories, viewpoints)
def test_figures_that_count_are_never_overdue_and_others_not_for_longer_than_since_the_due_day(
    history: list[Report], viewpoint: Viewpoint
) -> None:
    states = report_states(reporting_periods(PROJECT, QUARTERLY), history, viewpoint)

    for state in states:
        late = state.days_late(viewpoint.as_of)
        assert 0 <= late <= max((viewpoint.as_of - state.due_on).days, 0)
        assert not (late and state.counts)
        assert not (state.standing is ReportStanding.LATE and not late)


def test_last_decision_stands_in_whatever_order_they_are_told() -> None:
    decisions = [
        make_decision(RETURNED, date(2019, 5, 7)),
        make_decision(ACCEPTED, date(2019, 5, 6)),
    ]
    report = make_report(APRIL, make_submission(make_origin(date(2019, 5, 2)), *decisions))

    assert stand(report, date(2019, 5, 6)).standing is ReportStanding.ACCEPTED
    assert stand(report, date(2019, 5, 7)).standing is ReportStanding.RETURNED


def submitted(period: Period, *decisions: ReportDecision, id: int = 1) -> Report:
    handed_in = period.end + timedelta(days=2)
    decided = [make_decision(decision, handed_in) for decision in decisions]
    spending = [Spending(1, first_of_month(period.start), Decimal("10.00"))]
    return make_report(period, make_submission(make_origin(handed_in), *decided, spending=spending), id=id)


def test_sum_names_the_periods_it_lacks() -> None:
    months = [make_month(f"2019-0{number}") for number in range(1, 6)]
    history = [
        submitted(months[0], ACCEPTED, id=1),
        submitted(months[2], RETURNED, id=3),
        submitted(months[3], id=4),
    ]

    reported = reported_spending(report_states(months, history, Viewpoint(date(2019, 6, 1))))

    assert total(item.amount for item in reported.spending) == Decimal("20.00")
    assert reported.covered_until == date(2019, 4, 30)
    assert reported.accepted_until == date(2019, 1, 31)
    assert reported.missing == (months[1], months[2])


def test_nothing_reported_is_unknown_and_not_zero() -> None:
    reported = reported_spending(report_states([APRIL], [], Viewpoint(date(2019, 12, 1))))

    assert (reported.covered_until, reported.accepted_until, reported.missing) == (None, None, ())


def test_quarterly_report_answers_for_its_months_after_a_change_to_monthly_ones() -> None:
    months = [make_month(f"2019-0{number}") for number in (1, 2, 3, 4)]
    quarter = Period(months[0].start, months[2].end)

    states = report_states(months, [submitted(quarter)], Viewpoint(date(2019, 6, 1)))

    assert [(s.period, s.standing) for s in states] == [
        (quarter, ReportStanding.SUBMITTED),
        (months[3], ReportStanding.LATE),
    ]


def test_days_that_a_short_last_report_left_are_expected_after_an_extension() -> None:
    first_part = Period.of_days(date(2019, 10, 1), date(2019, 10, 15))
    quarter = Period.of_days(date(2019, 10, 1), date(2019, 12, 31))

    states = report_states([quarter], [submitted(first_part)], Viewpoint(date(2020, 1, 5)))

    assert [(s.period.start, s.due_on, s.standing) for s in states] == [
        (date(2019, 10, 1), date(2019, 10, 25), ReportStanding.SUBMITTED),
        (date(2019, 10, 16), date(2020, 1, 10), ReportStanding.DUE),
    ]


def test_report_begun_before_an_extension_is_due_after_the_new_period() -> None:
    begun = make_report(Period.of_days(date(2019, 10, 1), date(2019, 10, 15)))
    quarter = Period.of_days(date(2019, 10, 1), date(2019, 12, 31))

    (state,) = report_states([quarter], [begun], Viewpoint(date(2019, 11, 30)))

    assert (state.report, state.period, state.due_on) == (begun, quarter, date(2020, 1, 10))
    assert state.standing is ReportStanding.UPCOMING


def test_due_day_agreed_for_a_report_holds() -> None:
    agreed = Report(1, APRIL, date(2019, 5, 31))

    assert stand(agreed, date(2019, 5, 20)).standing is ReportStanding.DUE


def test_report_beyond_the_expected_ones_is_shown_once_it_is_handed_in() -> None:
    may = make_month("2019-05")

    begun = report_states([APRIL], [make_report(may)], Viewpoint(date(2019, 6, 10)))
    handed_in = report_states([APRIL], [submitted(may)], Viewpoint(date(2019, 6, 10)))

    assert [s.period for s in begun] == [APRIL]
    assert [s.period for s in handed_in] == [APRIL, may]


def test_accepted_ends_where_a_report_still_waits() -> None:
    months = [make_month(f"2019-0{number}") for number in (1, 2, 3)]
    history = [submitted(months[0], ACCEPTED, id=1), submitted(months[1], id=2), submitted(months[2], ACCEPTED, id=3)]

    reported = reported_spending(report_states(months, history, Viewpoint(date(2019, 6, 1))))

    assert (reported.accepted_until, reported.covered_until) == (date(2019, 1, 31), date(2019, 3, 31))
