"""What the slides of a shared screen show: nobody is lost, and the worst come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.screen_portfolios import OCTOBER, crowd, unknown
from tests.unit.domain.factories import make_entry, make_milestone, make_snapshot, make_year
from tracker.domain.changes import Change
from tracker.domain.periods import PartialDate
from tracker.domain.picture import Aspect, AspectKind, Held, StatedFact
from tracker.domain.portfolio import ProjectSummary, SortKey, order, summarise
from tracker.domain.provenance import Viewpoint
from tracker.domain.screen_slides import (
    MILESTONE_LINES,
    MOST_IN_LIGHT,
    SILENT_LINES,
    Named,
    is_for_all_eyes,
    last_recorded,
    name_some,
    open_milestones,
    overdue,
    places_of,
    rows_in_light,
    silent_lines,
    spread,
    wants_attention,
)
from tracker.domain.snapshot import take_snapshot
from tracker.domain.vocabulary import FactName, MilestoneEntryKind, Status

ROWS = [summarise(take_snapshot(record, Viewpoint(OCTOBER))) for record in [*crowd(60), *unknown(2)]]
some_rows = st.lists(st.sampled_from(ROWS), unique_by=lambda row: row.slug)


@given(st.lists(st.text(min_size=1)), st.integers(0, 30), st.integers(1, 5))
def test_named_and_others_are_all_of_them_and_no_name_is_cut(names: Sequence[str], room: int, most: int) -> None:
    found = name_some(names, lambda named: len("".join(named.names)) <= room, most)

    assert len(found.names) + found.others == len(names)
    assert len(found.names) <= most
    assert set(found.names) <= set(names)
    assert len("".join(found.names)) <= room


def test_a_name_without_room_is_left_to_the_others() -> None:
    found = name_some(["Najdłuższa miejscowość", "Klucze", "Wólka"], lambda named: len("".join(named.names)) < 12)

    assert found == Named(("Klucze", "Wólka"), 1)


@given(some_rows)
def test_every_project_is_in_one_column_or_among_the_settled(rows: Sequence[ProjectSummary]) -> None:
    columns = {status: places_of(rows, status) for status in Status}

    assert sum(map(len, columns.values())) == len(rows)
    assert {status: len(places) for status, places in columns.items() if places} == Counter(row.status for row in rows)


@given(some_rows)
def test_the_light_falls_on_the_worst_or_on_the_most_urgent(rows: Sequence[ProjectSummary]) -> None:
    lit = rows_in_light(rows)

    wanting = [row for row in order(rows, SortKey.STATUS) if wants_attention(row)]
    assert lit == (wanting[:MOST_IN_LIGHT] or order(rows, SortKey.STATUS)[:1])
    assert bool(lit) == bool(rows)


@given(some_rows)
def test_milestones_are_open_one_a_project_and_by_day(rows: Sequence[ProjectSummary]) -> None:
    lines = open_milestones(rows, OCTOBER)

    assert len({one.row.slug for one in lines}) == len(lines) <= MILESTONE_LINES
    assert all(not one.state.is_achieved for one in lines)
    assert [one.day.last_day for one in lines] == sorted(one.day.last_day for one in lines)
    late = [row.slip_days for row in rows if row.slip_days and row.slip_days > 14 and row.status is not Status.FINISHED]
    assert not late or max(late) in [one.state.slip_days for one in lines]


@given(some_rows)
def test_silent_lines_begin_with_all_that_owe_a_report(rows: Sequence[ProjectSummary]) -> None:
    owing, lines = overdue(rows), silent_lines(rows)

    assert lines[: len(owing)] == owing[:SILENT_LINES]
    assert [row.late_days for row in owing] == sorted((row.late_days for row in owing), reverse=True)
    assert len(set(map(id, lines))) == len(lines) <= SILENT_LINES


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers())), st.integers(0, 6))
def test_nobody_gets_a_second_turn_before_everybody_had_the_first(items: list[tuple[str, int]], most: int) -> None:
    chosen = spread(items, lambda item: item[0], most)

    turns = Counter(owner for owner, _ in chosen)
    missing = {owner for owner, _ in items} - set(turns)
    assert len(chosen) == min(most, len(items))
    assert not missing or max(turns.values(), default=0) <= 1
    places = iter(items)
    assert all(item in places for item in chosen)


def test_what_people_write_as_they_like_is_not_told_to_all_eyes() -> None:
    def told(kind: AspectKind, value: object = None, key: str = "") -> tuple[Change, ...]:
        return (Change(Aspect(kind, key), None, Held(value)),)  # type: ignore[arg-type]  # Any value will do.

    title = StatedFact(FactName.TITLE, "Projekt Anny", is_derived=False)
    end = StatedFact(FactName.END, PartialDate.parse("2019-12"), is_derived=False)

    assert is_for_all_eyes(told(AspectKind.STATUS))
    assert is_for_all_eyes(told(AspectKind.FACT, end, "end"))
    assert not is_for_all_eyes(told(AspectKind.FACT, title, "title"))
    assert not any(map(is_for_all_eyes, map(told, (AspectKind.POST, AspectKind.TASK, AspectKind.DECLARED))))
    assert is_for_all_eyes(told(AspectKind.POST) * 3)


def test_the_last_change_is_that_of_the_project_that_changed_last() -> None:
    reached = make_milestone(make_entry(MilestoneEntryKind.ACHIEVED, "2019-09-03"))
    records = [make_year("100.00"), replace(make_year(milestones=[reached]), id=2)]

    viewpoint = Viewpoint(OCTOBER)
    alone = [last_recorded([make_snapshot(record, "2019-10-15")], viewpoint) for record in records]
    found = last_recorded([make_snapshot(record, "2019-10-15") for record in records], viewpoint)

    assert found is not None
    assert found in alone
    assert all(day is None or day <= found for day in alone)
    assert last_recorded([], viewpoint) is None
