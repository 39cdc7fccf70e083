"""A report's form as its template shows it and as a script that saves its fields asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from tracker.domain.attachments import Attachment
from tracker.domain.project import Decision, Remark
from tracker.domain.report_draft import NEVER_SAVED, DraftField
from tracker.domain.report_fields import (
    INDICATOR_ASPECTS,
    MAX_INDICATORS,
    Aspect,
    explanation_field,
    indicator_field,
    milestone_field,
    parse_field,
    post_field,
    spending_field,
    training_field,
)
from tracker.domain.report_lines import MilestoneLine, QuantityLine, TaskLine
from tracker.domain.report_totals import ReportTotals, TaskTotal, report_totals
from tracker.domain.report_values import FieldValue, changed_parts, field_values, opening_content
from tracker.domain.vocabulary import ReportPart
from tracker.formatting import DASH, pln, tie
from tracker.gate.clock import worked_at
from tracker.report_sentences.fields import field_label
from tracker.report_sentences.notes import milestone_note, quantity_note, task_note, totals_note
from tracker.schemas.report_proposals import proposal_text
from tracker.services.reporting.ground import OpenReport
from tracker.services.reporting.reviewing import remarks_of
from tracker.web.reports.aside import Aside, make_aside
from tracker.web.reports.messages import ERROR, WARNING, Message, shown_messages
from tracker.web.reports.typed_form import seen_token


@dataclass(frozen=True)
class Options:
    """What differs from one showing of the form to another.

    Attributes:
        typed: Texts that could not be saved and stand in their fields nevertheless.
        conflicts: Fields that somebody else has saved meanwhile, as they stand now.
        refused: Why fields could not be saved.
        gaps: Whether what is missing is said at the fields.
        summary: Whether all errors are listed above the form as well: somebody has sent it, or asks what is missing.
        indicator_rows: Rows of indicators to show at least.
        attachment_problem: Why a file could not be attached; empty when none was refused.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, DraftField] = field(default_factory=dict)
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gaps: bool = False
    summary: bool = False
    indicator_rows: int = 0
    attachment_problem: str = ""


@dataclass(frozen=True)
class Theirs:
    """What somebody else saved in a field meanwhile."""

    text: str
    by: str
    at: str


@dataclass(frozen=True)
class ShownRemark:
    """What the coordinator said of a field.

    Attributes:
        proposed: The proposed value in words for people; empty when none is proposed.
        is_settled: The field no longer says what the coordinator remarked on.
    """

    field: str
    anchor: str
    label: str
    comment: str
    proposed: str
    is_settled: bool


@dataclass(frozen=True)
class ShownField:
    """A field of the form."""

    name: str
    id: str
    label: str
    text: str
    seen: str
    messages: tuple[Message, ...]
    theirs: Theirs | None
    remark: ShownRemark | None

    @property
    def is_wrong(self) -> bool:
        """Whether an error is said of it."""
        return any(message.kind == ERROR for message in self.messages)

    @property
    def is_doubted(self) -> bool:
        """Whether a warning is said of it."""
        return any(message.kind == WARNING for message in self.messages)


@dataclass(frozen=True)
class Left:
    """A part of which something is still to be done before the report can be sent."""

    part: ReportPart
    anchor: str
    count: int


def anchor(name: str) -> str:
    """The id of the element of a field, or of a part as a whole."""
    parsed = parse_field(name)
    return f"field-{name.replace('.', '-')}" if parsed else f"part-{name.split('.', maxsplit=1)[0]}"


class FormPage:
    """All that the form of one report shows, worked out when it is asked for."""

    def __init__(self, opened: OpenReport, options: Options | None = None, files: Iterable[Attachment] = ()) -> None:
        self.opened = opened
        self.form = opened.form
        self.options = options or Options()
        self.files = tuple(files)

    @cached_property
    def totals(self) -> ReportTotals:
        """The sums of what is given so far."""
        return report_totals(self.form, self.opened.read.content)

    @cached_property
    def aside(self) -> Aside:
        """The column beside the form."""
        return make_aside(self.opened, self.totals)

    @cached_property
    def messages(self) -> dict[str, tuple[Message, ...]]:
        """What is said at the fields and parts."""
        said = shown_messages(self.opened, is_counted=self.totals.is_complete, gaps=self.options.gaps)
        refused = {name: tuple(Message(ERROR, text) for text in texts) for name, texts in self.options.refused.items()}
        return said | refused

    @cached_property
    def changed_parts(self) -> frozenset[ReportPart]:
        """The parts in which something differs from what was carried forward."""
        return changed_parts(self.form, self.opened.read.content)

    def field(self, name: str) -> ShownField:
        """A field by its name, also the explanation of a warning."""
        saved = self.opened.fields.get(name)
        stands = self.opened.values.get(name, "")
        theirs = self.options.conflicts.get(name)
        return ShownField(
            name=name,
            id=anchor(name),
            label=tie(field_label(self.form, name)),
            text=self.options.typed.get(name, stands),
            seen=seen_token(saved.version if saved else NEVER_SAVED, stands),
            messages=self.messages.get(name, ()),
            theirs=self._theirs(theirs) if theirs else None,
            remark=self.remarks.get(name),
        )

    def cells(self, line: TaskLine) -> list[tuple[date, ShownField]]:
        """The amounts of a task by month."""
        return [(month, self.field(spending_field(line.number, month))) for month in self.form.months]

    def milestone(self, line: MilestoneLine) -> dict[str, ShownField]:
        """The state, day and reason of a milestone."""
        return {a.value: self.field(milestone_field(line.number, a)) for a in (Aspect.STATE, Aspect.DAY, Aspect.REASON)}

    def indicator(self, row: int) -> dict[str, ShownField]:
        """The columns of a row of indicators."""
        return {aspect.value: self.field(indicator_field(row, aspect)) for aspect in INDICATOR_ASPECTS}

    @cached_property
    def indicator_rows(self) -> range:
        """The rows of indicators that are shown: those that say something, and those asked for."""
        values = self.opened.values | dict(self.options.typed)
        filled = [
            row
            for row in range(1, MAX_INDICATORS + 1)
            if any(values.get(indicator_field(row, aspect)) for aspect in INDICATOR_ASPECTS)
        ]
        return range(1, min(max([*filled[-1:], self.options.indicator_rows]), MAX_INDICATORS) + 1)

    @property
    def more_indicators(self) -> bool:
        """Whether another row of indicators may be added."""
        return len(self.indicator_rows) < MAX_INDICATORS

    @cached_property
    def task_totals(self) -> dict[int, TaskTotal]:
        """The sums by task."""
        return {task.line.number: task for task in self.totals.tasks}

    @property
    def total_text(self) -> str:
        """The sum of the period; a dash while no amount is given."""
        is_given = any(task.amount is not None for task in self.totals.tasks)
        return pln(self.totals.amount) if is_given else DASH

    @cached_property
    def notes(self) -> dict[str, str]:
        """What stands beside rows and sums, by the row's name: how the value stands to the plan."""
        content = self.opened.read.content
        values = field_values(self.form, content)
        days = {m.number: m.day for m in content.milestones}
        notes = {f"spending.{number}": task_note(task) for number, task in self.task_totals.items()}
        notes["spending"] = totals_note(self.totals)
        for line in self.form.milestones:
            notes[f"milestone.{line.number}"] = milestone_note(line, days.get(line.number) or _expected(line))
        for post in self.form.posts:
            notes[post_field(post.id)] = _quantity_note(post, values.get(post_field(post.id)))
        for training in self.form.trainings:
            notes[training_field(training.id)] = _quantity_note(training, values.get(training_field(training.id)))
        return {name: tie(text) for name, text in notes.items()}

    @cached_property
    def decision(self) -> Decision | None:
        """The decision that sent the report back."""
        made = remarks_of(self.opened)
        return made[0] if made else None

    @cached_property
    def remarks(self) -> dict[str, ShownRemark]:
        """The coordinator's remarks by field, in the order of the page."""
        made = remarks_of(self.opened)
        if made is None or not made[1]:
            return {}
        sent = field_values(self.form, opening_content(self.form, self.form.submission))
        places = {name: place for place, name in enumerate(self.form.fields())}
        names = sorted(made[1], key=lambda name: places.get(name, len(places)))
        return {name: self._remark(made[1][name], sent.get(name)) for name in names}

    def _remark(self, remark: Remark, sent: FieldValue) -> ShownRemark:
        name = remark.field
        proposed = proposal_text(name, remark.proposed)
        present = field_values(self.form, self.opened.read.content).get(name)
        is_settled = name not in self.opened.read.problems and present != sent
        label = tie(field_label(self.form, name))
        return ShownRemark(name, anchor(name), label, remark.comment, proposed, is_settled)

    def _theirs(self, field: DraftField) -> Theirs:
        return Theirs(field.text, field.saved_by, worked_at(field.saved_at, self.opened.today))

    @cached_property
    def left(self) -> list[Left]:
        """The parts of which something is still to be done, in the order of the page."""
        in_the_way = self.opened.outcome.in_the_way
        counts = Counter(check.part for check in in_the_way)
        first = {check.part: check.field for check in reversed(in_the_way)}
        return [Left(part, anchor(first[part]), counts[part]) for part in ReportPart if part in counts]

    @cached_property
    def last_saved(self) -> DraftField | None:
        """The field of the draft that was saved last."""
        return max(self.opened.fields.values(), key=lambda saved: saved.saved_at, default=None)

    @property
    def errors(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The label and the errors of each field that one is said of, in the order of the page."""
        places = {name: place for place, name in enumerate(self.form.fields())}
        wrong = {
            name: tuple(message.text for message in said if message.kind == ERROR)
            for name, said in self.messages.items()
        }
        names = sorted((name for name in wrong if wrong[name]), key=lambda name: places.get(name, len(places)))
        return {name: (self._label(name), wrong[name]) for name in names}

    def _label(self, name: str) -> str:
        known = parse_field(name) is not None or name in list(ReportPart)
        return tie(field_label(self.form, name)) if known else name

    def explained(self) -> list[str]:
        """The fields of all explanations that are asked for."""
        return [explanation_field(check.key) for check in self.opened.outcome.warnings]


def _expected(line: MilestoneLine) -> date | None:
    return line.expected.last_day if line.expected else None


def _quantity_note(line: QuantityLine, value: object) -> str:
    return quantity_note(line, value if isinstance(value, Decimal) else None)
