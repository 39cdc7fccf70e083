"""What a document states, figure by figure, and what became of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from tests.unit.domain.factories import (
    make_choice,
    make_decision,
    make_entry,
    make_even_plan,
    make_milestone,
    make_origin,
    make_quarter,
    make_record,
    make_snapshot,
    make_statement,
    make_terms,
)
from tests.unit.domain.strategies import records, viewpoints
from tracker.domain.project import Decision, ProjectRecord
from tracker.domain.provenance import Origin, Viewpoint
from tracker.domain.snapshot import take_snapshot
from tracker.domain.sources import Standing, Subject, stated_figures
from tracker.domain.vocabulary import FactName, MilestoneEntryKind, ReportDecision

VALUE = FactName.TOTAL_VALUE


def from_source(key: int, effective_on: date | None = None) -> Origin:
    origin = make_origin(effective_on)
    return replace(origin, source=replace(origin.source, id=key))


def standings(record: ProjectRecord, source: int) -> list[Standing]:
    return [figure.standing for figure in stated_figures(make_snapshot(record, "2019-10-15"), {source})]


def test_the_chosen_figure_counts_and_the_others_compete_agree_or_were_replaced() -> None:
    chosen = make_statement(Decimal("100.00"), from_source(1, date(2019, 3, 1)), id=1)
    rival = make_statement(Decimal("90.00"), from_source(2, date(2019, 3, 1)), id=2)
    same = make_statement(Decimal("100.00"), from_source(3), id=3)
    earlier = make_statement(Decimal("80.00"), from_source(4), id=4)
    later = make_statement(Decimal("120.00"), from_source(5, date(2019, 12, 1)), id=5)
    record = replace(make_record(chosen, rival, same, earlier, later), choices=(make_choice(chosen, reason="Umowa."),))

    assert [standings(record, key) for key in range(1, 6)] == [
        [Standing.COUNTS],
        [Standing.COMPETES],
        [Standing.AGREES],
        [Standing.REPLACED],
        [Standing.AHEAD],
    ]


def test_what_does_not_count_tells_what_does() -> None:
    chosen = make_statement(Decimal("100.00"), from_source(1, date(2019, 3, 1)), id=1)
    rival = make_statement(Decimal("90.00"), from_source(2), id=2)

    (figure,) = stated_figures(make_snapshot(make_record(chosen, rival), "2019-10-15"), {2})

    assert (figure.value, figure.counts) == (Decimal("90.00"), Decimal("100.00"))


def test_the_terms_of_a_sum_count_as_parts() -> None:
    eu = make_statement(Decimal("84.28"), fact=FactName.EU_FUNDING, id=1)
    state = make_statement(Decimal("15.72"), fact=FactName.STATE_FUNDING, id=2)

    assert standings(make_record(eu, state), 1) == [Standing.PART, Standing.PART]


def test_a_forecast_replaces_the_one_before() -> None:
    forecast = MilestoneEntryKind.FORECAST
    milestone = make_milestone(
        make_entry(forecast, "2019-11-01", make_origin(date(2019, 4, 1)), id=1),
        make_entry(forecast, "2019-12-01", make_origin(date(2019, 7, 1)), id=2),
    )

    assert standings(make_record(milestones=[milestone]), 1) == [Standing.REPLACED, Standing.COUNTS]


def test_what_an_undone_import_brought_is_withdrawn_from_that_day() -> None:
    undone = make_statement(Decimal("90.00"), replace(from_source(1), withdrawn_on=date(2019, 5, 1)), id=1)
    record = make_record(undone)

    told = [
        figure.standing
        for known_on in (None, date(2019, 5, 1), date(2019, 4, 30))
        for figure in stated_figures(take_snapshot(record, Viewpoint(date(2019, 10, 15), known_on)), {1})
    ]

    assert told == [Standing.WITHDRAWN, Standing.WITHDRAWN, Standing.COUNTS]


def test_an_achievement_after_the_day_looked_at_is_ahead() -> None:
    reached = make_entry(MilestoneEntryKind.ACHIEVED, "2020-02-01", from_source(1))
    record = replace(make_record(), milestones=(make_milestone(reached),))

    assert standings(record, 1) == [Standing.AHEAD]


@pytest.mark.parametrize(
    ("decisions", "standing"),
    [((), Standing.COUNTS), ((make_decision(ReportDecision.RETURNED, date(2019, 4, 20)),), Standing.IDLE)],
    ids=["waiting", "returned"],
)
def test_the_figures_of_a_report_count_until_it_is_sent_back(
    decisions: tuple[Decision, ...], standing: Standing
) -> None:
    report = make_quarter(1, "100.00", *decisions)
    record = make_record(*make_terms(), plans=[make_even_plan()], reports=[report])

    figures = stated_figures(make_snapshot(record, "2019-10-15"), {1})

    (spent,) = [figure for figure in figures if figure.subject is Subject.SPENDING]
    assert (spent.value, spent.standing, spent.name) == (Decimal("100.00"), standing, "Zadanie 1")


@given(records(), viewpoints)
def test_every_statement_of_a_document_is_told_once(record: ProjectRecord, viewpoint: Viewpoint) -> None:
    sources = {statement.origin.source.id for statement in record.statements}

    figures = stated_figures(take_snapshot(record, viewpoint), sources)

    facts = [figure for figure in figures if figure.subject is Subject.FACT]
    assert len(facts) == len(record.statements)
    chosen = [figure.fact for figure in facts if figure.standing is Standing.COUNTS]
    assert len(chosen) == len(set(chosen)), "of each fact one statement counts at most"
