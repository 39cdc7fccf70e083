"""Links that are mailed to people who ask for them: to sign in, or to set a new password."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from flask_babel import force_locale, gettext, lazy_gettext

from tracker.domain.accounts import Account, AccountState
from tracker.domain.sign_in import LinkPurpose
from tracker.services.accounts.events import record
from tracker.services.mail import Mailer
from tracker.storage.account_links import issue_link, last_issued
from tracker.storage.accounts import find_account
from tracker.storage.identity import locked_row
from tracker.storage.transactions import transaction

PAUSE = timedelta(minutes=1)
"""Nobody's letterbox can be filled through the tracker: one link a minute."""

SUBJECTS: Mapping[LinkPurpose, Any] = MappingProxyType(
    {
        LinkPurpose.INVITATION: lazy_gettext("Invitation to Portfel 2.5"),
        LinkPurpose.SIGN_IN: lazy_gettext("Link to sign in to Portfel 2.5"),
        LinkPurpose.NEW_PASSWORD: lazy_gettext("New password for Portfel 2.5"),
    }
)


def send_link(email: str, purpose: LinkPurpose, *, mailer: Mailer, address: Callable[[str], str], at: datetime) -> None:
    """Mail a link to an e-mail that has an account; anybody else's gets nothing, and nobody can tell.

    Whoever asked must not wait for this: how long it takes would tell which e-mails have accounts.

    Args:
        email: As it was typed.
        purpose: ``SIGN_IN`` or ``NEW_PASSWORD``.
        mailer: Sends it.
        address: Makes the link of a token.
        at: This moment.
    """
    account = find_account(email)
    with transaction():
        token = _issue(account, purpose, at) if account else None
    if account is None or token is None:
        return
    with force_locale(account.language):
        letter = {"to": account.email, "subject": str(SUBJECTS[purpose]), "text": _text(purpose, address(token))}
    mailer.send_mail(**letter)


def send_invitation(account: Account, link: str, *, inviter: str, mailer: Mailer) -> bool:
    """Mail an invitation; tells whether the mail server took it."""
    text = gettext(
        "%(inviter)s invites you to Portfel 2.5, the portfolio of projects of Measure 2.5 of PO WER.\n\n"
        "Open this page within 14 days and choose a password:\n%(link)s\n\n"
        "The link works once. Who did not expect this letter need not do anything.",
        inviter=inviter,
        link=link,
    )
    return mailer.send_mail(to=account.email, subject=str(SUBJECTS[LinkPurpose.INVITATION]), text=text)


def _issue(account: Account, purpose: LinkPurpose, at: datetime) -> str | None:
    # Of two who ask at the same time the second is to see what the first was given.
    locked_row(account.key)
    last = last_issued(account.key, purpose)
    if account.state is not AccountState.ACTIVE or (last is not None and last > at - PAUSE):
        return None
    record(f"mail_{purpose.value}_link", account, actor="", at=at)
    return issue_link(account.key, purpose, issued_by=None, at=at)


def _text(purpose: LinkPurpose, link: str) -> str:
    if purpose is LinkPurpose.SIGN_IN:
        return gettext(
            "Open this page within an hour to sign in to Portfel 2.5:\n%(link)s\n\n"
            "The link works once. Who did not ask for it need not do anything.",
            link=link,
        )
    return gettext(
        "Open this page within an hour to choose a new password for Portfel 2.5:\n%(link)s\n\n"
        "The link works once. Who did not ask for it need not do anything: the password stays as it is.",
        link=link,
    )
