"""The names of the fields of a report's form: the one place where they are spelled and taken apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tracker.domain.periods import EARLIEST_DAY, LATEST_DAY
from tracker.domain.report_codes import WARNINGS, CheckCode
from tracker.domain.vocabulary import ReportPart

MAX_INDICATORS = 12
"""Rows of indicators a form has at most."""

ACHIEVED, AHEAD = "achieved", "ahead"
"""What the state of a milestone can be."""

CONFIRMED = "yes"
"""The value of a field that confirms that nothing changed in a part."""

CONFIRMABLE = (ReportPart.MILESTONES, ReportPart.POSTS, ReportPart.TRAINING, ReportPart.INDICATORS)
"""The parts that carry values forward, of which a centre confirms that they did not change."""

PROBLEMS, NEXT_STEPS = "problems", "next_steps"
DECLARED_STATUS, DECLARED_REASON = "declared.status", "declared.reason"


class FieldGroup(StrEnum):
    """The first word of a field's name: what the field tells of."""

    SPENDING = "spending"
    MILESTONE = "milestone"
    POST = "post"
    TRAINING = "training"
    INDICATOR = "indicator"
    PROBLEMS = "problems"
    NEXT_STEPS = "next_steps"
    DECLARED = "declared"
    UNCHANGED = "unchanged"
    EXPLANATION = "explanation"


class Aspect(StrEnum):
    """The last word of the name where several fields tell of one thing."""

    STATE = "state"
    DAY = "day"
    REASON = "reason"
    KIND = "kind"
    NAME = "name"
    UNIT = "unit"
    TARGET = "target"
    REACHED = "reached"
    STATUS = "status"


MILESTONE_ASPECTS = (Aspect.STATE, Aspect.DAY, Aspect.REASON)
INDICATOR_ASPECTS = (Aspect.KIND, Aspect.NAME, Aspect.UNIT, Aspect.TARGET, Aspect.REACHED)

_PARTS: Mapping[FieldGroup, ReportPart] = MappingProxyType(
    {
        FieldGroup.SPENDING: ReportPart.SPENDING,
        FieldGroup.MILESTONE: ReportPart.MILESTONES,
        FieldGroup.POST: ReportPart.POSTS,
        FieldGroup.TRAINING: ReportPart.TRAINING,
        FieldGroup.INDICATOR: ReportPart.INDICATORS,
        FieldGroup.PROBLEMS: ReportPart.PROBLEMS,
        FieldGroup.NEXT_STEPS: ReportPart.NEXT_STEPS,
        FieldGroup.DECLARED: ReportPart.STATUS,
    }
)

_KEY = r"[1-9]\d{0,17}"
_SHAPES: Mapping[FieldGroup, re.Pattern[str]] = MappingProxyType(
    {
        FieldGroup.SPENDING: re.compile(rf"spending\.(?P<number>{_KEY})\.(?P<month>\d{{4}}-\d\d)", re.ASCII),
        FieldGroup.MILESTONE: re.compile(
            rf"milestone\.(?P<number>{_KEY})\.(?P<aspect>{'|'.join(MILESTONE_ASPECTS)})", re.ASCII
        ),
        FieldGroup.POST: re.compile(rf"post\.(?P<number>{_KEY})", re.ASCII),
        FieldGroup.TRAINING: re.compile(rf"training\.(?P<number>{_KEY})", re.ASCII),
        FieldGroup.INDICATOR: re.compile(
            rf"indicator\.(?P<number>{_KEY})\.(?P<aspect>{'|'.join(INDICATOR_ASPECTS)})", re.ASCII
        ),
        FieldGroup.PROBLEMS: re.compile("problems"),
        FieldGroup.NEXT_STEPS: re.compile("next_steps"),
        FieldGroup.DECLARED: re.compile(r"declared\.(?P<aspect>status|reason)"),
        FieldGroup.UNCHANGED: re.compile(rf"unchanged\.(?P<key>{'|'.join(CONFIRMABLE)})"),
        FieldGroup.EXPLANATION: re.compile(
            rf"explanation\.(?P<key>(?:{'|'.join(WARNINGS)})(?:\.{_KEY}(?:\.\d{{4}}-\d\d)?)?)", re.ASCII
        ),
    }
)


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field's name taken apart.

    Attributes:
        number: The task, the milestone's number, the id of the post or training, or the row of the indicator from 1;
            0 where there is none.
        month: The first day of the month of an amount.
        key: The warning's key of an explanation, the part of a confirmation.
    """

    group: FieldGroup
    number: int = 0
    month: date | None = None
    aspect: Aspect | None = None
    key: str = ""

    @property
    def part(self) -> ReportPart:
        """The part of the report the field stands in."""
        if self.group is FieldGroup.UNCHANGED:
            return ReportPart(self.key)
        if self.group is FieldGroup.EXPLANATION:
            return WARNINGS[CheckCode(self.key.split(".", maxsplit=1)[0])]
        return _PARTS[self.group]


def parse_field(name: str) -> FieldName | None:
    """Take a field's name apart; ``None`` for what names no field of any form.

    >>> parse_field("spending.2.2019-08").number, parse_field("spending.2.2019-13")
    (2, None)
    """
    group = name.split(".", maxsplit=1)[0]
    if group not in _SHAPES:
        return None
    match = _SHAPES[FieldGroup(group)].fullmatch(name)
    if match is None:
        return None
    found = match.groupdict()
    number, aspect = int(found.get("number") or 0), found.get("aspect")
    if group == FieldGroup.INDICATOR and number > MAX_INDICATORS:
        return None
    month = _month(found["month"]) if found.get("month") else None
    if found.get("month") and month is None:
        return None
    return FieldName(FieldGroup(group), number, month, Aspect(aspect) if aspect else None, found.get("key") or "")


def _month(text: str) -> date | None:
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if EARLIEST_DAY <= month <= LATEST_DAY else None


def part_of(name: str) -> ReportPart:
    """The part of the report a field stands in; for the name of a part, that part.

    Raises:
        ValueError: If it is the name of neither.
    """
    field = parse_field(name)
    return field.part if field else ReportPart(name)


def spending_field(task: int, month: date) -> str:
    """The amount of a task in a month.

    >>> spending_field(2, date(2019, 8, 1))
    'spending.2.2019-08'
    """
    return f"spending.{task}.{month.year}-{month.month:02}"


def milestone_field(number: int, aspect: Aspect) -> str:
    """The state, day or reason of a milestone."""
    return f"milestone.{number}.{aspect.value}"


def post_field(key: int) -> str:
    """How many posts of a kind are filled."""
    return f"post.{key}"


def training_field(key: int) -> str:
    """How much of a training was held."""
    return f"training.{key}"


def indicator_field(row: int, aspect: Aspect) -> str:
    """One column of a row of indicators, rows from 1."""
    return f"indicator.{row}.{aspect.value}"


def unchanged_field(part: ReportPart) -> str:
    """The confirmation that nothing changed in a part."""
    return f"unchanged.{part.value}"


def warning_key(code: CheckCode, number: int | None = None, month: date | None = None) -> str:
    """The key under which a warning is explained.

    >>> warning_key(CheckCode.OVER_TASK, 3)
    'over_task.3'
    """
    steps = [code.value]
    if number is not None:
        steps.append(str(number))
    if month is not None:
        steps.append(f"{month:%Y-%m}")
    return ".".join(steps)


def explanation_field(key: str) -> str:
    """The sentence that explains a warning."""
    return f"explanation.{key}"
