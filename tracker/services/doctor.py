"""Look an installation over: settings, database, disk, mail and clock, each with what to do about it."""

from __future__ import annotations

import shutil
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask_babel import gettext

from tracker.config import Config
from tracker.formatting import DASH, number
from tracker.storage.health import DatabaseHealth, ReplicaHealth, look_at_database, look_at_replica
from tracker.storage.replica import LARGEST_LAG

MEGABYTE = 1024 * 1024
SCARCE, NEARLY_FULL = 2048 * MEGABYTE, 200 * MEGABYTE
"""Free bytes below which to think of it, and below which saving will fail soon."""

LARGEST_DRIFT = timedelta(seconds=5)
"""Clocks further apart make the order of what several people did uncertain."""

PATIENCE = 10
"""Seconds that the mail server gets to answer."""

BUILT_IN = 2026
"""A clock of an earlier year was never set."""


class Level(StrEnum):
    """How bad a finding is."""

    FINE = "fine"
    WORTH_A_LOOK = "worth_a_look"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: In a word.
        text: How it is.
        advice: What to do; empty when it is fine.
    """

    what: str
    level: Level
    text: str
    advice: str = ""


def look_over(config: Config, now: datetime) -> Iterator[Finding]:
    """Every finding, as soon as it is known.

    Args:
        config: The settings.
        now: The time of this machine, aware.
    """
    yield from _settings(config)
    database = look_at_database()
    yield from _database(database)
    replica = look_at_replica()
    if replica is not None:
        yield replica_finding(replica)
    yield room_finding(config.instance, _free_bytes(config.instance))
    yield _mail(config)
    yield clock_finding(database.clock, now)


def _settings(config: Config) -> Iterator[Finding]:
    what = gettext("Settings")
    if config.is_at_home:
        yield Finding(what, Level.FINE, gettext("Only this machine reaches the tracker."))
    elif not config.https:
        text = gettext("Passwords travel unprotected: TRACKER_HTTPS is not set.")
        yield Finding(what, Level.BROKEN, text, gettext("Put a proxy with TLS in front and set TRACKER_HTTPS=1."))
    else:
        yield Finding(what, Level.FINE, gettext("People reach the tracker over TLS."))
    if config.https and not config.proxies:
        text = gettext("TRACKER_PROXIES is 0: everybody seems to come from the address of the proxy.")
        yield Finding(what, Level.WORTH_A_LOOK, text, gettext("Set it to the number of proxies in front."))
    if config.is_public is None:
        text = gettext("Nobody has decided whether the portfolio is public; everybody has to sign in.")
        yield Finding(what, Level.WORTH_A_LOOK, text, gettext("Set TRACKER_PUBLIC to 1 or 0."))
    if not config.is_at_home and not config.publisher.is_told:
        text = gettext("The declaration of accessibility does not say who answers for this tracker.")
        advice = gettext("Set TRACKER_OWNER, TRACKER_CONTACT_PERSON, _EMAIL and _PHONE, and TRACKER_PUBLISHED.")
        yield Finding(what, Level.WORTH_A_LOOK, text, advice)
    yield from _secret(config.instance / "secret_key", what)


def _secret(path: Path, what: str) -> Iterator[Finding]:
    if path.exists() and path.stat().st_mode & 0o077:
        text = gettext("Others on this machine can read %(file)s.", file=path)
        yield Finding(what, Level.BROKEN, text, gettext("Run: chmod 600 %(file)s", file=path))


def _database(database: DatabaseHealth) -> Iterator[Finding]:
    what = gettext("Database")
    if not database.is_reachable:
        advice = gettext("Check TRACKER_DATABASE_URL, and that the database server runs.")
        yield Finding(what, Level.BROKEN, database.fault, advice)
        return
    yield Finding(what, Level.FINE, database.engine)
    what = gettext("Migrations")
    if database.is_current:
        yield Finding(what, Level.FINE, gettext("The tables are up to date (%(name)s).", name=database.revision))
        return
    seen, newest = database.revision or DASH, database.newest
    text = gettext("The tables are of %(one)s, this tracker of %(other)s.", one=seen, other=newest)
    yield Finding(what, Level.BROKEN, text, gettext("Run: flask --app app db upgrade"))


def replica_finding(replica: ReplicaHealth) -> Finding:
    """How a replica is, and who is read from meanwhile."""
    what, level = gettext("Replica"), Level.BROKEN
    advice = gettext("Check TRACKER_READ_DATABASE_URL. Until then all pages are read from the primary.")
    if replica.fault:
        return Finding(what, level, replica.fault, advice)
    if not replica.is_replica:
        return Finding(what, level, gettext("This is no replica of the database that is written to."), advice)
    if replica.lag is None:
        return Finding(what, level, gettext("Nothing has been repeated here yet."), advice)
    if not replica.lag:
        return Finding(what, Level.FINE, gettext("It has everything that was written."))
    behind = number(Decimal(str(replica.lag.total_seconds())), 1)
    text = gettext("It is %(seconds)s s behind the primary.", seconds=behind)
    if replica.is_behind:
        limit = number(int(LARGEST_LAG))
        slow = gettext("Beyond %(limit)s s pages are read from the primary. Look at its load and network.", limit=limit)
        return Finding(what, Level.WORTH_A_LOOK, text, slow)
    return Finding(what, Level.FINE, text)


def _free_bytes(folder: Path) -> int:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free


def room_finding(folder: Path, free: int) -> Finding:
    """How much room there is in the folder of the tracker, given the free bytes."""
    what = gettext("Disk")
    text = gettext("%(free)s MB are free in %(folder)s.", free=number(free // MEGABYTE), folder=folder)
    if free < NEARLY_FULL:
        return Finding(what, Level.BROKEN, text, gettext("Saving will fail soon: make room, old backups first."))
    if free < SCARCE:
        return Finding(what, Level.WORTH_A_LOOK, text, gettext("Think of making room."))
    return Finding(what, Level.FINE, text)


def _mail(config: Config) -> Finding:
    what = gettext("Mail")
    if not config.smtp_url:
        text = gettext("No mail server is set; links of invitations are handed over by hand.")
        advice = gettext("Set TRACKER_SMTP_URL to send invitations and reminders.")
        return Finding(what, Level.WORTH_A_LOOK, text, advice)
    parts = urlsplit(config.smtp_url)
    host, port = parts.hostname or "", parts.port or (465 if parts.scheme == "smtps" else 587)
    try:
        _greet(parts.scheme, host, port)
    except (OSError, smtplib.SMTPException) as error:
        advice = gettext("Check TRACKER_SMTP_URL, and that this machine may connect there.")
        return Finding(what, Level.BROKEN, f"{host}:{port}: {error}", advice)
    return Finding(what, Level.FINE, gettext("%(host)s:%(port)s answers over TLS.", host=host, port=str(port)))


def _greet(scheme: str, host: str, port: int) -> None:
    """Say hello to the mail server, and nothing more: no password is sent and no letter."""
    context = ssl.create_default_context()
    if scheme == "smtps":
        with smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=context) as server:
            server.noop()
        return
    with smtplib.SMTP(host, port, timeout=PATIENCE) as server:
        server.starttls(context=context)
        server.noop()


def clock_finding(database: datetime | None, now: datetime) -> Finding:
    """Whether the time of this machine can be right, and how far that of the database is from it, both aware."""
    what = gettext("Clock")
    try:
        local = now.astimezone(ZoneInfo("Europe/Warsaw"))
    except ZoneInfoNotFoundError:
        return Finding(what, Level.BROKEN, gettext("The time zone of Poland is not known."), "pip install tzdata")
    told = local.strftime("%Y-%m-%d %H:%M")
    if local.year < BUILT_IN:
        advice = gettext("Set the clock of this machine: dates on record would be wrong.")
        return Finding(what, Level.BROKEN, told, advice)
    drift = abs(database - now) if database else timedelta()
    if drift > LARGEST_DRIFT:
        text = gettext("The clocks of this machine and of the database are %(num)s s apart.", num=number(drift.seconds))
        return Finding(what, Level.WORTH_A_LOOK, text, gettext("Let both follow a time server (NTP)."))
    return Finding(what, Level.FINE, told)
