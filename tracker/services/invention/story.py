"""What has to be invented about a project before it can be told as a history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from tracker.domain.periods import Period, month_end
from tracker.domain.project import Centre
from tracker.domain.vocabulary import MilestoneKind, PostKind, TrainingKind
from tracker.services.invention.spending import USUAL_TASKS, Clock, TaskShape


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: promised, perhaps promised anew by an amendment, and reached.

    Attributes:
        achieved: ``None`` when this story does not tell it, because a real source does or it was never reached.
    """

    number: int
    kind: MilestoneKind
    name: str
    baseline: date
    achieved: date | None
    rebaselined: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """A post or team: its target in FTE, and how it filled, cumulative."""

    kind: PostKind
    name: str
    is_new: bool
    target: int
    due: date
    filled: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Training, supervision or visits: the target in its unit, and what was held, cumulative."""

    kind: TrainingKind
    name: str
    target: int
    due: date
    held: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of the project's period, agreed on a day."""

    signed_on: date
    period: Period


@dataclass(frozen=True, slots=True)
class ReportTale:
    """What is unusual about a report.

    Attributes:
        late_days: Days after the due day on which it was handed in.
        early_days: Days before the due day on which it was handed in; by chance when ``None``.
        review_days: Days until it was accepted; by chance when ``None``.
        is_returned: Whether it was sent back once.
        returned_after_days: Days until it was sent back.
        is_absent: It was never handed in.
    """

    late_days: int = 0
    early_days: int | None = None
    review_days: int | None = None
    is_returned: bool = False
    returned_after_days: int = 9
    is_absent: bool = False
    problems: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A project's invented life.

    Attributes:
        centre: ``None`` when the story is added to a real project, which then keeps its own facts.
        period: As first agreed, whole months.
        reports: By place in the order of reporting periods, from 0.
    """

    slug: str
    centre: Centre | None
    title: str
    value: Decimal
    period: Period
    signed_on: date
    clock: Clock
    steps: tuple[Step, ...]
    staff: tuple[Staff, ...]
    courses: tuple[Course, ...]
    tasks: Sequence[TaskShape] = USUAL_TASKS
    amendments: tuple[Amendment, ...] = ()
    reports: Mapping[int, ReportTale] = field(default_factory=dict)

    @property
    def final_period(self) -> Period:
        """The period after all amendments."""
        return self.amendments[-1].period if self.amendments else self.period


def whole_months(first: date, months: int) -> Period:
    """A period of whole months from the first day of one."""
    last = first
    for _ in range(months - 1):
        last = month_end(last) + timedelta(days=1)
    return Period.of_days(first, month_end(last))


def working_day(day: date, *, forward: bool = True) -> date:
    """The day itself, or on a weekend the next (else the last) working day; holidays are not known here."""
    if day.weekday() < 5:
        return day
    return day + timedelta(days=7 - day.weekday()) if forward else day - timedelta(days=day.weekday() - 4)


USUAL_STEPS = (
    (MilestoneKind.TEAM_APPOINTED, "Zespół projektu powołany", 5),
    (MilestoneKind.CHANGE_PROCEDURE, "Procedura zmiany przyjęta", 15),
    (MilestoneKind.NEW_REGULATIONS, "Nowy regulamin organizacyjny", 24),
    (MilestoneKind.POSTS_FILLED, "Nowe stanowiska obsadzone", 32),
    (MilestoneKind.FIRST_CONTACT_OPEN, "Pierwszy kontakt działa", 40),
    (MilestoneKind.STUDY_VISIT, "Wizyta studyjna", 55),
    (MilestoneKind.TRAINING_HELD, "Szkolenia i superwizja", 82),
)
"""The usual milestones with the percentage of the period after which each is promised."""

SETTLEMENT_AFTER_DAYS = 45
VISIT_WITHIN_DAYS = 30
"""The target of visits is due this long after their milestone, so that one delay is not told twice."""

REASONS = (
    "Przedłuża się postępowanie na zakup usługi.",
    "Nabór na stanowisko powtórzony.",
    "Uzgodnienia z urzędem gminy trwają dłużej, niż zakładano.",
    "Zmiana terminu na prośbę ośrodka przyjmującego.",
)


def usual_steps(
    period: Period,
    delays: Sequence[int],
    *,
    amended: Period | None = None,
    settlement_days: int = SETTLEMENT_AFTER_DAYS,
) -> tuple[Step, ...]:
    """The eight usual milestones, each reached some days after (or before) its promised day.

    Args:
        period: The period first agreed.
        delays: Days for each milestone, eight of them.
        amended: The period after an amendment, which promises the last two milestones anew.
        settlement_days: Days from the end to the final settlement.
    """
    dates = [
        (kind, name, _promised(period, percent), _promised(amended, percent) if amended and percent > 80 else None)
        for kind, name, percent in USUAL_STEPS
    ]
    settled = period.last_day + timedelta(days=settlement_days)
    anew = amended.last_day + timedelta(days=settlement_days) if amended else None
    dates.append((MilestoneKind.FINAL_SETTLEMENT, "Rozliczenie końcowe", settled, anew))
    return tuple(
        Step(
            number=number,
            kind=kind,
            name=name,
            baseline=working_day(baseline),
            achieved=working_day((rebaselined or baseline) + timedelta(days=delay)),
            rebaselined=rebaselined and working_day(rebaselined),
            reason=REASONS[number % len(REASONS)],
        )
        for number, ((kind, name, baseline, rebaselined), delay) in enumerate(zip(dates, delays, strict=True), start=1)
    )


def _promised(period: Period, percent: int) -> date:
    return period.start + timedelta(days=period.days * percent // 100)


def usual_staff(steps: Sequence[Step], *, new: int, social: int, benefits: int) -> tuple[Staff, ...]:
    """The usual posts, filled when the milestone of the posts is reached."""
    filled = next(step for step in steps if step.kind is MilestoneKind.POSTS_FILLED)
    done = filled.achieved or filled.baseline

    def staff(kind: PostKind, name: str, target: int, *, is_new: bool = False) -> Staff:
        return Staff(kind, name, is_new, target, filled.baseline, ((done, target),))

    return (
        staff(PostKind.FIRST_CONTACT, "Stanowisko ds. pierwszego kontaktu", 1, is_new=True),
        staff(PostKind.SOCIAL_WORK_AND_SERVICES, "Nowi pracownicy socjalni", new, is_new=True),
        staff(PostKind.SOCIAL_WORK, "Zespół pracy socjalnej i usług", social),
        staff(PostKind.BENEFITS, "Zespół świadczeń przyznawanych decyzją", benefits),
    )


def usual_courses(
    steps: Sequence[Step], *, persons: int, hours: int, names: tuple[str, str, str] | None = None
) -> tuple[Course, ...]:
    """Training and supervision in three parts until their milestone, one visit at its own."""
    training = next(step for step in steps if step.kind is MilestoneKind.TRAINING_HELD)
    visit = next((step for step in steps if step.kind is MilestoneKind.STUDY_VISIT), None)
    done = training.achieved or training.baseline
    third = (min(step.baseline for step in steps) - done) / 3
    training_name, supervision_name, visit_name = names or ("Szkolenia pracowników", "Superwizja", "Wizyty studyjne")

    def in_parts(whole: int) -> tuple[tuple[date, int], ...]:
        days = (working_day(done + third), working_day(done + third / 3), done)
        return tuple(zip(days, (whole * 2 // 5, -(-whole * 4 // 5), whole), strict=True))

    due = training.rebaselined or training.baseline
    courses = [
        Course(TrainingKind.TRAINING, training_name, persons, due, in_parts(persons)),
        Course(TrainingKind.SUPERVISION, supervision_name, hours, due, in_parts(hours)),
    ]
    if visit is not None:
        held = ((visit.achieved, 1),) if visit.achieved else ()
        within = visit.baseline + timedelta(days=VISIT_WITHIN_DAYS)
        courses.append(Course(TrainingKind.STUDY_VISIT, visit_name, 1, within, held))
    return tuple(courses)
