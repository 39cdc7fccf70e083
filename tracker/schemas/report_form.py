"""The typed fields of a report's form read into what the report says, as far as they can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from flask_babel import gettext
from marshmallow import ValidationError
from marshmallow.fields import Field

from tracker.domain.periods import PartialDate
from tracker.domain.project import Indicator, ReportContent, ReportedMilestone, ReportedQuantity, Spending
from tracker.domain.report_fields import (
    ACHIEVED,
    AHEAD,
    CONFIRMABLE,
    CONFIRMED,
    DECLARED_REASON,
    DECLARED_STATUS,
    MAX_INDICATORS,
    NEXT_STEPS,
    PROBLEMS,
    Aspect,
    FieldGroup,
    FieldName,
    indicator_field,
    milestone_field,
    parse_field,
    post_field,
    spending_field,
    training_field,
    unchanged_field,
)
from tracker.domain.report_form import ReportForm
from tracker.domain.report_life import DECLARABLE
from tracker.domain.report_lines import MilestoneLine, QuantityLine
from tracker.domain.report_values import changed_parts
from tracker.domain.vocabulary import DatePrecision, IndicatorKind, MilestoneEntryKind, ReportPart, Status
from tracker.schemas.amounts import AmountError, AmountFault, parse_typed_amount
from tracker.schemas.dates import parse_typed_date
from tracker.schemas.editing import LONGEST_TEXT, QuantityInputField, optional_text
from tracker.schemas.fields import PlnInputField, amount_message
from tracker.schemas.problems import tell


class ReportAmountField(PlnInputField):
    """Spending of a month as it is typed; below zero when a correction takes money back."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Decimal:
        try:
            return parse_typed_amount(str(value), allow_negative=True)
        except AmountError as error:
            if error.fault is AmountFault.NOT_AN_AMOUNT:
                raise ValidationError(gettext("Type the amount in digits, for example 12 800,00.")) from None
            raise ValidationError(amount_message(error)) from None


class ReportQuantityField(QuantityInputField):
    """How much was reached, as it is typed."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> Decimal:
        try:
            return super()._deserialize(value, attr, data, **options)
        except ValidationError:
            raise ValidationError(
                gettext("Type the number in digits, from 0 to 100,000, for example 12 or 1,5.")
            ) from None


class ReportCountField(ReportQuantityField):
    """How many persons or visits, as it is typed: a whole number."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> Decimal:
        count = super()._deserialize(value, attr, data, **options)
        if count != count.to_integral_value():
            raise ValidationError(gettext("Type a whole number: persons and visits have no parts, for example 12."))
        return count


_AMOUNT = ReportAmountField()
_QUANTITY = ReportQuantityField()
_COUNT = ReportCountField()
_TEXT = optional_text(LONGEST_TEXT)
_NAME = optional_text()
_UNIT = optional_text(60)


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What could be read of a form.

    Attributes:
        content: All that could be read; an empty or unreadable field is left out of it, which is not zero.
        problems: What is wrong with each field that could not be read, in the reader's language.
        missing: Empty fields that what stands beside them asks for: the day of an achieved milestone, the rest of a
            row of indicators.
    """

    content: ReportContent
    problems: Mapping[str, tuple[str, ...]]
    missing: frozenset[str]

    @property
    def unreadable(self) -> frozenset[str]:
        """The fields that could not be read."""
        return frozenset(self.problems)


def read_form(form: ReportForm, values: Mapping[str, str]) -> ReadForm:
    """Read the typed fields of a report.

    Never raises, whatever was typed.

    Args:
        form: The form the fields belong to.
        values: What stands in every field, by name; a field that is not there is empty, one that the form lacks is
            passed over (``ReportForm.has_field`` tells which to refuse).
    """
    return _Reader(form, values).read()


@dataclass(slots=True)
class _Reader:
    """Reads one form, noting what is wrong on the way."""

    form: ReportForm
    values: Mapping[str, str]
    problems: dict[str, tuple[str, ...]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def read(self) -> ReadForm:
        """Read part by part in the order of the page."""
        content = ReportContent(
            milestones=tuple(self._milestones()),
            posts=tuple(self._quantities(self.form.posts, post_field)),
            trainings=tuple(self._quantities(self.form.trainings, training_field)),
            indicators=tuple(self._indicators()),
            problems=self._take(PROBLEMS, _TEXT) or "",
            next_steps=self._take(NEXT_STEPS, _TEXT) or "",
            spending=tuple(self._spending()),
            declared_status=self._declared(),
            declared_reason=self._take(DECLARED_REASON, _TEXT) or "",
            explanations=dict(self._explanations()),
        )
        content = replace(content, unchanged=self._unchanged(content))
        return ReadForm(content, MappingProxyType(self.problems), frozenset(self.missing))

    def _text(self, name: str) -> str:
        # Browsers send lines ended by two signs, scripts by one; a text is the same text either way.
        return self.values.get(name, "").replace("\r\n", "\n").strip()

    def _take(self, name: str, kind: Field[Any]) -> Any:
        """The value of a field, ``None`` when it is empty or cannot be read."""
        text = self._text(name)
        if not text:
            return None
        try:
            return kind.deserialize(text)
        except ValidationError as error:
            self.problems[name] = tuple(tell(str(message)) for message in error.messages)
            return None

    def _refuse(self, name: str, message: str) -> None:
        self.problems[name] = (message,)

    def _spending(self) -> Iterator[Spending]:
        for task in self.form.tasks:
            for month in self.form.months:
                amount = self._take(spending_field(task.number, month), _AMOUNT)
                if amount is not None:
                    yield Spending(task.number, month, amount)

    def _quantities(self, lines: tuple[QuantityLine, ...], name_of: Callable[[int], str]) -> Iterator[ReportedQuantity]:
        for line in lines:
            quantity = self._take(name_of(line.id), _COUNT if line.is_whole else _QUANTITY)
            if quantity is not None:
                yield ReportedQuantity(line.id, quantity)

    def _milestones(self) -> Iterator[ReportedMilestone]:
        for line in self.form.milestones:
            told = self._milestone(line)
            if told is not None:
                yield told

    def _milestone(self, line: MilestoneLine) -> ReportedMilestone | None:
        state_name, day_name = milestone_field(line.number, Aspect.STATE), milestone_field(line.number, Aspect.DAY)
        reason = self._take(milestone_field(line.number, Aspect.REASON), _TEXT) or ""
        state, day = self._text(state_name), self._day(day_name)
        if state not in (ACHIEVED, AHEAD):
            self._choose(state_name, state)
            return None
        if day is None:
            if day_name not in self.problems and (state == ACHIEVED or line.expected is not None):
                self.missing.add(day_name)
            return None
        if state == AHEAD and day == line.expected and not reason:
            return None
        if day.precision is not DatePrecision.DAY:
            self._refuse(day_name, gettext("Day, month and year are expected, for example 30.06.2019."))
            return None
        kind = MilestoneEntryKind.ACHIEVED if state == ACHIEVED else MilestoneEntryKind.FORECAST
        return ReportedMilestone(line.number, kind, day.value, reason)

    def _choose(self, name: str, given: str) -> None:
        if given:
            self._refuse(name, gettext("Choose one of the answers."))
        else:
            self.missing.add(name)

    def _day(self, name: str) -> PartialDate | None:
        text = self._text(name)
        if not text:
            return None
        try:
            return parse_typed_date(text)
        except ValueError:
            self._refuse(name, _day_message(text))
            return None

    def _indicators(self) -> Iterator[Indicator]:
        for row in range(1, MAX_INDICATORS + 1):
            indicator = self._indicator(row)
            if indicator is not None:
                yield indicator

    def _indicator(self, row: int) -> Indicator | None:
        """A row whose name, unit and figures are all empty is no row, whatever kind it is set to."""
        kind_name, name_name = indicator_field(row, Aspect.KIND), indicator_field(row, Aspect.NAME)
        reached_name, target_name = indicator_field(row, Aspect.REACHED), indicator_field(row, Aspect.TARGET)
        unit_name = indicator_field(row, Aspect.UNIT)
        if not any(self._text(name) for name in (name_name, unit_name, target_name, reached_name)):
            return None
        self.missing |= {name for name in (kind_name, name_name, reached_name) if not self._text(name)}
        kind = self._kind(kind_name)
        name, unit = self._take(name_name, _NAME), self._take(unit_name, _UNIT) or ""
        target, reached = self._take(target_name, _QUANTITY), self._take(reached_name, _QUANTITY)
        unread = self.problems.keys() & {unit_name, target_name}
        if kind is None or name is None or reached is None or unread:
            return None
        return Indicator(kind, name, unit, target, reached)

    def _kind(self, name: str) -> IndicatorKind | None:
        text = self._text(name)
        if text in list(IndicatorKind):
            return IndicatorKind(text)
        if text:
            self._refuse(name, gettext("Choose one of the answers."))
        return None

    def _declared(self) -> Status | None:
        text = self._text(DECLARED_STATUS)
        if text in DECLARABLE:
            return Status(text)
        if text:
            self._refuse(DECLARED_STATUS, gettext("Choose one of the answers."))
        return None

    def _explanations(self) -> Iterator[tuple[str, str]]:
        typed = {name: parsed for name in self.values if (parsed := _parse_explanation(name))}
        known = self.form.all_fields() if typed else frozenset()
        for name, parsed in typed.items():
            text = self._take(name, _TEXT) if name in known else None
            if text:
                yield parsed.key, text

    def _unchanged(self, content: ReportContent) -> frozenset[ReportPart]:
        """The parts confirmed as unchanged; where something did change a confirmation from before says nothing."""
        confirmed = set()
        for part in CONFIRMABLE:
            text = self._text(unchanged_field(part))
            if text == CONFIRMED:
                confirmed.add(part)
            elif text:
                self._refuse(unchanged_field(part), gettext("Choose one of the answers."))
        return frozenset(confirmed) - changed_parts(self.form, content)


_NUMERIC_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{2}){1,2}|\d{4}-\d{2}-\d{2}")


def _day_message(text: str) -> str:
    if _NUMERIC_DAY.fullmatch(text):
        no_such_day: str = gettext("There is no such day from 2000 to 2099. Type the date as 30.06.2019.")
        return no_such_day
    expected: str = gettext("Type the date in digits, for example 30.06.2019.")
    return expected


def _parse_explanation(name: str) -> FieldName | None:
    if not name.startswith(FieldGroup.EXPLANATION):
        return None
    parsed = parse_field(name)
    return parsed if parsed and parsed.group is FieldGroup.EXPLANATION else None
