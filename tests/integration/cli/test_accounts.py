"""The commands of ``flask accounts``, and the accounts that are made for a try."""

from __future__ import annotations

import json
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.accounts import PASSWORD, add_account, sign_in
from tests.integration.web.editing import make_record, store
from tests.integration.web.forms import enter, post
from tracker.cli.demo_accounts import demo_sign_ins
from tracker.cli.setup import prepare
from tracker.domain.accounts import AccountState
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.services.accounts.second_step import new_secret
from tracker.storage.accounts import all_accounts, change_account, find_account
from tracker.storage.transactions import transaction

EMAIL = "anna@osrodek.pl"


def run(app: Flask, *arguments: str) -> Result:
    """Run a command."""
    return app.test_cli_runner().invoke(args=["accounts", *arguments])


@pytest.mark.parametrize("centre", ["klucze", "OPS Klucze", "ośrodek pomocy społecznej, klucze"])
def test_a_director_is_invited_to_a_centre(app: Flask, centre: str) -> None:
    store(app, make_record())

    answer = run(app, "invite", EMAIL.upper(), "--role", "director", "--centre", centre)

    (address,) = re.findall(r"http://\S+(/zaproszenie/\S+)", answer.stdout)
    accepted = post(app.test_client(), address, name="Anna", password=PASSWORD, again=PASSWORD)
    with app.app_context():
        account = find_account(EMAIL)
    assert (answer.exit_code, accepted.status_code) == (0, 303)
    assert account is not None
    assert (account.role, account.centre) == (Role.DIRECTOR, "OPS Klucze")


def test_a_coordinator_is_limited_to_voivodeships(app: Flask) -> None:
    run(app, "invite", EMAIL, "--role", "coordinator", "--voivodeship", "Śląskie", "--voivodeship", "06")

    with app.app_context():
        account = find_account(EMAIL)
    assert account is not None
    assert account.voivodeships == frozenset({Voivodeship.SLASKIE, Voivodeship.LUBELSKIE})


@pytest.mark.parametrize(
    "arguments",
    [
        ("invite", "anna", "--role", "reader"),
        ("invite", EMAIL, "--role", "director"),
        ("invite", EMAIL, "--role", "director", "--centre", "nowhere"),
        ("invite", EMAIL, "--role", "reader", "--voivodeship", "krakowskie"),
        ("invite", "old@osrodek.pl", "--role", "reader"),
        ("disable", EMAIL),
        ("enable", EMAIL),
        ("forget-phone", EMAIL),
    ],
)
def test_a_refusal_is_one_line(app: Flask, arguments: tuple[str, ...]) -> None:
    add_account(app, Role.READER, email="old@osrodek.pl")

    answer = run(app, *arguments)

    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert answer.stderr.count("\n") == 1


def test_accounts_are_listed_without_secrets(app: Flask) -> None:
    add_account(app, Role.READER, email=EMAIL, name="Anna Nowak")

    answer = run(app, "list")

    assert EMAIL in answer.stdout
    assert "Anna Nowak" in answer.stdout
    assert "argon2" not in answer.stdout


def test_a_disabled_account_is_out_until_it_is_enabled(app: Flask) -> None:
    client = sign_in(app.test_client(), add_account(app, Role.READER, email=EMAIL))

    assert run(app, "disable", EMAIL).exit_code == 0
    assert client.get("/konto").status_code == 302

    assert run(app, "enable", EMAIL).exit_code == 0
    assert enter(app.test_client(), EMAIL, PASSWORD).status_code == 303


def test_a_lost_phone_is_forgotten(app: Flask) -> None:
    key = add_account(app, Role.READER, email=EMAIL)
    with app.app_context():
        secret = new_secret()
        with transaction():
            change_account(key, tf_primary_method="authenticator", tf_totp_secret=secret)

    assert run(app, "forget-phone", EMAIL).exit_code == 0
    assert enter(app.test_client(), EMAIL, PASSWORD).location == "/"


def configured(app: Flask, tmp_path: Path, host: str = "127.0.0.1", database_url: str = "sqlite://") -> Flask:
    """The application as it would be served at a host."""
    app.extensions["tracker_config"] = replace(
        app.extensions["tracker_config"], instance=tmp_path, host=host, database_url=database_url
    )
    return app


def test_a_try_at_home_gets_a_coordinator_an_administrator_and_every_director(app: Flask, tmp_path: Path) -> None:
    prepare(app)

    lines = list(demo_sign_ins(configured(app, tmp_path)))

    (line,) = [line for line in lines if "krasnystaw.dyrektor@portfel.example" in line]
    with app.app_context():
        accounts = all_accounts()
    assert len(accounts) == 16
    assert all(account.is_example and account.state is AccountState.ACTIVE for account in accounts)
    assert len(lines) == len(accounts) + 2
    assert enter(app.test_client(), "krasnystaw.dyrektor@portfel.example", line.split()[-1]).status_code == 303


def test_the_second_start_tells_the_same_passwords(app: Flask, tmp_path: Path) -> None:
    prepare(app)
    first = list(demo_sign_ins(configured(app, tmp_path)))

    assert list(demo_sign_ins(app)) == first


def test_lost_passwords_are_made_anew(app: Flask, tmp_path: Path) -> None:
    prepare(app)
    first = list(demo_sign_ins(configured(app, tmp_path)))
    (tmp_path / "demo_sign_ins.json").unlink()

    second = list(demo_sign_ins(app))

    (line,) = [line for line in second if "koordynator@portfel.example" in line]
    assert len(second) == len(first)
    assert enter(app.test_client(), "koordynator@portfel.example", line.split()[-1]).status_code == 303


def test_removing_what_was_invented_says_how_to_close_the_accounts(app: Flask, tmp_path: Path) -> None:
    prepare(app)
    list(demo_sign_ins(configured(app, tmp_path)))

    answer = app.test_cli_runner().invoke(args=["data", "demo", "--remove"])

    assert answer.exit_code == 0, answer.output
    assert "accounts disable --examples" in answer.stdout


def test_the_passwords_are_kept_for_their_owner_only(app: Flask, tmp_path: Path) -> None:
    prepare(app)
    list(demo_sign_ins(configured(app, tmp_path)))

    path = tmp_path / "demo_sign_ins.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(set(json.loads(path.read_text()).values())) == 16


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "sqlite://"),  # noqa: S104  What is tested is that nothing happens there.
        ("192.0.2.7", "sqlite://"),
        ("portfel.example.org", "sqlite://"),
        ("127.0.0.1", "postgresql+psycopg://user@host/portfel"),
    ],
)
def test_elsewhere_no_account_is_made_for_a_try(app: Flask, tmp_path: Path, host: str, url: str) -> None:
    prepare(app)

    assert list(demo_sign_ins(configured(app, tmp_path, host, url))) == []

    with app.app_context():
        assert all_accounts() == []


def test_a_changed_password_is_told_no_more(app: Flask, tmp_path: Path) -> None:
    prepare(app)
    email = "koordynator@portfel.example"
    (line,) = [line for line in demo_sign_ins(configured(app, tmp_path)) if email in line]
    client = app.test_client()
    enter(client, email, line.split()[-1])
    post(client, "/konto/haslo", on="/konto", current=line.split()[-1], password=PASSWORD, again=PASSWORD)

    assert not [line for line in demo_sign_ins(app) if email in line]


def test_accounts_made_for_a_try_are_closed_at_once(app: Flask, tmp_path: Path) -> None:
    prepare(app)
    add_account(app, Role.READER, email=EMAIL)
    list(demo_sign_ins(configured(app, tmp_path)))

    answer = run(app, "disable", "--examples")

    with app.app_context():
        open_ = [account.email for account in all_accounts() if account.state is AccountState.ACTIVE]
    assert answer.exit_code == 0
    assert open_ == [EMAIL]
    assert list(demo_sign_ins(app)) == []
