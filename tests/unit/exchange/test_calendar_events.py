"""The dates of projects as events: milestones and due days, and never a day that nobody has named."""

from __future__ import annotations

from datetime import date

from tests.unit.domain.factories import make_entry, make_milestone, make_quarter, make_record, make_snapshot, make_terms
from tests.unit.speaking import speaking
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import MilestoneEntryKind
from tracker.exchange.calendar_events import calendar_about, calendar_events

BASELINE, FORECAST, ACHIEVED = MilestoneEntryKind


def look(*days: str) -> Snapshot:
    milestones = [make_milestone(make_entry(BASELINE, day), number=number) for number, day in enumerate(days, start=1)]
    reports = [make_quarter(1, "100.00"), make_quarter(2, "100.00")]
    return make_snapshot(make_record(*make_terms(), milestones=milestones, reports=reports), "2019-10-15")


def test_days_become_events_in_their_order_and_months_are_told_instead() -> None:
    with speaking("pl"):
        events, dayless = calendar_events([look("2019-11-05", "2019-12")], lambda slug: f"/projekty/{slug}")
        about = calendar_about([("Stan na", "dziś")], dayless)

    assert [(event.day, event.category) for event in events] == [
        (date(2019, 10, 10), "Sprawozdanie"),
        (date(2019, 11, 5), "Kamień milowy"),
        (date(2019, 12, 31), "Koniec projektu"),
        (date(2020, 1, 10), "Sprawozdanie"),
    ]
    assert len(dayless) == 1
    assert about.startswith("Stan na: dziś\n")
    assert about.endswith("grudzień\u00a02019")


def test_a_report_whose_figures_count_is_not_due_any_more() -> None:
    with speaking("pl"):
        events, _ = calendar_events([look()], str)

    assert not [event for event in events if event.day in (date(2019, 4, 10), date(2019, 7, 10))]
