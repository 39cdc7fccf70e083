"""What a person accepts of an announcement: only what is ticked is looked at, and only that is taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from marshmallow import ValidationError, fields, missing, pre_load, validates_schema

from tracker.domain.drafts import (
    Accepted,
    AcceptedFact,
    EntryDraft,
    MilestoneDraft,
    PostDraft,
    QuantityDraft,
    TrainingDraft,
)
from tracker.domain.project import Centre
from tracker.domain.provenance import FactValue
from tracker.domain.vocabulary import (
    FactName,
    MilestoneEntryKind,
    MilestoneKind,
    PostKind,
    QuantityEntryKind,
    StatementKind,
    TrainingKind,
)
from tracker.schemas.amounts import written_precision
from tracker.schemas.editing import (
    LONGEST_TEXT,
    NEEDED,
    PickField,
    QuantityInputField,
    WholeNumberField,
    needed_text,
    optional_day,
    optional_text,
)
from tracker.schemas.editing_facts import value_input
from tracker.schemas.editing_projects import CentreInputSchema
from tracker.schemas.fields import PartialDateInputField, TextField

NEW_PROJECT = ""
TAKE, VALUE, PROPOSED, WRITTEN, COUNTS = "take-", "value-", "proposed-", "written-", "counts-"
"""The fields of a fact: whether it is accepted, what is typed, what the text gave, how it writes it, what counts."""

POST, TRAINING, EVENT = "post", "training", "event"
"""What a text names beside facts: ``post-0-kind`` is the kind of the first post, ``take-post-0`` accepts it."""


@dataclass(frozen=True)
class Acceptance:
    """What a person accepted of a text.

    Attributes:
        overruling: The figures that count from now on, where something else is on record.
        slug: The project it goes to; empty for a new one.
        seen: The revision of that project beside which the text was shown.
        centre: Of a new project.
    """

    accepted: Accepted
    overruling: frozenset[FactName]
    slug: str
    seen: int
    centre: int | Centre | None


class AcceptanceSchema(CentreInputSchema):
    """Where it goes, how binding the document is, and what is ticked; the fields of that come with the text."""

    slug = TextField(load_default=NEW_PROJECT, required_text=False)
    seen = WholeNumberField(0, 10**9)
    kind = PickField(StatementKind, required=True, error_messages=dict(NEEDED))
    reason = optional_text(LONGEST_TEXT)

    @pre_load
    def leave_out(self, data: Any, **_: Any) -> Any:
        """Leave out what is not ticked: a slip in what nobody wants holds nobody up."""
        given = {name: value for name, value in dict(data).items() if _is_taken(name, data)}
        for name in [name for name in given if name.startswith(VALUE)]:
            fact = name.removeprefix(VALUE)
            # What a person corrected is no longer as the text writes it.
            if given[name] != given.get(f"{PROPOSED}{fact}"):
                given[f"{WRITTEN}{fact}"] = str(given[name]).strip()[:200]
        return given

    def needs_centre(self, data: Mapping[str, Any]) -> bool:
        """A project on record has its centre."""
        return not data.get("slug")

    @validates_schema(skip_on_field_errors=False)
    def check_taken(self, data: dict[str, Any], **_: Any) -> None:
        """Something is accepted, what is ticked has a value, and who overrules a figure says why."""
        problems: dict[str, list[str]] = {}
        if not any(name.startswith(VALUE) or name.endswith("-kind") for name in data):
            problems["facts"] = [gettext("Nothing is accepted yet. Tick what the text says of the project.")]
        for name, value in data.items():
            if name.startswith(VALUE) and value in (None, ""):
                problems[name] = [str(NEEDED["required"])]
        if not data.get("slug") and f"{VALUE}{FactName.TITLE}" not in data:
            problems.setdefault("facts", [gettext("A new project needs a title: accept the one that was read.")])
        if any(name.startswith(COUNTS) and value for name, value in data.items()) and not data.get("reason"):
            problems["reason"] = [gettext("Say in a sentence why the new figures count.")]
        if problems:
            raise ValidationError(problems)

    def make_draft(self, data: dict[str, Any]) -> Acceptance:
        """What was accepted, and for which project or centre."""
        accepted = Accepted(
            data["source"],
            data["kind"],
            facts=tuple(_fact(name, value, data) for name, value in data.items() if name.startswith(VALUE)),
            posts=tuple(_post(data, stem) for stem in _stems(data, POST)),
            trainings=tuple(_training(data, stem) for stem in _stems(data, TRAINING)),
            milestones=tuple(_event(data, stem) for stem in _stems(data, EVENT)),
            reason=data["reason"],
        )
        overruling = frozenset(FactName(n.removeprefix(COUNTS)) for n, v in data.items() if n.startswith(COUNTS) and v)
        slug = data["slug"]
        return Acceptance(accepted, overruling, slug, data["seen"], None if slug else self.chosen_centre(data))


def acceptance_schema(facts: Iterable[FactName], *, posts: int, trainings: int, events: int) -> AcceptanceSchema:
    """The form of a text in which those facts, and so many posts, kinds of training and events, were recognised."""
    fields_of: dict[str, Any] = {}
    for fact in facts:
        fields_of |= {
            f"{VALUE}{fact}": value_input(fact),
            f"{WRITTEN}{fact}": optional_text(),
            f"{COUNTS}{fact}": fields.Boolean(load_default=False),
        }
        # What is not sent is not stated, which is something else than an empty field.
        fields_of[f"{VALUE}{fact}"].load_default = missing
    for number in range(posts):
        fields_of |= _named(f"{POST}-{number}", PostKind) | _counted(f"{POST}-{number}")
        fields_of[f"{POST}-{number}-new"] = fields.Boolean(load_default=False)
    for number in range(trainings):
        stem = f"{TRAINING}-{number}"
        fields_of |= _named(stem, TrainingKind) | _counted(stem)
        fields_of[f"{stem}-is"] = PickField(QuantityEntryKind, load_default=QuantityEntryKind.TARGET)
    for number in range(events):
        stem = f"{EVENT}-{number}"
        fields_of |= _named(stem, MilestoneKind)
        fields_of[f"{stem}-is"] = PickField(MilestoneEntryKind)
        fields_of[f"{stem}-day"] = PartialDateInputField()
    made = AcceptanceSchema.from_dict(fields_of, name="AcceptanceSchemaOfText")()
    assert isinstance(made, AcceptanceSchema)
    return made


def _named(stem: str, kinds: Any) -> dict[str, Any]:
    named = needed_text()
    named.required = False
    return {f"{stem}-kind": PickField(kinds), f"{stem}-name": named}


def _counted(stem: str) -> dict[str, Any]:
    return {f"{stem}-quantity": QuantityInputField(load_default=None), f"{stem}-day": optional_day()}


def _is_taken(name: str, data: Mapping[str, Any]) -> bool:
    """Whether a field belongs to nothing that could be ticked, or to something that is."""
    stem, _, rest = name.partition("-")
    if name.startswith((VALUE, COUNTS)):
        return f"{TAKE}{rest}" in data
    if stem in (POST, TRAINING, EVENT):
        return f"{TAKE}{stem}-{rest.partition('-')[0]}" in data
    return True


def _stems(data: Mapping[str, Any], thing: str) -> list[str]:
    """What is ticked of a sort, in the order of the text."""
    found = [name.removesuffix("-kind") for name in data if name.startswith(f"{thing}-") and name.endswith("-kind")]
    return sorted(found, key=lambda stem: int(stem.rpartition("-")[2]))


def _fact(name: str, value: FactValue, data: Mapping[str, Any]) -> AcceptedFact:
    fact = name.removeprefix(VALUE)
    written = "" if isinstance(value, str) else data[f"{WRITTEN}{fact}"]
    is_amount = isinstance(value, Decimal)
    return AcceptedFact(FactName(fact), value, written, written_precision(written) if is_amount else None)


def _post(data: Mapping[str, Any], stem: str) -> PostDraft:
    target = _quantity(data, stem, QuantityEntryKind.TARGET)
    return PostDraft(data["source"], data[f"{stem}-kind"], data[f"{stem}-name"], data[f"{stem}-new"], target)


def _training(data: Mapping[str, Any], stem: str) -> TrainingDraft:
    entry = _quantity(data, stem, data[f"{stem}-is"])
    return TrainingDraft(data["source"], data[f"{stem}-kind"], data[f"{stem}-name"], entry)


def _quantity(data: Mapping[str, Any], stem: str, kind: QuantityEntryKind) -> QuantityDraft | None:
    quantity, day = data[f"{stem}-quantity"], data[f"{stem}-day"]
    when: date | None = day.value if day else None
    return QuantityDraft(data["source"], kind, quantity, when, "") if quantity is not None else None


def _event(data: Mapping[str, Any], stem: str) -> MilestoneDraft:
    entry = EntryDraft(data["source"], data[f"{stem}-is"], data[f"{stem}-day"], None, "")
    return MilestoneDraft(data["source"], data[f"{stem}-kind"], data[f"{stem}-name"], 1, entry)
