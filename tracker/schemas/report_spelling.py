"""The values of a report as they are typed into its form: what the form opens with can be read back as it stands."""

from __future__ import annotations

from decimal import Decimal

from tracker.domain.periods import PartialDate
from tracker.domain.project import ReportContent, Submission
from tracker.domain.report_fields import FieldGroup
from tracker.domain.report_form import ReportForm
from tracker.domain.report_values import FieldValue, field_values, opening_content
from tracker.domain.vocabulary import DatePrecision
from tracker.formatting import NBSP, day


def initial_values(form: ReportForm, submission: Submission | None) -> dict[str, str]:
    """The texts a form opens with: those of the version handed in last, else the values carried forward.

    Args:
        form: The form; every field of it gets a text, perhaps an empty one.
        submission: ``form.submission``, or another version that is to be shown.
    """
    return spell_content(form, opening_content(form, submission))


def spell_content(form: ReportForm, content: ReportContent) -> dict[str, str]:
    """The texts of every field of a form whose report says ``content``."""
    return {field: spell(field, value) for field, value in field_values(form, content).items()}


def spell(field: str, value: FieldValue) -> str:
    """A field's value as Poles type it, whatever the language of the page: a draft is shared by its writers.

    >>> spell("spending.2.2019-08", Decimal("12800.00")).replace(NBSP, "_")
    '12_800,00'
    >>> spell("post.4", Decimal("1.50")), spell("post.4", None)
    ('1,5', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, PartialDate):
        return _date(value)
    return _decimal(value, places=2 if field.startswith(FieldGroup.SPENDING) else None)


def _decimal(value: Decimal, places: int | None) -> str:
    """Digits in threes with no-break spaces and a comma, to so many places or to those the value has."""
    exponent = (value.normalize() + 0).as_tuple().exponent
    needed = max(-exponent, 0) if isinstance(exponent, int) else 0
    text = f"{value:,.{needed if places is None else places}f}"
    return text.replace(",", NBSP).replace(".", ",")


def _date(value: PartialDate) -> str:
    if value.precision is DatePrecision.DAY:
        return day(value.value)
    return f"{value.value:%m.%Y}" if value.precision is DatePrecision.MONTH else f"{value.value:%Y}"
