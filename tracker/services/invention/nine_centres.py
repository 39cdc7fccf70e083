"""Nine invented centres that carry the hard cases; as of 15 October 2019 each shows its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tracker.domain.project import Centre
from tracker.domain.vocabulary import CentreKind, Voivodeship
from tracker.services.invention.spending import USUAL_TASKS, Clock
from tracker.services.invention.story import (
    Amendment,
    ReportTale,
    Story,
    usual_courses,
    usual_staff,
    usual_steps,
    whole_months,
)

FULL_NAMES = {
    CentreKind.OPS: "Ośrodek Pomocy Społecznej",
    CentreKind.GOPS: "Gminny Ośrodek Pomocy Społecznej",
    CentreKind.MOPS: "Miejski Ośrodek Pomocy Społecznej",
    CentreKind.MGOPS: "Miejsko-Gminny Ośrodek Pomocy Społecznej",
}

NEAR_PLAN: Clock = ((0, 0), (4, 380), (10, 970), (60, 5970))


def invented_centre(
    kind: CentreKind, place: str, located: str, voivodeship: Voivodeship, position: tuple[float, float]
) -> Centre:
    """A centre that does not exist.

    Args:
        kind: Its kind.
        place: The place in the nominative.
        located: The place after "w", in the locative.
        voivodeship: Where it would lie.
        position: Latitude and longitude at which a map may show it.
    """
    return Centre(
        id=0,
        name=f"{FULL_NAMES[kind]} w {located}",
        short_name=f"{kind.value} w {located}",
        place=place,
        kind=kind,
        voivodeship=voivodeship,
        latitude=position[0],
        longitude=position[1],
        is_example=True,
    )


def invented_stories() -> tuple[Story, ...]:
    """The nine stories, in order of their short names."""
    return (
        _jaworow(),
        _kamienny_most(),
        _nowy_brod(),
        _olszyny(),
        _rzeczna(),
        _sosnowka(),
        _stara_lipnica(),
        _wierzbowa_gora(),
        _zagajnik(),
    )


def _wierzbowa_gora() -> Story:
    """The underspender: after a good start the money stops, picks up too late, and part of it stays unspent."""
    centre = invented_centre(
        CentreKind.GOPS, "Wierzbowa Góra", "Wierzbowej Górze", Voivodeship.PODKARPACKIE, (49.93, 22.21)
    )
    period = whole_months(date(2018, 9, 1), 18)
    steps = usual_steps(period, (3, 8, 14, 20, 24, 34, 30, 12))
    hindered = ReportTale(problems="Dwa zapytania ofertowe na szkolenia pozostały bez odpowiedzi; trzecie w toku.")
    return Story(
        slug="wierzbowa-gora",
        centre=centre,
        title="Bliżej ludzi. Zmiana organizacji GOPS w Wierzbowej Górze",
        value=Decimal("298640.50"),
        period=period,
        signed_on=date(2018, 8, 20),
        clock=((0, 0), (4, 370), (10, 830), (13, 1030), (16, 1390), (18, 1660)),
        steps=steps,
        staff=usual_staff(steps, new=1, social=3, benefits=2),
        courses=usual_courses(steps, persons=9, hours=48),
        reports={3: hindered, 4: replace(hindered, early_days=2)},
    )


def _rzeczna() -> Story:
    """The slipped structure: every step is later than the one before, and so are the reports."""
    centre = invented_centre(CentreKind.MOPS, "Rzeczna", "Rzecznej", Voivodeship.SLASKIE, (50.27, 18.94))
    period = whole_months(date(2018, 11, 1), 18)
    steps = usual_steps(period, (9, 28, 52, 74, 81, 60, 45, 20))
    vacant = "Nabór na dwa stanowiska powtórzony po raz drugi; nowa struktura czeka na obsadę."
    return Story(
        slug="rzeczna",
        centre=centre,
        title="Nowa organizacja pracy MOPS w Rzecznej",
        value=Decimal("458730.00"),
        period=period,
        signed_on=date(2018, 10, 15),
        clock=((0, 0), (3, 200), (8, 600), (11, 850), (15, 1400), (18, 1790)),
        steps=steps,
        staff=usual_staff(steps, new=3, social=8, benefits=5),
        courses=usual_courses(steps, persons=18, hours=80),
        reports={
            1: ReportTale(problems=vacant),
            2: ReportTale(late_days=9, problems=vacant),
            3: ReportTale(late_days=19),
            4: ReportTale(late_days=6),
        },
    )


def _stara_lipnica() -> Story:
    """A visit put off by a month, and a report sent back once."""
    centre = invented_centre(
        CentreKind.MGOPS, "Stara Lipnica", "Starej Lipnicy", Voivodeship.SWIETOKRZYSKIE, (50.82, 20.63)
    )
    period = whole_months(date(2019, 1, 1), 18)
    steps = usual_steps(period, (5, 10, 13, 14, 14, 31, 12, 5))
    return Story(
        slug="stara-lipnica",
        centre=centre,
        title="MGOPS w Starej Lipnicy: pracownik socjalny w terenie",
        value=Decimal("388915.00"),
        period=period,
        signed_on=date(2018, 12, 10),
        clock=((0, 0), (4, 350), (9, 850), (18, 1800)),
        steps=steps,
        staff=usual_staff(steps, new=2, social=5, benefits=4),
        courses=usual_courses(steps, persons=14, hours=64),
        reports={1: ReportTale(is_returned=True)},
    )


def _nowy_brod() -> Story:
    """Finished in time, but the final settlement drags on; it is reached nine days after the reference day."""
    centre = invented_centre(CentreKind.MOPS, "Nowy Bród", "Nowym Brodzie", Voivodeship.MAZOWIECKIE, (52.41, 21.42))
    period = whole_months(date(2018, 3, 1), 18)
    steps = usual_steps(period, (0, 4, 6, 9, 9, 12, 10, 34), settlement_days=20)
    return Story(
        slug="nowy-brod",
        centre=centre,
        title="Oddzielenie pracy administracyjnej od socjalnej w MOPS w Nowym Brodzie",
        value=Decimal("451200.00"),
        period=period,
        signed_on=date(2018, 2, 12),
        clock=NEAR_PLAN,
        steps=steps,
        staff=usual_staff(steps, new=2, social=7, benefits=5),
        courses=usual_courses(steps, persons=20, hours=96),
        reports={6: ReportTale(problems="Rozliczenie czeka na uzupełnienie dokumentów wykonawcy szkoleń.")},
    )


def _olszyny() -> Story:
    """Silence: the report of the third quarter of 2019 comes forty days late, nobody knows how things go."""
    centre = invented_centre(CentreKind.GOPS, "Olszyny Małe", "Olszynach Małych", Voivodeship.LUBELSKIE, (51.32, 22.78))
    period = whole_months(date(2019, 3, 1), 18)
    steps = usual_steps(period, (2, 5, 12, 14, 14, 10, 0, 4))
    return Story(
        slug="olszyny-male",
        centre=centre,
        title="Sprawna pomoc w gminie Olszyny Małe",
        value=Decimal("276350.00"),
        period=period,
        signed_on=date(2019, 2, 11),
        clock=((0, 0), (4, 385), (10, 930), (18, 1800)),
        steps=steps,
        staff=usual_staff(steps, new=1, social=2, benefits=2),
        courses=usual_courses(steps, persons=7, hours=40),
        reports={1: ReportTale(early_days=0), 2: ReportTale(late_days=40)},
    )


def _jaworow() -> Story:
    """The extension: an amendment of June 2019 moves the end from September to December, with a new schedule."""
    centre = invented_centre(
        CentreKind.OPS, "Jaworów Leśny", "Jaworowie Leśnym", Voivodeship.DOLNOSLASKIE, (50.94, 16.38)
    )
    agreed, amended = whole_months(date(2018, 7, 1), 15), whole_months(date(2018, 7, 1), 18)
    steps = usual_steps(agreed, (0, 2, 4, 6, 8, 10, 0, 3), amended=amended)
    return Story(
        slug="jaworow-lesny",
        centre=centre,
        title="Pierwszy kontakt. Nowy model pracy OPS w Jaworowie Leśnym",
        value=Decimal("342077.60"),
        period=agreed,
        signed_on=date(2018, 6, 18),
        clock=((0, 0), (5, 480), (15, 1540), (18, 1800)),
        steps=steps,
        staff=usual_staff(steps, new=1, social=4, benefits=3),
        courses=usual_courses(steps, persons=12, hours=60),
        amendments=(Amendment(date(2019, 6, 17), amended),),
    )


def _zagajnik() -> Story:
    """The overspent task: equipment cost more than its budget, the whole is on plan."""
    centre = invented_centre(CentreKind.GOPS, "Zagajnik", "Zagajniku", Voivodeship.PODLASKIE, (53.12, 22.96))
    period = whole_months(date(2018, 10, 1), 18)
    steps = usual_steps(period, (0, 2, 4, 6, 5, 11, 9, 6))
    equipment = replace(USUAL_TASKS[3], last=55, spent_permille=1043)
    return Story(
        slug="zagajnik",
        centre=centre,
        title="Skuteczny GOPS w Zagajniku",
        value=Decimal("310488.20"),
        period=period,
        signed_on=date(2018, 9, 17),
        clock=NEAR_PLAN,
        tasks=(*USUAL_TASKS[:3], equipment),
        steps=steps,
        staff=usual_staff(steps, new=1, social=3, benefits=2),
        courses=usual_courses(steps, persons=10, hours=56),
        reports={
            3: ReportTale(problems="Ceny mebli wyższe niż w budżecie; różnica z oszczędności w innych zadaniach.")
        },
    )


def _kamienny_most() -> Story:
    """Ahead of the plan in money, in time with everything else."""
    centre = invented_centre(
        CentreKind.MGOPS, "Kamienny Most", "Kamiennym Moście", Voivodeship.WIELKOPOLSKIE, (52.23, 17.09)
    )
    period = whole_months(date(2019, 2, 1), 18)
    steps = usual_steps(period, (0, 0, 3, 2, 0, 0, -6, 0))
    return Story(
        slug="kamienny-most",
        centre=centre,
        title="Usprawnienie obsługi klienta w MGOPS w Kamiennym Moście",
        value=Decimal("367204.90"),
        period=period,
        signed_on=date(2019, 1, 14),
        clock=((0, 0), (3, 330), (8, 883), (14, 1490), (18, 1800)),
        steps=steps,
        staff=usual_staff(steps, new=2, social=5, benefits=4),
        courses=usual_courses(steps, persons=13, hours=64),
    )


def _sosnowka() -> Story:
    """The late start: an amendment signed before the first day moves the whole project by two months."""
    centre = invented_centre(CentreKind.OPS, "Sosnówka Dolna", "Sosnówce Dolnej", Voivodeship.POMORSKIE, (54.11, 18.02))
    agreed, moved = whole_months(date(2019, 6, 1), 18), whole_months(date(2019, 8, 1), 18)
    steps = usual_steps(moved, (4, 6, 8, 5, 3, 7, 4, 0))
    return Story(
        slug="sosnowka-dolna",
        centre=centre,
        title="Nowy standard pomocy w Sosnówce Dolnej",
        value=Decimal("331960.00"),
        period=agreed,
        signed_on=date(2019, 5, 6),
        clock=NEAR_PLAN,
        steps=steps,
        staff=usual_staff(steps, new=2, social=4, benefits=3),
        courses=usual_courses(steps, persons=11, hours=52),
        amendments=(Amendment(date(2019, 5, 24), moved),),
    )
