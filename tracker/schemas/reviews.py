"""What a reviewer sends: a decision, a word on the whole, and per row whether it is fine or what needs correcting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, lazy_gettext
from marshmallow import INCLUDE, Schema, ValidationError, post_load

from tracker.domain.project import Remark
from tracker.domain.report_life import ReportAction
from tracker.schemas.editing import LONGEST_TEXT, PickField, WholeNumberField, optional_text

FINE, FIX = "fine", "fix"
"""What a row can be found."""

VERDICT, COMMENT, PROPOSED = "verdict:", "comment:", "proposed:"
"""What stands before a field's name in the names of what is typed about it."""

MOST_VERSIONS = 10_000

_TEXT = optional_text(LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row of the review's form.

    Attributes:
        key: The field its verdict and comment are named after.
        fields: The fields for which a value can be proposed.
    """

    key: str
    fields: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """A decision as it was sent.

    Attributes:
        number: The version the sender's page showed.
    """

    action: ReportAction
    number: int
    comment: str
    remarks: tuple[Remark, ...]


class ReviewSchema(Schema):
    """The review's form; ``rows`` are those of the page."""

    class Meta:
        """The rows bring fields of their own, named after the report's."""

        unknown = INCLUDE

    action = PickField(
        ReportAction,
        required=True,
        error_messages={
            "required": lazy_gettext("Choose whether the report is accepted or returned."),
            "null": lazy_gettext("Choose whether the report is accepted or returned."),
        },
    )
    number = WholeNumberField(1, MOST_VERSIONS)
    comment = optional_text(LONGEST_TEXT)

    def __init__(self, rows: Sequence[JudgedRow]) -> None:
        super().__init__()
        self.rows = rows

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> ReviewDraft:
        """Gather the remarks of the rows that need correcting.

        Raises:
            ValidationError: If something was typed about a row that is said to be fine, if nothing was typed about
                one that needs correcting, or if a text is too long.
        """
        problems = {name: [message] for row in self.rows for name, message in _problems(row, data)}
        if problems:
            raise ValidationError(problems)
        remarks = tuple(remark for row in self.rows for remark in _remarks(row, data))
        return ReviewDraft(data["action"], data["number"], data.get("comment") or "", remarks)


def _typed(data: Mapping[str, Any], name: str) -> str:
    return str(data.get(name, "")).replace("\r\n", "\n").strip()


def _proposals(row: JudgedRow, data: Mapping[str, Any]) -> dict[str, str]:
    typed = {name: _typed(data, PROPOSED + name) for name in row.fields}
    return {name: text for name, text in typed.items() if text}


def _problems(row: JudgedRow, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    comment, proposals = _typed(data, COMMENT + row.key), _proposals(row, data)
    is_wrong = data.get(VERDICT + row.key) == FIX
    if is_wrong and not (comment or proposals):
        yield COMMENT + row.key, gettext("Write what needs correcting, or propose a value.")
    if not is_wrong and (comment or proposals):
        yield (
            COMMENT + row.key,
            gettext("Something is typed here, but “Fine” is chosen. Choose “Needs correcting” or clear it."),
        )
    for name, text in {
        COMMENT + row.key: comment,
        **{PROPOSED + name: text for name, text in proposals.items()},
    }.items():
        try:
            _TEXT.deserialize(text)
        except ValidationError as error:
            yield name, str(error.messages[0])


def _remarks(row: JudgedRow, data: Mapping[str, Any]) -> Iterator[Remark]:
    """The remarks of a row: a proposal each; the comment goes with the first, or stands at the row's own field."""
    if data.get(VERDICT + row.key) != FIX:
        return
    comment = _typed(data, COMMENT + row.key)
    proposals = _proposals(row, data) or {row.key: ""}
    for place, (name, proposed) in enumerate(proposals.items()):
        yield Remark(name, comment if place == 0 else "", proposed)
