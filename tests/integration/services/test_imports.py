"""Bringing in what documents say: all or nothing, twice is once, and undone means as if it had never been seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask

from tests.unit.data.bundled import real_record
from tracker.domain.arrivals import Arrival
from tracker.domain.drafts import EntryDraft, MilestoneDraft
from tracker.domain.errors import ConflictError, ForbiddenError, InvalidInputError
from tracker.domain.imports import ImportKind
from tracker.domain.periods import PartialDate
from tracker.domain.permissions import EVERYWHERE, Scope
from tracker.domain.project import Centre, Milestone, MilestoneEntry, Post, ProjectRecord
from tracker.domain.provenance import FactValue, Origin, Source, Statement, Viewpoint
from tracker.domain.snapshot import is_known, take_snapshot
from tracker.domain.vocabulary import (
    CentreKind,
    FactName,
    MilestoneEntryKind,
    MilestoneKind,
    PostKind,
    SourceKind,
    StatementKind,
    Voivodeship,
)
from tracker.services import portfolio_files
from tracker.services.editing.ground import Editor
from tracker.services.editing.milestones import (
    add_milestone,
    add_milestone_entry,
    find_milestone,
    milestone_fingerprint,
)
from tracker.services.imports.applying import Decisions, Outcome, apply, bring_in, keep, proposals_of
from tracker.services.imports.previewing import Proposal, edition
from tracker.services.imports.undoing import undo
from tracker.storage import imports, projects
from tracker.storage.audit import events_of
from tracker.storage.transactions import transaction

TODAY = date(2019, 10, 15)
EDITOR = Editor("Ewa Nowak", datetime(2026, 11, 20, 9, 0, tzinfo=UTC), TODAY)
SOURCE = Source(1, SourceKind.REGISTER, "Ministerstwo", "Lista projektów", PartialDate.parse("2019-09-30"))
ORIGIN = Origin(SOURCE, None, TODAY, EDITOR.at)
NEW_CENTRE = Centre(
    0,
    "Gminny Ośrodek Pomocy Społecznej w Zarzeczu",
    "GOPS w Zarzeczu",
    "Zarzecze",
    CentreKind.GOPS,
    Voivodeship.PODKARPACKIE,
)


def says(*facts: tuple[FactName, FactValue], centre: Centre = NEW_CENTRE, slug: str | None = None) -> Arrival:
    statements = tuple(
        Statement(number, fact, value, StatementKind.AGREED, ORIGIN) for number, (fact, value) in enumerate(facts, 1)
    )
    record = ProjectRecord(0, "zarzecze", centre, 0, 1, EDITOR.at, is_example=False, statements=statements)
    return Arrival(record, slug)


NEW = says((FactName.TITLE, "Bliżej ludzi"), (FactName.TOTAL_VALUE, Decimal("310000.00")))


def take(arrival: Arrival, decisions: Decisions | None = None, *, reach: Scope = EVERYWHERE) -> Outcome:
    with transaction():
        return bring_in(
            ImportKind.REGISTER, "lista.xlsx", [arrival], EDITOR, decisions=decisions or Decisions({1}), reach=reach
        )


def look(slug: str) -> ProjectRecord:
    return projects.get_record(slug)


@pytest.fixture
def within(bundled: Flask) -> Iterator[Flask]:
    with bundled.app_context():
        yield bundled


@pytest.mark.usefixtures("within")
def test_a_new_project_comes_with_its_source_and_is_known_from_today() -> None:
    outcome = take(NEW)

    snapshot = take_snapshot(look("zarzecze"), Viewpoint(TODAY))
    assert outcome.added == ("zarzecze",)
    assert snapshot.facts[FactName.TOTAL_VALUE].amount == Decimal("310000.00")
    chosen = snapshot.facts[FactName.TITLE].chosen
    assert chosen is not None
    assert (chosen.origin.source.title, chosen.origin.known_on) == ("Lista projektów", TODAY)


@pytest.mark.usefixtures("within")
def test_the_same_twice_changes_nothing() -> None:
    take(NEW)

    again = keep_and_propose(NEW)

    assert [one.record.slug for one in again] == ["zarzecze"]
    assert again[0].differences.is_empty
    assert not again[0].can_be_taken


def keep_and_propose(arrival: Arrival) -> list[Proposal]:
    with transaction():
        key = keep(ImportKind.REGISTER, "lista.xlsx", [arrival], EDITOR, account_id=None)
    return proposals_of(key, EDITOR)


@pytest.mark.usefixtures("within")
def test_a_contradiction_leaves_what_counted_unless_somebody_overrules_it() -> None:
    take(says((FactName.TOTAL_VALUE, Decimal("400000.00")), slug="krasnystaw"))

    value = take_snapshot(look("krasnystaw"), Viewpoint(TODAY)).facts[FactName.TOTAL_VALUE]
    assert value.amount == Decimal("374101.08")
    assert [s.value for s in value.competing] == [Decimal("400000.00")]


@pytest.mark.usefixtures("within")
def test_an_overruling_figure_counts_with_its_reason() -> None:
    decisions = Decisions({1}, {1: {FactName.TOTAL_VALUE}}, "Kwota z umowy.")

    take(says((FactName.TOTAL_VALUE, Decimal("400000.00")), slug="krasnystaw"), decisions)

    value = take_snapshot(look("krasnystaw"), Viewpoint(TODAY)).facts[FactName.TOTAL_VALUE]
    assert (value.amount, value.chosen.kind if value.chosen else None) == (Decimal("400000.00"), StatementKind.AGREED)


@pytest.mark.usefixtures("within")
def test_overruling_asks_why() -> None:
    decisions = Decisions({1}, {1: {FactName.TOTAL_VALUE}})

    with pytest.raises(InvalidInputError) as refused:
        take(says((FactName.TOTAL_VALUE, Decimal("400000.00")), slug="krasnystaw"), decisions)

    assert [problem.where for problem in refused.value.problems] == ["reason"]


@pytest.mark.usefixtures("within")
def test_undoing_brings_back_every_figure_and_keeps_what_the_meeting_saw() -> None:
    before = take_snapshot(look("krasnystaw"), Viewpoint(TODAY)).facts
    decisions = Decisions({1}, {1: {FactName.TOTAL_VALUE}}, "Kwota z umowy.")
    outcome = take(says((FactName.TOTAL_VALUE, Decimal("400000.00")), slug="krasnystaw"), decisions)
    later = replace(EDITOR, today=date(2019, 10, 17))

    with transaction():
        number = undo(outcome.key, later)

    record = look("krasnystaw")
    values = {name: fact.value for name, fact in take_snapshot(record, Viewpoint(later.today)).facts.items()}
    at_meeting = take_snapshot(record, Viewpoint(date(2019, 10, 16), date(2019, 10, 16)))
    assert number == 1
    assert values == {name: fact.value for name, fact in before.items()}
    assert at_meeting.facts[FactName.TOTAL_VALUE].amount == Decimal("400000.00")


@pytest.mark.usefixtures("within")
def test_an_undone_project_is_gone_and_can_be_brought_in_again() -> None:
    outcome = take(NEW)
    with transaction():
        undo(outcome.key, EDITOR)

    was_known = is_known(look("zarzecze"), Viewpoint(TODAY))
    again = take(NEW)

    assert not was_known
    assert again.added == ("zarzecze",)
    assert is_known(look("zarzecze"), Viewpoint(TODAY))


@pytest.mark.usefixtures("within")
def test_undoing_twice_is_refused() -> None:
    outcome = take(NEW)
    with transaction():
        undo(outcome.key, EDITOR)

    with pytest.raises(ConflictError), transaction():
        undo(outcome.key, EDITOR)


@pytest.mark.usefixtures("within")
def test_what_people_went_on_from_is_not_undone() -> None:
    entry = MilestoneEntry(1, MilestoneEntryKind.BASELINE, PartialDate.parse("2019-11"), ORIGIN)
    milestone = Milestone(1, 1, MilestoneKind.OTHER, "Przegląd standardów", 1, ORIGIN, (entry,))
    arrival = says(slug="krasnystaw")
    outcome = take(replace(arrival, record=replace(arrival.record, milestones=(milestone,))))
    number = next(m.number for m in look("krasnystaw").milestones if m.name == "Przegląd standardów")
    add_date(number)

    with pytest.raises(InvalidInputError), transaction():
        undo(outcome.key, EDITOR)

    assert imports.get_import(outcome.key).stands


@pytest.mark.usefixtures("within")
def test_a_project_of_figures_to_which_a_milestone_was_added_is_not_undone() -> None:
    outcome = take(NEW)
    draft = MilestoneDraft(replace(SOURCE, title="Notatka"), MilestoneKind.OTHER, "Przegląd", 1, None)
    with transaction():
        add_milestone("zarzecze", draft, EDITOR)

    with pytest.raises(InvalidInputError), transaction():
        undo(outcome.key, EDITOR)

    assert is_known(look("zarzecze"), Viewpoint(TODAY))


@pytest.mark.usefixtures("within")
def test_several_projects_on_record_gain_their_own_figures() -> None:
    values = {"krasnystaw": Decimal("1.00"), "klucze": Decimal("2.00"), "przasnysz": Decimal("3.00")}
    said = [
        says((FactName.TOTAL_VALUE, value), (FactName.GRANT, value), slug=slug, centre=look(slug).centre)
        for slug, value in values.items()
    ]
    before = {slug: look(slug).revision for slug in values}
    overruling = {number: {FactName.TOTAL_VALUE} for number in (1, 2, 3)}

    with transaction():
        done = bring_in(
            ImportKind.REGISTER, "lista.xlsx", said, EDITOR, decisions=Decisions({1, 2, 3}, overruling, "Aneks.")
        )

    for slug, value in values.items():
        record = look(slug)
        fact = take_snapshot(record, Viewpoint(TODAY)).facts[FactName.TOTAL_VALUE]
        assert fact.amount == value
        assert record.revision > before[slug]
        assert [event.deed for event in events_of(record.id)][-1] == "bring_in"
    assert done.changed == tuple(values)


def add_date(number: int) -> None:
    record = look("krasnystaw")
    draft = EntryDraft(
        replace(SOURCE, title="Notatka"), MilestoneEntryKind.FORECAST, PartialDate.parse("2019-12"), None, "Choroba."
    )
    with transaction():
        seen = milestone_fingerprint(find_milestone(record, number))
        add_milestone_entry("krasnystaw", number, draft, EDITOR, seen=seen)


@pytest.mark.usefixtures("within")
def test_nothing_beyond_ones_reach_is_taken_over() -> None:
    with pytest.raises(InvalidInputError):
        take(NEW, reach=Scope(voivodeships=frozenset({Voivodeship.LUBELSKIE})))

    assert "zarzecze" not in projects.project_slugs()


@pytest.mark.usefixtures("within")
def test_nothing_beyond_ones_reach_is_undone() -> None:
    outcome = take(NEW)

    with pytest.raises(ForbiddenError), transaction():
        undo(outcome.key, EDITOR, reach=Scope(voivodeships=frozenset({Voivodeship.LUBELSKIE})))


@pytest.mark.usefixtures("within")
def test_what_changed_in_between_is_looked_at_anew() -> None:
    with transaction():
        key = keep(
            ImportKind.REGISTER,
            "lista.xlsx",
            [says((FactName.TOTAL_VALUE, Decimal("400000.00")), slug="krasnystaw")],
            EDITOR,
            account_id=None,
        )
    seen = edition(proposals_of(key, EDITOR))
    take(says((FactName.GRANT, Decimal("300000.00")), slug="krasnystaw"))

    with pytest.raises(ConflictError), transaction():
        apply(key, Decisions({1}), EDITOR, seen=seen)


@pytest.mark.usefixtures("within")
def test_a_withdrawn_history_is_exported_and_read_back() -> None:
    outcome = take(says((FactName.TOTAL_VALUE, Decimal("400000.00")), slug="krasnystaw"))
    with transaction():
        undo(outcome.key, EDITOR)

    text = "".join(portfolio_files.export_portfolio())
    read = portfolio_files.read_export(text, file="eksport.json")

    krasnystaw = next(p.record for p in read.projects if p.record.slug == "krasnystaw")
    assert [s.origin.withdrawn_on for s in krasnystaw.statements if s.value == Decimal("400000.00")] == [TODAY]


@pytest.mark.usefixtures("within")
def test_a_repeated_post_only_gains_what_is_new() -> None:
    post = Post(1, PostKind.FIRST_CONTACT, "Punkt informacji", True, ORIGIN)
    arrival = says(slug="krasnystaw")
    whole = replace(arrival, record=replace(arrival.record, posts=(post,)))
    take(whole)

    again = keep_and_propose(whole)

    assert again[0].differences.is_empty


@pytest.mark.usefixtures("within")
def test_bundled_projects_are_found_by_centre_and_title() -> None:
    krasnystaw = real_record("krasnystaw")
    title = next(s for s in krasnystaw.statements if s.fact is FactName.TITLE)
    said = says((FactName.TITLE, f"„{title.value}”"), centre=replace(krasnystaw.centre, id=0))

    assert keep_and_propose(said)[0].record.slug == "krasnystaw"
