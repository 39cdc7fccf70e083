"""Reports in requests and answers: versions with what was decided, and the draft with its fields as typed."""

from __future__ import annotations

from marshmallow import Schema, fields

from tracker.api.shapes.fields import choice, count, day, flag, many, moment, text
from tracker.domain.report_codes import CheckLevel
from tracker.domain.report_life import ReportStatus
from tracker.domain.vocabulary import ReportDecision

FIELD_EXAMPLES = {"spending.1.2019-08": "12800.00", "problems": "Brak chętnych na stanowisko asystenta."}


class DecisionSchema(Schema):
    """What was decided of a version."""

    decision = choice(ReportDecision)
    decided_on = day("", unknown=False)
    comment = text(unknown=True)


class VersionSchema(Schema):
    """What was handed in, as it was."""

    number = count()
    submitted_on = day("", unknown=False)
    fields_ = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        data_key="fields",
        metadata={"description": "Every field as typed", "examples": [FIELD_EXAMPLES]},
    )
    decisions = many(DecisionSchema)


class ReportSchema(Schema):
    """A report of a period with its versions."""

    report_id = count()
    slug = text("The project")
    first_day = day("", unknown=False)
    last_day = day("", unknown=False)
    due_on = day("", unknown=False)
    correction_due_on = day("The last day of a correction in time, where one is awaited")
    status = choice(ReportStatus)
    is_editable = flag("The centre may write in it")
    versions = many(VersionSchema)


class CheckSchema(Schema):
    """What the checks say of the draft."""

    level = fields.String(required=True, metadata={"enum": [level.name.lower() for level in CheckLevel]})
    code = text()
    field = text("The field or part it stands at")
    key = text("What the field of its explanation ends with: explanation.<key>")
    message = text()
    stands_in_the_way = flag("The report cannot be handed in before something is done about it")


class DraftFieldSchema(Schema):
    """A field of the form."""

    name = text()
    label = text("What it is called on the form")
    problem = text("Why it cannot be read", unknown=True)
    text = text("What stands in it; empty when nothing does")


class DraftSchema(Schema):
    """The draft as it stands; the ETag of the answer is what If-Match of a change or of handing in must say."""

    report_id = count()
    status = choice(ReportStatus)
    is_editable = flag("It can be changed now")
    last_number = count("The version handed in last; 0 before the first")
    draft_fields = fields.List(fields.Nested(DraftFieldSchema), required=True, data_key="fields")
    checks = many(CheckSchema)


class NewReportSchema(Schema):
    """Which report is begun."""

    first_day = fields.Date(
        required=True, metadata={"description": "First day of the period", "examples": ["2019-07-01"]}
    )


class DraftChangeSchema(Schema):
    """Fields that are to say something else; the others stay."""

    changes = fields.Dict(
        keys=fields.String(),
        values=fields.String(required=True),
        required=True,
        data_key="fields",
        metadata={
            "description": "By name, as people type them; `12800.00` and `2019-06-30` are read as well",
            "examples": [FIELD_EXAMPLES],
        },
    )


class ReceiptSchema(Schema):
    """That the report was handed in."""

    report_id = count()
    number = count("Of the version")
    is_repeated = flag("The same version had been handed in a moment before; nothing was done again")
    submitted_at = moment("When")
