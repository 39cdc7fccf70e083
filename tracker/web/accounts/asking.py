"""The pages on which links are asked for: one to sign in, or one to a new password.

Whatever e-mail is typed the answer is the same, so that nobody learns which e-mails have accounts.
"""

from __future__ import annotations

import threading

from flask import copy_current_request_context, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from tracker.domain.errors import TooManyAttemptsError
from tracker.domain.sign_in import LinkPurpose
from tracker.gate.clock import now
from tracker.gate.guards import open_to_all
from tracker.services.accounts.mail_links import send_link
from tracker.services.accounts.signing_in import count_link_request
from tracker.web.accounts.pages import bp, full_address, mailer, network_address
from tracker.web.accounts.sign_in import readable, typed_email, wait_sentence
from tracker.web.forms import Form, typed

SENDING = "mailed-link"
"""The name of threads that mail a link."""


@bp.get("/zaloguj/link")
@open_to_all("The way in: nobody has signed in yet.")
def ask_for_link() -> str:
    """The form that asks for a link to sign in, or for one to a new password."""
    return _ask_page(Form(), _asked_purpose(request.args.get("po", "")))


@bp.post("/zaloguj/link")
@open_to_all("The way in: nobody has signed in yet.")
def send_asked_link() -> Response:
    """Mail the link, if the e-mail has an account; the answer is the same if not."""
    values = typed()
    email, purpose = typed_email(values), _asked_purpose(values.get("po", ""))
    if not mailer().is_configured:
        return redirect(url_for("accounts.ask_for_link"), code=303)
    if "@" not in email:
        errors = {"email": [gettext("Type the e-mail address.")]}
        return make_response(_ask_page(Form({"email": readable(email)}, errors), purpose), 422)
    try:
        count_link_request(network_address(), at=now())
    except TooManyAttemptsError as error:
        return make_response(
            _ask_page(Form({"email": readable(email)}, {"email": [wait_sentence(error)]}), purpose), 429
        )
    _send_aside(email, purpose)
    return redirect(url_for("accounts.link_sent"), code=303)


@bp.get("/zaloguj/link/wyslany")
@open_to_all("The way in: nobody has signed in yet.")
def link_sent() -> str:
    """What happens now: the same for every e-mail."""
    return render_template("accounts/link_sent.html")


def _asked_purpose(text: str) -> LinkPurpose:
    return LinkPurpose.NEW_PASSWORD if text == "haslo" else LinkPurpose.SIGN_IN


def _send_aside(email: str, purpose: LinkPurpose) -> None:
    """Look for the account and mail its link in a thread of its own, so that the answer tells nothing by its time."""
    endpoint = "accounts.new_password" if purpose is LinkPurpose.NEW_PASSWORD else "accounts.mail_link"
    wanted = {"mailer": mailer(), "address": lambda token: full_address(endpoint, token=token), "at": now()}
    send = copy_current_request_context(send_link)
    threading.Thread(target=send, args=(email, purpose), kwargs=wanted, name=SENDING).start()


def _ask_page(form: Form, purpose: LinkPurpose) -> str:
    is_password = purpose is LinkPurpose.NEW_PASSWORD
    return render_template(
        "accounts/ask_for_link.html", form=form, is_password=is_password, has_mail=mailer().is_configured
    )
