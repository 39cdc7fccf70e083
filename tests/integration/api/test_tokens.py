"""A token opens what its account may see, as long as it lives, and says nothing once it does not."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.accounts import add_account, bearer, close, sign_in
from tests.integration.web.three_places import close_to_strangers
from tracker.domain.api_tokens import TokenScope
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.gate.clock import now, today
from tracker.gate.limits import Pace
from tracker.storage.api_tokens import tokens_of, withdraw_token
from tracker.storage.base import db
from tracker.storage.models import ApiTokenRow
from tracker.storage.transactions import transaction


@pytest.fixture
def programs(bundled: Flask) -> FlaskClient:
    """A program without a token, at a portfolio that is not public."""
    close_to_strangers(bundled)
    return bundled.test_client()


def test_a_token_tells_whose_it_is(bundled: Flask, programs: FlaskClient) -> None:
    key = add_account(bundled, Role.COORDINATOR, name="Ewa", voivodeships=[Voivodeship.LUBELSKIE])

    told = programs.get("/api/v1/me", headers=bearer(bundled, key, TokenScope.READ)).json

    assert told is not None
    assert (told["name"], told["role"], told["voivodeships"]) == ("Ewa", "coordinator", ["06"])
    assert (told["token"]["name"], told["token"]["scope"]) == ("próba", "read")


def test_a_token_shows_as_much_as_its_account_sees(bundled: Flask, programs: FlaskClient) -> None:
    key = add_account(bundled, Role.COORDINATOR, voivodeships=[Voivodeship.LUBELSKIE])
    seen_by_all = bearer(bundled, add_account(bundled, Role.ADMINISTRATOR))
    seen_by_one = bearer(bundled, key)

    everything = programs.get("/api/v1/projects", headers=seen_by_all).json
    part = programs.get("/api/v1/projects", headers=seen_by_one).json

    assert everything is not None
    assert part is not None
    assert {item["centre"]["voivodeship"] for item in part["items"]} == {"06"}
    assert everything["total"] > part["total"] > 0


@pytest.mark.parametrize(
    "sent", ["Bearer p25_nonsense", "Bearer ", "Bearer \udcff", "Basic YTpi", "p25_x", "Bearer x y"]
)
def test_what_is_no_token_is_refused_even_where_nothing_is_needed(bundled: Flask, sent: str) -> None:
    answer = bundled.test_client().get(
        "/api/v1/projects", headers={"Authorization": sent.encode("utf-8", "replace").decode("latin-1")}
    )

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.mimetype == "application/problem+json"


def test_a_token_that_is_withdrawn_too_old_or_of_a_closed_account_opens_nothing(
    bundled: Flask, programs: FlaskClient
) -> None:
    key, other = add_account(bundled, Role.ADMINISTRATOR), add_account(bundled, Role.ADMINISTRATOR)
    withdrawn, expired, closed = bearer(bundled, key), bearer(bundled, key, days=-1), bearer(bundled, other)
    with bundled.app_context():
        token = tokens_of(key)[-1].key
        with transaction():
            withdraw_token(token, at=now())
    close(bundled, other)

    statuses = [programs.get("/api/v1/projects", headers=head).status_code for head in (withdrawn, expired, closed)]

    assert statuses == [401, 401, 401]


def test_only_the_hash_of_a_token_is_kept(bundled: Flask) -> None:
    head = bearer(bundled, add_account(bundled, Role.READER))
    secret = head["Authorization"].removeprefix("Bearer ")

    with bundled.app_context():
        (row,) = db.session.execute(select(*ApiTokenRow.__table__.columns)).all()

    assert secret.startswith("p25_")
    assert len(secret) > 40
    assert secret not in repr(row)


def test_the_day_of_the_last_use_is_kept(bundled: Flask, programs: FlaskClient) -> None:
    key = add_account(bundled, Role.READER)
    head = bearer(bundled, key)

    for _ in range(2):
        assert programs.get("/api/v1/projects", headers=head).status_code == 200

    with bundled.app_context():
        assert [token.last_used_on for token in tokens_of(key)] == [today()]


def test_a_token_that_reads_writes_nothing(bundled: Flask, programs: FlaskClient) -> None:
    head = bearer(bundled, add_account(bundled, Role.DIRECTOR, centre="krasnystaw"), TokenScope.READ)

    answer = programs.post("/api/v1/projects/krasnystaw/reports", json={"first_day": "2019-10-01"}, headers=head)

    assert answer.status_code == 403
    assert answer.json is not None
    assert answer.json["detail"] == "This token only reads."


def test_answers_set_no_cookie_and_allow_no_other_site(bundled: Flask) -> None:
    client = sign_in(bundled.test_client(), add_account(bundled, Role.ADMINISTRATOR))

    answer = client.get("/api/v1/me", headers={"Origin": "https://example.org"})

    assert answer.json == {"name": None, "role": None, "voivodeships": [], "centre_id": None, "token": None}
    assert "Set-Cookie" not in answer.headers
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


def test_too_many_requests_are_told_to_wait(bundled: Flask) -> None:
    bundled.extensions["api_pace"] = Pace(burst=5, a_minute=1)
    client = bundled.test_client()

    statuses = [client.get("/api/v1/me").status_code for _ in range(5)]
    refused = client.get("/api/v1/me")
    others = client.get("/api/v1/me", headers=bearer(bundled, add_account(bundled, Role.READER)))

    assert set(statuses) == {200}
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1
    assert others.status_code == 200
    assert (others.headers["RateLimit-Limit"], others.headers["RateLimit-Remaining"]) == ("5", "4")
