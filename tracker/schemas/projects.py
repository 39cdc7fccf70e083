"""A project's file: one project with its whole history, or a history that is added to a project."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from marshmallow import Schema, ValidationError, fields, validates_schema

from tracker.domain.slugs import RESERVED, is_slug
from tracker.schemas.centres import CentreSchema
from tracker.schemas.fields import MomentField, TextField
from tracker.schemas.milestones import MilestoneSchema
from tracker.schemas.origins import listed
from tracker.schemas.plans import PlanSchema
from tracker.schemas.quantities import PostSchema, TrainingSchema
from tracker.schemas.reports import ReportSchema
from tracker.schemas.sources import SourceSchema
from tracker.schemas.statements import ChoiceSchema, StatementSchema

FORMAT = "portfel-2.5/1"
"""Name and version of the file format; a reader refuses what it does not know."""


def check_slug(value: str) -> None:
    """A short name that may stand in an address.

    Raises:
        ValidationError: If it holds anything but small Latin letters, digits and single hyphens, or is the address
            of another page.
    """
    if not is_slug(value):
        raise ValidationError(gettext("A short name holds the letters a-z, digits and single hyphens."))
    if value in RESERVED:
        raise ValidationError(gettext("“%(slug)s” is the address of another page; choose another name.", slug=value))


def check_format(value: str) -> None:
    """The one format this reader knows.

    Raises:
        ValidationError: If it is another.
    """
    if value != FORMAT:
        raise ValidationError(gettext('The format "%(format)s" is expected.', format=FORMAT))


def format_field() -> fields.String:
    """The field that names the format."""
    return fields.String(required=True, validate=check_format)


class ProjectSchema(Schema):
    """One project, inside a portfolio or as the body of a file."""

    slug = TextField(load_default=None, longest=80, validate=check_slug)
    extends = TextField(load_default=None, longest=80, validate=check_slug)
    recorded_at = MomentField(required=True)
    is_example = fields.Boolean(load_default=False)
    centre = fields.Nested(CentreSchema, load_default=None)
    sources = listed(SourceSchema)
    statements = listed(StatementSchema)
    choices = listed(ChoiceSchema)
    plans = listed(PlanSchema)
    milestones = listed(MilestoneSchema)
    posts = listed(PostSchema)
    trainings = listed(TrainingSchema)
    reports = listed(ReportSchema)

    @validates_schema
    def check_identity(self, data: dict[str, Any], **_: Any) -> None:
        """A project has its own short name and a centre; an addition has the name of another and no centre."""
        own, other = data.get("slug"), data.get("extends")
        if (own is None) == (other is None):
            raise ValidationError(gettext('Either "slug" or "extends" is expected.'), "slug")
        if own is not None and data.get("centre") is None:
            raise ValidationError(gettext("This is required."), "centre")
        if other is not None and data.get("centre") is not None:
            raise ValidationError(gettext("An addition to a project has no centre of its own."), "centre")


class ProjectFileSchema(ProjectSchema):
    """A file of one project."""

    format = format_field()
