"""Centres in files."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from tracker.domain.vocabulary import CentreKind, Voivodeship
from tracker.schemas.fields import EnumField, TextField

SOUTH, NORTH, WEST, EAST = 48.9, 55.0, 14.0, 24.3
"""Degrees between which Poland lies."""


def commune_code_message(code: str | None, voivodeship: Voivodeship | None) -> str:
    """What is wrong with a gmina's code, empty when nothing is: it has seven digits, the voivodeship's first."""
    if code is None:
        return ""
    if not re.fullmatch(r"[0-9]{7}", code):
        return str(gettext("The TERYT code of a gmina has seven digits."))
    if voivodeship is not None and not code.startswith(voivodeship.value):
        return str(gettext("The code of the gmina lies in another voivodeship."))
    return ""


class CentreSchema(Schema):
    """A social welfare centre."""

    name = TextField(required=True)
    short_name = TextField(required=True)
    place = TextField(required=True)
    kind = EnumField(CentreKind, required=True)
    voivodeship = EnumField(Voivodeship, load_default=None, allow_none=True)
    county = TextField(load_default="", required_text=False)
    commune_code = TextField(load_default=None, allow_none=True)
    latitude = fields.Float(load_default=None, allow_none=True, validate=validate.Range(SOUTH, NORTH))
    longitude = fields.Float(load_default=None, allow_none=True, validate=validate.Range(WEST, EAST))
    is_example = fields.Boolean(load_default=False)

    @validates_schema
    def check_place(self, data: dict[str, Any], **_: Any) -> None:
        """A gmina's code has seven digits and begins with its voivodeship's; a position is whole."""
        message = commune_code_message(data.get("commune_code"), data.get("voivodeship"))
        if message:
            raise ValidationError(message, "commune_code")
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            raise ValidationError(gettext("Latitude and longitude are given together."), "longitude")
