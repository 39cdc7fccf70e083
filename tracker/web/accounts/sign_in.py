"""The pages on which people sign in, and the button with which they sign out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from tracker.domain.accounts import Account, AccountState
from tracker.domain.errors import NotFoundError, SignInError, TooManyAttemptsError
from tracker.domain.permissions import CENTRE_ROLES
from tracker.formatting import day_long
from tracker.gate.access import current_person
from tracker.gate.clock import WARSAW, now, today
from tracker.gate.guards import open_to_all
from tracker.services.accounts.changes import hold_account
from tracker.services.accounts.events import record
from tracker.services.accounts.second_step import take_code
from tracker.services.accounts.signing_in import check_password, note_attempt, note_sign_in, refuse_haste
from tracker.storage.accounts import get_account, session_mark
from tracker.storage.transactions import transaction
from tracker.web.accounts.pages import begin_session, bp, end_session, mailer, network_address
from tracker.web.addresses import local_address
from tracker.web.forms import Form, typed

LONGEST_PASSWORD = 1000
"""What is longer was not typed; hashing it would only take time."""

PATIENCE = 10 * 60
"""Seconds in which a code has to follow the password."""


@bp.get("/zaloguj")
@open_to_all("The way in: nobody has signed in yet.")
def sign_in() -> Response:
    """The form; who is signed in already goes on."""
    onward = local_address(request.args.get("dalej", "/"))
    if current_person() is not None:
        return redirect(onward, code=302)
    return _page(Form(), onward, 200)


@bp.post("/zaloguj")
@open_to_all("The way in: nobody has signed in yet.")
def enter() -> Response:
    """Sign in with e-mail and password."""
    values = typed()
    email, password = typed_email(values), values.get("password", "")[:LONGEST_PASSWORD]
    onward = local_address(values.get("dalej", "/"))
    if errors := _missing(email, password):
        return _page(Form({"email": readable(email)}, errors), onward, 422)
    try:
        account = check_password(email, password, address=network_address(), at=now())
    except TooManyAttemptsError as error:
        return _page(Form({"email": readable(email)}, {"password": [wait_sentence(error)]}), onward, 429)
    if account is None:
        wrong = gettext("The e-mail and the password do not fit together. Check both.")
        return _page(Form({"email": readable(email)}, {"password": [wrong]}), onward, 401)
    return go_in(account, onward, way="password")


@bp.get("/zaloguj/kod")
@open_to_all("The way in: nobody has signed in yet.")
def second_step() -> Response:
    """The form that asks for the one-time code."""
    if _waiting() is None:
        return redirect(url_for("accounts.sign_in"), code=302)
    return make_response(render_template("accounts/second_step.html", form=Form()))


@bp.post("/zaloguj/kod")
@open_to_all("The way in: nobody has signed in yet.")
def enter_code() -> Response:
    """Sign in with the one-time code of a phone, or a recovery code."""
    waiting = _waiting()
    if waiting is None:
        return _too_late()
    account, onward, mark = waiting
    at, address = now(), network_address()
    try:
        refuse_haste(account.email, address, at=at)
    except TooManyAttemptsError as error:
        return _code_page(wait_sentence(error), 429)
    try:
        with transaction():
            hold_account(account, mark)
            way = take_code(account, typed().get("code", "")[:40])
            if way is not None:
                note_sign_in(account, at=at, way=way)
    except SignInError:
        return _too_late()
    note_attempt(account.email, address, account=account, succeeded=way is not None, at=at)
    if way is None:
        return _code_page(gettext("This code does not fit. Type the one that the phone shows now."), 401)
    begin_session(account, mark)
    if way == "recovery_code":
        _warn_of_recovery_codes(get_account(account.key))
    return redirect(onward, code=303)


@bp.post("/wyloguj")
@open_to_all("Ends the sender's own session only.")
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
    onward = _landing(account, onward)
    if account.has_second_step:
        session["second_step"] = {
            "account": account.key,
            "mark": session_mark(account.key),
            "at": int(now().timestamp()),
            "onward": onward,
        }
        return redirect(url_for("accounts.second_step"), code=303)
    with transaction():
        note_sign_in(account, at=now(), way=way)
    begin_session(account)
    return redirect(onward, code=303)


def _landing(account: Account, onward: str) -> str:
    """Where to go on to: who writes reports and asked for no page finds what is due."""
    return url_for("reports.show_list") if onward == "/" and account.role in CENTRE_ROLES else onward


def typed_email(values: Mapping[str, str]) -> str:
    """What was typed as an e-mail, no longer than any is."""
    return values.get("email", "").strip()[:254]


def readable(text: str) -> str:
    """A text without signs that nobody sees and no page may hold, to be shown to its author."""
    return "".join(sign for sign in text if sign.isprintable())


def wait_sentence(error: TooManyAttemptsError) -> str:
    """When somebody who guessed too often may try again."""
    until = error.until.astimezone(WARSAW)
    clock = f"{until:%H:%M:%S}"
    if until.date() != today():
        return gettext("Too many attempts. Try again on %(day)s at %(time)s.", day=day_long(until.date()), time=clock)
    return gettext("Too many attempts. Try again at %(time)s.", time=clock)


def _too_late() -> Response:
    flash(gettext("It took too long. Sign in once more."), "warning")
    return redirect(url_for("accounts.sign_in"), code=303)


def _waiting() -> tuple[Account, str, str] | None:
    """Whose password was right, where to go on to, and what the account's sessions held; ``None`` for nobody lately.

    What ends the sessions of an account, as a new password does, ends those that wait for the code as well.
    """
    kept: Any = session.get("second_step")
    if not isinstance(kept, dict) or now().timestamp() - kept["at"] > PATIENCE:
        return None
    try:
        account = get_account(kept["account"])
    except NotFoundError:
        return None
    if account.state is not AccountState.ACTIVE or not account.has_second_step:
        return None
    mark = session_mark(account.key)
    return (account, kept["onward"], mark) if kept.get("mark") == mark else None


def _warn_of_recovery_codes(account: Account) -> None:
    told = ngettext(
        "A recovery code was used; %(num)s is left. The page of the account makes new ones.",
        "A recovery code was used; %(num)s are left. The page of the account makes new ones.",
        account.recovery_codes,
    )
    flash(told, "warning")


def _missing(email: str, password: str) -> dict[str, list[str]]:
    errors = {}
    if not email.strip():
        errors["email"] = [gettext("Type the e-mail address.")]
    if not password:
        errors["password"] = [gettext("Type the password.")]
    return errors


def _page(form: Form, onward: str, status: int) -> Response:
    has_mail = mailer().is_configured
    return make_response(render_template("accounts/sign_in.html", form=form, onward=onward, has_mail=has_mail), status)


def _code_page(error: str, status: int) -> Response:
    return make_response(render_template("accounts/second_step.html", form=Form(errors={"code": [error]})), status)
