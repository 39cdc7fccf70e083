"""What a document adds to a project: once, never against what a person chose, and gone without a trace when undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.factories import (
    make_entry,
    make_milestone,
    make_origin,
    make_post,
    make_record,
    make_statement,
    make_target,
)
from tests.unit.domain.strategies import records
from tracker.domain.arrivals import Arrival, Standing, compare
from tracker.domain.imports import Hindrance, hindrance
from tracker.domain.obstacles import Obstacle
from tracker.domain.periods import PartialDate
from tracker.domain.project import Milestone, MilestoneEntry, ProjectRecord
from tracker.domain.provenance import Origin, Source, Viewpoint
from tracker.domain.schedule import milestone_state
from tracker.domain.snapshot import is_known, plan_in_force, resolve_facts
from tracker.domain.taking_over import Taking, addition
from tracker.domain.vocabulary import FactName, MilestoneEntryKind, MilestoneKind, SourceKind

TODAY = date(2023, 6, 1)
VIEW = Viewpoint(TODAY)
AT = datetime(2026, 11, 20, tzinfo=UTC)
DOCUMENT = Source(7, SourceKind.REGISTER, "Ministerstwo", "Lista projektów", PartialDate.parse("2023-05-31"))
ORIGIN = Origin(DOCUMENT, None, TODAY, AT)
TAKING = Taking("Ewa", TODAY, AT, TODAY, reason="Jak w dokumencie.")


def said(record: ProjectRecord) -> ProjectRecord:
    """A project's history as one document would tell it: one figure of each fact, one date of each kind."""
    facts = {s.fact: replace(s, origin=ORIGIN) for s in record.statements}
    return replace(
        record,
        statements=tuple(facts.values()),
        choices=(),
        plans=tuple(replace(plan, origin=ORIGIN) for plan in record.plans[:1]),
        milestones=tuple({m.name.casefold(): _of_document(m) for m in record.milestones}.values()),
        posts=(),
        trainings=(),
        reports=(),
    )


def _of_document(milestone: Milestone) -> Milestone:
    entries: dict[MilestoneEntryKind, MilestoneEntry] = {
        entry.kind: replace(entry, origin=ORIGIN) for entry in milestone.entries
    }
    return replace(milestone, origin=ORIGIN, entries=tuple(entries.values()))


def with_added(record: ProjectRecord, added: ProjectRecord) -> ProjectRecord:
    """A project after an addition, as the database joins them."""
    numbers = {m.number: m for m in record.milestones}
    for one in added.milestones:
        known = numbers.get(one.number)
        numbers[one.number] = replace(known, entries=(*known.entries, *one.entries)) if known else one
    return replace(
        record,
        statements=(*record.statements, *added.statements),
        choices=(*record.choices, *added.choices),
        plans=(*record.plans, *added.plans),
        milestones=tuple(numbers.values()),
    )


def withdrawn(record: ProjectRecord, added: ProjectRecord, on: date) -> ProjectRecord:
    """A project after an addition was undone."""

    def gone(origin: Origin) -> Origin:
        return replace(origin, withdrawn_on=on) if origin.recorded_at == AT else origin

    after = with_added(record, added)
    return replace(
        after,
        statements=tuple(replace(s, origin=gone(s.origin)) for s in after.statements),
        choices=tuple(replace(c, origin=gone(c.origin)) for c in after.choices),
        plans=tuple(replace(p, origin=gone(p.origin)) for p in after.plans),
        milestones=tuple(
            replace(
                m,
                origin=gone(m.origin),
                entries=tuple(replace(e, origin=gone(e.origin)) for e in m.entries),
            )
            for m in after.milestones
        ),
    )


@given(records(), records(), st.booleans())
def test_what_was_taken_over_is_not_taken_over_again(
    record: ProjectRecord, other: ProjectRecord, overrules: bool
) -> None:
    arrival = Arrival(said(other), record.slug)
    overruling = frozenset(FactName) if overrules else frozenset[FactName]()

    added = addition(record, compare(record, arrival, VIEW), replace(TAKING, overruling=overruling))
    again = compare(with_added(record, added), arrival, VIEW)

    assert again.is_empty


@given(records(), records(), st.booleans())
def test_contradicted_figures_count_as_was_decided(
    record: ProjectRecord, other: ProjectRecord, overrules: bool
) -> None:
    arrival = Arrival(said(other), record.slug)
    differences = compare(record, arrival, VIEW)
    overruling = frozenset(FactName) if overrules else frozenset[FactName]()

    added = addition(record, differences, replace(TAKING, overruling=overruling))
    after = resolve_facts(with_added(record, added), VIEW)

    for one in differences.of(Standing.CONTRADICTS):
        assert after[one.said.fact].value == (one.said.value if overrules else one.present.value)


@given(records(), records())
def test_undone_it_is_as_if_it_had_never_been(record: ProjectRecord, other: ProjectRecord) -> None:
    arrival = Arrival(said(other), record.slug)
    taking = replace(TAKING, overruling=frozenset(FactName))

    added = addition(record, compare(record, arrival, VIEW), taking)
    after = withdrawn(record, added, TODAY)

    assert {n: f.value for n, f in resolve_facts(after, VIEW).items()} == {
        n: f.value for n, f in resolve_facts(record, VIEW).items()
    }
    assert plan_in_force(after, VIEW) == plan_in_force(record, VIEW)
    for milestone in record.milestones:
        now = next(m for m in after.milestones if m.number == milestone.number)
        before = milestone_state(milestone, VIEW)
        assert (milestone_state(now, VIEW).baseline, milestone_state(now, VIEW).achieved) == (
            before.baseline,
            before.achieved,
        )


@given(records())
def test_what_a_sheet_repeats_is_nothing_new(record: ProjectRecord) -> None:
    held = resolve_facts(record, VIEW)
    statements = tuple(replace(f.chosen, origin=ORIGIN) for f in held.values() if f.chosen)
    sheet = replace(said(record), statements=statements, plans=(), milestones=())

    assert compare(record, Arrival(sheet, record.slug, restates=True), VIEW).is_empty


def test_the_same_figure_of_another_document_confirms() -> None:
    value = make_statement(Decimal(100))
    record = make_record(value)
    arrival = Arrival(make_record(replace(value, origin=ORIGIN)), record.slug)

    (one,) = compare(record, arrival, VIEW).facts

    assert one.standing is Standing.CONFIRMS


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [("2019-01", "2019-12", ()), ("2019-12", "2019-01", ((Obstacle.END_BEFORE_START, ""),))],
)
def test_a_period_the_wrong_way_round_is_an_obstacle(start: str, end: str, expected: object) -> None:
    dates = [
        make_statement(PartialDate.parse(start), ORIGIN, id=1, fact=FactName.START),
        make_statement(PartialDate.parse(end), ORIGIN, id=2, fact=FactName.END),
    ]
    arrival = Arrival(make_record(*dates), "klucze")

    assert compare(make_record(), arrival, VIEW).obstacles == expected


def test_a_smaller_target_without_a_day_is_an_obstacle() -> None:
    post = make_post(make_target("3"))
    smaller = replace(post, entries=(make_target("2", origin=ORIGIN),))

    differences = compare(make_record(posts=[post]), Arrival(make_record(posts=[smaller]), "klucze"), VIEW)

    assert differences.obstacles == ((Obstacle.SMALLER_TARGET, post.name),)


def test_what_others_added_to_hinders_undoing() -> None:
    gone = replace(make_origin(), withdrawn_on=TODAY)
    milestone = replace(make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-01-01")), origin=gone)
    title = make_statement("Nowy model", fact=FactName.TITLE)

    assert hindrance(make_record(title, milestones=[milestone]), TODAY) is Hindrance.ADDED_TO


def test_a_project_of_which_nothing_stands_is_not_known() -> None:
    gone = replace(make_origin(known_on=date(2019, 1, 1)), withdrawn_on=date(2019, 3, 1))
    record = make_record(make_statement("Nowy model", gone, fact=FactName.TITLE))

    assert not is_known(record, Viewpoint(TODAY))
    assert is_known(record, Viewpoint(date(2019, 2, 1), date(2019, 2, 1)))
    assert hindrance(record, TODAY) is None


def test_a_forecast_is_said_again_beside_a_new_plan() -> None:
    old = [make_entry(MilestoneEntryKind.BASELINE, "2019-01"), make_entry(MilestoneEntryKind.FORECAST, "2019-03", id=2)]
    new = [
        make_entry(MilestoneEntryKind.BASELINE, "2019-02", ORIGIN),
        make_entry(MilestoneEntryKind.FORECAST, "2019-03", ORIGIN, id=2),
    ]
    arrival = Arrival(make_record(milestones=[make_milestone(*new)]), "klucze")

    (milestone,) = compare(make_record(milestones=[make_milestone(*old)]), arrival, VIEW).milestones

    assert [entry.kind.value for entry in milestone.entries] == ["baseline", "forecast"]


def test_a_milestone_that_the_document_names_is_not_taken_for_another() -> None:
    known = make_milestone(name="Struktura")
    said_of_it = make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-01", ORIGIN), name="Struktura")
    other = make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-05", ORIGIN), number=2, name="Druga struktura")
    arrival = Arrival(make_record(milestones=[replace(said_of_it, kind=MilestoneKind.OTHER), other]), "klucze")

    found = compare(make_record(milestones=[known]), arrival, VIEW).milestones

    assert [(milestone.number, milestone.name) for milestone in found] == [(1, "Struktura"), (2, "Druga struktura")]


def test_a_project_that_never_had_a_title_does_not_hinder_undoing() -> None:
    record = make_record(make_statement(Decimal(5), fact=FactName.TOTAL_VALUE))

    assert hindrance(record, TODAY) is None
