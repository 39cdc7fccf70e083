"""Changes to an account: its owner's and those of who manages it."""

from __future__ import annotations

from datetime import datetime

from tracker.domain.accounts import Account, AccountState
from tracker.domain.errors import SignInError
from tracker.domain.sign_in import LinkPurpose
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.services.accounts.events import record, record_change
from tracker.services.accounts.invitations import check_reach, codes
from tracker.storage.account_links import withdraw_links
from tracker.storage.accounts import change_account, change_rights, end_sessions, get_account
from tracker.storage.identity import locked_row

MAILED = (LinkPurpose.SIGN_IN, LinkPurpose.NEW_PASSWORD)
"""Links that were mailed to whoever asked; somebody else may have asked, and may read the mail."""


def hold_account(account: Account, mark: str) -> None:
    """Hold an account until the transaction ends, so that what was proved before still holds; the caller commits.

    Args:
        account: Whose owner has proved to be there.
        mark: What the sessions of the account held then; see ``session_mark``.

    Raises:
        SignInError: If all its sessions were ended since, as a new password ends them.
    """
    if locked_row(account.key).fs_uniquifier != mark:
        raise SignInError


def describe(account: Account, *, name: str, language: str, at: datetime) -> None:
    """Change what the owner is called and reads; the caller commits."""
    change_account(account.key, name=name, language=language)
    if name != account.name:
        before: dict[str, object] = {"name": account.name}
        record_change("rename_account", account, actor=name, at=at, before=before, after={"name": name})


def set_password(account: Account, hashed: str, *, deed: str, at: datetime) -> None:
    """Give an account a new password and end all its sessions; the caller commits.

    Args:
        account: Whose password it is.
        hashed: The hash of the new password.
        deed: ``change_password`` or ``reset_password``.
        at: This moment.
    """
    # Nobody but its owner knows the new password: the account is no demonstration any more.
    change_account(account.key, password=hashed, is_example=False)
    _sign_out(account.key, at)
    record(deed, account, actor=account.shown_name, at=at)


def sign_out_everywhere(account: Account, *, at: datetime) -> None:
    """End all sessions of an account; the caller commits."""
    _sign_out(account.key, at)
    record("sign_out_everywhere", account, actor=account.shown_name, at=at)


def close_account(key: int, *, actor: str, at: datetime) -> None:
    """Let nobody sign in with an account any more, at once; the caller commits."""
    account = get_account(key)
    if account.state is AccountState.CLOSED:
        return
    change_account(key, active=False)
    _sign_out(key, at)
    record("close_account", account, actor=actor, at=at)


def reopen_account(key: int, *, actor: str, at: datetime) -> None:
    """Let the owner of a closed account sign in again; the caller commits."""
    account = get_account(key)
    if account.state is not AccountState.CLOSED:
        return
    change_account(key, active=True)
    record("reopen_account", account, actor=actor, at=at)


def set_rights(
    account: Account,
    role: Role,
    *,
    centre_id: int | None,
    voivodeships: frozenset[Voivodeship],
    actor: str,
    at: datetime,
) -> None:
    """Give an account another role or reach; the caller commits.

    Raises:
        InvalidInputError: If role and reach do not go together.
    """
    check_reach(role, centre_id, voivodeships)
    change_rights(account.key, role, centre_id=centre_id, voivodeships=voivodeships)
    changed = get_account(account.key)
    record_change("change_rights", changed, actor=actor, at=at, before=_rights(account), after=_rights(changed))


def _sign_out(key: int, at: datetime) -> None:
    """End the sessions that there are, and those that mailed links could still begin."""
    end_sessions(key)
    withdraw_links(key, MAILED, at=at)


def _rights(account: Account) -> dict[str, object]:
    return {
        "role": account.role.value,
        "centre_id": account.place.centre_id if account.place else None,
        "voivodeships": codes(account.voivodeships),
    }
