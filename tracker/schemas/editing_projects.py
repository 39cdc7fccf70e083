"""The form of a new project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from marshmallow import ValidationError, pre_load, validates_schema

from tracker.domain.drafts import ProjectDraft
from tracker.domain.project import Centre
from tracker.domain.vocabulary import CentreKind, StatementKind, Voivodeship
from tracker.schemas.centres import commune_code_message
from tracker.schemas.editing import (
    EXISTING,
    NEEDED,
    NEW,
    KeyField,
    PickField,
    SourceSchema,
    check_source_answer,
    needed_text,
    optional_text,
)
from tracker.schemas.fields import PartialDateInputField, PlnInputField, TextField


class CentreInputSchema(SourceSchema):
    """A source, and the centre of a new project: one of the list, or one that is described."""

    centre = TextField(load_default=NEW, validate=check_source_answer)
    centre_id = KeyField(load_default=None, allow_none=True)
    centre_name = optional_text()
    centre_short_name = optional_text()
    centre_place = optional_text()
    centre_kind = PickField(CentreKind, load_default=None, allow_none=True)
    centre_voivodeship = PickField(Voivodeship, load_default=None, allow_none=True)
    centre_county = optional_text()
    centre_commune_code = optional_text(7)

    @validates_schema(skip_on_field_errors=False)
    def check_centre(self, data: dict[str, Any], **_: Any) -> None:
        """A centre of the list is named; a new one is described."""
        if not self.needs_centre(data):
            return
        if data.get("centre") == EXISTING:
            if "centre_id" in data and data["centre_id"] is None:
                raise ValidationError(gettext("Choose the centre."), "centre_id")
            return
        needed = ("centre_name", "centre_short_name", "centre_place", "centre_kind", "centre_voivodeship")
        problems = {name: [str(NEEDED["required"])] for name in needed if name in data and not data[name]}
        message = commune_code_message(data.get("centre_commune_code") or None, data.get("centre_voivodeship"))
        if message:
            problems["centre_commune_code"] = [message]
        if problems:
            raise ValidationError(problems)

    def needs_centre(self, _data: Mapping[str, Any]) -> bool:
        """Whether the form asks for one at all."""
        return True

    def chosen_centre(self, data: Mapping[str, Any]) -> int | Centre:
        """The centre on the list by its key, or the new one."""
        return data["centre_id"] if data["centre"] == EXISTING else _centre(data)


class ProjectInputSchema(CentreInputSchema):
    """A centre, a title and a source; value, period and numbers as far as they are known."""

    title = needed_text(500)
    kind = PickField(StatementKind, required=True, error_messages=dict(NEEDED))
    value = PlnInputField(load_default=None)
    value_as_written = optional_text()
    start = PartialDateInputField(load_default=None)
    end = PartialDateInputField(load_default=None)
    project_number = optional_text(80)
    call_number = optional_text(80)

    @pre_load
    def keep_typed(self, data: Any, **_: Any) -> Any:
        """Keep the value as it was typed: it tells how exactly it is known."""
        given = dict(data)
        return given | {"value_as_written": str(given.get("value", "")).strip()[:200]}

    @validates_schema(skip_on_field_errors=False)
    def check_period(self, data: dict[str, Any], **_: Any) -> None:
        """A project does not end before it starts."""
        start, end = data.get("start"), data.get("end")
        if start is not None and end is not None and end.last_day < start.first_day:
            raise ValidationError(gettext("The project would end before it starts."), "end")

    def make_draft(self, data: dict[str, Any]) -> ProjectDraft:
        """The project."""
        return ProjectDraft(
            source=data["source"],
            centre=self.chosen_centre(data),
            title=data["title"],
            kind=data["kind"],
            value=data["value"],
            value_as_written=data["value_as_written"],
            start=data["start"],
            end=data["end"],
            project_number=data["project_number"],
            call_number=data["call_number"],
        )


def _centre(data: Mapping[str, Any]) -> Centre:
    return Centre(
        id=0,
        name=data["centre_name"],
        short_name=data["centre_short_name"],
        place=data["centre_place"],
        kind=data["centre_kind"],
        voivodeship=data["centre_voivodeship"],
        county=data["centre_county"],
        commune_code=data["centre_commune_code"] or None,
    )
