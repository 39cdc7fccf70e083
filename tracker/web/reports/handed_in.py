"""A report as it was handed in, for those who wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext

from tracker.domain.permissions import Deed
from tracker.domain.project import ReportedMilestone, Submission
from tracker.domain.report_fields import FieldGroup, explanation_field, parse_field
from tracker.domain.report_form import ReportForm, sum_by_task
from tracker.domain.report_life import last_decision
from tracker.domain.report_lines import MilestoneLine
from tracker.domain.report_totals import report_totals
from tracker.domain.report_values import FieldValue, field_values
from tracker.domain.vocabulary import MilestoneEntryKind, ReportPart
from tracker.formatting import day_long, partial_date, pln, tie
from tracker.gate.access import may
from tracker.report_sentences.fields import field_label, task_name, value_text
from tracker.services.reporting.ground import OpenReport
from tracker.storage.attachments import submitted_attachments

TOLD_IN_ONE = frozenset({FieldGroup.SPENDING, FieldGroup.MILESTONE})
"""What is told of a task or milestone as a whole, not field by field."""

MISSING_IS_SAID = frozenset({FieldGroup.POST, FieldGroup.TRAINING})
"""What is shown with a dash when nothing is known; other empty fields are left out."""


@dataclass(frozen=True)
class ToldPart:
    """A part of a report with what it says: label and value a row."""

    part: ReportPart
    rows: tuple[tuple[str, str], ...]


def show_handed_in(report: OpenReport) -> str:
    """The page of a report in which nobody can write at the moment: the version last handed in."""
    submission = report.submissions[-1]
    return render_template(
        "reports/handed_in.html",
        report=report,
        submission=submission,
        decision=last_decision(submission, report.viewpoint),
        parts=told_parts(report.form, submission),
        totals=report_totals(report.form, submission.content),
        files=submitted_attachments(report.id).get(submission.number, []),
        may_send=may(Deed.SUBMIT_REPORT, report.address.place),
    )


def told_parts(form: ReportForm, submission: Submission) -> list[ToldPart]:
    """What a version says, part by part, in the order of the page."""
    values = field_values(form, submission.content)
    explained = [explanation_field(key) for key in submission.content.explanations]
    rows: dict[ReportPart, list[tuple[str, str]]] = {part: [] for part in ReportPart}
    rows[ReportPart.MILESTONES] = _milestones(form, submission)
    rows[ReportPart.SPENDING] = _spending(form, submission)
    for name in (*form.fields(), *explained):
        field = parse_field(name)
        if field is not None and field.group not in TOLD_IN_ONE and _is_told(field.group, values.get(name)):
            label = gettext("Confirmed") if field.group is FieldGroup.UNCHANGED else tie(field_label(form, name))
            rows[field.part].append((label, value_text(name, values.get(name))))
    return [ToldPart(part, tuple(told)) for part, told in rows.items() if told]


def _milestones(form: ReportForm, submission: Submission) -> list[tuple[str, str]]:
    """The milestones of the form: whether each is done, when, and why on another day than said before."""
    told = {milestone.number: milestone for milestone in submission.content.milestones}
    return [(tie(line.name), _milestone(line, told.get(line.number))) for line in form.milestones]


def _milestone(line: MilestoneLine, told: ReportedMilestone | None) -> str:
    if told is None:
        return gettext("Expected as before: %(day)s", day=partial_date(line.expected))
    day = day_long(told.day)
    if told.kind is MilestoneEntryKind.ACHIEVED:
        return gettext("Done: %(day)s", day=day)
    said = gettext("Expected: %(day)s", day=day)
    return f"{said}. {told.reason}" if told.reason else said


def _is_told(group: FieldGroup, value: FieldValue) -> bool:
    return value is not None or group in MISSING_IS_SAID


def _spending(form: ReportForm, submission: Submission) -> list[tuple[str, str]]:
    """The spending of the period by task: the months are for those who compare versions."""
    given = sum_by_task(submission.content.spending)
    return [(tie(task_name(line)), pln(given.get(line.number))) for line in form.tasks]
