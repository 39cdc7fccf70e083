"""What a report would change: the project with it handed in, and the fields in which two versions differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from tracker.domain.project import ProjectRecord, Report, ReportContent, Submission
from tracker.domain.provenance import Origin, Source
from tracker.domain.report_fields import CONFIRMABLE, NEXT_STEPS, PROBLEMS, FieldGroup, parse_field
from tracker.domain.report_form import ReportForm, sum_by_task
from tracker.domain.report_values import FieldValue, carried_content, changed_values, field_values
from tracker.domain.vocabulary import SourceKind

PREVIEW_KEY = 0
"""The id of a submission and a source that are only tried out; nothing on record has it."""


def with_submission(record: ProjectRecord, report: Report, content: ReportContent, on: date) -> ProjectRecord:
    """The record as it would be if a report were handed in on a day with this content.

    The new version takes the place of every earlier one of the report, so nothing counts twice. Look at it from
    ``Viewpoint(on)`` to see the status and the curve that would follow.
    """
    number = max((s.number for s in report.submissions), default=0) + 1
    source = Source(PREVIEW_KEY, SourceKind.REPORT, record.centre.name, "")
    # The last moment of the day: what is tried out is newer than everything recorded on it.
    moment = datetime.combine(on, time.max, tzinfo=UTC)
    submission = Submission(PREVIEW_KEY, number, content, Origin(source, on, on, moment))
    handed_in = replace(report, submissions=(*report.submissions, submission))
    others = tuple(other for other in record.reports if other.period.start != report.period.start)
    return replace(record, reports=tuple(sorted((*others, handed_in), key=lambda r: r.period)))


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field in which two versions differ.

    Attributes:
        field: Its name; ``spending.<task>`` where the spending of different periods is compared.
        before: ``None`` when nothing stood there.
        after: ``None`` when nothing stands there now.
    """

    field: str
    before: FieldValue
    after: FieldValue


def differences(before: ReportContent | None, after: ReportContent, form: ReportForm) -> tuple[FieldDifference, ...]:
    """The fields in which a version differs from an earlier one of the same report, in the order of the page.

    Without an earlier version every filled field differs.
    """
    old = field_values(form, before) if before is not None else {}
    new = field_values(form, after)
    return tuple(FieldDifference(field, old.get(field), new.get(field)) for field in changed_values(old, new))


def news(form: ReportForm, content: ReportContent) -> tuple[FieldDifference, ...]:
    """What a report says anew: milestones, posts, training and indicators against what was carried forward.

    Texts and the spending of each task are compared with those of the report before; a task nobody filled in is left
    out. The declared status belongs to one period and is always new, so it is not among the news.
    """
    old, new = field_values(form, carried_content(form)), field_values(form, content)
    carried = (field for field in changed_values(old, new) if _is_carried(field))
    return (
        *(FieldDifference(field, old.get(field), new.get(field)) for field in carried),
        *_text_news(form, content),
        *_spending_news(form, content),
    )


def _is_carried(name: str) -> bool:
    field = parse_field(name)
    return (
        field is not None
        and field.part in CONFIRMABLE
        and field.group not in (FieldGroup.UNCHANGED, FieldGroup.EXPLANATION)
    )


def _text_news(form: ReportForm, content: ReportContent) -> Iterator[FieldDifference]:
    before = form.previous.counted.content if form.previous and form.previous.counted else ReportContent()
    for name in (PROBLEMS, NEXT_STEPS):
        old, new = getattr(before, name), getattr(content, name)
        if old != new:
            yield FieldDifference(name, old or None, new or None)


def _spending_news(form: ReportForm, content: ReportContent) -> Iterator[FieldDifference]:
    given = sum_by_task(content.spending)
    for line in form.tasks:
        if line.number in given and given[line.number] != line.previous:
            yield FieldDifference(f"{FieldGroup.SPENDING}.{line.number}", line.previous, given[line.number])
