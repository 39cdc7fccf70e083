"""What the checks say of a version that was handed in does not change while it waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.unit.domain.factories import make_entry, make_milestone, make_origin, make_year
from tests.unit.domain.report_strategies import QUARTERS
from tests.unit.speaking import speaking
from tracker.domain.project import ReportContent, Spending, Submission
from tracker.domain.provenance import Viewpoint
from tracker.domain.report_form import lay_out
from tracker.domain.vocabulary import MilestoneEntryKind, ReportPart, Status
from tracker.services.reporting.reviewing import is_clean, outcome_of

HANDED_IN, LATER = date(2019, 10, 8), date(2019, 10, 20)


def test_a_day_that_was_ahead_when_the_version_was_handed_in_does_not_speak_against_it_later() -> None:
    milestone = make_milestone(make_entry(MilestoneEntryKind.BASELINE, "2019-10-10"))
    record = make_year("300.00", "300.00", milestones=[milestone])
    form = lay_out(record, QUARTERS[2].start, Viewpoint(LATER))
    content = ReportContent(
        spending=tuple(Spending(1, month, Decimal(100)) for month in form.months),
        declared_status=Status.ON_TRACK,
        unchanged=frozenset({ReportPart.MILESTONES}),
    )
    version = Submission(1, 1, content, make_origin(HANDED_IN))

    with speaking("pl"):
        waiting = outcome_of(form, version, LATER)
        handed_in_late = outcome_of(form, replace(version, origin=make_origin(LATER)), LATER)

    assert is_clean(waiting)
    assert [check.field for check in handed_in_late.errors] == ["milestone.1.day"]
