"""The sheets of one project: its facts, milestones, posts, training and payment schedule."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from tracker.domain.periods import PartialDate
from tracker.domain.vocabulary import DatePrecision, MilestoneKind, PostKind, TrainingKind
from tracker.exchange.filled_sheets.columns import NOTE_WIDTH, FormColumn, Shape, by_key
from tracker.exchange.filled_sheets.portfolio_columns import COLUMNS as PORTFOLIO
from tracker.exchange.incoming.tables import CellValue
from tracker.formatting import typed_date
from tracker.schemas.dates import parse_typed_date

LISTED = _("One of the list.")
A_DATE = _("Such as 30.06.2019 or 06.2019; empty when nobody has said it.")

FACTS_SHEET = _("Project")
MILESTONES_SHEET = _("Milestones")
POSTS_SHEET = _("Posts and teams")
TRAINING_SHEET = _("Training")
PLAN_SHEET = _("Payment schedule")
SPENDING_SHEET = _("Spending")

FACT_KEYS = tuple(PORTFOLIO)
"""The rows of the first sheet: what the sheet of a portfolio has in columns."""

FACT_TABLE = by_key(
    (
        FormColumn("name", _("What"), _("As it stands."), width=32),
        FormColumn("value", _("Value"), _("As in the sheet of a portfolio."), width=60, longest=500),
        FormColumn("note", _("What to write there"), _("Need not stay."), width=NOTE_WIDTH, longest=2000),
    )
)

MILESTONES = by_key(
    (
        FormColumn("number", _("Number"), _("Of a milestone on record; empty for a new one."), Shape.NUMBER, 10),
        FormColumn("kind", _("Kind"), LISTED, Shape.CODED, 30, MilestoneKind),
        FormColumn("name", _("Name"), _("Under a name on record dates are added."), width=48),
        FormColumn("weight", _("Weight"), _("Its part in the progress; 1 where it is empty."), Shape.NUMBER, 10),
        FormColumn("baseline", _("Planned"), A_DATE, Shape.DATE, 14),
        FormColumn("forecast", _("Expected"), A_DATE, Shape.DATE, 14),
        FormColumn("achieved", _("Reached"), A_DATE, Shape.DATE, 14),
    )
)

_COUNTED = (
    FormColumn("target", _("Target"), _("FTE, persons, hours or visits."), Shape.QUANTITY, 12),
    FormColumn("target_day", _("Target by"), A_DATE, Shape.DATE, 14),
    FormColumn("actual", _("Reached"), _("Since the start of the project."), Shape.QUANTITY, 12),
    FormColumn("actual_day", _("Reached by"), A_DATE, Shape.DATE, 14),
)

POSTS = by_key(
    (
        FormColumn("kind", _("Kind"), LISTED, Shape.CODED, 34, PostKind),
        FormColumn("name", _("Name"), _("Under a name on record figures are added."), width=48),
        FormColumn("is_new", _("New post"), _("Yes, when it is filled by hiring."), Shape.YES, 12),
        *_COUNTED,
    )
)

TRAININGS = by_key(
    (
        FormColumn("kind", _("Kind"), LISTED, Shape.CODED, 20, TrainingKind),
        FormColumn("name", _("Name"), _("Under a name on record figures are added."), width=48),
        *_COUNTED,
    )
)

TASKS = by_key(
    (
        FormColumn("number", _("Number"), _("Of the task in the budget, from 1."), Shape.NUMBER, 10),
        FormColumn("name", _("Task"), _("As in the application."), width=40),
    )
)

SPENT = by_key(
    (
        FormColumn("number", _("Number"), _("Of the task in the payment schedule; 1 without one."), Shape.NUMBER, 10),
        FormColumn("name", _("Task"), _("Need not stay."), width=40),
    )
)


def planned_in(month: date) -> FormColumn:
    """The column of a month of the payment schedule."""
    return _month_column(month, _("Planned spending in PLN."), Shape.AMOUNT)


def spent_in(month: date) -> FormColumn:
    """The column of a month in which money was spent."""
    note = _("Eligible expenditure in PLN; 0 where nothing was spent, empty in months not reported yet.")
    return _month_column(month, note, Shape.BALANCE)


def _month_column(month: date, note: LazyString, shape: Shape) -> FormColumn:
    return FormColumn(month.isoformat(), typed_date(PartialDate(month, DatePrecision.MONTH)), note, shape, 12)


def month_of_heading(cell: CellValue) -> date | None:
    """The first day of the month that a heading names; ``None`` for another heading."""
    if isinstance(cell, date):
        return date(cell.year, cell.month, 1)
    try:
        told = parse_typed_date(cell) if isinstance(cell, str) else None
    except ValueError:
        return None
    if told is None or told.precision is not DatePrecision.MONTH:
        return None
    return told.first_day
