"""The name of everything that an event can hold a value of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from tracker.domain.journal import JournalNames
from tracker.domain.report_fields import Aspect, FieldGroup, FieldName, parse_field
from tracker.domain.vocabulary import FactName, MilestoneEntryKind, ReportPart
from tracker.formatting import month
from tracker.labels import label

FIELDS: Mapping[str, LazyString] = MappingProxyType(
    {
        "account": lazy_gettext("Account"),
        "actual": lazy_gettext("Reached"),
        "added": lazy_gettext("Projects added"),
        "address": lazy_gettext("Network address"),
        "centre": lazy_gettext("Centre"),
        "centre_id": lazy_gettext("Centre"),
        "commune_code": lazy_gettext("TERYT code of the gmina"),
        "comment": lazy_gettext("Comment"),
        "county": lazy_gettext("County"),
        "day": lazy_gettext("Day"),
        "day_hours": lazy_gettext("Hours of the day palette"),
        "document": lazy_gettext("Document"),
        "file": lazy_gettext("File"),
        "import": lazy_gettext("Import number"),
        "kind": lazy_gettext("Kind"),
        "language": lazy_gettext("Language"),
        "latitude": lazy_gettext("Latitude"),
        "longitude": lazy_gettext("Longitude"),
        "message": lazy_gettext("Message"),
        "milestones": lazy_gettext("Milestones"),
        "name": lazy_gettext("Name"),
        "number": lazy_gettext("Version"),
        "period_end": lazy_gettext("Last day of the period"),
        "period_start": lazy_gettext("First day of the period"),
        "place": lazy_gettext("Where it hangs"),
        "plans": lazy_gettext("Payment schedules"),
        "posts": lazy_gettext("Posts and teams"),
        "present": lazy_gettext("Projects that were there already"),
        "projects": lazy_gettext("Projects"),
        "published": lazy_gettext("Date of the document"),
        "reason": lazy_gettext("Why"),
        "reports": lazy_gettext("Reports"),
        "role": lazy_gettext("Role"),
        "rows": lazy_gettext("Rows removed"),
        "scope": lazy_gettext("What the program may do"),
        "seconds": lazy_gettext("Seconds a view"),
        "seed": lazy_gettext("Seed of chance"),
        "sent": lazy_gettext("Reminders"),
        "sha256": lazy_gettext("SHA-256 checksum"),
        "shows": lazy_gettext("As of"),
        "size": lazy_gettext("Size"),
        "slug": lazy_gettext("Address of the project"),
        "spent": lazy_gettext("Spending"),
        "status": lazy_gettext("State of the report"),
        "target": lazy_gettext("Target"),
        "total": lazy_gettext("Schedule in total"),
        "trainings": lazy_gettext("Training"),
        "until": lazy_gettext("Until"),
        "url": lazy_gettext("Address on the web"),
        "view": lazy_gettext("View"),
        "views": lazy_gettext("Views in their order"),
        "voivodeship": lazy_gettext("Voivodeship"),
        "voivodeships": lazy_gettext("Voivodeships"),
        "way": lazy_gettext("Signed in by"),
    }
)
"""The names of plain values; facts, dates of milestones, tasks and fields of reports are named by what they are of."""


def plain_name(key: str) -> str:
    """The name of a plain value; one that nobody has named keeps its key."""
    if key in list(FactName):
        return label(FactName(key))
    if key in list(MilestoneEntryKind):
        return label(MilestoneEntryKind(key)).capitalize()
    return str(FIELDS.get(key, key))


@dataclass(frozen=True, slots=True)
class Naming:
    """Names the things of one project."""

    names: JournalNames
    project_id: int

    def task(self, number: int, name: str = "") -> str:
        """A task by its number and, where it is known, its name."""
        known = name or self.names.tasks.get((self.project_id, number), "")
        if known:
            return gettext("Task %(number)s. %(name)s", number=number, name=known)
        return gettext("Task %(number)s", number=number)

    def task_month(self, number: int, first: date, name: str = "") -> str:
        """A task's amount in a month."""
        return f"{self.task(number, name)}, {month(first)}"

    def task_budget(self, number: int, name: str = "") -> str:
        """What a task may cost."""
        return gettext("%(task)s, budget", task=self.task(number, name))

    def milestone(self, number: int) -> str:
        """A milestone's name, else its number."""
        known = self.names.milestones.get((self.project_id, number))
        return known or gettext("milestone %(number)s", number=number)

    def report_field(self, name: str) -> str:
        """A field of a report; one that no form has keeps its name."""
        field = parse_field(name)
        return self._field(field) if field else name

    def _field(self, field: FieldName) -> str:
        name = _FIELD_NAMES.get(field.group)
        return name(self, field) if name else _part_field(field)

    def spending_field(self, field: FieldName) -> str:
        """A task's amount in a month of a report."""
        assert field.month is not None
        return self.task_month(field.number, field.month)

    def post_field(self, field: FieldName) -> str:
        """How many posts of a kind are filled."""
        return self.names.posts.get(field.number, label(ReportPart.POSTS))

    def training_field(self, field: FieldName) -> str:
        """How much of a training was held."""
        return self.names.trainings.get(field.number, label(ReportPart.TRAINING))

    def indicator_field(self, field: FieldName) -> str:
        """One column of a row of indicators."""
        assert field.aspect is not None
        return _indicator_field(field.number, field.aspect)

    def explanation_field(self, field: FieldName) -> str:
        """Why a warning is no error."""
        return gettext("%(about)s, explanation", about=self._explained(field))

    def milestone_field(self, field: FieldName) -> str:
        """The state, day or reason of a milestone."""
        name = self.milestone(field.number)
        if field.aspect is Aspect.DAY:
            return gettext("“%(name)s”, day", name=name)
        if field.aspect is Aspect.REASON:
            return gettext("“%(name)s”, reason", name=name)
        return gettext("“%(name)s”, done or not", name=name)

    def _explained(self, field: FieldName) -> str:
        """What a warning is about: its task, milestone, post or training, else its part."""
        steps = field.key.split(".")
        number = int(steps[1]) if len(steps) > 1 else 0
        if number and field.part is ReportPart.SPENDING:
            return self.task(number)
        if number and field.part is ReportPart.MILESTONES:
            return gettext("“%(name)s”", name=self.milestone(number))
        known = {ReportPart.POSTS: self.names.posts, ReportPart.TRAINING: self.names.trainings}
        return known.get(field.part, {}).get(number, label(field.part))


_FIELD_NAMES: Mapping[FieldGroup, Callable[[Naming, FieldName], str]] = {
    FieldGroup.SPENDING: Naming.spending_field,
    FieldGroup.MILESTONE: Naming.milestone_field,
    FieldGroup.POST: Naming.post_field,
    FieldGroup.TRAINING: Naming.training_field,
    FieldGroup.INDICATOR: Naming.indicator_field,
    FieldGroup.EXPLANATION: Naming.explanation_field,
}


def _indicator_field(row: int, aspect: Aspect) -> str:
    texts = {
        Aspect.KIND: gettext("Indicator %(row)s, kind", row=row),
        Aspect.NAME: gettext("Indicator %(row)s, name", row=row),
        Aspect.UNIT: gettext("Indicator %(row)s, unit", row=row),
        Aspect.TARGET: gettext("Indicator %(row)s, target", row=row),
        Aspect.REACHED: gettext("Indicator %(row)s, reached", row=row),
    }
    return texts[aspect]


def _part_field(field: FieldName) -> str:
    if field.group is FieldGroup.UNCHANGED:
        return gettext("%(part)s, no changes", part=label(field.part))
    if field.group is FieldGroup.DECLARED and field.aspect is Aspect.REASON:
        return gettext("The director's assessment, why")
    return label(field.part)
