"""Three projects: one's own, one of a neighbour in the same voivodeship, one elsewhere; and people of every role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import MappingProxyType

from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import add_account, sign_in
from tests.integration.web.editing import make_record, store
from tests.unit.domain.factories import make_quarter
from tracker.domain.permissions import Person, Place
from tracker.domain.project import Decision, ProjectRecord, Remark
from tracker.domain.vocabulary import ReportDecision, Role, Status, Voivodeship
from tracker.storage.accounts import get_person
from tracker.storage.places import find_place

OWN, NEIGHBOUR, ELSEWHERE = "klucze", "bukowno", "krasnystaw"
PLACES = (OWN, NEIGHBOUR, ELSEWHERE)

COMMENT = "Kwoty niezgodne wobec wyciągu"
PROBLEMS = "Odeszła pracownica socjalna"
AUTHOR = "Zofia Sprawozdawcza"
REVIEWER = "Ewa Koordynatorska"
NEXT_STEPS = "Przetarg zostanie powtórzony"
DECLARED_REASON = "Wykonawca wypowiedział umowę"
REMARK = "Poprawić kwotę lutową"
CONFIDENTIAL = (COMMENT, PROBLEMS, NEXT_STEPS, DECLARED_REASON, REMARK, AUTHOR, REVIEWER)
"""What only those may read who may read the project's reports."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of a test: the role, and what the account names."""

    role: Role | None
    centre: str = ""
    voivodeships: tuple[Voivodeship, ...] = ()


PEOPLE: Mapping[str, Someone] = MappingProxyType(
    {
        "administrator": Someone(Role.ADMINISTRATOR),
        "coordinator": Someone(Role.COORDINATOR, voivodeships=(Voivodeship.MALOPOLSKIE,)),
        "coordinator of the country": Someone(Role.COORDINATOR),
        "coordinator elsewhere": Someone(Role.COORDINATOR, voivodeships=(Voivodeship.LUBELSKIE,)),
        "director": Someone(Role.DIRECTOR, OWN),
        "director of a neighbour": Someone(Role.DIRECTOR, NEIGHBOUR),
        "director elsewhere": Someone(Role.DIRECTOR, ELSEWHERE),
        "reporter": Someone(Role.REPORTER, OWN),
        "reader": Someone(Role.READER, voivodeships=(Voivodeship.MALOPOLSKIE,)),
        "reader elsewhere": Someone(Role.READER, voivodeships=(Voivodeship.LUBELSKIE,)),
        "nobody": Someone(None),
    }
)
"""Everybody who may stand before the tracker."""


def reported(slug: str, place: str, voivodeship: Voivodeship) -> ProjectRecord:
    """A project with one of everything, and a report that was returned with words for the centre alone."""
    record = make_record(slug, place)
    at = datetime(2019, 4, 12, tzinfo=UTC)
    remarks = (Remark("spending.1.2019-02", REMARK),)
    returned = Decision(ReportDecision.RETURNED, date(2019, 4, 12), at, COMMENT, REVIEWER, remarks)
    report = make_quarter(1, "100.00", returned)
    (submission,) = report.submissions
    origin = replace(submission.origin, source=record.plans[0].origin.source, recorded_by=AUTHOR)
    content = replace(
        submission.content,
        problems=PROBLEMS,
        next_steps=NEXT_STEPS,
        declared_status=Status.AT_RISK,
        declared_reason=DECLARED_REASON,
    )
    told = replace(submission, origin=origin, content=content)
    return replace(
        record,
        centre=replace(record.centre, voivodeship=voivodeship),
        reports=(replace(report, submissions=(told,)),),
    )


def store_three(app: Flask) -> None:
    """Put the three projects into the database."""
    store(
        app,
        reported(OWN, "Klucze", Voivodeship.MALOPOLSKIE),
        reported(NEIGHBOUR, "Bukowno", Voivodeship.MALOPOLSKIE),
        reported(ELSEWHERE, "Krasnystaw", Voivodeship.LUBELSKIE),
    )


def close_to_strangers(app: Flask) -> None:
    """Let nobody read who is not signed in."""
    object.__setattr__(app.extensions["tracker_config"], "is_public", False)


def arrive(app: Flask, who: str) -> tuple[FlaskClient, Person | None]:
    """A client of somebody, signed in where there is an account, and the person as far as rights go."""
    someone, client = PEOPLE[who], app.test_client()
    if someone.role is None:
        return client, None
    key = add_account(app, someone.role, centre=someone.centre, voivodeships=someone.voivodeships)
    with app.app_context():
        person = get_person(key)
    return sign_in(client, key), person


def place_of_project(app: Flask, slug: str) -> Place:
    """Where one of the projects belongs."""
    with app.app_context():
        place = find_place(slug)
    assert place is not None
    return place
