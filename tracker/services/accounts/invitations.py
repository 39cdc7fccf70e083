"""Invitations: who is let in, by whom, for which centre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from tracker.domain.accounts import Account, AccountState
from tracker.domain.errors import ConflictError, InvalidInputError, Problem
from tracker.domain.permissions import CENTRE_ROLES
from tracker.domain.sign_in import LinkPurpose
from tracker.domain.vocabulary import Role, Voivodeship
from tracker.services.accounts.events import record
from tracker.storage.account_links import issue_link, use_link
from tracker.storage.accounts import change_account, find_account, get_account, insert_account
from tracker.storage.places import find_centre_place


@dataclass(frozen=True, slots=True)
class InvitationDraft:
    """Who is to be invited as what.

    Attributes:
        centre_id: Only for directors and reporters.
        voivodeships: Only for coordinators and readers; none means the whole country.
    """

    email: str
    role: Role
    name: str = ""
    centre_id: int | None = None
    voivodeships: frozenset[Voivodeship] = frozenset()


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that was made; the token is told this once."""

    account: Account
    token: str


def invite(draft: InvitationDraft, *, actor: str, actor_key: int | None, at: datetime) -> Invitation:
    """Make an account and the link that opens it; the caller commits.

    Args:
        draft: Whom to invite as what.
        actor: Who invites, for the record.
        actor_key: The account of that person; ``None`` for the command line.
        at: This moment.

    Raises:
        InvalidInputError: If the e-mail has an account, or role and reach do not go together.
    """
    check_reach(draft.role, draft.centre_id, draft.voivodeships)
    if find_account(draft.email) is not None:
        raise InvalidInputError([Problem("email", gettext("There is an account with this e-mail already."))])
    key = insert_account(
        draft.email,
        draft.role,
        at=at,
        name=draft.name,
        centre_id=draft.centre_id,
        voivodeships=draft.voivodeships,
    )
    account = get_account(key)
    record("invite", account, actor=actor, at=at, role=draft.role.value, voivodeships=codes(draft.voivodeships))
    return Invitation(account, issue_link(key, LinkPurpose.INVITATION, issued_by=actor_key, at=at))


def renew_invitation(account: Account, *, actor: str, actor_key: int | None, at: datetime) -> Invitation:
    """Make a new link for somebody who has not come yet; the earlier one opens nothing any more. The caller commits.

    Raises:
        ConflictError: If the invitation was accepted, or the account closed, in between.
    """
    present = get_account(account.key)
    if present.state is not AccountState.INVITED:
        raise ConflictError(gettext("The invitation has been accepted or withdrawn in the meantime."))
    record("renew_invitation", present, actor=actor, at=at)
    return Invitation(present, issue_link(account.key, LinkPurpose.INVITATION, issued_by=actor_key, at=at))


def accept_invitation(token: str, *, name: str, password: str | None, at: datetime) -> Account | None:
    """Open the account of an invitation; the caller commits.

    Args:
        token: That of the link.
        name: What the person is called.
        password: The hash of the password; ``None`` for somebody who will sign in by mail links.
        at: This moment.

    Returns:
        The account, ``None`` when the link opens nothing any more.
    """
    key = use_link(token, LinkPurpose.INVITATION, at=at)
    if key is None:
        return None
    change_account(key, name=name, password=password, confirmed_at=at)
    account = get_account(key)
    record("accept_invitation", account, actor=account.shown_name, at=at)
    return account


def check_reach(role: Role, centre_id: int | None, voivodeships: frozenset[Voivodeship]) -> None:
    """Refuse a role without the reach that belongs to it.

    Raises:
        InvalidInputError: If a director or reporter has no centre on record, or anybody else has one; if any but
            coordinators and readers are limited to voivodeships.
    """
    if role in CENTRE_ROLES:
        if centre_id is None or find_centre_place(centre_id) is None:
            raise InvalidInputError([Problem("centre", gettext("Choose the centre."))])
        if voivodeships:
            message = gettext("A director or reporter belongs to a centre, not to voivodeships.")
            raise InvalidInputError([Problem("voivodeships", message)])
        return
    if centre_id is not None:
        message = gettext("Only directors and reporters belong to a centre.")
        raise InvalidInputError([Problem("centre", message)])
    if role is Role.ADMINISTRATOR and voivodeships:
        message = gettext("An administrator is not limited to voivodeships.")
        raise InvalidInputError([Problem("voivodeships", message)])


def codes(voivodeships: Iterable[Voivodeship]) -> list[str]:
    """Voivodeships as the record keeps them."""
    return sorted(one.value for one in voivodeships)
