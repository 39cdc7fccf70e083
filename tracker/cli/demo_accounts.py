"""Accounts with which somebody who tries the tracker at home can look at it through everybody's eyes."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask_babel import gettext

from tracker.cli.setup import BUNDLED
from tracker.config import Config
from tracker.domain.accounts import Account, AccountState
from tracker.domain.errors import InvalidInputError, Problem
from tracker.domain.vocabulary import Role
from tracker.labels import label
from tracker.services.accounts.passwords import hash_password
from tracker.storage.accounts import all_accounts, change_account, insert_account
from tracker.storage.places import find_place
from tracker.storage.transactions import transaction

DOMAIN = "portfel.example"
"""A domain that nobody can ever own (RFC 2606)."""

WORDS = re.findall(
    r"\w+",
    """
    baran barka bocian bratek brzoza cegla chmura cytryna dzban fiolek foka gawron gitara grusza grzyb herbata
    igla jagoda jarmark jesion jezioro kajak kalina kamyk kasztan klon kogut komin koszyk kotwica kredka kura
    latawiec lawka lipa listek lubin malina marchew maslo miska mostek namiot narty obraz ogrod olcha orzech
    paproc parasol piernik pilka rower rzeka sanki skowronek sosna sroka szyszka tulipan wagon wiosna wrona zegar
    """,
)
"""Words without letters that some keyboards lack."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to be made.

    Attributes:
        slug: A project of the director's centre; empty for the other roles.
    """

    email: str
    role: Role
    slug: str = ""


def demo_sign_ins(app: Flask) -> Iterator[str]:
    """Make the demonstration's accounts where only this machine can reach them, and tell their passwords.

    Returns:
        The lines of a small table; none where the tracker is reached from elsewhere or keeps its data in PostgreSQL.

    Raises:
        InvalidInputError: If the passwords cannot be kept in the instance folder.
    """
    config: Config = app.extensions["tracker_config"]
    if not config.is_at_home or not config.database_url.startswith("sqlite"):
        return iter(())
    path = config.instance / "demo_sign_ins.json"
    with app.app_context():
        passwords = _make_missing(path)
        shown = {
            account.email: account.role
            for account in all_accounts()
            if account.is_example and account.state is AccountState.ACTIVE and account.email in passwords
        }
        return iter(_table(shown, passwords))


def _wanted() -> list[DemoAccount]:
    slugs = sorted({path.stem for folder in BUNDLED for path in folder.glob("*.json")})
    return [
        DemoAccount(f"koordynator@{DOMAIN}", Role.COORDINATOR),
        DemoAccount(f"administrator@{DOMAIN}", Role.ADMINISTRATOR),
        *(DemoAccount(f"{slug}.dyrektor@{DOMAIN}", Role.DIRECTOR, slug) for slug in slugs),
    ]


def _lacking(passwords: Mapping[str, str]) -> tuple[list[DemoAccount], list[Account]]:
    """The accounts that are to be made, and those whose passwords nobody knows."""
    present = {account.email: account for account in all_accounts()}
    missing = [one for one in _wanted() if one.email not in present and (not one.slug or find_place(one.slug))]
    return missing, [one for one in present.values() if one.is_example and one.email not in passwords]


def _make_missing(path: Path) -> Mapping[str, str]:
    """Make what is lacking, and tell all passwords.

    Where the file was lost, its accounts get new passwords: nobody can be told the old ones.
    """
    kept = _kept_passwords(path)
    missing, untold = _lacking(kept)
    new = {email: _readable_password() for email in [one.email for one in missing] + [one.email for one in untold]}
    # Slow on purpose, so it is done before others have to wait.
    hashes = {email: hash_password(password) for email, password in new.items()}
    if not new:
        return kept
    at = datetime.now(UTC)
    with transaction():
        kept = _kept_passwords(path)
        if _lacking(kept) != (missing, untold):
            # Another app has started at the same moment and was faster.
            return kept
        _keep({**kept, **new}, path)
        for account in untold:
            change_account(account.key, password=hashes[account.email])
        for one in missing:
            place = find_place(one.slug) if one.slug else None
            name = gettext("%(role)s (example)", role=label(one.role).capitalize())
            centre_id = place.centre_id if place else None
            key = insert_account(one.email, one.role, at=at, name=name, centre_id=centre_id, is_example=True)
            change_account(key, password=hashes[one.email], confirmed_at=at)
    return {**kept, **new}


def _readable_password() -> str:
    return "-".join([*(secrets.choice(WORDS) for _ in range(3)), str(10 + secrets.randbelow(90))])


def _kept_passwords(path: Path) -> dict[str, str]:
    try:
        kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept


def _keep(passwords: Mapping[str, str], path: Path) -> None:
    try:
        path.touch(mode=0o600)
        path.write_text(json.dumps(passwords, indent=1), encoding="utf-8")
    except OSError as error:
        raise InvalidInputError([Problem(str(path), error.strerror or str(error))]) from None


def _table(shown: Mapping[str, Role], passwords: Mapping[str, str]) -> Iterator[str]:
    if not shown:
        return
    yield gettext("Accounts for a try (examples; they exist on this machine only):")
    roles = {email: label(role) for email, role in shown.items()}
    columns = max(map(len, roles.values())), max(map(len, shown))
    order = list(Role)
    for email in sorted(shown, key=lambda one: (order.index(shown[one]), one)):
        yield f"  {roles[email]:<{columns[0]}}  {email:<{columns[1]}}  {passwords[email]}"
    yield gettext("They are closed with: flask --app app accounts disable --examples")
