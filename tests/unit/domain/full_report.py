"""A report in which every part is filled, as one of its versions was handed in and sent back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

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
from tracker.domain.vocabulary import IndicatorKind, MilestoneEntryKind, ReportDecision, ReportPart, Status

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
