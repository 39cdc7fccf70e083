"""Make and withdraw the tokens with which programs ask on behalf of an account."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext

from tracker.domain.accounts import Account
from tracker.domain.api_tokens import LIVES, LONGEST_NAME, MOST_TOKENS, SCOPES, TokenScope
from tracker.domain.errors import InvalidInputError, Problem
from tracker.services.accounts.events import record
from tracker.storage.api_tokens import get_own_token, insert_token, tokens_of
from tracker.storage.api_tokens import withdraw_token as withdraw


def make_token(account: Account, *, name: str, scope: str, days: str, at: datetime) -> str:
    """Make a token as a form asks for it; the caller commits.

    Args:
        account: Whose token it is.
        name: What the owner calls it.
        scope: The value of a ``TokenScope``.
        days: One of ``LIVES``.
        at: This moment.

    Returns:
        The secret, which can be told this once.

    Raises:
        InvalidInputError: If there is no name, the scope is of no use to the role, or there are too many tokens.
    """
    name = " ".join(name.split())
    problems = []
    if not name:
        problems.append(Problem("token_name", gettext("Give the token a name, for example: the region's spreadsheet.")))
    elif len(name) > LONGEST_NAME:
        problems.append(Problem("token_name", gettext("A name has %(most)s characters at most.", most=LONGEST_NAME)))
    if scope not in SCOPES[account.role]:
        problems.append(Problem("token_scope", gettext("Choose one of the answers.")))
    if days not in map(str, LIVES):
        problems.append(Problem("token_days", gettext("Choose one of the answers.")))
    if sum(token.is_open(at) for token in tokens_of(account.key)) >= MOST_TOKENS:
        text = gettext("At most %(most)s tokens can be open. Withdraw one first.", most=MOST_TOKENS)
        problems.append(Problem("token_name", text))
    if problems:
        raise InvalidInputError(problems)
    until = at + timedelta(days=int(days))
    secret = insert_token(account.key, name, TokenScope(scope), at=at, until=until)
    record("make_token", account, actor=account.shown_name, at=at, name=name, scope=scope, until=until.isoformat())
    return secret


def withdraw_token(account: Account, key: int, *, at: datetime) -> None:
    """Let one of an account's tokens open nothing any more; the caller commits.

    Raises:
        NotFoundError: If the account has no such token.
    """
    token = get_own_token(key, account.key)
    if token.withdrawn_at is not None:
        return
    withdraw(key, at=at)
    record("withdraw_token", account, actor=account.shown_name, at=at, name=token.name)
