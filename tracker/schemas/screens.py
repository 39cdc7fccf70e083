"""The forms with which people make and steer shared screens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, pre_load, validates_schema

from tracker.domain.permissions import Scope
from tracker.domain.saved_views import NameProblem, name_problem, normal_name
from tracker.domain.screens import (
    LONGEST_MESSAGE,
    LONGEST_NAME,
    LONGEST_PLACE,
    LONGEST_PUSH,
    LONGEST_SECONDS,
    MOST_VIEWS,
    SHORTEST_SECONDS,
    DayHours,
    ScreenDay,
    ScreenPlan,
    ScreenView,
)
from tracker.domain.vocabulary import Voivodeship
from tracker.schemas.editing import NEEDED, PickField, WholeNumberField

WARSAW = ZoneInfo("Europe/Warsaw")
WHOLE_COUNTRY = "all"
OF_VOIVODESHIP = "voivodeship-"
OF_CENTRE = "centre-"
"""A choice of the scope is the first of these, or begins with one of the others and ends with a code or key."""

VIEW = "view-"
"""The name of the field of a view begins so and ends with its place in the playlist, from 1."""

LANGUAGES = ("pl", "en")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
_KEY = re.compile(r"[1-9]\d{0,17}", re.ASCII)


class LineField(fields.Field[str]):
    """A line of text, blanks made one; signs that look like markup are refused."""

    def __init__(self, longest: int, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        line = normal_name(str(value))
        if len(line) > self.longest:
            raise ValidationError(gettext("At most %(longest)s characters are allowed.", longest=self.longest))
        if {"<", ">"} & set(line):
            raise ValidationError(gettext("It cannot hold the signs < and >."))
        return line


class ScreenNameField(fields.Field[str]):
    """What the people at the desk call a screen."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        name = normal_name(str(value))
        problem = name_problem(name)
        if problem is not None:
            said = {
                NameProblem.EMPTY: gettext("Give the screen a name, for example: Corridor on the second floor."),
                NameProblem.TOO_LONG: gettext("A name has %(most)s characters at most.", most=LONGEST_NAME),
                NameProblem.MARKUP: gettext("A name cannot hold the signs < and >."),
            }
            raise ValidationError(said[problem])
        return name


class ScopeField(fields.Field[Scope]):
    """Which projects a screen shows: all of them, those of a voivodeship, those of a centre."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Scope:
        text = str(value)
        if text == WHOLE_COUNTRY:
            return Scope(is_everywhere=True)
        code, key = text.removeprefix(OF_VOIVODESHIP), text.removeprefix(OF_CENTRE)
        if code != text and code in list(Voivodeship):
            return Scope(voivodeships=frozenset({Voivodeship(code)}))
        if key != text and _KEY.fullmatch(key):
            return Scope(centre_id=int(key))
        raise ValidationError(gettext("Choose one of the answers."))


class PlaylistField(fields.Field[tuple[ScreenView, ...]]):
    """One to six different views in their order, given by their codes."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> tuple[ScreenView, ...]:
        codes: Sequence[str] = value
        if any(code not in list(ScreenView) for code in codes):
            raise ValidationError(gettext("Choose one of the answers."))
        if not codes:
            raise ValidationError(gettext("Choose at least one view."))
        if len(set(codes)) < len(codes):
            raise ValidationError(gettext("Choose each view once."))
        if len(codes) > MOST_VIEWS:
            raise ValidationError(gettext("At most %(most)s views can be shown.", most=MOST_VIEWS))
        return tuple(map(ScreenView, codes))


class ClockField(fields.Field[time | None]):
    """A time of the day to the minute, ``8:00``; an empty field is ``None``."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> time | None:
        text = str(value).strip()
        if not text:
            return None
        found = _CLOCK.fullmatch(text)
        if found is None:
            raise ValidationError(gettext("A time is expected, for example 8:00."))
        return time(int(found[1]), int(found[2]))


class LanguageField(fields.Field[str]):
    """A language that the tracker speaks, by its code."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str:
        if value not in LANGUAGES:
            raise ValidationError(gettext("Choose one of the answers."))
        return str(value)


class MomentInputField(fields.Field[datetime]):
    """A moment as a browser sends it, ``2026-11-23T14:00``, by Polish clocks."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> datetime:
        try:
            moment = datetime.strptime(str(value).strip(), "%Y-%m-%dT%H:%M")  # noqa: DTZ007  Its zone comes next.
            return moment.replace(tzinfo=WARSAW)
        except ValueError:
            raise ValidationError(gettext("Choose day and time, for example 30.06.2019, 14:00.")) from None


class ScreenSchema(Schema):
    """What somebody decides about a screen; gives a :class:`ScreenPlan`."""

    class Meta:
        """The form's token and button are none of its fields."""

        unknown = EXCLUDE

    name = ScreenNameField(required=True, error_messages=dict(NEEDED))
    place = LineField(LONGEST_PLACE, load_default="")
    scope = ScopeField(required=True, error_messages=dict(NEEDED))
    views = PlaylistField()
    seconds = WholeNumberField(SHORTEST_SECONDS, LONGEST_SECONDS)
    day_begins = ClockField(load_default=None)
    day_ends = ClockField(load_default=None)
    shows = PickField(ScreenDay, required=True, error_messages=dict(NEEDED))
    language = LanguageField(required=True, error_messages=dict(NEEDED))

    @pre_load
    def gather(self, data: Any, **_: Any) -> Any:
        """Put the fields of the views into one, in the order of their places."""
        named = [name for name in data if name.startswith(VIEW) and name.removeprefix(VIEW).isdecimal()]
        ordered = sorted(named, key=lambda name: int(name.removeprefix(VIEW)[:9]))
        return dict(data) | {"views": [data[name] for name in ordered if data[name]]}

    @validates_schema(skip_on_field_errors=False)
    def check_hours(self, data: dict[str, Any], **_: Any) -> None:
        """The hours of the day are both given or neither, and the day begins before it ends."""
        if not {"day_begins", "day_ends"} <= data.keys():
            return
        begins, ends = data["day_begins"], data["day_ends"]
        if (begins is None) != (ends is None):
            missing = "day_begins" if begins is None else "day_ends"
            raise ValidationError(gettext("Give both hours, or neither."), missing)
        if begins is not None and begins >= ends:
            raise ValidationError(gettext("The day has to end later than it begins."), "day_ends")

    @post_load
    def make_plan(self, data: dict[str, Any], **_: Any) -> Any:
        """What was decided."""
        return _plan(data)


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A changed plan.

    Attributes:
        seen: The version of the screen that the form showed.
    """

    plan: ScreenPlan
    seen: int


class PlanChangeSchema(ScreenSchema):
    """The same for a screen that is there already; gives a :class:`PlanChange`."""

    seen = WholeNumberField(0, 999_999_999)

    @post_load
    def make_plan(self, data: dict[str, Any], **_: Any) -> Any:
        """What was decided, and of which version."""
        return PlanChange(_plan(data), data["seen"])


class PushSchema(Schema):
    """A view that is shown at once and alone."""

    class Meta:
        """The form's token and button are none of its fields."""

        unknown = EXCLUDE

    view = PickField(ScreenView, required=True, error_messages=dict(NEEDED))
    minutes = WholeNumberField(1, LONGEST_PUSH)


class MessageSchema(Schema):
    """A message and until when it is shown."""

    class Meta:
        """The form's token and button are none of its fields."""

        unknown = EXCLUDE

    message = LineField(LONGEST_MESSAGE, required=True, error_messages=dict(NEEDED))
    until = MomentInputField(required=True, error_messages=dict(NEEDED))

    @validates_schema(skip_on_field_errors=False)
    def check_message(self, data: dict[str, Any], **_: Any) -> None:
        """There is something to read."""
        if "message" in data and not data["message"]:
            raise ValidationError(str(NEEDED["required"]), "message")


def typed_plan(plan: ScreenPlan) -> dict[str, str]:
    """A plan as its form sends it."""
    hours = plan.day_hours
    return {
        "name": plan.name,
        "place": plan.place,
        "scope": typed_scope(plan),
        **typed_playlist([view.value for view in plan.playlist]),
        "seconds": str(plan.seconds),
        "day_begins": f"{hours.begins:%H:%M}" if hours else "",
        "day_ends": f"{hours.ends:%H:%M}" if hours else "",
        "shows": plan.shows.value,
        "language": plan.language,
    }


def typed_scope(plan: ScreenPlan) -> str:
    """The choice of a plan's scope."""
    if plan.centre_id is not None:
        return f"{OF_CENTRE}{plan.centre_id}"
    return f"{OF_VOIVODESHIP}{plan.voivodeship.value}" if plan.voivodeship else WHOLE_COUNTRY


def typed_playlist(codes: Sequence[str]) -> dict[str, str]:
    """The fields of the views, by the codes of a playlist."""
    return {f"{VIEW}{place}": code for place, code in enumerate(codes, start=1)}


def _plan(data: Mapping[str, Any]) -> ScreenPlan:
    scope: Scope = data["scope"]
    hours = DayHours(data["day_begins"], data["day_ends"]) if data["day_begins"] is not None else None
    return ScreenPlan(
        name=data["name"],
        place=data["place"],
        voivodeship=next(iter(scope.voivodeships), None),
        centre_id=scope.centre_id,
        playlist=data["views"],
        seconds=data["seconds"],
        day_hours=hours,
        shows=data["shows"],
        language=data["language"],
    )
