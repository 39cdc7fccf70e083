"""The page of the tokens with which programs ask on behalf of one's account."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, session, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from tracker.domain.accounts import Account
from tracker.domain.api_tokens import LIVES, SCOPES
from tracker.domain.errors import InvalidInputError
from tracker.gate.clock import now
from tracker.gate.guards import for_members
from tracker.labels import label
from tracker.services.accounts.tokens import make_token, withdraw_token
from tracker.storage.api_tokens import tokens_of
from tracker.storage.transactions import transaction
from tracker.web.accounts.pages import bp, hold_own_account, own_account
from tracker.web.accounts.profile import password_doubts
from tracker.web.forms import Form, typed
from tracker.web.sealing import seal, unseal


@bp.get("/konto/tokeny")
@for_members("One's own tokens.")
def tokens() -> Response:
    """The tokens of one's account, and the form that makes another."""
    return _page(own_account(), Form({"token_days": "90"}))


@bp.post("/konto/tokeny")
@for_members("One's own tokens.")
def save_token() -> Response:
    """Make a token; its secret is shown on the next page and never again."""
    account, values = own_account(), typed()
    errors, status = password_doubts(account, values.get("current", ""))
    if errors:
        return _page(account, Form(values, errors), status)
    try:
        with transaction():
            hold_own_account(account)
            secret = make_token(
                account,
                name=values.get("token_name", ""),
                scope=values.get("token_scope", ""),
                days=values.get("token_days", ""),
                at=now(),
            )
    except InvalidInputError as refusal:
        return _page(account, Form(values, refusal.by_field()), 422)
    session["api_token"] = seal(secret)
    return redirect(url_for("accounts.new_token"), code=303)


@bp.get("/konto/tokeny/nowy")
@for_members("One's own tokens.")
def new_token() -> Response:
    """The secret of a token, right after it was made and never again."""
    own_account()
    secret = unseal(session.pop("api_token", None))
    if not secret:
        return redirect(url_for("accounts.tokens"), code=302)
    answer = make_response(render_template("accounts/new_token.html", secret=secret))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/konto/tokeny/<int:token_id>/wycofaj")
@for_members("One's own tokens; somebody else's is not found.")
def end_token(token_id: int) -> Response:
    """Let a token open nothing any more."""
    with transaction():
        withdraw_token(own_account(), token_id, at=now())
    flash(gettext("The token is withdrawn. No program can ask with it any more."), "success")
    return redirect(url_for("accounts.tokens"), code=303)


def _page(account: Account, form: Form, status: int = 200) -> Response:
    at = now()
    every = tokens_of(account.key)
    page = render_template(
        "accounts/tokens.html",
        account=account,
        form=form,
        open_tokens=[token for token in every if token.is_open(at)],
        ended_tokens=[token for token in every if not token.is_open(at)],
        scopes=[(scope.value, label(scope)) for scope in SCOPES[account.role]],
        lives=[(str(days), ngettext("%(num)s day", "%(num)s days", days)) for days in LIVES],
    )
    return make_response(page, status)
