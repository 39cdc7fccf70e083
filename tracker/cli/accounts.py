"""``flask accounts``: invite people, list accounts, close them and open them again."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from flask import current_app
from flask_babel import gettext, ngettext

from tracker.cli.places import find_centre, find_voivodeship
from tracker.cli.refusals import RefusingGroup
from tracker.config import Config
from tracker.domain.accounts import Account, AccountState
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.vocabulary import Role
from tracker.formatting import DASH, moment
from tracker.labels import label

ACTOR = "flask accounts"
"""Who the record says it was: whoever may run programs on the server."""

group = RefusingGroup("accounts", help="Invite people, list accounts, close them and open them again.")


@group.command("invite")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--centre", default="", help="For a director or reporter: the centre's name, or a project of it.")
@click.option("--voivodeship", "names", multiple=True, help="For a coordinator or reader; may be repeated.")
@click.option("--name", default="", help="First name and surname.")
def invite(email: str, role: str, centre: str, names: tuple[str, ...], name: str) -> None:
    """Make an account and print the link with which its owner opens it."""
    from tracker.services.accounts.invitations import InvitationDraft
    from tracker.services.accounts.invitations import invite as make
    from tracker.storage.transactions import transaction

    draft = InvitationDraft(
        email=_checked_email(email),
        role=Role(role),
        name=name,
        centre_id=find_centre(centre) if centre else None,
        voivodeships=frozenset(find_voivodeship(one) for one in names),
    )
    with transaction():
        made = make(draft, actor=ACTOR, actor_key=None, at=datetime.now(UTC))
    config: Config = current_app.extensions["tracker_config"]
    click.echo(gettext("This link opens the account once, within 14 days:"))
    click.echo(f"{config.address}/zaproszenie/{made.token}")


@group.command("list")
def list_() -> None:
    """Print every account on a line: e-mail, role, reach, state, last sign-in."""
    from tracker.storage.accounts import all_accounts

    accounts = all_accounts()
    for account in accounts:
        last = moment(account.signed_in_at) if account.signed_in_at else DASH
        click.echo(
            "\t".join((account.email, label(account.role), _reach(account), label(account.state), last, account.name))
        )
    click.echo(ngettext("%(num)s account", "%(num)s accounts", len(accounts)))


@group.command("disable")
@click.argument("email", required=False)
@click.option("--examples", is_flag=True, help="All accounts that were made for a try.")
def disable(email: str | None, *, examples: bool) -> None:
    """Close an account: nobody signs in with it, its sessions end at once."""
    from tracker.services.accounts.changes import close_account
    from tracker.storage.accounts import all_accounts
    from tracker.storage.transactions import transaction

    if bool(email) == examples:
        raise click.UsageError("Give either an e-mail or --examples.")
    closing = [one for one in all_accounts() if one.is_example and one.state is not AccountState.CLOSED]
    if email:
        closing = [_get(email)]
    with transaction():
        for account in closing:
            close_account(account.key, actor=ACTOR, at=datetime.now(UTC))
    click.echo(ngettext("%(num)s account is closed.", "%(num)s accounts are closed.", len(closing)))


@group.command("enable")
@click.argument("email")
def enable(email: str) -> None:
    """Open a closed account again."""
    from tracker.services.accounts.changes import reopen_account
    from tracker.storage.transactions import transaction

    account = _get(email)
    with transaction():
        reopen_account(account.key, actor=ACTOR, at=datetime.now(UTC))
    click.echo(gettext("The account is open again."))


@group.command("forget-phone")
@click.argument("email")
def forget_phone(email: str) -> None:
    """Ask for no more one-time codes: the phone is lost and so are the recovery codes."""
    from tracker.services.accounts.second_step import switch_off
    from tracker.storage.transactions import transaction

    account = _get(email)
    with transaction():
        switch_off(account, actor=ACTOR, at=datetime.now(UTC))
    click.echo(gettext("One-time codes are off."))


def _get(email: str) -> Account:
    from tracker.storage.accounts import find_account

    account = find_account(email)
    if account is None:
        raise InvalidInputError([Problem(email, gettext("There is no account with this e-mail."))])
    return account


def _checked_email(text: str) -> str:
    from marshmallow import ValidationError

    from tracker.schemas.accounts import EmailField

    try:
        return EmailField().deserialize(text)
    except ValidationError as error:
        raise InvalidInputError([Problem("email", str(error.messages[0]))]) from None


def _reach(account: Account) -> str:
    return account.centre or ", ".join(label(one) for one in sorted(account.voivodeships)) or gettext("whole country")
