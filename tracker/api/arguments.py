"""What an address can be asked for: the day, filters, order, pages, and which keys are wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext, lazy_gettext
from marshmallow import Schema, ValidationError, fields, post_load, validate

from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.periods import EARLIEST_DAY, LATEST_DAY
from tracker.domain.portfolio import Filters, SortKey
from tracker.domain.provenance import Viewpoint
from tracker.domain.vocabulary import CentreKind, Stage, Status, Voivodeship
from tracker.formatting import showable
from tracker.gate.clock import default_day
from tracker.storage.settings import get_settings

LARGEST_PAGE = 200


class DayField(fields.Date):
    """A day that the tracker takes, ISO 8601."""

    def __init__(self, **options: Any) -> None:
        messages: Any = {"invalid": lazy_gettext("A day such as 2019-06-30 is expected.")}
        super().__init__(error_messages=messages, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> date:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value), re.ASCII):
            raise self.make_error("invalid", input=value)
        found: date = super()._deserialize(value, attr, data, **options)
        if not EARLIEST_DAY <= found <= LATEST_DAY:
            raise self.make_error("invalid", input=value)
        return found


def _choice(members: type[Any], description: str) -> fields.Enum[Any]:
    unknown: Any = {"unknown": lazy_gettext("This is not one of the choices.")}
    return fields.Enum(members, by_value=True, error_messages=unknown, metadata={"description": description})


def _text(longest: int, description: str) -> fields.String:
    fits = validate.Length(max=longest)
    return fields.String(load_default="", validate=fits, metadata={"description": description})


class ViewpointSchema(Schema):
    """As of which day, by what was known when."""

    as_of = DayField(
        metadata={"description": "The day looked at; without it the portfolio's own", "examples": ["2019-10-15"]}
    )
    known_on = DayField(metadata={"description": "Only what was known by this day; without it all that is known"})


class FieldsSchema(ViewpointSchema):
    """The same, and which keys of the answer are wanted."""

    fields_ = fields.String(
        data_key="fields",
        validate=validate.Length(max=400),
        metadata={
            "description": "Keys that are wanted, with commas between them; without it all",
            "examples": ["slug,title"],
        },
    )


class FilterSchema(ViewpointSchema):
    """Which projects are wanted."""

    voivodeship = _choice(Voivodeship, "Of the centre")
    kind = _choice(CentreKind, "Of the centre")
    stage = _choice(Stage, "Of the project")
    status = _choice(Status, "By the rules")
    call = _text(60, "Number of the call")
    search = _text(100, "Words of centre, place and title")


class PagedSchema(FilterSchema):
    """The same, a page at a time."""

    page = fields.Integer(
        load_default=1,
        validate=validate.Range(1, 1_000_000),
        metadata={"description": "From 1"},
    )
    page_size = fields.Integer(
        load_default=50,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "Items of a page"},
    )


class ProjectsSchema(PagedSchema, FieldsSchema):
    """The same in an order."""

    sort = fields.String(
        load_default=SortKey.STATUS.value,
        validate=validate.OneOf([sign + key.value for key in SortKey for sign in ("", "-")]),
        metadata={"description": "What they are ordered by; with - before it the other way round"},
    )


class ChangesQuerySchema(PagedSchema):
    """Two days."""

    earlier = DayField(required=True, metadata={"description": "The first day", "examples": ["2019-06-30"]})

    @post_load
    def check(self, asked: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The first day comes first."""
        later = asked.get("as_of")
        if later is not None and asked["earlier"] >= later:
            raise ValidationError({"earlier": [gettext("The first day must come before the second.")]})
        return asked


class ComparisonQuerySchema(ViewpointSchema):
    """Two to six projects."""

    projects = fields.String(
        required=True,
        validate=validate.Length(max=1000),
        metadata={
            "description": "Slugs of two to six projects, with commas between them",
            "examples": ["klucze,myslenice"],
        },
    )


def viewpoint_of(asked: Mapping[str, Any]) -> Viewpoint:
    """The day looked at, and the day whose knowledge is used."""
    return Viewpoint(asked.get("as_of") or default_day(get_settings()), asked.get("known_on"))


def filters_of(asked: Mapping[str, Any]) -> Filters:
    """The filters."""
    return Filters(
        voivodeship=asked.get("voivodeship"),
        kind=asked.get("kind"),
        stage=asked.get("stage"),
        status=asked.get("status"),
        call=asked["call"],
        text=showable(asked["search"]),
    )


def order_of(asked: Mapping[str, Any]) -> tuple[SortKey, bool]:
    """What is ordered by, and whether the other way round."""
    key: str = asked["sort"]
    return SortKey(key.removeprefix("-")), key.startswith("-")


@dataclass(frozen=True)
class Slice:
    """A page of a list.

    Attributes:
        first: The place of its first item, from 0.
        told: What the answer says of it.
        headers: Links to its neighbours (RFC 8288).
    """

    first: int
    last: int
    told: Mapping[str, int]
    headers: Mapping[str, str]


def slice_of(total: int, asked: Mapping[str, Any]) -> Slice:
    """The page of a list of so many items that is asked for.

    Raises:
        InvalidInputError: If there is no such page; the first is there always.
    """
    number, size = asked["page"], asked["page_size"]
    pages = max(-(-total // size), 1)
    if number > pages:
        message = gettext("There is no such page: the last one is %(last)s.", last=pages)
        raise InvalidInputError([Problem("page", message)])
    links = {"first": 1, "last": pages} | ({"prev": number - 1} if number > 1 else {})
    links |= {"next": number + 1} if number < pages else {}
    link = ", ".join(f'<{_page_url(page)}>; rel="{name}"' for name, page in links.items())
    told = {"total": total, "page": number, "pages": pages}
    return Slice((number - 1) * size, number * size, told, {"Link": link})


def _page_url(page: int) -> str:
    return f"{request.path}?{urlencode({**request.args.to_dict(), 'page': page})}"


def wanted(item: Mapping[str, Any], asked: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """The keys of an object that are wanted.

    Raises:
        InvalidInputError: If one of them is no key.
    """
    names = [name.strip() for name in asked.get("fields_", "").split(",") if name.strip()]
    if strange := [name for name in names if name not in known]:
        message = gettext("This key is not known.")
        raise InvalidInputError([Problem(f"fields.{showable(name)[:40]}", message) for name in strange[:5]])
    return {name: value for name, value in item.items() if name in names} if names else dict(item)
