"""The finding over a matrix: nothing good is told of what nobody knows."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.domain.factories import make_record, make_snapshot, make_terms, make_year
from tests.unit.speaking import speaking
from tracker.domain.matrix import Measure, months_through, silence_cell, spending_cell
from tracker.domain.project import ProjectRecord
from tracker.web.matrix_words import finding

SILENT = make_record(*make_terms())
UNAGREED = make_record(*make_terms(reports=False))
"""Nobody knows when it is to report."""

REPORTING = make_year("300.00", "300.00", "300.00")
LOSING = make_year("300.00", "100.00", "10.00")

UNKNOWN = "Wydatków żadnego projektu nie da się porównać z planem miesiąc po miesiącu."


@pytest.mark.parametrize(
    ("records", "text"),
    [
        ([SILENT], UNKNOWN),
        ([SILENT, REPORTING], "Żaden projekt nie traci do planu z miesiąca na miesiąc; wiadomo to o 1 z 2."),
        ([REPORTING], "Żaden projekt nie traci do planu z miesiąca na miesiąc."),
        ([SILENT, LOSING], "Z miesiąca na miesiąc tracą do planu: Klucze."),
    ],
)
def test_spending_is_praised_only_where_it_is_known(records: list[ProjectRecord], text: str) -> None:
    assert said(records, Measure.SPENDING) == text


@pytest.mark.parametrize(
    ("records", "text"),
    [
        ([UNAGREED], "Nie ma żadnego sprawozdania i żadne nie zalega."),
        ([REPORTING], "Żadne sprawozdanie nie zalega."),
        ([SILENT], "Zaległe sprawozdania: Klucze."),
    ],
)
def test_no_report_at_all_is_no_report_in_time(records: list[ProjectRecord], text: str) -> None:
    assert said(records, Measure.SILENCE) == text


def said(records: list[ProjectRecord], measure: Measure) -> str:
    """The finding of a year as of its October, with plain spaces."""
    snapshots = [make_snapshot(record, "2019-10-15") for record in records]
    months = months_through(date(2019, 1, 1), date(2019, 9, 1))
    cell = silence_cell if measure is Measure.SILENCE else spending_cell
    with speaking("pl"):
        found = finding(snapshots, [[cell(snapshot, month) for month in months] for snapshot in snapshots], measure)
    return found.replace("\u00a0", " ")
