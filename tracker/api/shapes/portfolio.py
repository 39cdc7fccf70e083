"""The portfolio as a whole in answers: sums with what they are made of, changes, comparisons, screens, and who asks."""

from __future__ import annotations

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
    quantity,
    rate,
    text,
)
from tracker.api.shapes.projects import ProjectRowSchema
from tracker.domain.api_tokens import TokenScope
from tracker.domain.changes import Group
from tracker.domain.comparison import Measure
from tracker.domain.picture import AspectKind
from tracker.domain.screens import ScreenStanding, ScreenView
from tracker.domain.vocabulary import Role, Voivodeship


class AmountSumSchema(Schema):
    """A sum and from how many projects it is made."""

    amount = amount(unknown=False)
    known = count("Projects whose amount is in the sum")
    of = count("Projects asked")
    derived = count("Of the known, how many amounts were calculated from parts")
    planned = count("Of the known, how many are only planned")


class CountSumSchema(Schema):
    """A count reached out of a count wanted."""

    reached = quantity("Reached")
    wanted = quantity("Wanted")
    known = count("Projects where both are known")
    of = count("Projects asked")


class MilestoneSumSchema(CountSumSchema):
    """Milestones reached of all there are."""

    planned_by_now = count("Due by the day looked at; null when none has a planned date", unknown=True)


class RoundSchema(Schema):
    """The last quarter that is over, and how many of its reports have come."""

    first_day = day("", unknown=False)
    last_day = day("", unknown=False)
    due_on = day("", unknown=False)
    expected = count()
    submitted = count()


class PortfolioSchema(Schema):
    """The sums of the projects that the filters take, each with how many projects it is made of."""

    name = text("What the portfolio is called", examples=["Portfel 2.5"])
    as_of = day("The day looked at", unknown=False)
    known_on = day("The day whose knowledge is used; null uses all that is known")
    projects = count()
    voivodeships = count()
    statuses = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "Projects by status", "examples": [{"on_track": 5, "at_risk": 2}]},
    )
    silent = count("Projects that have not reported for too long")
    value = one(AmountSumSchema)
    spent = one(AmountSumSchema)
    spent_rate = rate("Part of the budgets of the projects that reported, each by its last report")
    planned_rate = rate("What those projects planned by the same days, of the same budgets")
    milestones = one(MilestoneSumSchema)
    posts = one(CountSumSchema)
    reporting_round = one(RoundSchema)
    has_examples = flag("Something in the sums is invented")


class ChangeSchema(Schema):
    """One change."""

    slug = text("The project")
    group = choice(Group, "What it is about")
    aspect = choice(AspectKind, "What of the project changed")
    direction = fields.String(required=True, metadata={"enum": ["worse", "neutral", "better"]})
    sentence = text("The change in words of the language asked for")
    before = text("An amount, a count, a day or words", unknown=True)
    after = text("An amount, a count, a day or words", unknown=True)
    difference = text("After minus before", unknown=True)
    unit = text("Of the difference", unknown=True)


class ChangesSchema(Schema):
    """What changed between two days, the worst first in each group."""

    earlier = day("", unknown=False)
    later = day("", unknown=False)
    known_on = day("The day whose knowledge is used; null uses all that is known")
    compared = count("Projects looked at")
    changed = count("Projects of which something changed")
    total = count("Changes of these projects")
    page = count("This page, from 1")
    pages = count("Pages there are")
    items = many(ChangeSchema)


class MeasureSchema(Schema):
    """One measure of each project, in their order."""

    measure = choice(Measure)
    values = fields.List(
        fields.String(allow_none=True),
        required=True,
        metadata={"description": "PLN, parts of the budget, days or indices as decimal texts; null where unknown"},
    )


class ComparisonSchema(Schema):
    """Two to six projects side by side."""

    as_of = day("The day looked at", unknown=False)
    known_on = day("The day whose knowledge is used; null uses all that is known")
    stage = rate("The part of the period that the reports of every project reach")
    projects = many(ProjectRowSchema, "In the order asked")
    measures = many(MeasureSchema)


class BeatSchema(Schema):
    """What a screen last told of itself."""

    at = moment("When")
    shows = choice(ScreenView, "The view it showed", unknown=True)


class ScreenSchema(Schema):
    """A shared screen; its link is no part of it."""

    screen_id = count()
    name = text()
    place = text("Where it hangs")
    voivodeship = choice(Voivodeship, "Shows its projects only", unknown=True)
    centre_id = count("Shows the projects of this centre only", unknown=True)
    playlist = fields.List(fields.String(), required=True, metadata={"description": "The views in their order"})
    seconds = count("How long each view stands")
    standing = choice(ScreenStanding)
    heartbeat = one(BeatSchema, unknown=True)


class ScreensSchema(Schema):
    """The screens within reach."""

    items = many(ScreenSchema)


class TokenSchema(Schema):
    """The token with which the program asks."""

    name = text()
    scope = choice(TokenScope)
    expires_at = moment("Until when it can be used")


class PersonSchema(Schema):
    """On whose behalf the program asks; nobody's without a token."""

    name = text(unknown=True)
    role = choice(Role, unknown=True)
    voivodeships = fields.List(
        fields.String(), required=True, metadata={"description": "Those the account is limited to; none is all"}
    )
    centre_id = count("The centre of a director or reporter", unknown=True)
    token = one(TokenSchema, unknown=True)


class ListedReportSchema(Schema):
    """A report that somebody has to do something about."""

    report_id = count("null while nobody has begun it", unknown=True)
    slug = text("The project")
    first_day = day("", unknown=False)
    last_day = day("", unknown=False)
    due_on = day("", unknown=False)
    owed_by = day("The last day in time, that of a correction included", unknown=False)
    standing = text()
    late_days = count()
    number = count("Of the version in force; 0 when nothing was handed in")
    submitted_on = day("")
    counts = flag("Its figures count")
    spent = amount("What the version in force reports, PLN")


class ListedReportsSchema(Schema):
    """A page of such reports."""

    as_of = day("", unknown=False)
    total = count()
    page = count()
    pages = count()
    items = many(ListedReportSchema)
