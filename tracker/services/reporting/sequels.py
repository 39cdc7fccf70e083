"""A real deed ends what the demonstration had invented of the days after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tracker.domain.money import total
from tracker.domain.project import Post, QuantityEntry, Report, Training
from tracker.domain.report_life import ReportAction
from tracker.domain.sequels import Sequel, cut_sequel, ends_whole_story
from tracker.services.editing.ground import Editor
from tracker.services.reporting.ground import OpenReport, record_deed
from tracker.storage.sequels import remove_sequel


def end_sequel(opened: OpenReport, action: ReportAction, editor: Editor) -> OpenReport:
    """Remove what is invented of later days and contradicts a step that is taken now; the caller commits.

    All of it goes into the journal as one event.

    Returns:
        The report as it stands then.
    """
    which = None if ends_whole_story(action) else opened.report.period.start
    record, sequel = cut_sequel(opened.record, editor.today, report=which)
    if sequel.is_empty:
        return opened
    remove_sequel(record.id, sequel, after=editor.today)
    record_deed(opened, editor, "supersede_examples", before={"examples": _told(sequel)}, after={})
    report = next(report for report in record.reports if report.id == opened.id)
    return replace(opened, record=record, report=report)


def _told(sequel: Sequel) -> list[dict[str, Any]]:
    """A sequel as the journal keeps it, each thing with what tells it from the others."""
    submitted = [
        _version(report, submission.number)
        | {
            "submitted_on": _day(submission.origin.effective_on),
            "amount": str(total(item.amount for item in submission.content.spending)),
            "decisions": [[d.decision.value, _day(d.decided_on)] for d in submission.decisions],
        }
        for report, submission in sequel.submissions
    ]
    decided = [
        _version(report, submission.number) | {"decisions": [[decision.decision.value, _day(decision.decided_on)]]}
        for report, submission, decision in sequel.decisions
    ]
    milestones = [
        {"milestone": milestone.number, "kind": entry.kind.value, "day": entry.day.isoformat()}
        for milestone, entry in sequel.milestones
    ]
    counted: tuple[tuple[Post | Training, QuantityEntry], ...] = (*sequel.posts, *sequel.trainings)
    quantities = [_quantity(thing, entry) for thing, entry in counted]
    return submitted + decided + milestones + quantities


def _version(report: Report, number: int) -> dict[str, Any]:
    period = report.period
    return {"period_start": _day(period.start), "period_end": _day(period.last_day), "number": number}


def _quantity(thing: Post | Training, entry: QuantityEntry) -> dict[str, Any]:
    return {"name": thing.name, "quantity": str(entry.quantity), "day": _day(entry.day)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
