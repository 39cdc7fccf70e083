"""What the database itself holds of accounts."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests.accounts import add_account
from tests.integration.web.editing import make_record, store
from tracker.domain.sign_in import LinkPurpose
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.gate.clock import now
from tracker.storage.account_links import find_linked_account, issue_link, use_link
from tracker.storage.accounts import change_account, get_account, insert_account
from tracker.storage.transactions import transaction


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.REPORTER])
def test_who_belongs_to_a_centre_has_one(app: Flask, role: Role) -> None:
    with app.app_context(), pytest.raises(IntegrityError, match="centre_where_role_has_one"), transaction():
        insert_account("a@b.pl", role, at=now())


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR, Role.READER])
def test_nobody_else_has_a_centre(app: Flask, role: Role) -> None:
    store(app, make_record())

    with app.app_context(), pytest.raises(IntegrityError, match="centre_where_role_has_one"), transaction():
        insert_account("a@b.pl", role, at=now(), centre_id=1)


def test_an_email_occurs_once_in_whatever_case(app: Flask) -> None:
    add_account(app, Role.READER, email="a@b.pl")

    with app.app_context(), pytest.raises(IntegrityError), transaction():
        insert_account("A@B.PL", Role.READER, at=now())


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"email": "A@b.pl"}, "email_in_lower_case"),
        ({"tf_primary_method": "authenticator"}, "whole_second_step"),
        ({"confirmed_at": None}, "password_after_invitation"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(app: Flask, values: dict[str, Any], constraint: str) -> None:
    key = add_account(app, Role.READER)

    with app.app_context(), pytest.raises(IntegrityError, match=constraint), transaction():
        change_account(key, **values)


def test_voivodeships_come_back(app: Flask) -> None:
    reach = frozenset({Voivodeship.SLASKIE, Voivodeship.LUBELSKIE})
    key = add_account(app, Role.COORDINATOR, voivodeships=reach)

    with app.app_context():
        assert get_account(key).voivodeships == reach
        assert get_account(key).person.voivodeships == reach


def test_a_link_is_used_once_and_for_its_purpose_only(app: Flask) -> None:
    key = add_account(app, Role.READER)

    with app.app_context(), transaction():
        token = issue_link(key, LinkPurpose.SIGN_IN, issued_by=None, at=now())
        assert find_linked_account(token, LinkPurpose.NEW_PASSWORD, at=now()) is None
        assert use_link(token, LinkPurpose.SIGN_IN, at=now()) == key
        assert use_link(token, LinkPurpose.SIGN_IN, at=now()) is None
