"""Bringing the database's tables up to date."""

from __future__ import annotations

import sqlite3

import flask_migrate
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.exc import DBAPIError

from tracker.domain.errors import TrackerError, UnavailableError
from tracker.storage.base import db


class DatabaseUnavailableError(TrackerError):
    """The database cannot be opened, reached or written."""


def upgrade_schema() -> None:
    """Run the migrations that the database has not seen; needs an application context.

    Raises:
        DatabaseUnavailableError: With the address, its password hidden, and the driver's reason on one line.
    """
    try:
        flask_migrate.upgrade()
    except (DBAPIError, sqlite3.Error, UnavailableError) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()[0]
        address = db.engine.url.render_as_string(hide_password=True)
        raise DatabaseUnavailableError(f"The database {address} cannot be used: {reason}") from error


def known_revisions() -> tuple[str, ...]:
    """The identifiers of all migrations, the newest first; needs an application context."""
    config = current_app.extensions["migrate"].migrate.get_config()
    return tuple(script.revision for script in ScriptDirectory.from_config(config).walk_revisions())
