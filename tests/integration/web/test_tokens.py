"""A person makes tokens for programs and withdraws them; the secret is shown once."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts import PASSWORD, add_account, bearer, sign_in
from tests.integration.web.forms import token_of
from tracker.domain.api_tokens import MOST_TOKENS
from tracker.domain.vocabulary import Role
from tracker.storage.api_tokens import tokens_of


def typed(client: FlaskClient, **more: str) -> dict[str, str]:
    """The form as a person fills it."""
    token = token_of(client.get("/konto/tokeny").text)
    filled = {"token_name": "Arkusz", "token_scope": "read", "token_days": "90", "current": PASSWORD}
    return {"csrf_token": token, **filled, **more}


@pytest.fixture
def director(bundled: Flask) -> FlaskClient:
    """The director of a centre, signed in."""
    return sign_in(bundled.test_client(), add_account(bundled, Role.DIRECTOR, centre="klucze", name="Anna"))


def test_a_token_is_made_shown_once_used_and_withdrawn(bundled: Flask, director: FlaskClient) -> None:
    made = director.post("/konto/tokeny", data=typed(director, token_scope="report"))
    shown, again = director.get(made.headers["Location"]), director.get(made.headers["Location"])
    secret = re.search(r"p25_[\w-]{43}", shown.text)
    assert secret
    head = {"Authorization": f"Bearer {secret[0]}"}
    told = bundled.test_client().get("/api/v1/me", headers=head).get_json()
    page = director.get("/konto/tokeny").text
    address = re.search(r'action="(/konto/tokeny/\d+/wycofaj)"', page)
    assert address
    director.post(address[1], data={"csrf_token": token_of(page)})

    assert shown.headers["Cache-Control"] == "no-store"
    assert again.status_code == 302
    assert (told["name"], told["token"]["name"], told["token"]["scope"]) == ("Anna", "Arkusz", "report")
    assert "Arkusz" in page
    assert secret[0] not in page
    assert bundled.test_client().get("/api/v1/me", headers=head).status_code == 401
    journal = sign_in(bundled.test_client(), add_account(bundled, Role.ADMINISTRATOR)).get("/dziennik").text
    assert "Utworzono token dla programu" in journal
    assert "Wycofano token dla programu" in journal


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"token_name": "  "}, "Nazwij token"),
        ({"token_name": "x" * 61}, "60"),
        ({"token_scope": "everything"}, "jedną z odpowiedzi"),
        ({"token_days": "100000"}, "jedną z odpowiedzi"),
        ({"current": "nie to"}, "To nie jest obecne hasło"),
    ],
)
def test_what_cannot_be_taken_comes_back_as_typed(
    bundled: Flask, director: FlaskClient, changed: dict[str, str], said: str
) -> None:
    answer = director.post("/konto/tokeny", data=typed(director, **changed))

    assert answer.status_code == 422
    assert said in answer.text.replace("\u00a0", " ")
    assert 'value="Arkusz"' in answer.text or "token_name" in changed
    with bundled.app_context():
        assert not tokens_of(1)


def test_only_directors_and_reporters_make_tokens_that_write(bundled: Flask) -> None:
    coordinator = sign_in(bundled.test_client(), add_account(bundled, Role.COORDINATOR))

    answer = coordinator.post("/konto/tokeny", data=typed(coordinator, token_scope="report"))

    assert answer.status_code == 422


def test_tokens_of_others_are_neither_shown_nor_withdrawn(bundled: Flask, director: FlaskClient) -> None:
    other = add_account(bundled, Role.READER)
    head = bearer(bundled, other)
    with bundled.app_context():
        key = tokens_of(other)[0].key

    answer = director.post(f"/konto/tokeny/{key}/wycofaj", data={"csrf_token": typed(director)["csrf_token"]})

    assert answer.status_code == 404
    assert "próba" not in director.get("/konto/tokeny").text
    assert bundled.test_client().get("/api/v1/me", headers=head).status_code == 200


def test_there_is_an_end_to_tokens(bundled: Flask) -> None:
    key = add_account(bundled, Role.READER)
    client = sign_in(bundled.test_client(), key)
    for _ in range(MOST_TOKENS):
        bearer(bundled, key)

    answer = client.post("/konto/tokeny", data=typed(client))

    assert answer.status_code == 422
    assert f"najwyżej {MOST_TOKENS}" in answer.text.replace("\u00a0", " ")
