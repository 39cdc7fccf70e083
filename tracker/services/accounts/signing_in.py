"""Signing in with a password: too many wrong ones have to wait, and nobody learns which e-mails have accounts."""

from __future__ import annotations

from datetime import datetime

from tracker.domain.accounts import Account, AccountState
from tracker.domain.errors import TooManyAttemptsError
from tracker.domain.sign_in import PER_ADDRESS, PER_EMAIL, LinkPurpose, locked_until
from tracker.services.accounts.events import record
from tracker.services.accounts.passwords import fits
from tracker.storage.account_links import use_link
from tracker.storage.accounts import change_account, find_account, get_account, password_hash
from tracker.storage.sign_ins import attempts_for, attempts_from, record_attempt
from tracker.storage.transactions import transaction


def refuse_haste(email: str, address: str, *, at: datetime) -> None:
    """Stop somebody who guesses.

    Raises:
        TooManyAttemptsError: If too many attempts with the e-mail or from the address have failed lately.
    """
    waits = (
        locked_until(attempts_for(email, at), PER_EMAIL, at),
        locked_until(attempts_from(address, at), PER_ADDRESS, at),
    )
    until = max((wait for wait in waits if wait is not None), default=None)
    if until is not None:
        raise TooManyAttemptsError(until)


def count_link_request(address: str, *, at: datetime) -> None:
    """Count a request for a mailed link among the failed attempts from an address, whatever e-mail it names.

    Raises:
        TooManyAttemptsError: If too many attempts and requests have come from the address lately.
    """
    until = locked_until(attempts_from(address, at), PER_ADDRESS, at)
    if until is not None:
        raise TooManyAttemptsError(until)
    with transaction():
        # Nobody signs in with an empty e-mail: no success clears this, and nobody's account is held up by it.
        record_attempt("", address, succeeded=False, at=at)


def check_password(email: str, password: str, *, address: str, at: datetime) -> Account | None:
    """The account that an e-mail and a password open, ``None`` when they open none; remembers the attempt itself.

    Raises:
        TooManyAttemptsError: If this attempt has to wait; the password was not looked at.
    """
    refuse_haste(email, address, at=at)
    account = find_account(email)
    is_right = fits(password, password_hash(account.key) if account else None)
    opened = account if is_right and account and account.state is AccountState.ACTIVE else None
    # A right password does not clear the failures while a code is still to be asked for.
    if opened is None or not opened.has_second_step:
        note_attempt(email, address, account=account, succeeded=opened is not None, at=at)
    return opened


def note_attempt(email: str, address: str, *, account: Account | None, succeeded: bool, at: datetime) -> None:
    """Remember an attempt in a transaction of its own; one that begins a wait is put on record."""
    with transaction():
        record_attempt(email, address, succeeded=succeeded, at=at)
        if not succeeded and account and locked_until(attempts_for(email, at), PER_EMAIL, at):
            record("lock_sign_in", account, actor="", at=at, address=address)


def note_sign_in(account: Account, *, at: datetime, way: str) -> None:
    """Record that a person has signed in, by password, code, recovery_code, mail or invitation; the caller commits."""
    change_account(account.key, signed_in_at=at, previously_signed_in_at=account.signed_in_at)
    record("sign_in", account, actor=account.shown_name, at=at, way=way)


def open_mail_link(token: str, *, at: datetime) -> Account | None:
    """The account that a mailed link opens, ``None`` when it opens none any more; the caller commits."""
    key = use_link(token, LinkPurpose.SIGN_IN, at=at)
    return get_account(key) if key is not None else None
