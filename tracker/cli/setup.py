"""What happens before the tracker is served."""

from __future__ import annotations

from flask import Flask

from tracker.cli.clock import now
from tracker.config import ROOT
from tracker.services.portfolio_files import add_projects, read_files
from tracker.storage.audit import AuditEvent, record_event
from tracker.storage.projects import project_slugs
from tracker.storage.schema import upgrade_schema
from tracker.storage.transactions import transaction, wait_for_writers

ACTOR = "python app.py"
"""Who the record says filled an empty database."""

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
    read = [read_files(folder) for folder in BUNDLED if any(folder.glob("*.json"))]
    with transaction():
        wait_for_writers()
        if project_slugs():
            # Another app has started at the same moment and was faster.
            return
        outcomes = [add_projects(one) for one in read]
        details = {"added": len({slug for outcome in outcomes for slug in outcome.added})}
        record_event(AuditEvent(now(), ACTOR, "load_bundled", {}, details), project_id=None)
