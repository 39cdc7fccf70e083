"""Reports in the database: every part comes back as it was written, and no two reports share a day."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.unit.domain.full_report import CONTENT, DECISIONS, make_reported
from tracker.domain.project import ReportedQuantity
from tracker.storage.base import db
from tracker.storage.projects import get_record, insert_project
from tracker.storage.transactions import transaction


def test_every_part_of_a_report_comes_back(app: Flask) -> None:
    with app.app_context():
        with transaction():
            insert_project(make_reported())

        record = get_record("probny")

    (report,) = record.reports
    (submission,) = report.submissions
    posts, trainings = record.posts, record.trainings
    assert submission.content == replace(
        CONTENT,
        posts=(ReportedQuantity(posts[0].id, Decimal("1.5")),),
        trainings=(ReportedQuantity(trainings[0].id, Decimal(12)),),
    )
    assert submission.decisions == DECISIONS


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        ("2019-05-01", "2019-06-01", True),
        ("2019-04-30", "2019-05-02", False),
        ("2019-03-01", "2019-04-02", False),
        ("2019-04-10", "2019-04-12", False),
        ("2019-03-01", "2019-04-01", True),
    ],
)
def test_database_refuses_reports_that_share_days(app: Flask, first: str, last: str, *, fits: bool) -> None:
    with app.app_context(), transaction():
        key = insert_project(make_reported())
    insert = text(
        "INSERT INTO reports (project_id, period_start, period_end, due_on)"
        f" VALUES ({key}, '{first}', '{last}', '{last}')"
    )

    with app.app_context():
        if fits:
            with transaction():
                db.session.execute(insert)
            assert len(get_record("probny").reports) == 2
        else:
            with pytest.raises(DatabaseError, match=r"share days|ex_reports_periods_apart"), transaction():
                db.session.execute(insert)
