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
        code, voivodeship = data.get("commune_code"), data.get("voivodeship")
        if code is not None and not re.fullmatch(r"\d{7}", code):
            raise ValidationError(gettext("The TERYT code of a gmina has seven digits."), "commune_code")
        if code is not None and voivodeship is not None and not code.startswith(voivodeship.value):
            raise ValidationError(gettext("The code of the gmina lies in another voivodeship."), "commune_code")
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            raise ValidationError(gettext("Latitude and longitude are given together."), "longitude")
