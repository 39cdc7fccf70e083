"""Reports in the database: every part comes back as it was written, and no two reports share a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.unit.domain.factories import (
    RECORDED_AT,
    make_centre,
    make_milestone,
    make_month,
    make_origin,
    make_post,
    make_record,
    make_report,
    make_submission,
    make_training,
)
from tracker.domain.project import (
    Decision,
    Indicator,
    ProjectRecord,
    Remark,
    ReportContent,
    ReportedMilestone,
    ReportedQuantity,
    Spending,
)
from tracker.domain.vocabulary import (
    IndicatorKind,
    MilestoneEntryKind,
    ReportDecision,
    ReportPart,
    Status,
)
from tracker.storage.base import db
from tracker.storage.projects import get_record, insert_project
from tracker.storage.transactions import transaction

CONTENT = ReportContent(
    milestones=(
        ReportedMilestone(1, MilestoneEntryKind.ACHIEVED, date(2019, 4, 9)),
        ReportedMilestone(2, MilestoneEntryKind.FORECAST, date(2019, 6, 3), "Nabór powtórzony."),
    ),
    posts=(ReportedQuantity(1, Decimal("1.5")),),
    trainings=(ReportedQuantity(1, Decimal(12)),),
    indicators=(
        Indicator(IndicatorKind.OUTPUT, "Osoby objęte usługą", "osoby", Decimal(40), Decimal(12)),
        Indicator(IndicatorKind.RESULT, "Nowa struktura", "", None, Decimal(0)),
    ),
    problems="Nabór trwa dłużej.",
    next_steps="Szkolenie zespołu.",
    spending=(
        Spending(1, date(2019, 4, 1), Decimal("120.50")),
        Spending(2, date(2019, 4, 1), Decimal("-3.00")),
    ),
    declared_status=Status.ATTENTION,
    declared_reason="Nabór.",
    explanations={"negative.2": "Zwrot za fakturę."},
    unchanged=frozenset({ReportPart.TRAINING, ReportPart.INDICATORS}),
)
DECISIONS = (
    Decision(
        ReportDecision.RETURNED,
        date(2019, 5, 9),
        RECORDED_AT,
        "Dwie uwagi.",
        "Koordynator",
        (Remark("problems", "Proszę dopisać kogo dotyczy."), Remark("spending.1.2019-04", "", "120,05")),
    ),
)


def make_reported() -> ProjectRecord:
    april = make_month("2019-04")
    submission = replace(make_submission(make_origin(april.end)), content=CONTENT, decisions=DECISIONS)
    milestones = [make_milestone(number=number) for number in (1, 2)]
    return replace(
        make_record(milestones=milestones, posts=[make_post()], trainings=[make_training()]),
        reports=(make_report(april, submission),),
        centre=make_centre(),
        slug="probny",
    )


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
