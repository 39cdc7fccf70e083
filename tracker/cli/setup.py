"""What happens once before the tracker is served."""

from __future__ import annotations

from flask import Flask

from tracker.storage.schema import upgrade_schema


def prepare(app: Flask) -> None:
    """Bring the database up to date; what people have recorded stays as it is.

    Raises:
        TrackerError: When the database cannot be used.
    """
    with app.app_context():
        upgrade_schema()
