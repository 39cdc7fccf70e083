"""The page on which people sign in, and the button with which they sign out."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.accounts import Account
from tracker.domain.errors import TooManyAttemptsError
from tracker.formatting import day_long
from tracker.services.accounts.events import record
from tracker.services.accounts.signing_in import check_password, note_sign_in
from tracker.storage.accounts import get_account
from tracker.storage.transactions import transaction
from tracker.web.access import current_person
from tracker.web.accounts.pages import begin_session, bp, end_session, network_address
from tracker.web.addresses import local_address
from tracker.web.clock import WARSAW, now, today
from tracker.web.forms import Form, typed

LONGEST_PASSWORD = 1000
"""What is longer was not typed; hashing it would only take time."""


@bp.get("/zaloguj")
def sign_in() -> Response:
    """The form; who is signed in already goes on."""
    onward = local_address(request.args.get("dalej", "/"))
    if current_person() is not None:
        return redirect(onward, code=302)
    return make_response(_page(Form(), onward))


@bp.post("/zaloguj")
def enter() -> Response:
    """Sign in with e-mail and password."""
    values = typed()
    email, password = values.get("email", "")[:254], values.get("password", "")[:LONGEST_PASSWORD]
    onward = local_address(values.get("dalej", "/"))
    errors = _missing(email, password)
    if errors:
        return make_response(_page(Form({"email": email}, errors), onward), 422)
    try:
        account = check_password(email, password, address=network_address(), at=now())
    except TooManyAttemptsError as error:
        return make_response(_page(Form({"email": email}, {"password": [wait_sentence(error)]}), onward), 429)
    if account is None:
        wrong = gettext("The e-mail and the password do not fit together. Check both.")
        return make_response(_page(Form({"email": email}, {"password": [wrong]}), onward), 401)
    return go_in(account, onward, way="password")


@bp.post("/wyloguj")
def leave() -> Response:
    """Sign out at this computer."""
    person = current_person()
    if person is not None:
        account = get_account(person.key)
        with transaction():
            record("sign_out", account, actor=account.shown_name, at=now())
        end_session()
        flash(gettext("Signed out."), "info")
    return redirect(url_for("accounts.sign_in"), code=303)


def go_in(account: Account, onward: str, *, way: str) -> Response:
    """Begin the session, or ask for the one-time code first."""
    if account.has_second_step:
        session["second_step"] = {"account": account.key, "at": int(now().timestamp()), "onward": onward}
        return redirect(url_for("accounts.second_step"), code=303)
    with transaction():
        note_sign_in(account, at=now(), way=way)
    begin_session(account)
    return redirect(onward, code=303)


def wait_sentence(error: TooManyAttemptsError) -> str:
    """When somebody who guessed too often may try again."""
    until = error.until.astimezone(WARSAW)
    clock = f"{until:%H:%M:%S}"
    if until.date() != today():
        return gettext("Too many attempts. Try again on %(day)s at %(time)s.", day=day_long(until.date()), time=clock)
    return gettext("Too many attempts. Try again at %(time)s.", time=clock)


def _missing(email: str, password: str) -> dict[str, list[str]]:
    errors = {}
    if not email.strip():
        errors["email"] = [gettext("Type the e-mail address.")]
    if not password:
        errors["password"] = [gettext("Type the password.")]
    return errors


def _page(form: Form, onward: str) -> str:
    return render_template("accounts/sign_in.html", form=form, onward=onward)
