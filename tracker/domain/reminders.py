"""What is due to be reminded of on a day, and to whom: before and after the due day, and while a correction is owed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.periods import Period
from tracker.domain.permissions import Deed, Person, Place, decide
from tracker.domain.project import Centre
from tracker.domain.reporting import ReportStanding, ReportState
from tracker.domain.snapshot import Snapshot
from tracker.domain.vocabulary import Stage

LONGEST_OCCASION = 40

DUE_STEPS = (-7, -1, 1, 7, 14)
"""Days from the due day on which a centre that has not reported is reminded; below zero before it."""

DUE_REPEAT = 14
"""After the last of these steps a reminder follows every so many days."""

BACK_FIRST, BACK_REPEAT = 3, 7
"""Days after a report was returned or reopened, and then every so many days."""

COORDINATORS_FROM = 14
"""So many days after the due day the coordinators hear of a late report, or a late correction, too."""


class Channel(StrEnum):
    """How a reminder reaches a person."""

    MAIL = "mail"
    APP = "app"
    """It is shown on the person's first page: there is no mail server, or the account has no letterbox."""


class Cause(StrEnum):
    """Why somebody is reminded; the value begins the name of the occasion."""

    DUE = "due"
    """Nothing was handed in."""
    RETURNED = "returned"
    REOPENED = "reopened"


_BACK = {ReportStanding.RETURNED: Cause.RETURNED, ReportStanding.REOPENED: Cause.REOPENED}
_OPEN = (ReportStanding.DUE, ReportStanding.LATE)


@dataclass(frozen=True, slots=True)
class Reminder:
    """The step of one report that a day has reached; it holds until the next step comes.

    Attributes:
        due_on: The last day in time: of the report, or of the correction awaited after a return.
        day: The day looked at.
        report_id: ``None`` while nobody has begun the report.
        step: Days from the due day, below zero before it; from the decision for a report that was sent back.
        version: The version that was sent back; 0 when nothing was handed in.
        decided_on: The day it was sent back.
        is_awaited: No figures of it count; a report that is corrected while accepted figures count is not late.
    """

    project_id: int
    slug: str
    centre: Centre
    period: Period
    due_on: date
    day: date
    report_id: int | None
    cause: Cause
    step: int
    version: int = 0
    decided_on: date | None = None
    is_awaited: bool = True

    @property
    def occasion(self) -> str:
        """What tells it from every other of its project: ``2019-07-01 due-7``, ``2019-07-01 returned2+3``."""
        return f"{self.series}{self.step:+d}"

    @property
    def series(self) -> str:
        """What all occasions begin with that remind of the same thing.

        A report that is sent back again after a correction begins anew, so the version is part of the name.
        """
        return f"{self.period.start.isoformat()} {self.cause.value}{self.version or ''}"

    @property
    def days_left(self) -> int:
        """Days until the due day; below zero when it has passed."""
        return (self.due_on - self.day).days

    @property
    def place(self) -> Place:
        """Where the project belongs."""
        return Place(self.centre.id, self.centre.voivodeship)

    @property
    def is_for_coordinators(self) -> bool:
        """Whether a report or its correction is so late that the coordinators hear of it."""
        return self.is_awaited and -self.days_left >= COORDINATORS_FROM

    def concerns(self, person: Person) -> bool:
        """Whether a person is to hear of it: those who write the centre's reports, and of late ones the reviewers."""
        if decide(person, Deed.WRITE_REPORT, self.place).allowed:
            return True
        return self.is_for_coordinators and decide(person, Deed.REVIEW_REPORT, self.place).allowed


def due_step(days: int) -> int | None:
    """The last step that has come so many days after the due day, ``None`` before the first.

    >>> [due_step(days) for days in (-8, -7, 0, 1, 13, 14, 27, 28)]
    [None, -7, -1, 1, 7, 14, 14, 28]
    """
    last = DUE_STEPS[-1]
    if days > last:
        return last + (days - last) // DUE_REPEAT * DUE_REPEAT
    return max((step for step in DUE_STEPS if step <= days), default=None)


def back_step(days: int) -> int | None:
    """The last step that has come so many days after a report was sent back, ``None`` before the first.

    >>> [back_step(days) for days in (2, 3, 9, 10)]
    [None, 3, 3, 10]
    """
    return None if days < BACK_FIRST else BACK_FIRST + (days - BACK_FIRST) // BACK_REPEAT * BACK_REPEAT


def reminders_of(snapshot: Snapshot) -> Iterator[Reminder]:
    """The step that each report of a project has reached on the day looked at, in order of periods.

    There is at most one for a report: of the steps missed while nothing ran, only the last is left. There is none for
    a report that waits for review or was accepted, and none of a settled project.
    """
    if snapshot.stage is Stage.FINISHED:
        return
    record = snapshot.record
    for state in snapshot.reports:
        reached = _reached(state, snapshot.as_of)
        if reached is None:
            continue
        cause, step = reached
        yield Reminder(
            project_id=record.id,
            slug=record.slug,
            centre=record.centre,
            period=state.period,
            due_on=state.owed_by,
            day=snapshot.as_of,
            report_id=state.report.id if state.report else None,
            cause=cause,
            step=step,
            version=state.submission.number if state.submission else 0,
            decided_on=state.decided_on,
            is_awaited=not state.counts,
        )


def _reached(state: ReportState, day: date) -> tuple[Cause, int] | None:
    if state.standing in _BACK and state.decided_on is not None:
        cause, step = _BACK[state.standing], back_step((day - state.decided_on).days)
    elif state.standing in _OPEN:
        cause, step = Cause.DUE, due_step((day - state.due_on).days)
    else:
        return None
    return None if step is None else (cause, step)


def owed_to(person: Person, reminders: Iterable[Reminder], sent: Collection[tuple[int, str]]) -> tuple[Reminder, ...]:
    """What a person is to be reminded of now, the most urgent first.

    Args:
        person: Whom to remind.
        reminders: Of any projects.
        sent: Project and occasion of what the person was reminded of already.
    """
    owed = [
        reminder
        for reminder in reminders
        if reminder.concerns(person) and (reminder.project_id, reminder.occasion) not in sent
    ]
    return tuple(sorted(owed, key=_urgency))


def _urgency(reminder: Reminder) -> tuple[bool, date, str]:
    return reminder.cause is Cause.DUE, reminder.due_on, reminder.slug
