"""A whole portfolio in one file, and the file of its settings."""

from __future__ import annotations

from marshmallow import Schema, fields

from tracker.schemas.fields import DayField, TextField
from tracker.schemas.origins import listed
from tracker.schemas.projects import ProjectSchema, format_field


class SettingsSchema(Schema):
    """What the portfolio is called and which day it shows."""

    name = TextField(load_default="", required_text=False)
    reference_day = DayField(load_default=None, allow_none=True)
    reference_note = TextField(load_default="", required_text=False, longest=2000)


class SettingsFileSchema(Schema):
    """The file ``portfolio.json`` of a folder of projects."""

    format = format_field()
    settings = fields.Nested(SettingsSchema, required=True)


class PortfolioSchema(Schema):
    """An export: settings and every project."""

    format = format_field()
    settings = fields.Nested(SettingsSchema, required=True)
    projects = listed(ProjectSchema)
