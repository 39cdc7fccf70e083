"""What every form of an edit holds: where the change comes from, and what its sender saw."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import gettext, lazy_gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validates_schema

from tracker.domain.drafts import SourceChoice
from tracker.domain.provenance import Source
from tracker.domain.vocabulary import SourceKind
from tracker.schemas.fields import DayInputField, EnumField, PartialDateInputField, QuantityField, TextField
from tracker.schemas.sources import check_address

E = TypeVar("E", bound=StrEnum)

NEEDED: Mapping[str, Any] = {
    "required": lazy_gettext("This is required."),
    "null": lazy_gettext("This is required."),
}
"""Messages of a field that may not be left empty."""

LONGEST_TEXT = 2000
EXISTING, NEW = "existing", "new"
MINE, THEIRS = "mine", "theirs"


class PickField(EnumField[E]):
    """A member of a closed list that a person picks; nothing picked is ``None`` where that is allowed."""

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> Any:
        """Read the field; the empty choice of a list is no choice."""
        return super().deserialize(None if value == "" else value, attr, data, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> E:
        try:
            return self.members(value)
        except ValueError:
            raise ValidationError(gettext("Choose one of the answers.")) from None


class KeyField(fields.Field[int]):
    """The key of something on record; an empty choice is ``None``."""

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> Any:
        """Read the field; the empty choice of a list is no choice."""
        return super().deserialize(None if value == "" else value, attr, data, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> int:
        if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19):
            raise ValidationError(gettext("Choose one of the answers."))
        return int(value)


class WholeNumberField(fields.Field[int]):
    """A whole number between bounds, both included."""

    def __init__(self, lowest: int, highest: int, **options: Any) -> None:
        super().__init__(required=True, error_messages=dict(NEEDED), **options)
        self.lowest, self.highest = lowest, highest

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> int:
        text = str(value).strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
        if number is None or not self.lowest <= number <= self.highest:
            message = gettext(
                "A whole number from %(lowest)s to %(highest)s is expected.", lowest=self.lowest, highest=self.highest
            )
            raise ValidationError(message)
        return number


class QuantityInputField(QuantityField):
    """A number of FTE, persons, hours or visits of a form; an empty field is ``None``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_none=not options.get("required", False), **options)

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> Any:
        """Read the field; spaces alone are an empty field."""
        blank = isinstance(value, str) and not value.strip()
        return super().deserialize(None if blank else value, attr, data, **kwargs)


def optional_text(longest: int = 200) -> TextField:
    """A text that may be left out."""
    return TextField(load_default="", required_text=False, longest=longest)


def needed_text(longest: int = 200) -> TextField:
    """A text that may not be left out."""
    return TextField(required=True, longest=longest, error_messages=dict(NEEDED))


def optional_day() -> DayInputField:
    """A day that may be left out."""
    return DayInputField(load_default=None)


def check_source_answer(value: str) -> None:
    """Either of the two answers to where the change comes from.

    Raises:
        ValidationError: If it is another.
    """
    if value not in (EXISTING, NEW):
        raise ValidationError(gettext("Choose one of the answers."))


class SourceSchema(Schema):
    """How do we know: a document on record, or a new one described in full."""

    class Meta(Schema.Meta):
        """Forms send more than their fields: tokens and buttons."""

        unknown = EXCLUDE

    source = TextField(load_default=NEW, validate=check_source_answer)
    source_id = KeyField(load_default=None, allow_none=True)
    source_kind = PickField(SourceKind, load_default=None, allow_none=True)
    source_publisher = optional_text()
    source_title = optional_text()
    source_published = PartialDateInputField(load_default=None)
    source_url = optional_text(LONGEST_TEXT)

    @validates_schema(skip_on_field_errors=False)
    def check_source(self, data: dict[str, Any], **_: Any) -> None:
        """A document on record is named; a new one has a kind, a publisher, a title and, perhaps, a safe address."""
        if data.get("source") == EXISTING:
            if "source_id" in data and data["source_id"] is None:
                raise ValidationError(gettext("Choose the document."), "source_id")
            return
        needed = ("source_kind", "source_publisher", "source_title")
        problems = {name: [str(NEEDED["required"])] for name in needed if name in data and not data[name]}
        problems |= _address_problems(data.get("source_url", ""))
        if problems:
            raise ValidationError(problems)

    @post_load
    def gather(self, data: dict[str, Any], **_: Any) -> Any:
        """Put the answers about the source together, then let the form make its draft."""
        return self.make_draft(dict(data, source=_source(data)))

    def make_draft(self, data: dict[str, Any]) -> Any:
        """What the form proposes; each form makes its own."""
        return data


class ResolvingSchema(SourceSchema):
    """A form of something that others may change too: after a conflict it says whose version is to hold."""

    conflict = fields.Boolean(load_default=False)
    resolution = optional_text()

    @validates_schema(skip_on_field_errors=False)
    def check_resolution(self, data: dict[str, Any], **_: Any) -> None:
        """A conflict is settled by a person, never by the order of saving."""
        if data.get("conflict") and data.get("resolution") != MINE:
            raise ValidationError(gettext("Choose which one counts."), "resolution")


def _source(data: Mapping[str, Any]) -> SourceChoice:
    if data["source"] == EXISTING:
        key: int = data["source_id"]
        return key
    return Source(
        id=0,
        kind=data["source_kind"],
        publisher=data["source_publisher"],
        title=data["source_title"],
        published=data["source_published"],
        url=data["source_url"] or None,
    )


def _address_problems(address: str) -> dict[str, list[str]]:
    if not address:
        return {}
    try:
        check_address(address)
    except ValidationError as error:
        return {"source_url": [str(message) for message in error.messages]}
    return {}
