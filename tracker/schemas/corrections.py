"""The forms that correct the date of a document and the place of a centre."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validates_schema

from tracker.domain.corrections import CentreCorrection, DocumentCorrection
from tracker.domain.vocabulary import Voivodeship
from tracker.schemas.centres import EAST, NORTH, SOUTH, WEST, commune_code_message
from tracker.schemas.editing import LONGEST_TEXT, PickField, optional_text
from tracker.schemas.fields import PartialDateInputField
from tracker.schemas.sources import check_address

_DEGREES = re.compile(r"\d{1,2}(?:\.\d{1,7})?", re.ASCII)


class DegreesInputField(fields.Field[float]):
    """Degrees of a form between bounds, with a comma or a point; an empty field is ``None``."""

    def __init__(self, lowest: float, highest: float) -> None:
        super().__init__(load_default=None, allow_none=True)
        self.lowest, self.highest = lowest, highest

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> Any:
        """Read the field; spaces alone are an empty field."""
        blank = isinstance(value, str) and not value.strip()
        return super().deserialize(None if blank else value, attr, data, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> float:
        text = str(value).strip().removesuffix("°").replace(",", ".")
        if not _DEGREES.fullmatch(text) or not self.lowest <= float(text) <= self.highest:
            raise ValidationError(gettext("Degrees within Poland are expected, for example 50,336."))
        return float(text)


class _CorrectionSchema(Schema):
    class Meta(Schema.Meta):
        """Forms send more than their fields: tokens and buttons."""

        unknown = EXCLUDE

    reason = optional_text(LONGEST_TEXT)


class DocumentCorrectionSchema(_CorrectionSchema):
    """The date of a document and its address on the web."""

    published = PartialDateInputField(load_default=None)
    url = optional_text(LONGEST_TEXT)

    @validates_schema(skip_on_field_errors=False)
    def check_url(self, data: dict[str, Any], **_: Any) -> None:
        """A link to the address can do no harm."""
        if data.get("url"):
            try:
                check_address(data["url"])
            except ValidationError as error:
                raise ValidationError(error.messages, "url") from None

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> DocumentCorrection:
        """The correction."""
        return DocumentCorrection(data["published"], data["url"] or None, data["reason"])


class CentreCorrectionSchema(_CorrectionSchema):
    """Where a centre lies."""

    voivodeship = PickField(Voivodeship, load_default=None, allow_none=True)
    county = optional_text()
    commune_code = optional_text(7)
    latitude = DegreesInputField(SOUTH, NORTH)
    longitude = DegreesInputField(WEST, EAST)

    @validates_schema(skip_on_field_errors=False)
    def check_place(self, data: dict[str, Any], **_: Any) -> None:
        """A gmina's code begins with its voivodeship's; a position is whole."""
        message = commune_code_message(data.get("commune_code") or None, data.get("voivodeship"))
        if message:
            raise ValidationError(message, "commune_code")
        both = {"latitude", "longitude"} <= data.keys()
        if both and (data["latitude"] is None) != (data["longitude"] is None):
            missing = "latitude" if data["latitude"] is None else "longitude"
            raise ValidationError(gettext("Latitude and longitude are given together."), missing)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> CentreCorrection:
        """The correction."""
        return CentreCorrection(**dict(data, commune_code=data["commune_code"] or None))
