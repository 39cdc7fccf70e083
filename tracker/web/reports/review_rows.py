"""The rows of a review: what stood there before, what the report says now, what the checks found, what to propose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.project import ReportContent
from tracker.domain.report_check import Check
from tracker.domain.report_codes import OVER_BUDGETS, CheckLevel
from tracker.domain.report_fields import (
    ACHIEVED,
    DECLARED_REASON,
    DECLARED_STATUS,
    INDICATOR_ASPECTS,
    MAX_INDICATORS,
    MILESTONE_ASPECTS,
    NEXT_STEPS,
    PROBLEMS,
    Aspect,
    indicator_field,
    milestone_field,
    post_field,
    spending_field,
    training_field,
)
from tracker.domain.report_form import ReportForm, sum_by_task
from tracker.domain.report_lines import MilestoneLine, QuantityLine
from tracker.domain.report_totals import TaskTotal, report_totals
from tracker.domain.report_values import FieldValue, field_values
from tracker.domain.vocabulary import ReportPart, Status
from tracker.formatting import DASH, month, partial_date, pln, quantity, tie
from tracker.labels import label
from tracker.report_sentences.fields import task_name, value_text
from tracker.report_sentences.notes import milestone_note, quantity_note, task_note, totals_note
from tracker.report_sentences.review import reviewed_check


@dataclass(frozen=True)
class Finding:
    """What a check found, with what the centre says of it.

    Attributes:
        level: ``error``, ``warning`` or ``hint``.
        is_over_budget: An amendment of the plan might be the answer.
    """

    level: str
    text: str
    explanation: str
    is_over_budget: bool = False


@dataclass(frozen=True)
class Proposal:
    """A field of a row for which a reviewer can propose a value.

    Attributes:
        choices: Value and word of each answer; empty for a field that is typed in.
        suffix: The unit after a typed value.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    suffix: str = ""


@dataclass(frozen=True)
class ReviewRow:
    """One thing to be judged; several fields of the form may tell of it.

    Attributes:
        key: The field a comment stands at.
        fields: Every field of the form that the row tells of.
        before: What stood there before.
        now: What the report says.
        steps: Label, before and now of the parts of the figure, such as the months of a task.
        is_changed: The report says something else than before.
        is_same: It says what was known before, so nobody need look twice; neither holds for what is asked anew.
        is_text: Written in sentences, which need the width of the row.
        note: How the figure stands to the plan.
        reason: What the centre gives as its reason.
    """

    key: str
    label: str
    fields: tuple[str, ...]
    before: str
    now: str
    is_changed: bool
    is_same: bool = False
    note: str = ""
    reason: str = ""
    steps: tuple[tuple[str, str, str], ...] = ()
    is_text: bool = False
    status: Status | None = None
    findings: tuple[Finding, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True)
class ReviewPart:
    """A part of the report with its rows.

    Attributes:
        is_confirmed: The centre confirmed that nothing changed in it.
        findings: What the checks found of the part as a whole.
        total: Label, before, now and note of the sum of its rows; ``None`` where they have none.
    """

    part: ReportPart
    rows: tuple[ReviewRow, ...]
    is_confirmed: bool
    findings: tuple[Finding, ...] = ()
    total: tuple[str, str, str, str] | None = None


@dataclass(frozen=True)
class Compared:
    """A version that is reviewed, and what it is compared with.

    Attributes:
        content: The version.
        base: The version of this report that was accepted before; ``None`` compares with what was known before it.
        checks: What the checks found.
    """

    form: ReportForm
    content: ReportContent
    base: ReportContent | None
    checks: Sequence[Check] = field(default=())

    def previous(self) -> ReportContent | None:
        """What the texts and the spending are compared with: the accepted version, else the report before."""
        before = self.form.previous
        return self.base or (before.counted.content if before and before.counted else None)


def review_parts(compared: Compared) -> tuple[ReviewPart, ...]:
    """The rows of every part that has any, in the order of the report."""
    return tuple(part for name in ReportPart if (part := _part(compared, name)).rows)


def row_of(parts: Iterable[ReviewPart], name: str) -> ReviewRow | None:
    """The row that tells of a field."""
    return next((row for part in parts for row in part.rows if name in row.fields), None)


def _part(compared: Compared, part: ReportPart) -> ReviewPart:
    build = _BUILDERS.get(part)
    rows = tuple(_with_findings(compared, row) for row in build(compared)) if build else ()
    known = {name for row in rows for name in row.fields}
    whole = [check for check in compared.checks if check.part is part and check.field not in known]
    return ReviewPart(
        part,
        rows,
        part in compared.content.unchanged,
        tuple(_finding(compared, check) for check in whole),
        _spending_total(compared) if part is ReportPart.SPENDING else None,
    )


def _with_findings(compared: Compared, row: ReviewRow) -> ReviewRow:
    found = tuple(_finding(compared, check) for check in compared.checks if check.field in row.fields)
    return replace(row, findings=found)


_LEVELS = {CheckLevel.ERROR: "error", CheckLevel.WARNING: "warning", CheckLevel.HINT: "hint"}


def _finding(compared: Compared, check: Check) -> Finding:
    explanation = compared.content.explanations.get(check.key, "")
    return Finding(_LEVELS[check.level], tie(reviewed_check(check)), explanation, check.code in OVER_BUDGETS)


def _milestones(compared: Compared) -> Iterator[ReviewRow]:
    told = {m.number: m for m in compared.content.milestones}
    now = field_values(compared.form, compared.content)
    base = field_values(compared.form, compared.base) if compared.base else None
    for line in compared.form.milestones:
        number = line.number
        state, day, reason = (milestone_field(number, aspect) for aspect in MILESTONE_ASPECTS)
        before = _milestone_text(base[state], base[day]) if base else _known_milestone(line)
        said = told.get(number)
        is_changed = said is not None if base is None else (base[state], base[day]) != (now[state], now[day])
        yield ReviewRow(
            key=day,
            label=line.name,
            fields=(state, day, reason),
            before=before,
            now=_milestone_text(now[state], now[day]) if said else gettext("no change"),
            is_changed=is_changed,
            is_same=not is_changed,
            note=milestone_note(line, said.day if said else None),
            reason=said.reason if said else "",
            proposals=(
                Proposal(state, gettext("Done or not"), ((ACHIEVED, gettext("Done")), ("ahead", gettext("Not yet")))),
                Proposal(day, gettext("Day")),
            ),
        )


def _milestone_text(state: FieldValue, day: FieldValue) -> str:
    text = value_text("", day)
    return gettext("done %(day)s", day=text) if state == ACHIEVED else gettext("forecast %(day)s", day=text)


def _known_milestone(line: MilestoneLine) -> str:
    if line.achieved is not None:
        return gettext("done %(day)s", day=partial_date(line.achieved))
    if line.expected is None:
        return DASH
    expected = partial_date(line.expected)
    return gettext("forecast %(day)s", day=expected) if line.is_forecast else gettext("plan %(day)s", day=expected)


def _quantities(
    compared: Compared, lines: Iterable[QuantityLine], name_of: Callable[[int], str]
) -> Iterator[ReviewRow]:
    now = field_values(compared.form, compared.content)
    base = field_values(compared.form, compared.base) if compared.base else None
    for line in lines:
        name = name_of(line.id)
        before, value = base[name] if base else line.last, now[name]
        number = value if isinstance(value, Decimal) else None
        yield ReviewRow(
            key=name,
            label=line.name,
            fields=(name,),
            before=value_text(name, before),
            now=value_text(name, value),
            is_changed=value is not None and before != value,
            is_same=before == value,
            note=quantity_note(line, number),
            proposals=(Proposal(name, gettext("Count")),),
        )


def _indicators(compared: Compared) -> Iterator[ReviewRow]:
    told = compared.content.indicators
    before = compared.base.indicators if compared.base else compared.form.indicators
    for row in range(1, min(max(len(told), len(before)), MAX_INDICATORS) + 1):
        old = before[row - 1] if row <= len(before) else None
        new = told[row - 1] if row <= len(told) else None
        shown = new or old
        assert shown is not None
        reached, target = indicator_field(row, Aspect.REACHED), indicator_field(row, Aspect.TARGET)
        yield ReviewRow(
            key=reached,
            label=shown.name,
            fields=tuple(indicator_field(row, aspect) for aspect in INDICATOR_ASPECTS),
            before=_reached(old.reached, old.target, old.unit) if old else DASH,
            now=_reached(new.reached, new.target, new.unit) if new else gettext("left out"),
            is_changed=old != new,
            is_same=old == new,
            note=label(shown.kind),
            proposals=(Proposal(reached, gettext("Reached")), Proposal(target, gettext("Target"))),
        )


def _reached(reached: Decimal, target: Decimal | None, unit: str) -> str:
    text = (
        quantity(reached)
        if target is None
        else gettext("%(part)s of %(whole)s", part=quantity(reached), whole=quantity(target))
    )
    return f"{text} {unit}".strip()


def _text(compared: Compared, name: str, part: ReportPart) -> Iterator[ReviewRow]:
    previous = compared.previous()
    text = getattr(compared.content, name)
    before = getattr(previous, name) if previous else ""
    yield ReviewRow(
        key=name,
        label=label(part),
        fields=(name,),
        before=before,
        now=text,
        is_changed=compared.base is not None and before != text,
        is_text=True,
    )


def _spending(compared: Compared) -> Iterator[ReviewRow]:
    for task in report_totals(compared.form, compared.content).tasks:
        yield _task(compared, task)


def _task(compared: Compared, task: TaskTotal) -> ReviewRow:
    number = task.line.number
    now = field_values(compared.form, compared.content)
    base = field_values(compared.form, compared.base) if compared.base else None
    names = {month_: spending_field(number, month_) for month_ in compared.form.months}
    before = sum_by_task(compared.base.spending).get(number) if compared.base else task.line.previous
    is_changed = base is not None and any(base[name] != now[name] for name in names.values())
    steps = [
        (month(month_), value_text(name, base[name]) if base else "", value_text(name, now[name]))
        for month_, name in names.items()
    ]
    return ReviewRow(
        key=next(iter(names.values())),
        label=tie(task_name(task.line)),
        fields=tuple(names.values()),
        before=pln(before),
        now=pln(task.amount),
        is_changed=is_changed,
        is_same=base is not None and not is_changed,
        note=task_note(task),
        steps=tuple(steps) if len(steps) > 1 else (),
        proposals=tuple(
            Proposal(name, month(month_) if len(names) > 1 else gettext("Amount"), suffix="zł")
            for month_, name in names.items()
        ),
    )


def _spending_total(compared: Compared) -> tuple[str, str, str, str]:
    totals = report_totals(compared.form, compared.content)
    previous = compared.previous()
    before = sum((item.amount for item in previous.spending), start=Decimal(0)) if previous else None
    return gettext("Total"), pln(before), pln(totals.amount), totals_note(totals)


def _status(compared: Compared) -> Iterator[ReviewRow]:
    previous, content = compared.previous(), compared.content
    before = previous.declared_status if previous else None
    yield ReviewRow(
        key=DECLARED_REASON,
        label=gettext("How the director sees the project"),
        fields=(DECLARED_STATUS, DECLARED_REASON),
        before=label(before).lower() if before else DASH,
        now=label(content.declared_status) if content.declared_status else DASH,
        is_changed=before is not None and before is not content.declared_status,
        reason=content.declared_reason,
        status=content.declared_status,
    )


_BUILDERS: Mapping[ReportPart, Callable[[Compared], Iterator[ReviewRow]]] = {
    ReportPart.MILESTONES: _milestones,
    ReportPart.POSTS: lambda compared: _quantities(compared, compared.form.posts, post_field),
    ReportPart.TRAINING: lambda compared: _quantities(compared, compared.form.trainings, training_field),
    ReportPart.INDICATORS: _indicators,
    ReportPart.PROBLEMS: lambda compared: _text(compared, PROBLEMS, ReportPart.PROBLEMS),
    ReportPart.NEXT_STEPS: lambda compared: _text(compared, NEXT_STEPS, ReportPart.NEXT_STEPS),
    ReportPart.SPENDING: _spending,
    ReportPart.STATUS: _status,
}
