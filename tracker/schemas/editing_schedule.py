"""The forms of milestones, posts and training."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from marshmallow import ValidationError, fields, validates_schema

from tracker.domain.drafts import EntryDraft, MilestoneDraft, PostDraft, QuantityDraft, TrainingDraft
from tracker.domain.vocabulary import MilestoneEntryKind, MilestoneKind, PostKind, QuantityEntryKind, TrainingKind
from tracker.schemas.editing import (
    LONGEST_TEXT,
    NEEDED,
    PickField,
    QuantityInputField,
    ResolvingSchema,
    SourceSchema,
    WholeNumberField,
    needed_text,
    optional_day,
    optional_text,
)
from tracker.schemas.fields import PartialDateInputField


class MilestoneEntrySchema(ResolvingSchema):
    """A date of a milestone that is there."""

    kind = PickField(MilestoneEntryKind, required=True, error_messages=dict(NEEDED))
    day = PartialDateInputField(required=True, error_messages=dict(NEEDED))
    effective_on = optional_day()
    reason = optional_text(LONGEST_TEXT)

    def make_draft(self, data: dict[str, Any]) -> EntryDraft:
        """The entry."""
        return _entry(data, data["kind"])


class MilestoneInputSchema(SourceSchema):
    """A new milestone, perhaps with its first date."""

    kind = PickField(MilestoneKind, required=True, error_messages=dict(NEEDED))
    name = needed_text()
    weight = WholeNumberField(1, 999)
    entry_kind = PickField(MilestoneEntryKind, load_default=MilestoneEntryKind.BASELINE)
    day = PartialDateInputField(load_default=None)

    def make_draft(self, data: dict[str, Any]) -> MilestoneDraft:
        """The milestone."""
        entry = _entry(data, data["entry_kind"]) if data["day"] else None
        return MilestoneDraft(data["source"], data["kind"], data["name"], data["weight"], entry)


def _entry(data: dict[str, Any], kind: MilestoneEntryKind) -> EntryDraft:
    effective_on = data.get("effective_on")
    return EntryDraft(
        source=data["source"],
        kind=kind,
        day=data["day"],
        effective_on=effective_on.value if effective_on else None,
        reason=data.get("reason", ""),
    )


class QuantityEntrySchema(ResolvingSchema):
    """A target, or what was reached, of a post or training that is there."""

    kind = PickField(QuantityEntryKind, required=True, error_messages=dict(NEEDED))
    quantity = QuantityInputField(required=True, error_messages=dict(NEEDED))
    day = optional_day()
    note = optional_text(LONGEST_TEXT)

    @validates_schema(skip_on_field_errors=False)
    def check_day(self, data: dict[str, Any], **_: Any) -> None:
        """What was reached was reached by a day."""
        if data.get("kind") is QuantityEntryKind.ACTUAL and "day" in data and data["day"] is None:
            raise ValidationError(gettext("Say by which day."), "day")

    def make_draft(self, data: dict[str, Any]) -> QuantityDraft:
        """The entry."""
        return _quantity(data, data["kind"])


def _quantity(data: dict[str, Any], kind: QuantityEntryKind) -> QuantityDraft:
    day = data["day"]
    return QuantityDraft(data["source"], kind, data["quantity"], day.value if day else None, data.get("note", ""))


class TargetSchema(SourceSchema):
    """A new thing with its name and, perhaps, its target."""

    name = needed_text()
    quantity = QuantityInputField(load_default=None)
    day = optional_day()

    @validates_schema(skip_on_field_errors=False)
    def check_target(self, data: dict[str, Any], **_: Any) -> None:
        """A day alone is no target."""
        if data.get("day") is not None and "quantity" in data and data["quantity"] is None:
            raise ValidationError(gettext("Say how many there are to be by this day."), "quantity")

    def target(self, data: dict[str, Any]) -> QuantityDraft | None:
        """The target where one is given."""
        return _quantity(data, QuantityEntryKind.TARGET) if data["quantity"] is not None else None


class PostInputSchema(TargetSchema):
    """A new post or team."""

    kind = PickField(PostKind, required=True, error_messages=dict(NEEDED))
    is_new = fields.Boolean(
        required=True, error_messages=dict(NEEDED) | {"invalid": lazy_gettext("Choose one of the answers.")}
    )

    def make_draft(self, data: dict[str, Any]) -> PostDraft:
        """The post."""
        return PostDraft(data["source"], data["kind"], data["name"], data["is_new"], self.target(data))


class TrainingInputSchema(TargetSchema):
    """New training, supervision or study visits."""

    kind = PickField(TrainingKind, required=True, error_messages=dict(NEEDED))

    def make_draft(self, data: dict[str, Any]) -> TrainingDraft:
        """The training."""
        return TrainingDraft(data["source"], data["kind"], data["name"], self.target(data))
