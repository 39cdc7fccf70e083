"""Every role tries every address at its own centre, at a neighbour's and elsewhere: as the table of rights says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select
from werkzeug.routing import Rule

from tests.accounts import add_account, bearer
from tests.integration.web.three_places import (
    ELSEWHERE,
    NEIGHBOUR,
    OWN,
    PEOPLE,
    PLACES,
    arrive,
    close_to_strangers,
    place_of_project,
    store_three,
)
from tracker.domain.accounts import Account
from tracker.domain.api_tokens import TokenScope
from tracker.domain.permissions import Deed, Person, Place, decide, may_manage
from tracker.domain.screens import ScreenPlan
from tracker.domain.vocabulary import Role
from tracker.gate.bearer import PREFIX
from tracker.gate.guards import Guard, guard_of
from tracker.gate.limits import Pace
from tracker.services.screens import create_screen
from tracker.storage.accounts import get_account
from tracker.storage.base import db
from tracker.storage.models import AttachmentRow, SubmissionAttachmentRow, SubmissionRow
from tracker.storage.projects import get_record
from tracker.storage.transactions import transaction

pytestmark = pytest.mark.no_cover
"""These go everywhere, where other tests have counted the lines already; counting doubles their time."""

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
SCRIPT = {"X-Requested-With": "fetch", "Accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What there is at one place.

    Attributes:
        place: Where the project belongs.
        values: What stands for the variables of addresses, by blueprint; under ``""`` for all of them.
        account: That of a reporter of the centre.
    """

    slug: str
    place: Place
    values: Mapping[str, Mapping[str, Any]]
    account: Account

    def arguments(self, rule: Rule) -> dict[str, Any]:
        """The variables of an address, with what there is here."""
        blueprint = rule.endpoint.partition(".")[0]
        known = {**self.values[""], **self.values.get(blueprint, {})}
        missing = rule.arguments - known.keys()
        assert not missing, f"{rule.rule}: say in lay_ground() what {missing} stands for"
        return {name: known[name] for name in rule.arguments}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request that a person tries, and the status that the table of rights foretells; 0 where it lets it pass."""

    method: str
    address: str
    slug: str
    status: int

    def send(self, client: FlaskClient, headers: Mapping[str, str] | None = None) -> int:
        """Try it; gives the status."""
        form = {"project": self.slug, "start": "2019-04-01"} if self.method == "POST" else None
        if self.address.startswith(PREFIX):
            return client.open(self.address, method=self.method, json=form, headers=headers).status_code
        return client.open(self.address, method=self.method, data=form, headers=headers).status_code


@pytest.fixture
def tried(app: Flask) -> Flask:
    """An application with the three projects, a file attached to each report, and no look at forms' tokens."""
    app.config["WTF_CSRF_ENABLED"] = False
    # Thousands of refusals are the same page, and other tests look whether it is valid.
    app.test_client_class = FlaskClient
    store_three(app)
    return app


def lay_ground(app: Flask, slug: str) -> Ground:
    """What there is at one place."""
    account = add_account(app, Role.REPORTER, centre=slug)
    with app.app_context():
        record = get_record(slug)
        (report,) = record.reports
        (post,), (training,) = record.posts, record.trainings
        # One variable stands for both, so both have to be there.
        assert post.id == training.id
        values: dict[str, dict[str, Any]] = {
            "": {"slug": slug, "report_id": report.id, "fact": "total_value", "number": 1, "token": "no-such-token"},
            "accounts": {"key": account, "token_id": 1},
            "editing": {"key": post.id},
            "reports": {"key": _attach(report.id)},
            "saved_views": {"key": 1},
            "imports": {"import_id": 1},
            "sources": {"source_id": record.statements[0].origin.source.id},
            "screens": {"screen_id": _screen(slug, record.centre.id)},
        }
        return Ground(slug, place_of_project(app, slug), values, get_account(account))


def _screen(name: str, centre_id: int) -> int:
    """A screen that shows the projects of a centre; gives its key."""
    with transaction():
        made, _token = create_screen(ScreenPlan(name, centre_id=centre_id), actor="test", at=datetime.now(UTC))
    return made.key


def _attach(report_id: int) -> int:
    """A file that the report's first version was handed in with; gives its key."""
    file = {
        "report_id": report_id,
        "name": "lista.pdf",
        "media_type": "application/pdf",
        "size": 8,
        "sha256": "0" * 64,
        "content": b"%PDF-1.7",
        "added_at": datetime(2019, 4, 10, tzinfo=UTC),
    }
    with transaction():
        key = int(db.session.execute(insert(AttachmentRow).values(file).returning(AttachmentRow.id)).scalar_one())
        submission = db.session.scalars(select(SubmissionRow.id).where(SubmissionRow.report_id == report_id)).one()
        named = {"submission_id": submission, "attachment_id": key}
        db.session.execute(insert(SubmissionAttachmentRow).values(named))
    return key


def guarded_rules(app: Flask, *, for_programs: bool = False) -> Iterator[tuple[Rule, Guard]]:
    """Every address of pages, or of programs, that asks something of whoever opens it."""
    for rule in app.url_map.iter_rules():
        found = guard_of(app, rule.endpoint)
        asks = found.deed is not None or found.needs_person
        if asks and rule.rule.startswith(PREFIX) is for_programs:
            yield rule, found


def foretold(person: Person | None, guard: Guard, ground: Ground, method: str, *, is_public: bool) -> int:
    """The status with which a request is refused, by the table of rights; 0 where it passes."""
    place = ground.place if guard.at else None
    if guard.deed is None or (person is None and not decide(None, guard.deed, is_public=is_public).allowed):
        return 0 if person is not None else 302 if method == "GET" else 401
    if decide(person, guard.deed, place, is_public=is_public).allowed:
        return 0
    return 403 if decide(person, Deed.READ_PROJECT, place, is_public=is_public).allowed else 404


def attempts(
    app: Flask, person: Person | None, grounds: list[Ground], *, is_public: bool, for_programs: bool = False
) -> list[Attempt]:
    """Every request there is, at every place."""
    adapter = app.url_map.bind("localhost")
    return [
        Attempt(
            method,
            adapter.build(rule.endpoint, ground.arguments(rule), method=method),
            ground.slug,
            foretold(person, guard, ground, method, is_public=is_public),
        )
        for rule, guard in guarded_rules(app, for_programs=for_programs)
        for ground in grounds
        for method in sorted((rule.methods or set()) & METHODS)
    ]


def contents(app: Flask) -> dict[str, list[Any]]:
    """Every row of every table."""
    with app.app_context():
        return {name: sorted(map(repr, db.session.execute(select(t)))) for name, t in db.metadata.tables.items()}


def stand_in(app: Flask, *, for_programs: bool = False) -> None:
    """Let every view that says what it asks only answer that it was reached: nothing happens behind the guard."""
    for endpoint in {rule.endpoint for rule, _ in guarded_rules(app, for_programs=for_programs)}:
        guard = guard_of(app, endpoint)

        def reached(**_: Any) -> tuple[str, int]:
            return "", 204

        vars(reached)["guard"] = guard
        app.view_functions[endpoint] = reached


# Counting lines would double the time of ten thousand refusals, which all run the same ones.
@pytest.mark.no_cover
@pytest.mark.parametrize("is_public", [True, False], ids=["public", "closed"])
@pytest.mark.parametrize("who", PEOPLE)
def test_a_person_reaches_what_the_table_allows_and_nothing_else(tried: Flask, who: str, is_public: bool) -> None:
    if not is_public:
        close_to_strangers(tried)
    grounds = [lay_ground(tried, slug) for slug in PLACES]
    client, person = arrive(tried, who)
    tries = attempts(tried, person, grounds, is_public=is_public)
    before = contents(tried)

    refused = [(one, one.send(client)) for one in tries if one.status]
    after = contents(tried)
    stand_in(tried)
    let_through = [(one, one.send(client)) for one in tries if not one.status]

    assert [(one, status) for one, status in refused if status != one.status] == []
    assert [(one, status) for one, status in let_through if status != 204] == []
    assert {name for name, rows in after.items() if rows != before[name]} == set()
    assert {one.method for one in tries} == {"GET", "POST"}


@pytest.mark.no_cover
@pytest.mark.parametrize("is_public", [True, False], ids=["public", "closed"])
@pytest.mark.parametrize("who", PEOPLE)
def test_a_program_reaches_what_the_table_allows_its_account(tried: Flask, who: str, is_public: bool) -> None:
    tried.extensions["api_pace"] = Pace(burst=10_000, a_minute=10_000)
    if not is_public:
        close_to_strangers(tried)
    grounds = [lay_ground(tried, slug) for slug in PLACES]
    _, person = arrive(tried, who)
    client, headers = tried.test_client(), bearer(tried, person.key, TokenScope.REPORT) if person else {}
    tries = attempts(tried, person, grounds, is_public=is_public, for_programs=True)
    before = contents(tried)

    # A program is never led to the page where people sign in.
    refused = [(one, one.send(client, headers)) for one in tries if one.status]
    after = contents(tried)
    stand_in(tried, for_programs=True)
    let_through = [(one, one.send(client, headers)) for one in tries if not one.status]

    assert [(one, status) for one, status in refused if status != (401 if one.status == 302 else one.status)] == []
    assert [(one, status) for one, status in let_through if status != 204] == []
    assert after == before
    assert {one.method for one in tries} == {"GET", "PATCH", "POST"}


@pytest.mark.parametrize("is_public", [True, False], ids=["public", "closed"])
def test_a_session_opens_nothing_to_programs(tried: Flask, is_public: bool) -> None:
    """A page of another site that lets a browser ask does so in nobody's name."""
    if not is_public:
        close_to_strangers(tried)
    grounds = [lay_ground(tried, OWN)]
    client, _ = arrive(tried, "director")
    tries = [one for one in attempts(tried, None, grounds, is_public=is_public, for_programs=True) if one.status]

    statuses = {one: one.send(client) for one in tries}

    assert len(statuses) >= 6
    assert set(statuses.values()) == {401}


@pytest.mark.parametrize("is_public", [True, False], ids=["public", "closed"])
def test_a_script_of_nobody_is_told_to_sign_in(tried: Flask, is_public: bool) -> None:
    if not is_public:
        close_to_strangers(tried)
    grounds = [lay_ground(tried, OWN)]
    tries = [one for one in attempts(tried, None, grounds, is_public=is_public) if one.status]
    client = tried.test_client()

    statuses = {one: one.send(client, SCRIPT) for one in tries}
    answer = client.get(f"/projekty/{OWN}/edytuj", headers=SCRIPT)

    assert len(statuses) > 20
    assert set(statuses.values()) == {401}
    assert answer.json is not None
    assert answer.json.keys() >= {"error", "sign_in"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_belongs_to_another_is_not_found_within_ones_own(tried: Flask, method: str) -> None:
    own, foreign = lay_ground(tried, OWN), lay_ground(tried, NEIGHBOUR)
    client, _ = arrive(tried, "administrator")
    adapter = tried.url_map.bind("localhost")
    before = contents(tried)

    found = {}
    for rule, _guard in guarded_rules(tried):
        outer = rule.arguments & {"slug", "report_id"}
        if outer and "key" in rule.arguments and method in (rule.methods or ()):
            mixed = own.arguments(rule) | {"key": foreign.arguments(rule)["key"]}
            address = adapter.build(rule.endpoint, mixed, method=method)
            found[address] = client.open(address, method=method).status_code

    assert len(found) >= 2
    # An administrator may not write in reports at all; what may be reached is not there.
    assert set(found.values()) <= {403, 404, 422}
    assert 404 in found.values()
    assert contents(tried) == before


@pytest.mark.parametrize("who", ["administrator", "coordinator", "coordinator elsewhere", "director"])
def test_accounts_are_managed_as_far_as_the_table_says(tried: Flask, who: str) -> None:
    grounds = [lay_ground(tried, slug) for slug in PLACES]
    client, person = arrive(tried, who)

    for ground in grounds:
        account = ground.account
        managed = may_manage(person, account.role, account.place, account.voivodeships)
        status = client.get(f"/uzytkownicy/{account.key}").status_code
        assert status == (200 if managed else 403 if person and person.role is Role.DIRECTOR else 404)


@pytest.mark.parametrize("address", ["/projekty/%00", f"/projekty/{OWN}%00", "/projekty/a%00/wydatki.json"])
def test_no_project_has_a_name_that_no_database_takes(tried: Flask, address: str) -> None:
    assert tried.test_client().get(address).status_code == 404


@pytest.mark.parametrize("key", [2**63, 10**30])
def test_no_key_is_larger_than_a_database_takes(tried: Flask, key: int) -> None:
    client, _ = arrive(tried, "administrator")

    assert client.get(f"/projekty/{OWN}/edytuj/stanowiska/{key}").status_code == 404


def test_nobody_is_told_whether_a_project_exists(tried: Flask) -> None:
    close_to_strangers(tried)
    director, _ = arrive(tried, "director")

    there, nowhere = director.get(f"/projekty/{ELSEWHERE}"), director.get("/projekty/nie-ma-go")
    stranger = [tried.test_client().get(f"/projekty/{slug}/edytuj").status_code for slug in (ELSEWHERE, "nie-ma-go")]

    assert there.status_code == nowhere.status_code == 404
    assert there.text.replace(ELSEWHERE, "") == nowhere.text.replace("nie-ma-go", "")
    assert stranger == [302, 302]
