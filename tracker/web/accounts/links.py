"""The pages behind links: an invitation, a link to sign in, a new password.

Opening a link changes nothing: programs that look at mail before people do open every link in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from tracker.domain.accounts import Account
from tracker.domain.sign_in import LinkPurpose
from tracker.gate.clock import now
from tracker.gate.guards import open_to_all
from tracker.services.accounts.changes import set_password
from tracker.services.accounts.invitations import accept_invitation
from tracker.services.accounts.passwords import MIN_LENGTH, hash_password, password_problems
from tracker.services.accounts.signing_in import open_mail_link
from tracker.storage.account_links import find_linked_account, use_link
from tracker.storage.accounts import get_account
from tracker.storage.transactions import transaction
from tracker.web.accounts.pages import bp, mailer
from tracker.web.accounts.sign_in import LONGEST_PASSWORD, go_in, readable
from tracker.web.addresses import local_address
from tracker.web.forms import Form, typed

LONGEST_NAME = 200


@bp.get("/zaproszenie/<token>")
@open_to_all("Whoever holds the link opens it: its token is the key.")
def invitation(token: str) -> Response:
    """Who is invited as what, and the form that accepts."""
    account = _linked(token, LinkPurpose.INVITATION)
    return _invitation_page(account, Form({"name": account.name})) if account else _dead_end()


@bp.post("/zaproszenie/<token>")
@open_to_all("Whoever holds the link opens it: its token is the key.")
def accept(token: str) -> Response:
    """Set name and password and sign in."""
    values = typed()
    account = _linked(token, LinkPurpose.INVITATION)
    if account is None:
        return _dead_end()
    name, password = typed_name(values), values.get("password", "")[:LONGEST_PASSWORD]
    may_be_empty = mailer().is_configured and not password
    errors = {} if may_be_empty else new_password_errors(password, values.get("again", ""))
    if not name:
        errors = {"name": [gettext("Type the first name and the surname.")]} | errors
    if errors:
        return _invitation_page(account, Form({"name": name}, errors), 422)
    hashed = hash_password(password) if password else None
    with transaction():
        opened = accept_invitation(token, name=name, password=hashed, at=now())
    if opened is None:
        return _dead_end()
    flash(gettext("The account is open."), "success")
    return go_in(opened, "/", way="invitation")


@bp.get("/zaloguj/link/<token>")
@open_to_all("Whoever holds the link opens it: its token is the key.")
def mail_link(token: str) -> Response:
    """The button that signs in."""
    account = _linked(token, LinkPurpose.SIGN_IN)
    return make_response(render_template("accounts/mail_link.html", account=account)) if account else _dead_end()


@bp.post("/zaloguj/link/<token>")
@open_to_all("Whoever holds the link opens it: its token is the key.")
def enter_by_link(token: str) -> Response:
    """Sign in by the link."""
    with transaction():
        account = open_mail_link(token, at=now())
    return go_in(account, local_address("/"), way="mail") if account else _dead_end()


@bp.get("/haslo/<token>")
@open_to_all("Whoever holds the link opens it: its token is the key.")
def new_password(token: str) -> Response:
    """The form of a new password."""
    account = _linked(token, LinkPurpose.NEW_PASSWORD)
    return _password_page(account, Form()) if account else _dead_end()


@bp.post("/haslo/<token>")
@open_to_all("Whoever holds the link opens it: its token is the key.")
def save_new_password(token: str) -> Response:
    """Set the new password; every session of the account ends."""
    values = typed()
    account = _linked(token, LinkPurpose.NEW_PASSWORD)
    if account is None:
        return _dead_end()
    password = values.get("password", "")[:LONGEST_PASSWORD]
    if errors := new_password_errors(password, values.get("again", "")):
        return _password_page(account, Form(errors=errors), 422)
    hashed, at = hash_password(password), now()
    with transaction():
        key = use_link(token, LinkPurpose.NEW_PASSWORD, at=at)
        if key is not None:
            set_password(get_account(key), hashed, deed="reset_password", at=at)
    if key is None:
        return _dead_end()
    flash(gettext("The new password is set. Sign in with it."), "success")
    return redirect(url_for("accounts.sign_in"), code=303)


def typed_name(values: Mapping[str, str]) -> str:
    """What somebody wants to be called, without signs that nobody sees; empty when no letter is left to call by."""
    name = " ".join(readable(values.get("name", "")).split())[:LONGEST_NAME]
    return name if any(sign.isalpha() for sign in name) else ""


def new_password_errors(password: str, again: str) -> dict[str, list[str]]:
    """What is wrong with a password that is to be set, by field."""
    if not password:
        return {"password": [gettext("Type the password.")]}
    if problems := password_problems(password):
        return {"password": problems}
    if password != again[:LONGEST_PASSWORD]:
        return {"again": [gettext("The two passwords are not the same.")]}
    return {}


def password_hint() -> str:
    """What a password must be."""
    return ngettext(
        "At least %(num)s character; a sentence is easy to remember.",
        "At least %(num)s characters; a sentence is easy to remember.",
        MIN_LENGTH,
    )


def _linked(token: str, purpose: LinkPurpose) -> Account | None:
    key = find_linked_account(token, purpose, at=now())
    return get_account(key) if key is not None else None


def _invitation_page(account: Account, form: Form, status: int = 200) -> Response:
    page = render_template(
        "accounts/invitation.html",
        account=account,
        form=form,
        password_hint=password_hint(),
        has_mail=mailer().is_configured,
    )
    return make_response(page, status)


def _password_page(account: Account, form: Form, status: int = 200) -> Response:
    page = render_template("accounts/new_password.html", account=account, form=form, password_hint=password_hint())
    return make_response(page, status)


def _dead_end() -> Response:
    """The page of every link that opens nothing: whether it was used, too old or never given is not told."""
    return make_response(render_template("accounts/dead_end.html"), 404)
