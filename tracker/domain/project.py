"""Everything recorded about one project: append-only histories, from which any day can be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.periods import PartialDate, Period
from tracker.domain.provenance import Choice, Origin, Statement
from tracker.domain.vocabulary import (
    CentreKind,
    IndicatorKind,
    MilestoneEntryKind,
    MilestoneKind,
    PostKind,
    QuantityEntryKind,
    ReportDecision,
    ReportPart,
    SourceKind,
    Status,
    TrainingKind,
    Voivodeship,
)


@dataclass(frozen=True, slots=True)
class Centre:
    """A social welfare centre, the beneficiary of a project.

    Attributes:
        name: Full name, "Miejski Ośrodek Pomocy Społecznej w Krasnymstawie".
        short_name: As people say it, "MOPS w Krasnymstawie".
        place: The place in the nominative, "Krasnystaw"; what short lists show.
        commune_code: TERYT code of the gmina, seven digits, where known.
        latitude: WGS84 degrees, with ``longitude``, where known.
    """

    id: int
    name: str
    short_name: str
    place: str
    kind: CentreKind
    voivodeship: Voivodeship | None
    county: str = ""
    commune_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A task (zadanie) of the project's budget as one version of the plan has it.

    Attributes:
        number: Place in the budget, from 1; it identifies the task across versions.
        name: As the application names it.
        budget: PLN; always the sum of ``monthly``.
        monthly: Planned spending by first day of month, PLN, each >= 0.
    """

    number: int
    name: str
    budget: Decimal
    monthly: Mapping[date, Decimal]


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of the payment schedule; a later version replaces it from its effective day."""

    id: int
    tasks: tuple[Task, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class MilestoneEntry:
    """One thing said about a milestone's date.

    Attributes:
        day: When it was to be, is expected to be, or was reached; perhaps known to the month only.
        reason: Why a forecast moved, in a sentence.
    """

    id: int
    kind: MilestoneEntryKind
    day: PartialDate
    origin: Origin
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone of the schedule with all that was ever said of its date.

    Attributes:
        number: Place in the schedule, from 1, unique in the project.
        weight: Its part in the progress of the project, relative to the other milestones, > 0.
        origin: Where it is first named; from then on it belongs to the schedule.
    """

    id: int
    number: int
    kind: MilestoneKind
    name: str
    weight: int
    origin: Origin
    entries: tuple[MilestoneEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class QuantityEntry:
    """A target for a day, or what was reached by a day, of posts or training.

    Attributes:
        quantity: FTE, persons, hours or visits, cumulative from the start of the project, >= 0.
        day: The day by which it is to be, or was, reached; ``None`` for a target with no date.
    """

    id: int
    kind: QuantityEntryKind
    quantity: Decimal
    day: date | None
    origin: Origin
    note: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post or team that the project creates or separates.

    Attributes:
        is_new: A new post that is filled by hiring; otherwise present staff are reorganised into it.
    """

    id: int
    kind: PostKind
    name: str
    is_new: bool
    origin: Origin
    entries: tuple[QuantityEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Training:
    """Training, supervision (superwizja) or study visits of one kind.

    Attributes:
        kind: Tells the unit: persons trained, hours of supervision, visits held.
    """

    id: int
    kind: TrainingKind
    name: str
    origin: Origin
    entries: tuple[QuantityEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Spending:
    """Eligible expenditure of one task in one month, PLN; negative when a correction takes money back."""

    task_number: int
    month: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ReportedMilestone:
    """What a report says of one milestone that changed since the report before.

    Attributes:
        number: The milestone's place in the schedule.
        kind: Achieved or forecast; a report never moves the promise.
    """

    number: int
    kind: MilestoneEntryKind
    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportedQuantity:
    """How much of a post or training was reached on the last day of the report's period.

    Attributes:
        of: The id of the post or training.
        quantity: FTE, persons, hours or visits, cumulative from the start of the project, >= 0.
    """

    of: int
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the application with what was reached by the end of the period; its name is the centre's own.

    Attributes:
        target: For the whole project; ``None`` when the report gives none.
        reached: Cumulative from the start of the project.
    """

    kind: IndicatorKind
    name: str
    unit: str
    target: Decimal | None
    reached: Decimal


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What a report tells, part by part, in the order of a payment claim.

    Attributes:
        milestones: Those that were reached or are expected on another day than was said before.
        problems: What went well, what is in the way.
        next_steps: What is planned for the following period.
        spending: Of the period, by task and month.
        declared_status: How the director sees the project: on track, attention or at risk; ``None`` when not said.
        explanations: Why a warning does not hold, by the warning's key.
        unchanged: Parts of which the centre confirmed that nothing changed.
    """

    milestones: tuple[ReportedMilestone, ...] = ()
    posts: tuple[ReportedQuantity, ...] = ()
    trainings: tuple[ReportedQuantity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    problems: str = ""
    next_steps: str = ""
    spending: tuple[Spending, ...] = ()
    declared_status: Status | None = None
    declared_reason: str = ""
    explanations: Mapping[str, str] = field(default_factory=dict)
    unchanged: frozenset[ReportPart] = frozenset()


@dataclass(frozen=True, slots=True)
class Remark:
    """What a coordinator says of one field of a report.

    Attributes:
        field: The field's key, ``spending.2.2019-08``.
        proposed: What the coordinator would type there; empty when there is only a comment.
    """

    field: str
    comment: str
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a submission, and when: by a coordinator, or a withdrawal by the centre itself.

    Attributes:
        decided_on: The day it was decided; it is known from then, for it is made in the tracker itself.
    """

    decision: ReportDecision
    decided_on: date
    recorded_at: datetime
    comment: str = ""
    made_by: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """One handing-in of a report; a corrected report is a further submission, the first one stays.

    Attributes:
        number: From 1, without gaps within the report.
        origin: ``effective_on`` is the day it was submitted.
        decisions: In the order made; empty while it waits for review.
    """

    id: int
    number: int
    content: ReportContent
    origin: Origin
    decisions: tuple[Decision, ...] = ()

    @property
    def is_brought(self) -> bool:
        """Whether another document told it, such as a sheet of spending: nobody at the centre filled in the form."""
        return self.origin.source.kind is not SourceKind.REPORT


@dataclass(frozen=True, slots=True)
class Report:
    """The report of one reporting period."""

    id: int
    period: Period
    due_on: date
    submissions: tuple[Submission, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """A project with its whole history.

    Attributes:
        revision: Grows with every change to the project; two records of one revision are equal.
        version: What an editor saw, for optimistic locking.
    """

    id: int
    slug: str
    centre: Centre
    revision: int
    version: int
    created_at: datetime
    is_example: bool
    statements: tuple[Statement, ...] = ()
    choices: tuple[Choice, ...] = ()
    plans: tuple[Plan, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    posts: tuple[Post, ...] = ()
    trainings: tuple[Training, ...] = ()
    reports: tuple[Report, ...] = ()

    def origins(self) -> Iterator[Origin]:
        """The origin of every entry, those withdrawn as well, in the order of the attributes."""
        for entries in (self.statements, self.choices, self.plans):
            yield from (entry.origin for entry in entries)
        things: tuple[Milestone | Post | Training, ...] = (*self.milestones, *self.posts, *self.trainings)
        for thing in things:
            yield thing.origin
            yield from (entry.origin for entry in thing.entries)
        for report in self.reports:
            yield from (submission.origin for submission in report.submissions)
