"""The page of one's own account."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.accounts import Account
from tracker.domain.errors import TooManyAttemptsError
from tracker.gate.clock import now
from tracker.gate.guards import for_members
from tracker.services.accounts.changes import describe, set_password, sign_out_everywhere
from tracker.services.accounts.passwords import fits, hash_password
from tracker.services.accounts.second_step import (
    new_secret,
    phone_setup,
    renew_recovery_codes,
    switch_off,
    switch_on,
)
from tracker.services.accounts.signing_in import note_attempt, refuse_haste
from tracker.storage.accounts import get_account, password_hash
from tracker.storage.transactions import transaction
from tracker.web.accounts.links import new_password_errors, password_hint, typed_name
from tracker.web.accounts.pages import begin_session, bp, end_session, hold_own_account, network_address, own_account
from tracker.web.accounts.sign_in import LONGEST_PASSWORD, wait_sentence
from tracker.web.forms import Form, typed
from tracker.web.sealing import seal, unseal
from tracker.web.templating import LANGUAGES


@bp.get("/konto")
@for_members("One's own account.")
def profile() -> Response:
    """Name, language, password, second step, and when the account was last used."""
    account = own_account()
    return _page(account, Form({"name": account.name, "language": account.language}))


@bp.post("/konto")
@for_members("One's own account.")
def save_profile() -> Response:
    """Change name and language."""
    account, values = own_account(), typed()
    name, language = typed_name(values), values.get("language", "")
    errors = {}
    if not name:
        errors["name"] = [gettext("Type the first name and the surname.")]
    if language not in LANGUAGES:
        errors["language"] = [gettext("Choose one of the answers.")]
    if errors:
        return _page(account, Form({"name": name, "language": language}, errors), 422)
    with transaction():
        describe(account, name=name, language=language, at=now())
    session["language"] = language
    return _saved(gettext("Saved."))


@bp.post("/konto/haslo")
@for_members("One's own account.")
def save_password() -> Response:
    """Change the password; every other session of the account ends."""
    account, values = own_account(), typed()
    errors, status = password_doubts(account, values.get("current", ""))
    password = values.get("password", "")[:LONGEST_PASSWORD]
    if not errors:
        errors, status = new_password_errors(password, values.get("again", "")), 422
    if errors:
        return _page(account, _first_form(account, errors), status)
    hashed = hash_password(password)
    with transaction():
        hold_own_account(account)
        set_password(account, hashed, deed="change_password", at=now())
    begin_session(get_account(account.key))
    return _saved(gettext("The password has been changed. Everywhere else this account is signed out."))


@bp.get("/konto/kody")
@for_members("One's own account.")
def phone() -> Response:
    """The picture and the key from which a phone makes codes, and the form for the first of them."""
    account = own_account()
    if account.has_second_step:
        return redirect(url_for("accounts.profile"), code=302)
    return _phone_page(account, Form())


@bp.post("/konto/kody")
@for_members("One's own account.")
def switch_phone_on() -> Response:
    """Ask for codes from now on, once the phone has proved that it makes the right ones."""
    account = own_account()
    secret = session.get("phone_secret")
    if account.has_second_step or not isinstance(secret, str):
        return redirect(url_for("accounts.phone"), code=303)
    with transaction():
        hold_own_account(account)
        codes = switch_on(account, secret, typed().get("code", "")[:40], at=now())
    if codes is None:
        wrong = gettext("This code does not fit. Type the one that the phone shows now.")
        return _phone_page(account, Form(errors={"code": [wrong]}), 422)
    session.pop("phone_secret")
    session["recovery_codes"] = seal(" ".join(codes))
    return redirect(url_for("accounts.recovery_codes"), code=303)


@bp.get("/konto/kody-zapasowe")
@for_members("One's own account.")
def recovery_codes() -> Response:
    """The recovery codes, right after they were made and never again."""
    own_account()
    codes = unseal(session.pop("recovery_codes", None)).split()
    if not codes:
        return redirect(url_for("accounts.profile"), code=302)
    answer = make_response(render_template("accounts/recovery_codes.html", codes=codes))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/konto/kody-zapasowe")
@for_members("One's own account.")
def make_recovery_codes() -> Response:
    """Make new recovery codes; the earlier ones open nothing any more."""
    account = own_account()
    errors, status = password_doubts(account, typed().get("codes_current", ""), field="codes_current")
    if errors or not account.has_second_step:
        return _page(account, _first_form(account, errors), status)
    with transaction():
        hold_own_account(account)
        session["recovery_codes"] = seal(" ".join(renew_recovery_codes(account, at=now())))
    return redirect(url_for("accounts.recovery_codes"), code=303)


@bp.post("/konto/kody/wylacz")
@for_members("One's own account.")
def switch_phone_off() -> Response:
    """Ask for no more codes."""
    account = own_account()
    errors, status = password_doubts(account, typed().get("codes_current", ""), field="codes_current")
    if errors:
        return _page(account, _first_form(account, errors), status)
    with transaction():
        hold_own_account(account)
        switch_off(account, actor=account.shown_name, at=now())
    return _saved(gettext("One-time codes are off."))


@bp.post("/konto/wyloguj-wszedzie")
@for_members("One's own account.")
def leave_everywhere() -> Response:
    """End every session of the account, this one too."""
    account = own_account()
    with transaction():
        sign_out_everywhere(account, at=now())
    end_session()
    flash(gettext("Signed out on every device."), "info")
    return redirect(url_for("accounts.sign_in"), code=303)


def password_doubts(account: Account, password: str, field: str = "current") -> tuple[dict[str, list[str]], int]:
    """Why it is not certain that the owner sits at the keyboard; guessing is held up as at the sign-in page."""
    if not account.has_password:
        return {}, 200
    at, address = now(), network_address()
    try:
        refuse_haste(account.email, address, at=at)
    except TooManyAttemptsError as error:
        return {field: [wait_sentence(error)]}, 429
    if fits(password[:LONGEST_PASSWORD], password_hash(account.key)):
        return {}, 200
    note_attempt(account.email, address, account=account, succeeded=False, at=at)
    return {field: [gettext("This is not the present password.")]}, 422


def _first_form(account: Account, errors: dict[str, list[str]]) -> Form:
    return Form({"name": account.name, "language": account.language}, errors)


def _saved(message: str) -> Response:
    flash(message, "success")
    return redirect(url_for("accounts.profile"), code=303)


def _page(account: Account, form: Form, status: int = 200) -> Response:
    page = render_template("accounts/profile.html", account=account, form=form, password_hint=password_hint())
    return make_response(page, status)


def _phone_page(account: Account, form: Form, status: int = 200) -> Response:
    """The page of the phone; its secret waits in the session, encrypted, until the first code fits."""
    secret = session.get("phone_secret")
    if not isinstance(secret, str):
        secret = session["phone_secret"] = new_secret()
    answer = make_response(
        render_template("accounts/phone.html", setup=phone_setup(secret, account.email), form=form), status
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
