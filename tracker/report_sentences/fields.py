"""The name of a report's field and its value, as lists of errors, conflicts, remarks and differences show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from flask_babel import gettext

from tracker.domain.periods import PartialDate
from tracker.domain.report_fields import ACHIEVED, AHEAD, Aspect, FieldGroup, FieldName, parse_field
from tracker.domain.report_form import ReportForm
from tracker.domain.report_lines import TaskLine
from tracker.domain.report_values import FieldValue
from tracker.domain.vocabulary import IndicatorKind, ReportPart, Status
from tracker.formatting import DASH, month, partial_date, pln, quantity
from tracker.labels import label


def task_name(line: TaskLine) -> str:
    """A task as the form heads it; a project without a payment schedule has its spending in one line."""
    if line.name:
        return gettext("Task %(number)s. %(name)s", number=line.number, name=line.name)
    if line.budget is None and line.number == 1:
        return gettext("Spending of the project")
    return gettext("Task %(number)s", number=line.number)


def field_label(form: ReportForm, name: str) -> str:
    """What a field tells, in words that stand alone; for the name of a part, the part.

    Raises:
        ValueError: If the name belongs to no form.
    """
    field = parse_field(name)
    if field is None:
        return _row_label(form, name)
    return _LABELS[field.group](form, field)


def _row_label(form: ReportForm, name: str) -> str:
    """The name of a part, or ``spending.<task>`` for a whole task."""
    group, _, number = name.partition(".")
    if group == FieldGroup.SPENDING and number.isdecimal():
        return _task(form, int(number))
    return label(ReportPart(name))


def _task(form: ReportForm, number: int) -> str:
    line = next((line for line in form.tasks if line.number == number), None)
    return task_name(line) if line else gettext("Task %(number)s", number=number)


def _spending(form: ReportForm, field: FieldName) -> str:
    assert field.month is not None
    return f"{_task(form, field.number)}, {month(field.month)}"


def _milestone(form: ReportForm, field: FieldName) -> str:
    name = _milestone_name(form, field.number)
    if field.aspect is Aspect.DAY:
        return gettext("“%(name)s”, day", name=name)
    if field.aspect is Aspect.REASON:
        return gettext("“%(name)s”, reason", name=name)
    return gettext("“%(name)s”, done or not", name=name)


def _milestone_name(form: ReportForm, number: int) -> str:
    lines = (*form.milestones, *form.achieved)
    return next((line.name for line in lines if line.number == number), str(number))


def _post(form: ReportForm, field: FieldName) -> str:
    return next((line.name for line in form.posts if line.id == field.number), label(ReportPart.POSTS))


def _training(form: ReportForm, field: FieldName) -> str:
    return next((line.name for line in form.trainings if line.id == field.number), label(ReportPart.TRAINING))


def _indicator(_form: ReportForm, field: FieldName) -> str:
    row = field.number
    texts = {
        Aspect.KIND: gettext("Indicator %(row)s, kind", row=row),
        Aspect.NAME: gettext("Indicator %(row)s, name", row=row),
        Aspect.UNIT: gettext("Indicator %(row)s, unit", row=row),
        Aspect.TARGET: gettext("Indicator %(row)s, target", row=row),
        Aspect.REACHED: gettext("Indicator %(row)s, reached", row=row),
    }
    assert field.aspect is not None
    return texts[field.aspect]


def _declared(_form: ReportForm, field: FieldName) -> str:
    if field.aspect is Aspect.REASON:
        return gettext("The director's assessment, why")
    return label(ReportPart.STATUS)


def _part(_form: ReportForm, field: FieldName) -> str:
    return label(field.part)


def _unchanged(_form: ReportForm, field: FieldName) -> str:
    return gettext("%(part)s, no changes", part=label(field.part))


def _explanation(form: ReportForm, field: FieldName) -> str:
    """The explanation of what a warning is about: its task, milestone, post or training, else its part."""
    _, _, rest = field.key.partition(".")
    about = _SUBJECTS[field.part](form, int(rest.split(".")[0])) if rest else label(field.part)
    return gettext("%(about)s, explanation", about=about)


_SUBJECTS: Mapping[ReportPart, Callable[[ReportForm, int], str]] = {
    ReportPart.SPENDING: _task,
    ReportPart.MILESTONES: lambda form, number: gettext("“%(name)s”", name=_milestone_name(form, number)),
    ReportPart.POSTS: lambda form, key: _post(form, FieldName(FieldGroup.POST, key)),
    ReportPart.TRAINING: lambda form, key: _training(form, FieldName(FieldGroup.TRAINING, key)),
}

_LABELS: Mapping[FieldGroup, Callable[[ReportForm, FieldName], str]] = {
    FieldGroup.SPENDING: _spending,
    FieldGroup.MILESTONE: _milestone,
    FieldGroup.POST: _post,
    FieldGroup.TRAINING: _training,
    FieldGroup.INDICATOR: _indicator,
    FieldGroup.PROBLEMS: _part,
    FieldGroup.NEXT_STEPS: _part,
    FieldGroup.DECLARED: _declared,
    FieldGroup.UNCHANGED: _unchanged,
    FieldGroup.EXPLANATION: _explanation,
}


def value_text(name: str, value: FieldValue) -> str:
    """A field's value for people: ``12 800,00 zł``, ``7 listopada 2019``, the word of a choice, a dash for nothing."""
    if value is None:
        return DASH
    if isinstance(value, PartialDate):
        return partial_date(value)
    if isinstance(value, Decimal):
        return pln(value) if name.startswith(FieldGroup.SPENDING) else quantity(value)
    field = parse_field(name)
    return _choice(field, value) if field else value


def _choice(field: FieldName, value: str) -> str:
    if field.aspect is Aspect.STATE:
        return {ACHIEVED: gettext("Done"), AHEAD: gettext("Not yet")}.get(value, value)
    if field.aspect is Aspect.STATUS and value in list(Status):
        return label(Status(value))
    if field.aspect is Aspect.KIND and value in list(IndicatorKind):
        return label(IndicatorKind(value))
    return gettext("no changes") if field.group is FieldGroup.UNCHANGED else value
