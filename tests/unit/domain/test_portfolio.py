"""The portfolio's rows: sums with denominators, order, filters, and what is to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_actual,
    make_centre,
    make_entry,
    make_milestone,
    make_post,
    make_quarter,
    make_record,
    make_snapshot,
    make_statement,
    make_target,
    make_terms,
    make_year,
)
from tests.unit.domain.strategies import days, records, viewpoints
from tracker.domain.portfolio import (
    URGENCY,
    AmountSum,
    CountSum,
    Deed,
    Filters,
    ProjectSummary,
    RollUp,
    SortKey,
    next_milestone_level,
    order,
    reporting_round,
    roll_up,
    summarise,
    to_do,
)
from tracker.domain.project import ProjectRecord
from tracker.domain.provenance import Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.status import Level, Rule
from tracker.domain.vocabulary import (
    CentreKind,
    FactName,
    MilestoneEntryKind,
    MilestoneKind,
    Stage,
    StatementKind,
    Status,
    Voivodeship,
)

BASELINE, ACHIEVED = MilestoneEntryKind.BASELINE, MilestoneEntryKind.ACHIEVED
DAY = date(2019, 4, 10)
MEASURES: dict[SortKey, Callable[[ProjectSummary], object]] = {
    SortKey.PROGRESS: lambda row: row.spending_lag,
    SortKey.VALUE: lambda row: row.value,
    SortKey.MILESTONE: lambda row: row.next_milestone and row.next_milestone.slip_days,
    SortKey.REPORT: lambda row: row.last_counted_on,
}
randoms = st.randoms(use_true_random=False)


def summarise_on(record: ProjectRecord, as_of: str = "2019-04-10") -> ProjectSummary:
    return summarise(make_snapshot(record, as_of))


def add_amounts(sums: list[AmountSum]) -> tuple[object, ...]:
    return (
        sum((s.amount for s in sums), start=Decimal(0)),
        *(sum(counts) for counts in zip(*((s.known, s.of, s.derived, s.planned) for s in sums), strict=True)),
    )


def add_counts(sums: list[CountSum]) -> tuple[object, ...]:
    return tuple(sum(parts) for parts in zip(*((s.reached, s.wanted, s.known, s.of) for s in sums), strict=True))


def make_pool() -> list[ProjectRecord]:
    """Projects of every status, some with a value, a plan, posts or a voivodeship and some without."""
    slipped = make_milestone(make_entry(BASELINE, "2019-03-01"))
    reached = make_milestone(make_entry(BASELINE, "2019-02-01"), make_entry(ACHIEVED, "2019-01-20"), number=2)
    settled = make_milestone(make_entry(ACHIEVED, "2019-04-30"), number=3, kind=MilestoneKind.FINAL_SETTLEMENT)
    post = make_post(make_target("2", date(2019, 2, 1)), make_actual("1"))
    parts = [
        make_statement(Decimal(amount), fact=fact, id=id)
        for id, (fact, amount) in enumerate([(FactName.EU_FUNDING, "30.00"), (FactName.STATE_FUNDING, "5.00")])
    ]
    return [
        make_record(),
        make_record(*parts),
        make_record(*make_terms("2019-03-01", "2020-02", value=None)),
        make_record(make_statement(Decimal("99.00"), kind=StatementKind.PLANNED), centre=make_centre("Żabno")),
        make_year(),
        make_year(plans=[], milestones=[slipped]),
        make_year("300.00", posts=[post], milestones=[slipped, reached]),
        make_year("300.00", "310.00", "300.00", milestones=[reached]),
        make_year("216.00", "200.00"),
        make_year("120.00", milestones=[slipped, settled]),
        replace(make_year("100.00", "100.00"), centre=make_centre("Łódź", voivodeship=Voivodeship.LODZKIE)),
        replace(make_year("250.00", plans=[]), centre=make_centre("Lublin", voivodeship=None), is_example=True),
    ]


POOL = make_pool()


@cache
def pool_row(index: int, as_of: date) -> ProjectSummary:
    return summarise(take_snapshot(POOL[index], Viewpoint(as_of)))


@st.composite
def portfolios(draw: st.DrawFn) -> list[ProjectSummary]:
    """Rows of one day, each with an id and a short name of its own."""
    as_of = draw(st.dates(date(2018, 12, 1), date(2020, 3, 1)))
    picked = draw(st.lists(st.sampled_from(range(len(POOL))), max_size=12))
    return [replace(pool_row(index, as_of), project_id=id, slug=f"projekt-{id}") for id, index in enumerate(picked)]


rows_seen = portfolios()


@given(rows_seen)
def test_sums_of_groups_add_up_to_the_whole_denominators_included(rows: list[ProjectSummary]) -> None:
    whole = roll_up(rows, DAY)

    groups = [roll_up([row for row in rows if row.status is status], DAY) for status in Status]

    assert sum(group.projects for group in groups) == whole.projects == sum(whole.statuses.values())
    assert add_amounts([group.value for group in groups]) == add_amounts([whole.value])
    assert add_amounts([group.spent for group in groups]) == add_amounts([whole.spent])
    assert add_counts([group.milestones for group in groups]) == add_counts([whole.milestones])
    assert add_counts([group.posts for group in groups]) == add_counts([whole.posts])
    for name in ("milestones_planned", "round_expected", "round_submitted", "silent"):
        assert sum(getattr(group, name) or 0 for group in groups) == (getattr(whole, name) or 0)
    assert any(group.has_examples for group in groups) == whole.has_examples


@given(rows_seen, randoms)
def test_order_of_rows_changes_no_sum(rows: list[ProjectSummary], random: Random) -> None:
    sums = roll_up(rows, DAY)

    random.shuffle(rows)

    assert roll_up(rows, DAY) == sums


@given(rows_seen)
def test_unknown_is_never_counted_as_zero(rows: list[ProjectSummary]) -> None:
    sums = roll_up(rows, DAY)

    assert sums.value.known == sum(row.value is not None for row in rows)
    assert sums.spent.known == sum(row.spent is not None for row in rows)
    assert {sums.value.of, sums.spent.of, sums.milestones.of, sums.posts.of} == {len(rows)}
    compared = [row for row in rows if row.spent is not None and row.planned is not None and row.budget]
    assert (sums.spent_rate is None) == (sums.planned_rate is None) == (not compared)


def test_sum_says_how_many_are_known_derived_and_only_planned() -> None:
    unknown = make_record(*make_terms(value=None))
    planned = make_record(make_statement(Decimal("100.00"), kind=StatementKind.PLANNED))
    parts = [
        make_statement(Decimal(amount), fact=fact, id=id)
        for id, (fact, amount) in enumerate([(FactName.EU_FUNDING, "30.00"), (FactName.STATE_FUNDING, "5.00")])
    ]

    sums = roll_up([summarise_on(record) for record in (unknown, planned, make_record(*parts))], DAY)

    assert sums.value == AmountSum(Decimal("135.00"), known=2, of=3, derived=1, planned=1)


def test_rates_compare_only_projects_with_a_report_and_a_plan() -> None:
    rows = [summarise_on(record) for record in (make_year("240.00"), make_year("9.00", plans=[]), make_year())]

    sums = roll_up(rows, DAY)

    assert (sums.spent_rate, sums.planned_rate) == (Decimal("0.2"), Decimal("0.25"))
    assert sums.spent == AmountSum(Decimal("249.00"), known=2, of=3)


def test_sums_of_nothing_are_none_of_none() -> None:
    sums = roll_up([], DAY)

    assert isinstance(sums, RollUp)
    assert sums.value == AmountSum(Decimal("0.00"), known=0, of=0)
    assert (sums.projects, sums.voivodeships, sums.spent_rate, sums.has_examples) == (0, 0, None, False)


@given(rows_seen, st.sampled_from(SortKey), st.booleans())
def test_order_loses_and_doubles_no_row(rows: list[ProjectSummary], key: SortKey, descending: bool) -> None:
    ordered = order(rows, key, descending=descending)

    assert sorted(row.slug for row in ordered) == sorted(row.slug for row in rows)


@given(rows_seen, st.sampled_from(sorted(MEASURES)), st.booleans())
def test_unknown_comes_last_in_both_directions(rows: list[ProjectSummary], key: SortKey, descending: bool) -> None:
    measured = [MEASURES[key](row) for row in order(rows, key, descending=descending)]

    known: list[object] = [value for value in measured if value is not None]
    assert measured[: len(known)] == known
    assert known == sorted(known, reverse=descending)  # type: ignore[type-var]  # One column holds values of one type.


@given(rows_seen, st.sampled_from(SortKey), st.booleans(), randoms)
def test_order_does_not_depend_on_the_order_before(
    rows: list[ProjectSummary], key: SortKey, descending: bool, random: Random
) -> None:
    ordered = order(rows, key, descending=descending)

    random.shuffle(rows)

    assert order(rows, key, descending=descending) == ordered


def test_places_stand_in_polish_order_and_the_worst_status_first() -> None:
    places = ["Żabno", "Łódź", "Lublin"]
    rows = [summarise_on(make_record(*make_terms(), slug=place.lower(), centre=make_centre(place))) for place in places]
    behind = summarise_on(replace(make_year("120.00"), slug="pozno"))
    fine = summarise_on(replace(make_year("300.00"), slug="dobrze"))

    assert [row.centre.place for row in order(rows, SortKey.CENTRE)] == ["Lublin", "Łódź", "Żabno"]
    assert [row.slug for row in order([fine, behind], SortKey.STATUS)] == ["pozno", "dobrze"]


def test_no_data_yet_is_less_urgent_than_silence() -> None:
    silent = summarise_on(replace(make_year("300.00"), slug="cichy"), "2019-08-01")
    fresh = summarise_on(replace(make_record(*make_terms("2019-08-01")), slug="nowy"), "2019-08-01")

    assert {silent.status, fresh.status} == {Status.NO_DATA}
    assert [row.slug for row in order([fresh, silent], SortKey.STATUS)] == ["cichy", "nowy"]


@given(
    rows_seen,
    st.builds(
        Filters,
        st.none() | st.sampled_from(Voivodeship),
        st.none() | st.sampled_from(CentreKind),
        st.none() | st.sampled_from(Stage),
        st.none() | st.sampled_from(Status),
        text=st.sampled_from(["", "klucze", "ŻABNO", "ops  my", "nie ma"]),
    ),
)
def test_filter_takes_the_same_row_with_the_same_figures(rows: list[ProjectSummary], filters: Filters) -> None:
    taken = [row for row in rows if filters.takes(row)]

    assert all(any(row is other for other in rows) for row in taken)
    assert bool(filters) or taken == rows
    if filters.status:
        assert {row.status for row in taken} <= {filters.status}


def test_search_finds_every_word_anywhere_in_the_names_and_the_title() -> None:
    row = summarise_on(make_record(make_statement("Nowy wymiar pracy", fact=FactName.TITLE)))

    found = [Filters(text=text).takes(row) for text in ("KLUCZE", "nowy ops", "wymiar klucze", "nowy myślenice")]

    assert found == [True, True, True, False]


def test_filters_ask_for_what_they_say() -> None:
    call = make_statement("POWR.02.05.00-IP.03-00-019/18", fact=FactName.CALL_NUMBER, id=9)
    row = summarise_on(make_record(*make_terms(), call))

    taken = [
        Filters(voivodeship=Voivodeship.MALOPOLSKIE).takes(row),
        Filters(voivodeship=Voivodeship.LUBELSKIE).takes(row),
        Filters(kind=CentreKind.OPS).takes(row),
        Filters(kind=CentreKind.GOPS).takes(row),
        Filters(stage=Stage.IMPLEMENTATION).takes(row),
        Filters(stage=Stage.FINISHED).takes(row),
        Filters(call="POWR.02.05.00-IP.03-00-019/18").takes(row),
        Filters(call="POWR.02.05.00-IP.03-00-020/18").takes(row),
    ]

    assert taken == [True, False] * 4


@given(rows_seen)
def test_to_do_names_a_project_once_and_the_most_serious_first(rows: list[ProjectSummary]) -> None:
    items = to_do(rows, DAY)

    slugs = [item.row.slug for item in items]
    assert len(slugs) == len(set(slugs))
    deeds = list(Deed)
    places = [(deeds.index(item.deed), _rank(item.row)) for item in items]
    assert all(one <= next_one for one, next_one in pairwise(places))


def _rank(row: ProjectSummary) -> int:
    waits = row.status is Status.NO_DATA and not row.assessment.is_silent
    return URGENCY[Status.ON_TRACK if waits else row.status]


@given(rows_seen, randoms)
def test_to_do_does_not_depend_on_the_order_of_rows(rows: list[ProjectSummary], random: Random) -> None:
    items = to_do(rows, DAY)

    random.shuffle(rows)

    assert to_do(rows, DAY) == items


@pytest.mark.parametrize(
    ("record", "as_of", "deed", "days"),
    [
        (make_year("120.00"), "2019-04-10", Deed.CALL, 0),
        (make_year("300.00"), "2019-07-15", Deed.CHASE, 96),
        (make_year("300.00", "600.00"), "2019-10-15", Deed.CHASE, 97),
        (
            replace(make_year("300.00"), reports=(make_quarter(1, "300.00", submitted_on=date(2019, 7, 1)),)),
            "2019-07-15",
            Deed.CHASE,
            5,
        ),
        (make_year("300.00"), "2019-04-12", Deed.REVIEW, 2),
    ],
)
def test_deed_follows_from_the_exception(record: ProjectRecord, as_of: str, deed: Deed, days: int) -> None:
    (item,) = to_do([summarise_on(record, as_of)], date.fromisoformat(as_of))

    assert (item.deed, item.days) == (deed, days)


def test_settled_project_is_nothing_to_do_though_reports_are_missing() -> None:
    settled = make_milestone(make_entry(ACHIEVED, "2019-12-01"), kind=MilestoneKind.FINAL_SETTLEMENT)
    row = summarise_on(make_year("120.00", milestones=[settled]), "2020-03-01")

    assert row.status is Status.FINISHED
    assert to_do([row], date(2020, 3, 1)) == []


def test_project_without_an_exception_is_not_to_do() -> None:
    rows = [summarise_on(make_record(*make_terms("2019-04-01"))), summarise_on(make_record())]

    assert to_do(rows, DAY) == []


@given(records(), viewpoints)
def test_row_says_what_the_snapshot_says(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    snapshot = take_snapshot(record, viewpoint)
    row = summarise(snapshot)

    assert (row.value, row.spent, row.budget, row.stage, row.title) == (
        snapshot.value,
        snapshot.spent,
        snapshot.budget,
        snapshot.stage,
        snapshot.title,
    )
    assert row.round_submitted <= row.round_expected
    assert 0 <= row.milestones_achieved <= row.milestones_total
    assert row.late_days >= 0
    assert (row.planned is None) or row.planned_rate is None or row.planned_rate == row.planned / (row.budget or 1)


def test_row_of_a_project_nobody_reported_on_knows_no_spending() -> None:
    row = summarise_on(make_year())

    assert (row.spent, row.spent_rate, row.planned, row.spending_level) == (None, None, None, Level.UNKNOWN)
    assert (row.last_counted_on, row.correction, row.waiting_since) == (None, None, None)


def test_row_counts_the_days_of_the_oldest_missing_report() -> None:
    row = summarise_on(make_year(), "2019-07-20")

    assert (row.late_days, row.round_expected, row.round_submitted) == (101, True, False)


@given(days)
def test_round_is_the_last_quarter_that_is_over(day: date) -> None:
    round_ = reporting_round(day)

    assert round_.period.end <= day < round_.period.end + timedelta(days=92)
    assert 90 <= round_.period.days <= 92
    assert 1 <= round_.quarter <= 4
    assert round_.due_on == round_.period.last_day + timedelta(days=10)


def test_next_milestone_speaks_with_its_slip_and_none_is_unknown() -> None:
    milestone = make_milestone(make_entry(BASELINE, "2019-03-01"))
    row = summarise_on(make_year("300.00", milestones=[milestone]))

    assert next_milestone_level(row.next_milestone) is Level.ATTENTION
    assert next_milestone_level(None) is Level.UNKNOWN
    assert [f.rule for f in row.assessment.reasons] == [Rule.MILESTONES]
