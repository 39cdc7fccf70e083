"""Which reminders were sent, and the claims by which each is sent once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from tracker.domain.reminders import Channel
from tracker.storage.base import db
from tracker.storage.models import ReminderRow

Key = tuple[int, str]
"""A project and an occasion."""

CLAIM_LIFE = timedelta(minutes=15)
"""A claim that was neither fulfilled nor withdrawn after so long belongs to a run that broke; the next takes it over.

A letter takes a minute at most: the mail server has ten seconds for each step.
"""

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def settled_reminders(at: datetime) -> dict[int, set[Key]]:
    """What each account was reminded of already, or is being reminded of at this moment."""
    settled = or_(ReminderRow.sent_at.is_not(None), ReminderRow.claimed_at > at - CLAIM_LIFE)
    found: defaultdict[int, set[Key]] = defaultdict(set)
    rows = select(ReminderRow.account_id, ReminderRow.project_id, ReminderRow.occasion).where(settled)
    for account_id, project_id, occasion in db.session.execute(rows):
        found[account_id].add((project_id, occasion))
    return found


def claim_reminders(account_id: int, keys: Iterable[Key], channel: Channel, *, at: datetime) -> set[Key]:
    """Take reminders upon oneself, in one statement each, so that of two runs one gets it; the caller commits.

    What is only shown in the tracker counts as sent at once.

    Returns:
        Those that were free, or whose earlier run broke.
    """
    sent_at = at if channel is Channel.APP else None
    return {key for key in sorted(keys) if _claim(account_id, key, channel, at, sent_at)}


def _claim(account_id: int, key: Key, channel: Channel, at: datetime, sent_at: datetime | None) -> bool:
    project_id, occasion = key
    claim = _INSERTS[db.engine.dialect.name](ReminderRow).values(
        account_id=account_id,
        project_id=project_id,
        occasion=occasion,
        channel=channel,
        claimed_at=at,
        sent_at=sent_at,
    )
    taken_over = claim.on_conflict_do_update(
        index_elements=["account_id", "project_id", "occasion"],
        set_={"channel": channel, "claimed_at": at, "sent_at": sent_at},
        where=and_(ReminderRow.sent_at.is_(None), ReminderRow.claimed_at <= at - CLAIM_LIFE),
    )
    return db.session.execute(taken_over.returning(ReminderRow.occasion)).first() is not None


def fulfil_claims(account_id: int, keys: Iterable[Key], *, claimed_at: datetime, at: datetime) -> None:
    """Put on record that the letter has left; the caller commits."""
    db.session.execute(
        update(ReminderRow).where(_own_claims(account_id, keys, claimed_at)).values(sent_at=at),
        execution_options={"synchronize_session": False},
    )


def withdraw_claims(account_id: int, keys: Iterable[Key], *, claimed_at: datetime) -> None:
    """Give back what could not be sent, so that the next run tries again; the caller commits."""
    db.session.execute(
        delete(ReminderRow).where(_own_claims(account_id, keys, claimed_at)),
        execution_options={"synchronize_session": False},
    )


def _own_claims(account_id: int, keys: Iterable[Key], claimed_at: datetime) -> ColumnElement[bool]:
    """The claims of this run that no other has taken over meanwhile."""
    return and_(
        ReminderRow.account_id == account_id,
        tuple_(ReminderRow.project_id, ReminderRow.occasion).in_(sorted(keys)),
        ReminderRow.claimed_at == claimed_at,
        ReminderRow.sent_at.is_(None),
    )


def shown_reminders(account_id: int) -> Sequence[tuple[int, str, Channel]]:
    """Project, occasion and channel of everything an account was reminded of, the newest first."""
    rows = (
        select(ReminderRow.project_id, ReminderRow.occasion, ReminderRow.channel)
        .where(ReminderRow.account_id == account_id, ReminderRow.sent_at.is_not(None))
        .order_by(ReminderRow.sent_at.desc(), ReminderRow.project_id, ReminderRow.occasion.desc())
    )
    return [(row.project_id, row.occasion, row.channel) for row in db.session.execute(rows)]
