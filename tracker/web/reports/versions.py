"""Two versions of a report side by side, with who handed them in and what was decided of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import render_template, request
from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, NotFoundError, Problem
from tracker.domain.permissions import Deed
from tracker.domain.project import Decision, Submission
from tracker.domain.report_fields import FieldGroup, explanation_field, parse_field, part_of
from tracker.domain.report_life import seen_decisions
from tracker.domain.report_values import FieldValue, field_values
from tracker.domain.vocabulary import ReportPart
from tracker.formatting import tie
from tracker.gate.guards import at_report, guard
from tracker.report_sentences.fields import field_label, value_text
from tracker.schemas.report_proposals import proposal_text
from tracker.services.reporting.ground import OpenReport
from tracker.storage.attachments import submitted_attachments
from tracker.web.arguments import whole_number
from tracker.web.reports.pages import bp, opened


@dataclass(frozen=True)
class ComparedField:
    """A field in two versions.

    Attributes:
        before: In the first; a dash for nothing.
        is_figure: An amount or a count, which stands under others of its kind.
    """

    label: str
    before: str
    after: str
    is_changed: bool
    is_figure: bool


@dataclass(frozen=True)
class ComparedPart:
    """A part of the report in two versions; fields that are empty in both are left out."""

    part: ReportPart
    fields: tuple[ComparedField, ...]

    @property
    def changed(self) -> int:
        """In how many fields the versions differ."""
        return sum(field.is_changed for field in self.fields)

    @property
    def has_figures(self) -> bool:
        """Whether its values are figures, but for the confirmation that nothing changed."""
        return any(field.is_figure for field in self.fields)


@dataclass(frozen=True)
class Said:
    """A decision on a version, with the fields of its remarks in words.

    Attributes:
        remarks: Field, comment and proposed value in words.
    """

    decision: Decision
    remarks: tuple[tuple[str, str, str], ...]


@bp.get("/<int:report_id>/wersje")
@guard(Deed.READ_REPORT, at_report)
def versions(report_id: int) -> str:
    """Any two versions side by side; the last two when none are asked for."""
    report = opened(report_id)
    if not report.submissions:
        raise NotFoundError(str(report_id))
    before, after = _asked(report)
    parts = compare(report, before, after)
    return render_template(
        "reports/versions.html",
        report=report,
        before=before,
        after=after,
        parts=parts,
        changed=sum(part.changed for part in parts),
        total=sum(len(part.fields) for part in parts),
        said={s.number: _said(report, s) for s in report.submissions},
        files=submitted_attachments(report_id),
        has_examples=any(s.origin.source.is_example for s in report.submissions),
    )


def _asked(report: OpenReport) -> tuple[Submission, Submission]:
    """The versions that the address names.

    Raises:
        InvalidInputError: If it names one that was never handed in.
    """
    numbers = {s.number: s for s in report.submissions}
    last = report.submissions[-1].number
    before = _number("od", max(min(numbers), last - 1))
    after = _number("do", last)
    problems = [
        Problem(name, gettext("There is no such version."))
        for name, number in (("od", before), ("do", after))
        if number not in numbers
    ]
    if problems:
        raise InvalidInputError(problems)
    return numbers[before], numbers[after]


def _number(name: str, usual: int) -> int:
    text = request.args.get(name, "")
    return (whole_number(text) or 0) if text else usual


def compare(report: OpenReport, before: Submission, after: Submission) -> list[ComparedPart]:
    """Every field that one of two versions fills, part by part."""
    form = report.form
    old, new = (field_values(form, version.content) for version in (before, after))
    explained = {key for version in (before, after) for key in version.content.explanations}
    names = [*form.fields(), *(name for key in sorted(explained) if form.has_field(name := explanation_field(key)))]
    fields: dict[ReportPart, list[ComparedField]] = {part: [] for part in ReportPart}
    for name in names:
        if old.get(name) is not None or new.get(name) is not None:
            fields[part_of(name)].append(_field(report, name, old.get(name), new.get(name)))
    return [ComparedPart(part, tuple(found)) for part, found in fields.items() if found]


def _field(report: OpenReport, name: str, before: FieldValue, after: FieldValue) -> ComparedField:
    field = parse_field(name)
    is_confirmation = field is not None and field.group is FieldGroup.UNCHANGED
    return ComparedField(
        label=gettext("Confirmed") if is_confirmation else tie(field_label(report.form, name)),
        before=value_text(name, before),
        after=value_text(name, after),
        is_changed=before != after,
        is_figure=isinstance(before if after is None else after, Decimal),
    )


def _said(report: OpenReport, version: Submission) -> Sequence[Said]:
    return [Said(made, _remarks(report, made)) for made in seen_decisions(version, report.viewpoint)]


def _remarks(report: OpenReport, made: Decision) -> tuple[tuple[str, str, str], ...]:
    known = [remark for remark in made.remarks if report.form.has_field(remark.field)]
    return tuple((field_label(report.form, r.field), r.comment, proposal_text(r.field, r.proposed)) for r in known)
