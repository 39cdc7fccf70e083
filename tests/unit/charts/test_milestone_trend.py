"""Milestone trends drawn: whole, well-formed, in words, with labels that leave each other room."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given

from tests.unit.charts.examples import NASTY, invented_snapshots, wild_snapshots
from tests.unit.domain.factories import make_entry, make_milestone, make_snapshot, make_year
from tests.unit.domain.test_milestone_trend import told, trend_of
from tracker.charts.milestone_trend import TrendChart, milestone_trend_chart
from tracker.charts.milestone_trend_svg import draw_small_trend, draw_trend
from tracker.charts.milestone_trend_words import projects_finding, signed_days, trends_finding, verdict_words
from tracker.domain.project import Report
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import MilestoneEntryKind

HARMLESS = {"svg", "g", "line", "path", "polyline", "text", "title"}


def drawings(chart: TrendChart) -> list[ElementTree.Element]:
    """Every drawing of a chart; fails unless they are well-formed."""
    return list(ElementTree.fromstring(f"<page>{draw_trend(chart)}{draw_small_trend(chart)}</page>"))  # noqa: S314  It is our own drawing.


@given(invented_snapshots)
def test_labels_of_open_milestones_keep_their_distance(snapshot: Snapshot) -> None:
    chart = milestone_trend_chart(snapshot)
    if chart is None:
        return

    for drawing in drawings(chart):
        height = float(drawing.attrib["viewBox"].split()[-1])
        places = [float(t.attrib["y"]) for t in drawing.iter("text") if "trend-label" in t.attrib["class"]]
        assert all(after - before > 15 for before, after in pairwise(places))
        assert all(0 < place < height for place in places)
        assert len(places) == min(sum(not line.is_achieved for line in chart.lines), 8)


@given(wild_snapshots)
def test_every_milestone_is_in_the_table_and_every_dated_one_is_drawn(snapshot: Snapshot) -> None:
    chart = milestone_trend_chart(snapshot)
    if chart is None:
        assert not any(state.expected for state in snapshot.milestones)
        return

    assert len(chart.table.rows) == len(snapshot.milestones)
    assert {line.number for line in chart.lines} == {t.state.milestone.number for t in chart.trends if t.tellings}
    assert chart.heading
    assert chart.sentence
    for drawing in drawings(chart):
        assert {part.tag for part in drawing.iter()} <= HARMLESS
        assert len(list(drawing.iter("polyline"))) == len(chart.lines)


def test_names_stay_text() -> None:
    milestone = make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-11-30"), name=NASTY)
    chart = milestone_trend_chart(make_snapshot(make_year(milestones=[milestone]), "2019-10-15"))
    assert chart is not None

    for drawing in drawings(replace(chart, description=NASTY)):
        assert {part.tag for part in drawing.iter()} <= HARMLESS
        assert any(NASTY in (title.text or "") for title in drawing.iter("title"))


@pytest.mark.parametrize(
    ("reports", "as_of", "words"),
    [
        ((told(1, "2019-12-30"), told(2, "2020-01-29"), told(3, "2020-02-28")), "2019-10-15", "o miesiąc"),
        (
            (told(1, "2019-12-10"), told(2, "2019-12-20")),
            "2019-10-15",
            "2 sprawozdania z rzędu przesuwają termin, razem o",
        ),
        ((told(1, "2019-12-01"),), "2019-10-15", "ostatnie sprawozdanie przesuwa termin o 1"),
        ((told(1, "2019-11-20"),), "2019-10-15", "nadrabia"),
        ((told(1, None), told(2, None)), "2019-10-15", "stabilny: 2"),
        ((), "2019-10-15", "nie było jeszcze sprawozdania"),
        ((told(1, None),), "2019-12-02", "termin minął 2"),
    ],
)
def test_a_verdict_has_its_words(reports: tuple[Report, ...], as_of: str, words: str) -> None:
    trend = trend_of(*reports, as_of=as_of)

    assert words in verdict_words(trend).replace("\u00a0", " ")
    assert trends_finding([trend])


def test_no_change_is_not_unknown() -> None:
    assert signed_days(0) == "bez zmian"
    assert signed_days(None) == "brak danych"
    assert signed_days(-3).replace("\u00a0", " ") == "−3 dni"


def test_the_finding_of_several_projects_counts_those_that_drift() -> None:
    drifting = [trend_of(told(1, "2019-12-10"), told(2, "2019-12-20"))]
    stable = [trend_of(told(1, None))]

    assert projects_finding([drifting, stable]).replace("\u00a0", " ").startswith("Jeden z 2 projektów przesuwa")
    assert projects_finding([stable, stable]).replace("\u00a0", " ").startswith("Żaden z 2 projektów")
