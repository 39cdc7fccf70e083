"""Projects in answers: a row each in lists, and whole with every figure and its source."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from tracker.api.shapes.fields import (
    amount,
    choice,
    count,
    day,
    flag,
    many,
    moment,
    one,
    partial_day,
    quantity,
    rate,
    text,
)
from tracker.domain.reporting import ReportStanding
from tracker.domain.vocabulary import (
    CentreKind,
    FactName,
    MilestoneKind,
    PostKind,
    SourceKind,
    Stage,
    StatementKind,
    Status,
    TrainingKind,
    Voivodeship,
)


class CentreSchema(Schema):
    """A social welfare centre."""

    name = text()
    short_name = text()
    place = text()
    kind = choice(CentreKind)
    voivodeship = choice(Voivodeship, unknown=True)
    county = text(unknown=True)
    commune_code = text("TERYT code of the commune", unknown=True)
    is_example = flag("Invented for a try")


class StatusSchema(Schema):
    """How a project stands by the rules, and how its director sees it."""

    code = choice(Status)
    reason = text("Why, in a sentence of the language asked for")
    declared = choice(Status, "What the director says, where the rules say something else", unknown=True)


class MilestoneCountSchema(Schema):
    """Milestones counted."""

    achieved = count()
    planned_by_now = count("Due by the day looked at; null when none has a planned date", unknown=True)
    total = count()


class NextMilestoneSchema(Schema):
    """The milestone that comes next."""

    number = count()
    name = text()
    expected = partial_day("When it is expected")
    slip_days = count("Days after its plan", unknown=True)


class PostCountSchema(Schema):
    """New posts in full-time equivalents."""

    filled = quantity("Filled")
    target = quantity("Planned", unknown=True)


class ProjectRowSchema(Schema):
    """A project in one row: what the table of the portfolio shows."""

    slug = text("Tells the project from all others in every address")
    centre = one(CentreSchema)
    title = text()
    call = text("Number of the call for proposals", unknown=True)
    stage = choice(Stage)
    status = one(StatusSchema)
    first_day = day("First day of the period")
    last_day = day("Last day of the period, included")
    time_rate = rate("Part of the period that has passed")
    value = amount("Total value, PLN")
    value_is_derived = flag("The value was calculated from its parts")
    value_kind = choice(StatementKind, "How the value is known", unknown=True)
    budget = amount("Budget of the schedule of payments, PLN")
    spent = amount("Spent by the last report that counts, PLN")
    spent_rate = rate("The same as a part of the budget")
    planned_rate = rate("Planned by the same day, as a part of the budget")
    covered_until = day("The day by which spending is known")
    milestones = one(MilestoneCountSchema)
    next_milestone = one(NextMilestoneSchema, unknown=True)
    posts = one(PostCountSchema)
    last_counted_on = day("When the last figures that count were handed in")
    late_days = count("Days by which the report awaited longest is late")
    is_example = flag("The project is invented")
    has_examples = flag("Something shown of it is invented")
    has_unaccepted = flag("A report counts although nobody has accepted it yet")


class SparseRowSchema(ProjectRowSchema):
    """The keys of a row that were asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"partial": True}))


class PeriodSchema(Schema):
    """Days from the first to the last, both included."""

    first_day = day("", unknown=False)
    last_day = day("", unknown=False)


class SourceSchema(Schema):
    """A document."""

    key = text("How figures of this answer name it")
    kind = choice(SourceKind)
    publisher = text()
    title = text()
    published = partial_day("Its date")
    url = text(unknown=True)
    is_example = flag("Invented for a try")


class StatementSchema(Schema):
    """What a document states of a fact."""

    value = text(unknown=True)
    as_written = text("As the document writes it", unknown=True)
    kind = choice(StatementKind)
    source = text("Key of the document", unknown=True)


class TermSchema(StatementSchema):
    """A part of a sum."""

    fact = choice(FactName)


class FactSchema(Schema):
    """A fact: its value, who states it, and who states otherwise."""

    fact = choice(FactName)
    value = text("PLN, a day or a text, by the fact", unknown=True)
    stated = one(StatementSchema, "The statement that counts", unknown=True)
    sum_of = many(TermSchema, "The parts from which it was calculated")
    competing = many(StatementSchema, "Statements that say otherwise")
    reason = text("Why this one was chosen", unknown=True)


class MonthlySpendingSchema(Schema):
    """What was spent on a task in a month."""

    task = count("Number of the task")
    month = text(pattern=r"^\d{4}-\d{2}$")
    amount = amount(unknown=False)


class SpendingSchema(Schema):
    """Spending by the last report that counts."""

    budget = amount("Budget, PLN")
    spent = amount("Spent, PLN")
    covered_until = day("The day by which spending is known")
    spent_rate = rate("Part of the budget")
    planned_rate = rate("Planned by the same day, as a part of the budget")
    monthly = many(MonthlySpendingSchema)


class PlanTaskSchema(Schema):
    """A task of the schedule of payments."""

    number = count()
    name = text()
    budget = amount(unknown=False)
    monthly = fields.Dict(
        keys=fields.String(),
        values=amount(unknown=False),
        required=True,
        metadata={"description": "PLN by month, such as 2019-08"},
    )


class PlanSchema(Schema):
    """The schedule of payments in force."""

    source = text("Key of the document", unknown=True)
    tasks = many(PlanTaskSchema)


class EntrySchema(Schema):
    """A day and who gives it."""

    day = partial_day("")
    source = text("Key of the document", unknown=True)


class MilestoneSchema(Schema):
    """A milestone."""

    number = count()
    name = text()
    kind = choice(MilestoneKind)
    slip_days = count("Days after its plan", unknown=True)
    baseline = one(EntrySchema, "Planned", unknown=True)
    forecast = one(EntrySchema, "Expected now", unknown=True)
    achieved = one(EntrySchema, "Achieved", unknown=True)


class QuantitySchema(Schema):
    """A quantity and who gives it."""

    quantity = quantity("")
    day = partial_day("")
    source = text("Key of the document", unknown=True)


class PostSchema(Schema):
    """A post or a team."""

    name = text()
    kind = choice(PostKind)
    is_new = flag("A new post, none that was reorganised")
    target = one(QuantitySchema, "Planned", unknown=True)
    reached = one(QuantitySchema, "Filled", unknown=True)


class TrainingSchema(Schema):
    """Training, supervision or study visits."""

    name = text()
    kind = choice(TrainingKind)
    target = one(QuantitySchema, "Planned", unknown=True)
    reached = one(QuantitySchema, "Done", unknown=True)


class ReportStateSchema(Schema):
    """How the report of a period stands."""

    report_id = count("Number under which the report is asked for; null while nobody has begun it", unknown=True)
    first_day = day("", unknown=False)
    last_day = day("", unknown=False)
    due_on = day("The last day in time", unknown=False)
    standing = choice(ReportStanding)
    submitted_on = day("")
    counts = flag("Its figures count")
    is_accepted = flag("A coordinator has accepted it")
    source = text("Key of the document", unknown=True)


class ProjectSchema(Schema):
    """A project as of a day: every figure with the document that states it."""

    slug = text()
    as_of = day("The day looked at", unknown=False)
    known_on = day("The day whose knowledge is used; null uses all that is known")
    has_examples = flag("Something shown of it is invented")
    centre = one(CentreSchema)
    title = text()
    stage = choice(Stage)
    status = one(StatusSchema)
    period = one(PeriodSchema, unknown=True)
    facts = many(FactSchema)
    spending = one(SpendingSchema)
    plan = one(PlanSchema, unknown=True)
    milestones = many(MilestoneSchema)
    posts = many(PostSchema)
    trainings = many(TrainingSchema)
    reports = many(ReportStateSchema)
    sources = many(SourceSchema)


class SparseProjectSchema(ProjectSchema):
    """The keys of a project that were asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"partial": True}))


class StatementRecordSchema(Schema):
    """A statement as it was recorded, whether or not it counts."""

    fact = choice(FactName)
    value = text(unknown=True)
    as_written = text(unknown=True)
    kind = choice(StatementKind)
    source = text("Key of the document", unknown=True)
    effective_on = day("The day from which it applies; null when it applies from the beginning")
    known_on = day("The day on which it became known", unknown=False)
    recorded_at = moment("When it was entered")
    is_seen = flag("It is part of the picture of the day looked at")
    counts = flag("It is the one that counts on that day")


class StatementsSchema(Schema):
    """Everything that is known to have been stated of a project."""

    slug = text()
    as_of = day("The day looked at", unknown=False)
    known_on = day("The day whose knowledge is used; null uses all that is known")
    statements = many(StatementRecordSchema, "The earliest recorded first")
    sources = many(SourceSchema)


class ProjectPageSchema(Schema):
    """A page of projects."""

    as_of = day("The day looked at", unknown=False)
    known_on = day("The day whose knowledge is used; null uses all that is known")
    total = count("Projects that the filters take")
    page = count("This page, from 1")
    pages = count("Pages there are")
    items = many(SparseRowSchema)
