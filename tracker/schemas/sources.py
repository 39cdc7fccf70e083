"""Sources in files."""

from __future__ import annotations

import re

from flask_babel import gettext
from marshmallow import Schema, ValidationError, fields

from tracker.domain.vocabulary import SourceKind
from tracker.schemas.fields import EnumField, PartialDateField, TextField


def check_address(value: str) -> None:
    """An address of the web, so that a link to it can do no harm.

    Raises:
        ValidationError: If it begins otherwise.
    """
    if not re.fullmatch(r"https?://\S+", value):
        raise ValidationError(gettext("An address begins with http:// or https://."))


class SourceSchema(Schema):
    """A document, under a key by which the entries of the same file refer to it."""

    key = TextField(required=True, longest=80)
    kind = EnumField(SourceKind, required=True)
    publisher = TextField(required=True)
    title = TextField(required=True)
    published = PartialDateField(load_default=None, allow_none=True)
    url = TextField(load_default=None, allow_none=True, longest=2000, validate=check_address)
    is_example = fields.Boolean(load_default=False)
