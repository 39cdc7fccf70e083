"""What a report changes, as the page before sending tells it: values in rows with their sum, sentences in full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tracker.domain.project import ReportContent, Submission
from tracker.domain.report_fields import Aspect, FieldGroup, parse_field
from tracker.domain.report_preview import FieldDifference, differences, news
from tracker.domain.report_totals import ReportTotals
from tracker.formatting import pln, tie
from tracker.report_sentences.fields import field_label, value_text
from tracker.services.reporting.ground import OpenReport

TEXT_GROUPS = frozenset({FieldGroup.PROBLEMS, FieldGroup.NEXT_STEPS, FieldGroup.EXPLANATION})
TEXT_ASPECTS = frozenset({Aspect.REASON, Aspect.NAME})


@dataclass(frozen=True)
class ChangedField:
    """A field with what it said before and what it says now, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """What two states of a report differ in.

    Attributes:
        values: Figures, dates and choices, in the order of the page.
        total: Spending together, before and now, PLN; ``None`` where no spending differs or an amount is missing.
        texts: What was written in sentences.
    """

    values: tuple[ChangedField, ...]
    total: tuple[str, str] | None
    texts: tuple[ChangedField, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.values or self.texts)


def since_version(report: OpenReport, last: Submission | None, totals: ReportTotals) -> Changes | None:
    """What the draft changes in the version handed in last; ``None`` while there is none."""
    if last is None:
        return None
    return _changes(report, differences(last.content, report.read.content, report.form), last.content, totals)


def since_report_before(report: OpenReport, totals: ReportTotals) -> Changes:
    """What the draft says that the report before did not."""
    before = report.form.previous
    content = before.counted.content if before and before.counted else None
    return _changes(report, news(report.form, report.read.content), content, totals)


def _changes(
    report: OpenReport, found: Iterable[FieldDifference], before: ReportContent | None, totals: ReportTotals
) -> Changes:
    found = tuple(found)
    has_spending = any(change.field.startswith(FieldGroup.SPENDING) for change in found)
    return Changes(
        values=tuple(_changed(report, change) for change in found if not _is_text(change.field)),
        total=(_total(before), pln(totals.amount)) if has_spending and totals.is_complete else None,
        texts=tuple(_changed(report, change) for change in found if _is_text(change.field)),
    )


def _is_text(name: str) -> bool:
    field = parse_field(name)
    return field is not None and (field.group in TEXT_GROUPS or field.aspect in TEXT_ASPECTS)


def _changed(report: OpenReport, change: FieldDifference) -> ChangedField:
    label = tie(field_label(report.form, change.field))
    return ChangedField(label, value_text(change.field, change.before), value_text(change.field, change.after))


def _total(content: ReportContent | None) -> str:
    return pln(sum((item.amount for item in content.spending), start=Decimal(0)) if content else None)
