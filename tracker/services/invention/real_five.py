"""Unremarkable plans and reports for the five real projects: nobody is shown failing by invention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tracker.domain.periods import Period
from tracker.domain.vocabulary import MilestoneKind, PostKind, TrainingKind
from tracker.services.invention.spending import Clock
from tracker.services.invention.story import Course, ReportTale, Staff, Step, Story, usual_courses

ON_PLAN: Clock = ((0, 0), (3, 270), (9, 870), (60, 5970))
"""A third of a month behind the plan, at most; a clock that passes the last month shows the last month."""


def real_stories() -> tuple[Story, ...]:
    """What is invented about the real projects; values and periods are those of ``data/portfolio``."""
    return (_klucze(), _krasnystaw(), _lopiennik(), _myslenice(), _przasnysz())


_KINDS = (
    (MilestoneKind.TEAM_APPOINTED, "Zespół projektu powołany"),
    (MilestoneKind.CHANGE_PROCEDURE, "Procedura zmiany przyjęta"),
    (MilestoneKind.NEW_REGULATIONS, "Nowy regulamin organizacyjny"),
    (MilestoneKind.POSTS_FILLED, "Nowe stanowiska obsadzone"),
    (MilestoneKind.NEW_STRUCTURE, "Nowa struktura obowiązuje"),
    (MilestoneKind.STUDY_VISIT, "Wizyta studyjna"),
    (MilestoneKind.TRAINING_HELD, "Szkolenia i superwizja"),
    (MilestoneKind.FINAL_SETTLEMENT, "Rozliczenie końcowe"),
)

Days = tuple[str, str | None]
"""Promised and reached; ``None`` where a real source says when it was reached."""


def _steps(days: Sequence[Days], **renamed: tuple[MilestoneKind, str]) -> tuple[Step, ...]:
    return tuple(
        Step(
            number,
            *renamed.get(f"step_{number}", named),
            date.fromisoformat(promised),
            date.fromisoformat(reached) if reached else None,
        )
        for number, (named, (promised, reached)) in enumerate(zip(_KINDS, days, strict=True), start=1)
    )


def _staff(kind: PostKind, name: str, target: int, day: str, *, is_new: bool = False, told: bool = True) -> Staff:
    """A post filled on the day it was due; ``told`` is false where a real source says how many were filled."""
    due = date.fromisoformat(day)
    return Staff(kind, name, is_new, target, due, ((due, target),) if told else ())


def _period(first: str, last: str) -> Period:
    return Period.of_days(date.fromisoformat(first), date.fromisoformat(last))


def _klucze() -> Story:
    steps = _steps(
        (
            ("2018-01-26", "2018-01-26"),
            ("2018-03-23", "2018-03-26"),
            ("2018-05-11", "2018-05-16"),
            ("2018-06-25", "2018-06-29"),
            ("2018-08-06", "2018-08-13"),
            ("2018-10-26", "2018-10-31"),
            ("2019-03-25", "2019-04-02"),
            ("2019-08-30", "2019-09-06"),
        ),
        step_6=(MilestoneKind.OTHER, "Pakiety usług socjalnych dla sześciu grup"),
    )
    names = ("Rozwój zawodowy pracowników socjalnych", "Superwizja", "Wizyty studyjne")
    return Story(
        slug="klucze",
        centre=None,
        title="",
        value=Decimal("346746.25"),
        period=_period("2018-01-01", "2019-06-30"),
        signed_on=date(2017, 12, 11),
        clock=ON_PLAN,
        steps=steps,
        staff=(
            _staff(
                PostKind.FIRST_CONTACT,
                "Stanowisko pracownika socjalnego ds. pierwszego kontaktu",
                1,
                "2018-06-29",
                is_new=True,
            ),
            _staff(PostKind.BENEFITS, "Pracownicy socjalni ds. świadczeń", 3, "2018-08-13"),
            _staff(PostKind.SERVICES, "Pracownicy socjalni ds. usług", 2, "2018-08-13"),
            _staff(PostKind.SOCIAL_WORK, "Pracownicy socjalni ds. pracy socjalnej", 4, "2018-08-13"),
        ),
        courses=usual_courses(steps, persons=12, hours=60, names=names),
    )


def _krasnystaw() -> Story:
    steps = _steps(
        (
            ("2019-04-15", "2019-04-15"),
            ("2019-05-31", "2019-06-05"),
            ("2019-06-28", "2019-07-08"),
            ("2019-07-31", "2019-08-05"),
            ("2019-08-16", "2019-08-19"),
            ("2019-11-07", "2019-11-07"),
            ("2020-02-28", "2020-03-06"),
            ("2020-06-30", "2020-07-06"),
        )
    )
    return Story(
        slug="krasnystaw",
        centre=None,
        title="",
        value=Decimal("374101.08"),
        period=_period("2019-04-01", "2020-04-30"),
        signed_on=date(2019, 3, 18),
        clock=ON_PLAN,
        steps=steps,
        staff=(
            _staff(PostKind.FIRST_CONTACT, "Stanowisko do spraw pierwszego kontaktu", 1, "2019-08-05"),
            _staff(PostKind.SOCIAL_WORK_AND_SERVICES, "Zespół do spraw pracy socjalnej i usług", 5, "2019-08-19"),
            _staff(PostKind.BENEFITS, "Zespół do spraw świadczeń przyznawanych decyzją", 4, "2019-08-19"),
        ),
        courses=usual_courses(steps, persons=14, hours=72),
        reports={1: ReportTale(early_days=0, review_days=14)},
    )


def _przasnysz() -> Story:
    steps = _steps(
        (
            ("2019-10-25", "2019-10-28"),
            ("2019-12-17", "2019-12-19"),
            ("2020-01-31", "2020-02-06"),
            ("2020-03-13", "2020-03-20"),
            ("2020-04-24", "2020-04-30"),
            ("2020-07-10", "2020-07-17"),
            ("2020-11-27", "2020-12-04"),
            ("2021-04-30", "2021-05-07"),
        )
    )
    return Story(
        slug="przasnysz",
        centre=None,
        title="",
        value=Decimal("402025.00"),
        period=_period("2019-10-01", "2021-02-28"),
        signed_on=date(2019, 9, 16),
        clock=ON_PLAN,
        steps=steps,
        staff=(
            _staff(PostKind.FIRST_CONTACT, "Pracownik ds. pierwszego kontaktu", 1, "2020-03-20"),
            _staff(PostKind.BENEFITS, "Pracownicy ds. postępowań administracyjnych", 3, "2020-04-30"),
            _staff(PostKind.SOCIAL_WORK, "Pracownicy ds. pracy socjalnej", 4, "2020-04-30"),
        ),
        courses=usual_courses(steps, persons=15, hours=64),
    )


def _myslenice() -> Story:
    steps = _steps(
        (
            ("2018-05-28", "2018-05-28"),
            ("2018-07-20", "2018-07-23"),
            ("2018-08-24", "2018-08-29"),
            ("2018-08-30", "2018-09-03"),
            ("2018-09-03", None),
            ("2018-09-18", None),
            ("2019-07-24", "2019-08-01"),
            ("2019-12-31", "2020-01-08"),
        )
    )
    courses = usual_courses(steps, persons=22, hours=96)[:2]
    visit = Course(TrainingKind.STUDY_VISIT, "Wizyta studyjna w MOPS w Dębicy", 1, date(2018, 9, 18), ())
    return Story(
        slug="myslenice",
        centre=None,
        title="",
        value=Decimal("407351.25"),
        period=_period("2018-05-01", "2019-10-31"),
        signed_on=date(2018, 4, 16),
        clock=ON_PLAN,
        steps=steps,
        staff=(
            _staff(PostKind.FIRST_CONTACT, "Stanowisko pierwszego kontaktu", 1, "2018-09-03"),
            _staff(PostKind.BENEFITS, "Zespół Świadczeń Przyznanych Decyzją", 6, "2018-09-03"),
            _staff(PostKind.SOCIAL_WORK, "Zespół Pracy Socjalnej", 8, "2018-09-03"),
            _staff(PostKind.SERVICES, "Zespół Usług, Pomocy i Integracji Społecznej", 5, "2018-09-03"),
            _staff(
                PostKind.LOCAL_ACTIVITY,
                "Stanowisko ds. Programów Aktywności Lokalnej i pozyskiwania środków",
                1,
                "2018-09-03",
            ),
            _staff(PostKind.SOCIAL_WORK, "Nowi pracownicy socjalni", 2, "2018-09-03", is_new=True, told=False),
        ),
        courses=(*courses, visit),
        reports={5: ReportTale(early_days=3, is_returned=True, returned_after_days=7)},
    )


def _lopiennik() -> Story:
    steps = _steps(
        (
            ("2020-01-10", "2020-01-10"),
            ("2020-01-24", "2020-01-27"),
            ("2020-01-31", "2020-01-31"),
            ("2020-02-01", None),
            ("2020-03-01", None),
            ("2020-10-27", "2020-10-30"),
            ("2021-03-24", "2021-03-31"),
            ("2021-08-31", "2021-09-06"),
        ),
        step_4=(MilestoneKind.OTHER, "Praca socjalna według nowego modelu"),
    )
    return Story(
        slug="lopiennik-gorny",
        centre=None,
        title="",
        value=Decimal("325377.82"),
        period=_period("2020-01-01", "2021-06-30"),
        signed_on=date(2019, 12, 9),
        clock=ON_PLAN,
        steps=steps,
        staff=(
            _staff(PostKind.FIRST_CONTACT, "Stanowisko do spraw pierwszego kontaktu", 1, "2020-03-01"),
            _staff(PostKind.SOCIAL_WORK_AND_SERVICES, "Stanowisko do spraw pracy socjalnej i usług", 1, "2020-03-01"),
            _staff(PostKind.BENEFITS, "Stanowisko do spraw świadczeń przyznawanych decyzją", 1, "2020-03-01"),
        ),
        courses=usual_courses(steps, persons=8, hours=48),
    )
