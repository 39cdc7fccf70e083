"""What happens before the tracker is served."""

from __future__ import annotations

from flask import Flask

from tracker.config import ROOT
from tracker.services.portfolio_files import add_projects, read_files
from tracker.storage.projects import project_slugs
from tracker.storage.schema import upgrade_schema
from tracker.storage.transactions import transaction

BUNDLED = (ROOT / "data" / "portfolio", ROOT / "data" / "demo")
"""The sourced projects first, then the invented additions to them."""


def prepare(app: Flask) -> None:
    """Bring the database up to date and fill an empty one with the bundled portfolio.

    A database that holds any project is left alone, so what people removed stays removed.

    Raises:
        TrackerError: When the database cannot be used or a bundled file is wrong; nothing is loaded then.
    """
    with app.app_context():
        upgrade_schema()
        if not project_slugs():
            _load_bundled_portfolio()


def _load_bundled_portfolio() -> None:
    with transaction():
        for folder in BUNDLED:
            if any(folder.glob("*.json")):
                add_projects(read_files(folder))
